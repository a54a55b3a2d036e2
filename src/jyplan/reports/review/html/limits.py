"""Limits of the review: unread files, definitions of the figures, questions for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Message, ReviewVerdict
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import SHARES_EXPLAINED
from jyplan.reports.review.html.page_data import cells_html, table_html
from jyplan.reports.review.words import ASIDE_WORDS, VERDICT_WORDS, explained_when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.reports.review.html.page_data import ReviewPage

_NOT_JUDGED = (
    Message("Whether goals and measures suit the school, are ambitious enough or can be done."),
    Message("Who copied from whom: the page shows the same text and dates, not the way it went."),
    Message("Whether two plans say the same in other words: the page suspects, a person reads."),
    Message("What stands in pictures and scans, and whether signatures and seals are genuine."),
    Message("Whether what was promised is being done."),
)


def limits_part(page: ReviewPage) -> str:
    """Return the lists: files not read, files set aside, questions for people, definitions."""
    say = page.say
    heads = [say(word) for word in (Message("File"), Message("Why"), Message("What to do"))]
    table = table_html(heads, list(_unread_rows(page)), name=say(Message("Not or only partly read")))
    aside_title = say(Message("Set aside, no submissions"))
    aside = table_html([say(Message("Kind")), say(Message("File"))], list(_aside_rows(page)), name=aside_title)
    problems = "".join(f"<li>{say(problem)}</li>" for problem in page.review.problems)
    judged = "".join(f"<li>{say(sentence)}</li>" for sentence in _NOT_JUDGED)
    nothing = f"<p>{say(Message('Every file was read.'))}</p>"
    return (
        f"<h3>{say(Message('Not or only partly read'))}</h3>{table or nothing}{f'<ul>{problems}</ul>' if problems else ''}"
        f"{f'<h3>{aside_title}</h3>{aside}' if aside else ''}"
        f"<h3>{say(Message('What a program cannot judge'))}</h3><ul>{judged}</ul>"
        f"<h3>{say(Message('How the figures are meant'))}</h3><ul>{''.join(_definitions(page))}</ul>"
    )


def _unread_rows(page: ReviewPage) -> Iterator[str]:
    for file in page.review.files:
        if file.error and not file.aside:
            advice = page.say(file.advice) if file.advice else ""
            yield cells_html(line_html(shown_name(file.path)), page.say(file.error), advice)
    yield from _partly_read_rows(page)
    for path in (*page.review.batch.skipped, *page.review.batch.own_reports):
        yield cells_html(line_html(shown_name(path)), page.say(Message("left out")), "")


def _partly_read_rows(page: ReviewPage) -> Iterator[str]:
    """Yield a row for each distinct problem of a file, with the number of its places."""
    documents = {plan.document.path: plan.document for plan in page.review.plans}
    for path, document in documents.items():
        for words, count in Counter(page.say(problem.message) for problem in document.problems).items():
            often = page.say(Message(" ({count} times)", {"count": count})) if count > 1 else ""
            yield cells_html(line_html(shown_name(path)), f"{words}{often}", "")


def _aside_rows(page: ReviewPage) -> Iterator[str]:
    for kind, words in ASIDE_WORDS.items():
        for file in page.review.files_with(ReviewVerdict.SET_ASIDE):
            if file.aside is kind:
                yield cells_html(f'<span class="figure">{page.say(words)}</span>', line_html(shown_name(file.path)))


def _definitions(page: ReviewPage) -> Iterator[str]:
    asked = page.say(explained_when(page.review.batch.thresholds))
    yield f"<li><b>{page.say(VERDICT_WORDS[ReviewVerdict.EXPLAIN])}</b>: {asked}</li>"
    for sentence in (
        Message("Copied in all counts plans of other schools; drafts and the school’s own earlier plans do not count."),
        SHARES_EXPLAINED,
        Message("A dash: such a paper need not have the part, or it may stand in what was not read."),
    ):
        yield f"<li>{page.say(sentence)}</li>"
