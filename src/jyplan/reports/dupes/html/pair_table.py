"""The pairs as a table: a row a pair, to be sorted, filtered and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.html.scene import DATE, heat
from jyplan.reports.dupes.words import RELATION_WORDS, shared_chars
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import percent
from jyplan.reports.media.section_names import shortened

if TYPE_CHECKING:
    from jyplan.model import CopiedPair
    from jyplan.reports.dupes.html.scene import Scene

_TITLE = 40
_SCHOOL = 24
"""Characters of a title, of a school's name."""
_FIRST = 200
"""Rows that are printed, 15 a page, and that the script shows at first: who wants thousands has the workbook."""

_HEADS = (
    (Message("no."), "number"),
    (Message("relation"), "relation"),
    (Message("A in B"), "number"),
    (Message("B in A"), "number"),
    (Message("shared characters"), "number"),
    (Message("Plan A"), "words"),
    (Message("Plan B"), "words"),
    (Message("group"), "number"),
)
"""The columns and what they are sorted by."""


def pair_table(scene: Scene) -> str:
    """Return the table; its rows are in the order of the pairs."""
    heads = "".join(
        f'<th scope="col" data-by="{kind}" class="c{column}">{scene.say(head)}</th>'
        for column, (head, kind) in enumerate(_HEADS)
    )
    rows = "\n".join(_row(scene, number, pair) for number, pair in enumerate(scene.pairs, 1))
    return f'<table class="pairs"><thead><tr>{heads}</tr></thead><tbody id="rows">\n{rows}\n</tbody></table>'


def _row(scene: Scene, number: int, pair: CopiedPair) -> str:
    group = scene.groups.get(pair.a)
    shared = group if group == scene.groups.get(pair.b) else None
    late = ' class="late"' if number > _FIRST else ""
    relation = list(Relation).index(pair.relation)
    return (
        f'<tr id="p{number}"{late}><td>{number}</td>'
        f'<td data-n="{relation}">{scene.say(RELATION_WORDS[pair.relation])}</td>'
        f"{_share(pair.a_copied)}{_share(pair.b_copied)}<td>{shared_chars(pair)}</td>"
        f"<td>{_plan(scene, number, pair.a)}</td><td>{_plan(scene, number, pair.b)}</td>"
        f"<td>{'' if shared is None else shared}</td></tr>"
    )


def _share(share: float) -> str:
    return f'<td class="share h{heat(share)}" data-n="{share:.4f}">{percent(share)}</td>'


def _plan(scene: Scene, number: int, plan: int) -> str:
    listing = scene.copies.listings[plan]
    known = (listing.title, _TITLE), (listing.school or "", _SCHOOL), (listing.date or "", DATE)
    small = " · ".join(line_html(shortened(text, limit)) for text, limit in known if text)
    return f'<a href="#p{number}">{scene.name(plan)}</a><small>{small}</small>'
