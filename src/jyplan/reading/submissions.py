"""All plans of many files and corpora, with no more of each than it takes to compare it with the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.corpora import find_reader, is_named_as_corpus, read_corpus
from jyplan.inputs import DEFAULT_MAX_SIZE, Source, Unreadable, location
from jyplan.model import LeftOut, Listing, Message, SchoolYear
from jyplan.reading.many import read_many
from jyplan.reading.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.corpora.protocol import CorpusReader
    from jyplan.model import Outline, Plan, Revisions


@dataclass(frozen=True, slots=True)
class Submitted:
    """A plan to be compared with others."""

    listing: Listing
    text: str
    sha256: str | None = None
    """Of its file, None for a record of a corpus."""


@dataclass(frozen=True, slots=True)
class Submissions:
    """All plans that are to be compared, and what came of the rest."""

    listings: Sequence[Listing]
    texts: Sequence[str]
    """The plan text of each listing."""
    left_out: Sequence[LeftOut]
    unread: Sequence[Unreadable]


def collect(results: Iterable[list[Submitted | LeftOut] | Unreadable], *, spool: bool = False) -> Submissions:
    """Return all plans that are yielded, their texts in memory or on disk."""
    listings: list[Listing] = []
    texts: list[str] | Spool = Spool() if spool else []
    left_out: list[LeftOut] = []
    unread: list[Unreadable] = []
    for result in results:
        if isinstance(result, Unreadable):
            unread.append(result)
            continue
        for each in result:
            if isinstance(each, LeftOut):
                left_out.append(each)
            else:
                listings.append(each.listing)
                texts.append(each.text)
    return Submissions(listings, texts, left_out, unread)


def read_submissions(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None,
    revisions: Revisions,
    max_size: int = DEFAULT_MAX_SIZE,
) -> Iterator[list[Submitted | LeftOut] | Unreadable]:
    """Yield the plans of each source, or why there are none; a corpus yields one plan or problem at a time.

    Files next to each other are read together, as `read_many` does it. What is named twice is read once: a plan is no
    copy of itself.
    """
    once, repeats = _apart_from_repeats(list(sources))
    if repeats:
        yield repeats
    for reader, group in groupby(((_corpus(each), each) for each in once), key=lambda pair: pair[0]):
        if reader is None:
            yield from read_many(_plans_of, [source for _, source in group], workers, revisions)
            continue
        for _, source in group:
            for each in read_corpus(source, reader, longest=max_size):  # type: ignore[arg-type] # a corpus is a Source
                yield each if isinstance(each, Unreadable) else [Submitted(each.listing, each.text)]


def _apart_from_repeats(
    sources: Sequence[Source | Unreadable],
) -> tuple[list[Source | Unreadable], list[Submitted | LeftOut]]:
    """Return each content once, and what is left out since it is there already, alone or in its whole file."""
    whole = {location(each): each.path for each in sources if isinstance(each, Source) and each.plan is None}
    first: dict[tuple[str, int | None], str] = {}
    once: list[Source | Unreadable] = []
    repeats: list[Submitted | LeftOut] = []
    for each in sources:
        place = location(each) if isinstance(each, Source) else None
        plan = each.plan if isinstance(each, Source) else None
        other = None
        if place is not None:
            other = first.get((place, plan)) or (whole.get(place) if plan is not None else None)
            first.setdefault((place, plan), each.path)
        if other is None:
            once.append(each)
        else:
            reason = Message("is the same file as {other}, which is compared", {"other": other})
            repeats.append(LeftOut(each.path, plan, reason))
    return once, repeats


def _corpus(source: Source | Unreadable) -> CorpusReader | None:
    """Return what reads a source as a corpus; a file in an archive is looked into only if its name says so."""
    if isinstance(source, Source) and (source.file or is_named_as_corpus(source.path)):
        return find_reader(source)
    return None


def _plans_of(outline: Outline) -> list[Submitted | LeftOut]:
    path = outline.document.path
    if not outline.plans:
        return [LeftOut(path, None, Message("there is no plan in it"))]
    return [Submitted(_listing(path, plan), plan.text, outline.document.sha256) for plan in outline.plans]


def _listing(path: str, plan: Plan) -> Listing:
    name = PurePath(path).name
    return Listing(path, name, plan.number, plan.title or "", len(plan.text), date=_date(plan.school_year))


def _date(year: SchoolYear | None) -> str | None:
    """Return the month a plan's time begins in, as precisely as it is known."""
    if year is None:
        return None
    if year.first == year.last or year.term is None:
        return str(year.first)
    return f"{year.last}-02" if year.term == 2 else f"{year.first}-09"
