"""`jyplan diff --format json`: the contract `jyplan/diff@1`, described by `jyplan schema diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import EditKind
from jyplan.reports.diff.rewriting import rewriting_data
from jyplan.reports.diff.sections import ComparedSections
from jyplan.reports.media.fact_data import fact_data
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import laid_out
from jyplan.reports.media.labels import rounded_down

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import (
        Comparison,
        Edit,
        Fact,
        FactChange,
        Move,
        Passage,
        Plan,
        RoleSummary,
        SectionMatch,
        Similarity,
        Span,
    )
    from jyplan.reports.protocol import DiffOptions, DiffPart

SCHEMA = "jyplan/diff@1"
_DIGITS = 6
_SHARES = (
    "left_copied",
    "right_copied",
    "left_copied_all",
    "right_copied_all",
    "left_edited",
    "right_edited",
    "left_passages",
    "right_passages",
)
"""Decimals of a share: a character in a million."""

PARTS: dict[DiffPart, tuple[str, ...]] = {
    "roles": ("roles", "facts"),
    "sections": ("sections",),
    "edits": ("edits", "moves", "counts", "numbering"),
    "passages": ("passages",),
    "rewriting": ("rewriting",),
}
"""Fields of each part of `--only`; fields outside of all parts are always written."""


def render(comparison: Comparison, options: DiffOptions) -> bytes:
    """Return a JSON object; with `options.only`, fields of all parts but the requested part are missing."""
    data = _comparison(comparison, options)
    if options.only:
        left_out = {name for part, names in PARTS.items() if part != options.only for name in names}
        data = {name: value for name, value in data.items() if name not in left_out}
    return laid_out(data)


def _comparison(comparison: Comparison, options: DiffOptions) -> dict[str, object]:
    sections = ComparedSections(comparison)
    return {
        "schema": SCHEMA,
        "left": _side(comparison.left, options.left_path),
        "right": _side(comparison.right, options.right_path),
        "similarity": _similarity(comparison.similarity),
        "roles": [_summary(summary) for summary in comparison.roles],
        "facts": [_fact_change(change) for change in comparison.facts],
        "sections": [_section(match, sections) for match in comparison.sections],
        "edits": [_edit(edit) for edit in _shown(comparison.edits, options)],
        "moves": [_move(move, options) for move in comparison.moves],
        "counts": {kind.value: comparison.count(kind) for kind in EditKind},
        "passages": [_passage(passage) for passage in comparison.passages],
        "numbering": [
            {"left": change.left, "right": change.right, "sections": change.sections} for change in comparison.schemes
        ],
        "rewriting": rewriting_data(comparison),
    }


def _side(plan: Plan, path: str) -> dict[str, object]:
    text = plan.text
    return {
        "path": shown_name(path.removesuffix(f"#{plan.number}")),
        "number": plan.number,
        "title": plan.title,
        "chars": len("".join(text.split())),
        "text": text,
    }


def _similarity(similarity: Similarity) -> dict[str, object]:
    return {
        "ratio": round(similarity.ratio, _DIGITS),
        **{name: rounded_down(getattr(similarity, name), _DIGITS) for name in _SHARES},
        "longest": similarity.longest,
    }


def _summary(summary: RoleSummary) -> dict[str, object]:
    return {
        "role": summary.role,
        "kept": list(summary.kept),
        "changed": list(summary.changed),
        "new": list(summary.new),
        "dropped": list(summary.dropped),
    }


def _fact_change(change: FactChange) -> dict[str, object]:
    return {
        "change": change.change.value,
        "left": _fact(change.left, change.left_node),
        "right": _fact(change.right, change.right_node),
    }


def _fact(fact: Fact | None, node: str | None) -> dict[str, object] | None:
    return None if fact is None else fact_data(fact) | {"node": node}


def _section(match: SectionMatch, sections: ComparedSections) -> dict[str, object]:
    node = sections.node_of(match)
    return {
        "status": match.status.value,
        "left": match.left,
        "right": match.right,
        "ratio": round(match.ratio, _DIGITS),
        "marker": node.marker,
        "title": node.title,
        "role": node.role.value,
        "left_copied": rounded_down(match.left_copied, _DIGITS),
        "right_copied": rounded_down(match.right_copied, _DIGITS),
        "renumbered": match.renumbered,
        "split_from": match.split_from,
        "merged_into": match.merged_into,
    }


def _shown(edits: Iterable[Edit], options: DiffOptions) -> list[Edit]:
    return [edit for edit in edits if not options.ignore_format or edit.kind is not EditKind.FORMAT]


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "left": _span(edit.left) | {"text": edit.left_text},
        "right": _span(edit.right) | {"text": edit.right_text},
        "kind": edit.kind.value,
        "marks": [mark.value for mark in edit.marks],
        "move": edit.move,
    }


def _move(move: Move, options: DiffOptions) -> dict[str, object]:
    return {
        "left": _span(move.left) | {"section": move.left_section},
        "right": _span(move.right) | {"section": move.right_section},
        "edits": [_edit(edit) for edit in _shown(move.edits, options)],
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "left": _span(passage.left),
        "right": _span(passage.right),
        "chars": passage.chars,
        "edited": passage.edited,
        "moved": passage.moved,
    }


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}
