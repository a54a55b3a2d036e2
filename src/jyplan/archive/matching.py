"""New texts compared with the plans of an archive; archived plans are not compared among themselves.

In this module a new text has its index as its number, and an archived plan the number of new texts plus its id. In
`ArchiveMatches.pairs` an archived plan has the number of new texts plus its index in `ArchiveMatches.plans` instead.

A fingerprint in at most `RARE` plans leads to all of them, as in `candidates`. A frequent fingerprint leads to the
`_FEW` earliest plans with the fingerprint only, usually plans with the whole template. A text and a plan that share
`_ALIGNED` such fingerprints in one band of distances are a candidate pair as well.

Two new texts, numbers 0 and 1, and an archive where plans 3 to 40 contain a template, which text 0 contains too:

| fingerprints of text 0 | archived plans with each | rows for the plans | numbers here |
|---|---|---|---|
| 9 of a paragraph | 12 and 31 | 12, 31: rare, all plans | 14, 33 |
| 90 of the template | 3 to 40 | 3, 4: frequent, the earliest two | 5, 6 |

Candidate pairs are (0, 14) and (0, 33), by rare fingerprints, and (0, 5) and (0, 6), by the template. If all four are
copies, `ArchiveMatches.plans` has the plans 3, 4, 12 and 31, and the pairs are (0, 2), (0, 3), (0, 4) and (0, 5).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.archive.bare import judge_places
from jyplan.archive.segments import sort_fingerprints
from jyplan.compare.arrays import group_starts, hash_slots, most_in_band
from jyplan.compare.copies.candidates import BAND, RARE, RareFingerprints, find_candidates
from jyplan.compare.copies.fingerprints import GRAM, take_fingerprints
from jyplan.compare.copies.options import Step, watch_nothing
from jyplan.compare.copies.pair_batches import copied_pair, judge_pairs
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.compare.copies.verdict import FrequentText, judge_same_digest
from jyplan.model import CopiedPair, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.archive.lookup import Archive
    from jyplan.compare.arrays import Hashes, Ints
    from jyplan.compare.copies.options import CopyOptions, Watch
    from jyplan.compare.copies.pair_batches import Run
    from jyplan.model import Archived

_BATCH = 1000
"""New texts looked up at a time: 1.5 million hashes, some 300 MB where the archive contains all of them."""
_FEW = 2
"""Plans that a frequent fingerprint leads to."""
_ALIGNED = 24
"""Frequent fingerprints that a text and a plan must share in one band: 60 characters of one section. Plans of one field
share hundreds of frequent fingerprints, at unrelated distances."""
_SLOT_BITS = 22
"""Four million slots, in which the fingerprints of pairs are counted."""
_GAP = 24
"""Characters between two neighbouring fingerprints of one section, at most: about twice the usual gap of a text."""


class ArchiveMatches(NamedTuple):
    """The pairs of new texts and archived plans, with all that reports show of the plans."""

    pairs: tuple[CopiedPair, ...]
    """Sorted by `a` and `b`: `a` is the index of the new text, `b` the number of new texts plus the index in `plans`."""
    plans: tuple[Archived, ...]
    """The archived plans of all pairs, in the order in which they were added."""
    texts: tuple[str | None, ...]
    """Text of each of the `plans`, None for a plan kept without its text."""
    undecided: tuple[tuple[int, int], ...]
    """Pairs, numbered as in `pairs`, that took too long or too much memory to be compared."""
    not_compared: tuple[tuple[int, int], ...] = ()
    """Candidate pairs that show the same text as those compared, numbered as in `pairs`; -1 for a plan not in `plans`."""


class _SharedFingerprints(NamedTuple):
    """The fingerprints shared by a batch of new texts and the archive."""

    rows: RareFingerprints
    """One row for each fingerprint of a text and a plan that contains it."""
    same_digest: list[tuple[int, int]]
    """Texts and the plans with the same digest."""
    is_frequent: NDArray[np.bool_]
    """For each row, True where more than `RARE` archived plans contain the fingerprint; only the first `_FEW` of those
    plans are looked up."""
    frequent: Hashes
    """Hashes that occur in the new texts and in more than `RARE` archived plans, ascending."""


def find_archived(
    archive: Archive,
    texts: Sequence[str],
    options: CopyOptions,
    *,
    run: Run = map,
    watch: Watch = watch_nothing,
) -> ArchiveMatches:
    """Return the copied pairs of a new text and an archived plan.

    A fingerprint in many plans leads to the earliest of them only. A plan kept without its text is judged by its
    fingerprints: its passages begin and end with shared fingerprints, and edits inside are not seen.

    Raises:
        ArchiveError: the archive is damaged.
    """
    pairs: list[CopiedPair] = []
    undecided: list[tuple[int, int]] = []
    left_out: list[tuple[int, int]] = []
    for first in range(0, len(texts), _BATCH):
        numbers = range(first, min(first + _BATCH, len(texts)))
        shared = _look_up(archive, texts, numbers)
        candidates = _candidates(shared)
        batch_pairs, batch_undecided = _judge(archive, texts, shared, candidates.compared, options=options, run=run)
        left_out += candidates.left_out
        pairs += batch_pairs
        undecided += batch_undecided
        watch(Step.FINGERPRINTS, numbers.stop, len(texts))
    described = archive.describe(plan - len(texts) for _, plan in (*((pair.a, pair.b) for pair in pairs), *undecided))
    plan_texts = archive.texts(described)
    index_of = {len(texts) + plan_id: len(texts) + index for index, plan_id in enumerate(described)}
    return ArchiveMatches(
        tuple(replace(pair, b=index_of[pair.b]) for pair in pairs if pair.b in index_of),
        tuple(described.values()),
        tuple(plan_texts.get(plan_id) for plan_id in described),
        tuple((text, index_of[plan]) for text, plan in undecided if plan in index_of),
        tuple((text, index_of.get(plan, -1)) for text, plan in left_out),
    )


def _look_up(archive: Archive, texts: Sequence[str], numbers: range) -> _SharedFingerprints:
    """Return the fingerprints shared by the archive and the texts with the given numbers."""
    taken = take_fingerprints(texts[numbers.start : numbers.stop])
    entries = sort_fingerprints(taken.hashes, taken.owners + np.uint32(numbers.start), taken.places)
    first_entries = group_starts(entries.hashes)
    asked = entries.hashes[first_entries]
    asked_of_entry = np.repeat(np.arange(len(asked)), np.diff(first_entries, append=len(entries.hashes)))
    hits = archive.look_up(asked, RARE, _FEW)
    hit_counts = np.bincount(hits.asked, minlength=len(asked))
    first_hits = np.cumsum(hit_counts) - hit_counts
    rows_of_entry = hit_counts[asked_of_entry]
    row_entries = np.repeat(np.arange(len(asked_of_entry)), rows_of_entry)
    first_rows = np.cumsum(rows_of_entry) - rows_of_entry
    row_hits = np.arange(len(row_entries)) + np.repeat(first_hits[asked_of_entry] - first_rows, rows_of_entry)
    plans = hits.plans[row_hits] + np.uint32(len(texts))
    archived = archive.find(taken.digests)
    same_digest = [
        (number, len(texts) + archived[digest])
        for number, digest in zip(numbers, taken.digests, strict=True)
        if digest in archived
    ]
    return _SharedFingerprints(
        RareFingerprints(
            2,
            np.stack((entries.postings[row_entries, 0], plans), axis=1),
            np.stack((entries.postings[row_entries, 1], hits.places[row_hits]), axis=1),
        ),
        same_digest,
        hits.frequencies[asked_of_entry[row_entries]] > RARE,
        asked[hits.frequencies > RARE],
    )


def _judge(
    archive: Archive,
    texts: Sequence[str],
    shared: _SharedFingerprints,
    compared: Iterable[tuple[int, int]],
    *,
    options: CopyOptions,
    run: Run,
) -> tuple[list[CopiedPair], list[tuple[int, int]]]:
    """Return the copied pairs and the undecided pairs."""
    candidates = sorted({*compared} - {*shared.same_digest})
    ids = {plan - len(texts) for _, plan in (*candidates, *shared.same_digest)}
    plans = {len(texts) + plan_id: plan for plan_id, plan in archive.describe(ids).items()}
    plan_texts = {len(texts) + plan_id: text for plan_id, text in archive.texts(ids).items()}
    with_text = [pair for pair in candidates if pair[1] in plan_texts]
    sides = {text: texts[text] for text, _ in with_text} | plan_texts
    judged, undecided = judge_pairs(sides, with_text, _frequent_texts(sides, shared.frequent), options, run=run)
    bare = [pair for pair in candidates if pair[1] in plans and pair[1] not in plan_texts]
    new_texts = {text: texts[text] for text, _ in bare}
    chars = {plan: plans[plan].listing.chars for _, plan in bare}
    judged += judge_places(shared.rows, bare, new_texts, chars)
    judged += [
        _pair_of_same_digest(text, plan, texts[text], plan_texts.get(plan), plans[plan])
        for text, plan in shared.same_digest
        if plan in plans
    ]
    return sorted(judged, key=lambda pair: (pair.a, pair.b)), undecided


class _ArchiveCandidates(NamedTuple):
    compared: set[tuple[int, int]]
    left_out: list[tuple[int, int]]


def _candidates(shared: _SharedFingerprints) -> _ArchiveCandidates:
    """Return the candidate pairs of rare and of frequent fingerprints."""
    owners, places = shared.rows.owners, shared.rows.places
    rare, frequent = np.flatnonzero(~shared.is_frequent), np.flatnonzero(shared.is_frequent)
    found = find_candidates(
        [[RareFingerprints(2, owners[rare], places[rare])]], np.arange(int(owners.max(initial=0)) + 1)
    )
    aligned = _aligned_pairs(owners[frequent].astype(np.uint64), places, frequent)
    compared = {*found.kept.numbers(), *aligned}
    return _ArchiveCandidates(compared, [pair for pair in found.left_out.numbers() if pair not in compared])


def _aligned_pairs(owners: NDArray[np.uint64], places: NDArray[np.uint32], rows: Ints) -> Iterator[tuple[int, int]]:
    """Yield the pairs with at least `_ALIGNED` shared fingerprints in the same band of distances.

    `owners` has the pair of each fingerprint, `rows` where its places stand. Pairs that share fewer are left out first, counted in
    slots.
    """
    keys_of_rows = (owners[:, 0] << np.uint64(32)) | owners[:, 1]
    slots = hash_slots(keys_of_rows, _SLOT_BITS).astype(np.int64)
    many = np.flatnonzero((np.bincount(slots, minlength=1 << _SLOT_BITS) >= _ALIGNED)[slots])
    keys, pair = np.unique(keys_of_rows[many], return_inverse=True)
    left, right = places[rows[many]].astype(np.int64).T
    most = most_in_band(pair, left, right, len(keys), band=BAND, least=_ALIGNED)
    is_aligned = most >= _ALIGNED
    yield from ((key >> 32, key & 0xFFFFFFFF) for key in keys[is_aligned].tolist())


def _frequent_texts(sides: Mapping[int, str], frequent: Hashes) -> dict[int, FrequentText]:
    """Return the parts of each text contained in more than `RARE` archived plans."""
    taken = take_fingerprints(list(sides.values()))
    indices = np.minimum(np.searchsorted(frequent, taken.hashes), max(len(frequent) - 1, 0))
    is_frequent = frequent[indices] == taken.hashes if len(frequent) else np.zeros(len(indices), dtype=bool)
    owners, places = taken.owners[is_frequent], taken.places[is_frequent].astype(np.int64)
    bounds = np.searchsorted(owners, np.arange(len(sides) + 1))
    places_by_text = (places[start:end] for start, end in pairwise(bounds))
    return {
        number: FrequentText(text_places, _long_sections(text_places), index in taken.odd)
        for index, (number, text_places) in enumerate(zip(sides, places_by_text, strict=True))
    }


def _long_sections(places: Ints) -> tuple[Span, ...]:
    """Return the spans of at least `TEMPLATE` characters without a gap between fingerprints; `places` ascends."""
    if not len(places):
        return ()
    breaks = np.flatnonzero(np.diff(places) > _GAP)
    starts, ends = places[np.r_[0, breaks + 1]], places[np.r_[breaks, len(places) - 1]] + GRAM
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    return tuple(Span(start, end) for start, end in spans if end - start >= TEMPLATE)


def _pair_of_same_digest(text: int, plan: int, new_text: str, plan_text: str | None, archived: Archived) -> CopiedPair:
    """Return the pair of a text and a plan with the same digest: a single passage over the whole of both.

    A plan kept without its text counts as identical, although 1.5 in place of 15 would have the same digest.
    """
    verdict = judge_same_digest(new_text, new_text if plan_text is None else plan_text)
    if plan_text is None:
        passages = tuple(replace(passage, right=Span(0, archived.listing.chars)) for passage in verdict.passages)
        verdict = replace(verdict, passages=passages)
    return copied_pair(text, plan, verdict)
