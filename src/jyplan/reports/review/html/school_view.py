"""A school's part of the page: verdict, structure, findings, shared text, last year, points, the reviewer's remark."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from jyplan.model import Level, Message, ReviewVerdict
from jyplan.reports.check.scores.rows import number_words, total_words
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import FACT_WORDS, ROLE_WORDS, percent, plan_title
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import section_name, shortened
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.html.first_screen import verdict_badge
from jyplan.reports.review.html.page_data import cells_html, table_html
from jyplan.reports.review.html.shared_text import last_year_part, shared_part
from jyplan.reports.review.html.timeline import timeline
from jyplan.reports.review.names import feedback_names
from jyplan.reports.review.remarks import heading_of, is_named_in
from jyplan.reports.review.words import (
    ASIDE_WORDS,
    BETWEEN,
    VERDICT_WORDS,
    WITNESS_WORDS,
    no_reason_words,
    reason_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.model import Finding, Node, ReviewedFile, ReviewedPlan, SchoolEvidence
    from jyplan.reports.review.html.page_data import ReviewPage, SchoolLine

_LEVELS: Mapping[Level, Message] = MappingProxyType(
    {Level.ERROR: Message("error"), Level.WARNING: Message("warning"), Level.INFO: Message("note")}
)
_DECISIONS = (ReviewVerdict.RETURN, ReviewVerdict.EXPLAIN, ReviewVerdict.SUPPLEMENT, ReviewVerdict.PASS)
_DEPTH = 3
"""Levels of the outline on the page."""
_NODES = 120
"""Most lines of an outline."""
_QUOTED = 60
"""Characters of the words of a finding."""
_SAID = 10
"""A sentence with the first characters of a finding's words quotes the words itself."""


def school_views(page: ReviewPage) -> Iterator[str]:
    """Yield the part of each school."""
    feedback = feedback_names(page.review)
    for number, line in enumerate(page.lines):
        before = page.lines[number - 1].address if number else ""
        after = page.lines[number + 1].address if number + 1 < len(page.lines) else ""
        yield _school_view(page, line, feedback[line.number], before, after)


def _school_view(page: ReviewPage, line: SchoolLine, feedback: str, before: str, after: str) -> str:
    name = line_html(line.name)
    links = [f'<a href="#schools">{page.say(Message("All schools"))}</a>']
    links += [f'<a href="#{before}" rel="prev">{page.say(Message("Previous school"))}</a>'] if before else []
    links += [f'<a href="#{after}" rel="next">{page.say(Message("Next school"))}</a>'] if after else []
    if feedback:
        links.append(f'<a href="{quote(feedback)}">{page.say(Message("Feedback for the school"))}</a>')
    late = f" <small>{page.say(Message('late'))}</small>" if line.school.is_late else ""
    files = [page.review.files[number] for number in line.school.files]
    parts = [
        *(_unread_file(page, file) for file in files if not file.plans),
        *(_plan_part(page, page.review.plans[number]) for number in line.school.plans),
    ]
    parts.append(_set_aside(page, page.asides_of.get(line.school.name, ()) if line.school.is_known else ()))
    content = "".join(parts) or f"<p>{page.say(Message('This school has handed in nothing.'))}</p>"
    return (
        f'<article class="view school" id="{line.address}" tabindex="-1" aria-labelledby="{line.address}-name">'
        f'<nav aria-label="{page.say(Message("Schools"))}">{" · ".join(links)}</nav>'
        f'<h2 id="{line.address}-name">{name} {verdict_badge(page, line.school.verdict)}{late}</h2>'
        f"{content}</article>"
    )


def _set_aside(page: ReviewPage, files: Sequence[ReviewedFile]) -> str:
    """Return a line with the files of a school set aside, by kind; empty without such files."""
    if not files:
        return ""
    say = page.options.language.say
    kinds = [
        f"{say(words)} {'、'.join(names)}"
        for kind, words in ASIDE_WORDS.items()
        if (names := [one_line(PurePath(shown_name(file.path)).name) for file in files if file.aside is kind])
    ]
    sentence = Message("Also received, no submissions: {files}", {"files": say(BETWEEN).join(kinds)})
    return f'<p class="note">{page.say(sentence)}</p>'


def _unread_file(page: ReviewPage, file: ReviewedFile) -> str:
    reasons = (
        [page.say(file.error)]
        if file.error
        else [line_html(reason_words(reason, page.review, page.options, None)) for reason in file.reasons]
    )
    advice = f"<p>{page.say(file.advice)}</p>" if file.advice else ""
    return (
        f"<section><h3>{line_html(shown_name(file.path))}</h3>"
        f'<p class="verdict-line">{page.say(BETWEEN).join(reasons) or page.say(VERDICT_WORDS[file.verdict])}</p>{advice}</section>'
    )


def _plan_part(page: ReviewPage, plan: ReviewedPlan) -> str:
    say = page.say
    title = line_html(plan_title(plan.plan.number, plan.plan.title, page.options.language))
    reasons = list(dict.fromkeys(reason_words(reason, page.review, page.options, plan) for reason in plan.reasons))
    clean = f"<li>{say(no_reason_words(plan))}</li>"
    verdict = "".join(f"<li>{line_html(words)}</li>" for words in reasons) or clean
    if plan.quoted:
        quoted = Message(
            "{share} stand in what the office sent out; nobody copied that", {"share": percent(plan.quoted)}
        )
        verdict += f"<li>{say(quoted)}</li>"
    sections = (
        (Message("Findings"), _findings(page, plan)),
        (Message("Text that stands elsewhere"), shared_part(page, plan)),
        (Message("Against last year"), last_year_part(page, plan)),
        (Message("Points"), _points(page, plan)),
        (Message("Structure"), _outline(page, plan) + timeline(page, plan)),
    )
    body = "".join(f"<h4>{say(head)}</h4>{content}" for head, content in sections if content)
    return (
        f'<section class="plan"><h3>{title}</h3><p class="path">{line_html(shown_name(plan.document.path))}{_school_of(page, plan)}</p>'
        f'<ul class="verdict-line">{verdict}</ul>{body}</section>'
    )


def _school_of(page: ReviewPage, plan: ReviewedPlan) -> str:
    """Return the witnesses for the school, and the witnesses for a foreign school."""
    say = page.say
    parts = []
    if plan.school.evidence:
        parts.append(say(Message("school by: {witnesses}", {"witnesses": _witnesses(page, plan.school.evidence)})))
    if plan.school.contradicting:
        witnesses = page.options.language.say(Message(", ")).join(
            f"{page.options.language.say(WITNESS_WORDS[entry.witness])} {entry.words}"
            for entry in plan.school.contradicting
        )
        parts.append(f"<b>{say(Message('but another school is named: {others}', {'others': witnesses}))}</b>")
    return "".join(f" · {words}" for words in parts)


def _witnesses(page: ReviewPage, evidence: tuple[SchoolEvidence, ...]) -> str:
    words = dict.fromkeys(page.options.language.say(WITNESS_WORDS[entry.witness]) for entry in evidence)
    return page.options.language.say(Message(", ")).join(words)


def _findings(page: ReviewPage, plan: ReviewedPlan) -> str:
    """Return the findings in order; findings of a rule with equal advice share an item."""
    together: dict[tuple[str, Level, str], list[Finding]] = {}
    for finding in plan.findings:
        hint = worded(finding.hint, page.options.language)
        together.setdefault((finding.rule, finding.level, hint), []).append(finding)
    items = [
        _finding_item(page, level, hint, [_finding(page, plan, finding) for finding in findings])
        for (_, level, hint), findings in together.items()
    ]
    return f'<ul class="findings">{"".join(items)}</ul>' if items else ""


def _finding_item(page: ReviewPage, level: Level, hint: str, findings: Sequence[str]) -> str:
    advice = f"<small>{line_html(hint)}</small>" if hint else ""
    if len(findings) == 1:
        body = f"{findings[0]}{f'<br>{advice}' if advice else ''}"
    else:
        body = f"×{len(findings)} {advice}<ul>{''.join(f'<li>{words}</li>' for words in findings)}</ul>"
    return f'<li class="{level.value}"><b>{page.say(_LEVELS[level])}</b> {body}</li>'


def _finding(page: ReviewPage, plan: ReviewedPlan, finding: Finding) -> str:
    """Return heading, sentence and words of a finding; words quoted by the sentence are left out."""
    message = worded(finding.message, page.options.language)
    heading = heading_of(finding.node, plan)
    words = shortened(plan.plan.text[finding.start : finding.end], _QUOTED)
    place = f'<span class="where">{line_html(heading)}</span> ' if heading and not is_named_in(heading, message) else ""
    is_said = not words or is_named_in(words[:_SAID], message) or is_named_in(words, plan.plan.title or "")
    return f"{place}{line_html(message)}{'' if is_said else f' <q>{line_html(words)}</q>'}"


def _outline(page: ReviewPage, plan: ReviewedPlan) -> str:
    nodes = [node for node in plan.plan.walk() if node.id.count(".") < _DEPTH]
    lines = "".join(_outline_line(page, node) for node in nodes[:_NODES])
    if not lines:
        return f"<p>{page.say(Message('No headings were recognised.'))}</p>"
    hidden = len(nodes) - _NODES
    notice = f"<p>{page.say(Message('… and {count} more', {'count': hidden}))}</p>" if hidden > 0 else ""
    return f'<details class="outline"><summary>{page.say(Message("Outline with figures, owners, dates"))}</summary><ul>{lines}</ul>{notice}</details>'


def _outline_line(page: ReviewPage, node: Node) -> str:
    facts = "".join(
        f'<span class="fact" title="{page.say(FACT_WORDS[fact.kind])}">{line_html(shortened(fact.text, 30))}</span>'
        for fact in node.facts[:6]
    )
    return (
        f'<li class="d{node.id.count(".")}"><span class="of">{page.say(ROLE_WORDS[node.role])}</span> '
        f"{line_html(section_name(node))} {facts}</li>"
    )


def _points(page: ReviewPage, plan: ReviewedPlan) -> str:
    score, language = plan.score, page.options.language
    if score is None:
        return ""
    rows = [
        cells_html(
            line_html(criterion.name),
            page.say(Message("by a person")) if criterion.points is None else line_html(number_words(criterion.points)),
            line_html(number_words(criterion.of)),
            line_html(
                language.say(BETWEEN).join(
                    f"−{number_words(lost.points)} {worded(lost.reason, language)}" for lost in criterion.lost
                )
            ),
        )
        for criterion in score.criteria
    ]
    heads = [
        page.say(word)
        for word in (Message("Criterion"), Message("Points"), Message("Of"), Message("Why points are lost"))
    ]
    return (
        f"<p>{line_html(total_words(score, language))}</p>{table_html(heads, rows, name=page.say(Message('Points')))}"
    )


def remark_form(page: ReviewPage) -> str:
    """Return the fields for decision and remark; the script puts the form below a school and keeps the input in the browser."""
    say = page.say
    choices = "".join(
        f'<label><input type="radio" name="decision" value="{say(VERDICT_WORDS[verdict])}"> {say(VERDICT_WORDS[verdict])}</label>'
        for verdict in _DECISIONS
    )
    return (
        f'<form class="remark"><fieldset><legend>{say(Message("Your decision"))}</legend>{choices}</fieldset>'
        f'<label>{say(Message("Your remark"))} <textarea rows="3"></textarea></label>'
        f"<p><small>{say(Message('Kept in this browser only. “Export remarks” saves all of them as a table.'))}</small></p></form>"
    )
