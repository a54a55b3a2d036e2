"""The parts of a plan for the option `where`: title, headings or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Role, Span

PLACES = ("all", "title", "headings", "text")

_SHORT = 40
"""Most characters of a line beside the title: the organisation above, the term below."""


def in_places(subject: Subject, offset: int, where: str, roles: tuple[Role, ...]) -> bool:
    """Whether an offset lies in a part of the plan named in `PLACES` and in a section with a role out of `roles`.

    Without roles any section will do, and text outside of all sections.
    """
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
    """Yield the plan's title and the short lines beside the title: the line above and the two lines below.

    These lines name the organisation and the term. A line with 。, or in a section, is not yielded.
    """
    title = subject.title_span
    index = subject.block_index_at(title.start)
    if index is None:
        return
    first_node = subject.plan.nodes[0].span.start if subject.plan.nodes else len(subject.text)
    for line in (index - 1, index, index + 1, index + 2):
        if not 0 <= line < len(subject.plan.blocks):
            continue
        span = subject.block_span(line)
        text = subject.plan.blocks[line].text
        if line == index or (len(text) <= _SHORT and "。" not in text and span.start < first_node):
            yield span
