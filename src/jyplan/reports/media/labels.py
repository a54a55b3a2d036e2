"""Wording of all reports: headings as displayed, names of roles and facts, places, error sentences, shares."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Message, Node, Place, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jyplan.errors import JyplanError
    from jyplan.language import Language
    from jyplan.reports.protocol import Unread

ROLE_WORDS: Mapping[Role, Message] = MappingProxyType(
    {
        Role.BACKGROUND: Message("background"),
        Role.GUIDING: Message("guiding"),
        Role.GOAL: Message("goal"),
        Role.TASK: Message("task"),
        Role.MEASURE: Message("measure"),
        Role.SAFEGUARD: Message("safeguard"),
        Role.SCHEDULE: Message("schedule"),
        Role.OTHER: Message("other"),
    }
)
"""Short enough for a column of the tree: two characters in Chinese."""

FACT_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "indicator": Message("indicator"),
        "owner": Message("owner"),
        "date": Message("date"),
        "deliverable": Message("deliverable"),
    }
)
"""By `Fact.kind`, in the order of all reports: indicators first."""

_PLACE_TEMPLATES: Mapping[str, Message] = MappingProxyType(
    {
        "page": Message("page {number}"),
        "line": Message("line {number}"),
        "paragraph": Message("paragraph {number}"),
        "table": Message("table {number}"),
        "row": Message("row {number}"),
    }
)


def heading(node: Node) -> str | None:
    """Return marker and title as displayed; None for a node without title."""
    return None if node.title is None else with_marker(node.marker, node.title)


def with_marker(marker: str | None, text: str) -> str:
    """Return a marker followed by a text, with the space that the kind of marker takes: after 1. and 第一章, not 一、.

    >>> with_marker("一、", "工作目标"), with_marker("1.", "听课"), with_marker("第一章", "总则"), with_marker("一是", "加强管理")
    ('一、工作目标', '1. 听课', '第一章 总则', '一是加强管理')
    """
    if not marker or not text:
        return marker or text
    last = marker[-1]
    spaced = last in ".:" or (last.isalnum() and (last.isascii() or marker.startswith("第")))
    return f"{marker} {text}" if spaced else marker + text


def plan_title(number: int, title: str | None, language: Language) -> str:
    """Return the title of a plan; `plan 2, untitled` for a plan without title."""
    return title or language.say(Message("plan {number}, untitled", {"number": number}))


def place_words(place: Place, language: Language) -> str:
    """Return a place in words (`page 3, line 12`), only its known numbers; empty without any.

    The number of a paragraph is left out: no program that shows the file counts paragraphs. A report names the heading and the words.
    """
    return _numbers_in_words(place, language, frozenset({"paragraph"}))


def problem_place_words(place: Place, language: Language) -> str:
    """Return the place of unread content in words, with the number of the paragraph, as no heading or words can be quoted."""
    return _numbers_in_words(place, language, frozenset())


def _numbers_in_words(place: Place, language: Language, left_out: Collection[str]) -> str:
    if place.paragraph == 0:
        return language.say(Message("in a header or footer"))
    numbers = ((template, getattr(place, name)) for name, template in _PLACE_TEMPLATES.items() if name not in left_out)
    known = [
        language.say(Message(template.template, {"number": number}))
        for template, number in numbers
        if number is not None
    ]
    return language.say(Message(", ")).join(known)


def reason(unread: Unread, language: Language) -> str:
    """Return why a document could not be read; the path of the document is left out, a place inside it is not."""
    error = unread.error
    if error.where not in {"", unread.path}:
        return language.explain(error)
    return error_sentence(error, language)


def error_sentence(error: JyplanError, language: Language) -> str:
    """Return message and hint of an error as a sentence, without the path."""
    sentence = language.say(Message(error.template, error.params))
    if not error.hint:
        return sentence
    hint = language.say(Message(error.hint, error.params))
    return language.say(Message("{sentence}; {hint}", {"sentence": sentence, "hint": hint}))


SHARES_EXPLAINED = Message(
    "Copied: characters that match the other plan’s, one by one; edited: words changed in sentences otherwise the same, never"
    " counted as copied; passages: all that the passages cover, own words between included"
)
"""The three figures of a plan in one sentence."""


def rounded_down(share: float, digits: int) -> float:
    """Return a share with so many decimal places, never more than it is: 1.0 only where nothing is left over.

    >>> rounded_down(0.99999999, 6), rounded_down(0.29, 6), rounded_down(1.0, 6)
    (0.999999, 0.29, 1.0)
    """
    scale = 10**digits
    return math.floor(round(share * scale, 3)) / scale if share < 1 else 1.0


def percent(share: float) -> str:
    """Return a share as a percentage with one decimal, rounded down; 0.0% stands for exactly 0.

    >>> percent(1.0), percent(0.99996), percent(0.0001), percent(0.35695)
    ('100.0%', '99.9%', '0.1%', '35.6%')
    """
    shown = rounded_down(share, 3) * 100
    return f"{max(shown, 0.1) if share > 0 else shown:.1f}%"
