"""The progress bar: drawn only on a terminal, after a moment, and removed at the end."""

from __future__ import annotations

import io
import os
import re
import select
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from jyplan.cli.progress import FILES, Meter
from jyplan.language import Language
from tests.cli.conftest import PLAN
from tests.places import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Language("en")
RUN_AT_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C there interrupts this process
from jyplan.cli import main
sys.exit(main())
"""
COMPARED = "{done} of {total} pairs compared"


class Clock:
    """A clock under the control of a test."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A terminal with a record of all output."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("jyplan.cli.progress.time", clock)
    return clock


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("jyplan.cli.progress.sys", SimpleNamespace(stderr=terminal))  # pytest has the real one
    return terminal


def screen(sent: str) -> list[str]:
    """Return the visible lines of a terminal after the output `sent`, without colours and cursor."""
    lines, row, column = [""], 0, 0
    for code, letter, character in re.findall(r"\x1b\[([?0-9;]*)([A-Za-z])|([^\x1b])", sent):
        if letter == "K":
            lines[row] = "" if code == "2" else lines[row][:column]
        elif letter == "A":
            row -= int(code or 1)
        elif character == "\r":
            column = 0
        elif character == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif character:
            line = lines[row].ljust(column)
            lines[row], column = line[:column] + character + line[column + 1 :], column + 1
    return [line.rstrip() for line in lines if line.strip()]


def sentences(terminal: Terminal) -> list[str]:
    """Return the visible lines without the bars."""
    return [re.sub("[━╸╺ ]+$", "", line) for line in screen(terminal.getvalue())]


def test_short_run_shows_nothing(clock: Clock, terminal: Terminal) -> None:
    with Meter(ENGLISH) as meter:
        meter.report(FILES, 1, 10)
    assert terminal.getvalue() == ""


def test_bar_appears_after_a_moment_and_is_removed(clock: Clock, terminal: Terminal) -> None:
    with Meter(ENGLISH) as meter:
        clock.now += 1
        meter.report(FILES, 3, 10)
        assert "━" in terminal.getvalue()
        assert sentences(terminal) == ["3 of 10 files"]
        meter.report(FILES, 4, 10)
        assert sentences(terminal) == ["3 of 10 files"]
        clock.now += 1
        meter.report(FILES, 5, 10)
        assert sentences(terminal) == ["5 of 10 files"]
    assert sentences(terminal) == []


def test_remaining_time_is_estimated_anew_for_each_step(clock: Clock, terminal: Terminal) -> None:
    with Meter(ENGLISH) as meter:
        meter.report(FILES, 0, 100)
        clock.now += 10
        meter.report(FILES, 10, 100)
        assert sentences(terminal) == ["10 of 100 files, about 1:30 left"]
        clock.now += 1
        meter.report(COMPARED, 1, 100)
        assert sentences(terminal) == ["1 of 100 pairs compared"]


def test_sentence_is_in_the_language_of_the_user(clock: Clock, terminal: Terminal) -> None:
    with Meter(Language("zh")) as meter:
        clock.now += 10
        meter.report(FILES, 10, 100)
        assert sentences(terminal) == ["已完成 10/100 个文件"]


def test_single_file_is_not_counted(clock: Clock, terminal: Terminal) -> None:
    with Meter(ENGLISH) as meter:
        clock.now += 9
        meter.report(FILES, 0, 1)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_bar_is_removed_when_the_run_fails(clock: Clock, terminal: Terminal, error: type[BaseException]) -> None:
    def run() -> None:
        with Meter(ENGLISH) as meter:
            for number in meter.count([1, 2, 3], 3):
                clock.now += 1
                if number == 3:
                    assert sentences(terminal) == ["2 of 3 files"]
                    raise error

    with pytest.raises(error):
        run()
    assert sentences(terminal) == []


def test_nothing_is_shown_without_a_terminal(clock: Clock, capfd: pytest.CaptureFixture[str]) -> None:
    with Meter(ENGLISH) as meter:
        clock.now += 9
        meter.report(FILES, 3, 10)
    assert capfd.readouterr().err == ""


def test_nothing_is_shown_on_a_dumb_terminal(clock: Clock, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with Meter(ENGLISH) as meter:
        clock.now += 9
        meter.report(FILES, 3, 10)
    assert terminal.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals need POSIX")
@pytest.mark.parametrize(("language", "shown"), [("en", r"[0-9]+ of 1001 files"), ("zh", r"已完成 [0-9]+/1001 个文件")])
def test_interrupted_run_leaves_an_empty_terminal(folder: Path, tmp_path: Path, language: str, shown: str) -> None:
    for number in range(1000):
        (folder / f"{number}.txt").write_text(PLAN, "utf-8")
    sent, code = _interrupted_run(folder, tmp_path, language, shown)
    assert re.search(shown, sent)
    assert (screen(sent), code) == ([], 130)


def _interrupted_run(folder: Path, tmp_path: Path, language: str, shown: str) -> tuple[str, int]:
    """Parse a folder at a pseudo-terminal, press Ctrl-C once `shown` appears; return the output and the exit code."""
    import pty
    import termios

    terminal, other_end = pty.openpty()
    termios.tcsetwinsize(other_end, (24, 80))
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm", "JYPLAN_CACHE": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", RUN_AT_TERMINAL, "--lang", language, "parse", "."],
        stdin=other_end,
        stderr=other_end,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(other_end)
        sent = _read_until(terminal, shown)
        os.write(terminal, b"\x03")
        sent += _read_until(terminal, None)
    os.close(terminal)
    return sent, process.returncode


def _read_until(terminal: int, pattern: str | None) -> str:
    """Return the output up to the pattern, else up to the end of the program."""
    data, end = b"", time.monotonic() + 60
    while time.monotonic() < end and not (pattern and re.search(pattern, data.decode("utf-8", "ignore"))):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                data += os.read(terminal, 65536)
            except OSError:  # EIO: the other end is closed
                break
    return data.decode("utf-8", "ignore")
