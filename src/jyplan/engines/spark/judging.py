"""What Spark's workers compare: pairs of texts, and the sections that many texts have."""

from __future__ import annotations

import pickle
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from jyplan.compare.copies.frequent_sections import FrequentSection
from jyplan.compare.copies.templates import find_templates
from jyplan.compare.copies.verdict import FrequentText, judge_pair, judge_same_digest, prepare_side
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.verdict import Verdict
    from jyplan.compare.passages.boilerplate import Boilerplate

PAIRS = "left_doc BIGINT, right_doc BIGINT, judgement BINARY"
STRETCHES = "section BIGINT, stretch BINARY"
AROUND = 1000
"""Characters of a member's text on either side of a section that its ends are looked for in: `compare.templates` looks
at 250 around a place that it may have moved by as many."""


def judge_pairs(
    min_run: int,
    boilerplate: Boilerplate | None,
    sections: Mapping[int, tuple[Span, ...]],
    batches: Iterable[pyarrow.RecordBatch],
) -> Iterator[pyarrow.RecordBatch]:
    """Yield for every pair that shares enough what it shares; `sections` are those of the texts that have any."""
    import pyarrow as pa

    for batch in batches:
        found = [(row, _judged(row, min_run, boilerplate, sections)) for row in batch.to_pylist()]
        kept = [(row["left_doc"], row["right_doc"], pickle.dumps(each)) for row, each in found if each]
        left, right, judgements = zip(*kept, strict=True) if kept else ((), (), ())
        yield pa.RecordBatch.from_arrays(
            [pa.array(left, pa.int64()), pa.array(right, pa.int64()), pa.array(judgements, pa.binary())],
            names=["left_doc", "right_doc", "judgement"],
        )


def _judged(
    row: Mapping[str, Any],
    min_run: int,
    boilerplate: Boilerplate | None,
    sections: Mapping[int, tuple[Span, ...]],
) -> Verdict | None:
    if row["same"]:
        return judge_same_digest(str(row["left_text"]), str(row["right_text"]))
    left, right = (prepare_side(*_text(row, side, sections), boilerplate) for side in ("left", "right"))
    return judge_pair(left, right, min_run=min_run)


def _text(row: Mapping[str, Any], side: str, sections: Mapping[int, tuple[Span, ...]]) -> tuple[str, FrequentText]:
    places = np.sort(np.array(row[f"{side}_places"] or [], dtype=np.int64))
    return str(row[f"{side}_text"]), FrequentText(places, sections.get(row[f"{side}_doc"], ()))


def find_stretches(
    boilerplate: Boilerplate | None, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """Yield the text of sections and their places; the rows of a section stand together, its members in their order.

    A member comes with the part of its text that begins at `low` and holds the section; in a stretch it is named by
    its position among the members.
    """
    import pyarrow as pa

    rows = (row for batch in batches for row in batch.to_pylist())
    for section, members in groupby(rows, key=lambda row: row["section"]):
        for stretch in _stretches(boilerplate, list(members)):
            columns = [pa.array([section], pa.int64()), pa.array([pickle.dumps(stretch)], pa.binary())]
            yield pa.RecordBatch.from_arrays(columns, names=["section", "stretch"])


def _stretches(boilerplate: Boilerplate | None, members: Sequence[Mapping[str, Any]]) -> Iterator[SharedStretch]:
    """Yield the one stretch that a section is, if it is long enough."""
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
    for found in find_templates([section], parts.__getitem__, boilerplate):
        yield _shifted(found, low.tolist())


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> Ints:
    return np.array([row[name] for row in rows], dtype=np.int64)


def _shifted(stretch: SharedStretch, low: Sequence[int]) -> SharedStretch:
    """Return a stretch of parts with its places in the whole texts."""
    places = zip(stretch.places, low, strict=True)
    return SharedStretch(
        stretch.members, tuple(Span(place.start + by, place.end + by) for place, by in places), stretch.text
    )
