"""`jyplan check --format html`: one page with all findings, to be read, filtered, printed and passed on.

It loads nothing, and what documents say is never taken for HTML. The script only filters: without it all is there.
`page.html`, `page.css` and `page.js` are its parts, besides what all pages share (`html_page`).
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.html.bar import filter_bar
from jyplan.reports.check.html.figures import figure_cards
from jyplan.reports.check.html.findings import submission_articles
from jyplan.reports.check.html.sheet import Sheet, set_sheet
from jyplan.reports.check.html.tables import (
    clean_list,
    notices,
    overview_table,
    problem_table,
    rule_table,
    stale_list,
)
from jyplan.reports.media.html_page import cards_html, html_language, line_html, part_of, policy, style_of
from jyplan.reports.media.labels import plan_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the page in UTF-8, which it says itself."""
    sheet = set_sheet(results, options)
    style = style_of(__name__)
    script = part_of(__name__, "page.js") if sheet.found else None
    heading = sheet.say(Message("Findings in work plans"))
    page = Template(part_of(__name__, "page.html")).substitute(
        language=html_language(options.language),
        policy=policy(style, script),
        title=f"{heading}: {only}" if (only := _only_title(sheet)) else heading,
        style=style,
        skip=sheet.say(Message("Skip to the findings")),
        heading=heading,
        made_with=_made_with(sheet),
        figures=cards_html(figure_cards(sheet)),
        bar=filter_bar(sheet) if sheet.found else "",
        sections="\n".join(_sections(sheet)),
        script=f"\n<script>{script}</script>" if script else "",
    )
    return f"{page}\n".encode()


def _only_title(sheet: Sheet) -> str:
    """Return the title of the plan where there is but one."""
    if len(sheet.submissions) != 1:
        return ""
    plan = sheet.submissions[0].plan
    return line_html(plan_title(plan.number, plan.title, sheet.options.language))


def _made_with(sheet: Sheet) -> str:
    made = {"rules": sheet.options.rule_set, "version": sheet.options.version}
    return sheet.say(Message("rule set {rules} · jyplan {version}", made))


def _sections(sheet: Sheet) -> Iterator[str]:
    """Yield the parts of the page, those without content left out."""
    for name, title, content in (
        ("problems", Message("Not or only partly read"), problem_table(sheet)),
        ("stale", Message("In the baseline, but no longer found"), stale_list(sheet)),
        ("rules", Message("Rules that found something"), rule_table(sheet)),
        ("overview", Message("Plans with findings, the worst first"), overview_table(sheet)),
        ("findings", Message("Findings by plan"), submission_articles(sheet) or notices(sheet)),
        ("clean", Message("Plans without findings"), clean_list(sheet)),
    ):
        if content:
            focus = ' tabindex="-1"' if name == "findings" else ""
            yield f'<section id="{name}"{focus} aria-labelledby="{name}-title">'
            yield f'<h2 id="{name}-title">{sheet.say(title)}</h2>\n{content}\n</section>'
