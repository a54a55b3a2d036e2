from __future__ import annotations

import datetime
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

PRINT_FINGERPRINT = (
    "from jyplan import api; from jyplan.cache.keys import *; print(fingerprint(surroundings(), api.load_rules()))"
)


def test_fingerprints_are_equal_in_all_processes() -> None:
    fingerprints = {
        subprocess.run(
            [sys.executable, "-c", PRINT_FINGERPRINT],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(fingerprints) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1", 1),
        (("a", "b"), ("ab",)),
        ((("a",), "b"), ("a", ("b",))),
        (Role.GOAL, "goal"),
        (Span(1, 2), Span(1, 3)),
        ({"a": 1}, {"a": 2}),
        (frozenset({"a"}), ("a",)),
        (datetime.date(2025, 9, 10), datetime.date(2025, 9, 11)),
        (datetime.date(2025, 9, 10), "2025-09-10"),
    ],
)
def test_different_values_have_different_fingerprints(left: object, right: object) -> None:
    assert fingerprint(left) != fingerprint(right)


def test_value_without_visible_content_is_refused() -> None:
    with pytest.raises(TypeError):
        fingerprint(object())


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed jyplan of a single file."""
    package = tmp_path / "jyplan"
    package.mkdir()
    (package / "__init__.py").write_text("a = 1\n", "utf-8")
    monkeypatch.setattr(keys, "_HOME", package)
    return package


def fresh_surroundings() -> str:
    keys.surroundings.cache_clear()
    return surroundings()


def test_edited_file_of_a_checkout_is_noticed(package: Path) -> None:
    before = fresh_surroundings()
    assert fresh_surroundings() == before
    (package / "__init__.py").write_text("a = 2\n", "utf-8")
    os.utime(package / "__init__.py", ns=(0, 1))
    assert fresh_surroundings() != before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_broken_link_among_the_files_is_no_error(package: Path) -> None:
    before = fresh_surroundings()
    (package / ".#lock.py").symlink_to("nowhere")
    assert fresh_surroundings() != before


def test_compiled_files_change_nothing(package: Path) -> None:
    before = fresh_surroundings()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").touch()
    assert fresh_surroundings() == before


def test_installed_package_is_known_by_its_record_and_not_by_file_times(package: Path) -> None:
    record = package.parent / "jyplan-0.1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("jyplan/__init__.py,sha256=a,6\n", "utf-8")
    before = fresh_surroundings()
    os.utime(package / "__init__.py", ns=(0, 1))
    assert fresh_surroundings() == before
    record.write_text("jyplan/__init__.py,sha256=b,6\n", "utf-8")
    assert fresh_surroundings() != before


def test_changed_version_of_a_package_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    seen = set()
    for name in ("jieba-1.dist-info", "jieba-2.dist-info"):
        (tmp_path / name).mkdir()
        seen.add(fresh_surroundings())
        (tmp_path / name).rmdir()
    assert len(seen) == 2
