"""Copies among many plans found by Apache Spark, in files or in a table read by Spark itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.copies import copies_of, copy_options
from jyplan.errors import UsageError
from jyplan.model import Revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.engines.spark import TableCounts
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Copies
    from jyplan.reading.submissions import Submissions


def table_of_spark(names: Sequence[str]) -> str | None:
    """Return the name of a table for Spark to read by itself: `table:plans`, `hdfs://…/plans.parquet`; None for files.

    Raises:
        UsageError: a table is named together with anything else.
    """
    tables = [name for name in names if name.startswith("table:") or "://" in name]
    if tables and len(names) > 1:
        raise UsageError(
            "a table cannot be compared together with other inputs",
            where=tables[0],
            hint="put all plans into one table",
        )
    return tables[0] if tables else None


@dataclass(frozen=True, slots=True)
class SparkWork:
    """Plans to compare on Apache Spark, and how."""

    sources: Iterable[Source | Unreadable] | str
    """Files that all workers can open, or the name of a table as in `table_of_spark`."""
    master: str | None = None
    """Spark's own name of the place to run, as `settings` are its own; None for this machine."""
    memory: int | None = None
    """Bytes; heeded on one machine."""
    boilerplate: Iterable[Source | Unreadable] = ()
    min_run: int | None = None
    revisions: Revisions = Revisions.ACCEPTED
    max_size: int = inputs.DEFAULT_MAX_SIZE
    settings: Mapping[str, str] | None = None
    redact: bool = False
    """Whether personal numbers in a table are masked; files bring their own masks."""


def find_copies_on_spark(work: SparkWork, *, all_texts: bool = False) -> tuple[Copies, Submissions]:
    """Return the copies as `find_copies` does, found by Apache Spark, and the plans; only plans in pairs keep their texts.

    With `all_texts` all do, on this machine's disk: `find_archived` needs them.

    Raises:
        MissingExtra: PySpark is not installed.
        InputError: the boilerplate cannot be read, or the table lacks a column.
        SparkError: Spark does not start, or gives up.
    """
    from jyplan.engines.spark import find_copies as find
    from jyplan.engines.spark.reading import read_plans
    from jyplan.engines.spark.session import open_session
    from jyplan.reading.submissions import Submissions

    options = copy_options(work.boilerplate, work.min_run, None, 1)
    with open_session(work.master, work.memory, work.settings) as session:
        reading = read_plans(session, work.sources, work.revisions, work.max_size, redact=work.redact)
        plans, result, texts = find(session, reading, options, all_texts=all_texts)
    submissions = Submissions(plans.listings, texts, plans.left_out, plans.unread, sections=plans.sections)
    return copies_of(submissions, result, options.boilerplate), submissions


def write_copies_by_spark(work: SparkWork, folder: str) -> TableCounts:
    """Write plans, fingerprints, copied pairs and passages as Parquet tables into a folder, from Spark's workers.

    `folder` is a new folder of this machine or an address that Spark knows (`hdfs://…`).

    Raises:
        MissingExtra: PySpark is not installed.
        InputError: the boilerplate cannot be read, or the table lacks a column.
        SparkError: Spark does not start, or gives up.
    """
    from pathlib import Path

    from jyplan.engines.spark import write_tables
    from jyplan.engines.spark.reading import read_plans
    from jyplan.engines.spark.session import open_session

    options = copy_options(work.boilerplate, work.min_run, None, 1)
    address = folder if "://" in folder else Path(folder).absolute().as_uri()
    with open_session(work.master, work.memory, work.settings) as session:
        reading = read_plans(session, work.sources, work.revisions, work.max_size, redact=work.redact)
        return write_tables(session, reading, options, address.rstrip("/"))
