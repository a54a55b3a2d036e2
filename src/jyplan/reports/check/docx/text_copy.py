"""A Word file of a plan's text with comments, for a submission that is none: laid out anew, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.reports.check.docx.comments import AUTHOR
from jyplan.reports.check.docx.remarks import remark_on
from jyplan.reports.media.word.content import Body
from jyplan.reports.media.word.line_styles import BODY, LineStyles
from jyplan.reports.media.word.names import element, run
from jyplan.reports.media.word.new_file import write_package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from jyplan.model import Checked, Plan
    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.protocol import CheckOptions


@dataclass(frozen=True, slots=True)
class _Comment:
    number: int
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int


@dataclass(slots=True)
class _Page:
    blocks: list[Element] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def laid_out(checked: Checked, options: CheckOptions, title: str, head: str) -> bytes:
    """Return a new Word file of all plans of a document; `head` is a comment on its first paragraph."""
    page = _Page(remarks=[(head,)])
    for plan in checked.outline.plans:
        comments = [] if page.blocks else [_Comment(0, 0, len(plan.blocks[0].text) if plan.blocks else 0)]
        for finding in checked.findings:
            if finding.plan == plan.number:
                comments.append(_Comment(len(page.remarks), finding.start, finding.end))
                page.remarks.append(remark_on(finding, options))
        page.blocks += _paragraphs(plan, comments)
    return write_package(Body(page.blocks or [element("p")], page.remarks), title, AUTHOR)


def _paragraphs(plan: Plan, comments: Sequence[_Comment]) -> list[Element]:
    """Return a paragraph for each line of a plan, with the marks of comments between its runs."""
    looks, text, marks = LineStyles(plan), plan.text, _marks(comments)
    places = sorted(marks)
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        paragraph = element("p")
        if (style := looks.style_at(at)) != BODY:
            paragraph.append(element("pPr", element("pStyle", val=style)))
        edges = [at, *places[bisect_right(places, at) : bisect_left(places, end)], end]
        for start, stop in pairwise(edges):
            paragraph.extend(marks.pop(start, ()))
            if start < stop:
                paragraph.append(run(text[start:stop]))
        paragraph.extend(marks.pop(end, ()))
        paragraphs.append(paragraph)
        at = end + 1
    return paragraphs


def _marks(comments: Sequence[_Comment]) -> dict[int, list[Element]]:
    """Return the marks by their offsets: at each what ends, what is empty, what begins there."""
    found: defaultdict[int, list[Element]] = defaultdict(list)
    for comment in comments:
        if comment.start < comment.end:
            found[comment.end] += _end(comment.number)
    for comment in comments:
        if comment.start == comment.end:
            found[comment.start] += [element("commentRangeStart", id=comment.number), *_end(comment.number)]
    for comment in comments:
        if comment.start < comment.end:
            found[comment.start].append(element("commentRangeStart", id=comment.number))
    return found


def _end(number: int) -> list[Element]:
    return [element("commentRangeEnd", id=number), element("r", element("commentReference", id=number))]
