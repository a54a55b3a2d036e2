"""Words that several checks put into their messages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Message, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

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
FACT_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "indicator": Message("a figure"),
        "date": Message("a date"),
        "owner": Message("an owner"),
        "deliverable": Message("a deliverable"),
    }
)


def section_words(names: tuple[str, ...]) -> Message | str:
    """Return how a reader calls a section, given as roles or titles any of which will do."""
    words = [SECTION_WORDS.get(name, name) for name in names]
    if len(words) == 1:
        return words[0]
    return Message("{one} or {other}", {"one": words[0], "other": section_words(names[1:])})


def quoted(text: str, limit: int = 24) -> str:
    """Return the beginning of a text on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
