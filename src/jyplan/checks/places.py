"""The places of a plan that an option `where` can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Role, Span

PLACES = ("all", "title", "headings", "text")

_SHORT = 40
"""Characters of a line that may belong to a title: the organisation above it, the term below it."""


def in_places(subject: Subject, offset: int, where: str, roles: tuple[Role, ...]) -> bool:
    """Whether an offset lies where a rule looks: at this place and, if roles are named, in a section of one."""
    node = subject.node_at(offset)
    if roles and (node is None or node.role not in roles):
        return False
    if where == "all":
        return True
    if where == "title":
        return any(span.start <= offset < span.end for span in title_lines(subject))
    in_heading = False
    if node is not None and node.title:
        heading = subject.heading_span(node)
        in_heading = heading.start <= offset < heading.end
    return in_heading if where == "headings" else not in_heading


def title_lines(subject: Subject) -> Iterator[Span]:
    """Yield the plan's title and the short lines beside it, which say for whom and when."""
    title = subject.title_span
    index = subject.block_index_at(title.start)
    if index is None:
        return
    first_node = subject.plan.nodes[0].span.start if subject.plan.nodes else len(subject.text)
    for near in (index - 1, index, index + 1, index + 2):
        if not 0 <= near < len(subject.plan.blocks):
            continue
        span = subject.block_span(near)
        text = subject.plan.blocks[near].text
        if near == index or (len(text) <= _SHORT and "。" not in text and span.start < first_node):
            yield span
