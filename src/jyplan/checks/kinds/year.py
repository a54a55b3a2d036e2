r"""Checks dates against the time of the plan, and weekdays against dates.

| `find` | |
|---|---|
| `year` | a date, a deadline or a term set by a goal, task, measure or entry and earlier than the plan's beginning; in the schedule also later than the plan's end |
| `school-year` | a school year in a section, a heading or the first lines different from the plan's; a span of years that ends no later than it begins, 2025—2025学年, 2025—2025年 |
| `signature` | a date under the plan, several months earlier than the term or year of the plan, or later than the end |
| `weekday` | 9月1日（星期三） if the day is no Wednesday |
| `day` | a day missing from the calendar: 9月31日 |

A year the plan looks back at does not count: in a review, in a sentence about the past (已, 获得, 以来), in the name of a document
or of a year group, beside an older thing (2022年购置的设备). Doubtful times are not reported.

The time of the plan is read from the title, else from the first lines, else from the signature.

```yaml
rules:
  year-mismatch:
    type: year
    tests:
      pass: ["2025—2026学年工作计划\n一、行事历\n2025年9月：开学。\n2026年1月：放假。"]
      fail:
        - "2025—2026学年工作计划\n一、行事历\n2025年9月：开学。\n2024年12月：评比。"
        - "2025—2026学年工作计划\n一、行事历\n2025年9月1日（星期三）：开学。"
        - "2025—2026学年工作计划\n一、主要工作\n1、2023年10月前完成校舍维修。"
        - "2025—2026学年工作计划\n一、主要工作\n1、9月31日前上交教案。"
```
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.mentions import Mention, Month, mentions, written_days
from jyplan.checks.options import Choice, ListOf, RoleName, option
from jyplan.checks.past import is_own_time, looks_back
from jyplan.checks.places import ABOUT_WHERE, PLACES, title_lines, within
from jyplan.checks.protocol import Violation
from jyplan.model import Message, Role, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node, SchoolYear

MESSAGE = Wording("“{date}”可能写错了：{reason}", "“{date}” may be wrong: {reason}")
HINT = Wording("核对年份；可能是沿用旧计划时没有改", "check the year; it may be left over from an earlier plan")
PLACEHOLDERS = {
    "date": "the date as written",
    "reason": "the plan's year, the right weekday, or a note: no such day, a span of years with a wrong end",
}
VARIANTS = ("year", "school-year", "signature", "weekday", "day")
NEEDS_ONE_OF: tuple[str, ...] = ()

_WEEKDAY = "(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
_DATE = r"(?:(?P<year>20[0-9]{2})(?:年\s?|[./-]))?(?P<month>1[0-2]|0?[1-9])(?:月\s?|[./-])(?P<day>3[01]|[12][0-9]|0?[1-9])(?:[日号]|(?![0-9]))"
_DAY = lazy_pattern(
    rf"(?:(?<![0-9./—~至到-])|(?<=\s[0-9]\.)|(?<=\s[0-9][0-9]\.)){_DATE}\s?\(?{_WEEKDAY}(?!\s?[至到—~、次-])\)?"
)
_DAY_BEHIND = lazy_pattern(rf"(?<![每至到—~-]){_WEEKDAY}\s?\({_DATE}\)")
_SCHOOL_YEAR = lazy_pattern(
    r"(?P<first>20[0-9]{2})(?<![0-9][0-9]{4})\s?年?\s?[—~至到–-]{1,3}\s?(?P<last>20[0-9]{2})\s?学年"
)
_SAME_YEARS = lazy_pattern(
    r"(?P<first>20[0-9]{2})(?<![0-9][0-9]{4})\s?年?\s?[—~–-]{1,3}\s?(?P=first)\s?(?:年度?(?![0-9])(?!\s?[0-9]{1,2}\s?月)|学?年?度?第[一二]学期)"
)
"""A span with the same year twice, as 2024—2024年第一学期: the writer forgot to change the second year."""
_WEEKDAY_WORD = lazy_pattern("(?:周|星期|礼拜)[一二三四五六日天]")
_DATE_REACH = 24
"""Characters before and behind a weekday searched for the date; the longest date, 2025年 12月 31日, has 13 characters."""
_YEAR_WORDS = lazy_pattern("20[0-9]{2}|二[零〇○]")
"""A year in digits, or the beginning of a year in numerals: 二〇二五年."""
_QUOTED = lazy_pattern("“[^“”]{2,60}”")
_WEEKDAYS = "一二三四五六日"
_OWN_ROLES = (Role.SCHEDULE, Role.TASK, Role.MEASURE, Role.GOAL, Role.SAFEGUARD)
"""Roles of sections about the plan's own work."""
_SIGNED_SOURCE = r"(?P<date>(?:20[0-9]{2}|二[零〇○][零〇○一二三四五六七八九]{2}) ?[年./-] ?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?[月./-](?: ?[0-9一二三十]{1,3} ?[日号]?)?)"
_SIGNED = lazy_pattern(rf"[ \t]*{_SIGNED_SOURCE}[ \t]*")
_SIGNED_LINE = lazy_pattern(rf"^[ \t]*{_SIGNED_SOURCE}[ \t]*$", re.MULTILINE)
"""A date alone on a line."""
_TAIL = 200
"""Characters at the end of a plan searched for the date of the signature."""
_LONGEST_LEAD = 6
_LEAD = lazy_pattern(rf"^[^\u4e00-\u9fff]{{0,{_LONGEST_LEAD}}}$")
"""Characters between the beginning of an entry and a time: a marker, the number of a cell."""
_LAST_WINTER_MONTH = 2
"""February, the last month of work left over from the calendar year before."""
_SPRING_TERM = 2
"""The spring term in `SchoolYear.term`."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `year`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "year, school-year, signature, weekday, day.", VARIANTS)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the violations of the variants in `find`, in reading order."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _is_year_of_a_name(subject: Subject) -> bool:
    """Whether the only year of the title belongs to a programme in quotation marks: “2014年清河大学‘领军计划’”推荐方案."""
    title = fold(subject.plan.title or "")
    quoted_part = _QUOTED.search(title)
    return (
        quoted_part is not None
        and _YEAR_WORDS.search(quoted_part[0]) is not None
        and _YEAR_WORDS.search(title.replace(quoted_part[0], "")) is None
    )


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the violations of the whole plan; of overlapping violations only the first."""
    violations: list[Violation] = []
    if "weekday" in options.find:
        violations += _weekdays(subject)
    year = None if _is_year_of_a_name(subject) else subject.plan.school_year
    if "school-year" in options.find:
        violations += _backward_spans(subject)
    if "day" in options.find:
        violations += _impossible_days(subject, year)
    if year is not None:
        violations += _foreign_times(subject, year)
        violations += _signature(subject, year)
    end = 0
    for violation in sorted(violations, key=lambda violation: (violation.start, -violation.end)):
        if violation.variant in options.find and violation.start >= end:  # 2022年9月31日 is a single slip
            end = violation.end
            yield violation


def _backward_spans(subject: Subject) -> Iterator[Violation]:
    """Yield spans of years with an end no later than the beginning, from the whole text."""
    for match in _SAME_YEARS.finditer(subject.folded):
        yield _violation(subject, *match.span(), Message("both years are the same"), "school-year")
    if "学年" not in subject.folded:
        return
    for match in _SCHOOL_YEAR.finditer(subject.folded):
        if int(match["last"]) <= int(match["first"]):
            yield _violation(subject, *match.span(), Message("a school year ends in the year after"), "school-year")


def _impossible_days(subject: Subject, year: SchoolYear | None) -> Iterator[Violation]:
    """Yield days missing from the calendar."""
    for day in written_days(subject.folded):
        if not day.exists(year.year_of(day.month) if year else None):
            yield _violation(subject, day.start, day.end, Message("there is no such day"), "day")


def _foreign_times(subject: Subject, year: SchoolYear) -> Iterator[Violation]:
    """Yield earlier times, later times in the schedule, and different school years, if set for the plan's own work."""
    first_section_start = subject.plan.nodes[0].span.start if subject.plan.nodes else len(subject.text)
    signature = set(subject.plan.signature)
    for mention in mentions(subject.folded, subject.title_span.end):
        if _first_month(year) <= mention.last and mention.first <= _last_month(year):
            continue
        line = subject.plan.blocks[subject.block_index_at(mention.start) or 0].text
        if line in signature or _SIGNED.fullmatch(fold(line)):
            continue
        node = subject.node_at(mention.start)
        if node is None:
            is_own = (
                mention.start < first_section_start
                and mention.kind in {"school", "part"}
                and not (mention.kind == "school" and mention.last.year == year.first)
                and is_own_time(subject, mention, leads=False)
            )
        else:
            is_own = _is_for_own_work(subject, mention, node, year)
        if is_own:
            variant = "school-year" if mention.kind == "school" else "year"
            yield _violation(subject, mention.start, mention.end, _plan_year(year), variant)


def _is_for_own_work(subject: Subject, mention: Mention, node: Node, year: SchoolYear) -> bool:
    """Whether a section sets a time outside the plan's time for the plan's own work."""
    heading = subject.heading_span(node)
    in_heading = node.title is not None and heading.start <= mention.start < heading.end
    if mention.kind == "school" and not in_heading and mention.last == Month(year.first, mention.last.month):
        return False  # work left over from the school year before: records, awards
    line_start = max(node.span.start, subject.text.rfind("\n", 0, mention.start) + 1)
    begins_line = _LEAD.match(subject.folded[line_start : mention.start][: _LONGEST_LEAD + 1]) is not None
    leads = in_heading or (begins_line and node.role is Role.SCHEDULE)
    if (
        mention.first > _last_month(year)
        and not (leads and node.role is Role.SCHEDULE)
        and not (in_heading and mention.kind == "school")
    ):
        return False  # work may reach beyond the plan's time
    return node.role in _OWN_ROLES and is_own_time(subject, mention, leads=leads) and not looks_back(subject, node)


def _first_month(year: SchoolYear) -> Month:
    """Return the first month of the plan's time: July of a school year, else January."""
    return Month(year.first, 1 if year.first == year.last or year.spans_years else 7)


def _last_month(year: SchoolYear) -> Month:
    """Return the last month of the plan's time: August of a school year, else December."""
    return Month(year.last, 12 if year.first == year.last or year.spans_years else 8)


def _plan_year(year: SchoolYear) -> Message:
    """Return the plan's year as the reason of a violation."""
    if year.first == year.last:
        return Message("the plan is for {span}", {"span": str(year.first)})
    if year.spans_years:
        return Message("the plan is for {span}", {"span": f"{year.first}-{year.last}"})
    return Message("the plan is for the school year {span}", {"span": f"{year.first}-{year.last}"})


def _signature(subject: Subject, year: SchoolYear) -> Iterator[Violation]:
    """Yield the dates of the signature before `_earliest_signature` or after `_latest_signature`."""
    tail_start = max(0, len(subject.folded) - _TAIL)
    for match in _SIGNED_LINE.finditer(subject.folded, tail_start):
        if subject.in_row(match.start()):
            continue
        mention = next(mentions(subject.folded, match.start("date"), match.end("date")), None)
        if mention is not None and not _earliest_signature(year) <= mention.first <= _latest_signature(year):
            yield _violation(subject, *match.span("date"), _plan_year(year), "signature")


def _earliest_signature(year: SchoolYear) -> Month:
    """Return the earliest month of a plausible signature.

    May before a school year or autumn term, October before a calendar year or spring term, January of the year before a plan of several years.
    """
    if year.spans_years:
        return Month(year.first - 1, 1)
    if year.first == year.last or year.term == _SPRING_TERM:
        return Month(year.last - 1, 10)
    return Month(year.first, 5)


def _latest_signature(year: SchoolYear) -> Month:
    """Return the latest month of a plausible signature: June for an autumn term, else the last month of the plan's time."""
    if year.first == year.last or year.spans_years:
        return Month(year.last, 12)
    return Month(year.last, 6 if year.term == 1 else 8)


def _weekdays(subject: Subject) -> Iterator[Violation]:
    """Yield the dates with a wrong weekday.

    Without a year in the date or the title the year is a guess, and wrong weekdays count only if the weekday of a further date is right:
    if every weekday is wrong, so is the guess.
    """
    matches = sorted(_days_with_weekdays(subject.folded), key=lambda match: match.start())
    guessed: list[Violation] = []
    is_sure = any(_YEAR_WORDS.search(subject.folded, span.start, span.end) for span in title_lines(subject))
    for match in matches:
        years = [int(match["year"])] if match["year"] else _years_of(subject, int(match["month"]))
        days = [day for year in years if (day := _date_of(year, int(match["month"]), int(match["day"]))) is not None]
        if not days:
            continue
        if any(_WEEKDAYS[day.weekday()] == match["weekday"].replace("天", "日") for day in days):
            is_sure = True
            continue
        day = days[0]
        reason = Message("it is a {weekday}", {"weekday": f"星期{_WEEKDAYS[day.weekday()]}"})
        violation = _violation(subject, *match.span(), reason, "weekday")
        if match["year"]:
            yield violation
        else:
            guessed.append(violation)
    if is_sure:
        yield from guessed


def _days_with_weekdays(folded: str) -> Iterator[re.Match[str]]:
    """Yield the matches of dates with a weekday; only the neighbourhood of weekdays is searched, to save time."""
    window_start = window_end = 0
    for weekday in _WEEKDAY_WORD.finditer(folded):
        if weekday.start() > window_end + _DATE_REACH:
            yield from _days_in(folded, window_start, window_end)
            window_start = max(weekday.start() - _DATE_REACH, window_end)
        window_end = weekday.end()
    yield from _days_in(folded, window_start, window_end)


def _days_in(folded: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    if end:
        yield from _DAY.finditer(folded, begin, end + _DATE_REACH)
        yield from _DAY_BEHIND.finditer(folded, begin, end + _DATE_REACH)


def _date_of(year: int, month: int, day: int) -> datetime.date | None:
    """Return the date; None for a day missing from the calendar."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _years_of(subject: Subject, month: int) -> list[int]:
    """Return the possible years of a month written without a year.

    A month of the plan's time; in a plan for a calendar year, January and February of the next year, too: 2023年度考核 takes place in
    January 2024.
    """
    plan_year = subject.plan.school_year
    year = None if plan_year is None else plan_year.year_of(month)
    if plan_year is None or year is None:
        return []
    may_be_next_year = plan_year.first == plan_year.last and month <= _LAST_WINTER_MONTH
    return [year, year + 1] if may_be_next_year else [year]


def _violation(subject: Subject, start: int, end: int, reason: Message, variant: str) -> Violation:
    return Violation(start, end, {"date": subject.text[start:end], "reason": reason}, variant)
