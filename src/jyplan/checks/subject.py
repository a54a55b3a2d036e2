"""A submission prepared for checks: the folded text, and the spans of paragraphs, sections and headings.

Prepared once for every plan, and shared by all checks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.checks.markers import read_marker
from jyplan.model import BlockKind, Place, ProblemKind, Role, Span, unread_offsets
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jyplan.model import Document, Match, Node, Plan, Submission

_INTRODUCTION = frozenset({Role.BACKGROUND, Role.GUIDING, Role.GOAL, Role.SCHEDULE})
"""Roles possible for an unread thing before the first section."""
_ANY = frozenset(Role)
_INSIDE = frozenset({Role.SCHEDULE, Role.MEASURE})
"""Roles possible for an unread thing inside a section."""


@dataclass(frozen=True, eq=False)  # compared by identity: caches of checks have subjects as keys
class Subject:
    """A submission with text, sections and paragraphs, computed on first use."""

    submission: Submission

    @property
    def plan(self) -> Plan:
        """The plan to check."""
        return self.submission.plan

    @property
    def document(self) -> Document:
        """The document of the plan."""
        return self.submission.document

    @property
    def matches(self) -> tuple[Match, ...]:
        """Passages shared with plans elsewhere, found before the check."""
        return self.submission.matches

    @cached_property
    def text(self) -> str:
        """The plan text; all offsets count characters of the text."""
        return self.plan.text

    @cached_property
    def folded(self) -> str:
        """The plan text, folded; offsets are the same as in `text`."""
        return fold(self.text)

    @cached_property
    def block_starts(self) -> tuple[int, ...]:
        """Offset of every block of the plan in `text`."""
        return tuple(accumulate((len(block.text) + 1 for block in self.plan.blocks), initial=0))[:-1]

    @cached_property
    def block_spans(self) -> tuple[Span, ...]:
        """Span of every block of the plan in `text`."""
        blocks = zip(self.block_starts, self.plan.blocks, strict=True)
        return tuple(Span(start, start + len(block.text)) for start, block in blocks)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every section and item in reading order."""
        return tuple(self.plan.walk())

    @cached_property
    def parents(self) -> Mapping[str, Node]:
        """The parent of every section, by the id of the section; topmost sections are no keys."""
        return {child.id: node for node in self.nodes for child in node.children}

    @cached_property
    def _node_starts(self) -> tuple[int, ...]:
        return tuple(node.span.start for node in self.nodes)

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(index for index, block in enumerate(self.plan.blocks) if block.kind is BlockKind.ROW)

    @cached_property
    def is_unclear(self) -> bool:
        """Whether a table of the plan seems to be a form with sections impossible to tell apart: nothing is missing for certain."""
        unclear = {problem.place for problem in self.document.problems if problem.kind is ProblemKind.UNCLEAR}
        return bool(unclear) and any(block.place in unclear for block in self.plan.blocks)

    @cached_property
    def title_span(self) -> Span:
        """Span of the plan's title, else of the first paragraph with text; reports on missing parts are placed at the title."""
        for start, block in zip(self.block_starts, self.plan.blocks, strict=True):
            if block.text == self.plan.title:
                return Span(start, start + len(block.text))
        first = next((index for index, block in enumerate(self.plan.blocks) if block.text.strip()), None)
        return Span(0, 0) if first is None else self.block_span(first)

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset in the file; an empty place for a plan without paragraphs."""
        index = self.block_index_at(offset)
        return Place() if index is None else self.plan.blocks[index].place_at(offset - self.block_starts[index])

    def block_index_at(self, offset: int) -> int | None:
        """Return the index of the paragraph at an offset, from 0; None for a plan without paragraphs."""
        return bisect_right(self.block_starts, offset) - 1 if self.plan.blocks else None

    def block_span(self, index: int) -> Span:
        """Return the span of a paragraph by index."""
        return self.block_spans[index]

    def node_at(self, offset: int) -> Node | None:
        """Return the innermost section around an offset; None outside of all sections."""
        index = bisect_right(self._node_starts, offset) - 1
        node = self.nodes[index] if index >= 0 else None
        while node is not None and offset >= node.span.end:
            node = self.parents.get(node.id)
        return node

    def heading_span(self, node: Node) -> Span:
        """Return the span of a section's heading: the first line, from the marker on.

        The span ends at the first child, or at the end of the title where text continues behind the title.
        """
        start = node.span.start
        end = self.text.find("\n", start)
        end = min(end if end >= 0 else len(self.text), max(node.span.end, start))
        if node.children:
            end = min(end, max(start, node.children[0].span.start))
        if node.title and (title_start := self.text.find(node.title, start, end)) >= 0:
            end = title_start + len(node.title)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def own_span(self, node: Node) -> Span:
        """Return the span of a section without the children: from the marker to the first child."""
        return Span(node.span.start, node.children[0].span.start if node.children else node.span.end)

    def siblings(self, node: Node) -> tuple[Node, ...]:
        """Return all sections with the same parent, `node` included."""
        parent = self.parents.get(node.id)
        return self.plan.nodes if parent is None else parent.children

    def with_roles(self, roles: Collection[Role]) -> Iterator[Node]:
        """Yield the sections with a role out of `roles`, in reading order."""
        return (node for node in self.nodes if node.role in roles)

    @cached_property
    def _unread(self) -> tuple[int, ...]:
        return unread_offsets(self.plan, self.document)

    def may_hold_more(self, node: Node | None = None) -> bool:
        """Whether a section, or without `node` the plan, contains unread things: nothing is missing for certain.

        True for every section of an unclear plan (see `is_unclear`).
        """
        if node is None or self.is_unclear:
            return bool(self._unread) or self.is_unclear
        return any(node.span.start <= offset < node.span.end for offset in self._unread)

    def may_hold_section(self, role: Role) -> bool:
        """Whether a section of a role may stand in an unread thing, judged by place.

        A picture among the text of a section, or between two sections with consecutive numbers, is part of the section and holds a
        schedule or measures at most; one before the first section holds an introduction; elsewhere it may hold any section.
        """
        return self.is_unclear or any(role in self._roles_at(offset) for offset in self._unread)

    def _roles_at(self, offset: int) -> Collection[Role]:
        """Return the roles possible for a section inside an unread thing at an offset."""
        tops = self.plan.nodes
        if not tops:
            return _ANY
        if offset < tops[0].span.start:
            return _INTRODUCTION if _numbers_follow(None, tops[0]) else _ANY
        index = bisect_right([node.span.start for node in tops], offset) - 1
        section, following = tops[index], tops[index + 1] if index + 1 < len(tops) else None
        if not (section.text or section.children) or offset >= section.span.end:
            return _ANY
        line_end = self.text.find("\n", offset)
        behind = self.text[line_end : section.span.end] if line_end >= 0 else ""
        if behind.strip() or (following is not None and _numbers_follow(section, following)):
            return _INSIDE
        return _ANY

    def in_row(self, offset: int) -> bool:
        """Whether an offset lies in a table."""
        return bool(self._rows) and self.block_index_at(offset) in self._rows


def own_chars(node: Node) -> int:
    """Return the number of characters in a section's own paragraphs, without title and spaces."""
    return sum(len("".join(paragraph.split())) for paragraph in node.text)


def topmost(subject: Subject, roles: Collection[Role]) -> Iterator[Node]:
    """Yield the sections with a role out of `roles`, except directly below a section with a role out of `roles`."""
    for node in subject.with_roles(roles):
        parent = subject.parents.get(node.id)
        if parent is None or parent.role not in roles:
            yield node


def _numbers_follow(section: Node | None, following: Node) -> bool:
    """Whether a section's number follows the number of the section before; for the first section, whether the number is 1."""
    number = read_marker(following.marker or "")
    if section is None:
        return number is not None and number.number == 1
    before = read_marker(section.marker or "")
    if before is None or number is None:
        return False
    return before.style == number.style and before.number + 1 == number.number
