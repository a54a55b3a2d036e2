"""The table of pairs: a row per pair; the script sorts, filters and opens rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.html.page_data import heat
from jyplan.reports.dupes.html.plan_table import particulars
from jyplan.reports.dupes.words import RELATION_WORDS, shared_chars
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from jyplan.model import CopiedPair
    from jyplan.reports.dupes.html.page_data import CopiesPage

_PRINTED_ROWS = 200
"""Rows printed, at 15 a page, and shown before the user asks for all; the workbook has every row."""

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
"""Heads of the columns, each with the kind of its sort key."""


def pair_table(page: CopiesPage) -> str:
    """Return the table as HTML, rows in the order of the pairs."""
    heads = "".join(
        f'<th scope="col" data-by="{kind}" class="c{column}">{page.say(head)}</th>'
        for column, (head, kind) in enumerate(_HEADS)
    )
    rows = "\n".join(_row(page, number, pair) for number, pair in enumerate(page.pairs, 1))
    return f'<table class="pairs"><thead><tr>{heads}</tr></thead><tbody id="rows">\n{rows}\n</tbody></table>'


def _row(page: CopiesPage, number: int, pair: CopiedPair) -> str:
    cluster = page.cluster_of.get(pair.a)
    shared_cluster = cluster if cluster == page.cluster_of.get(pair.b) else None
    late = ' class="late"' if number > _PRINTED_ROWS else ""
    relation = list(Relation).index(pair.relation)
    return (
        f'<tr id="p{number}"{late}><td>{number}</td>'
        f'<td data-n="{relation}">{page.say(RELATION_WORDS[pair.relation])}</td>'
        f"{_share(pair.a_copied)}{_share(pair.b_copied)}<td>{shared_chars(pair)}</td>"
        f"<td>{_plan(page, number, pair.a)}</td><td>{_plan(page, number, pair.b)}</td>"
        f"<td>{'' if shared_cluster is None else shared_cluster}</td></tr>"
    )


def _share(share: float) -> str:
    return f'<td class="share h{heat(share)}" data-n="{share:.4f}">{percent(share)}</td>'


def _plan(page: CopiesPage, number: int, plan: int) -> str:
    return f'<a href="#p{number}">{page.name(plan)}</a>{particulars(page, plan)}'
