"""Two plans compared: passages, sections, moves, edits, facts and figures, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.compare.diff.coverage import lay_out
from jyplan.compare.diff.edits import edit_script
from jyplan.compare.diff.fact_changes import fact_changes, mark_edits
from jyplan.compare.diff.mirror import mirrored
from jyplan.compare.diff.moves import Relocation, cuts_between, relocations, sort_out, without_stayed
from jyplan.compare.diff.renumbering import find_numbers
from jyplan.compare.diff.role_summary import summarise_roles
from jyplan.compare.diff.section_matching import match_sections
from jyplan.compare.diff.section_order import moved_sections
from jyplan.compare.diff.section_status import section_matches
from jyplan.compare.diff.section_tree import Forest, grow_forest
from jyplan.compare.passages.find import MIN_RUN, Prepared, as_passages, prepare, shared_stretches
from jyplan.compare.passages.seeds import shared_runs
from jyplan.model import Comparison, Edit, EditKind, Move, Passage, Plan, Similarity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.boilerplate import Boilerplate, Mask
    from jyplan.compare.passages.views import View


@dataclass(frozen=True, slots=True)
class Options:
    """How two plans are compared."""

    min_run: int = MIN_RUN
    """Consecutive shared characters that make a passage."""
    boilerplate: Boilerplate | None = None
    """What may stand in every plan; None stands for the built-in slogans."""


def compare_plans(left: Plan, right: Plan, options: Options | None = None) -> Comparison:
    """Return what two plans share and where they differ.

    Comparing the other way round gives the mirror image. A plan compared with itself has no edits.
    """
    if _comes_first(right, left):
        return mirrored(compare_plans(right, left, options))
    chosen = options or Options()
    one, other = prepare(left.text, chosen.boilerplate), prepare(right.text, chosen.boilerplate)
    stretches = shared_stretches(one, other, min_run=chosen.min_run)
    passages = as_passages(one.view, other.view, stretches)
    mine, theirs = grow_forest(left, one.view), grow_forest(right, other.view)
    sizes = (len(one.view.plain), len(other.view.plain))
    ground = lay_out(stretches, sizes)
    pairs = match_sections(mine, theirs, ground.partner)
    shifts = sort_out(stretches, sizes)
    moved = without_stayed(mine, theirs, pairs, moved_sections(mine, theirs, pairs), shifts)
    found = relocations(mine, theirs, pairs, moved, shifts)
    cuts = cuts_between(mine, theirs, pairs, found, shifts)
    numbers = find_numbers(mine, theirs, pairs)
    facts = fact_changes(mine, theirs, pairs)
    places = [relocation.place for relocation in found]
    edits = numbers.set_apart(edit_script(one.view, other.view, places, cuts))
    edits = mark_edits(edits, facts)
    moves = tuple(
        replace(move, edits=mark_edits(numbers.set_apart(move.edits), facts))
        for move in (_move(mine, theirs, relocation) for relocation in found)
    )
    sections = section_matches(mine, theirs, pairs, moved=moved, passages=passages, partners=ground.partner)
    shared = _ratio(one.view, other.view, [*edits, *(edit for move in moves for edit in move.edits)])
    return Comparison(
        left,
        right,
        _similarity(one, other, passages, shared, chosen.min_run),
        sections,
        edits,
        moves,
        passages,
        facts,
        summarise_roles(left, right, sections, facts),
    )


def _comes_first(one: Plan, other: Plan) -> bool:
    """Return which plan every comparison of the two begins with, so that both directions find the same."""
    if one.text != other.text:
        return (len(one.text), one.text) < (len(other.text), other.text)
    return repr((one.title, one.nodes)) < repr((other.title, other.nodes))


def _move(left: Forest, right: Forest, relocation: Relocation) -> Move:
    """Return a relocation as a move with what was edited inside it."""
    start, end, right_start, right_end = relocation.place
    before, after = left.view.span(start, end), right.view.span(right_start, right_end)
    script = edit_script(left.view.part(start, end), right.view.part(right_start, right_end))
    edits = tuple(_shifted(edit, before.start, after.start) for edit in script)
    ids = relocation.sections and (
        left.sections[relocation.sections[0]].node.id,
        right.sections[relocation.sections[1]].node.id,
    )
    return Move(before, after, edits, *(ids or (None, None)))


def _shifted(edit: Edit, left: int, right: int) -> Edit:
    """Return an edit of two stretches as one of the texts they stand in."""
    return replace(
        edit,
        left=Span(edit.left.start + left, edit.left.end + left),
        right=Span(edit.right.start + right, edit.right.end + right),
    )


def _similarity(
    left: Prepared,
    right: Prepared,
    passages: Sequence[Passage],
    ratio: float,
    min_run: int,
) -> Similarity:
    """Return the figures of a comparison."""
    on_left = left.view.mask([passage.left for passage in passages])
    on_right = right.view.mask([passage.right for passage in passages])
    repeated_left, repeated_right = on_left.copy(), on_right.copy()
    runs = shared_runs(left.view.grams, right.view.grams)
    for start, other, length in zip(*(part[runs.length >= min_run].tolist() for part in runs), strict=True):
        repeated_left[start : start + length] = True
        repeated_right[other : other + length] = True
    return Similarity(
        ratio,
        _share(on_left & ~left.quoted),
        _share(on_right & ~right.quoted),
        _share(repeated_left),
        _share(repeated_right),
        max((passage.chars for passage in passages), default=0),
    )


def _ratio(left: View, right: View, edits: Sequence[Edit]) -> float:
    """Return the share of all characters that no edit of content touches."""
    total = len(left.plain) + len(right.plain)
    changed = 0
    content = [edit for edit in edits if edit.kind in {EditKind.TEXT, EditKind.NUMBERING}]
    for view, spans in ((left, [edit.left for edit in content]), (right, [edit.right for edit in content])):
        starts, ends = view.bounds(spans)
        changed += int((ends - starts).sum())
    return 1 - changed / total if total else 1.0


def _share(counted: Mask) -> float:
    """Return the share of a text's characters that count."""
    return float(counted.mean()) if len(counted) else 0.0
