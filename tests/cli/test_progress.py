"""The line that says how far a run is: only on a terminal, only after a moment."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from jyplan.cli.progress import FILES, Meter, watch
from jyplan.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH = Language("en")


class Clock:
    """The time, which passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("jyplan.cli.progress.time", clock)
    return clock


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """What a terminal was sent since it was last asked."""
    screen = io.StringIO()
    monkeypatch.setattr("jyplan.cli.progress.is_terminal", lambda _: True)
    monkeypatch.setattr("jyplan.cli.progress.sys", SimpleNamespace(stderr=screen))  # pytest has the real one

    def since() -> str:
        text = screen.getvalue()
        screen.seek(0)
        screen.truncate()
        return text.replace("\r\x1b[K", "|")

    return since


def test_nothing_is_said_at_once(clock: Clock, said: Callable[[], str]) -> None:
    meter = Meter(ENGLISH)
    meter.tell(FILES, 1, 10)
    meter.clear()
    assert said() == ""


def test_line_is_said_after_a_moment_and_taken_away(clock: Clock, said: Callable[[], str]) -> None:
    meter = Meter(ENGLISH)
    clock.now += 1
    meter.tell(FILES, 3, 10)
    assert said() == "|3 of 10 files"
    meter.tell(FILES, 4, 10)
    assert said() == ""
    meter.clear()
    assert said() == "|"


def test_rest_is_told_once_it_can_be_known_and_anew_for_each_step(clock: Clock, said: Callable[[], str]) -> None:
    meter = Meter(ENGLISH)
    meter.tell(FILES, 0, 100)
    clock.now += 10
    meter.tell(FILES, 10, 100)
    assert said() == "|10 of 100 files, about 1:30 left"
    clock.now += 1
    meter.tell("{done} of {total} pairs compared", 1, 100)
    assert said() == "|1 of 100 pairs compared"


def test_single_file_is_not_counted(clock: Clock, said: Callable[[], str]) -> None:
    meter = Meter(ENGLISH)
    clock.now += 9
    meter.tell(FILES, 0, 1)
    assert said() == ""


def test_line_is_taken_away_when_the_items_fail(clock: Clock, said: Callable[[], str]) -> None:
    items = watch([1, 2, 3], 3, ENGLISH)
    next(items)
    clock.now += 1
    next(items)
    assert said() == "|1 of 3 files"
    with pytest.raises(KeyboardInterrupt):
        items.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert said() == "|"


def test_nothing_is_said_where_there_is_no_terminal(clock: Clock, capfd: pytest.CaptureFixture[str]) -> None:
    meter = Meter(ENGLISH)
    clock.now += 9
    meter.tell(FILES, 3, 10)
    meter.clear()
    assert capfd.readouterr().err == ""
