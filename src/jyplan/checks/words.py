"""Words for messages of checks."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Genre, Message, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECTION_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        Role.BACKGROUND: Message("background section"),
        Role.GUIDING: Message("guiding ideas"),
        Role.GOAL: Message("goals"),
        Role.TASK: Message("tasks"),
        Role.MEASURE: Message("measures"),
        Role.SAFEGUARD: Message("safeguards"),
        Role.SCHEDULE: Message("schedule"),
        Role.OTHER: Message("other sections"),
    }
)
GENRE_NAMES: Mapping[Genre, Message] = MappingProxyType(
    {
        Genre.PLAN: Message("a work plan"),
        Genre.NOTICE: Message("a notice"),
        Genre.SUMMARY: Message("a summary of work done"),
        Genre.SCHEME: Message("the scheme of an event"),
        Genre.CALENDAR: Message("a calendar"),
        Genre.REPORT: Message("a report"),
        Genre.SPEECH: Message("a speech"),
        Genre.NEWS: Message("a news item"),
        Genre.OTHER: Message("another kind of text"),
    }
)
FACT_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "indicator": Message("a figure"),
        "date": Message("a date"),
        "owner": Message("an owner"),
        "deliverable": Message("a deliverable"),
    }
)


def section_words(names: tuple[str, ...]) -> Message | str:
    """Return alternative sections as "goals or tasks", in the reader's words; `names` are roles or titles."""
    return _alternatives([SECTION_WORDS.get(name, name) for name in names])


def fact_words(kinds: tuple[str, ...]) -> Message | str:
    """Return alternative kinds of facts as "a figure or a date", in the reader's words."""
    return _alternatives([FACT_NAMES[kind] for kind in kinds])


def facts_together(kinds: tuple[str, ...]) -> Message | str:
    """Return kinds of facts as "an owner and a date", in the reader's words."""
    words: list[Message | str] = [FACT_NAMES[kind] for kind in kinds]
    joined = words[-1]
    for word in reversed(words[:-1]):
        joined = Message("{one} and {other}", {"one": word, "other": joined})
    return joined


def _alternatives(words: Sequence[Message | str]) -> Message | str:
    if len(words) == 1:
        return words[0]
    return Message("{one} or {other}", {"one": words[0], "other": _alternatives(words[1:])})


def quoted(text: str, limit: int = 24) -> str:
    """Return the beginning of a text on a single line, at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
