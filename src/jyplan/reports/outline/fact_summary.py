"""The facts of a node on the rest of a line, grouped by kind, with the number of facts left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.columns import fit, width
from jyplan.reports.media.labels import FACT_WORDS
from jyplan.reports.media.visible import one_line
from jyplan.reports.outline.words import fact_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.language import Language
    from jyplan.model import Fact

_FACT_WIDTH = 28
"""Widest fact in columns: two facts and the names of their kinds fit on a line of 80."""


def summarised(facts: Iterable[Fact], room: int, language: Language, *, ellipsis: str, separator: str) -> str:
    """Return the facts in at most `room` columns, grouped by kind; empty if no fact fits.

    Facts left out are counted at the end: `指标 不少于80节 · 责任 教务处 +2`.
    """
    pieces = list(_pieces(facts, language, ellipsis, separator))
    shown = ""
    for index, piece in enumerate(pieces):
        remaining = len(pieces) - index - 1
        reserve = len(f" +{remaining}") if remaining else 0
        if width(shown + piece) + reserve > room:
            return f"{shown} +{remaining + 1}" if shown else ""
        shown += piece
    return shown


def _pieces(facts: Iterable[Fact], language: Language, ellipsis: str, separator: str) -> Iterator[str]:
    """Yield each distinct fact, cut to `_FACT_WIDTH`, after its separator or the name of its kind."""
    by_kind: dict[str, dict[str, None]] = {kind: {} for kind in FACT_WORDS}
    for fact in facts:
        by_kind[fact.kind][fit(one_line(fact_words(fact)), _FACT_WIDTH, ellipsis)] = None
    first = True
    for kind, texts in by_kind.items():
        for index, text in enumerate(texts):
            start = (
                language.say(Message(", "))
                if index
                else f"{'' if first else separator}{language.say(FACT_WORDS[kind])} "
            )
            yield start + text
            first = False
