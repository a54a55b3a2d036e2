"""The bar that filters: by level, rule and plan. It is of use only to the script, which brings it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.html_page import line_html

if TYPE_CHECKING:
    from jyplan.reports.check.html.sheet import Sheet

_COUNTS = ("shown", "total", "plans")


def filter_bar(sheet: Sheet) -> str:
    """Return the bar; `data-say` has the sentence that the script puts its counts into."""
    blanks = {name: f"{{{name}}}" for name in _COUNTS}
    said = sheet.say(Message("findings shown: {shown} of {total}, in plans: {plans}", blanks))
    return (
        f'<div class="bar scripted" role="search" aria-label="{sheet.say(Message("Filter"))}">\n'
        f"{_levels(sheet)}\n"
        f'<label>{sheet.say(Message("Rule"))} <select id="rule">{_rules(sheet)}</select></label>\n'
        f'<label>{sheet.say(Message("Plan"))} <input type="search" id="plan"'
        f' placeholder="{sheet.say(Message("file or title"))}"></label>\n'
        f'<button type="button" id="all">{sheet.say(Message("Show all"))}</button>\n'
        f'<p id="shown" role="status" data-say="{said}"></p>\n</div>'
    )


def _levels(sheet: Sheet) -> str:
    boxes = "".join(
        f'<label class="{level}"><input type="checkbox" name="level" value="{level}" checked>'
        f" {sheet.say(LEVEL_WORDS[level])} <b>{sum(each.levels[level] for each in sheet.found)}</b></label>"
        for level in Level
    )
    return f'<fieldset><legend class="sr">{sheet.say(Message("Level"))}</legend>{boxes}</fieldset>'


def _rules(sheet: Sheet) -> str:
    every = f'<option value="">{sheet.say(Message("all rules"))}</option>'
    return every + "".join(
        f'<option value="{number}">{line_html(f"{tally.card.id} {tally.card.about}")} ({tally.findings})</option>'
        for number, tally in enumerate(sheet.rules)
    )
