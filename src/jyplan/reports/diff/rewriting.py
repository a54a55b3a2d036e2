"""A plan and its suspected rewriting: the fate of each sentence, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import ItemFate, Message
from jyplan.reports.media.fact_data import fact_data
from jyplan.reports.media.json_layout import OneLine
from jyplan.reports.media.labels import percent, rounded_down
from jyplan.reports.media.shared_words import evidence_words, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.language import Language
    from jyplan.model import Comparison, FollowedItem, Rewriting, Span

SUSPECTED = Message("Suspected rewriting: perhaps the same plan in other words; a person has to judge it")
"""Title of the part of a report."""
FATE_WORDS: Mapping[ItemFate, Message] = MappingProxyType(
    {
        ItemFate.REWRITTEN: Message("reworded"),
        ItemFate.KEPT: Message("kept"),
        ItemFate.DROPPED: Message("dropped"),
        ItemFate.NEW: Message("new"),
    }
)
FATE_SIGNS: Mapping[ItemFate, str] = MappingProxyType(
    {ItemFate.REWRITTEN: "~", ItemFate.KEPT: "=", ItemFate.DROPPED: "-", ItemFate.NEW: "+"}
)
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class RewritingRow:
    """A sentence of either plan, or a sentence of each, with the facts and words in both."""

    fate: ItemFate
    left: str
    right: str
    shared: str
    """Facts and rare words kept by a reworded sentence; empty for sentences of a different fate."""


def rewriting_rows(comparison: Comparison, language: Language) -> Iterator[RewritingRow]:
    """Yield a row for each sentence of both plans; none where nothing is suspected."""
    rewriting = comparison.rewriting
    between = language.say(Message(", "))
    for item in rewriting.items if rewriting else ():
        left = quoted(comparison.left.text, item.left) if item.left else ""
        right = quoted(comparison.right.text, item.right) if item.right else ""
        yield RewritingRow(item.fate, left, right, evidence_words(item.aligned, between) if item.aligned else "")


def rewriting_sentences(rewriting: Rewriting, language: Language) -> Iterator[str]:
    """Yield the number of sentences of each fate, and the reworded share of either plan."""
    counts = {fate.value: rewriting.count(fate) for fate in ItemFate} | {"order": rewriting.pair.in_order}
    yield language.say(
        Message(
            "sentences: {rewritten} reworded ({order} in the same order), {kept} kept, {dropped} dropped, {new} new",
            counts,
        )
    )
    shares = {"a": percent(rewriting.pair.a_aligned), "b": percent(rewriting.pair.b_aligned)}
    yield language.say(
        Message("the reworded ones are {a} of A and {b} of B; this is no share of copied text, and in none", shares)
    )


def rewriting_data(comparison: Comparison) -> dict[str, object] | None:
    """Return the rewriting for JSON, null where nothing is suspected."""
    rewriting = comparison.rewriting
    if rewriting is None:
        return None
    pair = rewriting.pair
    return {
        "strength": rounded_down(pair.strength, _DIGITS),
        "left_aligned": rounded_down(pair.a_aligned, _DIGITS),
        "right_aligned": rounded_down(pair.b_aligned, _DIGITS),
        "in_order": pair.in_order,
        "counts": OneLine({fate.value: rewriting.count(fate) for fate in ItemFate}),
        "items": [_item(item, comparison) for item in rewriting.items],
    }


def _item(item: FollowedItem, comparison: Comparison) -> dict[str, object]:
    data: dict[str, object] = {
        "fate": item.fate.value,
        "left": _side(comparison.left.text, item.left),
        "right": _side(comparison.right.text, item.right),
    }
    if item.aligned:
        facts = [(fact_data(fact.left), fact_data(fact.right)) for fact in item.aligned.facts]
        data |= {
            "likeness": rounded_down(item.aligned.likeness, _DIGITS),
            "in_order": item.aligned.in_order,
            "words": OneLine(list(item.aligned.words)),
            "facts": [{"left": OneLine(left), "right": OneLine(right)} for left, right in facts],
        }
    return data


def _side(text: str, span: Span | None) -> OneLine | None:
    return OneLine({"start": span.start, "end": span.end, "text": quoted(text, span)}) if span else None
