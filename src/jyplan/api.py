"""From paths to outlines and findings, one file or many at once: what `import jyplan` gives and every command calls."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.errors import InputError, TooLarge, UsageError
from jyplan.inputs import Source, Unreadable
from jyplan.model import Copies, LeftOut, Match, Message, Revisions
from jyplan.reading.jobs import Job, convert_together, converter_of, outline_of, read_content
from jyplan.reading.many import read_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.cache.checked import Matches
    from jyplan.compare.copies import CopyOptions, Result, Watch
    from jyplan.model import Checked, Comparison, Listing, Outline
    from jyplan.reading.submissions import Submissions, Submitted
    from jyplan.rulesets import RuleSet

DEFAULT_RULES = "work-plan"
"""The rule set that is used where none is named."""
_SMALL = 1024**2
"""Bytes of a file that people write by hand: a rule of a thousand characters, a thousand times."""
MOST_OF_A_BASELINE = 64 << 20
"""Bytes: 400,000 findings."""


def parse(
    path: str | os.PathLike[str],
    *,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Outline:
    """Return the outline of every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file cannot be opened or is too large, or it has no plan of that number.
        UnreadableDocument: no reader understands its content.
    """
    return outline_of(Job(inputs.find_file(os.fspath(path), max_size=max_size), revisions))


def parse_bytes(
    data: bytes,
    path: str = inputs.STANDARD_INPUT,
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    with_anchors: bool = False,
) -> Outline:
    """Return the outline of every plan in a file's content; `path` is only its name in the result.

    `with_anchors` tells with each block where a Word file keeps its text, for who writes into a copy of it.

    Raises:
        InputError: there is nothing in it.
        UnreadableDocument: no reader understands it.
    """
    return read_content(data, path, revisions, with_anchors=with_anchors)


def diff(
    left: str | os.PathLike[str],
    right: str | os.PathLike[str],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
) -> Comparison:
    """Return what two plans share and where they differ; `page.txt#5` is the fifth plan of a file.

    `boilerplate` names files and folders whose text everybody may quote. `min_run` is the number of
    consecutive shared characters that make a passage, by default the engine's 13. Differences of
    width, punctuation and spaces are edits of the kind `format`, for the caller to show or not.

    Raises:
        InputError: a side or the boilerplate cannot be read, or a side does not say which plan it is.
        UsageError: both sides are the same plan.
    """
    names = [os.fspath(left), os.fspath(right)]
    declared = [os.fspath(name) for name in boilerplate]
    inputs.forbid_repeated_input([*names, *declared])
    sides = [inputs.find_file(name, max_size=max_size) for name in names]
    return compare(*sides, boilerplate=inputs.find_sources(declared, max_size=max_size), min_run=min_run)


def compare(
    left: Source, right: Source, *, boilerplate: Iterable[Source | Unreadable] = (), min_run: int | None = None
) -> Comparison:
    """Return the comparison of two sources that are found already; the rest is as in `diff`."""
    from jyplan import sides
    from jyplan.compare.boilerplate import declare
    from jyplan.compare.comparison import Options, compare_plans
    from jyplan.compare.passages import MIN_RUN

    found = [left, right, *boilerplate]
    first, second, *declared = (_parse_or_raise(job) for job in convert_together(found, Revisions.ACCEPTED))
    one, other = sides.only_plan(first, left.plan), sides.only_plan(second, right.plan)
    if inputs.is_same(left, right):
        sides.forbid_same(one, other, left.path)
    whole = [isinstance(each, Source) and each.plan is None for each in found[2:]]
    texts = [_text_of(outline, whole=each) for outline, each in zip(declared, whole, strict=True)]
    return compare_plans(one, other, Options(MIN_RUN if min_run is None else min_run, declare(texts)))


def _parse_or_raise(job: Job | Unreadable) -> Outline:
    if isinstance(job, Unreadable):
        raise job.error
    return outline_of(job)


def _text_of(outline: Outline, *, whole: bool) -> str:
    """Return all that a file says, or only the plan of it that was named."""
    blocks = outline.document.blocks if whole else outline.plans[0].blocks
    return "\n".join(block.text for block in blocks)


def parse_many(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Iterator[Outline | Unreadable]:
    """Yield an outline, or why there is none, for each source in its order.

    A file that cannot be read or runs into a mistake of ours ends alone; so does, in a process of
    its own, one that takes more than `SECONDS_PER_FILE` or `MEMORY_PER_FILE` or is killed.
    `workers` is the number of processes, 0 for none but this, which has no such limits; by default
    as many as there are processors if the work is worth it, one if not, none for a small file alone.
    """
    yield from read_many(_as_it_is, sources, workers, revisions)


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
    from jyplan.compare.copies import find_copies as find
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


def _copies(submissions: Submissions, found: Result) -> Copies:
    return Copies(
        tuple(submissions.listings),
        found.pairs,
        found.groups,
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
    from jyplan.compare.copies import in_order
    from jyplan.compare.groups import group_plans
    from jyplan.reading.many import run_in_processes

    count = workers or os.cpu_count() or 1
    options = _copy_options(boilerplate, min_run, None, count)
    run = partial(run_in_processes, workers=count)
    found = matching.find_archived(open_archive(Path(archive)), submissions.texts, options, run=run, watch=watch)
    listings = (*submissions.listings, *(plan.listing for plan in found.plans))
    pairs = in_order(found.pairs)
    groups = group_plans(pairs, [listing.date for listing in listings])
    left_out = (*submissions.left_out, *_undecided(listings, found.undecided))
    return Copies(listings, pairs, groups, (), (), left_out), found.texts


def join_copies(among: Copies, archived: Copies) -> Copies:
    """Return what the same plans share with each other and with the archive, as `find_copies` and `find_archived` say."""
    from jyplan.compare.copies import in_order
    from jyplan.compare.groups import group_plans

    pairs = in_order((*among.pairs, *archived.pairs))
    groups = group_plans(pairs, [listing.date for listing in archived.listings])
    left_out = tuple(dict.fromkeys((*among.left_out, *archived.left_out)))
    return Copies(archived.listings, pairs, groups, among.templates, among.common, left_out)


def _copy_options(
    boilerplate: Iterable[Source | Unreadable], min_run: int | None, memory: int | None, threads: int
) -> CopyOptions:
    from jyplan.compare.boilerplate import declare
    from jyplan.compare.copies import CopyOptions
    from jyplan.compare.passages import MIN_RUN

    declared = declare(_declared_texts(list(boilerplate)))
    return CopyOptions(MIN_RUN if min_run is None else min_run, declared, memory, threads)


def _left_out(listings: Sequence[Listing], found: Result) -> Iterator[LeftOut]:
    for number in found.without:
        listing = listings[number]
        yield LeftOut(listing.path, listing.number, Message("has no text to be compared"))
    yield from _undecided(listings, found.undecided)


def _undecided(listings: Sequence[Listing], pairs: Iterable[tuple[int, int]]) -> Iterator[LeftOut]:
    for a, b in pairs:
        listing, other = listings[a], listings[b]
        params = {"other": f"{other.path}#{other.number}"}
        reason = Message("takes too long or too much memory to be compared with {other}", params)
        yield LeftOut(listing.path, listing.number, reason)


def _declared_texts(found: Sequence[Source | Unreadable]) -> list[str]:
    """Return what everybody may quote: all that a file says, or only the plan of it that was named."""
    outlines = [_parse_or_raise(job) for job in convert_together(found, Revisions.ACCEPTED)]
    whole = [isinstance(each, Source) and each.plan is None for each in found]
    return [_text_of(outline, whole=each) for outline, each in zip(outlines, whole, strict=True)]


def load_rules(name: str | os.PathLike[str] = DEFAULT_RULES) -> RuleSet:
    """Return a rule set that comes with jyplan, by its name, or the one in a file.

    Raises:
        UsageError: There is neither.
        InputError: The file cannot be read.
        RuleFileError: There are mistakes in it, all of which are told.
    """
    from jyplan.rulesets import load_rule_set

    return load_rule_set(os.fspath(name), read_small)


def read_small(path: str, most: int = _SMALL) -> bytes:
    """Return the content of a file that is no document: a rule file, settings or, with a larger `most`, a baseline.

    Raises:
        InputError: it cannot be read, or is larger than such files are.
    """
    try:
        return inputs.find_file(path, max_size=most).read()
    except TooLarge as error:
        raise InputError(
            "is larger than {limit}, the most that such a file may have",
            where=path,
            hint="see whether it is the right file",
            **error.params,
        ) from error


def check(path: str | os.PathLike[str], rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES) -> Checked:
    """Return what the rules have against every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file, or that of the rules, cannot be opened.
        UnreadableDocument: no reader understands its content.
        RuleFileError: there are mistakes in the rule file.
    """
    from jyplan.rulesets import RuleSet

    return _checked(rules if isinstance(rules, RuleSet) else load_rules(rules), parse(path))


def check_many(
    sources: Iterable[Source | Unreadable],
    rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES,
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    matches: Matches | None = None,
    cache: str | os.PathLike[str] | None = None,
    with_anchors: bool = False,
) -> Iterator[Checked | Unreadable]:
    """Yield what the rules have against the plans of each source, in its order; otherwise as `parse_many`.

    `matches` has what is known of plans elsewhere, by the path and then the number of a plan. `cache` is the folder
    where results are kept, so that a file that is still the same is not read again; without it nothing is kept.
    `with_anchors` is as in `parse_bytes`; then every file is read, and nothing is kept.
    """
    from jyplan.rulesets import RuleSet

    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    known = matches or {}
    check_one = partial(_checked, rule_set, matches=known)
    if cache is None or with_anchors:
        yield from read_many(check_one, sources, workers, revisions, with_anchors=with_anchors)
        return
    from pathlib import Path

    from jyplan.cache.checked import CheckedCache
    from jyplan.cache.store import Store

    kept = CheckedCache(Store(Path(cache) / "checks"), rule_set, revisions, known, converter_of)
    yield from kept.recall_or_read(list(sources), lambda rest: read_many(check_one, rest, workers, revisions))


def _checked(rules: RuleSet, outline: Outline, matches: Matches | None = None) -> Checked:
    from jyplan.checker import check_outline

    return check_outline(outline, rules, (matches or {}).get(outline.document.path))


def _as_it_is(outline: Outline) -> Outline:
    return outline
