"""A new Word file with the text of a document's plans and comments, for submissions other than .docx."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

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
    """Id of the comment: index into `_LaidOutText.remarks`."""
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int


@dataclass(slots=True)
class _LaidOutText:
    blocks: list[Element] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def laid_out(checked: Checked, options: CheckOptions, title: str, head: str) -> bytes:
    """Return a new Word file with all plans of a document; `head` becomes the comment on the first paragraph."""
    laid_out_text = _LaidOutText(remarks=[(head,)])
    for plan in checked.outline.plans:
        comments = [] if laid_out_text.blocks else [_Comment(0, 0, len(plan.blocks[0].text) if plan.blocks else 0)]
        for finding in checked.findings:
            if finding.plan == plan.number:
                comments.append(_Comment(len(laid_out_text.remarks), finding.start, finding.end))
                laid_out_text.remarks.append(remark_on(finding, options))
        laid_out_text.blocks += _paragraphs(plan, comments)
    return write_package(Body(laid_out_text.blocks or [element("p")], laid_out_text.remarks), title, options.author)


def _paragraphs(plan: Plan, comments: Sequence[_Comment]) -> list[Element]:
    """Return a paragraph for each line of a plan, with marks of comments between the runs."""
    looks, text, marks = LineStyles(plan), plan.text, _marks(comments)
    places = sorted(marks)
    paragraphs = []
    line_start = 0
    for line in text.split("\n"):
        end = line_start + len(line)
        paragraph = element("p")
        if (style := looks.style_at(line_start)) != BODY:
            paragraph.append(element("pPr", element("pStyle", val=style)))
        edges = [line_start, *places[bisect_right(places, line_start) : bisect_left(places, end)], end]
        for start, stop in pairwise(edges):
            paragraph.extend(marks.pop(start, ()))
            if start < stop:
                paragraph.append(run(text[start:stop]))
        paragraph.extend(marks.pop(end, ()))
        paragraphs.append(paragraph)
        line_start = end + 1
    return paragraphs


def _marks(comments: Sequence[_Comment]) -> dict[int, list[Element]]:
    """Return the marks by offset; at each offset ends of ranges, then empty ranges, then starts."""
    marks: defaultdict[int, list[Element]] = defaultdict(list)
    for comment in comments:
        if comment.start < comment.end:
            marks[comment.end] += _end(comment.number)
    for comment in comments:
        if comment.start == comment.end:
            marks[comment.start] += [element("commentRangeStart", id=comment.number), *_end(comment.number)]
    for comment in comments:
        if comment.start < comment.end:
            marks[comment.start].append(element("commentRangeStart", id=comment.number))
    return marks


def _end(number: int) -> list[Element]:
    return [element("commentRangeEnd", id=number), element("r", element("commentReference", id=number))]
