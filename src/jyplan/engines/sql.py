"""The queries that find copies where numpy alone does not: one text for DuckDB and for Apache Spark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jyplan.compare.candidates import BAND, CELL, CELLS, LEAST, PARTNERS, RARE
from jyplan.compare.fingerprints import Hashes

_QUERY = Path(__file__).parent.parent / "data" / "candidates.sql"
_ORIGIN = 1 << 32  # makes every distance of two places positive
_SIGNIFICANT = np.uint64(22)
"""Lower bits of a hash that the local engine sorts away: 42 tell two hashes apart."""


def candidate_query() -> str:
    """Return the query for the pairs worth comparing; it reads the table or view `fingerprints`."""
    return _QUERY.read_text("utf-8").format(
        rare=RARE,
        cell=CELL,
        origin=_ORIGIN,
        least=LEAST,
        band=BAND,
        half_band=BAND // 2,
        cells=CELLS,
        partners=PARTNERS,
    )


def as_keys(hashes: Hashes) -> NDArray[np.int64]:
    """Return hashes as SQL has them: whole numbers with a sign, the same bits told apart as by the local engine."""
    return (hashes >> _SIGNIFICANT).astype(np.int64)
