"""New plans against the archive: what of them stands in which earlier plan. Old plans are not compared with each other.

Here a new text has its index as its number, a plan of the archive its id behind the last of these.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.archive.bare import judge_places
from jyplan.archive.segments import sort_entries
from jyplan.compare.arrays import most_in_band
from jyplan.compare.copies.candidates import BAND, PARTNERS, RARE, RareFingerprints, find_candidates
from jyplan.compare.copies.fingerprints import GRAM, take_fingerprints
from jyplan.compare.copies.options import Step, watch_nothing
from jyplan.compare.copies.pair_batches import judge_pairs
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.compare.copies.verdict import FrequentText
from jyplan.compare.passages.views import view_text
from jyplan.model import CopiedPair, Passage, Relation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.archive.lookup import Archive
    from jyplan.compare.arrays import Hashes, Ints
    from jyplan.compare.copies.candidates import CandidatePairs
    from jyplan.compare.copies.options import CopyOptions, Watch
    from jyplan.compare.copies.pair_batches import Run
    from jyplan.model import Archived

_TOGETHER = 1000
"""New plans that are looked up in one go: a million and a half hashes, some 300 MB where the archive knows them all."""
_FEW = 2
"""Plans that a fingerprint leads to which many have: the first in the archive, who have a template from its beginning."""
_ALIGNED = 24
"""Fingerprints of that kind which a text and a plan must share in one order: 60 characters of one section. Plans of one
field share hundreds, but anywhere."""
_GAP = 24
"""Characters between two fingerprints of one section, at most: twice what lies between two of any text, mostly."""


class Matches(NamedTuple):
    """What new texts have from the archive."""

    pairs: tuple[CopiedPair, ...]
    """By `a`, then `b`: the index of the new text, and the number of new texts and the index into `plans` together."""
    plans: tuple[Archived, ...]
    """The plans that something was found of, in the order in which they were added."""
    texts: tuple[str | None, ...]
    """Their texts, None for one that is kept without it."""
    undecided: tuple[tuple[int, int], ...]
    """Pairs, as those of `pairs`, that could not be compared: it took too long, or too much memory."""


class _Shared(NamedTuple):
    """What some new texts share with the archive."""

    rows: RareFingerprints
    """Fingerprints of a text and a plan that has them, a row each."""
    same: list[tuple[int, int]]
    """Texts and the plans that say the same."""
    many: NDArray[np.bool_]
    """Which of these many plans have, so that only the first of them are told."""
    frequent: Hashes
    """Fingerprints of the texts that many plans have, ascending."""


def find_archived(
    archive: Archive, texts: Sequence[str], options: CopyOptions, *, run: Run = map, watch: Watch = watch_nothing
) -> Matches:
    """Return what each text has from plans of the archive.

    A fingerprint that many of these have leads to the earliest of them only. A plan that is kept without its text
    is judged by its fingerprints: its passages reach as far as these do, and edits in them are not seen.

    Raises:
        ArchiveError: the archive is damaged.
    """
    pairs: list[CopiedPair] = []
    undecided: list[tuple[int, int]] = []
    for first in range(0, len(texts), _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, len(texts)))
        found, given_up = _compare(archive, texts, _share(archive, texts, numbers), options, run)
        pairs += found
        undecided += given_up
        watch(Step.FINGERPRINTS, numbers.stop, len(texts))
    known = archive.describe(plan - len(texts) for _, plan in (*((pair.a, pair.b) for pair in pairs), *undecided))
    kept = archive.texts(known)
    index = {len(texts) + plan: len(texts) + place for place, plan in enumerate(known)}
    return Matches(
        tuple(replace(pair, b=index[pair.b]) for pair in pairs if pair.b in index),
        tuple(known.values()),
        tuple(kept.get(plan) for plan in known),
        tuple((text, index[plan]) for text, plan in undecided if plan in index),
    )


def _share(archive: Archive, texts: Sequence[str], numbers: range) -> _Shared:
    """Return what the texts of these numbers share with the archive."""
    taken = take_fingerprints(texts[numbers.start : numbers.stop])
    entries = sort_entries(taken.hashes, taken.owners + np.uint32(numbers.start), taken.places)
    asked, group = np.unique(entries.hashes, return_inverse=True)
    hits = archive.look_up(asked, RARE, _FEW)
    counts = np.bincount(hits.which, minlength=len(asked))
    starts = np.cumsum(counts) - counts
    each = counts[group]
    rows = np.repeat(np.arange(len(group)), each)
    at = np.arange(len(rows)) + np.repeat(starts[group] - (np.cumsum(each) - each), each)
    plans = hits.plans[at] + np.uint32(len(texts))
    known = archive.find(taken.digests)
    same = [
        (number, len(texts) + known[digest])
        for number, digest in zip(numbers, taken.digests, strict=True)
        if digest in known
    ]
    return _Shared(
        RareFingerprints(
            2,
            np.stack((entries.postings[rows, 0], plans), axis=1),
            np.stack((entries.postings[rows, 1], hits.places[at]), axis=1),
        ),
        same,
        hits.frequencies[group[rows]] > RARE,
        asked[hits.frequencies > RARE],
    )


def _compare(
    archive: Archive, texts: Sequence[str], shared: _Shared, options: CopyOptions, run: Run
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the pairs that share enough, and those that could not be judged."""
    wanted = sorted({*_candidates(shared)} - {*shared.same})
    ids = {plan - len(texts) for _, plan in (*wanted, *shared.same)}
    plans = {len(texts) + number: plan for number, plan in archive.describe(ids).items()}
    old = {len(texts) + number: text for number, text in archive.texts(ids).items()}
    shown = [pair for pair in wanted if pair[1] in old]
    sides = {text: texts[text] for text, _ in shown} | old
    judged, undecided = judge_pairs(sides, shown, _common_of(sides, shared.frequent), options, run=run)
    bare = [pair for pair in wanted if pair[1] in plans and pair[1] not in old]
    chars = {text: len(texts[text]) for text, _ in bare} | {plan: plans[plan].listing.chars for _, plan in bare}
    judged += judge_places(shared.rows, bare, chars)
    judged += [
        _same(text, plan, texts[text], old.get(plan), plans[plan]) for text, plan in shared.same if plan in plans
    ]
    return sorted(judged, key=lambda pair: (pair.a, pair.b)), undecided


def _candidates(shared: _Shared) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are worth comparing."""
    owners, places = shared.rows.owners, shared.rows.places
    few = ~shared.many
    yield from _closest(find_candidates([[RareFingerprints(2, owners[few], places[few])]]))
    yield from _aligned(owners[shared.many].astype(np.uint64), places[shared.many].astype(np.int64))


def _aligned(owners: NDArray[np.uint64], places: Ints) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share enough at about equal distances."""
    pairs = (owners[:, 0] << np.uint64(32)) | owners[:, 1]
    keys, pair = np.unique(pairs, return_inverse=True)
    is_aligned = most_in_band(pair, places[:, 0], places[:, 1], len(keys), band=BAND) >= _ALIGNED
    yield from ((key >> 32, key & 0xFFFFFFFF) for key in keys[is_aligned].tolist())


def _closest(found: CandidatePairs) -> Iterable[tuple[int, int]]:
    """Yield for each text the plans that share most with it, of equals those that were added first."""
    order = np.lexsort((found.right, -found.shared, found.left))
    left = found.left[order]
    kept = order[np.arange(len(left)) - np.searchsorted(left, left) < PARTNERS]
    return zip(found.left[kept].tolist(), found.right[kept].tolist(), strict=True)


def _common_of(sides: Mapping[int, str], frequent: Hashes) -> dict[int, FrequentText]:
    """Return what many archived plans have of each text."""
    taken = take_fingerprints(list(sides.values()))
    at = np.minimum(np.searchsorted(frequent, taken.hashes), max(len(frequent) - 1, 0))
    many = frequent[at] == taken.hashes if len(frequent) else np.zeros(len(at), dtype=bool)
    owners, places = taken.owners[many], taken.places[many].astype(np.int64)
    bounds = np.searchsorted(owners, np.arange(len(sides) + 1))
    own = (places[start:end] for start, end in pairwise(bounds))
    return {number: FrequentText(each, tuple(_sections(each))) for number, each in zip(sides, own, strict=True)}


def _sections(places: Ints) -> Iterator[Span]:
    """Yield the stretches of at least the length of a template that fingerprints cover."""
    for start, end in _stretches(places):
        if end - start >= TEMPLATE:
            yield Span(start, end)


def _stretches(places: Ints) -> Iterable[tuple[int, int]]:
    """Return where fingerprints at these places, ascending, follow each other closely."""
    if not len(places):
        return ()
    breaks = np.flatnonzero(np.diff(places) > _GAP)
    starts, ends = places[np.r_[0, breaks + 1]], places[np.r_[breaks, len(places) - 1]] + GRAM
    return zip(starts.tolist(), ends.tolist(), strict=True)


def _same(text: int, plan: int, new: str, old: str | None, archived: Archived) -> CopiedPair:
    """Return the pair of a text and a plan that says the same."""
    left = _whole(new)
    right = _whole(old) if old is not None else Span(0, archived.listing.chars)
    passage = Passage(left, right, len(view_text(new).plain), edited=False, moved=False)
    return CopiedPair(text, plan, Relation.IDENTICAL, 1.0, 1.0, (passage,))


def _whole(text: str) -> Span:
    view = view_text(text)
    return view.span(0, len(view.plain))
