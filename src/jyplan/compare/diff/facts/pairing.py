"""Facts of two plans paired by subject, then by place in the text, never by likeness of the values.

    left                              right                             paired
    田径项目18个、趣味项目6个         田径项目16个、趣味项目8个         18个 → 16个, 6个 → 8个    same subject
    合格率90%/85%/80%                 合格率85%/90%/82%                 90% → 85%, 85% → 90%, …   same place
    语文90%、数学85%                  数学85%、语文90%                  both kept                 same subject
    由教导处王敏负责                  由德育处李强负责                  教导处王敏 → 德育处李强   same place

Facts left over are kept where their words or values are equal in matched sections, changed where the words around
the value are alike, and kept where they are equal in any sections.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.diff.facts.by_place import FactsByPlace
from jyplan.compare.diff.facts.keys import (
    LEAST_SUBJECT,
    SUBJECT,
    anywhere,
    by_subject,
    figure_of,
    has_same_unit,
    in_section,
    kind_and_unit,
    kind_of,
    likeness_of,
    value_of,
    words_of,
)
from jyplan.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from jyplan.compare.diff.facts.aligned_places import AlignedPlaces
    from jyplan.compare.diff.facts.keys import KeyOf, NodeFact
    from jyplan.model import Edit, Fact

_RELATED = 0.5
"""Least likeness of the words around the values of two leftover facts in matched sections to be a changed fact."""
_ALL_PAIRS = 250_000
"""Pairs of facts of two sections up to which all are compared (.2 s); a section of a plan has some twenty facts."""
_NEIGHBOURS = 50
"""With more pairs, the right facts compared with each left fact."""
_REPLACED = 24
"""Characters of the longest edit with facts paired in order; a longer edit rewrites sentences."""


class FactPair(NamedTuple):
    """A fact of the left and a fact of the right plan, by index."""

    left: int
    right: int


class FactPairing:
    """Pairs the facts of two plans step by step; every fact is in at most a single pair."""

    def __init__(self, left: Sequence[NodeFact], right: Sequence[NodeFact], matched_ids: dict[str, str]) -> None:
        self._left, self._right = left, right
        self._left_by_place = FactsByPlace([item.fact for item in left])
        self._right_by_place = FactsByPlace([item.fact for item in right])
        self._matched_ids = matched_ids
        """Id of the right node matched with a left node."""
        self._left_free, self._right_free = set(range(len(left))), set(range(len(right)))
        self.pairs: list[FactPair] = []

    def pair(self, places: AlignedPlaces, aligned: Sequence[tuple[Span, Span]]) -> None:
        """Pair the facts in all steps, the surest first; `aligned` are stretches of a paraphrase."""
        for length in (SUBJECT, LEAST_SUBJECT):
            self._take_equal(by_subject(length), unique=True)
        self._take(self._overlapping(places))
        self._take(self._replaced(places.regions))
        self._take(self._in_aligned(aligned))
        for key in (words_of, value_of):
            self._take_equal(in_section(key))
        self._take(self._alike())
        for key in (words_of, value_of):
            self._take_equal(anywhere(key))

    @property
    def left_alone(self) -> list[int]:
        """Left facts without a partner, ascending."""
        return sorted(self._left_free)

    @property
    def right_alone(self) -> list[int]:
        """Right facts without a partner, ascending."""
        return sorted(self._right_free)

    def _free_left_in(self, span: Span) -> list[int]:
        return [index for index in self._left_by_place.meeting(span) if index in self._left_free]

    def _free_right_in(self, span: Span) -> list[int]:
        return [index for index in self._right_by_place.meeting(span) if index in self._right_free]

    def _take(self, pairs: Iterable[FactPair]) -> None:
        for pair in pairs:
            if pair.left in self._left_free and pair.right in self._right_free:
                self._left_free.discard(pair.left)
                self._right_free.discard(pair.right)
                self.pairs.append(pair)

    def _take_equal(self, key_of: KeyOf, *, unique: bool = False) -> None:
        """Pair the free facts with equal keys, first with first; with `unique` only keys of a single fact on either side.

        A fact of an unmatched left node is given to `key_of` with None for the id of the right node.
        """
        waiting: dict[Hashable, deque[int]] = {}
        for index in sorted(self._left_free):
            item = self._left[index]
            if (key := key_of(item, self._matched_ids.get(item.node_id))) is not None:
                waiting.setdefault(key, deque()).append(index)
        pairs_by_key: dict[Hashable, list[FactPair]] = {}
        right_counts: Counter[Hashable] = Counter()
        for index in sorted(self._right_free):
            item = self._right[index]
            key = key_of(item, item.node_id)
            right_counts[key] += 1
            if key is not None and (lefts := waiting.get(key)):
                pairs_by_key.setdefault(key, []).append(FactPair(lefts.popleft(), index))
        for key, pairs in pairs_by_key.items():
            if not unique or (right_counts[key] == 1 and not waiting[key]):
                self._take(pairs)

    def _overlapping(self, places: AlignedPlaces) -> list[FactPair]:
        """Return the pairs of facts of a kind that overlap in equal runs, most shared characters first."""
        shared: dict[FactPair, int] = {}
        for index in sorted(self._left_free):
            fact = self._left[index].fact
            for run in places.runs_in(Span(fact.start, fact.end)):
                end = run.right + run.length
                for right_index in self._right_by_place.meeting(Span(run.right, end)):
                    candidate = self._right[right_index].fact
                    if candidate.kind == fact.kind:
                        pair = FactPair(index, right_index)
                        overlap = min(end, candidate.end) - max(run.right, candidate.start)
                        shared[pair] = shared.get(pair, 0) + overlap
        related = (pair for pair, count in shared.items() if self._is_related(pair, count))
        return sorted(related, key=lambda pair: (-shared[pair], pair))

    def _is_related(self, pair: FactPair, shared: int) -> bool:
        """Return whether two facts with `shared` characters may be the same fact: of the same unit, or mostly equal."""
        left, right = self._left[pair.left].fact, self._right[pair.right].fact
        return has_same_unit(left, right) or 2 * shared >= min(len(left.text), len(right.text))

    def _replaced(self, regions: Sequence[Edit]) -> Iterator[FactPair]:
        """Yield the facts replaced by an equal number of facts of the same kind inside an edit, in order."""
        for edit in regions:
            if not edit.left_text or not edit.right_text or edit.chars > _REPLACED:
                continue
            lefts = _by_key(self._left, kind_of, self._free_left_in(edit.left))
            rights = _by_key(self._right, kind_of, self._free_right_in(edit.right))
            for kind, indices in lefts.items():
                if len(indices) == len(rights.get(kind, ())):
                    pairs = [FactPair(*pair) for pair in zip(indices, rights[kind], strict=True)]
                    facts = ((self._left[pair.left].fact, self._right[pair.right].fact) for pair in pairs)
                    if all(has_same_unit(*both) for both in facts):
                        yield from pairs

    def _in_aligned(self, aligned: Sequence[tuple[Span, Span]]) -> Iterator[FactPair]:
        """Yield the facts of aligned stretches with equal values, then facts unique in kind and unit on both sides."""
        for left_span, right_span in aligned:
            for key in (figure_of, kind_and_unit):
                lefts = _by_key(self._left, key, self._free_left_in(left_span))
                rights = _by_key(self._right, key, self._free_right_in(right_span))
                for value, indices in lefts.items():
                    if len(indices) == len(rights.get(value, ())) == 1:
                        yield FactPair(indices[0], rights[value][0])

    def _alike(self) -> list[FactPair]:
        """Return the pairs of free facts in matched sections with alike words around the value, the most alike first."""
        by_node: dict[str, list[int]] = {}
        for index in sorted(self._right_free):
            by_node.setdefault(self._right[index].node_id, []).append(index)
        left_by_node: dict[str, list[int]] = {}
        for index in sorted(self._left_free):
            if node_id := self._matched_ids.get(self._left[index].node_id):
                left_by_node.setdefault(node_id, []).append(index)
        scored: list[tuple[float, FactPair]] = []
        for node_id, lefts in left_by_node.items():
            rights = by_node.get(node_id, [])
            for position, left_index in enumerate(lefts):
                for right_index in _nearby(rights, position, len(lefts)):
                    likeness = likeness_of(self._left[left_index], self._right[right_index])
                    if likeness >= _RELATED:
                        scored.append((-likeness, FactPair(left_index, right_index)))
        return [pair for _, pair in sorted(scored)]


def _by_key(
    items: Sequence[NodeFact], key_of: Callable[[Fact], Hashable], indices: Iterable[int]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index in indices:
        groups.setdefault(key_of(items[index].fact), []).append(index)
    return groups


def _nearby(rights: Sequence[int], position: int, lefts: int) -> Sequence[int]:
    """Return the right facts of a section to compare with the left fact at `position`: all, or of many the nearest."""
    if lefts * len(rights) <= _ALL_PAIRS:
        return rights
    middle = position * len(rights) // lefts
    return rights[max(middle - _NEIGHBOURS // 2, 0) : middle + _NEIGHBOURS // 2]
