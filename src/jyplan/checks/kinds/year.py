r"""Checks dates against the time of the plan, and weekdays against dates.

| `find` | |
|---|---|
| `year` | a date outside the time of the plan in the schedule, or before its beginning in a task or a measure |
| `school-year` | a school year in the first lines that is not the plan's, unless the words beside it speak of the past |
| `signature` | a date under the plan that is more than a year before the plan, or after its end |
| `weekday` | 9月1日（星期三） if the day is no Wednesday |

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
```
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.protocol import Violation
from jyplan.model import Message, Period, Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import SchoolYear

MESSAGE = Wording("“{date}”与计划的时间（{year}）不符", "“{date}” is not in the time of the plan ({year})")
HINT = Wording("核对年份；可能是沿用旧计划时没有改", "check the year; it may be left over from an earlier plan")
PLACEHOLDERS = {"date": "the date as written", "year": "the plan's year, or the weekday of the date"}
VARIANTS = ("year", "school-year", "signature", "weekday")
NEEDS_ONE_OF: tuple[str, ...] = ()

_DAY = re.compile(
    r"(?:(?P<year>20[0-9]{2})[年./-]\s?)?(?P<month>1[0-2]|0?[1-9])[月./-]\s?(?P<day>3[01]|[12][0-9]|0?[1-9])日?\s?"
    r"\(?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])\)?"
)
_WEEKDAYS = "一二三四五六日"
_SCHOOL_YEAR = re.compile(r"(?P<first>20[0-9]{2})\s?年?\s?[—~至到-]+\s?(?P<last>20[0-9]{2})\s?学年")
_PAST = re.compile("上学?[年期]|回顾|总结|过去|去年|以来|曾|基础上|十四五|十五五|规划")
_FUTURE_OR_PAST = re.compile("《[^》]*$|〔[^〕]*$|\\[[^]]*$|(?:自|从|截至|截止|起于)$")
_SIGNATURE = re.compile(
    r"^[ \t]*(?P<date>(?P<year>20[0-9]{2}) ?[年./-] ?(?:1[0-2]|0?[1-9]) ?[月./-](?: ?[0-9]{1,2} ?日?)?)[ \t]*$",
    re.MULTILINE,
)
"""A date on a line of its own."""
_TAIL = 200
"""Characters at the end of a plan in which the signature is looked for."""
_DATED_ROLES = (Role.SCHEDULE, Role.TASK, Role.MEASURE)
_MONTH_LONG = len("2024-12")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `year`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "year, school-year, signature, weekday.", VARIANTS)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the violations that `find` names, in reading order."""
    violations: list[Violation] = []
    if "weekday" in options.find:
        violations += _weekdays(subject)
    if (year := subject.plan.school_year) is not None:
        if "year" in options.find:
            violations += _years(subject, year)
        if "school-year" in options.find:
            violations += _school_years(subject, year)
        if "signature" in options.find:
            violations += _signature(subject, year)
    yield from sorted(violations, key=lambda violation: violation.start)


def _years(subject: Subject, year: SchoolYear) -> Iterator[Violation]:
    for node in subject.with_roles(_DATED_ROLES):
        for fact in node.facts:
            if isinstance(fact, Period) and _names_its_year(subject, fact) and not _fits(fact, year, node.role):
                yield Violation(fact.start, fact.end, {"date": fact.text, "year": _year_words(year)}, "year")


def _names_its_year(subject: Subject, fact: Period) -> bool:
    """Whether a date is written with year and month and is no part of a document's name or of a span's beginning."""
    written = re.match(r"\s*\(?20[0-9]{2}", subject.folded[fact.start : fact.end]) is not None
    dated = len(fact.first or "") >= _MONTH_LONG and (fact.first or "").startswith("20")
    before = subject.folded[max(0, fact.start - 30) : fact.start]
    return written and dated and _FUTURE_OR_PAST.search(before) is None


def _fits(fact: Period, year: SchoolYear, role: Role) -> bool:
    first, last = (fact.first or "")[:7], (fact.last or fact.first or "")[:7]
    if year.first == year.last or year.spans_years:
        lower, upper = f"{year.first}-01", f"{year.last}-12"
    else:
        lower, upper = f"{year.first}-07", f"{year.last}-08"
    if role is Role.SCHEDULE:
        return lower <= last and first <= upper
    # work may reach beyond the plan's time, but hardly lies before it
    return last >= lower


def _year_words(year: SchoolYear) -> Message | str:
    if year.first == year.last:
        return str(year.first)
    if year.spans_years:
        return f"{year.first}-{year.last}"
    return Message("school year {span}", {"span": f"{year.first}-{year.last}"})


def _school_years(subject: Subject, year: SchoolYear) -> Iterator[Violation]:
    first_node = subject.plan.nodes[0].span.start if subject.plan.nodes else len(subject.text)
    title_end = subject.title_span.end
    for match in _SCHOOL_YEAR.finditer(subject.folded, title_end, max(title_end, first_node)):
        first, last = int(match["first"]), int(match["last"])
        around = subject.folded[max(0, match.start() - 20) : match.end() + 20]
        if year.last - year.first == 1 and (first, last) != (year.first, year.last) and not _PAST.search(around):
            yield Violation(
                *match.span(), {"date": subject.text[slice(*match.span())], "year": _year_words(year)}, "school-year"
            )


def _signature(subject: Subject, year: SchoolYear) -> Iterator[Violation]:
    beginning = max(0, len(subject.folded) - _TAIL)
    for match in _SIGNATURE.finditer(subject.folded, beginning):
        if not subject.in_row(match.start()) and not year.first - 1 <= int(match["year"]) <= year.last:
            start, end = match.span("date")
            yield Violation(start, end, {"date": subject.text[start:end], "year": _year_words(year)}, "signature")


def _weekdays(subject: Subject) -> Iterator[Violation]:
    if not any(word in subject.folded for word in ("周", "星期", "礼拜")):
        return
    for match in _DAY.finditer(subject.folded):
        year = int(match["year"]) if match["year"] else _year_of(subject, int(match["month"]))
        if year is None:
            continue
        try:
            day = datetime.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if _WEEKDAYS[day.weekday()] != match["weekday"].replace("天", "日"):
            params = {
                "date": subject.text[match.start() : match.end()],
                "year": Message("it is a {weekday}", {"weekday": f"星期{_WEEKDAYS[day.weekday()]}"}),
            }
            yield Violation(*match.span(), params, "weekday")


def _year_of(subject: Subject, month: int) -> int | None:
    return None if subject.plan.school_year is None else subject.plan.school_year.year_of(month)
