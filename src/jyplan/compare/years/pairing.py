"""Plans of two folders paired greedily by evidence, the surest first; every plan is in at most a single pair.

    | evidence | likeness of the subjects | score | paired by |
    |---|---|---|---|
    | the same school | .6 and more, or a fifth of either text is copied | from 10 | school |
    | the same place in both folders, years left out | .3 and more | from 6 | title |
    | a subject that no further plan of either folder has | equal | from 5 | title |
    | three tenths of either text are copied | any | from 4 | content |

Plans of different schools are never a pair: their common text is a matter for `jyplan dupes`.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.years.titles import likeness_of_subjects, place_in_folder, subject_of
from jyplan.model import FolderPair, PairedBy
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.model import Listing

LEAST_LIKENESS = 0.6
"""Of the subjects of two plans of one school."""
LEAST_LIKENESS_IN_PLACE = 0.3
"""Of the subjects of two plans at the same place in their folders."""
COPIED_IN_SCHOOL = 0.2
"""Copied share of either plan that pairs two plans of a school, whatever the titles."""
COPIED = 0.3
"""Copied share of either plan that pairs two plans without a known school."""
MAX_ALL_PAIRS = 10_000
"""Pairs of plans of a school, at most, to compare all; with more, only further evidence makes a pair."""
_SAME_SCHOOL, _SAME_PLACE, _SAME_SUBJECT, _SAME_TEXT = 10, 6, 5, 4
"""Base scores of the evidence; likeness and copied share, up to 1 each, are added, too little to change the order."""


class _PlanKeys(NamedTuple):
    """Properties of a plan that make pairs."""

    school: str
    """Empty where unknown."""
    subject: str
    place: str


class _Scored(NamedTuple):
    """A possible pair with the score of the evidence."""

    score: float
    left: int
    right: int
    by: PairedBy


def pair_plans(
    left: Sequence[Listing],
    right: Sequence[Listing],
    folders: tuple[str, str],
    copied: Mapping[tuple[int, int], float],
) -> tuple[FolderPair, ...]:
    """Return the pairs in the order of the right plans.

    `copied` has, by indices of a left and a right plan with common text, the larger of both copied shares, from 0 to 1.
    """
    lefts = [_keys(listing, folders[0]) for listing in left]
    rights = [_keys(listing, folders[1]) for listing in right]
    scored = [
        *_of_one_school(lefts, rights, copied),
        *_with_one_subject(lefts, rights, copied),
        *_at_one_place(lefts, rights, copied),
        *_with_shared_text(lefts, rights, copied),
    ]
    left_taken: set[int] = set()
    right_taken: set[int] = set()
    pairs = []
    for entry in sorted(scored, key=lambda entry: (-entry.score, entry.left, entry.right)):
        if entry.left not in left_taken and entry.right not in right_taken:
            left_taken.add(entry.left)
            right_taken.add(entry.right)
            pairs.append(FolderPair(entry.left, entry.right, entry.by))
    return tuple(sorted(pairs, key=lambda pair: pair.right))


def _keys(listing: Listing, folder: str) -> _PlanKeys:
    return _PlanKeys(
        fold(listing.school or "").strip(),
        subject_of(listing.title, listing.school),
        place_in_folder(listing.path, folder, listing.number),
    )


def _of_one_school(
    lefts: Sequence[_PlanKeys], rights: Sequence[_PlanKeys], copied: Mapping[tuple[int, int], float]
) -> Iterator[_Scored]:
    left_groups, right_groups = _group(plan.school for plan in lefts), _group(plan.school for plan in rights)
    for school, left_indices in left_groups.items():
        right_indices = right_groups.get(school, []) if school else []
        if len(left_indices) * len(right_indices) > MAX_ALL_PAIRS:
            continue
        for pair in product(left_indices, right_indices):
            likeness = likeness_of_subjects(lefts[pair[0]].subject, rights[pair[1]].subject)
            share = copied.get(pair, 0.0)
            if likeness >= LEAST_LIKENESS or share >= COPIED_IN_SCHOOL:
                same_place = lefts[pair[0]].place == rights[pair[1]].place
                yield _Scored(_SAME_SCHOOL + likeness + share + same_place / 10, *pair, PairedBy.SCHOOL)


def _with_one_subject(
    lefts: Sequence[_PlanKeys], rights: Sequence[_PlanKeys], copied: Mapping[tuple[int, int], float]
) -> Iterator[_Scored]:
    left_groups, right_groups = _group(plan.subject for plan in lefts), _group(plan.subject for plan in rights)
    for subject, left_indices in left_groups.items():
        right_indices = right_groups.get(subject, []) if subject else []
        if len(left_indices) == len(right_indices) == 1:
            pair = left_indices[0], right_indices[0]
            if _may_be_one_school(lefts[pair[0]], rights[pair[1]]):
                yield _Scored(_SAME_SUBJECT + copied.get(pair, 0.0), *pair, PairedBy.TITLE)


def _at_one_place(
    lefts: Sequence[_PlanKeys], rights: Sequence[_PlanKeys], copied: Mapping[tuple[int, int], float]
) -> Iterator[_Scored]:
    left_groups, right_groups = _group(plan.place for plan in lefts), _group(plan.place for plan in rights)
    for place, left_indices in left_groups.items():
        for pair in zip(left_indices, right_groups.get(place, []), strict=False):
            left, right = lefts[pair[0]], rights[pair[1]]
            likeness = likeness_of_subjects(left.subject, right.subject)
            if likeness >= LEAST_LIKENESS_IN_PLACE and _may_be_one_school(left, right):
                yield _Scored(_SAME_PLACE + likeness + copied.get(pair, 0.0), *pair, PairedBy.TITLE)


def _with_shared_text(
    lefts: Sequence[_PlanKeys], rights: Sequence[_PlanKeys], copied: Mapping[tuple[int, int], float]
) -> Iterator[_Scored]:
    for pair, share in copied.items():
        if share >= COPIED and _may_be_one_school(lefts[pair[0]], rights[pair[1]]):
            yield _Scored(_SAME_TEXT + share, *pair, PairedBy.CONTENT)


def _may_be_one_school(left: _PlanKeys, right: _PlanKeys) -> bool:
    return not left.school or not right.school or left.school == right.school


def _group(keys: Iterable[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        groups.setdefault(key, []).append(index)
    return groups
