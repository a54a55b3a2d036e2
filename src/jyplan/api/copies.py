"""Copies among many plans: pairs with shared passages, clusters and templates."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.comparing import declared_texts
from jyplan.api.rewrites import find_rewritten
from jyplan.api.submissions import collect, read_submissions
from jyplan.model import Copies, LeftOut, Message
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.compare.copies.conclusion import CopyResult
    from jyplan.compare.copies.options import CopyOptions, Watch
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import CopiedPair, CopiedUnion, Listing, SharedStretch, Tampered
    from jyplan.reading.limits import Limits
    from jyplan.reading.submissions import Submissions

_REPLACED = Message(
    "one character of every {every} seems to be replaced by another, so that nothing shared can be found: "
    "{fitting} of them fit their neighbours, {others} of the others do"
)
_REPLACED_IN_PART = Message(
    "one character of every {every} seems to be replaced by another, so that less is found than is shared: "
    "{fitting} of them fit their neighbours, {others} of the others do"
)
_WORDS_STREWN = Message(
    "two characters of every {every} seem to be replaced or strewn in, so that little of what is shared can be found: "
    "{fitting} of them fit their neighbours, {others} of the others do"
)
_BACKWARDS = Message(
    "its characters seem to be written backwards or exchanged, so that little of what is shared can be found: "
    "{neighbours} of neighbouring characters fit as they stand, {fitting} the other way round"
)
_IN_COLUMNS = Message(
    "its characters seem to stand in another order, so that little of what is shared can be found: "
    "{neighbours} of neighbouring characters fit, {fitting} of those {distance} apart"
)


def dupes(
    paths: Iterable[str | os.PathLike[str]],
    *,
    boilerplate: Iterable[str | os.PathLike[str]] = (),
    min_run: int | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    redact: bool = False,
    rewritten: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Copies, Submissions]:
    """Return the copies among all plans in files and folders, and the plans themselves.

    Files that cannot be read are in `Submissions.unread`; `boilerplate`, `min_run` and `redact` are as in `diff`.
    With `rewritten`, plans in other words are looked for, too, and listed apart (`Copies.rewritten`).
    The limits, as in `parse`, are for reading a file and for comparing two plans.

    Raises:
        InputError: the boilerplate cannot be read.
    """
    sources = inputs.find_sources([os.fspath(path) for path in paths], max_size=max_size, redact=redact)
    submissions = collect(read_submissions(sources, limits=limits))
    declared = inputs.find_sources([os.fspath(name) for name in boilerplate], max_size=max_size, redact=redact)
    copies = find_copies(submissions, boilerplate=declared, min_run=min_run, limits=limits)
    return find_rewritten(submissions, copies) if rewritten else copies, submissions


def find_copies(
    submissions: Submissions,
    *,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    memory: int | None = None,
    workers: int | None = None,
    watch: Watch = lambda *_: None,
    limits: Limits = DEFAULT_LIMITS,
) -> Copies:
    """Return the pairs, clusters and templates among plans.

    `memory` is how many bytes fingerprints may take before they wait on disk, None is no limit; `workers` the number of
    processes and threads, by default as many as there are processors; `watch` receives the progress.

    Raises:
        InputError: the boilerplate cannot be read.
        OutputError: there is no room on the disk.
    """
    from jyplan.compare.copies.engine import find_copies as find
    from jyplan.reading.many import run_in_processes
    from jyplan.reading.spool import room_on_disk

    count = workers or os.cpu_count() or 1
    options = copy_options(boilerplate, min_run, memory, count, limits)
    dates = [listing.date for listing in submissions.listings]
    run = partial(run_in_processes, workers=count, limits=limits)
    with room_on_disk():
        result = find(submissions.texts, options, dates=dates, run=run, watch=watch)
    return copies_of(submissions, result, options.boilerplate)


def copy_options(
    boilerplate: Iterable[Source | Unreadable],
    min_run: int | None,
    memory: int | None,
    threads: int,
    limits: Limits = DEFAULT_LIMITS,
) -> CopyOptions:
    """Return the options of the search for copies, with the texts of the boilerplate files read.

    Raises:
        InputError: the boilerplate cannot be read.
    """
    from jyplan.compare.copies.options import CopyOptions
    from jyplan.compare.passages.boilerplate import declare
    from jyplan.compare.passages.find import MIN_RUN

    declared = declare(declared_texts(list(boilerplate), limits))
    return CopyOptions(MIN_RUN if min_run is None else min_run, declared, memory, threads)


def copies_of(submissions: Submissions, result: CopyResult, boilerplate: Boilerplate | None = None) -> Copies:
    """Return the result of a search together with the listings of all plans and the plans not compared."""
    from jyplan.compare.copies.union import locate_template

    templates = tuple(locate_template(template, submissions.texts.__getitem__) for template in result.templates)
    return Copies(
        tuple(submissions.listings),
        result.pairs,
        result.clusters,
        templates,
        result.common,
        left_out=(*submissions.left_out, *_not_compared(submissions.listings, result)),
        unions=unions_of(submissions, submissions.listings, result.pairs, templates, boilerplate),
        pairs_left_out=result.pairs_left_out,
        tampered=(*_tampered(submissions, result.odd_texts), *_disguised(submissions, result)),
    )


def unions_of(
    submissions: Submissions,
    listings: Sequence[Listing],
    pairs: Iterable[CopiedPair],
    templates: Iterable[SharedStretch] = (),
    boilerplate: Boilerplate | None = None,
) -> tuple[CopiedUnion, ...]:
    """Return the share of each submission copied from any plan, whole and by section, and the share of declared text.

    `listings` are those of all plans of the pairs.
    """
    from dataclasses import replace

    from jyplan.compare.copies.union import unite
    from jyplan.compare.passages.section_shares import place_sections

    sections, texts = submissions.sections, submissions.texts
    unions = unite(
        pairs,
        len(submissions.listings),
        schools_of(listings),
        templates,
        lambda plan: place_sections(texts[plan], sections[plan]) if sections else (),
    )
    if boilerplate is None or not boilerplate.declared:
        return unions
    return tuple(
        replace(union, declared=boilerplate.quoted_share(texts[plan])) if union.copied else union
        for plan, union in enumerate(unions)
    )


def _tampered(submissions: Submissions, odd_texts: Iterable[int]) -> tuple[Tampered, ...]:
    """Return hidden text of files, and characters strewn into records of a corpus."""
    from jyplan.reading.submissions import find_tampering

    known_paths = {entry.path for entry in submissions.tampered}
    new_texts = (number for number in odd_texts if submissions.listings[number].path not in known_paths)
    return (*submissions.tampered, *find_tampering(submissions.listings, submissions.texts, new_texts))


def _disguised(submissions: Submissions, result: CopyResult) -> Iterator[Tampered]:
    """Yield the plans with characters replaced or reordered: most copied text in such a plan cannot be found."""
    from jyplan.model import Tampered

    in_pairs = {number for pair in result.pairs for number in (pair.a, pair.b)}
    for number in result.lonely_texts:
        if message := _find_disguise(submissions.texts[number], is_in_pair=number in in_pairs):
            listing = submissions.listings[number]
            yield Tampered(listing.path, listing.number, message)


def _find_disguise(text: str, *, is_in_pair: bool) -> Message | None:
    """Return how a text is disguised, as a sentence for the reviewer; None for a text without signs of a disguise."""
    from jyplan.compare.rewrites.misplaced import find_misplaced
    from jyplan.compare.rewrites.replaced import find_replaced

    if replaced := find_replaced(text):
        params = {"every": replaced.every, "fitting": f"{replaced.fitting:.0%}", "others": f"{replaced.elsewhere:.0%}"}
        of_one = _REPLACED_IN_PART if is_in_pair else _REPLACED
        return Message((of_one if replaced.width == 1 else _WORDS_STREWN).template, params)
    if misplaced := find_misplaced(text):
        shares = {"neighbours": f"{misplaced.neighbours:.0%}", "fitting": f"{misplaced.fitting:.0%}"}
        if misplaced.distance < 0:
            return Message(_BACKWARDS.template, shares)
        return Message(_IN_COLUMNS.template, {**shares, "distance": misplaced.distance})
    return None


def schools_of(listings: Sequence[Listing]) -> list[str | None]:
    """Return the school of each plan, None where unknown."""
    return [listing.school for listing in listings]


def undecided_pairs(listings: Sequence[Listing], pairs: Iterable[tuple[int, int]]) -> Iterator[LeftOut]:
    """Yield an entry for each pair of plans with a comparison given up for time or memory."""
    for left_number, right_number in pairs:
        left, right = listings[left_number], listings[right_number]
        params = {"other": f"{right.path}#{right.number}"}
        reason = Message("takes too long or too much memory to be compared with {other}", params)
        yield LeftOut(left.path, left.number, reason, gave_up=True)


def _not_compared(listings: Sequence[Listing], result: CopyResult) -> Iterator[LeftOut]:
    for number in result.empty_texts:
        listing = listings[number]
        yield LeftOut(listing.path, listing.number, Message("has no text to compare"))
    yield from undecided_pairs(listings, result.undecided)
