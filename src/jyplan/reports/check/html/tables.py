"""The tables above the findings: problems, stale baseline entries, rules, and plans by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level, Message
from jyplan.reports.check.wording import LEVEL_WORDS, ignored_words
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import plan_title, problem_place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.reports.check.html.page_data import FindingsPage
    from jyplan.reports.check.overview import CheckedSubmission, RuleTally

_FINDINGS, _PLANS = Message("Findings"), Message("Plans")

_PORTRAIT_RULES = 14
"""Rule columns that fit on A4 portrait; a table with more is printed in landscape."""


def problem_table(page: FindingsPage) -> str:
    """Return the table of problems: unread or unchecked documents, rules given up; empty without problems."""
    rows = "".join(
        f'<tr><th scope="row">{line_html(problem.path)}</th>'
        f"<td>{line_html(problem_place_words(problem.place, page.options.language))}</td>"
        f"<td>{line_html(problem.message)}</td></tr>"
        for problem in page.problems
    )
    return _table(page, "", (Message("Document"), Message("Place"), Message("Reason")), rows) if rows else ""


def ignored_list(page: FindingsPage) -> str:
    """Return the list of findings suppressed by remarks in their documents; empty without such findings."""
    items = "".join(f"<li>{line_html(ignored_words(entry, page.options))}</li>" for entry in page.options.ignored)
    return f"<ul>{items}</ul>" if items else ""


def stale_list(page: FindingsPage) -> str:
    """Return the list of baseline entries without a matching finding; empty without such entries."""
    items = "".join(f"<li>{line_html(entry)}</li>" for entry in page.options.stale)
    return f"<ul>{items}</ul>" if items else ""


def rule_table(page: FindingsPage) -> str:
    """Return the table of rules with findings, sources included; empty without findings."""
    rows = "".join(_rule(page, number, tally) for number, tally in enumerate(page.rules))
    heads = (
        *(Message("Level"), Message("Rule"), _FINDINGS, _PLANS),
        *(Message("What the rule finds"), Message("Source")),
    )
    return _table(page, "by-rule", heads, rows) if rows else ""


def _rule(page: FindingsPage, number: int, tally: RuleTally) -> str:
    card = tally.card
    only = page.say(Message("Only this"))
    return (
        f'<tr id="rule{number}"><td><b class="level {card.level}">{page.say(LEVEL_WORDS[card.level])}</b></td>'
        f'<th scope="row"><code>{line_html(card.name)}</code>'
        f' <button type="button" class="only scripted" data-rule="{number}"'
        f' aria-describedby="rule{number}">{only}</button></th>'
        f'<td class="n" data-head="{page.say(_FINDINGS)}">{tally.findings}</td>'
        f'<td class="n" data-head="{page.say(_PLANS)}">{tally.submissions}</td>'
        f"<td>{line_html(card.about)}</td><td>{line_html(card.source)}</td></tr>"
    )


def overview_table(page: FindingsPage) -> str:
    """Return the table of submissions by level and rule, with numbers of findings; empty without findings."""
    if not page.with_findings:
        return ""
    levels = "".join(f'<th scope="col" class="level {level}">{page.say(LEVEL_WORDS[level])}</th>' for level in Level)
    rules = "".join(
        f'<th scope="col" class="up" title="{line_html(tally.card.about)}">'
        f'<a href="#rule{number}">{line_html(tally.card.name)}</a></th>'
        for number, tally in enumerate(page.rules)
    )
    rows = "\n".join(_submission(page, submission) for submission in page.worst_first)
    wide = " wide" if len(page.rules) > _PORTRAIT_RULES else ""
    return (
        f'<div class="matrix{wide}" tabindex="0" role="region" aria-labelledby="overview-title"><table>'
        f'<thead><tr><th scope="col">{page.say(Message("Plan"))}</th>{levels}{rules}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _submission(page: FindingsPage, submission: CheckedSubmission) -> str:
    anchor = page.anchor(submission)
    levels = "".join(_count(submission.levels[level], level) for level in Level)
    rules = "".join(
        _count(count, submission.heaviest_level(tally.card.id))
        if (count := submission.rules[tally.card.id])
        else "<td></td>"
        for tally in page.rules
    )
    return (
        f'<tr data-of="{anchor}"><th scope="row"><a href="#{anchor}">{title(page, submission)}</a>'
        f" <small>{line_html(submission.name)}</small></th>{levels}{rules}</tr>"
    )


def title(page: FindingsPage, submission: CheckedSubmission) -> str:
    """Return a submission's title, or the plan's number if untitled, as HTML."""
    return line_html(plan_title(submission.plan.number, submission.plan.title, page.options.language))


def _count(count: int, level: Level) -> str:
    return f'<td class="{level}">{count}</td>' if count else "<td></td>"


def clean_list(page: FindingsPage) -> str:
    """Return the list of submissions without findings; empty if every submission has findings."""
    items = "".join(
        f"<li>{title(page, submission)} <small>{line_html(submission.name)}</small></li>\n" for submission in page.clean
    )
    return f"<ul>\n{items}</ul>" if items else ""


def notices(page: FindingsPage) -> str:
    """Return the paragraph shown instead of findings: nothing found, or no plan checked."""
    sentence = Message("Nothing found.") if page.submissions else Message("No plan was checked.")
    return f'<p class="nothing">{page.say(sentence)}</p>'


def _table(page: FindingsPage, name: str, heads: Iterable[Message], rows: str) -> str:
    columns = "".join(f'<th scope="col">{page.say(head)}</th>' for head in heads)
    looks = f' class="{name}"' if name else ""
    return f'<div class="across"><table{looks}><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>'
