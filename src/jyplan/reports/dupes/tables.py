"""The tables of copies: pairs, cluster members, templates, plans, and plans not compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.dupes.words import (
    RELATION_WORDS,
    cluster_numbers,
    labelled_names,
    not_compared,
    shared_chars,
    source_word,
    tampered,
)
from jyplan.reports.media.labels import percent, rounded_down
from jyplan.reports.media.shared_words import evidence_words, quoted
from jyplan.reports.media.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import CopiedPair, Copies, CopyCluster, Listing
    from jyplan.reports.media.worksheets import Cell
    from jyplan.reports.protocol import DupesOptions

_WORDS = 20
"""Rare words named for a pair suspected to be rewritten."""
_SOURCES = 20
"""Sources named for a plan."""
_DIGITS = 4
"""Decimal places of a share: a hundredth of a percent."""

_PLAN = (
    Message("plan {side}"),
    Message("title {side}"),
    Message("school {side}"),
    Message("date {side}"),
)
_PLAN_WIDTHS = (34, 24, 12, 10)


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """Head of a column, and width in characters of a spreadsheet's default font."""

    head: str
    width: float


@dataclass(slots=True)
class _PlanFigures:
    """A plan's pairs and templates as the table of plans shows them."""

    pairs: int = 0
    largest_share: float | None = None
    """Largest share of the plan copied in a single pair; None for a plan without pairs."""
    shared_with: str = ""
    """Name of the plan in that pair."""
    templates: list[int] = field(default_factory=list)
    """Numbers of the plan's templates, from 1."""


@dataclass(frozen=True)
class Tables:
    """All tables of a report: document text is made visible, counts are integers, shares are floats."""

    copies: Copies
    options: DupesOptions

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The display name of every plan, by index; for an archived plan with its label."""
        return labelled_names(self.copies.listings, self.options.language)

    @cached_property
    def cluster_of(self) -> dict[int, int]:
        """The number of a plan's cluster, from 1; plans outside all clusters are missing."""
        return cluster_numbers(self.copies)

    def pair_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of pairs: figures, then plan A, then plan B."""
        yield from self.columns(
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
                yield ReportColumn(self._say(Message(template.template, {"side": side})), width)
        for side in "AB":
            yield ReportColumn(self._say(Message("{side}, copied from any", {"side": side})), 10)
            yield ReportColumn(self._say(Message("sources of {side}", {"side": side})), 40)
        yield ReportColumn(self._say(Message("sentences that say the same")), 10)
        yield ReportColumn(self._say(Message("in both")), 40)

    def pairs(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per pair, most copied first, then a row per pair suspected to be rewritten."""
        known = {}
        for number, pair in enumerate(self.copies.pairs, 1):
            known[pair.a, pair.b] = pair
            yield (*self._figures(number, pair), *self._sides(pair.a, pair.b), None, "")
        suspected = self._say(Message("suspected rewriting"))
        for number, rewritten in enumerate(self.copies.rewritten, len(self.copies.pairs) + 1):
            copied = known.get((rewritten.a, rewritten.b))
            figures = self._figures(number, copied) if copied else (number, "", 0.0, 0.0, 0, 0, 0, None)
            words = self._say(Message(", ")).join(one_line(word) for word in rewritten.words[:_WORDS])
            sides = self._sides(rewritten.a, rewritten.b)
            yield (number, suspected, *figures[2:], *sides, len(rewritten.items), words)

    def _sides(self, left: int, right: int) -> Iterator[Cell]:
        """Yield the particulars of both plans of a pair, then the union of each and its closest source."""
        yield from (*self._plan(left), *self._plan(right))
        for plan in (left, right):
            union = self.copies.union(plan)
            yield rounded_down(union.copied, _DIGITS) if union.copied else None  # archived plans have none
            yield self.sources(plan)

    def sources(self, plan: int) -> str:
        """Return the sources of a plan with what each adds, a line each."""
        shown = self.copies.union(plan).sources
        return "; ".join(f"{self.names[source.plan]} +{percent(source.copied)}" for source in shown[:_SOURCES])

    def _figures(self, number: int, pair: CopiedPair) -> Sequence[Cell]:
        cluster = self.cluster_of.get(pair.a)
        return (
            number,
            self._say(RELATION_WORDS[pair.relation]),
            rounded_down(float(pair.a_copied), _DIGITS),
            rounded_down(float(pair.b_copied), _DIGITS),
            shared_chars(pair),
            len(pair.passages),
            max((passage.chars for passage in pair.passages), default=0),
            cluster if cluster == self.cluster_of.get(pair.b) else None,
        )

    def _plan(self, plan: int) -> Sequence[Cell]:
        return (self.names[plan], *_known(self.copies.listings[plan]))

    def cluster_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of cluster members."""
        return self.columns(
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

    def cluster_members(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per member, the largest cluster first."""
        clusters = enumerate(self.copies.clusters, 1)
        return chain.from_iterable(self._members(number, cluster) for number, cluster in clusters)

    def _members(self, number: int, cluster: CopyCluster) -> Iterator[Sequence[Cell]]:
        relation, yes = self._say(RELATION_WORDS[cluster.relation]), self._say(Message("yes"))
        for member, (closest, share) in zip(cluster.members, cluster.closest, strict=True):
            listing = self.copies.listings[member]
            earliest = yes if member == cluster.earliest else ""
            plan = self.names[member], one_line(listing.title), one_line(listing.date or ""), earliest
            yield (
                number,
                len(cluster.members),
                relation,
                *plan,
                self.names[closest],
                rounded_down(float(share), _DIGITS),
            )

    def rewritten_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of aligned sentences."""
        return self.columns(
            (Message("no."), 6),
            (Message("plan"), 34),
            (Message("words in A"), 60),
            (Message("suspected rewriting of"), 34),
            (Message("words in B"), 60),
            (Message("in both"), 40),
            (Message("in the same order"), 9),
        )

    def rewritten_items(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per aligned sentence of the pairs suspected to be rewritten; numbers go on after the copied pairs."""
        text_of, between, yes = self.options.text_of, self._say(Message(", ")), self._say(Message("yes"))
        for number, pair in enumerate(self.copies.rewritten, len(self.copies.pairs) + 1):
            left, right = text_of(pair.a), text_of(pair.b)
            for item in pair.items:
                shared = evidence_words(item, between)
                quotes = visible(quoted(left, item.left)), visible(quoted(right, item.right))
                order = yes if item.in_order else ""
                yield number, self.names[pair.a], quotes[0], self.names[pair.b], quotes[1], visible(shared), order

    def template_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of templates."""
        return self.columns(
            (Message("template"), 10),
            (Message("kind"), 14),
            (Message("plans"), 8),
            (Message("characters"), 10),
            (Message("text"), 80),
            (Message("in these plans"), 50),
        )

    def templates(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per template, then a row per widespread stretch; only templates are numbered."""
        template, widespread = self._say(Message("template")), self._say(Message("widespread"))
        for number, stretch in enumerate(self.copies.templates, 1):
            members = "\n".join(self.names[member] for member in stretch.members)
            yield number, template, len(stretch.members), stretch.chars, visible(stretch.text), members
        for stretch in self.copies.common:
            yield None, widespread, len(stretch.members), stretch.chars, visible(stretch.text), ""

    def document_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of plans."""
        return self.columns(
            (Message("path"), 44),
            (Message("number in the file"), 9),
            (Message("name"), 20),
            (Message("title"), 26),
            (Message("school"), 14),
            (Message("date"), 11),
            (Message("archive"), 12),
            (Message("characters"), 9),
            (Message("pairs"), 8),
            (Message("copied"), 10),
            (Message("with declared text"), 10),
            (Message("without its own school"), 10),
            (Message("largest"), 10),
            (Message("from, or by"), 34),
            (Message("sources, with what each adds"), 50),
            (Message("group"), 6),
            (Message("templates"), 10),
        )

    def documents(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per plan, with its largest copied share, the plan sharing it, and its templates."""
        figures = self._figures_by_plan()
        for plan, listing in enumerate(self.copies.listings):
            of_plan = figures[plan]
            yield (
                visible(listing.path),
                listing.number,
                one_line(listing.name),
                *_known(listing),
                source_word(listing, self.options.language),
                listing.chars,
                of_plan.pairs,
                *self._union(plan, of_plan),
                of_plan.shared_with,
                self.sources(plan),
                self.cluster_of.get(plan),
                " ".join(map(str, of_plan.templates)),
            )

    def _union(self, plan: int, figures: _PlanFigures) -> tuple[Cell, Cell, Cell, Cell]:
        """Return the union of a plan, with declared text, from other schools, and the closest share; empty without pairs."""
        if figures.largest_share is None:
            return None, None, None, None
        largest = rounded_down(float(figures.largest_share), _DIGITS)
        if plan >= len(self.copies.unions):
            return None, None, None, largest
        union = self.copies.unions[plan]
        copied, declared, other_schools = (
            rounded_down(share, _DIGITS) for share in (union.copied, union.with_declared, union.other_schools)
        )
        return copied, declared, other_schools, largest

    def _figures_by_plan(self) -> list[_PlanFigures]:
        """Return the figures of every plan, by index."""
        figures = [_PlanFigures() for _ in self.copies.listings]
        for pair in self.copies.pairs:
            for plan, partner, share in ((pair.a, pair.b, pair.a_copied), (pair.b, pair.a, pair.b_copied)):
                of_plan = figures[plan]
                of_plan.pairs += 1
                if of_plan.largest_share is None or share > of_plan.largest_share:
                    of_plan.largest_share = share
                    of_plan.shared_with = self.names[partner]
        for number, template in enumerate(self.copies.templates, 1):
            for member in template.members:
                figures[member].templates.append(number)
        return figures

    def not_compared_columns(self) -> Iterator[ReportColumn]:
        """Yield the columns of the table of files and plans not compared."""
        return self.columns((Message("path"), 50), (Message("number in the file"), 12), (Message("reason"), 80))

    def not_compared(self) -> Iterator[Sequence[Cell]]:
        """Yield a row per file or plan with hidden characters, not compared, or compared only in part."""
        for entry in (*tampered(self.copies, self.options.language), *not_compared(self.copies, self.options)):
            yield visible(entry.path), entry.number, one_line(entry.reason)

    def columns(self, *columns: tuple[Message, float]) -> Iterator[ReportColumn]:
        """Yield columns with the given heads and widths."""
        return (ReportColumn(self._say(head), width) for head, width in columns)

    def _say(self, message: Message) -> str:
        return self.options.language.say(message)


def _known(listing: Listing) -> tuple[str, str, str]:
    """Return the title, school and date of a plan."""
    return one_line(listing.title), one_line(listing.school or ""), one_line(listing.date or "")
