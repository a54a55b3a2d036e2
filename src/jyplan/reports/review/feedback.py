"""`反馈单/学校.docx`: one A4 page for each school, in the usual form of offices.

The last line counts remarks without room on the page; the comments in the copy hold all remarks.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import Message, ReviewVerdict
from jyplan.reports.check.scores.rows import total_words
from jyplan.reports.media.columns import width
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.visible import one_line
from jyplan.reports.review.names import feedback_names
from jyplan.reports.review.remarks import CONCLUSIONS, RemarkKind, remarks_for
from jyplan.reports.review.words import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Review, ReviewedSchool
    from jyplan.reports.media.word.letters import Letter
    from jyplan.reports.protocol import ReviewOptions
    from jyplan.reports.review.remarks import SchoolRemark

_TITLES = {
    RemarkKind.MEND: Message("To be completed or mended"),
    RemarkKind.EXPLAIN: Message("To be explained"),
    RemarkKind.SUGGEST: Message("Suggestions"),
}
_COLUMNS = 68
"""Columns of a line of 12 points between the margins, a little less than fit (442 / 6 = 73)."""
_LINES = 21
"""Lines of 20 points for remarks: a page has 31, less head, conclusion, points and the lines to be signed."""
_FILE_COLUMNS = 112
"""Columns for the names of files: two lines, less label and number of further files."""
_LONGEST = 260
"""Most columns of a remark."""


def files(review: Review, options: ReviewOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each school with a submission."""
    for school, name in zip(review.schools, feedback_names(review), strict=True):
        if name:
            yield name, page(school, review, options)


def page(school: ReviewedSchool, review: Review, options: ReviewOptions) -> bytes:
    """Return the Word file of a school."""
    # importing lxml and python-docx takes a tenth of a second: only reports in Word pay for it
    from jyplan.reports.media.word.letters import Letter

    language = options.language
    letter = Letter()
    title = say(language, Message("Review: feedback"))
    letter.title(title)
    name = one_line(shown_name(school.name)) if school.is_known else say(language, Message("unknown school"))
    letter.line(f"{say(language, Message('School'))}{_colon(options)}{name}")
    names = [one_line(PurePath(shown_name(review.files[number].path)).name) for number in school.files]
    letter.line(f"{say(language, Message('File'))}{_colon(options)}{_file_names(names, options)}")
    conclusion = say(language, CONCLUSIONS.get(school.verdict, CONCLUSIONS[ReviewVerdict.PASS]))
    letter.line(f"{say(language, Message('Conclusion'))}{_colon(options)}{conclusion}", bold=True)
    remarks = remarks_for(school, review, options)
    if remarks:
        _write_remarks(letter, remarks, options)
    else:
        letter.line(say(language, Message("Nothing was found that must be mended.")))
    for number in school.plans:
        score = review.plans[number].score
        if score is not None:
            letter.line(f"{say(language, Message('Points'))}{_colon(options)}{total_words(score, language)}", bold=True)
            break
    letter.gap()
    letter.line(f"{say(language, Message('Office'))}{_colon(options)}{one_line(review.batch.by)}")
    letter.line(say(language, Message("Contact:                Telephone:                Date:                ")))
    return letter.package(title, review.batch.by or "jyplan")


def _write_remarks(letter: Letter, remarks: Sequence[SchoolRemark], options: ReviewOptions) -> None:
    """Write as many remarks as a page holds, numbered within their kind."""
    room = _LINES
    left_out = 0
    for kind, of_kind in groupby(remarks, key=lambda remark: remark.kind):
        titled = False
        for number, remark in enumerate(of_kind, start=1):
            text = f"{number}. {_shortened(remark.text)}"
            lines = -(-width(text) // _COLUMNS) + (not titled)
            if lines > room:
                left_out += 1
                continue
            if not titled:
                letter.heading(say(options.language, _TITLES[kind]))
                titled = True
            letter.line(text)
            room -= lines
    if left_out:
        letter.line(say(options.language, Message("{count} more: see the comments in the copy."), count=left_out))


def _file_names(names: Sequence[str], options: ReviewOptions) -> str:
    """Return as many names of a school's files as fit in two lines, and the number of further files."""
    shown: list[str] = []
    for name in names:
        if shown and width(listed([*shown, name], options.language)) > _FILE_COLUMNS:
            break
        shown.append(name)
    joined, hidden = listed(shown, options.language), len(names) - len(shown)
    if not hidden:
        return joined
    return say(options.language, Message("{names} and {count} more files"), names=joined, count=hidden)


def _shortened(text: str) -> str:
    return text if width(text) <= _LONGEST else f"{text[: _LONGEST // 2 - 1]}…"


def _colon(options: ReviewOptions) -> str:
    return "：" if options.language.code == "zh" else ": "
