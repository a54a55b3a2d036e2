from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.cache import keys
from jyplan.cache.keys import fingerprint, surroundings
from jyplan.model import Role, Span
from tests.places import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

SAY = "from jyplan import api; from jyplan.cache.keys import *; print(fingerprint(surroundings(), api.load_rules()))"


def test_other_processes_find_the_same() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SAY],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (("a", "b"), ("ab",)),
        ((("a",), "b"), ("a", ("b",))),
        (Role.GOAL, "goal"),
        (Span(1, 2), Span(1, 3)),
        ({"a": 1}, {"a": 2}),
        (frozenset({"a"}), ("a",)),
    ],
)
def test_other_values_are_told_apart(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(TypeError):
        fingerprint(object())


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed jyplan with one file."""
    package = tmp_path / "jyplan"
    package.mkdir()
    (package / "__init__.py").write_text("a = 1\n", "utf-8")
    monkeypatch.setattr(keys, "_HOME", package)
    return package


def look() -> str:
    keys.surroundings.cache_clear()
    return surroundings()


def test_edited_file_of_a_checkout_is_noticed(package: Path) -> None:
    before = look()
    assert look() == before
    (package / "__init__.py").write_text("a = 2\n", "utf-8")
    os.utime(package / "__init__.py", ns=(0, 1))
    assert look() != before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_link_that_leads_nowhere_is_survived(package: Path) -> None:
    before = look()
    (package / ".#lock.py").symlink_to("nowhere")
    assert look() != before


def test_compiled_files_change_nothing(package: Path) -> None:
    before = look()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").touch()
    assert look() == before


def test_installed_package_is_known_by_its_record_whenever_it_was_unpacked(package: Path) -> None:
    record = package.parent / "jyplan-0.1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("jyplan/__init__.py,sha256=a,6\n", "utf-8")
    before = look()
    os.utime(package / "__init__.py", ns=(0, 1))
    assert look() == before
    record.write_text("jyplan/__init__.py,sha256=b,6\n", "utf-8")
    assert look() != before


def test_other_version_of_a_package_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    seen = set()
    for name in ("jieba-1.dist-info", "jieba-2.dist-info"):
        (tmp_path / name).mkdir()
        seen.add(look())
        (tmp_path / name).rmdir()
    assert len(seen) == 2
