"""Outline strip: all sections of both plans with their status, linked to the texts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Message, SectionMatch, SectionStatus
from jyplan.reports.diff.html.signs import STATUS_SIGNS
from jyplan.reports.diff.words import STATUS_WORDS
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.diff.html.comparison_page import ComparisonPage

_DEEPEST = 4
"""Deepest level with an indent of its own: classes `.d0` to `.d4` in page.css."""


def outline_strip(page: ComparisonPage) -> str:
    """Return the sections as a list of links; empty without sections."""
    entries = "".join(_entry(page, match) for match in page.comparison.sections)
    return f'<div class="strip">{_legend(page)}<ol>{entries}</ol></div>' if entries else ""


def _legend(page: ComparisonPage) -> str:
    """Return the number of sections of each status, without statuses of no section."""
    counts = dict.fromkeys(SectionStatus, 0)
    for match in page.comparison.sections:
        counts[match.status] += 1
    entries = "".join(
        f'<li class="{status}"><span class="sign" aria-hidden="true">{STATUS_SIGNS[status]}</span> '
        f"{page.say(STATUS_WORDS[status])} <b>{count}</b></li>"
        for status, count in counts.items()
        if count
    )
    return f'<ul class="legend">{entries}</ul>'


def _entry(page: ComparisonPage, match: SectionMatch) -> str:
    column, node_id = (page.right, match.right) if match.right else (page.left, match.left or "")
    depth = min(node_id.count("."), _DEEPEST)
    notes = "".join(f"<small>{note}</small>" for note in _notes(page, match))
    label = (
        f'<span class="sign" aria-hidden="true">{STATUS_SIGNS[match.status]}</span>'
        f'<span class="name">{escape(column.name(node_id))}</span> '
        f'<span class="sr">{page.say(STATUS_WORDS[match.status])}</span>{notes}'
    )
    return f'<li class="{match.status} d{depth}">{page.link(column.anchor(node_id), label)}</li>'


def _notes(page: ComparisonPage, match: SectionMatch) -> Iterator[str]:
    """Yield notes on a section: old number, copied share."""
    if match.renumbered and match.left and match.right:
        yield page.say(Message("was {path}", {"path": page.left.paths[match.left]}))
    if 0 < match.right_copied < 1 or (match.right_copied and match.status is SectionStatus.ADDED):
        yield page.say(Message("copied {share}", {"share": percent(match.right_copied)}))
