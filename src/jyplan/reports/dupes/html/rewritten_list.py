"""Pairs suspected to be rewritten: each folded, with the aligned sentences side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.html.plan_table import entitled
from jyplan.reports.media.html_page import text_html
from jyplan.reports.media.labels import percent
from jyplan.reports.media.shared_words import evidence_words, quoted

if TYPE_CHECKING:
    from jyplan.model import AlignedItem, RewrittenPair
    from jyplan.reports.dupes.html.page_data import CopiesPage

_PAIRS = 100
"""Pairs on the page, the strongest first."""
_ITEMS = 200
"""Aligned sentences of a pair."""


def rewritten_list(page: CopiesPage) -> str:
    """Return the pairs with their evidence, and the number of further pairs."""
    pairs = page.copies.rewritten
    explained = Message(
        "Suspected only, a person has to judge: sentences that say the same in other words, with the facts and rare words that both"
        " have; what is copied is left out, and nothing here counts as copied."
    )
    shown = "\n".join(_pair(page, number, pair) for number, pair in enumerate(pairs[:_PAIRS], 1))
    hidden = Message(
        "{ellipsis} {count} more: see --format xlsx or json", {"ellipsis": "…", "count": len(pairs) - _PAIRS}
    )
    notice = f'<p class="more">{page.say(hidden)}</p>' if len(pairs) > _PAIRS else ""
    return f'<p class="hint">{page.say(explained)}</p>\n{shown}{notice}'


def _pair(page: CopiesPage, number: int, pair: RewrittenPair) -> str:
    counts = Message(
        "sentences that say the same: {count}, in the same order: {order}",
        {"count": len(pair.items), "order": pair.in_order},
    )
    parts = Message("they are {a} of A and {b} of B", {"a": percent(pair.a_aligned), "b": percent(pair.b_aligned)})
    heads = "".join(
        f'<th scope="col">{content}</th>'
        for content in (
            f"A {entitled(page, pair.a)}",
            f"B {entitled(page, pair.b)}",
            page.say(Message("in both")),
        )
    )
    rows = "".join(_item(page, pair, item) for item in pair.items[:_ITEMS])
    return (
        f'<details class="rewritten" id="r{number}"><summary><b>{number}</b> {page.name(pair.a)} ⇄ {page.name(pair.b)}'
        f" <span>{page.say(counts)} · {page.say(parts)}</span></summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _item(page: CopiesPage, pair: RewrittenPair, item: AlignedItem) -> str:
    text_of, language = page.options.text_of, page.options.language
    left, right = quoted(text_of(pair.a), item.left), quoted(text_of(pair.b), item.right)
    shared = evidence_words(item, language.say(Message(", ")))
    return f"<tr><td>{text_html(left)}</td><td>{text_html(right)}</td><td>{text_html(shared)}</td></tr>"
