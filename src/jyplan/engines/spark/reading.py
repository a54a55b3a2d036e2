"""Reading in Spark's workers: files, archives, corpora and tables to rows of plans with fingerprints."""

from __future__ import annotations

import pickle
import re
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.corpora import find_reader, jsonl
from jyplan.corpora.records import FIELDS, Records
from jyplan.engines.sql import as_rows
from jyplan.errors import InputError
from jyplan.inputs import Source, Unreadable, open_stream
from jyplan.model import LeftOut, Listing
from jyplan.reading.submissions import read_submissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

    from jyplan.corpora.jsonl import LineRange
    from jyplan.model import Revisions, TopSection

COLUMNS = (
    "doc BIGINT, about BINARY, text STRING, chars BIGINT, digest BINARY, hashes ARRAY<BIGINT>, places ARRAY<BIGINT>"
)
"""A row is a plan, or a problem with `about` only. `doc` rises in reading order; digests are equal for texts that differ
in format only, and empty for texts with nothing to compare."""
_NUMBER_BITS = 32
"""Lower bits of `doc`: number of the plan or problem in its task; the upper bits are the number of the task."""
_BATCH = 64
"""Plans of a batch: 3 MB with their fingerprints."""
_TASKS = 4
"""Spark tasks for each processor, so that a task with long files delays the run little."""
_TABLE = "table:"
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE = 32 << 20
"""Bytes of a piece of a .jsonl: 3,000 plans."""


class ReadTask(NamedTuple):
    """A source, or a piece of a large .jsonl, read in a single step."""

    source: Source | Unreadable
    piece: LineRange | None = None
    """Lines of a .jsonl; None for the whole source."""


class PlanRows(NamedTuple):
    """The rows of all plans, read when Spark evaluates them."""

    rows: DataFrame
    """With the columns `COLUMNS`."""
    unchecked: frozenset[str]
    """Paths of corpora that no worker reads as a whole: repeated ids are not reported yet."""
    is_table: bool = False
    """Whether the records of a table still need their numbers."""


class _PlanRow(NamedTuple):
    """A plan with text, or a problem (text None)."""

    doc: int
    about: Listing | LeftOut | Unreadable
    text: str | None
    sections: tuple[TopSection, ...] = ()


def read_plans(
    session: SparkSession,
    sources: Iterable[Source | Unreadable] | str,
    revisions: Revisions,
    max_size: int,
    *,
    redact: bool = False,
) -> PlanRows:
    """Return the plans of sources, or of a table given by its name.

    Raises:
        InputError: the table lacks `id` or `text`.
    """
    if isinstance(sources, str):
        return read_table(session, sources, max_size, redact=redact)
    return read_sources(session, sources, revisions, max_size)


def read_sources(
    session: SparkSession, sources: Iterable[Source | Unreadable], revisions: Revisions, max_size: int
) -> PlanRows:
    """Return the plans of files, archives and corpora, read by the workers, which must see the same files."""
    import pyarrow as pa

    tasks = list(chain.from_iterable(_read_tasks(source) for source in sources))
    partitions = min(max(len(tasks), 1), _TASKS * session.sparkContext.defaultParallelism)
    table = pa.table({"number": range(len(tasks)), "task": [pickle.dumps(task) for task in tasks]})
    rows = session.createDataFrame(table).repartitionByRange(partitions, "number")
    unchecked = frozenset(task.source.path for task in tasks if task.piece)
    return PlanRows(rows.mapInArrow(partial(_run_tasks, revisions, max_size), COLUMNS), unchecked)


def read_table(session: SparkSession, name: str, max_size: int, *, redact: bool = False) -> PlanRows:
    """Return the plans of a table read by Spark itself, in the order of the ids.

    The table has the columns `id` and `text`, perhaps `title`, `school`, `year` and `date`.

    Raises:
        InputError: the table lacks `id` or `text`.
    """
    from pyspark.sql.functions import monotonically_increasing_id

    table = session.table(name.removeprefix(_TABLE)) if name.startswith(_TABLE) else session.read.parquet(name)
    missing = {"id", "text"} - set(table.columns)
    if missing:
        raise InputError(
            "has no column “{column}”", where=name, hint="a table has the columns id and text", column=min(missing)
        )
    columns = [column for column in FIELDS if column in table.columns]
    ordered = table.select(*columns).orderBy("id").withColumn("doc", monotonically_increasing_id())
    rows = ordered.mapInArrow(partial(_read_records, name, max_size, redact), COLUMNS)
    return PlanRows(rows, frozenset({name}), is_table=True)


def _read_tasks(source: Source | Unreadable) -> Iterator[ReadTask]:
    """Yield a task for a source, or a task for each piece of a large .jsonl."""
    if not isinstance(source, Source) or not source.is_on_disk or source.size <= _PIECE or source.plan:
        yield ReadTask(source)
        return
    reader = find_reader(source)
    if reader is None or reader.NAME != jsonl.NAME:
        yield ReadTask(source)
        return
    with open_stream(source) as stream:
        yield from (ReadTask(source, piece) for piece in jsonl.cut(stream, _PIECE))


def _run_tasks(
    revisions: Revisions, max_size: int, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    rows = (
        _PlanRow((number << _NUMBER_BITS) + index, *read)
        for batch in batches
        for number, task in zip(*(column.to_pylist() for column in batch.columns), strict=True)
        for index, read in enumerate(_run_task(pickle.loads(task), revisions, max_size))
    )
    yield from _in_batches(rows)


def _run_task(
    task: ReadTask, revisions: Revisions, max_size: int
) -> Iterator[tuple[Listing | LeftOut | Unreadable, str | None, tuple[TopSection, ...]]]:
    if isinstance(task.source, Source) and task.piece:
        for record in jsonl.read(task.source, max_size, task.piece):
            if isinstance(record, InputError):
                yield Unreadable(task.source.path, record), None, ()
            else:
                yield record.listing, record.text, ()
        return
    for plans in read_submissions([task.source], workers=0, revisions=revisions, max_size=max_size):
        if isinstance(plans, Unreadable):
            yield plans, None, ()
            continue
        for plan in plans:
            yield (plan, None, ()) if isinstance(plan, LeftOut) else (plan.listing, plan.text, plan.sections)


def _read_records(
    name: str, max_size: int, redact: bool, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    records = Records(name, max_size, redact)
    yield from _in_batches(
        _PlanRow(values["doc"], Unreadable(name, record), None)
        if isinstance(record, InputError)
        else _PlanRow(values["doc"], record.listing, record.text)
        for batch in batches
        for values in batch.to_pylist()
        for record in records.read(values["doc"], values)
    )


def _in_batches(rows: Iterator[_PlanRow]) -> Iterator[pyarrow.RecordBatch]:
    while batch := list(islice(rows, _BATCH)):
        yield _batch(batch)


def _batch(rows: Sequence[_PlanRow]) -> pyarrow.RecordBatch:
    """Return plans and problems in the columns `COLUMNS`, with the fingerprints of the plans."""
    import pyarrow as pa

    texts = [row.text or "" for row in rows]
    taken = take_fingerprints(texts)
    owners, hashes, places = as_rows(taken)
    offsets = np.searchsorted(owners, np.arange(len(rows) + 1)).astype(np.int32)
    is_plan = [row.text is not None for row in rows]
    columns = {
        "doc": pa.array([row.doc for row in rows], pa.int64()),
        "about": pa.array([pickle.dumps((row.about, row.sections)) for row in rows], pa.binary()),
        "text": pa.array([_writable(row.text) for row in rows], pa.string()),
        "chars": pa.array([len(text) if plan else None for text, plan in zip(texts, is_plan, strict=True)], pa.int64()),
        "digest": pa.array(
            [digest if plan else None for digest, plan in zip(taken.digests, is_plan, strict=True)], pa.binary()
        ),
        "hashes": pa.ListArray.from_arrays(offsets, hashes),
        "places": pa.ListArray.from_arrays(offsets, places),
    }
    return pa.RecordBatch.from_pydict(columns)


def _writable(text: str | None) -> str | None:
    """Return a text with every lone surrogate, which Spark cannot store, replaced by U+FFFD."""
    return text and _SURROGATE.sub("\ufffd", text)
