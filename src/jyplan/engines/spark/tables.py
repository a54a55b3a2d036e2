"""Results as Parquet tables, written by Spark's workers: nothing of them passes through the driver.

| table | columns | a row for |
|---|---|---|
| `plans` | doc, path, name, number, title, school, date, chars, original | every plan; `original` is the first plan that says the same |
| `fingerprints` | doc, hash, place | every fingerprint of an original, as the queries of `engines.sql` read them |
| `pairs` | a, b, relation, copied, edited and passages of either | every copied pair of originals, and every plan with its original |
| `passages` | a, b, start and end in either text, chars, edited, moved | every passage of these pairs |
| `problems` | doc, path, number, sentence | what could not be read or compared |
"""

from __future__ import annotations

import pickle
from itertools import islice
from typing import TYPE_CHECKING

from jyplan.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow
    from pyspark.sql import DataFrame

    from jyplan.compare.copies.verdict import Verdict

PLANS = "doc BIGINT, path STRING, name STRING, number BIGINT, title STRING, school STRING, date STRING, chars BIGINT"
PAIRS = (
    "a BIGINT, b BIGINT, relation STRING, a_copied DOUBLE, b_copied DOUBLE, a_edited DOUBLE, b_edited DOUBLE,"
    " a_passages DOUBLE, b_passages DOUBLE"
)
PASSAGES = (
    "a BIGINT, b BIGINT, a_start BIGINT, a_end BIGINT, b_start BIGINT, b_end BIGINT, chars BIGINT, edited BOOLEAN,"
    " moved BOOLEAN"
)
PROBLEMS = "doc BIGINT, path STRING, number BIGINT, sentence STRING"
_BATCH = 1000
"""Rows of a table that a worker sends at once."""


def write(folder: str, name: str, rows: DataFrame) -> None:
    """Write a table into a folder of its own below `folder`, a file for each part."""
    rows.write.parquet(f"{folder}/{name}")


def plan_rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Yield the particulars of plans as rows of `PLANS`."""
    yield from _in_batches(PLANS, _plans(batches))


def problem_rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Yield files and plans that were not compared as rows of `PROBLEMS`."""
    yield from _in_batches(PROBLEMS, _problems(batches))


def pair_rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Yield verdicts as rows of `PAIRS`."""
    rows = (
        (
            a,
            b,
            verdict.relation.value,
            left.copied,
            right.copied,
            left.edited,
            right.edited,
            left.passages,
            right.passages,
        )
        for a, b, verdict in _verdicts(batches)
        for left, right in [(verdict.left, verdict.right)]
    )
    yield from _in_batches(PAIRS, rows)


def passage_rows(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Yield the passages of verdicts as rows of `PASSAGES`."""
    rows = (
        (a, b, left.start, left.end, right.start, right.end, passage.chars, passage.edited, passage.moved)
        for a, b, verdict in _verdicts(batches)
        for passage in verdict.passages
        for left, right in [(passage.left, passage.right)]
    )
    yield from _in_batches(PASSAGES, rows)


def _verdicts(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[tuple[int, int, Verdict]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield row["left_doc"], row["right_doc"], pickle.loads(row["verdict"])


def _plans(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[Sequence[object]]:
    for batch in batches:
        for row in batch.to_pylist():
            plan, _ = pickle.loads(row["about"])
            yield row["doc"], plan.path, plan.name, plan.number, plan.title, plan.school, plan.date, plan.chars


def _problems(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[Sequence[object]]:
    for batch in batches:
        for row in batch.to_pylist():
            about, _ = pickle.loads(row["about"])
            if isinstance(about, LeftOut):
                yield row["doc"], about.path, about.number, str(about.reason)
            else:
                yield row["doc"], about.path, None, str(about.error)


def _in_batches(columns: str, rows: Iterator[Sequence[object]]) -> Iterator[pyarrow.RecordBatch]:
    """Yield rows in the columns of a Spark schema."""
    import pyarrow as pa

    types = {"BIGINT": pa.int64(), "STRING": pa.string(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in (column.split() for column in columns.split(", "))])
    while batch := list(islice(rows, _BATCH)):
        values = zip(*batch, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)
