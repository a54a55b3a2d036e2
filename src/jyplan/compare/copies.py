"""Who copied from whom among many texts: all pairs found without comparing all pairs.

Identical texts are set aside first. Fingerprints that few texts have lead to pairs, those that many have to sections;
then every pair is judged by its passages.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from jyplan.compare.candidates import find_candidates, rare_of
from jyplan.compare.fingerprints import GRAM, take_fingerprints
from jyplan.compare.frequent import closest_members, find_sections, frequent_of, join_frequent
from jyplan.compare.groups import group_plans
from jyplan.compare.judging import Common, judge
from jyplan.compare.passages import MIN_RUN
from jyplan.compare.postings import Postings, sort_part
from jyplan.compare.templates import TEMPLATE, find_templates
from jyplan.compare.views import view_text
from jyplan.model import CopiedPair, CopyGroup, Passage, Relation, SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.compare.boilerplate import Boilerplate
    from jyplan.compare.candidates import Rare
    from jyplan.compare.fingerprints import Fingerprints
    from jyplan.compare.frequent import Frequent, Section
    from jyplan.compare.judging import Judgement
    from jyplan.compare.seeds import Ints
    from jyplan.compare.templates import Found

_BATCH = 256
"""Texts that a thread fingerprints at a time."""
_CASES = 24
"""Pairs that are judged in one go: the texts that stand in several of them are prepared once."""
_COVERED = 0.3
"""Share of a text that sections of many texts must reach over for it to be compared with the closest of these."""

Item = TypeVar("Item")
Done = TypeVar("Done")
Text = tuple[int, str, Common]
"""Index of a text, the text, and what of it many texts have."""


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
    groups: tuple[CopyGroup, ...]
    templates: tuple[SharedStretch, ...]
    common: tuple[SharedStretch, ...]
    without: tuple[int, ...]
    """Texts that have nothing in them to be compared."""


class Corpus(NamedTuple):
    """The fingerprints of many texts, each text that says the same as an earlier one left out."""

    rare: list[list[Rare]]
    frequent: Frequent
    frequencies: Ints
    originals: Ints
    """For each text the first one that says the same."""
    without: tuple[int, ...]


def find_copies(
    texts: Sequence[str],
    options: CopyOptions | None = None,
    *,
    dates: Sequence[str | None] = (),
    run: Callable[[Callable[[Sequence[tuple[Text, Text]]], list[Judgement | None]], Sequence[Sequence[tuple[Text, Text]]]], Iterable[list[Judgement | None]]] = map,
) -> Result:
    """Return what the texts share.

    `dates` tells when each was written, as far as known. `run` is given a function and items and yields its results
    in their order: `map`, or something that does the same in several processes.
    """
    chosen = options or CopyOptions()
    corpus = take_corpus(texts, chosen)
    candidates = find_candidates(corpus.rare)
    sections = find_sections(corpus.frequent, corpus.frequencies)
    wanted = {*zip(candidates.left.tolist(), candidates.right.tolist(), strict=True), *_alike(sections, texts)}
    pairs = [*_same(texts, corpus.originals), *_judged(sorted(wanted), sections, corpus.frequent, texts, chosen, run)]
    pairs.sort(key=lambda pair: (-pair.copied, -min(pair.a_copied, pair.b_copied), pair.a, pair.b))
    groups = group_plans(pairs, dates or [None] * len(texts))
    found = [_with_copies(each.stretch, corpus.originals) for each in find_templates(sections, texts.__getitem__, chosen.boilerplate)]
    told = [stretch for stretch in found if not _is_told(stretch, groups)]
    templates = tuple(stretch for stretch in told if stretch.chars >= TEMPLATE)
    common = tuple(stretch for stretch in told if stretch.chars < TEMPLATE)
    return Result(tuple(pairs), groups, templates, common, corpus.without)


def take_corpus(texts: Sequence[str], options: CopyOptions) -> Corpus:
    """Return the fingerprints of texts, apart by how many texts have them."""
    postings = Postings(options.memory)
    first_of: dict[bytes, int] = {}
    originals: list[int] = []
    without: list[int] = []
    with ThreadPoolExecutor(options.threads) as threads:
        batches = range(0, len(texts), _BATCH)
        for start, taken in zip(batches, _ahead(threads, lambda at: take_fingerprints(texts[at : at + _BATCH]), batches), strict=True):
            for number, digest in enumerate(taken.digests, start):
                originals.append(first_of.setdefault(digest, number) if digest else number)
                if not digest:
                    without.append(number)
            postings.add(_only_originals(taken, np.array(originals[start:]), start))
        apart = list(_ahead(threads, _apart, postings.parts()))
    frequent, frequencies = join_frequent([each for _, each in apart])
    return Corpus([rare for rare, _ in apart], frequent, frequencies, np.array(originals, dtype=np.int64), tuple(without))


def _ahead(threads: ThreadPoolExecutor, function: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """Yield the results in order; only a few items are worked on before their turn, so that few results wait."""
    waiting = deque()
    for item in items:
        waiting.append(threads.submit(function, item))
        if len(waiting) > 4:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _only_originals(taken: Fingerprints, originals: Ints, start: int) -> Fingerprints:
    owners = taken.owners + np.uint32(start)
    kept = (originals == np.arange(start, start + len(originals)))[taken.owners]
    return taken._replace(hashes=taken.hashes[kept], owners=owners[kept], places=taken.places[kept])


def _apart(postings) -> tuple[list[Rare], tuple[Frequent, Ints]]:
    part = sort_part(postings)
    return rare_of(part), frequent_of(part)


def _alike(sections: Sequence[Section], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the closest pairs of texts that consist mostly of what many texts have: copies of one plan."""
    covered = np.zeros(len(texts), dtype=np.int64)
    for section in sections:
        covered[section.members] += section.ends - section.starts
    for section in sections:
        sizes = np.array([len(texts[member]) for member in section.members.tolist()])
        inside = np.flatnonzero(covered[section.members] >= _COVERED * sizes)
        for one, other in closest_members(section, inside):
            a, b = int(section.members[one]), int(section.members[other])
            yield (min(a, b), max(a, b))


def _same(texts: Sequence[str], originals: Ints) -> Iterator[CopiedPair]:
    """Yield each text that says the same as an earlier one, with the first that does."""
    for copy in np.flatnonzero(originals != np.arange(len(originals))).tolist():
        first = int(originals[copy])
        one, other = view_text(texts[first]), view_text(texts[copy])
        spans = one.span(0, len(one.plain)), other.span(0, len(other.plain))
        passage = Passage(*spans, min(len(one.plain), len(other.plain)), edited=False, moved=False)
        yield CopiedPair(first, copy, Relation.IDENTICAL, 1.0, 1.0, (passage,))


def _judged(wanted, sections, frequent, texts, options, run) -> Iterator[CopiedPair]:
    """Yield the pairs that share enough."""
    common = _common_of({text for pair in wanted for text in pair}, sections, frequent)
    cases = [tuple((at, texts[at], common[at]) for at in pair) for pair in wanted]
    chunks = [cases[first : first + _CASES] for first in range(0, len(cases), _CASES)]
    judgements = run(partial(_judge_all, options.min_run, options.boilerplate), chunks)
    for chunk, found in zip(chunks, judgements, strict=True):
        for ((a, *_), (b, *_)), judgement in zip(chunk, found, strict=True):
            if judgement:
                yield CopiedPair(a, b, judgement.relation, judgement.left_copied, judgement.right_copied, judgement.passages)


def _judge_all(min_run: int, boilerplate: Boilerplate | None, cases: Sequence[tuple[Text, Text]]) -> list[Judgement | None]:
    return [judge(left[1:], right[1:], min_run=min_run, boilerplate=boilerplate) for left, right in cases]


def _common_of(wanted: set[int], sections: Sequence[Section], frequent: Frequent) -> dict[int, Common]:
    """Return what many texts have of each of the wanted texts."""
    numbers = np.array(sorted(wanted), dtype=np.int64)
    starts, ends = np.searchsorted(frequent.owners, numbers), np.searchsorted(frequent.owners, numbers, "right")
    long: dict[int, list[Span]] = {number: [] for number in wanted}
    for section in sections:
        if section.reach >= TEMPLATE:
            for member, first, last in zip(section.members.tolist(), section.starts.tolist(), section.ends.tolist(), strict=True):
                if member in long:
                    long[member].append(Span(first, last + GRAM))
    return {
        number: Common(frequent.places[start:end].astype(np.int64), tuple(long[number]))
        for number, start, end in zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True)
    }


def _with_copies(stretch: SharedStretch, originals: Ints) -> SharedStretch:
    """Return a stretch with the members that say the same as one of its members."""
    place = dict(zip(stretch.members, stretch.places, strict=True))
    members = np.flatnonzero(np.isin(originals, stretch.members)).tolist()
    return SharedStretch(tuple(members), tuple(place[int(originals[member])] for member in members), stretch.text)


def _is_told(stretch: SharedStretch, groups: Sequence[CopyGroup]) -> bool:
    """Return whether nearly all that have a stretch are one group, which says more."""
    members = set(stretch.members)
    return any(len(members.intersection(group.members)) >= 0.9 * len(members) for group in groups)
