"""`批注/学校/文件.docx`: a copy of each submission with comments for its author; copied stretches are marked.

The comments name no foreign school (unless asked to) and quote no foreign text.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from jyplan.model import Checked, Finding, Level, Message, Outline, SourceKind, Wording
from jyplan.reports.check.docx import commented_or_none, copy_of
from jyplan.reports.check.docx.names import names_of_copies
from jyplan.reports.protocol import CheckOptions
from jyplan.reports.review.names import COMMENTS, school_names
from jyplan.reports.review.remarks import COPIED, WITHHELD, findings_for_school
from jyplan.reports.review.words import name_for_others, reason_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jyplan.model import PlanSource, Review, ReviewedPlan
    from jyplan.reports.protocol import ReviewOptions

_SOURCES, _STRETCHES = 3, 12
"""Most sources with marks in a copy, and most stretches of each: more comments would hide the plan."""
_SHORTEST = 30
"""Fewest characters of a marked stretch."""
_STRANGERS = (SourceKind.OTHER_SCHOOL, SourceKind.OTHER_EARLIER)


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield a copy of each submission with at least a comment, in the folder of its school."""
    from jyplan.reports.check.docx import copying  # noqa: F401  for workers, copies of this process

    folders: dict[int, str] = {}
    for school, name in zip(review.schools, school_names(review), strict=True):
        folders.update(dict.fromkeys(school.files, name))
    spoken = {number: list(_findings_of_file(number, review, options)) for number in folders}
    chosen = sorted(number for number, findings in spoken.items() if findings)
    names = dict(zip(chosen, _names(chosen, folders, review, options), strict=True))
    plain = [number for number in chosen if not _is_word(number, review)]
    word = [number for number in chosen if _is_word(number, review)]
    by_path = {review.files[number].path: _checked(number, spoken[number], review) for number in word}
    copies = options.copy_each(
        partial(_commented, by_path, options.read, _options(review, options)),
        [review.files[number].path for number in word],
    )
    for number, copy in zip(word, copies, strict=True):
        yield names[number], copy or _laid_out(number, spoken[number], review, options)
    for number in plain:
        yield names[number], _laid_out(number, spoken[number], review, options)


def _options(review: Review, options: ReviewOptions) -> CheckOptions:
    author = review.batch.by or options.language.say(Message("Reviewer"))
    return CheckOptions(options.language, author=author, for_teachers=True)


def _commented(
    checked: Mapping[str, Checked], read: Callable[[str], bytes], options: CheckOptions, path: str
) -> bytes | None:
    """Return a Word file with comments; None for a file changed since the review, or unfit for comments."""
    data = read(path)
    if hashlib.sha256(data).hexdigest() != checked[path].outline.document.sha256:
        return None
    return commented_or_none(data, checked[path], options)


def _laid_out(number: int, findings: Sequence[Finding], review: Review, options: ReviewOptions) -> bytes:
    """Return a new Word file with the text of a submission and the comments."""
    return copy_of(_checked(number, findings, review), _options(review, options))


def _checked(number: int, findings: Sequence[Finding], review: Review) -> Checked:
    plans = [review.plans[index] for index in review.files[number].plans]
    return Checked(Outline(plans[0].document, tuple(plan.plan for plan in plans)), tuple(findings))


def _is_word(number: int, review: Review) -> bool:
    plans = review.files[number].plans
    return bool(plans) and review.plans[plans[0]].document.format == "docx"


def _names(chosen: Sequence[int], folders: dict[int, str], review: Review, options: ReviewOptions) -> Iterator[str]:
    """Yield a path for each file: the folder of the school, and a file name unique in the folder."""
    paths = [
        f"{folders[number]}/{review.files[number].path.replace(chr(92), '/').rpartition('/')[2]}" for number in chosen
    ]
    documents = [("//", False), *((path, _is_word(number, review)) for number, path in zip(chosen, paths, strict=True))]
    for name in list(names_of_copies(documents, options.word_suffixes))[1:]:
        yield f"{COMMENTS}/{name}"


def _findings_of_file(number: int, review: Review, options: ReviewOptions) -> Iterator[Finding]:
    for index in review.files[number].plans:
        plan = review.plans[index]
        findings = [*_reasons(plan, review, options), *_shared(plan, review, options), *findings_for_school(plan)]
        yield from sorted(findings, key=lambda finding: (finding.start, finding.end))


def _reasons(plan: ReviewedPlan, review: Review, options: ReviewOptions) -> Iterator[Finding]:
    """Yield a comment at the title for each reason about the whole plan."""
    for reason in plan.reasons:
        if reason.kind not in WITHHELD:
            start = max(plan.plan.text.find(plan.plan.title or ""), 0)
            end = start + len(plan.plan.title or plan.plan.text[:20])
            yield _finding(plan, start, end, reason_words(reason, review, options, plan))


def _shared(plan: ReviewedPlan, review: Review, options: ReviewOptions) -> Iterator[Finding]:
    """Yield a comment for each long stretch shared with a plan of a foreign school; overlapping stretches once.

    Nothing for a plan without anything to explain: many plans share usual sentences.
    """
    if not any(reason.kind in COPIED for reason in plan.reasons):
        return
    marked: list[tuple[int, int]] = []
    for source in [entry for entry in plan.sources if entry.kind in _STRANGERS][:_SOURCES]:
        for start, end, chars in _stretches(source, review):
            if chars < _SHORTEST or any(
                start < marked_end and marked_start < end for marked_start, marked_end in marked
            ):
                continue
            marked.append((start, end))
            whose = name_for_others(review, source.listing, options)
            words = Message(
                "this stands in the plan of {school}, too; please explain where it comes from", {"school": whose}
            )
            yield _finding(plan, start, end, options.language.say(words))


def _stretches(source: PlanSource, review: Review) -> list[tuple[int, int, int]]:
    passages = review.copies.pairs[source.pair].passages
    spans = [(entry.left if source.is_left else entry.right, entry.chars) for entry in passages]
    longest = sorted(spans, key=lambda entry: -entry[1])[:_STRETCHES]
    return [(span.start, span.end, chars) for span, chars in longest]


def _finding(plan: ReviewedPlan, start: int, end: int, words: str) -> Finding:
    sentence = Wording("{sentence}", "{sentence}", {"sentence": words})
    place = plan.plan.place_at(start)
    return Finding("", Level.WARNING, sentence, None, plan.document.path, plan.plan.number, None, place, start, end)
