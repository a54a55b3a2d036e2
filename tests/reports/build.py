"""Outlines for tests, written as one would write the plan: its text, spans and ids follow from that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jyplan.model import (
    Block,
    Deliverable,
    Document,
    Fact,
    Genre,
    Indicator,
    Node,
    Outline,
    Owner,
    Period,
    Place,
    Plan,
    Problem,
    Role,
    SchoolYear,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHA256 = "0123456789abcdef" * 4


@dataclass(frozen=True)
class Item:
    """A node to be: facts have their offsets still in their own text, all 0."""

    role: Role
    marker: str | None
    title: str | None
    text: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    items: tuple[str, ...] = ()
    children: tuple[Item, ...] = ()
    place: Place | None = None

    def holding(self, *children: Item) -> Item:
        return replace(self, children=children)


def item(
    role: str, marker: str | None, title: str | None, *text: str, facts: Sequence[Fact] = (), items: Sequence[str] = ()
) -> Item:
    return Item(Role(role), marker, title, text, tuple(facts), tuple(items))


def indicator(text: str, value: float, unit: str, **details: object) -> Indicator:
    return Indicator(text, 0, 0, value=value, unit=unit, **details)  # type: ignore[arg-type]


def period(text: str, first: str | None = None, last: str | None = None) -> Period:
    return Period(text, 0, 0, first=first, last=last)


def owner(text: str, *names: str) -> Owner:
    return Owner(text, 0, 0, names=names or (text,))


def deliverable(text: str) -> Deliverable:
    return Deliverable(text, 0, 0)


@dataclass
class _Page:
    """A plan's paragraphs as they grow."""

    first_line: int
    lines: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        return len("\n".join(self.lines))

    def add(self, line: str) -> int:
        """Append a paragraph and return where it starts."""
        self.lines.append(line)
        return self.end - len(line)

    def blocks(self) -> tuple[Block, ...]:
        return tuple(Block(line, place=Place(line=self.first_line + index)) for index, line in enumerate(self.lines))


def plan(
    title: str | None,
    *items: Item,
    number: int = 1,
    genre: Genre = Genre.PLAN,
    preamble: Sequence[str] = (),
    school_year: SchoolYear | None = None,
    first_line: int = 1,
) -> Plan:
    page = _Page(first_line)
    for line in ((title,) if title else ()) + tuple(preamble):
        page.add(line)
    nodes = tuple(_nodes(items, "", page))
    return Plan(number, title, genre, tuple(preamble), nodes, page.blocks(), school_year)


def _nodes(items: Sequence[Item], parent: str, page: _Page) -> Iterator[Node]:
    for index, each in enumerate(items, start=1):
        place = Place(line=page.first_line + len(page.lines))
        first, *rest = (each.title, *each.text) if each.title is not None else each.text or ("",)
        start = page.add(f"{each.marker or ''}{first}")
        for line in rest:
            page.add(line)
        own = "\n".join(page.lines)[start:]
        facts = tuple(_placed(fact, own, start) for fact in each.facts)
        node_id = f"{parent}{index}"
        children = tuple(_nodes(each.children, f"{node_id}.", page))
        yield Node(
            node_id,
            each.marker,
            each.title,
            each.role,
            each.text,
            each.items,
            facts,
            Span(start, page.end),
            each.place or place,
            children,
        )


def _placed(fact: Fact, own: str, start: int) -> Fact:
    at = start + own.index(fact.text)
    return replace(fact, start=at, end=at + len(fact.text))


def outline(
    *plans: Plan,
    path: str = "计划.txt",
    format_: str = "txt",
    encoding: str | None = "utf-8",
    problems: Sequence[Problem] = (),
) -> Outline:
    blocks = tuple(block for each in plans for block in each.blocks)
    return Outline(Document(path, format_, SHA256, blocks, encoding, problems=tuple(problems)), plans)
