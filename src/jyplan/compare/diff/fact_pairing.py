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

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from jyplan.compare.passages.views import view_text
from jyplan.model import Indicator, Owner, Period, Span
from jyplan.text.numerals import NUMERAL
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.compare.diff.aligned_places import AlignedPlaces
    from jyplan.model import Edit, Fact

_RELATED = 0.5
"""Least likeness of the words around the values of two leftover facts in matched sections to be a changed fact."""
_ALL_PAIRS = 250_000
"""Pairs of facts of two sections up to which all are compared (.2 s); a section of a plan has some twenty facts."""
_NEIGHBOURS = 50
"""With more pairs, the right facts compared with each left fact."""
_SUBJECT = 10
"""Characters before a value that say what it is about, at most: up to the last punctuation or fact."""
_LEAST_SUBJECT = 2
"""Characters of a subject that tells two facts apart."""
_REPLACED = 24
"""Characters of the longest edit inside which facts are paired in their order; a longer one rewrites sentences."""
_BORDER = lazy_pattern(r"[^\w%‰℃]")
"""Punctuation and spaces: a subject begins after them."""
_VALUE = lazy_pattern(rf"[0-9０-９{NUMERAL}]")


KeyOf = Callable[["NodeFact", str | None], Hashable]
"""Returns the key of a fact, given with the id of the right node: facts with equal keys are paired, the key None pairs nothing."""


class NodeFact(NamedTuple):
    """A fact with the id of the node and the subject."""

    node_id: str
    fact: Fact
    subject: str
    """The words directly before the value; empty without any."""


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
        for length in (_SUBJECT, _LEAST_SUBJECT):
            self._take_equal(_about(length), unique=True)
        self._take(self._overlapping(places))
        self._take(self._replaced(places.regions))
        self._take(self._in_aligned(aligned))
        for key in (_words, _value):
            self._take_equal(_in_section(key))
        self._take(self._alike())
        for key in (_words, _value):
            self._take_equal(_anywhere(key))

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
        return _has_same_unit(left, right) or 2 * shared >= min(len(left.text), len(right.text))

    def _replaced(self, regions: Sequence[Edit]) -> Iterator[FactPair]:
        """Yield the facts replaced by an equal number of facts of the same kind inside an edit, in order."""
        for edit in regions:
            if not edit.left_text or not edit.right_text or edit.chars > _REPLACED:
                continue
            lefts = _by_key(self._left, _kind, self._free_left_in(edit.left))
            rights = _by_key(self._right, _kind, self._free_right_in(edit.right))
            for kind, indices in lefts.items():
                if len(indices) == len(rights.get(kind, ())):
                    pairs = [FactPair(*pair) for pair in zip(indices, rights[kind], strict=True)]
                    facts = ((self._left[pair.left].fact, self._right[pair.right].fact) for pair in pairs)
                    if all(_has_same_unit(*both) for both in facts):
                        yield from pairs

    def _in_aligned(self, aligned: Sequence[tuple[Span, Span]]) -> Iterator[FactPair]:
        """Yield the facts of aligned stretches with equal values, then facts unique in kind and unit on both sides."""
        for left_span, right_span in aligned:
            for key in (_figure, _kind_and_unit):
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
                    likeness = _likeness(self._left[left_index], self._right[right_index])
                    if likeness >= _RELATED:
                        scored.append((-likeness, FactPair(left_index, right_index)))
        return [pair for _, pair in sorted(scored)]


class FactsByPlace:
    """Looks up facts by a span of the text."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._order = sorted(range(len(facts)), key=lambda index: facts[index].start)
        self._starts = [facts[index].start for index in self._order]
        self._longest = max((fact.end - fact.start for fact in facts), default=0)

    def meeting(self, span: Span) -> Iterator[int]:
        """Yield the indices of the facts overlapping a span; for an empty span, of the facts around it."""
        first = bisect_left(self._starts, span.start - self._longest)
        for index in self._order[first : bisect_right(self._starts, span.end)]:
            if self._facts[index].start < span.end and span.start < self._facts[index].end:
                yield index


def describe_facts(node_id: str, facts: Sequence[Fact], text: str) -> list[NodeFact]:
    """Return the facts of a node with subjects, by place; `text` is the plan text."""
    described = []
    last_end = 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        start = max(fact.start - _SUBJECT, min(last_end, fact.start))
        before = _BORDER.split(text[start : fact.start])[-1]
        value = _VALUE.search(fact.text)
        inside = fact.text[: value.start()] if value and isinstance(fact, Indicator) else ""
        described.append(NodeFact(node_id, fact, (before + _BORDER.split(inside)[-1]).strip()))
        last_end = max(last_end, fact.end)
    return described


def have_same_value(left: Fact, right: Fact) -> bool:
    """Return whether two facts of a kind are equal in any spelling."""
    return _words(left) == _words(right) or _value(left) == _value(right)


def _about(length: int) -> KeyOf:
    """Return the key of facts in matched sections by the last `length` characters of the subject."""

    def key(item: NodeFact, node_id: str | None) -> Hashable:
        if not node_id or len(item.subject) < _LEAST_SUBJECT or item.fact.kind == "deliverable":
            return None
        unit = item.fact.unit if isinstance(item.fact, Indicator) else ""
        return node_id, item.fact.kind, item.subject[-length:], unit

    return key


def _in_section(key_of: Callable[[Fact], Hashable]) -> KeyOf:
    """Return the key of equal facts in matched sections."""
    return lambda item, node_id: (node_id, item.fact.kind, key_of(item.fact)) if node_id else None


def _anywhere(key_of: Callable[[Fact], Hashable]) -> KeyOf:
    """Return the key of equal facts in any sections."""
    return lambda item, _: (item.fact.kind, key_of(item.fact))


def _figure(fact: Fact) -> Hashable:
    """Return the value of a fact without bounds; of an indicator the figure without its unit."""
    return (fact.kind, fact.value) if isinstance(fact, Indicator) else (fact.kind, _value(fact))


def _kind(fact: Fact) -> Hashable:
    return fact.kind


def _kind_and_unit(fact: Fact) -> Hashable:
    return fact.kind, fact.unit if isinstance(fact, Indicator) else ""


def _by_key(
    items: Sequence[NodeFact], key_of: Callable[[Fact], Hashable], indices: Iterable[int]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index in indices:
        groups.setdefault(key_of(items[index].fact), []).append(index)
    return groups


def _has_same_unit(left: Fact, right: Fact) -> bool:
    """Return whether the units of two facts are equal; facts without a unit fit every fact."""
    return not isinstance(left, Indicator) or not isinstance(right, Indicator) or left.unit == right.unit


def _nearby(rights: Sequence[int], position: int, lefts: int) -> Sequence[int]:
    """Return the right facts of a section to compare with the left fact at `position`: all, or of many the nearest."""
    if lefts * len(rights) <= _ALL_PAIRS:
        return rights
    middle = position * len(rights) // lefts
    return rights[max(middle - _NEIGHBOURS // 2, 0) : middle + _NEIGHBOURS // 2]


def _likeness(left: NodeFact, right: NodeFact) -> float:
    """Return the similarity of the words around two values, from 0 to 1; 0 for different kinds or units."""
    if left.fact.kind != right.fact.kind or not _has_same_unit(left.fact, right.fact):
        return 0.0
    if isinstance(left.fact, Indicator):
        return Indel.normalized_similarity(_without_value(left), _without_value(right))
    return Indel.normalized_similarity(left.subject + left.fact.text, right.subject + right.fact.text)


def _without_value(item: NodeFact) -> str:
    """Return the words around the value of an indicator, subject included."""
    before = _BORDER.split(item.subject)[-1]
    inside = item.fact.text.removeprefix(before)
    return before + "".join(_VALUE.split(inside))


def _words(fact: Fact) -> Hashable:
    """Return the plain text of a fact."""
    return _plain(fact.text)


def _value(fact: Fact) -> Hashable:
    """Return the value of a fact, equal for all spellings; the plain text of a fact without a known value."""
    if isinstance(fact, Indicator):
        return fact.value, fact.upper, fact.unit, fact.comparator, fact.per
    if isinstance(fact, Period) and fact.first:
        return fact.first, fact.last
    if isinstance(fact, Owner) and fact.names:
        return fact.names
    return _plain(fact.text)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """Return the plain text of a fact; cached, since facts are compared more than once."""
    return view_text(text).plain
