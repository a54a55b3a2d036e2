"""Words of all reports of a review: verdicts, reasons, parts of a plan, names of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import (
    AsideKind,
    Change,
    Genre,
    Level,
    Message,
    ReasonKind,
    ReviewVerdict,
    Role,
    SchoolWitness,
    SourceKind,
)
from jyplan.reports.media.labels import percent, with_marker
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import one_line
from jyplan.reports.outline.words import GENRE_WORDS, school_year_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.language import Language
    from jyplan.model import Review, ReviewedPlan, ReviewReason, ReviewThresholds, SchoolYear
    from jyplan.reports.protocol import ReviewOptions

VERDICT_WORDS: Mapping[ReviewVerdict, Message] = MappingProxyType(
    {
        ReviewVerdict.RETURN: Message("hand in again"),
        ReviewVerdict.EXPLAIN: Message("please explain"),
        ReviewVerdict.SUPPLEMENT: Message("to be completed"),
        ReviewVerdict.MISSING: Message("not handed in"),
        ReviewVerdict.PASS: Message("may pass"),
        ReviewVerdict.SET_ASIDE: Message("no submission"),
    }
)
ASIDE_WORDS: Mapping[AsideKind, Message] = MappingProxyType(
    {
        AsideKind.REGISTER: Message("registers"),
        AsideKind.TEMPLATE: Message("templates"),
        AsideKind.PHOTOGRAPH: Message("photographs"),
        AsideKind.NOTICE: Message("notices"),
        AsideKind.DRAFT: Message("earlier drafts"),
        AsideKind.REPEATED: Message("files handed in twice"),
        AsideKind.OTHER: Message("other papers"),
    }
)
SECTION_WORDS: Mapping[Role, Message] = MappingProxyType(
    {
        Role.GUIDING: Message("guiding ideas"),
        Role.GOAL: Message("goals"),
        Role.TASK: Message("tasks"),
        Role.MEASURE: Message("measures"),
        Role.SAFEGUARD: Message("safeguards"),
        Role.SCHEDULE: Message("schedule"),
    }
)
"""Names of parts in findings."""
SOURCE_WORDS: Mapping[SourceKind, Message] = MappingProxyType(
    {
        SourceKind.OTHER_SCHOOL: Message("another school, this year"),
        SourceKind.OTHER_EARLIER: Message("another school, earlier"),
        SourceKind.OWN_EARLIER: Message("its own, earlier"),
        SourceKind.DRAFT: Message("another draft of the same school"),
    }
)
CHANGE_WORDS: Mapping[Change, Message] = MappingProxyType(
    {
        Change.KEPT: Message("kept"),
        Change.CHANGED: Message("changed"),
        Change.NEW: Message("new"),
        Change.DROPPED: Message("dropped"),
    }
)
WITNESS_WORDS: Mapping[SchoolWitness, Message] = MappingProxyType(
    {
        SchoolWitness.TITLE: Message("title"),
        SchoolWitness.LETTERHEAD: Message("letterhead"),
        SchoolWitness.SIGNATURE: Message("signature"),
        SchoolWitness.FILE_NAME: Message("file name"),
        SchoolWitness.FOLDER_NAME: Message("folder name"),
        SchoolWitness.TEXT: Message("text"),
    }
)
_REASONS: Mapping[ReasonKind, Message] = MappingProxyType(
    {
        ReasonKind.UNREAD: Message("the file cannot be read"),
        ReasonKind.NOT_A_PLAN: Message("no work plan was found in it"),
        ReasonKind.OTHERS_PLAN: Message("the text names {school} throughout; perhaps it is that school's file"),
        ReasonKind.EMPTY_TEMPLATE: Message("the template was not filled in"),
        ReasonKind.SAME_SOURCE: Message(
            "one source with {count} other schools: {copied} of it, {chars} characters in {section}"
        ),
        ReasonKind.ALIKE: Message(
            "{chars} characters of {section} stand in the plan of {school}; {copied} of the whole"
        ),
        ReasonKind.EARLIER: Message(
            "{chars} characters of {section} stand in an earlier plan of {school}; {copied} of the whole"
        ),
        ReasonKind.LAST_YEAR: Message("{copied} stand in last year's plan; hardly more than the year was changed"),
        ReasonKind.EARLIER_YEAR: Message("the title names {year}, those of most plans {usual_year}"),
        ReasonKind.ORIGIN: Message(
            "{chars} characters of {section} stand in what {school} handed in, with this school’s name in it: probably taken from here, nothing to explain"
        ),
        ReasonKind.REWRITTEN: Message("perhaps the plan of {school} in other words"),
        ReasonKind.TAMPERED: Message("the file holds text that readers do not see"),
        ReasonKind.ROLE_MISSING: Message("without {role}"),
        ReasonKind.ROLE_EMPTY: Message("nothing under {role}"),
        ReasonKind.FINDING: Message("{rule}"),
    }
)
_ANOTHER_PAPER = Message("this is a {genre}, no work plan")
_NAMED_GENRES = frozenset({Genre.SUMMARY, Genre.NOTICE, Genre.SPEECH, Genre.NEWS})
_ONE_SOURCE = Message("one source with {count} other schools: {copied} of it")
"""For a plan with a section of the group, not compared with a plan of the group."""
NO_REASON = Message("nothing was found that stands in its way")
ONLY_WARNINGS = Message("nothing stands in its way, {count} points should be looked at")
ONLY_SUGGESTIONS = Message("nothing stands in its way, {count} suggestions")
ANOTHER_SCHOOL = Message("another school")
WHOLE_TEXT = Message("the text")
BETWEEN = Message("; ")


def for_office(options: ReviewOptions) -> ReviewOptions:
    """Return the options for reports of the office: schools are named."""
    return replace(options, name_schools=True)


def listed(names: Iterable[str], language: Language) -> str:
    """Return names in a row, with the comma of the language for lists."""
    return ("、" if language.code == "zh" else ", ").join(names)


def explained_when(thresholds: ReviewThresholds) -> Message:
    """Return the thresholds of the verdict “please explain” in a sentence."""
    return Message(
        "from {share} copied in all on, if that is {least} characters or more, or from {chars} characters of one section; from {last} of last year’s own"
        " plan on, or where no more than {new} was written anew; where the title names an earlier year than most; where text is hidden",
        {
            "share": percent(thresholds.explained_share),
            "least": thresholds.least_chars,
            "chars": thresholds.explained_chars,
            "last": percent(thresholds.same_as_last_year),
            "new": percent(round(1 - thresholds.same_as_last_year, 3)),
        },
    )


def say(language: Language, message: Message, **params: object) -> str:
    """Return a sentence in the user's language."""
    return language.say(Message(message.template, params) if params else message)


def reason_words(reason: ReviewReason, review: Review, options: ReviewOptions, plan: ReviewedPlan | None) -> str:
    """Return a reason as a phrase; foreign schools are named only with `options.name_schools`."""
    language = options.language
    return say(
        language,
        _reason_message(reason, plan),
        school=_school_words(reason, review, options),
        count=len(review.groups[reason.group].schools) - 1 if reason.group is not None else 0,
        copied=percent(reason.copied),
        chars=reason.chars,
        section=section_words(plan, reason.section, language),
        role=say(language, SECTION_WORDS[reason.role]) if reason.role else "",
        rule=_rule_words(reason.rule, plan, language),
        genre=say(language, GENRE_WORDS[plan.plan.genre]) if plan else "",
        year=_year_words(plan.plan.school_year if plan else None, language),
        usual_year=_year_words(review.usual_year, language),
    )


def _reason_message(reason: ReviewReason, plan: ReviewedPlan | None) -> Message:
    if reason.kind is ReasonKind.NOT_A_PLAN and plan is not None and plan.plan.genre in _NAMED_GENRES:
        return _ANOTHER_PAPER
    is_compared = reason.group is None or reason.listing is not None
    return _REASONS[reason.kind] if is_compared else _ONE_SOURCE


def verdict_sentence(plan: ReviewedPlan, review: Review, options: ReviewOptions) -> str:
    """Return the reasons of a plan's verdict in a line."""
    phrases = dict.fromkeys(reason_words(reason, review, options, plan) for reason in plan.reasons)
    return options.language.say(BETWEEN).join(phrases) or options.language.say(no_reason_words(plan))


def no_reason_words(plan: ReviewedPlan) -> Message:
    """Return the sentence on a plan without reasons: nothing found, or the number of warnings or suggestions."""
    if count := count_warnings(plan):
        return replace(ONLY_WARNINGS, params={"count": count})
    return replace(ONLY_SUGGESTIONS, params={"count": len(plan.findings)}) if plan.findings else NO_REASON


def count_warnings(plan: ReviewedPlan) -> int:
    """Return the number of errors and warnings."""
    return sum(finding.level in (Level.ERROR, Level.WARNING) for finding in plan.findings)


def section_words(plan: ReviewedPlan | None, section: str | None, language: Language) -> str:
    """Return the heading of a topmost section, or a word for the whole text."""
    if plan is not None and section is not None:
        for node in plan.plan.walk():
            if node.id == section and node.title:
                return one_line(with_marker(node.marker, node.title))
    return language.say(WHOLE_TEXT)


def listing_name(review: Review, listing: int, *, unknown: str = "") -> str:
    """Return the school of a plan, else `unknown`, else the file's name without suffix."""
    return review.school_of(listing) or unknown or PurePath(review.copies.listings[listing].path).stem


def is_asked_about(group: int, review: Review) -> bool:
    """Whether a school of a group, given by number, is asked to explain; none is where a file was handed in by mistake."""
    members = review.groups[group].members
    return any(reason.group == group for member in members for reason in review.plans[member.plan].reasons)


def _year_words(year: SchoolYear | None, language: Language) -> str:
    return school_year_words(year, language) if year else ""


def _rule_words(rule: str, plan: ReviewedPlan | None, language: Language) -> str:
    """Return the message of a rule's first finding in a plan."""
    first = next((finding for finding in plan.findings if finding.rule == rule), None) if plan else None
    return worded(first.message, language) if first else rule


def _school_words(reason: ReviewReason, review: Review, options: ReviewOptions) -> str:
    # a plan of a foreign school names the school itself
    if reason.school and (options.name_schools or reason.kind is ReasonKind.OTHERS_PLAN):
        return reason.school
    return (
        options.language.say(ANOTHER_SCHOOL)
        if reason.listing is None
        else name_for_others(review, reason.listing, options)
    )


def name_for_others(review: Review, listing: int, options: ReviewOptions) -> str:
    """Return the school of a plan for readers at foreign schools: named only with `options.name_schools`."""
    return listing_name(review, listing) if options.name_schools else options.language.say(ANOTHER_SCHOOL)
