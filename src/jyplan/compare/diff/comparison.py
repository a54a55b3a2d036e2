"""The comparison of two plans, put together from passages, matched sections, moves, edits and changed facts.

1. Shared stretches become passages, and pair the sections of both trees.
2. Sections and stretches out of order become moves.
3. An edit script runs between the moves, and inside each move.
4. Facts are paired along the edits; edits of facts are widened to whole names and marked.
5. Every section gets a status; shares and the ratio are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan.compare.arrays import interval_mask
from jyplan.compare.diff.coverage import cover
from jyplan.compare.diff.edits.script import edit_script
from jyplan.compare.diff.facts.aligned_places import AlignedPlaces
from jyplan.compare.diff.facts.changes import fact_changes, without_kept_owners
from jyplan.compare.diff.facts.marks import mark_edits
from jyplan.compare.diff.facts.whole_names import widen_to_names
from jyplan.compare.diff.mirror import mirrored
from jyplan.compare.diff.moves import (
    Relocation,
    divide_by_order,
    drop_stayed,
    drop_titles,
    find_cuts,
    find_relocations,
    is_title,
)
from jyplan.compare.diff.role_summary import summarise_roles
from jyplan.compare.diff.sections.matching import match_sections
from jyplan.compare.diff.sections.order import moved_sections
from jyplan.compare.diff.sections.renumbering import find_numbers, scheme_changes
from jyplan.compare.diff.sections.status import section_matches
from jyplan.compare.diff.sections.tree import build_section_tree
from jyplan.compare.passages.find import MIN_RUN, Prepared, as_passages, prepare, shared_stretches
from jyplan.compare.passages.seeds import shared_runs
from jyplan.compare.passages.shares import match_masks, share_of, take_shares
from jyplan.model import Comparison, Edit, EditKind, FactChange, Move, Passage, Plan, Similarity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.offsets import OffsetPair
    from jyplan.compare.diff.sections.matching import MatchedSections
    from jyplan.compare.diff.sections.tree import SectionTree
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.compare.passages.shares import MatchedMasks
    from jyplan.compare.passages.views import View


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """Settings for the comparison of two plans."""

    min_run: int = MIN_RUN
    """Least number of consecutive shared characters in a passage."""
    boilerplate: Boilerplate | None = None
    """Text allowed in every plan; None for the built-in slogans."""


def compare_plans(
    left: Plan,
    right: Plan,
    options: ComparisonOptions | None = None,
    aligned: Sequence[tuple[Span, Span]] = (),
) -> Comparison:
    """Return the comparison of two plans; `aligned` are left and right stretches of a paraphrase.

    Swapped plans give the mirror image. A plan compared with itself has no edits.
    """
    if not _is_canonical_order(left, right):
        return mirrored(compare_plans(right, left, options, [pair[::-1] for pair in aligned]))
    options = options or ComparisonOptions()
    left_text, right_text = prepare(left.text, options.boilerplate), prepare(right.text, options.boilerplate)
    left_view, right_view = left_text.view, right_text.view
    stretches = shared_stretches(left_text, right_text, min_run=options.min_run)
    passages = as_passages(left_view, right_view, stretches)
    left_tree, right_tree = build_section_tree(left, left_view), build_section_tree(right, right_view)
    passages = tuple(_without_moved_title(passage, left_tree, right_tree) for passage in passages)
    sizes = (len(left_view.plain), len(right_view.plain))
    masks = match_masks(stretches, sizes)
    partners = cover(stretches, sizes).partners
    matched = match_sections(left_tree, right_tree, partners, aligned)
    order = divide_by_order(drop_titles(stretches, left_tree, right_tree), sizes)
    moved = drop_stayed(moved_sections(matched), matched, order)
    relocations = find_relocations(matched, moved, order)
    cuts = find_cuts(matched, relocations, order)
    edits, moves, facts = _with_facts(matched, *_edits_and_moves(matched, relocations, cuts), aligned)
    copied = (masks[0].equal & ~left_text.quoted, masks[1].equal & ~right_text.quoted)
    sections = section_matches(matched, moved=moved, copied=copied, partners=partners)
    ratio = _unedited_share(left_view, right_view, [*edits, *(edit for move in moves for edit in move.edits)])
    return Comparison(
        left,
        right,
        _similarity(left_text, right_text, masks, passages, ratio=ratio, min_run=options.min_run),
        sections,
        edits,
        moves,
        passages,
        facts,
        summarise_roles(left, right, sections, facts),
        scheme_changes(matched),
    )


def _is_canonical_order(left: Plan, right: Plan) -> bool:
    """Return whether the comparison runs in this order: shorter text first, to give mirror images for swapped plans."""
    if left.text != right.text:
        return (len(left.text), left.text) < (len(right.text), right.text)
    return repr((left.title, left.nodes)) <= repr((right.title, right.nodes))


def _edits_and_moves(
    matched: MatchedSections,
    relocations: Sequence[Relocation],
    cuts: Sequence[OffsetPair],
) -> tuple[tuple[Edit, ...], tuple[Move, ...]]:
    """Return the edits of the whole texts and the moves with the edits inside, all with kinds."""
    classify = find_numbers(matched).reclassify
    regions = [relocation.region for relocation in relocations]
    moves = [_move(matched, relocation) for relocation in relocations]
    return (
        classify(edit_script(matched.left.view, matched.right.view, regions, cuts)),
        tuple(replace(move, edits=classify(move.edits)) for move in moves),
    )


def _with_facts(
    matched: MatchedSections, edits: Sequence[Edit], moves: Sequence[Move], aligned: Sequence[tuple[Span, Span]]
) -> tuple[tuple[Edit, ...], tuple[Move, ...], tuple[FactChange, ...]]:
    """Return edits and moves with marks on changed facts, and the changes of facts to report."""
    left, right = matched.left.plan, matched.right.plan
    places = AlignedPlaces((len(left.text), len(right.text)), edits, moves)
    facts = fact_changes(matched, places, aligned)
    return (
        _mark(edits, facts, (left, right), Span(0, len(left.text))),
        tuple(replace(move, edits=_mark(move.edits, facts, (left, right), move.left)) for move in moves),
        without_kept_owners(facts, places),
    )


def _without_moved_title(passage: Passage, left: SectionTree, right: SectionTree) -> Passage:
    """Return a passage; a mere title line counts as not moved."""
    if passage.moved and (
        is_title(left, *left.view.within(passage.left)) or is_title(right, *right.view.within(passage.right))
    ):
        return replace(passage, moved=False)
    return passage


def _mark(
    edits: Sequence[Edit], facts: Sequence[FactChange], plans: tuple[Plan, Plan], bounds: Span
) -> tuple[Edit, ...]:
    """Return the edits of the left text in `bounds`, widened to whole names of owners, with marks on changed values."""
    texts = plans[0].text, plans[1].text
    return mark_edits(widen_to_names(edits, facts, texts, bounds), facts, texts)


def _move(matched: MatchedSections, relocation: Relocation) -> Move:
    """Return the move of a relocation, with the edits inside."""
    left, right, region = matched.left, matched.right, relocation.region
    left_span = left.view.span(region.left, region.left_end)
    right_span = right.view.span(region.right, region.right_end)
    script = edit_script(left.view.part(region.left, region.left_end), right.view.part(region.right, region.right_end))
    edits = tuple(_shift(edit, left_span.start, right_span.start) for edit in script)
    if relocation.sections is None:
        return Move(left_span, right_span, edits)
    left_index, right_index = relocation.sections
    return Move(left_span, right_span, edits, left.sections[left_index].node.id, right.sections[right_index].node.id)


def _shift(edit: Edit, left: int, right: int) -> Edit:
    """Return an edit with spans shifted by `left` and `right` characters."""
    return replace(
        edit,
        left=Span(edit.left.start + left, edit.left.end + left),
        right=Span(edit.right.start + right, edit.right.end + right),
    )


def _similarity(
    left: Prepared,
    right: Prepared,
    masks: tuple[MatchedMasks, MatchedMasks],
    passages: Sequence[Passage],
    *,
    ratio: float,
    min_run: int,
) -> Similarity:
    """Return the similarity figures of a comparison; `ratio` is the share without edits."""
    left_shares = take_shares(left, masks[0], [passage.left for passage in passages])
    right_shares = take_shares(right, masks[1], [passage.right for passage in passages])
    runs = shared_runs(left.view.grams, right.view.grams)
    left_starts, right_starts, lengths = (column[runs.length >= min_run] for column in runs)
    left_repeated = masks[0].equal | interval_mask(left_starts, left_starts + lengths, len(left.view.plain))
    right_repeated = masks[1].equal | interval_mask(right_starts, right_starts + lengths, len(right.view.plain))
    return Similarity(
        ratio,
        left_shares.copied,
        right_shares.copied,
        share_of(left_repeated[left.view.content]),
        share_of(right_repeated[right.view.content]),
        max((passage.chars for passage in passages), default=0),
        left_shares.edited,
        right_shares.edited,
        left_shares.passages,
        right_shares.passages,
    )


def _unedited_share(left: View, right: View, edits: Sequence[Edit]) -> float:
    """Return the share of the characters of both texts without an edit of text or numbering, from 0 to 1.

    Two empty texts have 1.
    """
    total = len(left.plain) + len(right.plain)
    edited = 0
    content = [edit for edit in edits if edit.kind in {EditKind.TEXT, EditKind.NUMBERING}]
    for view, spans in ((left, [edit.left for edit in content]), (right, [edit.right for edit in content])):
        starts, ends = view.bounds(spans)
        edited += int((ends - starts).sum())
    return 1 - edited / total if total else 1.0
