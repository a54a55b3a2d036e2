"""The words that all reports of copies share: relations, what a plan is called, what was left out, the summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.media.labels import error_sentence, reason
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.language import Language
    from jyplan.model import CopiedPair, Copies, Listing
    from jyplan.reports.protocol import DupesOptions

RELATION_WORDS: Mapping[Relation, Message] = MappingProxyType(
    {
        Relation.IDENTICAL: Message("identical"),
        Relation.NEAR_IDENTICAL: Message("near-identical"),
        Relation.PARTIAL: Message("partial"),
    }
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A plan or a file that was not compared, or not wholly."""

    path: str
    number: int | None
    """Of the plan in its file, the line of a corpus; None for the whole file."""
    why: str
    """In the user's language."""

    @property
    def name(self) -> str:
        """Where it is, as the user would name it."""
        return self.path if self.number is None else f"{self.path}#{self.number}"


def troubles(copies: Copies, options: DupesOptions) -> Iterator[Trouble]:
    """Yield the files that could not be read, then what could not be compared."""
    for unread in options.unread:
        record = unread.error.where.removeprefix(f"{unread.path}:")  # of a corpus, whose lines stand for plans
        if record.isdecimal():
            yield Trouble(unread.path, int(record), error_sentence(unread.error, options.language))
        else:
            yield Trouble(unread.path, None, reason(unread, options.language))
    for left in copies.left_out:
        yield Trouble(left.path, left.number, options.language.say(left.reason))


def plan_names(listings: Sequence[Listing]) -> tuple[str, ...]:
    """Return for each plan a short name that tells it from all others of its kind, on one line and visible.

    It is the path without the folder that all submissions are in, or what a line of a table is called;
    `#n` follows where a file holds several plans.

    >>> from jyplan.model import Listing
    >>> plan_names([Listing("in/三小/计划.txt", "计划.txt", n, "", 9) for n in (1, 2)] + [Listing("in/a.txt", "a.txt", 1, "", 9)])
    ('三小/计划.txt#1', '三小/计划.txt#2', 'a.txt')
    """
    folder = _common_folder([listing.path for listing in listings if not listing.archived])
    in_file = Counter((listing.path, listing.archived) for listing in listings)
    names = [_name(each, folder, several=in_file[each.path, each.archived] > 1) for each in listings]
    shared = Counter(names)
    return tuple(
        one_line(name if shared[name] == 1 else _full_name(listing))
        for name, listing in zip(names, listings, strict=True)
    )


def _common_folder(paths: Sequence[str]) -> str:
    if not paths:
        return ""
    # what the first and the last in order share, all share
    alike = takewhile(lambda both: both[0] == both[1], zip(min(paths), max(paths), strict=False))
    shared = "".join(char for char, _ in alike)
    return shared[: max(shared.rfind("/"), shared.rfind("\\")) + 1]


def _is_row(listing: Listing) -> bool:
    """Return whether a plan is a line of a table, which has a name of its own."""
    return listing.path.replace("\\", "/").rpartition("/")[2] != listing.name


def _name(listing: Listing, folder: str, *, several: bool) -> str:
    if _is_row(listing):
        return listing.name
    path = listing.path if listing.archived else listing.path.removeprefix(folder)
    return f"{path}#{listing.number}" if several else path


def _full_name(listing: Listing) -> str:
    """Return all that tells two plans apart whose short names are alike."""
    path = f"{listing.path}: {listing.name}" if _is_row(listing) else listing.path
    return f"{path}#{listing.number}"


def source_word(listing: Listing, language: Language) -> str:
    """Return what an archived plan was filed under, empty for a submission."""
    if not listing.archived:
        return ""
    return one_line(listing.label) if listing.label else language.say(Message("archive"))


def labelled_names(listings: Sequence[Listing], language: Language) -> tuple[str, ...]:
    """Return the names of `plan_names`, those of archived plans with what they were filed under in brackets."""
    sources = (source_word(listing, language) for listing in listings)
    names = zip(plan_names(listings), sources, strict=True)
    return tuple(f"{name} [{source}]" if source else name for name, source in names)


def shared_chars(pair: CopiedPair) -> int:
    """Return the characters that the passages of a pair hold."""
    return sum(passage.chars for passage in pair.passages)


def group_numbers(copies: Copies) -> dict[int, int]:
    """Return the number of the group, from 1, for each plan that is in one."""
    return {member: number for number, group in enumerate(copies.clusters, 1) for member in group.members}


def count_relations(copies: Copies) -> dict[Relation, int]:
    """Return how many pairs there are of each relation, closest first."""
    counts = Counter(pair.relation for pair in copies.pairs)
    return {relation: counts[relation] for relation in Relation}


def summary(copies: Copies, options: DupesOptions) -> Iterator[str]:
    """Yield sentences on how many plans were compared, what was found, and how many were not."""
    say = options.language.say
    archived = sum(listing.archived for listing in copies.listings)
    plans = {"plans": len(copies.listings) - archived, "archived": archived}
    yield say(
        Message("plans compared: {plans}; in the archive, with matches: {archived}", plans)
        if archived
        else Message("plans compared: {plans}", plans)
    )
    if not (copies.pairs or copies.templates):
        yield say(Message("no copies found"))
        return
    found = {relation.name.lower(): count for relation, count in count_relations(copies).items()}
    params = found | {"pairs": len(copies.pairs), "groups": len(copies.clusters), "templates": len(copies.templates)}
    yield say(
        Message(
            "pairs: {pairs} (identical {identical}, near-identical {near_identical}, partial {partial});"
            " groups: {groups}; templates: {templates}",
            params,
        )
    )
