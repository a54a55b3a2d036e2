"""The remarks for a school, in the words of an office: to mend, to explain, to improve.

No rule ids and no paragraph numbers: a place is a heading and the words of the finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import Level, Message, ReasonKind, ReviewVerdict, Span
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import with_marker
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.section_names import shortened
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.words import SECTION_WORDS, listed, reason_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Review, ReviewedFile, ReviewedPlan, ReviewedSchool, ReviewReason, Role
    from jyplan.reports.protocol import ReviewOptions

_QUOTED = 24
"""Characters of the words quoted."""
_OPENING = 18
"""Characters of the beginning of a shared stretch."""
COPIED = frozenset({ReasonKind.SAME_SOURCE, ReasonKind.ALIKE, ReasonKind.EARLIER})
"""Reasons about text shared with schools."""
_SAMPLES = 3
"""Places named beside the first of several equal findings."""
_OWN_HISTORY = frozenset({ReasonKind.LAST_YEAR, ReasonKind.EARLIER_YEAR})
_EXPLAINED = COPIED | _OWN_HISTORY | {ReasonKind.TAMPERED}
WITHHELD = frozenset({ReasonKind.FINDING, ReasonKind.REWRITTEN, ReasonKind.ORIGIN})
"""Reasons without a remark: errors are listed by finding; suspicions and acts of foreign schools are not for the school."""

CONCLUSIONS = {
    ReviewVerdict.RETURN: Message("hand in again"),
    ReviewVerdict.EXPLAIN: Message("hand in again when completed"),
    ReviewVerdict.SUPPLEMENT: Message("hand in again when completed"),
    ReviewVerdict.PASS: Message("passed"),
}


class RemarkKind(StrEnum):
    """The demand of a remark."""

    MEND = "mend"
    EXPLAIN = "explain"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True)
class SchoolRemark:
    """A sentence for a school."""

    kind: RemarkKind
    text: str


def remarks_for(school: ReviewedSchool, review: Review, options: ReviewOptions) -> list[SchoolRemark]:
    """Return the remarks to a school, the gravest first; remarks on several files begin with the name of the file."""
    several = len(school.files) > 1
    remarks: list[SchoolRemark] = []
    for number in school.files:
        file = review.files[number]
        if not file.plans:
            remarks += _about_file(file, review, options)
        for index in file.plans:
            if index in school.plans:
                name = PurePath(shown_name(file.path)).name if several else ""
                remarks += (
                    _beginning_with(name, remark, options)
                    for remark in _about_plan(review.plans[index], review, options)
                )
    if school.verdict is ReviewVerdict.PASS:  # nothing to mend for a school with a plan that may pass
        remarks = [replace(remark, kind=RemarkKind.SUGGEST) for remark in remarks]
    order = list(RemarkKind)
    unique = list(dict.fromkeys(remarks))
    return sorted(unique, key=lambda remark: order.index(remark.kind))


def _about_file(file: ReviewedFile, review: Review, options: ReviewOptions) -> Iterator[SchoolRemark]:
    say = options.language.say
    name = PurePath(shown_name(file.path)).name
    for reason in file.reasons:
        words = say(file.error) if file.error else reason_words(reason, review, options, None)
        advice = say(_advice_for_school(file))
        text = say(Message("{name}: {sentence}; {advice}", {"name": name, "sentence": words, "advice": advice}))
        yield SchoolRemark(RemarkKind.MEND, one_line(text))


def _advice_for_school(file: ReviewedFile) -> Message:
    """Return the advice to a school about a file without a plan; most advice of readers is for the office only."""
    if file.is_protected and file.advice:
        return file.advice
    return Message("please hand in the work plan as a Word file")


def _beginning_with(name: str, remark: SchoolRemark, options: ReviewOptions) -> SchoolRemark:
    if not name:
        return remark
    text = options.language.say(Message("{name}: {sentence}", {"name": name, "sentence": remark.text}))
    return replace(remark, text=text)


def _about_plan(plan: ReviewedPlan, review: Review, options: ReviewOptions) -> Iterator[SchoolRemark]:
    for reason in plan.reasons:
        if reason.kind in WITHHELD:
            continue
        if reason.kind in _EXPLAINED:
            yield SchoolRemark(RemarkKind.EXPLAIN, _explained(reason, plan, review, options))
        else:
            yield SchoolRemark(RemarkKind.MEND, _to_mend(reason, plan, review, options))
    for first, *further in _alike(findings_for_school(plan), plan, options):
        kind = RemarkKind.SUGGEST if first.level is Level.INFO else RemarkKind.MEND
        yield SchoolRemark(kind, finding_words(first, plan, options, further))


def _alike(findings: Sequence[Finding], plan: ReviewedPlan, options: ReviewOptions) -> Iterator[list[Finding]]:
    """Yield equal findings about several words below a heading together."""
    together: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        words = _quoted_words(finding, plan)
        message, hint = worded(finding.message, options.language), worded(finding.hint, options.language)
        if words:
            message = message.replace(words, "")
        key = finding.rule, finding.level.value, message, hint, heading_of(finding.node, plan)
        together.setdefault(key, []).append(finding)
    yield from together.values()


def findings_for_school(plan: ReviewedPlan) -> list[Finding]:
    """Return the findings of a plan not yet named by a reason; none of a wrong paper."""
    if plan.is_wrong_paper:
        return []
    named = {reason.role for reason in plan.reasons if reason.role}
    empty = [reason.role for reason in plan.reasons if reason.role and reason.kind is ReasonKind.ROLE_EMPTY]
    nodes = {node for role in empty for node in plan.standing(role).nodes}
    return [
        finding for finding in plan.findings if finding.node not in nodes and not _repeats_missing_part(finding, named)
    ]


def finding_words(finding: Finding, plan: ReviewedPlan, options: ReviewOptions, further: Sequence[Finding] = ()) -> str:
    """Return a finding with heading, words and remedy; `further` are equal findings about further words."""
    say, language = options.language.say, options.language
    heading = heading_of(finding.node, plan)
    message = worded(finding.message, language)
    quoted = _quoted_words(finding, plan)
    if heading and quoted and quoted not in message and not heading.startswith(quoted):
        place = say(Message("“{heading}”, the words “{words}”: ", {"heading": heading, "words": quoted}))
    elif heading and not is_named_in(heading, message):
        place = say(Message("“{heading}”: ", {"heading": heading}))
    else:
        place = ""
    hint = worded(finding.hint, language)
    sentence = f"{place}{message}{_also_at(further, plan, language)}"
    return one_line(f"{sentence}{say(Message('; '))}{hint}" if hint else sentence)


def is_named_in(heading: str, message: str) -> bool:
    """Whether a message names a heading, blanks aside: Word adds a blank behind an automatic number.

    >>> is_named_in("八、每月工作安排", "日程“八、 每月工作安排”没有写明由谁负责")
    True
    """
    return "".join(heading.split()) in "".join(message.split())


def _quoted_words(finding: Finding, plan: ReviewedPlan) -> str:
    words = one_line(plan.plan.text[finding.start : finding.end])
    return shortened(words, _QUOTED) if words and words != one_line(plan.plan.title or "") else ""


def _also_at(further: Sequence[Finding], plan: ReviewedPlan, language: Language) -> str:
    """Return the words of further equal findings in brackets; empty without further findings."""
    if not further:
        return ""
    words = [f"“{words}”" for finding in further if (words := _quoted_words(finding, plan))]
    named = listed(dict.fromkeys(words[:_SAMPLES]), language)
    unnamed = len(further) - len(words[:_SAMPLES])
    if not named:
        return language.say(Message(" ({count} more like this)", {"count": unnamed}))
    if unnamed:
        return language.say(Message(" ({words} and {count} more, too)", {"words": named, "count": unnamed}))
    return language.say(Message(" ({words}, too)", {"words": named}))


def heading_of(node_id: str | None, plan: ReviewedPlan) -> str:
    """Return the nearest heading at or above a node, with its marker; empty outside of all sections."""
    heading, nodes = "", plan.plan.nodes
    numbers = node_id.split(".") if node_id else []
    for depth in range(1, len(numbers) + 1):  # from the top: the id of a node begins with the id of its parent
        above = ".".join(numbers[:depth])
        node = next((entry for entry in nodes if entry.id == above), None)
        if node is None:
            break
        heading = shortened(with_marker(node.marker, node.title), _QUOTED) if node.title else heading
        nodes = node.children
    return heading


def _repeats_missing_part(finding: Finding, roles: Collection[Role]) -> bool:
    """Whether a finding only repeats a reason: a missing part of `roles`."""
    section = finding.message.params.get("section")
    if not isinstance(section, Message):
        return False
    words = {section.template, *(part.template for part in section.params.values() if isinstance(part, Message))}
    return any(SECTION_WORDS[role].template in words for role in roles)


def _explained(reason: ReviewReason, plan: ReviewedPlan, review: Review, options: ReviewOptions) -> str:
    say = options.language.say
    words = reason_words(reason, review, options, plan)
    if reason.kind in _OWN_HISTORY:
        return one_line(say(Message("{sentence}; please write this year’s work, or explain", {"sentence": words})))
    opening = _opening(reason, plan, review)
    if opening:
        words = say(Message("{sentence} (from “{opening}” on)", {"sentence": words, "opening": opening}))
    return one_line(say(Message("{sentence}; please explain where it comes from", {"sentence": words})))


def _to_mend(reason: ReviewReason, plan: ReviewedPlan, review: Review, options: ReviewOptions) -> str:
    say = options.language.say
    words = reason_words(reason, review, options, plan)
    advice = {
        ReasonKind.ROLE_MISSING: Message("please write it, under a heading of its own"),
        ReasonKind.ROLE_EMPTY: Message("please fill it in"),
        ReasonKind.NOT_A_PLAN: Message("please hand in the work plan"),
        ReasonKind.EMPTY_TEMPLATE: Message("please fill it in"),
        ReasonKind.OTHERS_PLAN: Message("please check; if it is the wrong file, hand in the school’s own plan"),
    }.get(reason.kind)
    return one_line(f"{words}{say(Message('; '))}{say(advice)}" if advice else words)


def _opening(reason: ReviewReason, plan: ReviewedPlan, review: Review) -> str:
    """Return the first whole line of the longest stretch copied from the source of a reason, in its section; empty without a stretch."""
    source = next((entry for entry in plan.sources if entry.listing == reason.listing), None)
    if source is None:
        return ""
    passages = review.copies.pairs[source.pair].passages
    section = next((node.span for node in plan.plan.walk() if node.id == reason.section), Span(0, len(plan.plan.text)))
    spans = [
        Span(max(span.start, section.start), min(span.end, section.end))
        for span in (p.left if source.is_left else p.right for p in passages)
        if span.start < section.end and section.start < span.end
    ]
    if not spans:
        return ""
    span = max(spans, key=lambda entry: entry.end - entry.start)
    text = plan.plan.text[span.start : span.end]
    skips_first_line = span.start == section.start or plan.plan.text[span.start - 1] != "\n"
    after_line = text.partition("\n")[2].strip() if skips_first_line else ""
    return shortened(after_line if len(after_line) >= _OPENING else text, _OPENING)
