"""Pairs suspected to be rewritten, as data and as lines: a list of their own, with the evidence item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.fact_data import fact_data
from jyplan.reports.media.json_layout import OneLine
from jyplan.reports.media.labels import rounded_down
from jyplan.reports.media.shared_words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.model import RewrittenPair, Span

    TextOf = Callable[[int], str | None]

REWRITTEN = "rewritten"
"""The relation of such a pair in JSON."""
SUSPECTED = Message("Suspected rewriting: perhaps the same plan in other words; a person has to judge it")
"""Title of the part of a report."""
_DIGITS = 3


def rewritten_data(pair: RewrittenPair, text_of: TextOf) -> dict[str, object]:
    """Return a rewritten pair for JSON, with the words of every aligned item."""
    left, right = text_of(pair.a), text_of(pair.b)
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": REWRITTEN,
        "strength": rounded_down(pair.strength, _DIGITS),
        "a_aligned": rounded_down(pair.a_aligned, _DIGITS),
        "b_aligned": rounded_down(pair.b_aligned, _DIGITS),
        "in_order": pair.in_order,
        "items": [
            {
                "a": _side(left, item.left),
                "b": _side(right, item.right),
                "likeness": rounded_down(item.likeness, _DIGITS),
                "in_order": item.in_order,
                "words": OneLine(list(item.words)),
                "facts": [
                    {"a": OneLine(fact_data(fact.left)), "b": OneLine(fact_data(fact.right))} for fact in item.facts
                ],
            }
            for item in pair.items
        ],
    }


def _side(text: str | None, span: Span) -> OneLine:
    return OneLine({"start": span.start, "end": span.end, "text": quoted(text, span)})
