"""Shared text of a plan: sources, shared stretches side by side, last year's plan."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Change, Message, Span
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import ROLE_WORDS, percent
from jyplan.reports.media.section_names import section_name
from jyplan.reports.review.html.differing import marked_html
from jyplan.reports.review.html.page_data import cells_html, table_html
from jyplan.reports.review.words import CHANGE_WORDS, SOURCE_WORDS, listing_name
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Node, Passage, PlanSource, ReviewedPlan
    from jyplan.reports.review.html.page_data import ReviewPage

_SOURCES = 12
"""Most sources listed for a plan."""
_SHOWN = 2_400
"""Characters of a plan shown side by side: the page of 500 plans stays below 20 MB."""
_HEADING = 6
"""First characters of a heading, without its number, to find the heading in the source."""
_MARKER = 8
"""Longest number before a heading in its line, in characters, blanks after an automatic number included."""
_TO_LINE_START = 16
"""A stretch that begins at most so many characters after a line start is shown from the line start."""
_LEAST = 8
"""Fewest shared characters of a passage shown side by side."""


def shared_part(page: ReviewPage, plan: ReviewedPlan) -> str:
    """Return the sources of a plan as a table, and the text shared with the richest source; empty without sources."""
    if not plan.sources and not _suspected(page, plan):
        return ""
    say = page.say
    rows = [
        cells_html(
            page.plan_link(source.listing), say(SOURCE_WORDS[source.kind]), percent(source.copied), str(source.chars)
        )
        for source in plan.sources[:_SOURCES]
    ]
    hidden = len(plan.sources) - _SOURCES
    heads = [
        say(word)
        for word in (Message("Source of the text"), Message("Whose"), Message("Shared"), Message("Characters"))
    ]
    total = say(
        Message(
            "Of this plan {copied} stand in plans of other schools, {largest} in a single one.",
            {"copied": percent(plan.copied), "largest": percent(plan.largest)},
        )
    )
    notice = f"<p>{say(Message('… and {count} more', {'count': hidden}))}</p>" if hidden > 0 else ""
    table = table_html(heads, rows, name=say(Message("Sources")))
    suspected = "".join(f"<p>{words}</p>" for words in _suspected(page, plan))
    best = plan.best_source or next(iter(plan.sources), None)
    return f"<p>{total}</p>{table}{notice}{suspected}{_side_by_side(page, plan, best) if best else ''}"


def _suspected(page: ReviewPage, plan: ReviewedPlan) -> list[str]:
    """Return a sentence for each suspected rewriting of the plan."""
    sentences = []
    for pair in page.review.copies.rewritten:
        if plan.number in (pair.a, pair.b):
            partner = page.plan_link(pair.b if plan.number == pair.a else pair.a)
            sentences.append(
                f"{page.say(Message('Suspected only: perhaps the same plan in other words as that of'))} {partner}"
            )
    return sentences


def _side_by_side(page: ReviewPage, plan: ReviewedPlan, source: PlanSource) -> str:
    source_text = page.review.text_of(source.listing)
    if source_text is None:
        return f"<p>{page.say(Message('The archive keeps no text of this source.'))}</p>"
    stretches = [
        stretch
        for passage in page.review.copies.pairs[source.pair].passages
        if passage.chars >= _LEAST
        for stretch in _stretches(passage, source, plan, source_text)
    ]
    stretches.sort(key=lambda stretch: stretch.reviewed.start)
    shown = [
        stretch
        for stretch, before in zip(stretches, accumulate(map(_size, stretches), initial=0), strict=False)
        if before < _SHOWN
    ]
    parts = []
    for section, of_section in groupby(shown, key=lambda stretch: _section_of(plan, stretch.reviewed.start)):
        rows = "".join(_row(page, stretch, plan.plan.text, source_text) for stretch in of_section)
        parts.append(f"<h5>{line_html(section) or page.say(Message('before the first heading'))}</h5>{rows}")
    hidden = len(stretches) - len(shown)
    notice = page.say(Message("… and {count} more stretches; “jyplan diff” shows both plans whole.", {"count": hidden}))
    return (
        f"<details open><summary>{page.say(Message('Side by side with {name}', {'name': listing_name(page.review, source.listing)}))}</summary>"
        f"{''.join(parts)}{f'<p>{notice}</p>' if hidden else ''}</details>"
    )


class _SharedStretch(NamedTuple):
    """A passage, or the part of a passage in a topmost section of the reviewed plan, in both texts."""

    reviewed: Span
    source: Span


def _size(stretch: _SharedStretch) -> int:
    return stretch.reviewed.end - stretch.reviewed.start


def _stretches(passage: Passage, source: PlanSource, plan: ReviewedPlan, source_text: str) -> Iterator[_SharedStretch]:
    """Yield a passage cut at the topmost headings that both texts share."""
    reviewed, copied = (passage.left, passage.right) if source.is_left else (passage.right, passage.left)
    start, source_start = reviewed.start, copied.start
    for node in plan.plan.nodes:
        if start < node.span.start < reviewed.end:
            line_start = _line_with(_heading_of(node, plan.plan.text), source_text, Span(source_start, copied.end))
            if line_start > source_start:
                yield _SharedStretch(Span(start, node.span.start), Span(source_start, line_start))
                start, source_start = node.span.start, line_start
    yield _SharedStretch(Span(start, reviewed.end), Span(source_start, copied.end))


def _heading_of(node: Node, text: str) -> str:
    return (node.title or text[node.span.start : node.span.end].lstrip())[:_HEADING].rstrip()


def _line_with(heading: str, text: str, within: Span) -> int:
    """Return the start of the first line with a heading after at most `_MARKER` characters; -1 without such a line."""
    offset = text.find(heading, within.start, within.end)
    while offset >= 0:
        line_start = max(text.rfind("\n", within.start, offset) + 1, within.start)
        if offset - line_start <= _MARKER:
            return line_start
        offset = text.find(heading, offset + 1, within.end)
    return -1


def _row(page: ReviewPage, stretch: _SharedStretch, reviewed_text: str, source_text: str) -> str:
    left = _cut(reviewed_text, _from_line_start(stretch.reviewed, reviewed_text))
    right = _cut(source_text, _from_line_start(stretch.source, source_text))
    is_same = "".join(fold(left).split()) == "".join(fold(right).split())
    words = Message("word for word") if is_same else Message("with changes")
    left_html, right_html = marked_html(left, right)
    return (
        f'<div class="pair"><p class="note">{page.say(words)}</p><blockquote tabindex="0">{left_html}</blockquote>'
        f'<blockquote tabindex="0">{right_html}</blockquote></div>'
    )


def _from_line_start(span: Span, text: str) -> Span:
    """Return a span extended to a near line start: titles begin with the name of the school."""
    start = text.rfind("\n", 0, span.start) + 1
    return Span(start, span.end) if span.start - start <= _TO_LINE_START else span


def _cut(text: str, span: Span) -> str:
    return text[span.start : min(span.end, span.start + _SHOWN)].strip()


def _section_of(plan: ReviewedPlan, offset: int) -> str:
    """Return the name of the topmost section around an offset; empty before the first section."""
    around = next((node for node in plan.plan.nodes if node.span.start <= offset < node.span.end), None)
    return section_name(around) if around else ""


def last_year_part(page: ReviewPage, plan: ReviewedPlan) -> str:
    """Return the changes since last year's plan: sections by role and change, figures; empty without a plan."""
    year = plan.last_year
    if year is None:
        return ""
    say = page.say
    counts = {change: year.count(change) for change in Change}
    summary = say(
        Message(
            "{copied} of this plan stand in last year’s; sections kept {kept}, changed {changed}, new {new}, dropped {dropped}.",
            {"copied": percent(year.copied), **{change.value: count for change, count in counts.items()}},
        )
    )
    unchanged = f" <b>{say(Message('Hardly more than the year was changed.'))}</b>" if year.is_same else ""
    heads = [say(word) for word in (Message("Part"), Message("Change"), Message("Section"))]
    table = table_html(heads, list(_changed_sections(page, plan)), name=say(Message("Sections against last year")))
    figures = table_html(
        [say(word) for word in (Message("Earlier figure"), Message("Figure"), Message("Change"))],
        list(_changed_figures(page, plan)),
        name=say(Message("Figures against last year")),
    )
    return f"<p>{summary}{unchanged}</p><details><summary>{say(Message('Section by section'))}</summary>{table}{figures}</details>"


def _changed_sections(page: ReviewPage, plan: ReviewedPlan) -> Iterator[str]:
    for entry in plan.last_year.roles if plan.last_year else ():
        if entry.change is not Change.KEPT:
            yield cells_html(
                page.say(ROLE_WORDS[entry.role]), page.say(CHANGE_WORDS[entry.change]), line_html(entry.title)
            )


def _changed_figures(page: ReviewPage, plan: ReviewedPlan) -> Iterator[str]:
    for entry in plan.last_year.indicators if plan.last_year else ():
        if entry.change is not Change.KEPT:
            left, right = (line_html(fact.text) if fact else "–" for fact in (entry.left, entry.right))
            yield cells_html(left, right, page.say(CHANGE_WORDS[entry.change]))
