"""All plans of many files and corpora, reduced to listing and text: enough for comparing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.corpora import find_reader, read_corpus
from jyplan.inputs import DEFAULT_MAX_SIZE, Source, Unreadable, location
from jyplan.model import LeftOut, Listing, Message, ProblemKind, SchoolYear, Span, Tampered, TopSection
from jyplan.readers.disguises import find_invisible, find_strewn_in
from jyplan.reading.limits import DEFAULT_LIMITS
from jyplan.reading.many import not_read_in_time, read_many
from jyplan.reading.spool import Spool
from jyplan.reading.uncompared import uncompared_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.corpora.protocol import CorpusReader
    from jyplan.model import Node, Outline, Plan, Revisions
    from jyplan.reading.limits import Limits

_HEADING = 60
"""Characters kept of a section's heading."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A plan to be compared."""

    listing: Listing
    text: str
    sha256: str | None = None
    """Of the file; None for a record of a corpus."""
    tampered: tuple[Tampered, ...] = ()
    """Hidden content of the file, listed with the first plan of the file."""
    sections: tuple[TopSection, ...] = ()
    """The topmost sections; none for a record of a corpus, of which no outline is made."""


@dataclass(frozen=True, slots=True)
class Submissions:
    """All plans to be compared, and the plans and files left out."""

    listings: Sequence[Listing]
    texts: Sequence[str]
    """The plan text of each listing."""
    left_out: Sequence[LeftOut]
    unread: Sequence[Unreadable]
    tampered: Sequence[Tampered] = ()
    """Hidden content of files, in reading order."""
    sections: Sequence[tuple[TopSection, ...]] = ()
    """The topmost sections of each plan; none where outlines were not made."""


def collect(results: Iterable[list[Submitted | LeftOut] | Unreadable], *, spool: bool = False) -> Submissions:
    """Return all plans of `read_submissions` together, with the texts in memory or, with `spool`, on disk."""
    listings: list[Listing] = []
    texts: list[str] | Spool = Spool() if spool else []
    left_out: list[LeftOut] = []
    unread: list[Unreadable] = []
    tampered: list[Tampered] = []
    sections: list[tuple[TopSection, ...]] = []
    for result in results:
        if isinstance(result, Unreadable):
            unread.append(result)
            continue
        for plan in result:
            if isinstance(plan, LeftOut):
                left_out.append(plan)
            else:
                tampered += plan.tampered
                listings.append(plan.listing)
                texts.append(plan.text)
                sections.append(plan.sections)
    return Submissions(listings, texts, left_out, unread, tampered, sections)


def read_submissions(
    sources: Iterable[Source | Unreadable],
    *,
    workers: int | None,
    revisions: Revisions,
    max_size: int = DEFAULT_MAX_SIZE,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[list[Submitted | LeftOut] | Unreadable]:
    """Yield the plans of each source, or the error of reading it; a corpus yields a plan or problem at a time.

    Consecutive files are read together by `read_many`. A file named twice is read once: a plan is no copy of itself.
    """
    once, repeats = _separate_repeats(list(sources))
    if repeats:
        yield repeats
    for reader, group in groupby(((_corpus_reader(source), source) for source in once), key=lambda pair: pair[0]):
        if reader is None:
            yield from read_many(_plans_of, [source for _, source in group], workers, revisions, limits=limits)
            continue
        for _, source in group:
            for plan in read_corpus(source, reader, longest=max_size):  # type: ignore[arg-type] # a corpus is a Source
                if limits.is_over():
                    yield not_read_in_time(source.path)
                    break
                yield plan if isinstance(plan, Unreadable) else [Submitted(plan.listing, plan.text)]


def _separate_repeats(
    sources: Sequence[Source | Unreadable],
) -> tuple[list[Source | Unreadable], list[Submitted | LeftOut]]:
    """Return the sources without repeats, and the repeats: a file or plan named again, or a plan of a file named whole.

    Of `plan.txt`, `plan.txt#2` and a link to `plan.txt` only `plan.txt` is read.
    """
    whole = {location(source): source.path for source in sources if isinstance(source, Source) and source.plan is None}
    first: dict[tuple[str, int | None], str] = {}
    once: list[Source | Unreadable] = []
    repeats: list[Submitted | LeftOut] = []
    for source in sources:
        place = location(source) if isinstance(source, Source) else None
        plan = source.plan if isinstance(source, Source) else None
        read_as = None
        if place is not None:
            read_as = first.get((place, plan)) or (whole.get(place) if plan is not None else None)
            first.setdefault((place, plan), source.path)
        if read_as is None:
            once.append(source)
        else:
            reason = Message("is the same file as {other}, which is compared", {"other": read_as})
            repeats.append(LeftOut(source.path, plan, reason))
    return once, repeats


def _corpus_reader(source: Source | Unreadable) -> CorpusReader | None:
    """Return the reader for a corpus, by its content and name; None for a document."""
    return find_reader(source) if isinstance(source, Source) else None


def _plans_of(outline: Outline) -> list[Submitted | LeftOut]:
    path = outline.document.path
    if not outline.plans:
        return [LeftOut(path, None, Message("no plan was found in this file"))]
    tampered = tuple(
        Tampered(path, None, problem.message, problem.place)
        for problem in outline.document.problems
        if problem.kind is ProblemKind.TAMPERING
    )
    plans = [
        Submitted(
            listing_of(path, plan), plan.text, outline.document.sha256, () if index else tampered, sections_of(plan)
        )
        for index, plan in enumerate(outline.plans)
    ]
    return [*plans, *uncompared_parts(outline)]


def find_tampering(listings: Sequence[Listing], texts: Sequence[str], numbers: Iterable[int]) -> Iterator[Tampered]:
    """Yield the tampering with texts, given by number: records of a corpus come without a reader."""
    for number in numbers:
        text, listing = texts[number], listings[number]
        if invisible := find_invisible(text):
            yield Tampered(listing.path, listing.number, invisible[0].message)
        elif strewn := find_strewn_in(text):
            yield Tampered(listing.path, listing.number, strewn[0])


def listing_of(path: str, plan: Plan) -> Listing:
    """Return the particulars of a plan in a file, with the school named in the plan."""
    name = PurePath(path).name
    title = plan.title or ""
    return Listing(path, name, plan.number, title, len(plan.text), school=plan.school, date=_date(plan.school_year))


def sections_of(plan: Plan) -> tuple[TopSection, ...]:
    """Return the topmost sections of a plan, first the text above all sections; of a plan with a single section the subsections."""
    nodes = plan.nodes
    while len(nodes) == 1 and nodes[0].children:
        nodes = nodes[0].children
    sections = [TopSection(_heading(plan.text, node), node.span) for node in nodes]
    if sections and (start := sections[0].span.start):
        sections.insert(0, TopSection("", Span(0, start)))
    return tuple(sections)


def _heading(text: str, node: Node) -> str:
    """Return number and title of a node as displayed; without a title the beginning of its first paragraph."""
    line = text[node.span.start : node.span.end].lstrip().partition("\n")[0]
    title = node.title or ""
    end = line.find(title) + len(title) if title and title in line else len(line)
    return line[:end][:_HEADING].strip()


def _date(year: SchoolYear | None) -> str | None:
    """Return the first month or year of a school year or term, as 2024-09 or 2024; None without a school year."""
    if year is None:
        return None
    if year.first == year.last or year.term is None:
        return str(year.first)
    return f"{year.last}-02" if year.term == 2 else f"{year.first}-09"
