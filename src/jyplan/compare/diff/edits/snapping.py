"""Snapping: the borders of edits moved to the borders of numbers, words, clauses and lines.

Known as semantic clean-up (Fraser's diff-match-patch) and as moving "sliders" (git's indent heuristic, difftastic).
A shortest edit script often cuts a number (6|0节) or a Latin word, begins an insertion in the middle of a clause, or
puts a chance character between two long edits:

    left              right                     shortest script            snapped
    听课60节          听课80节                  6→8                        60→80
    写计划，评优秀。  写计划，评先进，评优秀。  insert 先进，评            insert 评先进，
    合格率90/85/80    合格率85/90/82            90/85→85/90, 0→2           90/85/80→85/90/82
    写作业教案设计表  读课外教材选编书          写作业→读课外,             写作业教案设计表→读课外教材选编书
                                                案设计表→材选编书
    各班必须上报      各班不必上报              不 inserted, 须 deleted    必须→不必

No dictionary: the first call of jieba takes a second. Sliding keeps the length of an edit, the widening to tokens
and the swallowing of crumbs lengthen edits a little (benchmarks/compare.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.compare.diff.edits.alignment import Operation, join_neighbours
from jyplan.text.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.passages.views import View

MAX_CRUMB = 2
"""Characters of the longest equal run swallowed between two edits, each at least twice as long as the run."""
MAX_SLIDE = 200
"""Characters an insertion or deletion may slide to the left or to the right."""
LINE_BORDER, CLAUSE_BORDER, BRACKET_BORDER, NO_BORDER = 3, 2, 1, 0
"""How good a place is for the border of an edit."""


def snap(operations: Sequence[Operation], left: View, right: View) -> list[Operation]:
    """Return the operations of an alignment with readable borders, still covering both texts in order."""
    return _slide(_widen_to_tokens(_swallow_crumbs(operations, left.plain), left, right), left, right)


def _swallow_crumbs(operations: Sequence[Operation], left: str) -> list[Operation]:
    """Return the operations with short equal runs between two longer edits made part of the edits.

    A run between an insertion and a deletion as long makes a replacement, which is no longer; a pause ends a word.
    """
    swallowed = list(operations)
    for index in range(1, len(operations) - 1):
        before, operation, after = operations[index - 1 : index + 2]
        if operation.equal and operation.size <= MAX_CRUMB:
            least = 1 if _make_a_word(before, operation, after, left) else 2
            if min(before.size, after.size) >= least * operation.size:
                swallowed[index] = operation._replace(equal=False)
    return join_neighbours(swallowed)


def _make_a_word(before: Operation, run: Operation, after: Operation, left: str) -> bool:
    """Whether a run of letters stands between an insertion and a deletion, short both."""
    grown = [edit.right_end - edit.right - edit.left_end + edit.left for edit in (before, after)]
    is_short = max(before.size, after.size) <= MAX_CRUMB
    return is_short and sum(grown) == 0 and set(grown) != {0} and left[run.left : run.left_end].isalpha()


def _widen_to_tokens(operations: Sequence[Operation], left: View, right: View) -> list[Operation]:
    """Return the operations with edits inside a number or a Latin word widened to the whole token."""
    widened = _padded(operations)
    for index, edit in enumerate(operations, 1):
        if not edit.equal:
            before = min(_cut_token(left, right, edit, before=True), widened[index - 1].size)
            after = min(_cut_token(left, right, edit, before=False), widened[index + 1].size)
            _move_borders(widened, index, -before, after)
    return join_neighbours(widened)


def _padded(operations: Sequence[Operation]) -> list[Operation]:
    """Return the operations between two empty equal runs, for every edit to have a neighbour on both sides."""
    left_end, right_end = (operations[-1].left_end, operations[-1].right_end) if operations else (0, 0)
    return [Operation(True, 0, 0, 0, 0), *operations, Operation(True, left_end, left_end, right_end, right_end)]


def _move_borders(operations: list[Operation], index: int, start: int, end: int) -> None:
    """Move the start of the edit at `index` by `start` characters and the end by `end`, the neighbours giving way."""
    before, edit, after = operations[index - 1 : index + 2]
    edit = Operation(False, edit.left + start, edit.left_end + end, edit.right + start, edit.right_end + end)
    operations[index - 1 : index + 2] = (
        before._replace(left_end=edit.left, right_end=edit.right),
        edit,
        after._replace(left=edit.left_end, right=edit.right_end),
    )


def _token_kind(character: str) -> str:
    """Return the kind of unbroken token of a character, `latin` or `numeral`; empty for a Chinese word or a mark."""
    if character.isascii() and (character.isalnum() or character in ".%/"):
        return "latin"
    return "numeral" if character in NUMERAL else ""


def _cut_token(left: View, right: View, edit: Operation, *, before: bool) -> int:
    """Return how many characters directly before or after an edit belong to a token cut by the edit.

    Left and right side of the edit must both end there with the same kind of character: 2|0教5 is no changed number.
    """
    sides = (left.plain[edit.left : edit.left_end], right.plain[edit.right : edit.right_end])
    kinds = {_token_kind(side[0 if before else -1]) for side in sides if side}
    if len(kinds) != 1 or not (kind := kinds.pop()):
        return 0
    if kind == "numeral" and any(_token_kind(character) != kind for side in sides for character in side):
        return 0  # 一 is more often a word than part of a number
    on_left = _token_length(left, edit.left, edit.left_end, kind, before=before)
    return max(on_left, _token_length(right, edit.right, edit.right_end, kind, before=before))


def _token_length(view: View, start: int, end: int, kind: str, *, before: bool) -> int:
    """Return how many characters of a kind adjoin a stretch before its start or after its end, without a space.

    0 for an empty stretch.
    """
    if start == end:
        return 0
    offset, direction = (start - 1, -1) if before else (end, 1)
    length = 0
    while (
        0 <= offset < len(view.plain)
        and _token_kind(view.plain[offset]) == kind
        and abs(int(view.places[offset] - view.places[offset - direction])) == 1
    ):
        offset, length = offset + direction, length + 1
    return length


def _slide(operations: Sequence[Operation], left: View, right: View) -> list[Operation]:
    """Return the operations with insertions and deletions slid to the borders of clauses and lines."""
    slid = _padded(operations)
    for index, edit in enumerate(operations, 1):
        inserts, deletes = edit.left == edit.left_end, edit.right == edit.right_end
        if edit.equal or not (inserts or deletes):
            continue
        view, start, end = (right, edit.right, edit.right_end) if inserts else (left, edit.left, edit.left_end)
        room_before, room_after = slid[index - 1].size, slid[index + 1].size
        shift = _best_shift(view, start, end, min(room_before, MAX_SLIDE), min(room_after, MAX_SLIDE))
        _move_borders(slid, index, shift, shift)
    return join_neighbours(slid)


def _best_shift(view: View, start: int, end: int, room_before: int, room_after: int) -> int:
    """Return by how many characters to shift a stretch, keeping its words, for the best borders; negative to the left.

    Among equally good shifts the first tried wins: none, then the shortest to the left, then to the right.
    """
    plain = view.plain
    best, best_shift = _border(view, start) + _border(view, end), 0
    for direction, room in ((-1, room_before), (1, room_after)):
        for distance in range(1, room + 1):
            shift = direction * distance
            leaving = start + shift if direction < 0 else start + shift - 1
            if plain[leaving] != plain[leaving + end - start]:
                break
            quality = _border(view, start + shift) + _border(view, end + shift)
            if quality > best:
                best, best_shift = quality, shift
    return best_shift


def _border(view: View, offset: int) -> int:
    """Return how good the place before the character at `offset` is for the border of an edit, from 0 to 3."""
    if offset == 0 or offset == len(view.plain):
        return LINE_BORDER
    if "\n" in view.text[int(view.places[offset - 1]) + 1 : int(view.places[offset])]:
        return LINE_BORDER
    if view.plain[offset - 1] == ",":
        return CLAUSE_BORDER
    return BRACKET_BORDER if view.plain[offset] in '"(《【' or view.plain[offset - 1] in ")》】" else NO_BORDER
