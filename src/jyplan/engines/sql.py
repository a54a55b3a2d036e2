"""SQL queries to join fingerprints, the same for DuckDB and Apache Spark.

| query | reads | returns |
|---|---|---|
| `SHARED` | `fingerprints` (doc, hash, place), each hash of a text once | the view `shared` (doc, hash, place, texts) |
| `CANDIDATES` | `shared` | all candidate pairs, the view `candidates`: left_doc, right_doc, fingerprints |
| `CROWDED` | `shared`, `candidates` | the shared fingerprints of texts in many pairs: left_doc, right_doc, left_place, right_place |
| `FREQUENT` | `shared` | sampled frequent fingerprints: doc, hash, place, texts |

They use no division (the two divide integers differently) and only functions that both have. All columns are BIGINT.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import group_starts
from jyplan.compare.copies.candidates import BAND, CELL, CELLS, LEAST, RARE, SURE, Candidates
from jyplan.compare.copies.frequent_sections import SAMPLE, FrequentFingerprints
from jyplan.compare.copies.partners import FEW, CandidatePairs, keep_covering

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.fingerprints import Fingerprints

_DATA = Path(__file__).parent.parent / "data"
_ORIGIN = (1 << 26) * 2 * BAND  # added to twice the distance of two places, which is then positive
_SIGNIFICANT = np.uint64(22)
"""Lower bits of a hash dropped from the keys, as in the local engine; of the 42 bits left the last 2 choose the sample."""

SHARED = (_DATA / "shared.sql").read_text("utf-8")
CANDIDATES = (
    (_DATA / "candidates.sql")
    .read_text("utf-8")
    .format(
        rare=RARE,
        two_cells=2 * CELL,
        origin=_ORIGIN,
        least=LEAST,
        sure=SURE,
        two_bands=2 * BAND,
        half_band=BAND // 2,
        cells=CELLS,
    )
)
CROWDED = (_DATA / "crowded.sql").read_text("utf-8").format(rare=RARE, few=FEW)
FREQUENT = (_DATA / "frequent.sql").read_text("utf-8").format(rare=RARE, sample=SAMPLE)


def as_rows(fingerprints: Fingerprints) -> tuple[Ints, Ints, Ints]:
    """Return owners, hashes and first places, sorted by owner and then by hash, each hash of an owner once."""
    keys = (fingerprints.hashes >> _SIGNIFICANT).astype(np.int64)
    order = np.lexsort((keys, fingerprints.owners))  # stable: the first place of a repeated hash comes first
    owners, keys = fingerprints.owners[order].astype(np.int64), keys[order]
    fresh = group_starts(keys, owners)
    return owners[fresh], keys[fresh], fingerprints.places[order][fresh].astype(np.int64)


def as_frequent(owners: Ints, hashes: Ints, places: Ints, texts: Ints) -> FrequentFingerprints:
    """Return the rows of `FREQUENT` in the form of `find_sections`, fingerprints numbered in the order of the hashes."""
    _, firsts, numbers = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.lexsort((owners, numbers))
    return FrequentFingerprints(
        owners[order].astype(np.uint32),
        places[order].astype(np.uint32),
        numbers[order].astype(np.int32),
        texts[firsts],
    )


def select_candidates(pairs: CandidatePairs, crowded: tuple[Ints, Ints, Ints, Ints], ranks: Ints) -> Candidates:
    """Return the candidate pairs to compare and left out, the same as from `find_candidates`.

    `pairs` are the rows of `CANDIDATES`, `crowded` the columns of `CROWDED`, texts numbered as in `ranks`.
    """
    order = np.lexsort((pairs.right, pairs.left))
    pairs = CandidatePairs(pairs.left[order], pairs.right[order], pairs.shared[order])
    left, right, left_places, right_places = crowded
    width = len(ranks)
    rows = np.searchsorted(pairs.left * width + pairs.right, left * width + right)
    is_kept = keep_covering(pairs, rows, left_places, right_places, ranks)
    return Candidates(pairs.where(is_kept), pairs.where(~is_kept))
