"""Plans compared with an archive of earlier plans."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jyplan.api.copies import copy_options, schools_of, undecided_pairs, unions_of
from jyplan.api.rewrites import find_rewritten_earlier
from jyplan.model import Copies, PairsLeftOut
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.archive.lookup import Archive
    from jyplan.archive.matching import ArchiveMatches
    from jyplan.compare.copies.options import Watch
    from jyplan.compare.passages.boilerplate import Boilerplate
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import CopiedPair, CopiedUnion, Listing, RewrittenPair, SharedStretch
    from jyplan.reading.limits import Limits
    from jyplan.reading.submissions import Submissions


LARGE_ARCHIVE = 10_000
"""Texts of an archive from which on reading them all takes long: some five seconds."""


def is_large_archive(archive: str | os.PathLike[str]) -> bool:
    """Whether an archive keeps more than `LARGE_ARCHIVE` texts, so that looking for rewritten plans takes long.

    Raises:
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    from pathlib import Path

    from jyplan.archive.lookup import open_archive

    return open_archive(Path(archive)).count_texts() > LARGE_ARCHIVE


def find_archived(
    submissions: Submissions,
    archive: str | os.PathLike[str],
    *,
    boilerplate: Iterable[Source | Unreadable] = (),
    min_run: int | None = None,
    workers: int | None = None,
    watch: Watch = lambda *_: None,
    redact: bool = False,
    rewritten: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Copies, tuple[str | None, ...]]:
    """Return the pairs of a submitted and an archived plan, and the texts of the archived plans in pairs and shared stretches.

    A short stretch that several archived plans have is reported once, as among submissions.

    With `rewritten`, archived plans that submitted ones say in other words are looked for, too, and listed apart; that reads every
    text of the archive.

    A text is None where the archive keeps no texts. Submitted plans are not compared with each other; options are as
    in `find_copies`. With `redact` personal numbers are masked in what the archive keeps unmasked.

    Raises:
        InputError: the boilerplate cannot be read.
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    from pathlib import Path

    from jyplan.archive import matching
    from jyplan.archive.lookup import open_archive
    from jyplan.reading.many import run_in_processes

    processes = workers or os.cpu_count() or 1
    options = copy_options(boilerplate, min_run, None, processes, limits)
    run = partial(run_in_processes, workers=processes, limits=limits)
    opened = open_archive(Path(archive))
    matches = matching.find_archived(opened, submissions.texts, options, run=run, watch=watch)
    suspected: tuple[RewrittenPair, ...] = ()
    if rewritten:
        matches, suspected = _with_rewritten(matches, opened, submissions.texts, redact=redact)
    listings, texts = _shown(matches, redact=redact)
    copies = _conclude(submissions, matches, listings, texts, options.boilerplate)
    return replace(copies, rewritten=suspected), texts


def _with_rewritten(
    matches: ArchiveMatches, archive: Archive, texts: Sequence[str], *, redact: bool
) -> tuple[ArchiveMatches, tuple[RewrittenPair, ...]]:
    """Return the matches with the archived plans that texts say in other words added, and the suspected pairs."""
    from jyplan.text.redaction import redact as redact_text

    earlier = archive.all_texts(redact_text if redact else None)
    by_id = find_rewritten_earlier(texts, earlier, matches.pairs, [plan.id for plan in matches.plans])
    described = archive.describe({pair.b for pair in by_id} - {plan.id for plan in matches.plans})
    plans = (*matches.plans, *described.values())
    plan_texts = (*matches.texts, *map(archive.texts(described).get, described))
    number_of = {plan.id: number for number, plan in enumerate(plans, len(texts))}
    suspected = tuple(replace(pair, b=number_of[pair.b]) for pair in by_id if pair.b in number_of)
    return matches._replace(plans=plans, texts=plan_texts), suspected


def _shown(matches: ArchiveMatches, *, redact: bool) -> tuple[list[Listing], tuple[str | None, ...]]:
    """Return the listings and the texts of the archived plans, with `redact` without personal numbers."""
    from jyplan.api.redaction import redact_listing
    from jyplan.text.redaction import redact as redact_text

    listings = [redact_listing(plan.listing) if redact else plan.listing for plan in matches.plans]
    return listings, tuple(text and redact_text(text) if redact else text for text in matches.texts)


def _conclude(
    submissions: Submissions,
    matches: ArchiveMatches,
    archived: Sequence[Listing],
    texts: Sequence[str | None],
    boilerplate: Boilerplate | None,
) -> Copies:
    """Return the copies that matches show, given the listings and texts of the archived plans."""
    from jyplan.compare.copies.clustering import cluster_plans, count_left_out
    from jyplan.compare.copies.conclusion import in_order
    from jyplan.compare.copies.repeated_stretches import take_out_repeated
    from jyplan.compare.copies.union import locate_template

    count = len(submissions.listings)

    def text_of(number: int) -> str:
        return submissions.texts[number] if number < count else texts[number - count] or ""

    listings = (*submissions.listings, *archived)
    remaining, repeated = take_out_repeated(matches.pairs, text_of, all_compared=False)
    pairs = in_order(remaining)
    templates = tuple(locate_template(stretch, text_of) for stretch in repeated)
    clusters = cluster_plans(pairs, [listing.date for listing in listings])
    return Copies(
        listings,
        pairs,
        clusters,
        templates,
        common=(),
        left_out=(*submissions.left_out, *undecided_pairs(listings, matches.undecided)),
        unions=unions_of(submissions, listings, pairs, templates, boilerplate),
        pairs_left_out=count_left_out(pairs, clusters, matches.not_compared, submissions=count),
        tampered=tuple(submissions.tampered),
    )


def join_copies(among: Copies, archived: Copies) -> Copies:
    """Return the results of `find_copies` and `find_archived` for the same plans as a single result, clustered anew."""
    from jyplan.compare.copies.clustering import cluster_plans, count_left_out
    from jyplan.compare.copies.conclusion import in_order
    from jyplan.compare.copies.repeated_stretches import join_stretches, leave_to_stretches

    templates = tuple(join_stretches((*among.templates, *archived.templates)))
    pairs = in_order(leave_to_stretches((*among.pairs, *archived.pairs), templates))
    clusters = cluster_plans(pairs, [listing.date for listing in archived.listings])
    left_out = tuple(dict.fromkeys((*among.left_out, *archived.left_out)))
    elsewhere = [entry for copies in (among, archived) for entry in copies.pairs_left_out if entry.cluster is None]
    pairs_left_out = count_left_out(pairs, clusters, submissions=len(among.listings))
    if elsewhere:
        pairs_left_out = (*pairs_left_out, PairsLeftOut(None, sum(entry.pairs for entry in elsewhere)))
    return Copies(
        archived.listings,
        pairs,
        clusters,
        templates,
        among.common,
        left_out=left_out,
        unions=_join_unions(among, archived, pairs, templates),
        pairs_left_out=pairs_left_out,
        tampered=among.tampered,
        rewritten=tuple(
            sorted((*among.rewritten, *archived.rewritten), key=lambda pair: (-pair.strength, pair.a, pair.b))
        ),
    )


def _join_unions(
    among: Copies, archived: Copies, pairs: Iterable[CopiedPair], templates: Iterable[SharedStretch]
) -> tuple[CopiedUnion, ...]:
    """Return how much of each submission stands in any other plan, submitted or archived."""
    from jyplan.compare.copies.union import unite

    before = tuple(zip(among.unions, archived.unions, strict=True))
    unions = unite(
        pairs,
        len(among.listings),
        schools_of(archived.listings),
        templates,
        lambda plan: before[plan][0].sections or before[plan][1].sections,
    )
    return tuple(
        replace(union, declared=max(among_submissions.declared, in_archive.declared))
        for union, (among_submissions, in_archive) in zip(unions, before, strict=True)
    )
