"""Words and sentences for all reports of copies: relations, names of plans, plans not compared, the summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.media.labels import error_sentence, problem_place_words, reason
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


TAMPERED = Message("Hidden or strewn characters, a sign of a disguised copy")
"""Title of the list of `tampered`."""


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A plan or a file not compared, or compared only in part, or with hidden characters."""

    path: str
    number: int | None
    """Number of the plan in its file, or line in a corpus; None for the whole file."""
    reason: str
    """Sentence in the user's language."""

    @property
    def name(self) -> str:
        """The address of the plan or file, as on the command line: `page.txt#5`."""
        return self.path if self.number is None else f"{self.path}#{self.number}"


def tampered(copies: Copies, language: Language) -> Iterator[NotCompared]:
    """Yield hidden and strewn characters of submissions, with the place in words: reviewers see these first."""
    for entry in copies.tampered:
        sentence, place = language.say(entry.message), problem_place_words(entry.place, language)
        yield NotCompared(entry.path, entry.number, f"{sentence} ({place})" if place else sentence)


def not_compared(copies: Copies, options: DupesOptions) -> Iterator[NotCompared]:
    """Yield the unread files, then the plans not compared or compared only in part."""
    for unread in options.unread:
        record = unread.error.where.removeprefix(f"{unread.path}:")  # in a corpus a line is a plan
        if record.isdecimal():
            yield NotCompared(unread.path, int(record), error_sentence(unread.error, options.language))
        else:
            yield NotCompared(unread.path, None, reason(unread, options.language))
    for plan in copies.left_out:
        yield NotCompared(plan.path, plan.number, options.language.say(plan.reason))


def plan_names(listings: Sequence[Listing]) -> tuple[str, ...]:
    """Return a short display name for each plan, unique among submissions and among archived plans.

    The name is the path without the folder shared by all submissions, or the id of a table's line; `#n` follows if
    the file has several plans. Control characters are made visible.

    >>> from jyplan.model import Listing
    >>> plan_names([Listing("in/三小/计划.txt", "计划.txt", n, "", 9) for n in (1, 2)] + [Listing("in/a.txt", "a.txt", 1, "", 9)])
    ('三小/计划.txt#1', '三小/计划.txt#2', 'a.txt')
    """
    folder = _common_folder([listing.path for listing in listings if not listing.archived])
    in_file = Counter((listing.path, listing.archived) for listing in listings)
    names = [_short_name(listing, folder, several=in_file[listing.path, listing.archived] > 1) for listing in listings]
    count_of = Counter(names)
    return tuple(
        one_line(name if count_of[name] == 1 else _full_name(listing))
        for name, listing in zip(names, listings, strict=True)
    )


def _common_folder(paths: Sequence[str]) -> str:
    """Return the longest folder shared by all paths, with its final separator; empty if no folder is shared."""
    if not paths:
        return ""
    # a prefix of the smallest and the largest string is a prefix of all strings between
    alike = takewhile(lambda chars: chars[0] == chars[1], zip(min(paths), max(paths), strict=False))
    shared = "".join(char for char, _ in alike)
    return shared[: max(shared.rfind("/"), shared.rfind("\\")) + 1]


def _is_row(listing: Listing) -> bool:
    """Return whether a plan is a line of a table, named by an id instead of its file."""
    return listing.path.replace("\\", "/").rpartition("/")[2] != listing.name


def _short_name(listing: Listing, folder: str, *, several: bool) -> str:
    if _is_row(listing):
        return listing.name
    path = listing.path if listing.archived else listing.path.removeprefix(folder)
    return f"{path}#{listing.number}" if several else path


def _full_name(listing: Listing) -> str:
    """Return the name used when short names are equal: path, id of a table's line, number."""
    path = f"{listing.path}: {listing.name}" if _is_row(listing) else listing.path
    return f"{path}#{listing.number}"


def source_word(listing: Listing, language: Language) -> str:
    """Return the archive label of a plan, "archive" without a label; empty for a submission."""
    if not listing.archived:
        return ""
    return one_line(listing.label) if listing.label else language.say(Message("archive"))


def labelled_names(listings: Sequence[Listing], language: Language) -> tuple[str, ...]:
    """Return the names of `plan_names`, for archived plans with the label in brackets."""
    sources = (source_word(listing, language) for listing in listings)
    names = zip(plan_names(listings), sources, strict=True)
    return tuple(f"{name} [{source}]" if source else name for name, source in names)


def shared_chars(pair: CopiedPair) -> int:
    """Return the number of shared characters in all passages of a pair."""
    return sum(passage.chars for passage in pair.passages)


def cluster_numbers(copies: Copies) -> dict[int, int]:
    """Return the number of the cluster, from 1, of every plan in a cluster."""
    return {member: number for number, cluster in enumerate(copies.clusters, 1) for member in cluster.members}


def most_copied(copies: Copies) -> list[int]:
    """Return the submissions with copied text, most copied first, all sources together."""
    plans = [plan for plan, union in enumerate(copies.unions) if union.copied > 0]
    return sorted(plans, key=lambda plan: (-copies.unions[plan].copied, plan))


def count_relations(copies: Copies) -> dict[Relation, int]:
    """Return the number of pairs of each relation, closest relation first."""
    counts = Counter(pair.relation for pair in copies.pairs)
    return {relation: counts[relation] for relation in Relation}


def summary(copies: Copies, options: DupesOptions) -> Iterator[str]:
    """Yield the summary as sentences: plans compared, then pairs, clusters and templates found."""
    say = options.language.say
    archived = sum(listing.archived for listing in copies.listings)
    plans = {"plans": len(copies.listings) - archived, "archived": archived}
    yield say(
        Message("plans compared: {plans}; in the archive, with matches: {archived}", plans)
        if archived
        else Message("plans compared: {plans}", plans)
    )
    if copies.rewritten:
        count = {"count": len(copies.rewritten)}
        yield say(Message("pairs suspected to be rewritten, not counted as copied: {count}", count))
    if not (copies.pairs or copies.templates):
        yield say(Message("no copies found"))
        return
    relation_counts = {relation.name.lower(): count for relation, count in count_relations(copies).items()}
    params = relation_counts | {
        "pairs": len(copies.pairs),
        "groups": len(copies.clusters),
        "templates": len(copies.templates),
    }
    yield say(
        Message(
            "pairs: {pairs} (identical {identical}, near-identical {near_identical}, partial {partial});"
            " groups: {groups}; templates: {templates}",
            params,
        )
    )
    if left_out := sum(entry.pairs for entry in copies.pairs_left_out):
        yield say(Message("pairs not listed, as closer ones show the same text: {count}", {"count": left_out}))
