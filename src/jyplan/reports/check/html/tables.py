"""The tables above the findings: what was not read, which rules spoke, which plan has how much of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import place_words, plan_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.reports.check.html.sheet import Sheet
    from jyplan.reports.check.overview import Reviewed, Tally

_FINDINGS, _PLANS = Message("Findings"), Message("Plans")

_MANY = 14
"""Columns of rules that fit on A4 upright; a table with more is printed across."""


def problem_table(sheet: Sheet) -> str:
    """Return what could not be read or checked; empty where all could."""
    rows = "".join(
        f'<tr><th scope="row">{line_html(path)}</th><td>{line_html(place_words(place, sheet.options.language))}</td>'
        f"<td>{line_html(said)}</td></tr>"
        for path, said, place in sheet.problems
    )
    return _table(sheet, "", (Message("Document"), Message("Place"), Message("Reason")), rows) if rows else ""


def stale_list(sheet: Sheet) -> str:
    """Return the entries of the baseline that are not needed any more; empty where there are none."""
    items = "".join(f"<li>{line_html(entry)}</li>" for entry in sheet.options.stale)
    return f"<ul>{items}</ul>" if items else ""


def rule_table(sheet: Sheet) -> str:
    """Return the rules that found something, each with where it comes from."""
    rows = "".join(_rule(sheet, number, tally) for number, tally in enumerate(sheet.rules))
    heads = (
        *(Message("Level"), Message("Rule"), _FINDINGS, _PLANS),
        *(Message("What it finds"), Message("Source")),
    )
    return _table(sheet, "by-rule", heads, rows) if rows else ""


def _rule(sheet: Sheet, number: int, tally: Tally) -> str:
    card = tally.card
    only = sheet.say(Message("Only this"))
    return (
        f'<tr id="rule{number}"><td><b class="level {card.level}">{sheet.say(LEVEL_WORDS[card.level])}</b></td>'
        f'<th scope="row"><code>{line_html(card.id)}</code>'
        f' <button type="button" class="only scripted" data-rule="{number}"'
        f' aria-describedby="rule{number}">{only}</button></th>'
        f'<td class="n" data-head="{sheet.say(_FINDINGS)}">{tally.findings}</td>'
        f'<td class="n" data-head="{sheet.say(_PLANS)}">{tally.submissions}</td>'
        f"<td>{line_html(card.about)}</td><td>{line_html(card.source)}</td></tr>"
    )


def overview_table(sheet: Sheet) -> str:
    """Return how many findings of each level and rule every submission has."""
    if not sheet.found:
        return ""
    levels = "".join(f'<th scope="col" class="level {level}">{sheet.say(LEVEL_WORDS[level])}</th>' for level in Level)
    rules = "".join(
        f'<th scope="col" class="up" title="{line_html(tally.card.about)}">'
        f'<a href="#rule{number}">{line_html(tally.card.id)}</a></th>'
        for number, tally in enumerate(sheet.rules)
    )
    rows = "\n".join(_submission(sheet, each) for each in sheet.worst_first)
    wide = " wide" if len(sheet.rules) > _MANY else ""
    return (
        f'<div class="matrix{wide}" tabindex="0" role="region" aria-labelledby="overview-title"><table>'
        f'<thead><tr><th scope="col">{sheet.say(Message("Plan"))}</th>{levels}{rules}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _submission(sheet: Sheet, submission: Reviewed) -> str:
    anchor = sheet.anchor(submission)
    levels = "".join(_count(submission.levels[level], level) for level in Level)
    rules = "".join(
        _count(count, submission.heaviest(tally.card.id)) if (count := submission.rules[tally.card.id]) else "<td></td>"
        for tally in sheet.rules
    )
    return (
        f'<tr data-of="{anchor}"><th scope="row"><a href="#{anchor}">{title(sheet, submission)}</a>'
        f" <small>{line_html(submission.name)}</small></th>{levels}{rules}</tr>"
    )


def title(sheet: Sheet, submission: Reviewed) -> str:
    """Return what a submission is called, as HTML."""
    return line_html(plan_title(submission.plan.number, submission.plan.title, sheet.options.language))


def _count(count: int, level: Level) -> str:
    return f'<td class="{level}">{count}</td>' if count else "<td></td>"


def clean_list(sheet: Sheet) -> str:
    """Return the submissions without findings; empty where there are none."""
    items = "".join(f"<li>{title(sheet, each)} <small>{line_html(each.name)}</small></li>\n" for each in sheet.clean)
    return f"<ul>\n{items}</ul>" if items else ""


def notices(sheet: Sheet) -> str:
    """Return what stands where there are no findings."""
    sentence = Message("Nothing found.") if sheet.submissions else Message("No plan was checked.")
    return f'<p class="nothing">{sheet.say(sentence)}</p>'


def _table(sheet: Sheet, name: str, heads: Iterable[Message], rows: str) -> str:
    columns = "".join(f'<th scope="col">{sheet.say(head)}</th>' for head in heads)
    looks = f' class="{name}"' if name else ""
    return f'<div class="across"><table{looks}><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>'
