"""Sources of shared text: a card for each group of schools, lists of earlier plans and drafts, the map."""

from __future__ import annotations

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import Message, SourceKind
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import percent
from jyplan.reports.media.section_names import shortened
from jyplan.reports.review.html.charts import STEPS, share_map
from jyplan.reports.review.html.page_data import cells_html, table_html
from jyplan.reports.review.words import SOURCE_WORDS, is_asked_about, listing_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.model import Review, ReviewedPlan, RewrittenPair, SourceGroup, SourceMember
    from jyplan.reports.review.html.page_data import ReviewPage

_APART = (SourceKind.OTHER_EARLIER, SourceKind.OWN_EARLIER)
"""Kinds of sources with a list each; the groups show schools of this year."""
_SENTENCE = 60
"""Characters shown of a sentence perhaps rewritten."""
_COMMON = 400
_OWN = 160
"""Characters shown of the common text (`_COMMON`), and of text of a single plan."""
_OWN_STRETCHES = 3
_LARGEST_MAP = 600
"""Most plans of a map: beyond, the groups alone are shown."""


def sources_part(page: ReviewPage) -> str:
    """Return the groups, the lists, and the map."""
    say = page.say
    cards = "".join(_card(page, number, group) for number, group in enumerate(page.review.groups, start=1))
    parts = [f"<h3>{say(Message('Same text in several schools'))}</h3>{cards}" if cards else ""]
    for kind in _APART:
        heads = [
            say(word)
            for word in (Message("School"), Message("Source of the text"), Message("Shared"), Message("Characters"))
        ]
        table = table_html(heads, list(_rows_of_kind(page, kind)), name=say(SOURCE_WORDS[kind]))
        if table:
            parts.append(f"<h3>{say(SOURCE_WORDS[kind])}</h3>{table}")
    parts.append(_drafts(page))
    suspected = table_html(
        [say(word) for word in (Message("School"), Message("Sentence most alike")) * 2],
        [_suspicion(page, pair) for pair in page.review.copies.rewritten],
        name=say(Message("Suspected rewriting")),
    )
    if suspected:
        caution = say(Message("Suspected only: a person must read both. Not counted as copied."))
        parts.append(f"<h3>{say(Message('Suspected rewriting'))}</h3><p>{caution}</p>{suspected}")
    parts.append(_map(page))
    return "".join(parts) if any(parts) else f"<p>{say(Message('No text was found in more than one plan.'))}</p>"


def _suspicion(page: ReviewPage, pair: RewrittenPair) -> str:
    """Return a row with the most similar sentences of a suspected rewriting."""
    item = max(pair.items, key=lambda entry: entry.likeness)
    cells = [
        (
            page.plan_link(listing),
            line_html(shortened((page.review.text_of(listing) or "")[span.start : span.end], _SENTENCE)),
        )
        for listing, span in ((pair.a, item.left), (pair.b, item.right))
    ]
    return cells_html(*cells[0], *cells[1])


def _card(page: ReviewPage, number: int, group: SourceGroup) -> str:
    say = page.say
    head = (
        Message("{count} schools, one source; on average {share} of each plan is shared")
        if not group.is_pair
        else Message("{count} schools alike; on average {share} of each plan is shared")
    )
    title = say(Message(head.template, {"count": len(group.schools), "share": percent(group.shared)}))
    rows = [_member_row(page, group, member) for member in group.members]
    heads = [
        say(word)
        for word in (
            Message("School"),
            Message("Shared"),
            Message("Its own characters"),
            Message("What it wrote itself"),
        )
    ]
    common = (
        f"<p>{say(Message('All have this:'))}</p><blockquote>{line_html(shortened(group.text, _COMMON))}</blockquote>"
        if group.text
        else ""
    )
    mistaken = (
        ""
        if is_asked_about(number - 1, page.review)
        else f"<p>{say(Message('Nobody is asked to explain: one of the files is probably the plan of the other school.'))}</p>"
    )
    return (
        f'<article class="card" aria-labelledby="g{number}"><h4 id="g{number}">{number}. {title}</h4>'
        f"{table_html(heads, rows, name=title)}{mistaken}{common}{_template_advice(page, group)}</article>"
    )


def _member_row(page: ReviewPage, group: SourceGroup, member: SourceMember) -> str:
    text = page.review.plans[member.plan].plan.text
    own = [shortened(text[span.start : span.end], _OWN) for span in member.own_spans[:_OWN_STRETCHES]]
    earliest = f" <small>{page.say(Message('earliest date'))}</small>" if group.earliest == member.plan else ""
    return cells_html(
        page.plan_link(member.plan) + earliest,
        percent(member.shared),
        str(member.own),
        line_html(" … ".join(own)) or "–",
    )


def _template_advice(page: ReviewPage, group: SourceGroup) -> str:
    """Return the advice for a text sent out by the office itself."""
    path = shown_name(page.review.plans[group.members[0].plan].document.path)
    question = page.say(Message("Did the office send this text out? Then it does not count as copied with:"))
    return f'<p class="note">{question} <code>--template {line_html(shlex.quote(path))}</code></p>'


def _rows_of_kind(page: ReviewPage, kind: SourceKind) -> Iterator[str]:
    for plan in page.review.plans:
        for source in plan.sources:
            if source.kind is kind:
                yield cells_html(
                    page.plan_link(plan.number),
                    page.plan_link(source.listing),
                    percent(source.copied),
                    str(source.chars),
                )


def _drafts(page: ReviewPage) -> str:
    """Return the table of drafts: pairs of files of a school with shared text; empty without drafts."""
    name = page.say(SOURCE_WORDS[SourceKind.DRAFT])
    heads = [page.say(word) for word in (Message("School"), *(Message("File"), Message("Shared")) * 2)]
    table = table_html(heads, list(_draft_rows(page)), name=name)
    return f"<h3>{name}</h3>{table}" if table else ""


def _draft_rows(page: ReviewPage) -> Iterator[str]:
    plans = page.review.plans
    for plan in plans:
        for source in plan.sources:
            if source.kind is SourceKind.DRAFT and plan.number < source.listing:
                partner = plans[source.listing]
                back = next((entry.copied for entry in partner.sources if entry.listing == plan.number), 0.0)
                yield cells_html(
                    page.plan_link(plan.number),
                    *(_file_html(plan), percent(source.copied)),
                    *(_file_html(partner), percent(back)),
                )


def _file_html(plan: ReviewedPlan) -> str:
    return line_html(PurePath(shown_name(plan.document.path)).name)


def _map(page: ReviewPage) -> str:
    """Return the map of the plans with shared text, and its legend; empty for fewer than three plans."""
    order = _order(page.review)
    if not 3 <= len(order) <= _LARGEST_MAP:
        return ""
    index_of = {plan: index for index, plan in enumerate(order)}
    points = [
        (index_of[plan], index_of[source.listing], source.copied)
        for plan in order
        for source in page.review.plans[plan].sources
        if source.listing in index_of
    ]
    names = [listing_name(page.review, plan) for plan in order]
    title = page.say(Message("Map: how much of the row’s plan stands in the column’s plan"))
    legend = "".join(
        f'<span class="swatch h{step}"></span>{page.say(Message("from {share}", {"share": percent(bound)}))} '
        for step, bound in enumerate(STEPS)
    )
    frames = list(_frames(page.review, index_of))
    framed = page.say(
        Message(
            "Framed: one source; a cell without colour in a frame was not compared, as closer pairs show the same text."
        )
    )
    return (
        f'<h3>{title}</h3><p class="note">{legend}</p><p class="note">{framed}</p>'
        f'<div class="across" tabindex="0" role="group" aria-label="{title}">{share_map(names, points, frames, title)}</div>'
    )


def _frames(review: Review, index_of: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield first row and number of rows of each group with adjacent rows: a plan of two groups is beside the first group."""
    for group in review.groups:
        rows = [index_of[member.plan] for member in group.members if member.plan in index_of]
        if rows and max(rows) - min(rows) + 1 == len(rows):
            yield min(rows), len(rows)


def _order(review: Review) -> list[int]:
    """Return the plans with text shared inside the batch; plans of a group are adjacent."""
    grouped = [member.plan for group in review.groups for member in group.members]
    count = len(review.plans)
    ungrouped = [plan.number for plan in review.plans if any(source.listing < count for source in plan.sources)]
    return list(dict.fromkeys([*grouped, *ungrouped]))
