"""`jyplan dupes --format text`, the default: most copied pairs, clusters, templates, plans not compared.

Users read "group" for a cluster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message, Relation
from jyplan.reports.dupes.rewritten import SUSPECTED
from jyplan.reports.dupes.sections import by_section, declared_words
from jyplan.reports.dupes.words import (
    RELATION_WORDS,
    TAMPERED,
    NotCompared,
    most_copied,
    not_compared,
    plan_names,
    shared_chars,
    source_word,
    summary,
    tampered,
)
from jyplan.reports.media.columns import fit_end, width
from jyplan.reports.media.labels import SHARES_EXPLAINED, percent
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.shared_words import evidence_words, quoted
from jyplan.reports.media.terminal import BOLD, DIM, YELLOW
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.model import CopiedPair, CopiedUnion, Copies, CopyCluster, RewrittenPair, SharedStretch
    from jyplan.reports.protocol import DupesOptions

_PAIRS, _CLUSTERS, _TEMPLATES, _WIDESPREAD, _NOT_COMPARED = 15, 8, 8, 2, 10
"""Largest number of entries in each part of the report; a pair takes three lines."""
_PLANS = 10
"""Largest number of plans listed by how much of each stands in others."""
_SECTION_LINES = 2
"""Lines for the sections of a plan."""
_REWRITTEN, _ITEMS = 8, 3
"""Largest number of rewritten pairs, and of aligned sentences shown of each."""
_MEMBERS = 6
"""Largest number of members named for a cluster."""
_DATE = 12
"""Widest date in columns: 2024-09-01 fits, other text in a date field is cut."""
_MIN_TITLE = 16
"""Columns of the shortest title worth showing."""
_QUOTED = 400
"""Characters of a text read for a quote of a line: enough for the widest screen."""
_COLUMNS = (5, 10, 10, 9)
"""Widths of the first columns: number of the pair, two shares, characters."""
_INDENT = 7
_CODES = {Relation.IDENTICAL: (BOLD, YELLOW), Relation.NEAR_IDENTICAL: (YELLOW,), Relation.PARTIAL: ()}


def render(copies: Copies, options: DupesOptions) -> str:
    """Return the report, no line wider than the screen."""
    return "".join(f"{line}\n" for line in _CopiesScreen(copies, options).lines())


class _CopiesScreen(ReportScreen):
    """Writes copies in the width, colours, signs and language of the user's screen."""

    def __init__(self, copies: Copies, options: DupesOptions) -> None:
        super().__init__(options)
        self._copies = copies
        self._options = options
        self._names = plan_names(copies.listings)

    def lines(self) -> Iterator[str]:
        """Yield the lines of all non-empty parts, separated by blank lines, and of the summary."""
        copies = self._copies
        for title, part in (
            (TAMPERED, self._tampered()),
            (Message("Plans, by how much of each stands in any of the others"), self._plans()),
            (Message("Copied pairs, most copied first"), self._pairs()),
            (SUSPECTED, self._rewritten()),
            (Message("Groups"), self._clusters()),
            (Message("Templates: sections that many plans have from one source"), self._templates()),
            (Message("Widespread, not counted as copied"), self._widespread()),
            (Message("Not compared, or only in part"), self._not_compared()),
        ):
            lines = list(part)
            if lines:
                yield self.title(title)
                yield from lines
                yield ""
        for sentence in summary(copies, self._options):
            yield from self.wrapped(sentence)
        if copies.pairs:
            yield from self.wrapped(
                self.language.say(Message("every pair side by side, for the browser: -o copies.html"))
            )

    def _plans(self) -> Iterator[str]:
        plans = most_copied(self._copies)
        if plans:
            heads = (Message("no."), Message("copied"), Message("largest"), Message("sources"), Message("plan"))
            yield self.paint(self._row([self.language.say(head) for head in heads]), DIM)
        for number, plan in enumerate(plans[:_PLANS], 1):
            union = self._copies.union(plan)
            figures = [str(number), percent(union.copied), percent(union.largest), str(len(union.sources))]
            yield self._row([*figures, self._entitled(plan, self.width - sum(_COLUMNS) - 2)])
            for line in (*self._by_section(union), declared_words(union, self.language)):
                if line:
                    yield f"{' ' * _INDENT}{self.paint(line, DIM)}"
        yield from self._hidden_notice(len(plans) - _PLANS)
        if plans:
            yield from (self.paint(line, DIM) for line in self.wrapped(self.language.say(SHARES_EXPLAINED)))

    def _by_section(self, union: CopiedUnion) -> list[str]:
        """Return the sections of a plan, as many on a line as fit, on no more than `_SECTION_LINES`."""
        room, lines = self.width - _INDENT, [""]
        for words in by_section(union, self.language):
            if lines[-1] and width(lines[-1]) + width(self.dot) + width(words) > room:
                lines.append("")
            lines[-1] += (self.dot if lines[-1] else "") + self.fit(words, room)
        if len(lines) > _SECTION_LINES:
            lines[_SECTION_LINES - 1 :] = [self.fit(self.dot.join(lines[_SECTION_LINES - 1 :]), room)]
        return lines

    def _pairs(self) -> Iterator[str]:
        pairs = self._copies.pairs
        if pairs:
            heads = (Message("no."), Message("A in B"), Message("B in A"), Message("chars"), Message("relation"))
            yield self.paint(self._row([self.language.say(head) for head in heads]), DIM)
        for number, pair in enumerate(pairs[:_PAIRS], 1):
            yield from self._pair(number, pair)
        yield from self._hidden_notice(len(pairs) - _PAIRS)

    def _pair(self, number: int, pair: CopiedPair) -> Iterator[str]:
        relation = self.paint(self.language.say(RELATION_WORDS[pair.relation]), *_CODES[pair.relation])
        figures = [str(number), percent(pair.a_copied), percent(pair.b_copied), str(shared_chars(pair))]
        yield self._row([*figures, relation])
        for side, plan in (("A", pair.a), ("B", pair.b)):
            yield f"{' ' * _INDENT}{self.paint(side, DIM)} {self._entitled(plan, self.width - _INDENT - 2)}"
        if pair.relation is Relation.PARTIAL and (words := self._evidence(pair)):
            yield f"{' ' * (_INDENT + 2)}{self.paint(self._quoted(words, self.width - _INDENT - 2), DIM)}"

    def _rewritten(self) -> Iterator[str]:
        pairs = self._copies.rewritten
        for number, pair in enumerate(pairs[:_REWRITTEN], 1):
            yield from self._rewritten_pair(number, pair)
        yield from self._hidden_notice(len(pairs) - _REWRITTEN)

    def _rewritten_pair(self, number: int, pair: RewrittenPair) -> Iterator[str]:
        """Yield the plans of a pair, the aligned share of both, and the strongest items, side A above side B."""
        say = self.language.say
        counts = {"count": len(pair.items), "order": pair.in_order}
        aligned = say(Message("sentences that say the same: {count}, in the same order: {order}", counts))
        params = {"a": percent(pair.a_aligned), "b": percent(pair.b_aligned)}
        yield f"{number:>{_COLUMNS[0]}}  {self.fit(aligned, self.width - _INDENT)}"
        yield f"{' ' * _INDENT}{self.fit(say(Message('they are {a} of A and {b} of B', params)), self.width - _INDENT)}"
        for side, plan in (("A", pair.a), ("B", pair.b)):
            yield f"{' ' * _INDENT}{self.paint(side, DIM)} {self._entitled(plan, self.width - _INDENT - 2)}"
        texts = self._options.text_of(pair.a), self._options.text_of(pair.b)
        strongest = sorted(pair.items, key=lambda item: (-len(item.facts), -item.likeness))[:_ITEMS]
        room = self.width - _INDENT - 4
        for item in sorted(strongest, key=lambda item: item.left.start):
            for side, text, span in (("A", texts[0], item.left), ("B", texts[1], item.right)):
                words = self.fit(quoted(text, span), room)
                yield f"{' ' * (_INDENT + 2)}{self.paint(f'{side} {words}', DIM)}"
            if shared := evidence_words(item, say(Message(", "))):
                line = say(Message("both: {words}", {"words": shared}))
                yield f"{' ' * (_INDENT + 4)}{self.fit(line, room)}"

    def _row(self, cells: list[str]) -> str:
        *figures, last = cells
        return "".join(" " * (c - width(f)) + f for c, f in zip(_COLUMNS, figures, strict=True)) + f"  {last}"

    def _evidence(self, pair: CopiedPair) -> str:
        """Return the beginning of the longest passage of a pair; empty if no text is kept."""
        text = self._options.text_of(pair.a)
        if text is None or not pair.passages:
            return ""
        longest = max(pair.passages, key=lambda passage: passage.chars).left
        return text[longest.start : min(longest.end, longest.start + _QUOTED)]

    def _clusters(self) -> Iterator[str]:
        clusters = self._copies.clusters
        if clusters:
            heads = Message("share of a plan that stands in the one closest to it:")
            yield f"{' ' * _INDENT}{self.paint(self.language.say(heads), DIM)}"
        for number, cluster in enumerate(clusters[:_CLUSTERS], 1):
            yield from self._cluster(number, cluster)
        yield from self._hidden_notice(len(clusters) - _CLUSTERS)

    def _cluster(self, number: int, cluster: CopyCluster) -> Iterator[str]:
        size = self.say(Message("{count} plans"), count=len(cluster.members))
        head = f"{size}{self.dot}{self.language.say(RELATION_WORDS[cluster.relation])}"
        yield f"{number:>{_COLUMNS[0]}}  {head}"
        if cluster.earliest is not None:
            yield self._earliest(cluster.earliest)
        links = list(zip(cluster.members, cluster.closest, strict=True))
        room = (self.width - _INDENT - 8 - width(self.becomes)) // 2
        for member, (closest, share) in links[:_MEMBERS]:
            names = f"{self.padded(self._name(member, room), room)}{self.becomes}{self._name(closest, room)}"
            yield f"{' ' * _INDENT}{percent(share):>6}  {names}".rstrip()
        yield from self._hidden_notice(len(links) - _MEMBERS, _INDENT + 8)

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
        yield from self._hidden_notice(len(templates) - _TEMPLATES)

    def _widespread(self) -> Iterator[str]:
        stretches = self._copies.common
        for stretch in stretches[:_WIDESPREAD]:
            size = f"{self.dot}{self._size(stretch)}"
            yield f"  {self._quoted(stretch.text, self.width - 2 - width(size))}{size}"
        yield from self._hidden_notice(len(stretches) - _WIDESPREAD, 2)

    def _tampered(self) -> Iterator[str]:
        return self._entries(list(tampered(self._copies, self.language)))

    def _not_compared(self) -> Iterator[str]:
        return self._entries(list(not_compared(self._copies, self._options)))

    def _entries(self, entries: Sequence[NotCompared]) -> Iterator[str]:
        for entry in entries[:_NOT_COMPARED]:
            lines = self.wrapped(one_line(f"! {entry.name}: {entry.reason}"), 2)
            yield from (self.paint(line, YELLOW) for line in lines)
        yield from self._hidden_notice(len(entries) - _NOT_COMPARED, 2)

    def _size(self, stretch: SharedStretch) -> str:
        return self.say(Message("{count} plans, {chars} characters"), count=len(stretch.members), chars=stretch.chars)

    def _quoted(self, text: str, room: int) -> str:
        """Return the beginning of a text, on a single line in quotes."""
        return f"“{self.fit(one_line(text[:_QUOTED]), room - width('“”'))}”"

    def _name(self, plan: int, room: int) -> str:
        """Return a plan's name with the archive label; a long name is cut at the front."""
        source = source_word(self._copies.listings[plan], self.language)
        tag = f" [{self.fit(source, room // 3)}]" if source else ""
        return f"{fit_end(self._names[plan], room - width(tag), self.ellipsis)}{tag}"

    def _entitled(self, plan: int, room: int) -> str:
        """Return a plan's name and, if at least `_MIN_TITLE` columns are left, the title."""
        name = self._name(plan, room)
        left = room - width(name) - 2
        title = self.fit(one_line(self._copies.listings[plan].title), left) if left >= _MIN_TITLE else ""
        return f"{name}  {self.paint(title, DIM)}" if title else name

    def _listed(self, plans: Sequence[int], room: int) -> str:
        """Return as many names as fit, and the number of the remaining plans."""
        between, line = self.language.say(Message(", ")), ""
        for count, plan in enumerate(plans):
            hidden = len(plans) - count
            notice = self.say(Message("{ellipsis} {count} more plans"), ellipsis=self.ellipsis, count=hidden)
            longer = f"{line}{between if line else ''}{self._name(plan, room // 2)}"
            if width(longer) + (width(notice) + 1 if hidden > 1 else 0) > room:
                return f"{line} {notice}"
            line = longer
        return line

    def _hidden_notice(self, count: int, indent: int = 2) -> Iterable[str]:
        """Return a notice of entries that are not shown; no notice for a count of 0 or less."""
        if count <= 0:
            return []
        line = self.say(
            Message("{ellipsis} {count} more: see --format html, xlsx or json"), ellipsis=self.ellipsis, count=count
        )
        return [f"{' ' * indent}{self.paint(self.fit(line, self.width - indent), DIM)}"]
