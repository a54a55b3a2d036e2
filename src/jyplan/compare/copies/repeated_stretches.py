"""Short stretches shared by several plans with hardly any other text in common: reported once, as a template is, and not for every pair.

Seven schools of a district begin with the same 150 characters. The 21 pairs of their plans would say the same 21 times, and
make a cluster of seven plans of different text:

| pair | passages | copied beside the opening | |
|---|---|---:|---|
| A, B | the opening | 0 | left to the stretch |
| A, C | the opening, a phrase of 20 characters | 20 | left to the stretch |
| B, C | the opening, a paragraph of 300 characters | 300 | a pair |

A place of a plan is *repeated* where passages of at least `MANY` pairs of the plan cover the place; passages of pairs with a share
above `LITTLE` do not count, so that a family is no repeated stretch. Swapping the order of the plans changes nothing.

Archived plans are compared with submissions alone. An opening of a submission and eight archived plans is repeated in the
submission, and each archived plan has a single pair: the place in the archived plan is the stretch opposite to the repeated place.
"""

from __future__ import annotations

from itertools import accumulate
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.components import connected_components
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.compare.copies.verdict import EVIDENCE, SCATTERED
from jyplan.model import NOT_COPIED, Relation, SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jyplan.model import CopiedPair, CopiedText, Passage

MANY = 5
"""Pairs of a plan with a stretch, at least: six plans have fifteen pairs."""
LITTLE = 0.25
"""Copied share of both plans of a pair that may be left to a stretch, at most."""


class _Place(NamedTuple):
    """A repeated place of a plan."""

    plan: int
    start: int
    end: int


_Places = dict[int, list[_Place]]


def take_out_repeated(
    pairs: Iterable[CopiedPair], text_of: Callable[[int], str], *, all_compared: bool = True
) -> tuple[list[CopiedPair], list[SharedStretch]]:
    """Return the pairs that share more than a repeated stretch, and the repeated stretches, most plans first.

    `all_compared` is false for pairs of a submission and an archived plan. `text_of` gives an empty text for a plan archived
    without its text.
    """
    every = list(pairs)
    small = [pair for pair in every if _is_small(pair)]
    places = _repeated_places(small)
    if not all_compared:
        places = _with_places_opposite(places, small)
    linked = [(pair, *link) for pair in small if (link := _link(pair, places))]
    components = connected_components((left, right) for _, left, right, _ in linked)
    groups = [group for group in components if len({place.plan for place in group}) == len(group) > MANY]
    in_group = {place for group in groups for place in group}
    left_to_stretch = {(pair.a, pair.b) for pair, left, _, is_all in linked if is_all and left in in_group}
    remaining = [pair for pair in every if (pair.a, pair.b) not in left_to_stretch]
    stretches = [_stretch(sorted(group), text_of) for group in groups]
    return remaining, sorted(stretches, key=_most_plans_first)


def leave_to_stretches(pairs: Iterable[CopiedPair], stretches: Iterable[SharedStretch]) -> list[CopiedPair]:
    """Return the pairs that share more than a stretch repeated in further pairs, such as those with an archive."""
    places: _Places = {}
    stretch_of: dict[_Place, int] = {}
    for number, stretch in enumerate(stretches):
        if stretch.chars < TEMPLATE:
            for plan, span in zip(stretch.members, stretch.places, strict=True):
                place = _Place(plan, span.start, span.end)
                places.setdefault(plan, []).append(place)
                stretch_of[place] = number

    def is_left(pair: CopiedPair) -> bool:
        link = _link(pair, places) if _is_small(pair) else None
        return link is not None and link[2] and stretch_of[link[0]] == stretch_of[link[1]]

    return [pair for pair in pairs if not is_left(pair)]


def _is_small(pair: CopiedPair) -> bool:
    return pair.relation is Relation.PARTIAL and pair.copied < LITTLE


def _repeated_places(pairs: Sequence[CopiedPair]) -> _Places:
    """Return the repeated places of each plan, in order."""
    spans: dict[int, list[Span]] = {}
    for pair in pairs:
        for passage in pair.passages:
            spans.setdefault(pair.a, []).append(passage.left)
            spans.setdefault(pair.b, []).append(passage.right)
    return {plan: list(_deep_places(plan, of_plan, MANY)) for plan, of_plan in spans.items() if len(of_plan) >= MANY}


def _with_places_opposite(places: _Places, pairs: Iterable[CopiedPair]) -> _Places:
    """Return the places, and for a passage with a place on a single side the stretch opposite to the place."""
    spans: dict[int, list[Span]] = {}
    for pair in pairs:
        for passage in pair.passages:
            left = _covering(passage.left, places.get(pair.a, ()))
            right = _covering(passage.right, places.get(pair.b, ()))
            if left is not None and right is None:
                spans.setdefault(pair.b, []).append(_opposite(passage.left, passage.right, left))
            elif right is not None and left is None:
                spans.setdefault(pair.a, []).append(_opposite(passage.right, passage.left, right))
    completed = dict(places)
    for plan, of_plan in spans.items():
        completed[plan] = sorted((*places.get(plan, ()), *_deep_places(plan, of_plan, 1)))
    return completed


def _opposite(span: Span, opposite: Span, place: _Place) -> Span:
    """Return the part of a passage's opposite span for a place in the span, as if nothing were inserted on either side."""
    start = opposite.start + max(place.start - span.start, 0)
    return Span(start, max(opposite.end - max(span.end - place.end, 0), start))


def _deep_places(plan: int, spans: Iterable[Span], least: int) -> Iterator[_Place]:
    """Yield where at least `least` spans cover a plan; places as long as a template are none."""
    steps = sorted([(span.start, 1) for span in spans] + [(span.end, -1) for span in spans])
    start = None
    for (offset, _), depth in zip(steps, accumulate(step for _, step in steps), strict=True):
        if start is None and depth >= least:
            start = offset
        elif start is not None and depth < least:
            if EVIDENCE <= offset - start < TEMPLATE:
                yield _Place(plan, start, offset)
            start = None


def _link(pair: CopiedPair, places: Mapping[int, Sequence[_Place]]) -> tuple[_Place, _Place, bool] | None:
    """Return the repeated place of either plan shown by the pair, and whether the pair shows hardly more; None without a place."""
    if pair.a not in places or pair.b not in places:
        return None
    longest = max(pair.passages, key=lambda passage: (passage.chars, -passage.left.start))
    left, right = _covering(longest.left, places[pair.a]), _covering(longest.right, places[pair.b])
    if left is None or right is None:
        return None
    beside = [_chars_beside(passage, left, right) for passage in pair.passages]
    return left, right, max(beside) < EVIDENCE and sum(beside) < SCATTERED


def _covering(span: Span, places: Sequence[_Place]) -> _Place | None:
    """Return the only place with more than half of its characters in the span; None for none or several."""
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
    texts = [text[place.start : place.end] for place in group if (text := text_of(place.plan))]
    median = median_low(map(len, texts))
    shown = min(text for text in texts if len(text) == median)
    spans = tuple(Span(place.start, place.end) for place in group)
    return SharedStretch(tuple(place.plan for place in group), spans, shown)


def join_stretches(stretches: Iterable[SharedStretch]) -> list[SharedStretch]:
    """Return the stretches, most plans first; stretches at the same place of a plan are joined.

    The text is taken from the stretch with most plans.
    """
    ordered = sorted(stretches, key=_most_plans_first)
    at_plan: dict[int, list[tuple[int, Span]]] = {}
    links = []
    for number, stretch in enumerate(ordered):
        links.append((number, number))
        for plan, span in zip(stretch.members, stretch.places, strict=True):
            before = at_plan.setdefault(plan, [])
            links += [(earlier, number) for earlier, place in before if _is_same_place(place, span)]
            before.append((number, span))
    joined = [_join([ordered[number] for number in group]) for group in connected_components(links)]
    return sorted(joined, key=_most_plans_first)


def _most_plans_first(stretch: SharedStretch) -> tuple[int, int, str]:
    return -len(stretch.members), -stretch.chars, stretch.text


def _is_same_place(first: Span, second: Span) -> bool:
    """Return whether two spans of a plan have most of the longer span in common."""
    common = min(first.end, second.end) - max(first.start, second.start)
    return 2 * common > max(first.end - first.start, second.end - second.start)


def _join(stretches: Sequence[SharedStretch]) -> SharedStretch:
    """Return the stretches of a group as a single stretch; a plan in several has its place in the first."""
    if len(stretches) == 1:
        return stretches[0]
    places: dict[int, tuple[Span, CopiedText]] = {}
    for stretch in stretches:
        copies = stretch.copies or (NOT_COPIED,) * len(stretch.members)
        for plan, span, copy in zip(stretch.members, stretch.places, copies, strict=True):
            places.setdefault(plan, (span, copy))
    members = tuple(sorted(places))
    spans, copied = zip(*map(places.__getitem__, members), strict=True)
    return SharedStretch(members, spans, stretches[0].text, copied)
