"""Who copied from whom among many texts: all pairs found without comparing all pairs.

Identical texts are set aside first. Fingerprints that few texts have lead to pairs, those that many have to sections;
then every pair is judged by its passages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

import numpy as np

from jyplan.compare.copies.candidates import RARE, find_candidates, rare_of
from jyplan.compare.copies.clustering import cluster_plans
from jyplan.compare.copies.fingerprints import GRAM, take_fingerprints
from jyplan.compare.copies.frequent_sections import closest_members, common_places, find_sections, frequent_of
from jyplan.compare.copies.inverted_index import Postings, sort_part, split
from jyplan.compare.copies.placing import place_copies
from jyplan.compare.copies.templates import TEMPLATE, find_templates
from jyplan.compare.copies.verdict import Common, Judgement, Side, judge, judge_same, lay_ready
from jyplan.compare.passages.find import MIN_RUN
from jyplan.model import CopiedPair, CopyCluster, Relation, SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from numpy.typing import NDArray

    from jyplan.compare.copies.candidates import Rare
    from jyplan.compare.copies.frequent_sections import Frequent, Section
    from jyplan.compare.copies.inverted_index import Part
    from jyplan.compare.copies.placing import Texts
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.compare.passages.seeds import Ints


class Step(StrEnum):
    """What takes time."""

    FINGERPRINTS = "fingerprints"
    """Texts are fingerprinted."""
    PAIRS = "pairs"
    """Pairs are judged."""


Watch = Callable[[Step, int, int], None]
"""Is told now and then what is being done, how much of it is done and how much there is."""

_BATCH = 256
"""Texts that a thread fingerprints at a time."""
_CASES = 48
"""Pairs that are judged in one go: the texts that stand in several of them are prepared once."""
_COVERED = 0.3
"""Share of a text that sections of many texts must reach over for it to be compared with the closest of these."""
_TOLD = 0.9
"""Share of those who have a stretch, all in groups, with which it is not told again."""

Item = TypeVar("Item")
Done = TypeVar("Done")
Text = tuple[str, Common]
"""A text, and what of it many texts have."""
Case = tuple[Text, Text]
"""Two texts to be judged."""
Run = Callable[
    [Callable[[Sequence[Case]], list[Judgement | None]], Sequence[Sequence[Case]]],
    Iterable[list[Judgement | None] | None],
]
"""Gives a function each of the items and yields its results in their order, None where it had to give up: `map`, or
something that does the same in several processes."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """How many texts are compared."""

    min_run: int = MIN_RUN
    """Consecutive shared characters that make a passage."""
    boilerplate: Boilerplate | None = None
    """What may stand in every plan; None stands for the built-in slogans."""
    memory: int | None = None
    """Bytes of fingerprints to hold; more of them wait on disk. None for no limit."""
    threads: int = 1
    """In which fingerprints are taken and sorted."""


class Result(NamedTuple):
    """What texts share, by their indices; `Copies` says what the parts are."""

    pairs: tuple[CopiedPair, ...]
    clusters: tuple[CopyCluster, ...]
    templates: tuple[SharedStretch, ...]
    common: tuple[SharedStretch, ...]
    without: tuple[int, ...] = ()
    """Texts that have nothing in them to be compared."""
    undecided: tuple[tuple[int, int], ...] = ()
    """Pairs that could not be judged: it took too long, or too much memory."""

    def placed(self, originals: Ints, texts: Texts) -> Result:
        """Return the result with the places of stretches in texts that say the same as another."""
        return self._replace(
            templates=tuple(place_copies(stretch, originals, texts) for stretch in self.templates),
            common=tuple(place_copies(stretch, originals, texts) for stretch in self.common),
        )


class Corpus(NamedTuple):
    """The fingerprints of many texts, each text that says the same as an earlier one left out."""

    rare: list[list[Rare]]
    """Fingerprints that few texts have, part by part."""
    frequent: list[Frequent]
    """Fingerprints that many texts have."""
    originals: Ints
    """For each text the first one that says the same."""
    without: tuple[int, ...]


def find_copies(
    texts: Sequence[str],
    options: CopyOptions | None = None,
    *,
    dates: Sequence[str | None] = (),
    run: Run = map,
    watch: Watch = lambda *_: None,
) -> Result:
    """Return what the texts share.

    `dates` tells when each was written, as far as known.
    """
    chosen = options or CopyOptions()
    corpus = take_corpus(texts, chosen, watch)
    candidates = find_candidates(corpus.rare)
    sections = find_sections(corpus.frequent)
    wanted = {
        *zip(candidates.left.tolist(), candidates.right.tolist(), strict=True),
        *alike_pairs(sections, np.array([len(text) for text in texts], dtype=np.int64)),
    }
    judged, undecided = judge_pairs(
        texts, sorted(wanted), _common_of(wanted, sections, corpus), chosen, run=run, watch=watch
    )
    pairs = [*_same(texts, corpus.originals), *judged]
    found = find_templates(sections, texts.__getitem__, chosen.boilerplate)
    result = conclude(pairs, found, corpus.originals, dates or [None] * len(texts))
    return result._replace(without=corpus.without, undecided=tuple(undecided)).placed(corpus.originals, texts)


def conclude(
    pairs: Iterable[CopiedPair], stretches: Iterable[SharedStretch], originals: Ints, dates: Sequence[str | None]
) -> Result:
    """Return what the judged pairs and the stretches that many originals share come to."""
    ordered = in_order(pairs)
    groups = cluster_plans(ordered, dates)
    found = [_with_copies(stretch, originals) for stretch in stretches]
    told = [stretch for stretch in found if not _is_told(stretch, groups)]
    templates = tuple(stretch for stretch in told if stretch.chars >= TEMPLATE)
    common = tuple(stretch for stretch in told if stretch.chars < TEMPLATE)
    return Result(ordered, groups, templates, common)


def take_corpus(texts: Sequence[str], options: CopyOptions, watch: Watch = lambda *_: None) -> Corpus:
    """Return the fingerprints of texts, apart by how many texts have them."""
    postings = Postings(options.memory and options.memory // 2)  # as much is needed once they are apart
    first_of: dict[bytes, int] = {}
    originals: list[int] = []
    without: list[int] = []
    with ThreadPoolExecutor(options.threads) as threads:
        batches = range(0, len(texts), _BATCH)
        for pieces, digests in _ahead(threads, lambda first: _fingerprinted(texts, first), batches):
            for number, digest in enumerate(digests, len(originals)):
                originals.append(first_of.setdefault(digest, number) if digest else number)
                if not digest:
                    without.append(number)
            postings.add(pieces)
            watch(Step.FINGERPRINTS, len(originals), len(texts))
        firsts = np.array(originals, dtype=np.int64)
        is_original = firsts == np.arange(len(firsts))
        apart = list(_ahead(threads, lambda part: _apart(sort_part(part, is_original)), postings.parts()))
    return Corpus([rare for rare, _ in apart], [each for _, each in apart], firsts, tuple(without))


def _fingerprinted(texts: Sequence[str], first: int) -> tuple[list[NDArray[np.void]], tuple[bytes, ...]]:
    taken = take_fingerprints(texts[first : first + _BATCH])
    return split(taken, first), taken.digests


def _apart(part: Part) -> tuple[list[Rare], Frequent]:
    return rare_of(part), frequent_of(part)


def _ahead(threads: ThreadPoolExecutor, function: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """Yield the results in order; only a few items are worked on before their turn, so that few results wait."""
    waiting: deque[Future[Done]] = deque()
    for item in items:
        waiting.append(threads.submit(function, item))
        if len(waiting) > 4:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def alike_pairs(sections: Sequence[Section], sizes: Ints) -> Iterator[tuple[int, int]]:
    """Yield the closest pairs of texts that consist mostly of what many texts have: copies of one plan.

    `sizes` has the characters of every text.
    """
    covered = np.zeros(len(sizes), dtype=np.int64)
    for section in sections:
        covered[section.members] += section.ends - section.starts
    for section in sections:
        inside = np.flatnonzero(covered[section.members] >= _COVERED * sizes[section.members])
        for one, other in closest_members(section, inside):
            a, b = int(section.members[one]), int(section.members[other])
            yield (min(a, b), max(a, b))


def _same(texts: Sequence[str], originals: Ints) -> Iterator[CopiedPair]:
    """Yield each text that says the same as an earlier one, with the first that does."""
    for copy in np.flatnonzero(originals != np.arange(len(originals))).tolist():
        first = int(originals[copy])
        yield as_pair(first, copy, judge_same(texts[first], texts[copy]))


def as_pair(a: int, b: int, found: Judgement) -> CopiedPair:
    """Return two texts with what was found out about them."""
    return CopiedPair(a, b, found.relation, found.left_copied, found.right_copied, found.passages)


@dataclass(frozen=True)
class _Cases(Sequence[list[Case]]):
    """The pairs to be judged, some at a time; their texts are read when their turn comes."""

    texts: Sequence[str] | Mapping[int, str]
    pairs: Sequence[tuple[int, int]]
    common: Mapping[int, Common]
    together: int = _CASES

    def __len__(self) -> int:
        return (len(self.pairs) + self.together - 1) // self.together

    @overload
    def __getitem__(self, chunk: int) -> list[Case]: ...
    @overload
    def __getitem__(self, chunk: slice) -> list[list[Case]]: ...
    def __getitem__(self, chunk: int | slice) -> list[Case] | list[list[Case]]:
        if isinstance(chunk, slice):
            return [self[number] for number in range(*chunk.indices(len(self)))]
        if not 0 <= chunk < len(self):
            raise IndexError
        return [(self._text(a), self._text(b)) for a, b in self.pairs_of(chunk)]

    def pairs_of(self, chunk: int) -> Sequence[tuple[int, int]]:
        return self.pairs[chunk * self.together : (chunk + 1) * self.together]

    def _text(self, number: int) -> Text:
        return self.texts[number], self.common[number]


def judge_pairs(
    texts: Sequence[str] | Mapping[int, str],
    wanted: Sequence[tuple[int, int]],
    common: Mapping[int, Common],
    options: CopyOptions,
    *,
    run: Run = map,
    watch: Watch = lambda *_: None,
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the wanted pairs of texts that share enough, and those that could not be judged.

    `common` has what many texts have of each text that is in a pair.
    """
    judge_all = partial(_judge_all, options.min_run, options.boilerplate)
    return _judged(_Cases(texts, wanted, common), judge_all, run, watch)


def _judged(
    cases: _Cases, judge_all: Callable[[Sequence[Case]], list[Judgement | None]], run: Run, watch: Watch
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the pairs that share enough, and those that could not be judged even alone."""
    found: list[CopiedPair] = []
    given_up: list[tuple[int, int]] = []
    for chunk, judgements in enumerate(run(judge_all, cases)):
        pairs = cases.pairs_of(chunk)
        watch(Step.PAIRS, chunk * cases.together + len(pairs), len(cases.pairs))
        if judgements is None:
            given_up.extend(pairs)
            continue
        for (a, b), judgement in zip(pairs, judgements, strict=True):
            if judgement:
                found.append(as_pair(a, b, judgement))
    if not given_up or cases.together == 1:
        return found, given_up
    more, given_up = _judged(replace(cases, pairs=given_up, together=1), judge_all, run, watch)
    return found + more, given_up


def _judge_all(min_run: int, boilerplate: Boilerplate | None, cases: Sequence[Case]) -> list[Judgement | None]:
    sides: dict[str, Side] = {}
    for text, common in (text for case in cases for text in case):
        if text not in sides:
            sides[text] = lay_ready(text, common, boilerplate)
    return [judge(sides[left], sides[right], min_run=min_run) for (left, _), (right, _) in cases]


def _common_of(pairs: Iterable[tuple[int, int]], sections: Sequence[Section], corpus: Corpus) -> dict[int, Common]:
    """Return what many texts have of each of the texts in pairs."""
    numbers = np.array(sorted({text for pair in pairs for text in pair}), dtype=np.int64)
    long = long_sections(sections, frozenset(numbers.tolist()))
    places = common_places(corpus.frequent, numbers, len(corpus.originals))
    return {number: Common(places[number], long.get(number, ())) for number in numbers.tolist()}


def long_sections(sections: Iterable[Section], wanted: Container[int]) -> dict[int, tuple[Span, ...]]:
    """Return where the wanted texts have sections that are long enough to have an author; those that have any."""
    found: dict[int, list[Span]] = {}
    for section in sections:
        if section.reach >= TEMPLATE:
            places = zip(section.members.tolist(), section.starts.tolist(), section.ends.tolist(), strict=True)
            for member, first, last in places:
                if member in wanted:
                    found.setdefault(member, []).append(Span(first, last + GRAM))
    return {member: tuple(spans) for member, spans in found.items()}


def in_order(pairs: Iterable[CopiedPair]) -> tuple[CopiedPair, ...]:
    """Return the pairs as they are told, the most copied first."""
    return tuple(sorted(pairs, key=_rank))


def _rank(pair: CopiedPair) -> tuple[float, float, bool, int, int]:
    identical = pair.relation is Relation.IDENTICAL
    return (-pair.copied, -min(pair.a_copied, pair.b_copied), not identical, pair.a, pair.b)


def _with_copies(stretch: SharedStretch, originals: Ints) -> SharedStretch:
    """Return a stretch with the members that say the same as one of its members, at the same places as that one."""
    place = dict(zip(stretch.members, stretch.places, strict=True))
    members = np.flatnonzero(np.isin(originals, stretch.members)).tolist()
    return SharedStretch(tuple(members), tuple(place[int(originals[member])] for member in members), stretch.text)


def _is_told(stretch: SharedStretch, groups: Sequence[CopyCluster]) -> bool:
    """Return whether nearly all that have a stretch are in groups of such, which say more."""
    members = set(stretch.members)
    inside = (len(members.intersection(group.members)) for group in groups if len(group.members) > RARE)
    return sum(count for count in inside if count > RARE // 2) >= _TOLD * len(members)
