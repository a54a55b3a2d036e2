"""Compiled patterns are kept from one run to the next, and are the patterns that Python would compile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.cache import patterns
from jyplan.cache.patterns import KeptPatterns
from jyplan.cache.store import Store

if TYPE_CHECKING:
    from pathlib import Path

KEY = b"k" * 32
SOURCES = [
    pytest.param("第([0-9]+)周", 0, id="a group"),
    pytest.param("(?P<year>[0-9]{4})年(?P<month>[0-9]+)?", 0, id="groups with names"),
    pytest.param("(?:教导处|德育处)(?!长)", re.VERBOSE, id="flags given"),
    pytest.param("(?im)^plan$", 0, id="flags written"),
    pytest.param(rb"[\x80-\xff]+", 0, id="bytes"),
    pytest.param("[\U00020000-\U0002ffff]", 0, id="beyond the basic plane"),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "patterns", KEY)


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_a_kept_pattern_is_the_pattern_that_python_compiles(store: Store, source: Any, flags: int) -> None:
    first = KeptPatterns(store)
    compiled = first.compile(source, flags)
    first.keep()
    recalled = KeptPatterns(store).compile(source, flags)
    expected = re.compile(source, flags)
    assert compiled == recalled == expected
    assert (recalled.groups, recalled.groupindex, recalled.flags) == (
        expected.groups,
        expected.groupindex,
        expected.flags,
    )


def test_what_an_earlier_run_kept_is_not_compiled_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptPatterns(store)
    first.compile("目标|任务", 0)
    first.keep()
    monkeypatch.setattr(patterns, "_compile", None)
    match = KeptPatterns(store).compile("目标|任务", 0).search("工作任务")
    assert match is not None
    assert match[0] == "任务"


def test_a_changed_pattern_is_compiled(store: Store) -> None:
    first = KeptPatterns(store)
    first.compile("目标", 0)
    first.keep()
    assert KeptPatterns(store).compile("任务", 0).fullmatch("任务")


def test_two_processes_keep_what_each_compiled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = KeptPatterns(store), KeptPatterns(store)
    left.compile("目标", 0)
    right.compile("任务", 0)
    left.keep()
    right.keep()
    monkeypatch.setattr(patterns, "_compile", None)
    recalled = KeptPatterns(store)
    assert [recalled.compile(source, 0).pattern for source in ("目标", "任务")] == ["目标", "任务"]


def test_patterns_of_earlier_versions_are_dropped_in_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 2)
    for sources in (("一", "二"), ("三",)):
        run = KeptPatterns(store)
        for source in sources:
            run.compile(source, 0)
        run.keep()
    assert set(KeptPatterns(store)._known) == {("三", 0)}


def test_without_a_usable_folder_patterns_are_compiled(tmp_path: Path) -> None:
    kept = KeptPatterns(Store(tmp_path / "patterns", None))
    assert kept.compile("目标", 0).fullmatch("目标")
    kept.keep()
    assert not (tmp_path / "patterns").exists()


def test_a_file_signed_with_another_key_is_ignored(store: Store, tmp_path: Path) -> None:
    planted = KeptPatterns(Store(tmp_path / "patterns", b"x" * 32))
    planted.compile("目标", 0)
    planted.keep()
    assert KeptPatterns(store)._known == {}


def test_a_damaged_file_is_ignored(store: Store, tmp_path: Path) -> None:
    first = KeptPatterns(store)
    first.compile("目标", 0)
    first.keep()
    [file] = [path for path in (tmp_path / "patterns").rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG"]
    file.write_bytes(file.read_bytes()[:-1])
    assert KeptPatterns(store).compile("目标", 0).fullmatch("目标")


def test_expressions_are_the_same_in_every_process() -> None:
    """Whatever the order of sets: an expression that differs would be compiled, and kept once more, by every run."""
    program = (
        "import re; from jyplan.text import patterns; sources = []\n"
        "patterns.compile_with(lambda source, flags: sources.append(repr(source)) or re.compile(source, flags))\n"
        "from jyplan import api, readers, outline; from jyplan.checker.run import check_outline\n"
        "document = readers.read('教研计划\\n一、工作目标\\n1、教务处9月底前检查教案不少于两次。'.encode(), '')\n"
        "check_outline(outline.read_outline(document), api.load_rules()); print(sorted(sources))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
