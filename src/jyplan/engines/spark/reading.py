"""What Spark's workers read: plans with their fingerprints, a row each."""

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
    from jyplan.model import Revisions

COLUMNS = (
    "doc BIGINT, about BINARY, text STRING, chars BIGINT, digest BINARY, hashes ARRAY<BIGINT>, places ARRAY<BIGINT>"
)
"""A row is a plan, or with nothing but `about` a problem. `doc` rises in reading order; digests are equal where texts
are the same but for format, and empty where nothing in them counts."""
_ITEM_BITS = 32
"""Bits of a `doc` that count the plans and problems of one item; those above count the items."""
_TOGETHER = 64
"""Plans a batch: 3 MB with their fingerprints."""
_TASKS = 4
"""Tasks for each processor, so that one with long files does not keep the others waiting."""
_TABLE = "table:"
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE = 32 << 20
"""Bytes of a .jsonl for one task: 3,000 plans."""


class Item(NamedTuple):
    """What one task reads at a time."""

    source: Source | Unreadable
    piece: LineRange | None = None
    """Of a .jsonl; None for the whole file."""


class Reading(NamedTuple):
    """Plans that are read when Spark asks for them."""

    rows: DataFrame
    """As `COLUMNS` says."""
    unchecked: frozenset[str]
    """Corpora that no worker sees as a whole: ids that two records have are still to be told."""
    is_table: bool = False
    """The numbers of the records are still to be given."""


class _Row(NamedTuple):
    doc: int
    about: Listing | LeftOut | Unreadable
    text: str | None


def read_sources(
    session: SparkSession, sources: Iterable[Source | Unreadable], revisions: Revisions, max_size: int
) -> Reading:
    """Return the plans of files, archives and corpora, read where the workers are: they must see the same files."""
    import pyarrow as pa

    items = list(chain.from_iterable(_items(source) for source in sources))
    tasks = min(max(len(items), 1), _TASKS * session.sparkContext.defaultParallelism)
    table = pa.table({"number": range(len(items)), "item": [pickle.dumps(item) for item in items]})
    rows = session.createDataFrame(table).repartitionByRange(tasks, "number")
    unchecked = frozenset(item.source.path for item in items if item.piece)
    return Reading(rows.mapInArrow(partial(_read_items, revisions, max_size), COLUMNS), unchecked)


def read_table(session: SparkSession, name: str, max_size: int) -> Reading:
    """Return the plans of a table that Spark itself reads, in the order of their ids.

    It has the columns `id` and `text`, perhaps `title`, `school`, `year` and `date`.

    Raises:
        InputError: it lacks one of the first two.
    """
    from pyspark.sql.functions import monotonically_increasing_id

    table = session.table(name.removeprefix(_TABLE)) if name.startswith(_TABLE) else session.read.parquet(name)
    missing = {"id", "text"} - set(table.columns)
    if missing:
        raise InputError(
            "has no column “{column}”", where=name, hint="a table has the columns id and text", column=min(missing)
        )
    known = [column for column in FIELDS if column in table.columns]
    ordered = table.select(*known).orderBy("id").withColumn("doc", monotonically_increasing_id())
    rows = ordered.mapInArrow(partial(_read_records, name, max_size), COLUMNS)
    return Reading(rows, frozenset({name}), is_table=True)


def _items(source: Source | Unreadable) -> Iterator[Item]:
    """Yield a source whole, or a large .jsonl in pieces."""
    if not isinstance(source, Source) or source.file != source.path or source.size <= _PIECE or source.plan:
        yield Item(source)
        return
    reader = find_reader(source)
    if reader is None or reader.NAME != jsonl.NAME:
        yield Item(source)
        return
    with open_stream(source) as stream:
        yield from (Item(source, piece) for piece in jsonl.cut(stream, _PIECE))


def _read_items(
    revisions: Revisions, max_size: int, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    rows = (
        _Row((number << _ITEM_BITS) + at, about, text)
        for batch in batches
        for number, item in zip(*(column.to_pylist() for column in batch.columns), strict=True)
        for at, (about, text) in enumerate(_read_item(pickle.loads(item), revisions, max_size))
    )
    yield from _in_batches(rows)


def _read_item(
    item: Item, revisions: Revisions, max_size: int
) -> Iterator[tuple[Listing | LeftOut | Unreadable, str | None]]:
    if isinstance(item.source, Source) and item.piece:
        for each in jsonl.read(item.source, max_size, item.piece):
            if isinstance(each, InputError):
                yield Unreadable(item.source.path, each), None
            else:
                yield each.listing, each.text
        return
    for found in read_submissions([item.source], workers=0, revisions=revisions, max_size=max_size):
        if isinstance(found, Unreadable):
            yield found, None
            continue
        for plan in found:
            yield (plan, None) if isinstance(plan, LeftOut) else (plan.listing, plan.text)


def _read_records(name: str, max_size: int, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    records = Records(name, max_size)
    yield from _in_batches(
        _Row(values["doc"], Unreadable(name, each), None)
        if isinstance(each, InputError)
        else _Row(values["doc"], each.listing, each.text)
        for batch in batches
        for values in batch.to_pylist()
        for each in records.read(values["doc"], values)
    )


def _in_batches(rows: Iterator[_Row]) -> Iterator[pyarrow.RecordBatch]:
    while batch := list(islice(rows, _TOGETHER)):
        yield _batch(batch)


def _batch(rows: Sequence[_Row]) -> pyarrow.RecordBatch:
    """Return plans with their fingerprints in the columns that `COLUMNS` names."""
    import pyarrow as pa

    texts = [row.text or "" for row in rows]
    taken = take_fingerprints(texts)
    owners, hashes, places = as_rows(taken)
    offsets = np.searchsorted(owners, np.arange(len(rows) + 1)).astype(np.int32)
    is_plan = [row.text is not None for row in rows]
    columns = {
        "doc": pa.array([row.doc for row in rows], pa.int64()),
        "about": pa.array([pickle.dumps(row.about) for row in rows], pa.binary()),
        "text": pa.array([_writable(row.text) for row in rows], pa.string()),
        "chars": pa.array([len(text) if plan else None for text, plan in zip(texts, is_plan, strict=True)], pa.int64()),
        "digest": pa.array([d if plan else None for d, plan in zip(taken.digests, is_plan, strict=True)], pa.binary()),
        "hashes": pa.ListArray.from_arrays(offsets, hashes),
        "places": pa.ListArray.from_arrays(offsets, places),
    }
    return pa.RecordBatch.from_pydict(columns)


def _writable(text: str | None) -> str | None:
    """Return a text without halves of characters, which Spark cannot hold; each becomes one replacement character."""
    return text and _SURROGATE.sub("\ufffd", text)
