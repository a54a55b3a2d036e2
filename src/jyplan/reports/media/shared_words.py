"""Two aligned sentences of a plan and its suspected rewriting: the words of each, and the names and figures of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from jyplan.model import AlignedItem, Span


def quoted(text: str | None, span: Span) -> str:
    """Return the words of an item on one line; empty where no text is kept."""
    return "" if text is None else one_line(text[span.start : span.end])


def evidence_words(item: AlignedItem, between: str) -> str:
    """Return the words shared by two aligned items: facts as in the left item, then rare words."""
    facts = [fact.left.text for fact in item.facts]
    words = [word for word in item.words if not any(word in fact for fact in facts)]
    return between.join(one_line(text) for text in dict.fromkeys([*facts, *words]))
