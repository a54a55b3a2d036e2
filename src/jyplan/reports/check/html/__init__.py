"""`jyplan check --format html`: a page with all findings, to be read, filtered, printed and passed on.

The page loads nothing, and document text is always escaped. The script only filters: without scripts the page is complete.
The page is built from `page.html`, `page.css` and `page.js` and from the parts shared by all pages (`html_page`).
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.html.bar import filter_bar
from jyplan.reports.check.html.figures import figure_cards
from jyplan.reports.check.html.findings import submission_articles
from jyplan.reports.check.html.page_data import FindingsPage, findings_page
from jyplan.reports.check.html.tables import (
    clean_list,
    ignored_list,
    notices,
    overview_table,
    problem_table,
    rule_table,
    stale_list,
)
from jyplan.reports.check.wording import made_with
from jyplan.reports.media.html_page import cards_html, line_html, page_bytes, part_of
from jyplan.reports.media.labels import plan_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


_KEYS = Message("Keys: n or → the next plan, p or ← the one before.")


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the page in UTF-8, declared in the head."""
    data = findings_page(results, options)
    script = part_of(__name__, "page.js") if data.with_findings else None
    heading = data.say(Message("Findings in work plans"))
    title = f"{heading}: {only}" if (only := _only_title(data)) else heading
    body = Template(part_of(__name__, "page.html")).substitute(
        skip=data.say(Message("Skip to the findings")),
        heading=heading,
        made_with=_made_with(data),
        figures=cards_html(figure_cards(data)),
        bar=filter_bar(data) if data.with_findings else "",
        sections="\n".join(_sections(data)),
        script=f"\n<script>{script}</script>" if script else "",
    )
    return page_bytes(__name__, options.language, title, body, script)


def _only_title(page: FindingsPage) -> str:
    """Return the plan's title as HTML if the run has a single plan, else an empty string."""
    if len(page.submissions) != 1:
        return ""
    plan = page.submissions[0].plan
    return line_html(plan_title(plan.number, plan.title, page.options.language))


def _made_with(page: FindingsPage) -> str:
    return page.say(made_with(page.options))


def _sections(page: FindingsPage) -> Iterator[str]:
    """Yield the HTML of the non-empty sections of the page."""
    for name, title, content in (
        ("problems", Message("Not or only partly read"), problem_table(page)),
        ("ignored", Message("Not shown, as a remark in the document asks"), ignored_list(page)),
        ("stale", Message("In the baseline, but no longer found"), stale_list(page)),
        ("rules", Message("Rules that found something"), rule_table(page)),
        ("overview", Message("Plans with findings, the worst first"), overview_table(page)),
        ("findings", Message("Findings by plan"), submission_articles(page) or notices(page)),
        ("clean", Message("Plans without findings"), clean_list(page)),
    ):
        if content:
            is_list = name == "findings" and page.with_findings
            keys = f'<p class="keys scripted">{page.say(_KEYS)}</p>' if is_list else ""
            focus = ' tabindex="-1"' if name == "findings" else ""
            yield f'<section id="{name}"{focus} aria-labelledby="{name}-title">'
            yield f'<h2 id="{name}-title">{page.say(title)}</h2>\n{keys}{content}\n</section>'
