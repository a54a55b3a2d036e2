"""What many plans share as tables: pairs, groups, templates, plans, what was left out; a row a thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.words import (
    RELATION_WORDS,
    group_numbers,
    labelled_names,
    shared_chars,
    source_word,
    troubles,
)
from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import CopiedPair, Copies, CopyCluster, Listing
    from jyplan.reports.media.worksheets import Cell
    from jyplan.reports.protocol import DupesOptions

_DIGITS = 4
"""Of a share: a hundredth of a percent."""

_PLAN = (
    Message("plan {side}"),
    Message("title {side}"),
    Message("school {side}"),
    Message("date {side}"),
)
_PLAN_WIDTHS = (34, 24, 12, 10)


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a column and its width in characters of a spreadsheet's default font."""

    head: str
    width: float


@dataclass(frozen=True)
class Tables:
    """All tables of one report; texts of strangers are visible in them, numbers are numbers, shares are floats."""

    copies: Copies
    options: DupesOptions

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each plan is called, and the archive it is from."""
        return labelled_names(self.copies.listings, self.options.language)

    @cached_property
    def groups(self) -> dict[int, int]:
        """The group that a plan is in, for those that are in one."""
        return group_numbers(self.copies)

    def pair_columns(self) -> Iterator[Column]:
        """Yield the columns of the pairs: figures, then plan A, then plan B."""
        yield from self._columns(
            (Message("no."), 6),
            (Message("relation"), 13),
            (Message("A in B"), 9),
            (Message("B in A"), 9),
            (Message("shared characters"), 10),
            (Message("passages"), 9),
            (Message("longest"), 9),
            (Message("group"), 6),
        )
        for side in "AB":
            for template, width in zip(_PLAN, _PLAN_WIDTHS, strict=True):
                yield Column(self._say(Message(template.template, {"side": side})), width)

    def pairs(self) -> Iterator[Sequence[Cell]]:
        """Yield a row a pair, most copied first."""
        for number, pair in enumerate(self.copies.pairs, 1):
            yield (*self._figures(number, pair), *self._plan(pair.a), *self._plan(pair.b))

    def _figures(self, number: int, pair: CopiedPair) -> Sequence[Cell]:
        group = self.groups.get(pair.a)
        return (
            number,
            self._say(RELATION_WORDS[pair.relation]),
            round(float(pair.a_copied), _DIGITS),
            round(float(pair.b_copied), _DIGITS),
            shared_chars(pair),
            len(pair.passages),
            max((passage.chars for passage in pair.passages), default=0),
            group if group == self.groups.get(pair.b) else None,
        )

    def _plan(self, plan: int) -> Sequence[Cell]:
        return (self.names[plan], *_known(self.copies.listings[plan]))

    def group_columns(self) -> Iterator[Column]:
        """Yield the columns of the groups."""
        return self._columns(
            (Message("group"), 8),
            (Message("plans"), 8),
            (Message("relation"), 14),
            (Message("plan"), 44),
            (Message("title"), 36),
            (Message("date"), 12),
            (Message("earliest"), 9),
            (Message("closest to"), 44),
            (Message("share of it there"), 12),
        )

    def group_members(self) -> Iterator[Sequence[Cell]]:
        """Yield a row a member, largest group first."""
        return chain.from_iterable(self._group(number, group) for number, group in enumerate(self.copies.clusters, 1))

    def _group(self, number: int, group: CopyCluster) -> Iterator[Sequence[Cell]]:
        relation, yes = self._say(RELATION_WORDS[group.relation]), self._say(Message("yes"))
        for member, (other, share) in zip(group.members, group.closest, strict=True):
            listing = self.copies.listings[member]
            earliest = yes if member == group.earliest else ""
            known = self.names[member], one_line(listing.title), one_line(listing.date or ""), earliest
            yield number, len(group.members), relation, *known, self.names[other], round(float(share), _DIGITS)

    def template_columns(self) -> Iterator[Column]:
        """Yield the columns of the templates."""
        return self._columns(
            (Message("template"), 10),
            (Message("kind"), 14),
            (Message("plans"), 8),
            (Message("characters"), 10),
            (Message("text"), 80),
            (Message("in these plans"), 50),
        )

    def templates(self) -> Iterator[Sequence[Cell]]:
        """Yield a row a template, then a row a widespread stretch; only the former have numbers."""
        template, widespread = self._say(Message("template")), self._say(Message("widespread"))
        for number, stretch in enumerate(self.copies.templates, 1):
            members = "\n".join(self.names[member] for member in stretch.members)
            yield number, template, len(stretch.members), stretch.chars, visible(stretch.text), members
        for stretch in self.copies.common:
            yield None, widespread, len(stretch.members), stretch.chars, visible(stretch.text), ""

    def document_columns(self) -> Iterator[Column]:
        """Yield the columns of the plans."""
        return self._columns(
            (Message("path"), 44),
            (Message("number in the file"), 9),
            (Message("name"), 20),
            (Message("title"), 26),
            (Message("school"), 14),
            (Message("date"), 11),
            (Message("archive"), 12),
            (Message("characters"), 9),
            (Message("pairs"), 8),
            (Message("most copied"), 10),
            (Message("from, or by"), 34),
            (Message("group"), 6),
            (Message("templates"), 10),
        )

    def documents(self) -> Iterator[Sequence[Cell]]:
        """Yield a row a plan, with the pair that most of it stands in and the numbers of its templates."""
        pairs, most, templates = self._by_plan()
        for plan, listing in enumerate(self.copies.listings):
            share, other = most.get(plan, (None, ""))
            yield (
                visible(listing.path),
                listing.number,
                one_line(listing.name),
                *_known(listing),
                source_word(listing, self.options.language),
                listing.chars,
                pairs.get(plan, 0),
                share,
                other,
                self.groups.get(plan),
                " ".join(map(str, templates.get(plan, []))),
            )

    def _by_plan(self) -> tuple[dict[int, int], dict[int, tuple[float, str]], dict[int, list[int]]]:
        """Return for plans how many pairs they are in, their largest share and the other plan, and their templates."""
        pairs: dict[int, int] = {}
        most: dict[int, tuple[float, str]] = {}
        for pair in self.copies.pairs:
            for plan, other, share in ((pair.a, pair.b, pair.a_copied), (pair.b, pair.a, pair.b_copied)):
                pairs[plan] = pairs.get(plan, 0) + 1
                if plan not in most or share > most[plan][0]:
                    most[plan] = round(float(share), _DIGITS), self.names[other]
        templates: dict[int, list[int]] = {}
        for number, template in enumerate(self.copies.templates, 1):
            for member in template.members:
                templates.setdefault(member, []).append(number)
        return pairs, most, templates

    def trouble_columns(self) -> Iterator[Column]:
        """Yield the columns of what was not compared."""
        return self._columns((Message("path"), 50), (Message("number in the file"), 12), (Message("reason"), 80))

    def troubles(self) -> Iterator[Sequence[Cell]]:
        """Yield a row a file or plan that was not compared, or not wholly."""
        for each in troubles(self.copies, self.options):
            yield visible(each.path), each.number, one_line(each.why)

    def _columns(self, *columns: tuple[Message, float]) -> Iterator[Column]:
        return (Column(self._say(head), width) for head, width in columns)

    def _say(self, message: Message) -> str:
        return self.options.language.say(message)


def _known(listing: Listing) -> tuple[str, str, str]:
    """Return the title, school and date of a plan."""
    return one_line(listing.title), one_line(listing.school or ""), one_line(listing.date or "")
