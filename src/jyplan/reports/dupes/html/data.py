"""The data for the page's script: blocks of JSON, neither markup nor code to a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.html.heat_map import cluster_ranges
from jyplan.reports.dupes.words import RELATION_WORDS
from jyplan.reports.media.labels import rounded_down
from jyplan.reports.media.section_names import shortened
from jyplan.reports.media.visible import escaped_in_quotes

if TYPE_CHECKING:
    from jyplan.model import CopiedPair
    from jyplan.reports.dupes.html.page_data import CopiesPage

_TITLE = 60
"""Longest plan title above a plan text, in characters."""
_WORDS = {
    "shares": Message("{a} of A is in B, {b} of B is in A"),
    "passage": Message("passage {number}: {chars} characters"),
    "edited": Message("edited"),
    "moved": Message("moved"),
    "rows": Message("{shown} of {all} pairs"),
    "none": Message("No pair is like that: change the filter"),
    "unkept": Message("The text of this plan is not kept. Its passages: "),
    "left_out": Message("This page has the texts of the most copied pairs only. Passages of this plan: "),
    "characters": Message("characters {start} to {end}"),
    "group": Message("Group {number}: {count} plans"),
}
"""Sentence templates filled by the script."""


def data_blocks(page: CopiesPage) -> str:
    """Return a block with pairs and map, then a block with the text of each plan, parsed on demand."""
    blocks = [_block("data", _data(page))]
    blocks += [_block(f"t{plan}", text) for plan, text in page.texts.items()]
    return "\n".join(blocks)


def _data(page: CopiesPage) -> dict[str, object]:
    say = page.options.language.say
    listings = page.copies.listings
    ranges = cluster_ranges(page)
    return {
        "words": {name: page.options.language.gettext(message.template) for name, message in _WORDS.items()},
        "relations": [say(RELATION_WORDS[relation]) for relation in Relation],
        "plans": {plan: [page.names[plan], shortened(listings[plan].title, _TITLE)] for plan in sorted(page.order)},
        "unkept": [plan for plan in sorted(page.order) if _is_unkept(page, plan)],
        "order": page.order,
        "groups": [[number, *cluster_range] for number, cluster_range in ranges.items()],
        "pairs": list(map(_pair, page.pairs)),
    }


def _is_unkept(page: CopiesPage, plan: int) -> bool:
    """Return whether the archive keeps no text of a plan; further texts are missing only for lack of room."""
    return plan not in page.texts and page.copies.listings[plan].archived and page.options.text_of(plan) is None


def _pair(pair: CopiedPair) -> list[object]:
    """Return a pair as a list in the order expected by `view.js`: plans, relation, shares, passages."""
    passages = [
        [
            passage.left.start,
            passage.left.end,
            passage.right.start,
            passage.right.end,
            passage.chars,
            int(passage.edited),
            int(passage.moved),
        ]
        for passage in pair.passages
    ]
    shares = rounded_down(pair.a_copied, 4), rounded_down(pair.b_copied, 4)
    return [pair.a, pair.b, list(Relation).index(pair.relation), *shares, passages]


def _block(name: str, value: object) -> str:
    """Return a value as JSON in a data element; `<` is escaped, so that no text ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = escaped_in_quotes(text).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{safe}</script>'
