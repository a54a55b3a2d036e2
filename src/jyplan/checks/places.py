"""The parts of a plan for the option `where`: title, headings, text; what stands above the title and below the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import OutsideKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Role, Span

INSIDE = ("all", "title", "headings", "text")
"""Parts whose words have offsets in the plan text."""
AROUND = ("header", "signature", "after")
"""`header`: above the title, and in the page header; `signature`: the lines that sign the plan; `after`: below them."""
PLACES = (*INSIDE, *AROUND)
ABOUT_WHERE = (
    "Where to look: all (of the plan), title, headings, text, header (above the title), signature, or after (below the "
    "signature)."
)

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


def texts_around(subject: Subject, where: str) -> Iterator[tuple[Span, str]]:
    """Yield the lines of a part named in `AROUND` with their spans in the plan text.

    A line that is in no plan has the span of the title, below the signature that of the plan's last line.
    """
    title, spans = subject.title_span, [subject.block_span(index) for index in range(len(subject.plan.blocks))]
    texts = [(span, subject.text[span.start : span.end]) for span in spans]
    if where == "header":
        yield from ((span, text) for span, text in texts if span.start < title.start)
        kinds = {OutsideKind.BEFORE, OutsideKind.HEADER}
        yield from ((title, outside.text) for outside in subject.submission.outside if outside.kind in kinds)
        return
    signing = [index for index, (_, text) in enumerate(texts) if text.strip() in subject.plan.signature]
    last_node = subject.nodes[-1].span.start if subject.nodes else 0
    below = [index for index in signing if texts[index][0].start >= last_node]
    if where == "signature":
        yield from (texts[index] for index in signing)
        return
    if below:
        yield from texts[below[-1] + 1 :]
    place = texts[-1][0] if texts else title
    kinds = {OutsideKind.AFTER, OutsideKind.FOOTER}
    yield from ((place, outside.text) for outside in subject.submission.outside if outside.kind in kinds)


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
