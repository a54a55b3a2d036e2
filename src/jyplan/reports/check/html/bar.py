"""The filter bar: by level, rule and plan. Only the script uses and shows the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.html_page import line_html

if TYPE_CHECKING:
    from jyplan.reports.check.html.page_data import FindingsPage

_COUNTS = ("shown", "total", "plans")


def filter_bar(page: FindingsPage) -> str:
    """Return the bar as HTML; `data-say` is the sentence template for the counts of the script."""
    blanks = {name: f"{{{name}}}" for name in _COUNTS}
    template = page.say(Message("findings shown: {shown} of {total}, in plans: {plans}", blanks))
    return (
        f'<div class="bar scripted" role="search" aria-label="{page.say(Message("Filter"))}">\n'
        f"{_levels(page)}\n"
        f'<label>{page.say(Message("Rule"))} <select id="rule">{_rules(page)}</select></label>\n'
        f'<label>{page.say(Message("Plan"))} <input type="search" id="plan"'
        f' placeholder="{page.say(Message("file or title"))}"></label>\n'
        f'<button type="button" id="all">{page.say(Message("Show all"))}</button>\n'
        f'<p id="shown" role="status" data-say="{template}"></p>\n</div>'
    )


def _levels(page: FindingsPage) -> str:
    boxes = "".join(
        f'<label class="{level}"><input type="checkbox" name="level" value="{level}" checked>'
        f" {page.say(LEVEL_WORDS[level])} <b>{sum(submission.levels[level] for submission in page.with_findings)}</b></label>"
        for level in Level
    )
    return f'<fieldset><legend class="sr">{page.say(Message("Level"))}</legend>{boxes}</fieldset>'


def _rules(page: FindingsPage) -> str:
    every = f'<option value="">{page.say(Message("all rules"))}</option>'
    return every + "".join(
        f'<option value="{number}">{line_html(f"{tally.card.name} {tally.card.about}")} ({tally.findings})</option>'
        for number, tally in enumerate(page.rules)
    )
