"""No process, no LibreOffice and no folder outlives a run, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from jyplan.readers import libreoffice, workroom
from tests.hostile.watching import alive, family
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.gate, pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")]

PATIENCE = 30
"""Seconds, on a busy machine."""
HANGING_READER = """
import os, sys, time
from jyplan import readers
def hang(data, name, *_, **__):
    open(os.path.join(sys.argv[1], f"{os.getpid()}.met"), "w").close()
    while True:
        pass
readers.read = hang
from jyplan.cli import main
sys.exit(main(["parse", sys.argv[1]]))
"""
SOFFICE = """#!/bin/sh
touch "$(dirname "$0")/$$.met"
sleep 1000 &
wait
"""


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; return whether it does in the end."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("一、工作目标\n" * 30_000, "utf-8")
    return folder


def start(arguments: list[str], **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_no_worker_outlives_its_run(plans: Path, number: signal.Signals, code: int) -> None:
    process = start(["-c", HANGING_READER, str(plans)])
    assert until(lambda: len(list(plans.glob("*.met"))) == 2)
    members = family(process.pid)
    assert len(members) == 3
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (code, b"")
    assert until(lambda: not any(map(alive, members)))


@pytest.mark.parametrize("victim", ["run", "worker"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_libreoffice_and_no_folder_outlive_a_run(tmp_path: Path, number: signal.Signals, victim: str) -> None:
    program, room = tmp_path / "bin" / "soffice", tmp_path / "tmp"
    program.parent.mkdir()
    room.mkdir()
    program.write_text(SOFFICE, "utf-8")
    program.chmod(0o755)
    (tmp_path / "plan.rtf").write_bytes(rb"{\rtf1 x}")
    environment = {libreoffice.VARIABLE: str(program), "TMPDIR": str(room)}
    process = start(["-m", "jyplan", "parse", str(tmp_path / "plan.rtf")], **environment)
    assert until(lambda: bool(list(program.parent.glob("*.met"))))
    members = family(process.pid)
    worker = min(members - {process.pid})
    os.kill(process.pid if victim == "run" else worker, number)
    process.communicate(timeout=PATIENCE)
    assert until(lambda: not any(map(alive, members)))
    assert until(lambda: not list(room.iterdir()))


def test_folder_of_a_killed_run_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, young, foreign = (tmp_path / name for name in ("jyplan-left", "jyplan-young", "other"))
    for folder in (left, young, foreign):
        folder.mkdir()
        (folder / "lock").touch()
    for folder in (left, foreign):
        os.utime(folder, (1, 1))
    with workroom.new_workroom() as room:
        os.utime(room.folder, (1, 1))  # as old as the one left over, and locked
        with workroom.new_workroom():
            pass
        assert sorted(tmp_path.iterdir()) == sorted([young, foreign, room.folder])
    assert sorted(tmp_path.iterdir()) == sorted([young, foreign])
