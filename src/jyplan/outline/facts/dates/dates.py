"""Dates and periods: 9月10日前, 三、四月份, 第3—5周, 每周三下午, 学期末.

Dates of the calendar begin with a number, all other dates with words of their own (`date_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jyplan.model import Period
from jyplan.outline.facts.dates.events import find_event_dates, may_hold_event
from jyplan.outline.facts.dates.iso import Moment, part_of_year
from jyplan.outline.facts.dates.short import read_bare_days, read_month_day, read_short_date
from jyplan.outline.facts.dates.tails import read_tail
from jyplan.outline.facts.dates.words import find_word_dates
from jyplan.outline.facts.fact_text import Spans
from jyplan.outline.facts.indicators.units import read_unit
from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.model import SchoolYear
    from jyplan.outline.facts.fact_text import FactText

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十廿卅元]{1,3})"
_YEAR = "(?:(?:19|20)[0-9]{2}|(?:二[〇零]|一九)[〇零一二三四五六七八九]{2})"
_DASH = " ?(?:—{1,2}|-{1,2}|~|至|到) ?"
_LISTED = "(?:、|,|，|和|及|或)"

_POINT = lazy_pattern(
    rf"(?:(?P<year>{_YEAR}) ?年度? ?|(?P<short>[123][0-9])年(?=[0-9]{{1,2}}月))?(?:(?P<month>{_N}) ?月(?!考(?![试核查察评]))(?<!一月(?=一))份?(?: ?(?P<day>{_N}) ?[日号]|(?P<part>[上中]、?[中下]旬|[上中下]旬|（[上中下]、?[中下]?旬）|[上下]半月|初(?![一二三四五六七八九十])|底|末(?!端)))?)?"
)
_LONGEST_LIST = 30
"""Days of a list after the first: 3、10、17日."""
_DAYS = lazy_pattern(
    rf"(?:(?P<year>{_YEAR}) ?年 ?)?(?P<month>{_N}) ?月份? ?(?P<first>{_N})(?:(?: ?[日号])?(?:{_DASH}|{_LISTED})(?P<last>{_N})){{1,{_LONGEST_LIST}}} ?[日号](?![楼线门馆])"
)
_NUMERIC = lazy_pattern(
    r"(?P<year>(?:19|20)[0-9]{2})([./\-—])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?(?![0-9%.]| ?[万亿元个人名])"
)
_MONTHS = lazy_pattern(
    rf"(?:(?P<year>{_YEAR})年)?(?P<first>{_N})(?P<link>{_LISTED}|{_DASH})(?P<last>{_N})月份?(?!{_N}[日号])(?P<part>[上中下]旬|初|底)?"
)
_DAY = lazy_pattern(rf"(?P<day>{_N})[日号]")
_SCHOOL_YEAR = lazy_pattern(rf"(?P<first>{_YEAR})年?(?:{_DASH}(?P<last>{_YEAR})年?)?学年度?(?:第?[一二上下]学期)?")
_HALF = lazy_pattern(rf"(?:(?P<year>{_YEAR})年)(?P<part>年?[底末]|[上下]半年|第?[一二三四]季度|[春秋]季(?:学期)?)")
_QUARTER = lazy_pattern("第?([一二三四])季度(?!末|一)")
_TO = lazy_pattern(f"(?:（(?:周|星期)[一二三四五六日天]）)?起?{_DASH}")
_WEEKS = lazy_pattern(rf"{_N}(?:-|—|~|至|、){_N}周(?=[：，\t\n 　]|$)")
"""Weeks of the term at the beginning of a line: 1-2周 制定计划."""
_NEXT = lazy_pattern("次年|翌年|明年|第二年|当年|同年")
_NO_YEAR = lazy_pattern(
    "[版级届制期]|以前的|(?:印发|颁布|发布|修订|出台|制定|通过|颁发)的|建校|办学|度?[^，。；：“是为制完编出开\\n0-9]{0,10}(?:计划|总结|方案|要点|规划|预算|决算)"
)
_FOUNDED = lazy_pattern(
    "(?:(?:创办|始建|建成|创建|成立|建校|创立|诞生|建)于|创办|始建|建校|创建|被?评为|荣获|获评|获得)(?:公元)?$"
)
_FOUNDED_REACH = 5
"""Characters of 创办于 and the like before a year."""
_OLD_CALENDAR = ("农历", "阴历")
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "翌年": 1, "去年": -1}
_BARE_DAY = lazy_pattern("(?<=月)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.%:：/、—~至到-])(?=[^\\W\\d_A-Za-z])")
"""A day without 日 before a word: 10月23召开."""
_MARKED = lazy_pattern("\\.(?:[0-9]{1,2}月|20[0-9]{2}年)")
_JANUARY = lazy_pattern("元(?=月)")
_MONTHLY = frozenset("月.每近共约")
"""Characters before a number of days, or before a day with no month of its own (每月5日)."""
_LONGEST = 12
"""Characters of the longest number at the beginning of a date: 二〇二四, with room to spare."""
_YEAR_DIGITS = 4
_SPACED = frozenset("年月")
"""First characters allowed behind a space inside a date: 3 月 8 日."""
_FOLLOWERS = frozenset("年月日号.-—/~至到、,，和及或季学第")
"""Characters that can follow the number at the beginning of a date."""


def find_dates(stretch: FactText) -> list[Period]:
    """Return the dates and periods in a text, by place."""
    calendar_dates: list[Period] = []
    month = stretch.month
    end = 0
    for start, stop in _beginnings(stretch):
        if start < end or stop - start > _LONGEST:
            continue
        follower = stretch.text[stop : stop + 1]
        is_apart = follower == " " and stretch.text[stop + 1 : stop + 2] in _SPACED
        if not is_apart and follower not in _FOLLOWERS and "." not in stretch.text[start:stop]:
            continue
        period = _calendar_date(stretch, start, stop, month, end if calendar_dates else None)
        if period is not None:
            calendar_dates.append(period)
            end = period.end - stretch.start
            month = month_of(period, end=True) or month
    taken = [(date.start - stretch.start, date.end - stretch.start) for date in calendar_dates]
    dates = sorted([*calendar_dates, *find_word_dates(stretch, taken)], key=_start)
    if may_hold_event(stretch.text):
        known = Spans((date.start - stretch.start, date.end - stretch.start) for date in dates)
        dates = sorted([*dates, *find_event_dates(stretch, known)], key=_start)
    return _joined(dates)


def _start(period: Period) -> int:
    return period.start


def _joined(periods: list[Period]) -> list[Period]:
    """Return the periods; a year or a term and a time directly behind are one period: 2025年秋季学期开学前."""
    joined: list[Period] = []
    for period in periods:
        before = joined[-1] if joined else None
        if before is None or before.end != period.start or before.text[-1] not in "年期度" or period.text[0] in "每第":
            joined.append(period)
            continue
        whole = before.text + period.text
        bounds = (
            (period.first, period.last) if "-" in (period.first or period.last or "") else (before.first, before.last)
        )
        joined[-1] = Period(whole, before.start, period.end, *bounds)
    return joined


def _beginnings(stretch: FactText) -> list[tuple[int, int]]:
    """Return the spans of all numbers by place, including 元 of 元月."""
    spans = [number.span() for number in stretch.numbers]
    if "." in stretch.text and _MARKED.search(stretch.text) is not None:
        spans = [_behind_marker(stretch, *span) for span in spans]
    if "元月" in stretch.text:
        spans += [match.span() for match in _JANUARY.finditer(stretch.text)]
        spans.sort()
    return spans


def _behind_marker(stretch: FactText, start: int, stop: int) -> tuple[int, int]:
    """Return the span of a number without the marker that it seems to begin with: 1.9月8日."""
    text = stretch.text
    point = text.find(".", start, stop)
    if point < 0 or text[stop : stop + 1] not in _SPACED or stretch.clause_start(start) != start or point + 1 == stop:
        return start, stop
    return point + 1, stop


def month_of(period: Period, *, end: bool = False) -> str | None:
    """Return the first month of a period, with `end` the last, as ISO text; None for a period without a known month."""
    known = (period.last or period.first if end else period.first or period.last) or ""
    return known[: len("--09" if known.startswith("--") else "2024-09")] if "-" in known else None


def _calendar_date(stretch: FactText, start: int, stop: int, month: str | None, date_end: int | None) -> Period | None:
    """Return the date that begins with the number at `start`, None for any other number.

    `month` is the month that a day without a month belongs to; `date_end` is the end of the date before in the text.
    """
    text = stretch.text
    if text.endswith(_OLD_CALENDAR, 0, start):
        return None
    if start and (text[start - 1] in "〔[第.·" or text[start - 1].isdigit()):
        after_marker = text[start - 1] == "." and text[stop : stop + 1] in ("月", "年")
        if not after_marker and not _QUARTER.match(text, start - 1):
            return None
    if stretch.is_sealed(start):
        return None
    for reading in _readers(text, start, stop):
        span = reading(text, start, stretch.year)
        if span is not None:
            begin, end, first, last = span
            end, first, last = read_tail(text, end, first, last)
            return Period(*stretch.quote(begin, end), first, last)
    weeks = _WEEKS.match(text, start) if start == 0 or text[start - 1] in "\n\t" else None
    if weeks is not None:
        return Period(*stretch.quote(*weeks.span()))
    days = None if text[start - 1 : start] in _MONTHLY else read_bare_days(text, start, date_end)
    if days is None:
        return None
    end, first_day, last_day = days
    end, first, last = read_tail(text, end, month and f"{month}-{first_day:02}", month and f"{month}-{last_day:02}")
    return Period(*stretch.quote(start, end), first, last)


def _readers(text: str, start: int, stop: int) -> tuple[_DateReader, ...]:
    """Return the readers for a number, chosen by the characters behind the number."""
    if "." not in text[start:stop] and stop - start == _YEAR_DIGITS:
        return _read_school_year, _read_part_of_year, _read_days, _read_months, _read_points
    follower = text[stop : stop + 1]
    if follower == " ":
        follower = text[stop + 1 : stop + 2]
    if follower == "季":
        return (_read_part_of_year,)
    if "." in text[start:stop] or follower == "/":
        return _read_points, _read_short
    if follower in "月年":
        return _read_days, _read_points
    return _read_months, _read_points


_DateSpan = tuple[int, int, str | None, str | None]
"""Start and end in the text, first and last day."""
_DateReader = Callable[[str, int, "SchoolYear | None"], _DateSpan | None]


def _read_school_year(text: str, start: int, _year: SchoolYear | None) -> _DateSpan | None:
    match = _SCHOOL_YEAR.match(text, start)
    if match is None:
        return None
    first = whole_number(match["first"])
    last = whole_number(match["last"]) if match["last"] else first + 1
    return start, match.end(), f"{first:04}", f"{last:04}"


def _read_part_of_year(text: str, start: int, year: SchoolYear | None) -> _DateSpan | None:
    match = _HALF.match(text, start)
    if match is not None:
        return start, match.end(), *part_of_year(whole_number(match["year"]), match["part"])
    match = (_QUARTER.match(text, start - 1) if start else None) or _QUARTER.match(text, start)
    if match is None or text[match.start() - 1 : match.start()] == "每":
        return None
    known = year.first if year is not None and year.first == year.last else None
    return match.start(), match.end(), *part_of_year(known, match[0])


def _read_days(text: str, start: int, year: SchoolYear | None) -> _DateSpan | None:
    """Read several days of a month: 7月10-15日, 1月22、23日."""
    match = _DAYS.match(text, start)
    if match is None:
        return None
    days = Moment(whole_number(match["year"]) if match["year"] else None, whole_number(match["month"])).within(year)
    first, last = (days._replace(day=whole_number(match[day])).bounds()[0] for day in ("first", "last"))
    return start, match.end(), first, last if first is None or last is None or first < last else None


def _read_short(text: str, start: int, year: SchoolYear | None) -> _DateSpan | None:
    """Read a date without 月 and 日: 9/15前, 2.17（周一）."""
    short = read_short_date(text, start)
    if short is None:
        return None
    end, opening, closing = short
    opening = opening.within(year)
    return start, end, opening.bounds()[0], _following(opening, closing, year).bounds()[1]


def _read_months(text: str, start: int, year: SchoolYear | None) -> _DateSpan | None:
    """Read two months with a single 月: 三、四月份, 8—10月."""
    match = _MONTHS.match(text, start)
    if match is None:
        return None
    first, last = whole_number(match["first"]), whole_number(match["last"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    listed = re.fullmatch(_LISTED, match["link"]) is not None
    if listed and match["first"].isascii() != match["last"].isascii():
        return None  # 三、4月底: a marker before a date
    if listed and (last - first) % 12 != 1:
        return None
    if listed and match["first"].isascii() and (start == 0 or text[start - 1] == "\n"):
        return None  # 1、2月份…: a marker before a date
    shift = _RELATIVE.get(text[max(0, start - 2) : start])
    begin = start if shift is None else start - 2
    opening = Moment(whole_number(match["year"]) if match["year"] else None, first).within(year)
    closing = _following(opening, Moment(None, last, part=match["part"] or ""), year)
    return begin, match.end(), opening.bounds()[0], closing.bounds()[1]


def _read_points(text: str, start: int, year: SchoolYear | None) -> _DateSpan | None:
    """Read a date, or two dates joined by a dash."""
    point = _read_point(text, start)
    if point is None:
        return None
    opening, end = point
    begin = start
    shift = _RELATIVE.get(text[max(0, start - 2) : start])
    if shift is not None:
        begin = start - 2
        if year is not None and opening.year is None and (shift or year.first == year.last):
            opening = Moment(year.first + shift, opening.month, opening.day, opening.part)
    if opening.month is None and _FOUNDED.search(text, max(0, start - _FOUNDED_REACH), start):
        return None  # 创办于1956年
    opening = opening.within(year)
    first, last = opening.bounds()
    if first is None:
        return begin, end, None, None
    dash = _TO.match(text, end)
    if dash is not None:
        ahead = _NEXT.match(text, dash.end())
        closing_point = _read_point(text, ahead.end() if ahead else dash.end(), after=opening) or (
            read_month_day(text, dash.end()) if "." in text[start:end] else None
        )
        if closing_point is not None:
            closing, end = closing_point
            if ahead and ahead[0] not in ("当年", "同年") and opening.year is not None:
                closing = Moment(opening.year + 1, closing.month, closing.day, closing.part)
            last = _following(opening, closing, year).bounds()[1]
            first = first if last else None
    return begin, end, first, last


def _read_point(text: str, start: int, after: Moment | None = None) -> tuple[Moment, int] | None:
    """Return the date at `start` and its end; behind a date and a dash (`after`) a bare day counts too."""
    match = _NUMERIC.match(text, start)
    if match is not None and 1 <= int(match["month"]) <= 12 and (match[2] != "—" or match["day"]):
        return Moment(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None), match.end()
    match = _POINT.match(text, start)
    if match is not None and match["month"]:
        month = whole_number(match["month"])
        if not 1 <= month <= 12:
            return None
        day = whole_number(match["day"]) if match["day"] else None
        end = match.end()
        bare = None if day or match["part"] or not match["month"].isdecimal() else _BARE_DAY.match(text, end)
        if bare is not None and read_unit(text, bare.end()) is None:
            day, end = int(bare["day"]), bare.end()
        named = whole_number(match["year"]) if match["year"] else 2000 + int(match["short"]) if match["short"] else None
        return Moment(named, month, day, match["part"] or ""), end
    if match is not None and match["year"] and not _NO_YEAR.match(text, match.end()):
        return Moment(whole_number(match["year"])), match.end()
    if after is not None and after.day is not None:
        bare = _DAY.match(text, start)
        if bare is not None:
            return Moment(after.year, after.month, whole_number(bare["day"])), bare.end()
    return None


def _following(opening: Moment, closing: Moment, year: SchoolYear | None) -> Moment:
    """Return the second of two moments, in the year of the first or, for an earlier month, in the year after."""
    if closing.year is not None or closing.month is None:
        return closing
    if opening.year is None or opening.month is None:
        return closing.within(year)
    return Moment(opening.year + (closing.month < opening.month), closing.month, closing.day, closing.part)
