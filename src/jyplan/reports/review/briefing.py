"""`汇报.docx`: one page for the director: submissions, returns, shared texts, the sections missing most."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import REVIEWED_ROLES, Message, ReasonKind, ReviewVerdict, RoleState
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import percent
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.remarks import COPIED
from jyplan.reports.review.words import SECTION_WORDS, VERDICT_WORDS, is_asked_about, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.language import Language
    from jyplan.model import Review, ReviewedPlan, SourceGroup
    from jyplan.reports.protocol import ReviewOptions

FILE = "汇报.docx"
_NAMED = 12
"""Schools named in a sentence; further schools are counted."""
_GROUPS = 4
_HALF = 0.5
_ONE_SOURCE = Message("{count} schools have text of one source, {shared} of each on average: {names}.")
_ALIKE = Message("Plans of two schools are alike, {shared} of each on average: {names}.")


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the Word file."""
    # importing lxml and python-docx takes a tenth of a second: only reports in Word pay for it
    from jyplan.reports.media.word.letters import Letter

    language, batch = options.language, review.batch
    letter = Letter()
    title = say(language, Message("Review of submissions: briefing"))
    letter.title(title)
    about = Message(
        "{office} {date}. Rules: {rules}.", {"office": batch.by, "date": batch.date, "rules": batch.rules_title}
    )
    letter.line(one_line(language.say(about)))
    for heading, sentences in (
        (Message("What came in"), _came_in(review, language)),
        (Message("What is to be done"), _to_do(review, language)),
        (Message("Shared text"), _shared(review, language)),
        (Message("Parts missing most"), _missing_parts(review, language)),
        (Message("Against last year"), _last_year(review, language)),
    ):
        lines = list(sentences)
        if lines:
            letter.heading(language.say(heading))
            for line in lines:
                letter.line(one_line(line))
    yield FILE, letter.package(title, batch.by or "jyplan")


def _came_in(review: Review, language: Language) -> Iterator[str]:
    schools = sum(school.is_known and school.verdict is not ReviewVerdict.MISSING for school in review.schools)
    yield say(
        language,
        Message("{files} files with {plans} plans of {schools} schools."),
        files=len(review.files),
        plans=len(review.submitted),
        schools=schools,
    )
    if review.missing:
        names = _names((school.name for school in review.missing), language)
        yield say(language, Message("Not handed in, {count}: {names}."), count=len(review.missing), names=names)
    late = [school.name for school in review.schools if school.is_late]
    if late:
        yield say(language, Message("Late, {count}: {names}."), count=len(late), names=_names(late, language))


def _to_do(review: Review, language: Language) -> Iterator[str]:
    for verdict in (ReviewVerdict.RETURN, ReviewVerdict.EXPLAIN, ReviewVerdict.SUPPLEMENT, ReviewVerdict.PASS):
        names = [school.name for school in review.schools if school.verdict is verdict and school.is_known]
        if names:
            yield say(
                language,
                Message("{verdict}, {count}: {names}."),
                verdict=language.say(VERDICT_WORDS[verdict]),
                count=len(names),
                names=_names(names, language),
            )
    unknown = [shown_name(PurePath(school.name).name) for school in review.schools if not school.is_known]
    if unknown:
        sentence = Message("Files whose school is not known, {count}: {names}.")
        yield say(language, sentence, count=len(unknown), names=_names(unknown, language, files=True))


def _shared(review: Review, language: Language) -> Iterator[str]:
    asked_about = [group for number, group in enumerate(review.groups) if is_asked_about(number, review)]
    for group in asked_about[:_GROUPS]:
        yield say(
            language,
            _ALIKE if group.is_pair else _ONE_SOURCE,
            count=len(group.schools),
            shared=percent(group.shared),
            names=_names(_known(group, language), language),
        )
    if len(asked_about) > _GROUPS:
        yield say(language, Message("{count} more groups are in the workbook."), count=len(asked_about) - _GROUPS)
    earlier = [
        plan.school.name or ""
        for plan in _by_school(review)
        if any(reason.kind is ReasonKind.EARLIER for reason in plan.reasons)
    ]
    if earlier:
        sentence = Message("Text of earlier plans of other schools, {count}: {names}.")
        yield say(language, sentence, count=len(earlier), names=_names(earlier, language))
    copied = [plan for plan in review.plans if any(reason.kind in COPIED for reason in plan.reasons)]
    half = sum(plan.copied >= _HALF for plan in copied)
    if half:
        yield say(language, Message("Of {count} plans at least half stands in plans of other schools."), count=half)


def _known(group: SourceGroup, language: Language) -> list[str]:
    return [name or say(language, Message("unknown school")) for name in group.schools]


def _missing_parts(review: Review, language: Language) -> Iterator[str]:
    states = (RoleState.MISSING, RoleState.EMPTY)
    submitted = [plan for plan in review.plans if plan.verdict is not ReviewVerdict.SET_ASIDE]
    counts = {role: sum(plan.standing(role).state in states for plan in submitted) for role in REVIEWED_ROLES}
    named = [(count, role) for role, count in counts.items() if count]
    words = [
        say(language, Message("{role} {count}"), role=say(language, SECTION_WORDS[role]), count=count)
        for count, role in sorted(named, key=lambda entry: -entry[0])
    ]
    if words:
        yield say(
            language,
            Message("Plans without, or with an empty one: {parts}."),
            parts=listed(words, language),
        )


def _last_year(review: Review, language: Language) -> Iterator[str]:
    compared = [plan for plan in review.plans if plan.last_year]
    same = [plan.school.name or "" for plan in _by_school(review) if plan.last_year and plan.last_year.is_same]
    if compared:
        yield say(language, Message("{count} plans were laid beside last year's."), count=len(compared))
    if same:
        yield say(language, Message("Hardly changed, {count}: {names}."), count=len(same), names=_names(same, language))


def _by_school(review: Review) -> Iterator[ReviewedPlan]:
    """Yield the submissions in the order of the schools."""
    for school in review.schools:
        for number in school.plans:
            yield review.plans[number]


def _names(names: Iterable[str], language: Language, *, files: bool = False) -> str:
    """Return the first names of schools or files, and the number of further names."""
    all_names = list(names)
    joined = listed((one_line(name) for name in all_names[:_NAMED]), language)
    hidden = len(all_names) - _NAMED
    sentence = Message("{names} and {count} more files") if files else Message("{names} and {count} more")
    return say(language, sentence, names=joined, count=hidden) if hidden > 0 else joined
