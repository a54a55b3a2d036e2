from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.api import parse_many
from jyplan.errors import Bug, InputError, JyplanError
from jyplan.inputs import Unreadable, find_sources
from jyplan.model import Outline, Revisions
from jyplan.reading.limits import UNLIMITED, Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "数学教研组工作计划\n一、工作目标\n每人每学期听课不少于15节。\n"


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork workers, so that patches hold in workers, even if threads of earlier tests still run."""
    monkeypatch.setattr("jyplan.reading.pool.can_fork", lambda: sys.platform == "linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    return tmp_path


def outcomes(folder: Path, workers: int | None = None) -> list[str]:
    """Return a name and `Outline` or the type of the error for each file."""
    results = parse_many(find_sources([str(folder)]), workers=workers)
    return [
        f"{path(result)[-5]} {type(result.error).__name__ if isinstance(result, Unreadable) else 'Outline'}"
        for result in results
    ]


def path(result: Outline | Unreadable) -> str:
    return result.document.path if isinstance(result, Outline) else result.path


def test_package_gives_an_outline_of_a_path(folder: Path) -> None:
    outline = jyplan.parse(folder / "a.txt")
    assert outline.document.path == str(folder / "a.txt")
    assert len(outline.plans) == 1


def test_one_plan_is_chosen_by_its_number(folder: Path) -> None:
    assert [plan.number for plan in jyplan.parse(f"{folder / 'a.txt'}#1").plans] == [1]
    with pytest.raises(InputError, match="this file has no plan 2"):
        jyplan.parse(f"{folder / 'a.txt'}#2")


def test_path_of_bytes_is_in_the_outline() -> None:
    assert jyplan.parse_bytes(TEXT.encode(), "计划.txt").document.path == "计划.txt"


def test_empty_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(JyplanError, match="the file is empty"):
        jyplan.parse(tmp_path / "a.txt")


def test_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'parce'"):
        jyplan.parce  # type: ignore[attr-defined] # noqa: B018


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    code = "import sys, jyplan; print([name for name in sys.modules if name.startswith('jyplan.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": "src"}
    )
    assert done.stdout.strip() == b"['jyplan.lazy', 'jyplan.version']"


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_order_even_after_errors(monkeypatch: pytest.MonkeyPatch, folder: Path, workers: int) -> None:
    from jyplan import readers

    def read(data: bytes, name: str, revisions: Revisions, *, with_anchors: bool) -> object:
        if name.endswith("b.txt"):
            raise RecursionError
        if name.endswith("c.txt"):
            raise MemoryError
        return usual(data, name, revisions, with_anchors=with_anchors)

    usual = readers.read
    monkeypatch.setattr("jyplan.readers.read", read)
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.txt").write_text(TEXT, "utf-8")
    assert outcomes(folder, workers) == ["a Outline", "b Bug", "c InputError", "d InputError", "e Outline"]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    while True:
        time.sleep(1)


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(1 << 20))


def run_on_file_b(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], None]) -> None:
    """Make the reader do the deed when it reads b.txt."""
    from jyplan import readers

    def read(data: bytes, name: str, revisions: Revisions, *, with_anchors: bool) -> object:
        if name.endswith("b.txt"):
            deed()
        return usual(data, name, revisions, with_anchors=with_anchors)

    usual = readers.read
    monkeypatch.setattr("jyplan.readers.read", read)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere small folders are read without another process")
@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (kill, "the process that read it was ended by the system (exit code -9)"),
        (hang, "takes longer than 1 seconds to read"),
        (eat, "takes more than 200 MB of memory to read"),
    ],
)
@pytest.mark.parametrize("workers", [None, 2])
def test_file_that_crashes_hangs_or_eats_memory_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, folder: Path, deed: Callable[[], None], reason: str, workers: int | None
) -> None:
    run_on_file_b(monkeypatch, deed)
    # a busy machine must not run out of time before the memory is used up
    limits = Limits(seconds=1 if deed is hang else 120, memory=200 << 20)
    results = list(parse_many(find_sources([str(folder)]), workers=workers, limits=limits))
    assert [reason in str(result.error) if isinstance(result, Unreadable) else "Outline" for result in results] == [
        "Outline",
        True,
        "Outline",
        "Outline",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize(("limits", "processes"), [(UNLIMITED, 0), (Limits(), 1)])
def test_single_file_gets_a_worker_unless_it_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limits: Limits, processes: int
) -> None:
    (tmp_path / "b.txt").write_bytes(b"x" * 100)
    met = tmp_path / "met"
    run_on_file_b(monkeypatch, lambda: met.write_text(str(os.getpid()), "ascii"))  # type: ignore[arg-type]
    list(parse_many(find_sources([str(tmp_path / "b.txt")]), limits=limits))
    assert (int(met.read_text("ascii")) != os.getpid()) == bool(processes)


def test_unpickled_error_has_the_same_message_and_details() -> None:
    import pickle

    error = Bug(
        "a mistake in jyplan itself ({kind}) keeps it from being read", where="a.txt", kind="KeyError", details="…"
    )
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.details) == (str(error), "…")
