r"""Finds residue of copying: from a web page, from the pages of a PDF or a printed book, from lost line ends.

| `find` | |
|---|---|
| `web` | 本文来源于网络, 当前位置：, 相关推荐, 点击下载全文, inside the plan, and around it unless the file is a page |
| `page-number` | - 3 - or 第3页 共5页 as a paragraph or inside one |
| `broken-line` | a paragraph beginning with a sign that never begins a paragraph, as ， or 。 |
| `inline-heading` | a heading that hangs at the end of a paragraph: ……提高质量。三、主要措施 |

```yaml
rules:
  residue:
    type: residue
    find: [web, page-number, broken-line, inline-heading]
    tests:
      pass: ["2025年工作计划\n一、主要工作\n1、每周家访一次。\n2、每月检查一次教案。"]
      fail:
        - "2025年工作计划\n一、主要工作\n本文来源于网络，每周家访一次。\n二、保障措施\n成立小组。"
        - "2025年工作计划\n一、主要工作\n每周家访一次，第2页 共5页每月检查一次教案。"
        - "2025年工作计划\n一、指导思想\n以提高质量为中心。二、主要工作\n每周家访一次。\n三、保障措施\n成立小组。"
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.markers import read_marker
from jyplan.checks.options import Choice, ListOf, RoleName, option
from jyplan.checks.places import ABOUT_WHERE, PLACES, within
from jyplan.checks.protocol import Violation
from jyplan.checks.slip_words import find_expressions, slip_patterns, slip_words
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Message, OutsideKind, Role, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jyplan.checks.subject import Subject

MESSAGE = Wording("“{words}”{problem}", "“{words}” {problem}")
HINT = Wording("删去，或恢复断开的行", "delete it, or mend the line")
PLACEHOLDERS = {"words": "the words as written", "problem": "where they come from"}
VARIANTS = ("web", "page-number", "broken-line", "inline-heading")
NEEDS_ONE_OF: tuple[str, ...] = ()

_HEADING_STYLES = frozenset({"一、", "(一)", "第一章", "第一部分"})
"""Markers of headings; 1. and ① are left out, since items may stand in running text."""
_LONGEST_HEADING = 30
"""Most characters of a heading's title; a longer title is a sentence."""
_WITHOUT_PAGES = frozenset({"txt", "markdown"})
"""Formats without pages."""
_PAGES = frozenset({"html", "mhtml", "markdown"})
"""Formats of web pages."""
_WORDS = lazy_pattern("[\u4e00-\u9fff]{2}")
"""A line of signs alone (×) says nothing."""
_FROM_A_PAGE = Message("comes from a web page")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `residue`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "What to look for.", VARIANTS)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the traces in the plan, kind by kind."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    for name in options.find:
        yield from _FINDERS[name](subject)


def _web(subject: Subject) -> Iterator[Violation]:
    yield from _web_around(subject)
    for start, end in find_expressions(subject.folded, "web"):
        if not subject.in_row(start):
            yield _violation(subject, start, end, _FROM_A_PAGE, "web")


def _web_around(subject: Subject) -> Iterator[Violation]:
    """Yield the first line of a web site around the plan: right in a web page, residue in a Word file or a text."""
    site = [outside.text for outside in subject.submission.outside if outside.kind is OutsideKind.SITE]
    lines = [line for line in site if _WORDS.search(line)]
    if lines and subject.document.format not in _PAGES:
        title = subject.title_span
        yield Violation(title.start, title.end, {"words": quoted(lines[0]), "problem": _FROM_A_PAGE}, "web")


def _page_number(subject: Subject) -> Iterator[Violation]:
    problem = Message("is a page number")
    for match in slip_patterns()["page_inside"].finditer(subject.folded):
        if not subject.in_row(match.start()):
            yield _violation(subject, *match.span(), problem, "page-number")
    whole = slip_patterns()["page_lines"]
    for index, block in enumerate(subject.plan.blocks):
        if index and len(block.text) <= _LONGEST_PAGE_LINE and block.kind is not BlockKind.ROW:
            span = subject.block_span(index)
            if whole.fullmatch(subject.folded[span.start : span.end].strip()):
                yield _violation(subject, span.start, span.end, problem, "page-number")
    yield from _set_aside(subject, problem)


def _set_aside(subject: Subject, problem: Message) -> Iterator[Violation]:
    """Yield the page numbers between the paragraphs of plain text, a format without pages: at the paragraph around or above.

    A page number below the last paragraph is left out.
    """
    if subject.document.format not in _WITHOUT_PAGES:
        return
    whole = slip_patterns()["page_lines"]
    for outside in subject.submission.outside:
        if outside.kind is OutsideKind.FOOTER and outside.place.line and whole.fullmatch(fold(outside.text).strip()):
            above = [
                span
                for span, block in zip(subject.block_spans, subject.plan.blocks, strict=True)
                if (block.place.line or 0) < outside.place.line
            ]
            if 0 < len(above) < len(subject.block_spans):
                params = {"words": quoted(outside.text), "problem": problem}
                yield Violation(above[-1].start, above[-1].end, params, "page-number")


def _broken_line(subject: Subject) -> Iterator[Violation]:
    signs = slip_words()["never_first"]
    before = ""
    for index, block in enumerate(subject.plan.blocks):
        text = block.text.strip()
        if block.kind is not BlockKind.PARAGRAPH:
            before = ""
            continue
        if (
            text
            and before
            and fold(text[0]) in signs
            and len(text) > 1
            and not before.endswith(("。", "；", "：", ":"))
        ):
            span = subject.block_span(index)
            yield _violation(subject, span.start, span.end, Message("belongs to the paragraph above"), "broken-line")
        before = text or before


def _inline_heading(subject: Subject) -> Iterator[Violation]:
    """Yield the first heading inside each paragraph; a text without line ends has many."""
    reported: set[int] = set()
    for node in subject.nodes:
        start = node.span.start
        index = subject.block_index_at(start)
        if node.marker is None or index is None or not node.title or len(node.title) > _LONGEST_HEADING:
            continue
        marker = read_marker(node.marker)
        above = subject.text[subject.block_starts[index] : start]
        if (
            index in reported
            or marker is None
            or marker.style not in _HEADING_STYLES
            or not above.strip()
            or "\t" in above
            or above.endswith("第")  # 第（四）项
        ):
            continue
        if subject.plan.blocks[index].kind is BlockKind.PARAGRAPH and len(above.strip()) >= _LEAST_ABOVE:
            reported.add(index)
            span = subject.heading_span(node)
            yield _violation(
                subject, start, max(span.end, start + 1), Message("is a heading inside a paragraph"), "inline-heading"
            )


_LONGEST_PAGE_LINE = 24
"""Most characters of a paragraph with nothing but a page number."""
_LEAST_ABOVE = 6
"""Least characters of a paragraph before a heading; fewer are a marker or a label."""


def _violation(subject: Subject, start: int, end: int, problem: Message, variant: str) -> Violation:
    return Violation(start, end, {"words": quoted(subject.text[start:end]), "problem": problem}, variant)


_FINDERS: Mapping[str, Callable[[Subject], Iterator[Violation]]] = {
    "web": _web,
    "page-number": _page_number,
    "broken-line": _broken_line,
    "inline-heading": _inline_heading,
}
