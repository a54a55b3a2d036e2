"""Many plans compared: with each other, with an archive, here or on Spark."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.comparing import declared_texts
from jyplan.errors import UsageError
from jyplan.model import Copies, LeftOut, Match, Message, Revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.compare.copies.conclusion import CopyResult
    from jyplan.compare.copies.options import CopyOptions, Watch
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Listing
    from jyplan.reading.submissions import Submissions, Submitted


def dupes(
    paths: Iterable[str | os.PathLike[str]],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
) -> tuple[Copies, Submissions]:
    """Return what all plans under some paths share with each other, and the plans themselves.

    Files that cannot be read are in `Submissions.unread`; `boilerplate` and `min_run` are as in `diff`.

    Raises:
        InputError: the boilerplate cannot be read.
    """
    submissions = collect(read_submissions(inputs.find_sources([os.fspath(path) for path in paths], max_size=max_size)))
    declared = inputs.find_sources([os.fspath(name) for name in boilerplate], max_size=max_size)
    return find_copies(submissions, boilerplate=declared, min_run=min_run), submissions


def read_submissions(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
) -> Iterator[list[Submitted | LeftOut] | Unreadable]:
    """Yield the plans of each source, or why there are none; files as in `parse_many`, a corpus plan by plan."""
    from jyplan.reading import submissions

    yield from submissions.read_submissions(sources, workers=workers, revisions=revisions, max_size=max_size)


def collect(results: Iterable[list[Submitted | LeftOut] | Unreadable], *, spool: bool = False) -> Submissions:
    """Return all plans that `read_submissions` yields, their texts in memory or, with `spool`, on disk.

    Raises:
        OutputError: there is no room on the disk.
    """
    from jyplan.reading import submissions
    from jyplan.reading.spool import room_on_disk

    with room_on_disk():
        return submissions.collect(results, spool=spool)


def find_copies(
    submissions: Submissions,
    *,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    memory: int | None = None,
    workers: int | None = None,
    watch: Watch = lambda *_: None,
) -> Copies:
    """Return what the plans share with each other.

    `memory` is how many bytes fingerprints may take before they wait on disk, None is no limit; `workers` the number of
    processes and threads, by default as many as there are processors; `watch` is told how far it is.

    Raises:
        InputError: the boilerplate cannot be read.
        OutputError: there is no room on the disk.
    """
    from jyplan.compare.copies.engine import find_copies as find
    from jyplan.reading.many import run_in_processes
    from jyplan.reading.spool import room_on_disk

    count = workers or os.cpu_count() or 1
    options = _copy_options(boilerplate, min_run, memory, count)
    dates = [listing.date for listing in submissions.listings]
    run = partial(run_in_processes, workers=count)
    with room_on_disk():
        found = find(submissions.texts, options, dates=dates, run=run, watch=watch)
    return _copies(submissions, found)


def table_of_spark(names: Sequence[str]) -> str | None:
    """Return the table that is named for Spark to read by itself: `table:plans`, `hdfs://…/plans.parquet`; or None.

    Raises:
        UsageError: it is named beside something else.
    """
    tables = [name for name in names if name.startswith("table:") or "://" in name]
    if tables and len(names) > 1:
        raise UsageError("a table is compared alone", where=tables[0], hint="put all plans into one table")
    return tables[0] if tables else None


def find_copies_on_spark(
    sources: Iterable[Source | Unreadable] | str,
    *,
    master: str | None = None,
    memory: int | None = None,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    settings: Mapping[str, str] | None = None,
) -> tuple[Copies, Submissions]:
    """Return what `find_copies` returns, found by Apache Spark, and the plans, with the texts only of those in pairs.

    All workers must see the files that `sources` are; or it is a table, as in `table_of_spark`. `master` and
    `settings` are Spark's own; `memory`, in bytes, counts on one machine.

    Raises:
        MissingExtra: PySpark is not installed.
        InputError: the boilerplate cannot be read, or the table lacks a column.
        SparkError: Spark does not start, or gives up.
    """
    from jyplan.engines.spark import find_copies as find
    from jyplan.engines.spark.reading import read_sources, read_table
    from jyplan.engines.spark.session import open_session
    from jyplan.reading.submissions import Submissions

    options = _copy_options(boilerplate, min_run, None, 1)
    with open_session(master, memory, settings) as session:
        if isinstance(sources, str):
            reading = read_table(session, sources, max_size)
        else:
            reading = read_sources(session, sources, revisions, max_size)
        plans, found, texts = find(session, reading, options)
    submissions = Submissions(plans.listings, texts, plans.left_out, plans.unread)
    return _copies(submissions, found), submissions


def _copies(submissions: Submissions, found: CopyResult) -> Copies:
    return Copies(
        tuple(submissions.listings),
        found.pairs,
        found.clusters,
        found.templates,
        found.common,
        (*submissions.left_out, *_left_out(submissions.listings, found)),
    )


def find_matches(copies: Copies) -> dict[str, dict[int, tuple[Match, ...]]]:
    """Return what each plan shares with others, by its path and then its number, as `check_many` takes it."""
    found: dict[str, dict[int, list[Match]]] = {}
    for pair in copies.pairs:
        a, b = copies.listings[pair.a], copies.listings[pair.b]
        for plan, other, copied, spans in (
            (a, b, pair.a_copied, tuple(passage.left for passage in pair.passages)),
            (b, a, pair.b_copied, tuple(passage.right for passage in pair.passages)),
        ):
            match = Match(other.path, other.number, copied, spans, other.archived)
            found.setdefault(plan.path, {}).setdefault(plan.number, []).append(match)
    return {path: {number: tuple(each) for number, each in plans.items()} for path, plans in found.items()}


def find_archived(
    submissions: Submissions,
    archive: str | os.PathLike[str],
    *,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    workers: int | None = None,
    watch: Watch = lambda *_: None,
) -> tuple[Copies, tuple[str | None, ...]]:
    """Return what the plans share with those of an archive, not with each other, and the texts of the latter.

    Texts that the archive does not keep are None; the rest is as in `find_copies`.

    Raises:
        InputError: the boilerplate cannot be read.
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    from pathlib import Path

    from jyplan.archive import matching
    from jyplan.archive.lookup import open_archive
    from jyplan.compare.copies.clustering import cluster_plans
    from jyplan.compare.copies.conclusion import in_order
    from jyplan.reading.many import run_in_processes

    count = workers or os.cpu_count() or 1
    options = _copy_options(boilerplate, min_run, None, count)
    run = partial(run_in_processes, workers=count)
    found = matching.find_archived(open_archive(Path(archive)), submissions.texts, options, run=run, watch=watch)
    listings = (*submissions.listings, *(plan.listing for plan in found.plans))
    pairs = in_order(found.pairs)
    groups = cluster_plans(pairs, [listing.date for listing in listings])
    left_out = (*submissions.left_out, *_undecided(listings, found.undecided))
    return Copies(listings, pairs, groups, (), (), left_out), found.texts


def join_copies(among: Copies, archived: Copies) -> Copies:
    """Return what the same plans share with each other and with the archive, as `find_copies` and `find_archived` say."""
    from jyplan.compare.copies.clustering import cluster_plans
    from jyplan.compare.copies.conclusion import in_order

    pairs = in_order((*among.pairs, *archived.pairs))
    groups = cluster_plans(pairs, [listing.date for listing in archived.listings])
    left_out = tuple(dict.fromkeys((*among.left_out, *archived.left_out)))
    return Copies(archived.listings, pairs, groups, among.templates, among.common, left_out)


def _copy_options(
    boilerplate: Iterable[Source | Unreadable], min_run: int | None, memory: int | None, threads: int
) -> CopyOptions:
    from jyplan.compare.copies.options import CopyOptions
    from jyplan.compare.passages.boilerplate import declare
    from jyplan.compare.passages.find import MIN_RUN

    declared = declare(declared_texts(list(boilerplate)))
    return CopyOptions(MIN_RUN if min_run is None else min_run, declared, memory, threads)


def _left_out(listings: Sequence[Listing], found: CopyResult) -> Iterator[LeftOut]:
    for number in found.empty_texts:
        listing = listings[number]
        yield LeftOut(listing.path, listing.number, Message("has no text to be compared"))
    yield from _undecided(listings, found.undecided)


def _undecided(listings: Sequence[Listing], pairs: Iterable[tuple[int, int]]) -> Iterator[LeftOut]:
    for a, b in pairs:
        listing, other = listings[a], listings[b]
        params = {"other": f"{other.path}#{other.number}"}
        reason = Message("takes too long or too much memory to be compared with {other}", params)
        yield LeftOut(listing.path, listing.number, reason)
