"""The work of Spark's workers after reading: verdicts on pairs of texts, and the text of shared sections."""

from __future__ import annotations

import pickle
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from jyplan.compare.copies.frequent_sections import FrequentSection
from jyplan.compare.copies.templates import find_shared_stretches
from jyplan.compare.copies.verdict import FrequentText, judge_pair, judge_same_digest, prepare_side
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.verdict import Verdict
    from jyplan.compare.passages.boilerplate import Boilerplate

PAIRS = "left_doc BIGINT, right_doc BIGINT, verdict BINARY"
STRETCHES = "section BIGINT, stretch BINARY"
AROUND = 1000
"""Characters of a member's text sent on either side of a section: `templates` reads 250 around an end that may have moved
by 250."""


def judge_pairs(
    min_run: int,
    boilerplate: Boilerplate | None,
    sections: Mapping[int, tuple[Span, ...]],
    batches: Iterable[pyarrow.RecordBatch],
) -> Iterator[pyarrow.RecordBatch]:
    """Yield the verdicts on copied pairs, pickled; `sections` has the spans of long shared sections by text."""
    import pyarrow as pa

    for batch in batches:
        judged = [(row, _verdict(row, min_run, boilerplate, sections)) for row in batch.to_pylist()]
        copied = [(row["left_doc"], row["right_doc"], pickle.dumps(verdict)) for row, verdict in judged if verdict]
        left, right, verdicts = zip(*copied, strict=True) if copied else ((), (), ())
        yield pa.RecordBatch.from_arrays(
            [pa.array(left, pa.int64()), pa.array(right, pa.int64()), pa.array(verdicts, pa.binary())],
            names=["left_doc", "right_doc", "verdict"],
        )


def _verdict(
    row: Mapping[str, Any],
    min_run: int,
    boilerplate: Boilerplate | None,
    sections: Mapping[int, tuple[Span, ...]],
) -> Verdict | None:
    if row["same_digest"]:
        return judge_same_digest(str(row["left_text"]), str(row["right_text"]))
    left, right = (prepare_side(*_side(row, side, sections), boilerplate) for side in ("left", "right"))
    return judge_pair(left, right, min_run=min_run)


def _side(row: Mapping[str, Any], side: str, sections: Mapping[int, tuple[Span, ...]]) -> tuple[str, FrequentText]:
    places = np.sort(np.array(row[f"{side}_places"] or [], dtype=np.int64))
    return str(row[f"{side}_text"]), FrequentText(places, sections.get(row[f"{side}_doc"], ()))


def find_stretches(
    boilerplate: Boilerplate | None, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """Yield the section number and the pickled text and places of every section long enough.

    The rows of a section come together, its members in order, each with the part of its text that begins at `low` and
    holds the section. A stretch gives its members by their positions in the section.
    """
    import pyarrow as pa

    rows = (row for batch in batches for row in batch.to_pylist())
    for section, member_rows in groupby(rows, key=lambda row: row["section"]):
        for stretch in _stretches(boilerplate, list(member_rows)):
            columns = [pa.array([section], pa.int64()), pa.array([pickle.dumps(stretch)], pa.binary())]
            yield pa.RecordBatch.from_arrays(columns, names=["section", "stretch"])


def _stretches(boilerplate: Boilerplate | None, members: Sequence[Mapping[str, Any]]) -> Iterator[SharedStretch]:
    """Yield the stretch of a section, nothing for a section shorter than `templates.COMMON`."""
    low = _column(members, "low")
    nothing = np.zeros(0, dtype=np.int64)
    section = FrequentSection(
        fingerprints=0,
        members=np.arange(len(members)),
        counts=_column(members, "count"),
        starts=_column(members, "first") - low,
        ends=_column(members, "last") - low,
        entry_members=nothing,
        entry_fingerprints=nothing,
    )
    parts = [str(member["part"]) for member in members]
    for stretch in find_shared_stretches([section], parts.__getitem__, boilerplate):
        yield _shifted(stretch, low.tolist())


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> Ints:
    return np.array([row[name] for row in rows], dtype=np.int64)


def _shifted(stretch: SharedStretch, low: Sequence[int]) -> SharedStretch:
    """Return a stretch with places moved from parts beginning at `low` to the whole texts."""
    places = tuple(Span(span.start + start, span.end + start) for span, start in zip(stretch.places, low, strict=True))
    return SharedStretch(stretch.members, places, stretch.text)
