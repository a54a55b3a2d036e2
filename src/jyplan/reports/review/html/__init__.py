"""`审阅报告.html`: the batch on one page, for the reviewer; first screen, schools, sources, whole batch, limits.

The page is a single file and loads nothing. Without its script all parts follow one another; the script shows a part
at a time, filters and sorts the table, and keeps the reviewer's remarks in the browser. The parts and their addresses:

| part | address | module |
|---|---|---|
| tiles and table | `#schools` | `first_screen` |
| a school | `#s1`, `#s2` … | `school_view`, `shared_text`, `timeline` |
| sources | `#sources` | `sources`, `charts` |
| the whole | `#overall` | `overall`, `charts` |
| not read, not judged | `#limits` | `limits` |
"""

from __future__ import annotations

import hashlib
from collections import Counter
from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.media.html_page import line_html, page_bytes, part_of
from jyplan.reports.review.html.first_screen import filter_bar, school_table, tiles
from jyplan.reports.review.html.limits import limits_part
from jyplan.reports.review.html.overall import overall_part
from jyplan.reports.review.html.page_data import ReviewPage
from jyplan.reports.review.html.school_view import remark_form, school_views
from jyplan.reports.review.html.sources import sources_part
from jyplan.reports.review.words import for_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Review
    from jyplan.reports.protocol import ReviewOptions

FILE = "审阅报告.html"


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the page."""
    yield FILE, render(review, options)


def render(review: Review, options: ReviewOptions) -> bytes:
    """Return the page in UTF-8, declared in the head."""
    page = ReviewPage(review, for_office(options))
    script, say = part_of(__name__, "page.js"), page.say
    title = say(Message("Review of the submissions"))
    body = Template(part_of(__name__, "page.html")).substitute(
        script=script,
        batch=_identity(review),
        skip=say(Message("Skip to the schools")),
        title=title,
        made=_made(page),
        tiles=tiles(page),
        parts_name=say(Message("Parts of the page")),
        schools=say(Message("Schools")),
        sources=say(Message("Sources")),
        overall=say(Message("The whole batch")),
        limits=say(Message("Limits of this review")),
        bar=filter_bar(page),
        table=school_table(page),
        views="\n".join(school_views(page)),
        sources_part=sources_part(page),
        overall_part=overall_part(page),
        limits_part=limits_part(page),
        remark_form=remark_form(page),
        export=say(Message("remarks")),
        export_heads="\t".join(
            say(word)
            for word in (Message("School"), Message("Verdict"), Message("Your decision"), Message("Your remark"))
        ),
    )
    return page_bytes(__name__, options.language, title, body, script)


def _made(page: ReviewPage) -> str:
    """Return the line below the title: batch, day, rules, counts of files, changes since the last run."""
    batch, review, say = page.review.batch, page.review, page.say
    parts = [
        line_html(", ".join(batch.inputs)),
        line_html(batch.date),
        line_html(batch.by),
        line_html(batch.rules_title),
        say(Message("{files} files, {plans} plans", {"files": len(review.files), "plans": len(review.submitted)})),
    ]
    left_out = len(batch.skipped) + len(batch.own_reports)
    if left_out:
        parts.append(f'<a href="#limits">{say(Message("left out: {count}", {"count": left_out}))}</a>')
    since = review.since
    if since is not None:
        figures = {"new": since.new, "fixed": since.fixed, "unchanged": since.unchanged}
        parts.append(say(Message("since last run: new {new}, fixed {fixed}, unchanged {unchanged}", figures)))
    return " · ".join(part for part in parts if part)


def _identity(review: Review) -> str:
    """Return the id of the batch for the remarks in the browser.

    A second run after new submissions has the same id; next year's plans in a folder of the same name have a new id.
    """
    years = Counter(plan.plan.school_year for plan in review.plans if plan.plan.school_year)
    parts = [*review.batch.inputs, *(str(year) for year, _ in years.most_common(1))]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()[:16]
