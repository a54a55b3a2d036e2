"""`jyplan dupes --format text`, the default: the pairs that share most, groups, templates, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.words import RELATION_WORDS, plan_names, shared_chars, source_word, summary, troubles
from jyplan.reports.media.columns import fit_end, width
from jyplan.reports.media.labels import percent
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import BOLD, DIM, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import CopiedPair, Copies, CopyCluster, SharedStretch
    from jyplan.reports.protocol import DupesOptions

_PAIRS = 15
"""Pairs that are shown, three lines each."""
_GROUPS = 8
_MEMBERS = 6
"""Members of a group that are named."""
_TEMPLATES = 8
_COMMON = 2
_TROUBLES = 10
_DATE = 12
"""Columns of a date: 2024-09-01, and what a stranger wrote in its place is cut."""
_TITLE = 16
"""Columns below which the beginning of a title tells nothing."""
_QUOTED = 400
"""Characters of a text that are looked at for the line that quotes it."""
_COLUMNS = (5, 8, 8, 8)
"""Of the number of a pair, of both shares, of the characters."""
_INDENT = 7
_CODES = {Relation.IDENTICAL: (BOLD, YELLOW), Relation.NEAR_IDENTICAL: (YELLOW,), Relation.PARTIAL: ()}


def render(copies: Copies, options: DupesOptions) -> str:
    """Return the report, no line wider than the screen."""
    return "".join(f"{line}\n" for line in _Page(copies, options).lines())


class _Page(ReportScreen):
    """Writes for one screen and one reader."""

    def __init__(self, copies: Copies, options: DupesOptions) -> None:
        super().__init__(options)
        self._copies = copies
        self._options = options
        self._names = plan_names(copies.listings)

    def lines(self) -> Iterator[str]:
        """Yield all parts that are not empty, a blank line between them."""
        copies = self._copies
        for title, part in (
            (Message("Copied pairs, most copied first"), self._pairs()),
            (Message("Groups"), self._groups()),
            (Message("Templates: sections that many plans have from one source"), self._templates()),
            (Message("Widespread, not counted as copied"), self._common()),
            (Message("Not compared, or only in part"), self._troubles()),
        ):
            found = list(part)
            if found:
                yield self.title(title)
                yield from found
                yield ""
        for sentence in summary(copies, self._options):
            yield from self.wrapped(sentence)
        if copies.pairs:
            yield from self.wrapped(
                self.language.say(Message("every pair side by side, for the browser: -o copies.html"))
            )

    def _pairs(self) -> Iterator[str]:
        pairs = self._copies.pairs
        if pairs:
            heads = (Message("no."), Message("A in B"), Message("B in A"), Message("chars"), Message("relation"))
            yield self.paint(self._row([self.language.say(head) for head in heads]), DIM)
        for number, pair in enumerate(pairs[:_PAIRS], 1):
            yield from self._pair(number, pair)
        yield from self._more(len(pairs) - _PAIRS)

    def _pair(self, number: int, pair: CopiedPair) -> Iterator[str]:
        relation = self.paint(self.language.say(RELATION_WORDS[pair.relation]), *_CODES[pair.relation])
        figures = [str(number), percent(pair.a_copied), percent(pair.b_copied), str(shared_chars(pair))]
        yield self._row([*figures, relation])
        for side, plan in (("A", pair.a), ("B", pair.b)):
            yield f"{' ' * _INDENT}{self.paint(side, DIM)} {self._entitled(plan, self.width - _INDENT - 2)}"
        if pair.relation is Relation.PARTIAL and (words := self._evidence(pair)):
            yield f"{' ' * (_INDENT + 2)}{self.paint(self._quoted(words, self.width - _INDENT - 2), DIM)}"

    def _row(self, cells: list[str]) -> str:
        *figures, last = cells
        return "".join(" " * (c - width(f)) + f for c, f in zip(_COLUMNS, figures, strict=True)) + f"  {last}"

    def _evidence(self, pair: CopiedPair) -> str:
        """Return how the longest passage of a pair begins, empty where its text is not kept."""
        text = self._options.text_of(pair.a)
        if text is None or not pair.passages:
            return ""
        longest = max(pair.passages, key=lambda passage: passage.chars).left
        return text[longest.start : min(longest.end, longest.start + _QUOTED)]

    def _groups(self) -> Iterator[str]:
        groups = self._copies.clusters
        if groups:
            heads = Message("share of a plan that stands in the one closest to it:")
            yield f"{' ' * _INDENT}{self.paint(self.language.say(heads), DIM)}"
        for number, group in enumerate(groups[:_GROUPS], 1):
            yield from self._group(number, group)
        yield from self._more(len(groups) - _GROUPS)

    def _group(self, number: int, group: CopyCluster) -> Iterator[str]:
        size = self.say(Message("{count} plans"), count=len(group.members))
        head = f"{size}{self.dot}{self.language.say(RELATION_WORDS[group.relation])}"
        yield f"{number:>{_COLUMNS[0]}}  {head}"
        if group.earliest is not None:
            yield self._earliest(group.earliest)
        closest = list(zip(group.members, group.closest, strict=True))
        room = (self.width - _INDENT - 8 - width(self.becomes)) // 2
        for member, (other, share) in closest[:_MEMBERS]:
            names = f"{self.padded(self._name(member, room), room)}{self.becomes}{self._name(other, room)}"
            yield f"{' ' * _INDENT}{percent(share):>6}  {names}".rstrip()
        yield from self._more(len(closest) - _MEMBERS, _INDENT + 8)

    def _earliest(self, member: int) -> str:
        date = self._copies.listings[member].date or ""
        label = self.say(Message("earliest, {date}: "), date=self.fit(one_line(date), _DATE))
        return f"{' ' * _INDENT}{label}{self._name(member, self.width - _INDENT - width(label))}"

    def _templates(self) -> Iterator[str]:
        templates = self._copies.templates
        for number, template in enumerate(templates[:_TEMPLATES], 1):
            size = self._size(template)
            yield f"{number:>{_COLUMNS[0]}}  {size}"
            yield f"{' ' * _INDENT}{self._quoted(template.text, self.width - _INDENT)}"
            yield f"{' ' * _INDENT}{self.paint(self._listed(template.members, self.width - _INDENT), DIM)}"
        yield from self._more(len(templates) - _TEMPLATES)

    def _common(self) -> Iterator[str]:
        common = self._copies.common
        for stretch in common[:_COMMON]:
            size = f"{self.dot}{self._size(stretch)}"
            yield f"  {self._quoted(stretch.text, self.width - 2 - width(size))}{size}"
        yield from self._more(len(common) - _COMMON, 2)

    def _troubles(self) -> Iterator[str]:
        found = list(troubles(self._copies, self._options))
        for each in found[:_TROUBLES]:
            yield from (self.paint(line, YELLOW) for line in self.wrapped(one_line(f"! {each.name}: {each.why}"), 2))
        yield from self._more(len(found) - _TROUBLES, 2)

    def _size(self, stretch: SharedStretch) -> str:
        return self.say(Message("{count} plans, {chars} characters"), count=len(stretch.members), chars=stretch.chars)

    def _quoted(self, text: str, room: int) -> str:
        """Return the beginning of a text in quotes, on one line."""
        return f"“{self.fit(one_line(text[:_QUOTED]), room - width('“”'))}”"

    def _name(self, plan: int, room: int) -> str:
        """Return what a plan is called, its end where there is little room, and the archive it is from."""
        source = source_word(self._copies.listings[plan], self.language)
        tag = f" [{self.fit(source, room // 3)}]" if source else ""
        return f"{fit_end(self._names[plan], room - width(tag), self.ellipsis)}{tag}"

    def _entitled(self, plan: int, room: int) -> str:
        """Return what a plan is called and, where there is room, its title."""
        name = self._name(plan, room)
        left = room - width(name) - 2
        title = self.fit(one_line(self._copies.listings[plan].title), left) if left >= _TITLE else ""
        return f"{name}  {self.paint(title, DIM)}" if title else name

    def _listed(self, plans: Sequence[int], room: int) -> str:
        """Return as many names as fit, and how many more there are."""
        between, line = self.language.say(Message(", ")), ""
        for count, plan in enumerate(plans):
            rest = len(plans) - count
            more = self.say(Message("{ellipsis} {count} more plans"), ellipsis=self.ellipsis, count=rest)
            longer = f"{line}{between if line else ''}{self._name(plan, room // 2)}"
            if width(longer) + (width(more) + 1 if rest > 1 else 0) > room:
                return f"{line} {more}"
            line = longer
        return line

    def _more(self, count: int, indent: int = 2) -> Iterable[str]:
        if count <= 0:
            return []
        line = self.say(
            Message("{ellipsis} {count} more: see --format html, xlsx or json"), ellipsis=self.ellipsis, count=count
        )
        return [f"{' ' * indent}{self.paint(self.fit(line, self.width - indent), DIM)}"]
