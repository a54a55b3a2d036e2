"""What is told as a move: whole sections first, then stretches of text that left their section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.diff.coverage import Ground, lay_out
from jyplan.compare.passages.clusters import backbone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.compare.diff.edits import Cut, Place
    from jyplan.compare.diff.section_matching import Pairs
    from jyplan.compare.diff.section_tree import Forest
    from jyplan.compare.passages.chains import Run
    from jyplan.compare.passages.extents import Stretch

KEPT = 0.5
"""Share of a moved section's characters that must still be there for its text to be told as moved."""
WHOLE = 0.9
"""Share of a moved stretch that a section must hold for the section, and not the stretch, to be told as moved."""
TAKEN = 0.1
"""Share of a place that may be in use by text that stayed."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """A stretch that stands elsewhere on the right; `sections` where it is a whole section of both."""

    place: Place
    sections: tuple[int, int] | None = None


@dataclass(frozen=True)
class Shifts:
    """The shared stretches by whether they kept their order."""

    kept: list[Stretch]
    gone: list[Stretch]
    kept_ground: Ground
    gone_ground: Ground


def sort_out(stretches: Sequence[Stretch], sizes: tuple[int, int]) -> Shifts:
    """Return the stretches by whether they kept their order; `sizes` are those of both plain texts."""
    steady = backbone(stretches)
    kept = [stretch for index, stretch in enumerate(stretches) if index in steady]
    gone = [stretch for index, stretch in enumerate(stretches) if index not in steady]
    return Shifts(kept, gone, lay_out(kept, sizes), lay_out(gone, sizes))


def without_stayed(left: Forest, right: Forest, pairs: Pairs, moved: set[int], shifts: Shifts) -> set[int]:
    """Return the moved sections less those whose text stayed where it was, under whatever heading."""

    def stayed(one: int) -> bool:
        place = _places(left, right, one, pairs[one])
        return shifts.kept_ground.shared(place) >= KEPT * (place[1] - place[0])

    return {one for one in moved if not stayed(one)}


def relocations(left: Forest, right: Forest, pairs: Pairs, moved: set[int], shifts: Shifts) -> list[Relocation]:
    """Return what moved, disjoint on either side, in left order.

    The text decides: only what stands out of its order has moved, however the outlines were read. Where
    that is most of a section the whole section is told as moved.
    """
    found: list[Relocation] = []
    used = np.zeros(len(left.view.plain), dtype=bool), np.zeros(len(right.view.plain), dtype=bool)

    def take(relocation: Relocation) -> None:
        start, end, right_start, right_end = relocation.place
        smaller = min(end - start, right_end - right_start)
        if used[0][start:end].any() or used[1][right_start:right_end].any():
            return
        if shifts.kept_ground.taken(relocation.place) <= TAKEN * smaller:
            used[0][start:end] = used[1][right_start:right_end] = True
            found.append(relocation)

    for one in sorted(moved, key=lambda index: (left.sections[index].start - left.sections[index].end, index)):
        place = _places(left, right, one, pairs[one])
        most = shifts.gone_ground.shared(place) >= KEPT * max(place[1] - place[0], place[3] - place[2])
        if most and not shifts.gone_ground.cuts_up(place, WHOLE):
            take(Relocation(place, (one, pairs[one])))
    for stretch in sorted(shifts.gone, key=lambda stretch: (-stretch.matched, stretch.left, stretch.right)):
        take(Relocation((stretch.left, stretch.left_end, stretch.right, stretch.right_end)))
    return sorted(found, key=lambda relocation: relocation.place)


def cuts_between(left: Forest, right: Forest, pairs: Pairs, found: Sequence[Relocation], shifts: Shifts) -> list[Cut]:
    """Return where sections that stayed begin on both sides, rising, outside of all that moved.

    A cut leaves every exact run that kept its order whole on one side, but for the number of its section:
    behind a new section 一、 stands the old one, whose number was 一、 too.
    """
    inside = np.zeros(len(left.view.plain) + 1, dtype=bool), np.zeros(len(right.view.plain) + 1, dtype=bool)
    for start, end, right_start, right_end in (relocation.place for relocation in found):
        inside[0][start + 1 : end] = inside[1][right_start + 1 : right_end] = True
    runs = sorted((run for stretch in shifts.kept for run in stretch.chain.runs), key=lambda run: run.left)
    cuts: list[Cut] = []
    for one, other in sorted(pairs.items()):
        at = (left.sections[one].start, right.sections[other].start)
        after = bisect_right(runs, at[0], key=lambda run: run.left)
        number = max(left.sections[one].body - at[0], right.sections[other].body - at[1])
        torn = sum(_torn(run, at) for run in runs[max(after - 3, 0) : after + 2])
        rising = not cuts or (cuts[-1][0] < at[0] and cuts[-1][1] < at[1])
        if rising and torn <= number and not inside[0][at[0]] and not inside[1][at[1]]:
            cuts.append(at)
    return cuts


def _places(left: Forest, right: Forest, one: int, other: int) -> Place:
    mine, theirs = left.sections[one], right.sections[other]
    return mine.start, mine.end, theirs.start, theirs.end


def _torn(run: Run, cut: Cut) -> int:
    """Return how many characters of a run stand on different sides of a cut."""
    before = min(max(cut[0] - run.left, 0), run.length)
    return abs(before - min(max(cut[1] - run.right, 0), run.length))
