"""The queries that join fingerprints, one text for DuckDB and for Apache Spark.

| query | reads | gives |
|---|---|---|
| `SHARED` | `fingerprints` (doc, hash, place), each hash of a text once | the view `shared` (doc, hash, place, texts) |
| `CANDIDATES` | `shared` | pairs worth comparing: left_doc, right_doc, fingerprints |
| `FREQUENT` | `shared` | what sections are told from: doc, hash, place, texts |

They use no division (of whole numbers the two differ) and no function that one of them lacks. All columns are BIGINT.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import group_starts
from jyplan.compare.copies.candidates import BAND, CELL, CELLS, LEAST, PARTNERS, RARE, SURE
from jyplan.compare.copies.frequent_sections import SAMPLE, FrequentFingerprints

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.fingerprints import Fingerprints

_DATA = Path(__file__).parent.parent / "data"
_ORIGIN = 1 << 32  # makes every distance of two places positive
_SIGNIFICANT = np.uint64(22)
"""Lower bits of a hash that the local engine leaves out of its keys; of the 42 others the last two choose the sample."""

SHARED = (_DATA / "shared.sql").read_text("utf-8")
CANDIDATES = (
    (_DATA / "candidates.sql")
    .read_text("utf-8")
    .format(
        rare=RARE,
        cell=CELL,
        origin=_ORIGIN,
        least=LEAST,
        sure=SURE,
        band=BAND,
        half_band=BAND // 2,
        cells=CELLS,
        partners=PARTNERS,
    )
)
FREQUENT = (_DATA / "frequent.sql").read_text("utf-8").format(rare=RARE, sample=SAMPLE)


def as_rows(fingerprints: Fingerprints) -> tuple[Ints, Ints, Ints]:
    """Return owners, hashes and first places, ordered by the owner, each hash of an owner once."""
    keys = (fingerprints.hashes >> _SIGNIFICANT).astype(np.int64)
    order = np.lexsort((keys, fingerprints.owners))  # stable: of equal ones the first place comes first
    owners, keys = fingerprints.owners[order].astype(np.int64), keys[order]
    fresh = group_starts(keys, owners)
    return owners[fresh], keys[fresh], fingerprints.places[order][fresh].astype(np.int64)


def as_frequent(owners: Ints, hashes: Ints, places: Ints, texts: Ints) -> FrequentFingerprints:
    """Return what `FREQUENT` gives as `frequent.find_sections` expects it: numbered in the order of the hashes."""
    _, firsts, numbers = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.lexsort((owners, numbers))
    return FrequentFingerprints(
        owners[order].astype(np.uint32),
        places[order].astype(np.uint32),
        numbers[order].astype(np.int32),
        texts[firsts],
    )
