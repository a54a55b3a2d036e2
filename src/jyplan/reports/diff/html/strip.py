"""The outline strip: every section of both plans with what became of it, a link to where it stands."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jyplan.model import Message, SectionMatch, SectionStatus
from jyplan.reports.diff.html.signs import STATUS_SIGNS
from jyplan.reports.diff.words import STATUS_WORDS
from jyplan.reports.media.labels import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.diff.html.scene import Scene

_DEEPEST = 4
"""Depths that are indented apart: `.d0` … in page.css."""


def outline_strip(scene: Scene) -> str:
    """Return the sections as a list of links; empty where there is none."""
    entries = "".join(_entry(scene, match) for match in scene.comparison.sections)
    return f'<div class="strip">{_legend(scene)}<ol>{entries}</ol></div>' if entries else ""


def _legend(scene: Scene) -> str:
    """Return how many sections there are of each status, those of none left out."""
    counts = dict.fromkeys(SectionStatus, 0)
    for match in scene.comparison.sections:
        counts[match.status] += 1
    said = "".join(
        f'<li class="{status}"><span class="sign" aria-hidden="true">{STATUS_SIGNS[status]}</span> '
        f"{scene.say(STATUS_WORDS[status])} <b>{count}</b></li>"
        for status, count in counts.items()
        if count
    )
    return f'<ul class="legend">{said}</ul>'


def _entry(scene: Scene, match: SectionMatch) -> str:
    half, node = (scene.right, match.right) if match.right else (scene.left, match.left or "")
    depth = min(node.count("."), _DEEPEST)
    notes = "".join(f"<small>{note}</small>" for note in _notes(scene, match))
    said = (
        f'<span class="sign" aria-hidden="true">{STATUS_SIGNS[match.status]}</span>'
        f'<span class="name">{escape(half.name(node))}</span> '
        f'<span class="sr">{scene.say(STATUS_WORDS[match.status])}</span>{notes}'
    )
    return f'<li class="{match.status} d{depth}">{scene.link(half.anchor(node), said)}</li>'


def _notes(scene: Scene, match: SectionMatch) -> Iterator[str]:
    """Yield what else is known of a section: its earlier number, how much of it is copied."""
    if match.renumbered and match.left and match.right:
        was = scene.left.paths[match.left]
        yield scene.say(Message("was {path}", {"path": was}))
    if 0 < match.right_copied < 1 or (match.right_copied and match.status is SectionStatus.ADDED):
        yield scene.say(Message("copied {share}", {"share": percent(match.right_copied)}))
