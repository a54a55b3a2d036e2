"""Every hostile file through every door: limits of time and memory, a sentence, and no harm to the plan beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.errors import InputError
from jyplan.inputs import Unreadable, find_sources
from jyplan.reading.limits import UNLIMITED, Limits
from tests.hostile import doors
from tests.hostile.watching import MemoryWatch
from tests.places import ROOT, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jyplan.model import Revisions

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and processes fork on Linux only"),
]

SECONDS_FOR_A_FILE = 20
"""Of processor time; by the clock a busy machine takes longer."""
LARGEST_PROCESS = 1_200 << 20
"""Bytes: the limit of a document, beside what Python and the readers take themselves."""


@pytest.mark.parametrize("kind", doors.DOORS)
@pytest.mark.parametrize(
    "lines", [300, pytest.param(10_000, marks=pytest.mark.tour)], ids=["300 lines", "10,000 lines"]
)
def test_every_hostile_file_ends_in_a_sentence_at_every_door(tmp_path: Path, lines: int, kind: str) -> None:
    """One test a kind of door, since a run takes minutes: no fault, no file over its time, no process over its memory."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.doors", str(tmp_path), str(lines), kind],
        cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    watch = MemoryWatch(process.pid)
    watch.start()
    out, _ = process.communicate(timeout=3600)
    assert process.returncode == 0
    runs = [doors.Run(**json.loads(line)) for line in out.splitlines()]
    assert [run for run in runs if run.fault] == []
    assert {run.door for run in runs} == doors.DOORS[kind][1]
    assert [run for run in runs if run.case != "all" and run.seconds > SECONDS_FOR_A_FILE] == []
    assert watch.end() < LARGEST_PROCESS


def recurse() -> None:
    recurse()


def hang() -> None:
    while True:
        time.sleep(1)


def work_for_ever() -> None:
    while True:
        pass


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(1 << 20))


BAD_READERS = [
    pytest.param(hang, 2, "takes longer than 0.3 seconds", id="hangs"),
    pytest.param(work_for_ever, 2, "takes longer than 0.3 seconds", id="works for ever"),
    pytest.param(eat, 2, "takes more than 200 MB of memory", id="eats memory"),
    pytest.param(recurse, 3, "a mistake in jyplan itself (RecursionError)", id="calls itself for ever"),
]


@pytest.fixture(autouse=True)
def only_thread() -> None:
    """Threads that another test left would keep this process from forking, and a reader gone bad would never end."""
    assert threading.enumerate() == [threading.current_thread()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "bad.txt").write_text("一、工作目标\n", "utf-8")
    (folder / doors.HONEST).write_bytes((SAMPLES / "safety-xinhe-primary.txt").read_bytes())
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return folder


def bad_reader(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Let the reader do the deed with bad.txt and with standard input; limits are small, so that the test is short."""
    from jyplan import readers

    def read(data: bytes, name: str, revisions: Revisions, *, with_anchors: bool) -> object:
        if name.endswith(("bad.txt", "-")):
            deed()
        return usual(data, name, revisions, with_anchors=with_anchors)

    usual = readers.read
    monkeypatch.setattr("jyplan.readers.read", read)
    seconds = 60 if deed is eat else 0.3
    monkeypatch.setattr("jyplan.api.Limits", partial(Limits, seconds=seconds, memory=200 << 20))


@pytest.mark.parametrize(("deed", "code", "sentence"), BAD_READERS)
def test_reader_gone_bad_costs_its_file_alone(
    monkeypatch: pytest.MonkeyPatch, folder: Path, deed: Callable[[], None], code: int, sentence: str
) -> None:
    bad_reader(monkeypatch, deed)
    output = doors.command("parse", str(folder))
    assert (output.code, sentence in output.err, "新河小学" in output.out) == (code, True, True)


@pytest.mark.parametrize(("deed", "code", "sentence"), BAD_READERS)
@pytest.mark.parametrize("door", ["file", "-", "diff", "check", "docx", "add"])
def test_reader_gone_bad_is_a_sentence_at_each_door(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    door: str,
    deed: Callable[[], None],
    code: int,
    sentence: str,
) -> None:
    bad_reader(monkeypatch, deed)
    bad, honest = str(folder / "bad.txt"), str(folder / doors.HONEST)
    arguments = {
        "file": ["parse", bad],
        "-": ["parse", "-"],
        "diff": ["diff", honest, bad],
        "check": ["check", bad, "--no-cache"],
        "docx": ["check", bad, "-f", "docx", "-o", str(tmp_path / "a.docx")],
        "add": ["archive", "add", bad, "-a", str(tmp_path / "archive")],
    }[door]
    output = doors.command(*arguments, stdin="一、工作目标".encode())
    assert (output.code, sentence in output.err) == (code, True)


@pytest.mark.parametrize("function", [api.parse, api.check, lambda path, limits: api.parse_bytes(b"x", limits=limits)])
def test_python_has_limits_too(monkeypatch: pytest.MonkeyPatch, folder: Path, function: Callable[..., object]) -> None:
    bad_reader(monkeypatch, work_for_ever)
    with pytest.raises(InputError, match=r"takes longer than 0\.3 seconds"):
        function(folder / "bad.txt", limits=Limits(seconds=0.3))


def test_files_that_are_trusted_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    processes: list[int] = []
    bad_reader(monkeypatch, lambda: processes.append(os.getpid()))
    api.parse(folder / "bad.txt", limits=UNLIMITED)
    api.parse(folder / "bad.txt")
    assert processes == [os.getpid()]


def test_comparison_that_takes_too_long_is_a_sentence(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("jyplan.compare.diff.comparison.compare_plans", lambda *_: work_for_ever())
    (folder / "b.txt").write_bytes((folder / doors.HONEST).read_bytes())
    with pytest.raises(InputError, match="too long or too much memory to be compared"):
        api.diff(folder / doors.HONEST, folder / "b.txt", limits=Limits(seconds=0.3))


def test_pair_that_takes_too_long_makes_the_run_incomplete(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("jyplan.compare.copies.pair_batches.judge_several", lambda *_, **__: work_for_ever())
    bad_reader(monkeypatch, lambda: None)
    (folder / "b.txt").write_bytes((folder / doors.HONEST).read_bytes() + "\n二、新的工作\n".encode())
    output = doors.command("dupes", str(folder), "-f", "json")
    assert (output.code, "too long or too much memory to be compared" in output.out) == (2, True)


def test_rewriting_a_word_file_has_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jyplan.reports.check.docx.copying.commented", lambda *_: work_for_ever())
    monkeypatch.setattr("jyplan.api.Limits", partial(Limits, seconds=1))
    file = SAMPLES / "district-plan-auto-numbering.docx"
    output = doors.command("check", str(file), "-f", "docx", "-o", str(tmp_path / "a.docx"))
    assert (output.code in {0, 1}, (tmp_path / "a.docx").exists()) == (True, True)


def test_run_ends_at_its_deadline_and_lists_what_was_not_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    bad_reader(monkeypatch, hang)
    results = list(api.parse_many(find_sources([str(folder)]), limits=Limits(deadline=time.monotonic() + 1), workers=1))
    assert [str(result.error) for result in results if isinstance(result, Unreadable)] == [
        f"{folder / name}: was not read: the time for the whole run was over; allow more with --max-time, or name it alone"
        for name in ("bad.txt", doors.HONEST)
    ]


@pytest.mark.parametrize("command", ["parse", "check", "dupes", "archive"])
def test_max_time_ends_a_run(monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path, command: str) -> None:
    bad_reader(monkeypatch, hang)
    monkeypatch.setattr("jyplan.api.Limits", Limits)
    arguments = ["add", "-a", str(tmp_path / "a")] if command == "archive" else []
    output = doors.command(command, *arguments, str(folder), "--max-time", "1s")
    assert (output.code, "the time for the whole run was over" in output.err) == (2, True)
