"""Rows of a review: verdict, parts and figures of each plan, in the same words for all reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.model import REVIEWED_ROLES, Message, ReviewVerdict, RoleState
from jyplan.reports.check.scores.rows import number_words, total_words
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import rounded_down
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.names import feedback_names
from jyplan.reports.review.words import (
    BETWEEN,
    VERDICT_WORDS,
    for_office,
    listing_name,
    reason_words,
    say,
    verdict_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.language import Language
    from jyplan.model import Review, ReviewedFile, ReviewedPlan, RoleStanding
    from jyplan.reports.protocol import ReviewOptions

_STATES = {
    RoleState.EMPTY: Message("empty part"),
    RoleState.MISSING: Message("missing part"),
    RoleState.OPEN: Message("–"),
}
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A plan, a file without a plan, or a school without a submission."""

    school: str
    """The file's name for an unknown school."""
    verdict: ReviewVerdict
    verdict_words: str
    sentence: str
    """Reasons of the verdict."""
    roles: tuple[str, ...] = ("",) * len(REVIEWED_ROLES)
    """✓ with the number of items, 空, 缺 or –, in the order of `REVIEWED_ROLES`."""
    shares: tuple[float | None, ...] = (None, None, None)
    """Of the tasks and measures with a figure, an owner, a date; rounded down to a thousandth."""
    copied: float | None = None
    source: str = ""
    """The foreign school with most of the text."""
    quoted: float | None = None
    """Share quoted from texts sent out by the office."""
    last_year: float | None = None
    """Share copied from the school's plan of last year."""
    points: str = ""
    """Points with grade and criteria left to a person."""
    points_of: str = ""
    """Points in short: 81.1/90."""
    findings: int | None = None
    path: str = ""
    feedback: str = ""
    """Path of the feedback in the result folder."""
    plan: int | None = None
    """Index into `Review.plans`."""


def review_rows(review: Review, options: ReviewOptions) -> Iterator[ReviewRow]:
    """Yield a row for each plan and each file without a plan, school by school, the gravest first."""
    for rows in rows_by_school(review, options):
        yield from rows


def rows_by_school(review: Review, options: ReviewOptions) -> Iterator[tuple[ReviewRow, ...]]:
    """Yield the rows of each school, at least a row, in the order of `Review.schools`: files without a plan, then plans.

    Files without a plan come first: the gravest verdict.
    """
    options = for_office(options)
    feedback = feedback_names(review)
    for number, school in enumerate(review.schools):
        name = one_line(shown_name(school.name))
        if school.verdict is ReviewVerdict.MISSING:
            words = options.language.say(VERDICT_WORDS[school.verdict])
            yield (ReviewRow(name, school.verdict, words, words, path=""),)
            continue
        files = [review.files[index] for index in school.files]
        yield (
            *(_file_row(name, file, review, options, feedback[number]) for file in files if not file.plans),
            *(_plan_row(name, review.plans[index], review, options, feedback[number]) for index in school.plans),
        )


def role_words(standing: RoleStanding, language: Language) -> str:
    """Return the state of a part in words of different shapes: ✓3, 空, 缺, –."""
    if standing.state is RoleState.PRESENT:
        return f"✓{standing.items}" if standing.items else "✓"
    return language.say(_STATES[standing.state])


def _file_row(school: str, file: ReviewedFile, review: Review, options: ReviewOptions, feedback: str) -> ReviewRow:
    phrases = [reason_words(reason, review, options, None) for reason in file.reasons]
    if file.error:
        phrases = [options.language.say(file.error)]
    return ReviewRow(
        school,
        file.verdict,
        options.language.say(VERDICT_WORDS[file.verdict]),
        one_line(options.language.say(BETWEEN).join(phrases)),
        path=one_line(shown_name(file.path)),
        feedback=feedback,
    )


def _plan_row(school: str, plan: ReviewedPlan, review: Review, options: ReviewOptions, feedback: str) -> ReviewRow:
    language, shares = options.language, plan.shares
    counts = (shares.with_indicator, shares.with_owner, shares.with_date)
    best = plan.best_source
    path = shown_name(plan.document.path)
    several = len(review.files[plan.file].plans) > 1
    is_compared = not plan.is_wrong_paper
    return ReviewRow(
        school,
        plan.verdict,
        language.say(VERDICT_WORDS[plan.verdict]),
        one_line(verdict_sentence(plan, review, options)),
        tuple(role_words(standing, language) for standing in plan.roles)
        if is_compared
        else ("",) * len(REVIEWED_ROLES),
        tuple(None if (share := shares.share(count)) is None else shown_share(share) for count in counts),
        shown_share(plan.copied) if is_compared else None,
        one_line(listing_name(review, best.listing)) if best and is_compared else "",
        shown_share(plan.quoted),
        shown_share(plan.last_year.copied) if plan.last_year and is_compared else None,
        total_words(plan.score, language) if plan.score else "",
        f"{number_words(plan.score.points)}/{number_words(plan.score.of)}" if plan.score else "",
        len(plan.findings),
        one_line(f"{path}#{plan.plan.number}" if several else path),
        feedback,
        plan.number,
    )


def shown_share(share: float) -> float:
    """Return a share for display: rounded down to a thousandth, 0 for exactly 0 only.

    >>> shown_share(0.99996), shown_share(0.0001)
    (0.999, 0.001)
    """
    shown = rounded_down(share, _DIGITS)
    return max(shown, 10**-_DIGITS) if share > 0 else shown


def role_heads(language: Language) -> list[str]:
    """Return the heads of the columns of `ReviewRow.roles`."""
    from jyplan.reports.media.labels import ROLE_WORDS

    return [say(language, ROLE_WORDS[role]) for role in REVIEWED_ROLES]
