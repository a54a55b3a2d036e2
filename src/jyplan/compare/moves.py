"""What is told as a move: whole sections first, then stretches of text that left their section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.compare.clusters import backbone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.chains import Run
    from jyplan.compare.edits import Cut, Place
    from jyplan.compare.extents import Stretch
    from jyplan.compare.forest import Forest
    from jyplan.compare.sections import Pairs

KEPT = 0.5
"""Share of a moved section's characters that must still be there for its text to be told as moved."""
TAKEN = 0.1
"""Share of a place that may be in use by text that stayed."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """A stretch that stands elsewhere on the right; `sections` where it is a whole section of both."""

    place: Place
    sections: tuple[int, int] | None = None


def steady_and_gone(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """Return the stretches that kept their order and those that did not."""
    steady = backbone(stretches)
    kept = [stretch for index, stretch in enumerate(stretches) if index in steady]
    return kept, [stretch for index, stretch in enumerate(stretches) if index not in steady]


def without_stayed(left: Forest, right: Forest, pairs: Pairs, moved: set[int], kept: Sequence[Stretch]) -> set[int]:
    """Return the moved sections less those whose text stayed where it was, under whatever heading."""

    def stayed(one: int) -> bool:
        place = _places(left, right, one, pairs[one])
        return sum(_inside(stretch, place) for stretch in kept) >= KEPT * (place[1] - place[0])

    return {one for one in moved if not stayed(one)}


def relocations(
    left: Forest,
    right: Forest,
    pairs: Pairs,
    moved: set[int],
    *,
    kept: Sequence[Stretch],
    gone: Sequence[Stretch],
) -> tuple[list[Relocation], list[Cut]]:
    """Return what moved, disjoint on either side, and the starts of the sections that stayed, in order.

    The text decides: only what stands out of its order (`gone`) has moved, however the outlines were read.
    Where that is most of a section the whole section is told as moved.
    """
    found: list[Relocation] = []
    for one in sorted(moved, key=lambda index: (left.sections[index].start - left.sections[index].end, index)):
        place = _places(left, right, one, pairs[one])
        shared = sum(_inside(stretch, place) for stretch in gone)
        if shared >= KEPT * max(place[1] - place[0], place[3] - place[2]) and _free(place, found, kept):
            found.append(Relocation(place, (one, pairs[one])))
    for stretch in sorted(gone, key=lambda stretch: -stretch.matched):
        if _free(_place(stretch), found, kept):
            found.append(Relocation(_place(stretch)))
    return sorted(found, key=lambda relocation: relocation.place), _cuts(left, right, pairs, found, kept)


def _places(left: Forest, right: Forest, one: int, other: int) -> Place:
    mine, theirs = left.sections[one], right.sections[other]
    return mine.start, mine.end, theirs.start, theirs.end


def _place(stretch: Stretch) -> Place:
    return stretch.left, stretch.left_end, stretch.right, stretch.right_end


def _inside(stretch: Stretch, place: Place) -> int:
    """Return the characters of a stretch's runs that stand in a place on both sides."""
    return sum(
        max(
            min(run.left_end, place[1], place[3] + run.left - run.right)
            - max(run.left, place[0], place[2] + run.left - run.right),
            0,
        )
        for run in stretch.chain.runs
    )


def _overlaps(one: Place, other: Place) -> bool:
    """Return whether two places have text in common on either side."""
    return (one[0] < other[1] and other[0] < one[1]) or (one[2] < other[3] and other[2] < one[3])


def _free(place: Place, found: Sequence[Relocation], kept: Sequence[Stretch]) -> bool:
    """Return whether a place overlaps nothing that is told as moved, and little of what stayed."""
    if any(_overlaps(place, relocation.place) for relocation in found):
        return False
    taken = max(
        sum(max(min(run.left_end, place[1]) - max(run.left, place[0]), 0) for s in kept for run in s.chain.runs),
        sum(max(min(run.right_end, place[3]) - max(run.right, place[2]), 0) for s in kept for run in s.chain.runs),
    )
    return taken <= TAKEN * min(place[1] - place[0], place[3] - place[2])


def _cuts(left: Forest, right: Forest, pairs: Pairs, found: Sequence[Relocation], kept: Sequence[Stretch]) -> list[Cut]:
    """Return where sections that stayed begin on both sides, rising, outside of all that moved.

    A cut leaves every exact run that kept its order whole on one side, but for the number of its section:
    behind a new section 一、 stands the old one, whose number was 一、 too.
    """
    runs = sorted((run for stretch in kept for run in stretch.chain.runs), key=lambda run: run.left)
    cuts: list[Cut] = []
    for one, other in sorted(pairs.items()):
        at = (left.sections[one].start, right.sections[other].start)
        inside = any(r.place[0] < at[0] < r.place[1] or r.place[2] < at[1] < r.place[3] for r in found)
        after = bisect_right(runs, at[0], key=lambda run: run.left)
        number = max(left.sections[one].body - at[0], right.sections[other].body - at[1])
        torn = sum(_torn(run, at) for run in runs[max(after - 3, 0) : after + 2])
        if not inside and torn <= number and (not cuts or (cuts[-1][0] < at[0] and cuts[-1][1] < at[1])):
            cuts.append(at)
    return cuts


def _torn(run: Run, cut: Cut) -> int:
    """Return how many characters of a run stand on different sides of a cut."""
    before = min(max(cut[0] - run.left, 0), run.length)
    return abs(before - min(max(cut[1] - run.right, 0), run.length))
