r"""Requires a text to be the kind of paper asked for.

The genre is read from the title, else from the form of the text: plan, notice, summary, scheme (of an event), calendar, report,
speech, news, other. `levels` of the rule may set the level of every genre. Rules apply to plans, schemes, calendars and
reports unless their `when` says otherwise; so write `when: {kind: any}`. A workbook without a genre is a register
handed in with the plans, and passes.

```yaml
rules:
  not-a-plan:
    type: genre
    allowed: [plan, scheme, calendar, report]
    when: {kind: any}
    tests:
      pass: ["2025年教学工作计划\n一、工作目标\n及格率95%。\n二、主要工作\n1、加强集体备课。\n2、落实听课制度。"]
      fail: ["2024年教学工作总结\n一、主要成绩\n及格率达到了95%。\n二、存在问题\n集体备课还不够。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.own_names import paper_words
from jyplan.checks.protocol import Violation
from jyplan.checks.words import GENRE_NAMES
from jyplan.model import Genre, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("这篇看来是{genre}，可能交错了文件", "this looks like {genre}, perhaps the wrong file")
HINT = Wording("核对是否交错了文件", "look whether it is the right file")
PLACEHOLDERS = {"genre": "the genre of the text"}
VARIANTS = tuple(genre.value for genre in Genre)
NEEDS_ONE_OF: tuple[str, ...] = ()

_END_OF_TITLE = 8
"""Characters at the end of a title searched for a word such as 安排: 月考安排（有修改）."""
_LONGEST_DATES = 40
"""Characters at the end of a title searched for dates."""
_DATES_BEHIND = lazy_pattern(r"(?:\([^()]{1,30}\)|[0-9.月日号至~—-])$")
"""A part of the dates behind a title: 晚自修安排（9.12-9.23）, 晚自修安排1.14-1.25."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `genre`."""

    allowed: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "The genres asked for.")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a violation at the title of a text with a genre not allowed."""
    genre = subject.plan.genre
    if genre is Genre.OTHER and _is_an_arrangement(subject):
        return
    is_register = genre is Genre.OTHER and subject.document.format == "xlsx"
    if genre.value not in options.allowed and not is_register:
        place = subject.title_span
        yield Violation(place.start, place.end, {"genre": GENRE_NAMES[genre]}, genre.value)


def _is_an_arrangement(subject: Subject) -> bool:
    """Whether the title, else the first line, ends like the title of a timetable: timetables may lie among plans."""
    line = fold(subject.text[slice(subject.title_span.start, subject.title_span.end)].strip())
    while (shorter := _DATES_BEHIND.sub("", line[-_LONGEST_DATES:])) != line[-_LONGEST_DATES:]:
        line = line[:-_LONGEST_DATES] + shorter
    return any(word in line[-_END_OF_TITLE:] for word in paper_words()["arrangements"])
