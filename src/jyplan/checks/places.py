"""The parts of a plan for the option `where`: title, headings, text, and the lines above the title and below the signature.

Every kind that reads words has this option. Kinds that find faults check the whole plan and keep the violations inside the part
(`within`); kinds that count or require something read the part alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import OutsideKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.checks.protocol import Violation
    from jyplan.checks.subject import Subject
    from jyplan.model import Place, Role

INSIDE = ("all", "title", "headings", "text")
"""Parts inside the plan text."""
AROUND = ("header", "signature", "after")
"""`header`: above the title, and in the page header; `signature`: the signature of the plan; `after`: below the signature."""
PLACES = (*INSIDE, *AROUND)
OF_SECTIONS = ("all", "headings", "text")
"""Parts of sections, for kinds about the content of sections."""
ABOUT_SECTIONS = "Where to look: all (of the sections), headings, or text."
ABOUT_WHERE = (
    "Where to look: all (of the plan), title, headings, text, header (above the title), signature, or after (below the "
    "signature)."
)

_OUTSIDE = {
    "header": frozenset({OutsideKind.BEFORE, OutsideKind.HEADER}),
    "after": frozenset({OutsideKind.AFTER, OutsideKind.FOOTER}),
}
"""Kinds of text outside of all plans, by part."""


class LineAround(NamedTuple):
    """A line above the title or below the signature."""

    span: Span
    """Span of the line in the plan text; for a line in no plan, the span of the title, or below the signature the span of the plan's last line."""
    text: str
    place: Place | None
    """Place in the file of a line in no plan; None for a line of the plan text."""

    @property
    def is_own(self) -> bool:
        """Whether the line stands in the plan text."""
        return self.place is None

    def part(self, start: int, end: int) -> Span:
        """Return the span of a part of the line in the plan text; for a line in no plan, the whole `span`."""
        return Span(self.span.start + start, self.span.start + end) if self.is_own else self.span


_LONGEST_BESIDE_TITLE = 40
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
    if where in AROUND:
        return any(span.start <= offset < max(span.end, span.start + 1) for span in _lines_around(subject, where))
    if where == "title" or node is None:
        in_title = any(span.start <= offset < span.end for span in title_lines(subject))
        return in_title if where == "title" else where == "text" and not in_title
    heading = subject.heading_span(node) if node.title else None
    in_heading = heading is not None and heading.start <= offset < heading.end
    return in_heading if where == "headings" else not in_heading


def within(
    subject: Subject, violations: Iterable[Violation], where: str, roles: tuple[Role, ...] = ()
) -> Iterator[Violation]:
    """Yield the violations beginning in a part of the plan and in a section with a role out of `roles`."""
    if where == "all" and not roles:
        yield from violations
        return
    yield from (violation for violation in violations if in_places(subject, violation.start, where, roles))


def spans_of(subject: Subject, where: str) -> Iterator[Span]:
    """Yield the spans of a part in the plan text, in reading order; for `text`, paragraphs without headings at the beginning."""
    if where == "title":
        yield from title_lines(subject)
    elif where in AROUND:
        yield from _lines_around(subject, where)
    elif where == "headings":
        yield from (subject.heading_span(node) for node in subject.nodes if node.title)
    elif where == "all":
        yield from subject.block_spans
    else:
        yield from _texts(subject)


def _texts(subject: Subject) -> Iterator[Span]:
    """Yield the paragraphs without the title and without headings at the beginning."""
    ends = {span.start: span.end for span in spans_of(subject, "headings")}
    titled = {span.start for span in title_lines(subject)}
    for span in subject.block_spans:
        start = ends.get(span.start, span.start)
        if span.start not in titled and any(sign.isalnum() for sign in subject.text[start : span.end]):
            yield Span(start, span.end)


def _lines_around(subject: Subject, where: str) -> Iterator[Span]:
    """Yield the spans of the plan's own lines in a part named in `AROUND`."""
    title = subject.title_span
    if where == "header":
        yield from (span for span in subject.block_spans if span.start < title.start)
        return
    signing = [
        span for span in subject.block_spans if subject.text[span.start : span.end].strip() in subject.plan.signature
    ]
    if where == "signature":
        yield from signing
        return
    last_node = subject.nodes[-1].span.start if subject.nodes else 0
    below = [span for span in signing if span.start >= last_node]
    if below:
        yield from (span for span in subject.block_spans if span.start > below[-1].start)


def texts_around(subject: Subject, where: str) -> Iterator[LineAround]:
    """Yield the lines of a part named in `AROUND`: first lines of the plan, then lines in no plan."""
    yield from (LineAround(span, subject.text[span.start : span.end], None) for span in _lines_around(subject, where))
    title, kinds = subject.title_span, _OUTSIDE.get(where, frozenset())
    nearest = subject.block_spans[-1] if where == "after" and subject.block_spans else title
    yield from (
        LineAround(nearest, outside.text, outside.place)
        for outside in subject.submission.outside
        if outside.kind in kinds
    )


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
        if line == index or (len(text) <= _LONGEST_BESIDE_TITLE and "。" not in text and span.start < first_node):
            yield span
