"""Short stretches that several plans share and next to nothing else: reported once, as a template is, and not for every pair.

Seven schools of one district begin with the same 150 characters. Their pairs, 21 of them, would say the same 21 times, and
make one cluster of seven plans that have nothing else in common:

| pair | passages | copied beside the opening | |
|---|---|---:|---|
| A, B | the opening | 0 | left to the stretch |
| A, C | the opening, a phrase of 20 characters | 20 | left to the stretch |
| B, C | the opening, a paragraph of 300 characters | 300 | a pair |

A place of a plan is *repeated* where passages with at least `MANY` other plans cover it; passages of pairs that share more than
`LITTLE` do not count, so that a family is no repeated stretch. Swapping the order of the plans changes nothing.
"""

from __future__ import annotations

from itertools import accumulate
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.components import connected_components
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.compare.copies.verdict import EVIDENCE, SCATTERED
from jyplan.model import Relation, SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jyplan.model import CopiedPair, Passage

MANY = 5
"""Other plans in which a stretch stands, at least: six plans have fifteen pairs."""
LITTLE = 0.25
"""Copied share of both plans of a pair that may be left to a stretch, at most."""


class _Place(NamedTuple):
    """A repeated place of a plan."""

    plan: int
    start: int
    end: int


_Places = dict[int, list[_Place]]


def take_out_repeated(
    pairs: Iterable[CopiedPair], text_of: Callable[[int], str]
) -> tuple[list[CopiedPair], list[SharedStretch]]:
    """Return the pairs that share more than one repeated stretch, and the repeated stretches, those of most plans first."""
    every = list(pairs)
    small = [pair for pair in every if pair.relation is Relation.PARTIAL and pair.copied < LITTLE]
    places = _repeated_places(small)
    linked = [(pair, *link) for pair in small if (link := _link(pair, places))]
    components = connected_components((left, right) for _, left, right, _ in linked)
    groups = [group for group in components if len({place.plan for place in group}) == len(group) > MANY]
    in_group = {place for group in groups for place in group}
    left_to_stretch = {(pair.a, pair.b) for pair, left, _, is_all in linked if is_all and left in in_group}
    kept = [pair for pair in every if (pair.a, pair.b) not in left_to_stretch]
    stretches = [_stretch(sorted(group), text_of) for group in groups]
    return kept, sorted(stretches, key=lambda stretch: (-len(stretch.members), -stretch.chars, stretch.text))


def _repeated_places(pairs: Sequence[CopiedPair]) -> _Places:
    """Return the repeated places of each plan, in order; those as long as a template are none."""
    spans: dict[int, list[Span]] = {}
    for pair in pairs:
        for passage in pair.passages:
            spans.setdefault(pair.a, []).append(passage.left)
            spans.setdefault(pair.b, []).append(passage.right)
    return {plan: list(_deep_places(plan, of_plan)) for plan, of_plan in spans.items() if len(of_plan) >= MANY}


def _deep_places(plan: int, spans: Sequence[Span]) -> Iterator[_Place]:
    """Yield where at least `MANY` spans cover a plan."""
    steps = sorted([(span.start, 1) for span in spans] + [(span.end, -1) for span in spans])
    start = None
    for (offset, _), depth in zip(steps, accumulate(step for _, step in steps), strict=True):
        if start is None and depth >= MANY:
            start = offset
        elif start is not None and depth < MANY:
            if EVIDENCE <= offset - start < TEMPLATE:
                yield _Place(plan, start, offset)
            start = None


def _link(pair: CopiedPair, places: Mapping[int, Sequence[_Place]]) -> tuple[_Place, _Place, bool] | None:
    """Return the repeated place of either plan that the pair shows, and whether it shows next to nothing else; None without such a place."""
    if pair.a not in places or pair.b not in places:
        return None
    longest = max(pair.passages, key=lambda passage: (passage.chars, -passage.left.start))
    left, right = _covering(longest.left, places[pair.a]), _covering(longest.right, places[pair.b])
    if left is None or right is None:
        return None
    beside = [_chars_beside(passage, left, right) for passage in pair.passages]
    return left, right, max(beside) < EVIDENCE and sum(beside) < SCATTERED


def _covering(span: Span, places: Sequence[_Place]) -> _Place | None:
    """Return the place that most of itself lies in the span."""
    inside = [place for place in places if 2 * _overlap(span, place) > place.end - place.start]
    return inside[0] if len(inside) == 1 else None


def _overlap(span: Span, place: _Place) -> int:
    return max(min(span.end, place.end) - max(span.start, place.start), 0)


def _chars_beside(passage: Passage, left: _Place, right: _Place) -> int:
    """Return how many characters of a passage stand outside of both places, on the side with fewer."""
    return min(
        passage.left.end - passage.left.start - _overlap(passage.left, left),
        passage.right.end - passage.right.start - _overlap(passage.right, right),
    )


def _stretch(group: Sequence[_Place], text_of: Callable[[int], str]) -> SharedStretch:
    """Return the stretch of a place in each of several plans; the text is that of median length."""
    texts = [text_of(place.plan)[place.start : place.end] for place in group]
    median = median_low(map(len, texts))
    shown = min(text for text in texts if len(text) == median)
    spans = tuple(Span(place.start, place.end) for place in group)
    return SharedStretch(tuple(place.plan for place in group), spans, shown)
