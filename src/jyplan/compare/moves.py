"""What is told as a move: whole sections first, then stretches of text that left their section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.compare.clusters import backbone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.edits import Cut, Place
    from jyplan.compare.extents import Stretch
    from jyplan.compare.forest import Forest
    from jyplan.compare.sections import Pairs

KEPT = 0.5
"""Share of a moved section's characters that must still be there for its text to be told as moved."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """A stretch that stands elsewhere on the right; `sections` where it is a whole section of both."""

    place: Place
    sections: tuple[int, int] | None = None


def relocations(
    left: Forest, right: Forest, pairs: Pairs, moved: set[int], stretches: Sequence[Stretch]
) -> tuple[list[Relocation], list[Cut]]:
    """Return what moved, disjoint on either side, and the starts of the sections that stayed, in order."""
    found: list[Relocation] = []
    for one in sorted(moved, key=lambda index: (left.sections[index].start - left.sections[index].end, index)):
        place = _places(left, right, one, pairs[one])
        shared = sum(_inside(stretch, place) for stretch in stretches)
        if shared >= KEPT * max(place[1] - place[0], place[3] - place[2]) and _apart(place, found):
            found.append(Relocation(place, (one, pairs[one])))
    cuts = _cuts(left, right, pairs, moved, found)
    rest = [stretch for stretch in stretches if _apart(_place(stretch), found)]
    steady = backbone(rest)
    kept = [rest[index] for index in steady if _same_piece(rest[index], cuts)]
    gone = [stretch for stretch in rest if stretch not in kept and _clear(stretch, cuts)]
    for place in map(_place, gone):
        if _apart(place, found) and not any(_overlaps(place, _place(stretch)) for stretch in kept):
            found.append(Relocation(place))
    return sorted(found, key=lambda relocation: relocation.place), cuts


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


def _apart(place: Place, found: Sequence[Relocation]) -> bool:
    return not any(_overlaps(place, relocation.place) for relocation in found)


def _cuts(left: Forest, right: Forest, pairs: Pairs, moved: set[int], found: Sequence[Relocation]) -> list[Cut]:
    """Return where sections that stayed begin on both sides, rising, outside of everything that moved."""
    cuts: list[Cut] = []
    for one, other in sorted(pairs.items()):
        at = (left.sections[one].start, right.sections[other].start)
        inside = any(r.place[0] <= at[0] < r.place[1] or r.place[2] <= at[1] < r.place[3] for r in found)
        rising = not cuts or (cuts[-1][0] < at[0] and cuts[-1][1] < at[1])
        if one not in moved and not inside and rising:
            cuts.append(at)
    return cuts


def _same_piece(stretch: Stretch, cuts: Sequence[Cut]) -> bool:
    """Return whether most of a stretch lies between the same cuts on both sides."""
    same = sum(
        run.length
        for run in stretch.chain.runs
        if bisect_right(cuts, run.left, key=lambda c: c[0]) == bisect_right(cuts, run.right, key=lambda c: c[1])
    )
    return 2 * same >= stretch.chain.matched


def _clear(stretch: Stretch, cuts: Sequence[Cut]) -> bool:
    """Return whether a stretch crosses no cut on either side."""
    return not any(
        stretch.left < left < stretch.left_end or stretch.right < right < stretch.right_end for left, right in cuts
    )
