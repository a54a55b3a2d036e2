"""What the page's script works with, as blocks of JSON that no browser takes for markup or runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.html.heat_map import group_ranges
from jyplan.reports.dupes.words import RELATION_WORDS
from jyplan.reports.media.section_names import shortened
from jyplan.reports.media.visible import escaped_in_quotes

if TYPE_CHECKING:
    from jyplan.model import CopiedPair
    from jyplan.reports.dupes.html.scene import Scene

_TITLE = 60
"""Characters of a title above the text of its plan."""
_WORDS = {
    "shares": Message("{a} of A stands in B, {b} of B in A"),
    "passage": Message("passage {number}: {chars} characters"),
    "edited": Message("edited"),
    "moved": Message("moved"),
    "rows": Message("{shown} of {all} pairs"),
    "unkept": Message("The text of this plan is not kept. Its passages: "),
    "left_out": Message("This page has the texts of the most copied pairs only. Passages of this plan: "),
    "characters": Message("characters {start} to {end}"),
    "group": Message("Group {number}: {count} plans"),
}
"""The sentences that the script puts together."""


def data_blocks(scene: Scene) -> str:
    """Return the pairs and the map, then the text of each plan in a block of its own, read when it is needed."""
    blocks = [_block("data", _data(scene))]
    blocks += [_block(f"t{plan}", text) for plan, text in scene.texts.items()]
    return "\n".join(blocks)


def _data(scene: Scene) -> dict[str, object]:
    say = scene.options.language.say
    listings = scene.copies.listings
    ranges = group_ranges(scene)
    return {
        "words": {name: scene.options.language.gettext(message.template) for name, message in _WORDS.items()},
        "relations": [say(RELATION_WORDS[relation]) for relation in Relation],
        "plans": {plan: [scene.names[plan], shortened(listings[plan].title, _TITLE)] for plan in sorted(scene.order)},
        "unkept": [plan for plan in sorted(scene.order) if _is_unkept(scene, plan)],
        "order": scene.order,
        "groups": [[number, *place] for number, place in ranges.items()],
        "pairs": list(map(_pair, scene.pairs)),
    }


def _is_unkept(scene: Scene, plan: int) -> bool:
    """Return whether a plan has no text at all; that of others may only be too much for the page."""
    return plan not in scene.texts and scene.copies.listings[plan].archived and scene.options.text_of(plan) is None


def _pair(pair: CopiedPair) -> list[object]:
    """Return a pair in the order in which the script takes it apart."""
    passages = [
        [
            each.left.start,
            each.left.end,
            each.right.start,
            each.right.end,
            each.chars,
            int(each.edited),
            int(each.moved),
        ]
        for each in pair.passages
    ]
    shares = round(pair.a_copied, 4), round(pair.b_copied, 4)
    return [pair.a, pair.b, list(Relation).index(pair.relation), *shares, passages]


def _block(name: str, value: object) -> str:
    """Return JSON in an element that holds data: `<` is escaped, so that nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = escaped_in_quotes(text).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{safe}</script>'
