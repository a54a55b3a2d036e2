"""A submission laid out for checks: its text, where its sections and paragraphs stand, its headings.

Made once for each plan, read by every check, changed by none.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Place, Role, Span
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jyplan.model import Document, Match, Node, Plan, Submission


@dataclass(frozen=True, eq=False)  # one is only ever itself: checks may remember what they read of it
class Subject:
    """What a check looks at."""

    submission: Submission

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.submission.plan

    @property
    def document(self) -> Document:
        """The document that the plan stands in."""
        return self.submission.document

    @property
    def matches(self) -> tuple[Match, ...]:
        """What is known of its text elsewhere."""
        return self.submission.matches

    @cached_property
    def text(self) -> str:
        """The plan text that all offsets point into."""
        return self.plan.text

    @cached_property
    def folded(self) -> str:
        """The plan text with one spelling for each character, as long as `text`."""
        return fold(self.text)

    @cached_property
    def block_starts(self) -> tuple[int, ...]:
        """Where each block of the plan begins in `text`."""
        return tuple(accumulate((len(block.text) + 1 for block in self.plan.blocks), initial=0))[:-1]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every section and item in reading order."""
        return tuple(self.plan.walk())

    @cached_property
    def parents(self) -> Mapping[str, Node]:
        """The section above each section, by id; the topmost have none."""
        return {child.id: node for node in self.nodes for child in node.children}

    @cached_property
    def _node_starts(self) -> tuple[int, ...]:
        return tuple(node.span.start for node in self.nodes)

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(i for i, block in enumerate(self.plan.blocks) if block.kind is BlockKind.ROW)

    @cached_property
    def title_span(self) -> Span:
        """Where the plan's title stands, else its first paragraph: the place of what is missing."""
        for start, block in zip(self.block_starts, self.plan.blocks, strict=True):
            if block.text == self.plan.title:
                return Span(start, start + len(block.text))
        first = next((i for i, block in enumerate(self.plan.blocks) if block.text.strip()), None)
        if first is None:
            return Span(0, 0)
        start = self.block_starts[first]
        return Span(start, start + len(self.plan.blocks[first].text))

    def place_at(self, offset: int) -> Place:
        """Return where an offset stands in the file; nowhere for a plan without a paragraph."""
        index = self.block_index_at(offset)
        return Place() if index is None else self.plan.blocks[index].place_at(offset - self.block_starts[index])

    def block_index_at(self, offset: int) -> int | None:
        """Return the number of the paragraph that an offset lies in, from 0; None for a plan without any."""
        return bisect_right(self.block_starts, offset) - 1 if self.plan.blocks else None

    def block_span(self, index: int) -> Span:
        """Return where a paragraph of the plan stands in its text."""
        return Span(self.block_starts[index], self.block_starts[index] + len(self.plan.blocks[index].text))

    def node_at(self, offset: int) -> Node | None:
        """Return the innermost section that an offset lies in."""
        index = bisect_right(self._node_starts, offset) - 1
        node = self.nodes[index] if index >= 0 else None
        while node is not None and offset >= node.span.end:
            node = self.parents.get(node.id)
        return node

    def heading_span(self, node: Node) -> Span:
        """Return where a section's first paragraph stands: its marker and what follows on that line.

        At most to its first child, and to its title's end where text runs on behind the title.
        """
        start = node.span.start
        end = self.text.find("\n", start)
        end = min(end if end >= 0 else len(self.text), max(node.span.end, start))
        if node.children:
            end = min(end, max(start, node.children[0].span.start))
        if node.title and (found := self.text.find(node.title, start, end)) >= 0:
            end = found + len(node.title)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def own_span(self, node: Node) -> Span:
        """Return a section's own text, from its marker to its first child."""
        return Span(node.span.start, node.children[0].span.start if node.children else node.span.end)

    def siblings(self, node: Node) -> tuple[Node, ...]:
        """Return the sections under the same parent, itself included."""
        parent = self.parents.get(node.id)
        return self.plan.nodes if parent is None else parent.children

    def with_roles(self, roles: Collection[Role]) -> Iterator[Node]:
        """Yield the sections of some roles."""
        return (node for node in self.nodes if node.role in roles)

    def in_row(self, offset: int) -> bool:
        """Whether an offset lies in a table."""
        return bool(self._rows) and self.block_index_at(offset) in self._rows


def own_chars(node: Node) -> int:
    """Return how many characters a section's own paragraphs have, title and spaces not counted."""
    return sum(len("".join(paragraph.split())) for paragraph in node.text)


def topmost(subject: Subject, roles: Collection[Role]) -> Iterator[Node]:
    """Yield the sections of some roles that stand in no other section of these roles."""
    for node in subject.with_roles(roles):
        parent = subject.parents.get(node.id)
        if parent is None or parent.role not in roles:
            yield node
