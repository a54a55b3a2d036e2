r"""Checks the schedule: months or weeks left out, given twice or out of order, and months outside the term.

Months and weeks are read at the beginning of the schedule's entries. `holidays` lists months that may be left out; a
month is outside the term if it is more than a month before or after the term. A single month or week is out of
order if the remaining months or weeks are in order.

```yaml
rules:
  schedule-gap:
    type: schedule
    tests:
      pass: ["2025年秋季三年级工作计划\n一、行事历\n九月\n开学。\n十月\n运动会。\n十一月\n期中检测。"]
      fail: ["2025年秋季三年级工作计划\n一、行事历\n九月\n开学。\n十月\n运动会。\n十二月\n期末复习。"]
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.checks.options import BadValueError, Choice, ListOf, Whole, option
from jyplan.checks.places import title_lines
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import topmost
from jyplan.model import Message, Role, Wording
from jyplan.text.numerals import parse_chinese
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node, SchoolYear

MESSAGE = Wording(
    "日程在“{entry}”处缺少或超出：{missing}", "the schedule at “{entry}” leaves out or exceeds: {missing}"
)
HINT = Wording("核对各月（周）的安排", "look through the months or weeks")
PLACEHOLDERS = {
    "entry": "the month or week as written",
    "missing": "the months or weeks left out before the entry, or the month outside the term, or that it is given twice or out of order",
    "previous": "for `order` the entry before it, as written",
}
VARIANTS = ("gap", "outside", "repeat", "order")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_MONTHS = re.compile(
    rf"^[\s(]*(?:(?P<year>[0-9]{{4}})(?:年|[.-]))?(?P<months>(?:{_NUMERAL})(?:\s?[、,至到~—-]+\s?(?:{_NUMERAL}))?)月"
)
_WEEKS = re.compile(rf"^[\s(]*第?(?P<weeks>(?:{_NUMERAL})(?:\s?[、,至到~—-]+\s?第?(?:{_NUMERAL}))?)周")
_TERM = re.compile("学期|[春秋][季期]?")
_SPLIT = re.compile(r"[、,至到~—-]+第?")
_DAY = re.compile(
    r"\s?(?:[0-9]|[一二三]?十[一二三四五六七八九]?[日号至到—~-]|[一二三四五六七八九][日号]|[上中下]旬|[初中末底])"
)
_YEAR_ALONE = lazy_pattern(r"^[^。\n]{0,4}20[0-9]{2}年度?[^。\n]{0,24}(?:行事历|日程|安排|计划|一览)表?\s?$")
"""The title of a schedule for a calendar year."""
_TITLE_ABOVE = 3
"""Lines above the first entry searched for the schedule's title."""
_FEWEST_IN_ORDER = 4
"""Least entries of a list with a single entry out of order."""
_FEWEST = 3
"""Least different months or weeks of a calendar."""
_YEAR = 12
"""Months of a year, the cycle of a calendar with months; a calendar with weeks has no cycle, 0."""
_LARGEST_GAP = 3
"""Most months or weeks left out in a reported gap."""
_LARGEST_STEP = 5
"""Most months or weeks from an entry of a calendar to the next."""


@dataclass(frozen=True, slots=True)
class _Month(Whole):
    def read(self, text: str) -> int:
        """Return the month, from 1 to 12."""
        number = Whole(1).read(text)
        if number > _YEAR:
            raise BadValueError(Message("there are twelve months, not {number}", {"number": number}))
        return number


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `schedule`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "gap, outside, repeat, order.", VARIANTS)
    holidays: tuple[int, ...] = option(ListOf(_Month()), "Months that may be left out.", (1, 2, 7, 8))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a schedule with months or weeks at the beginning: 九月, 第3—4周."""

    start: int
    """Offset of the months or weeks in the plan text; `end` is exclusive."""
    end: int
    first: int
    """The first month, 1 for January, or week, 1 for the first of the term."""
    last: int
    year: int | None = None
    """The year written before the month; None without a year."""


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the entries after a gap, and the entries outside the term."""
    for section, months, weeks in _calendars(subject):
        if "gap" in options.find and not subject.may_hold_more(section):
            yield from _gaps(subject, months, set(options.holidays), _YEAR)
            yield from _gaps(subject, weeks, set(), 0)
        if "outside" in options.find and subject.plan.school_year is not None:
            yield from _outside(subject, months, subject.plan.school_year)
        if "repeat" in options.find:
            yield from _repeats(subject, months or weeks, _YEAR if months else 0)
        if "order" in options.find:
            yield from _out_of_order(subject, months or weeks, _YEAR if months else 0)


@lru_cache(maxsize=1)  # several rules check the schedule of the same plan
def _calendars(subject: Subject) -> list[tuple[Node, list[_Entry], list[_Entry]]]:
    """Return the schedules of a plan with the entries beginning with months, or else with weeks."""
    calendars = []
    for section in topmost(subject, (Role.SCHEDULE,)):
        months = list(_entries(subject, section, _MONTHS, "months"))
        weeks = [] if months else list(_entries(subject, section, _WEEKS, "weeks"))
        calendars.append((section, months, weeks))
    return calendars


def _entries(subject: Subject, section: Node, pattern: re.Pattern[str], group: str) -> Iterator[_Entry]:
    markers = {node.span.start: node.span.start + len(node.marker or "") for node in section.walk()}
    first = subject.block_index_at(section.span.start) or 0
    last = subject.block_index_at(max(section.span.end - 1, section.span.start)) or 0
    for index in range(first, last + 1):
        span = subject.block_span(index)
        begin = markers.get(span.start, span.start)  # 1、9月 is September
        for cell in re.finditer("[^\t]+", subject.folded[begin : span.end]):
            if match := pattern.match(cell[0]):
                numbers = [_number(numeral) for numeral in _SPLIT.split(match[group].replace(" ", ""))]
                if all(numbers):
                    start = begin + cell.start()
                    year = int(match["year"]) if group == "months" and match["year"] else None
                    yield _Entry(start, start + match.end(), numbers[0] or 0, numbers[-1] or 0, year)
                break


def _number(numeral: str) -> int | None:
    return int(numeral) if numeral.isdigit() else parse_chinese(numeral)


def _gaps(subject: Subject, entries: Sequence[_Entry], holidays: set[int], cycle: int) -> Iterator[Violation]:
    if len({entry.first for entry in entries}) < _FEWEST or not _is_a_sequence(entries, cycle):
        return
    for previous, entry in pairwise(entries):
        between = range(previous.last + 1, previous.last + _step(previous, entry, cycle))
        numbers = [(number - 1) % cycle + 1 for number in between] if cycle else between
        left_out = [number for number in numbers if number not in holidays]
        if left_out and len(left_out) <= _LARGEST_GAP:
            unit = Message("months {numbers}") if cycle else Message("weeks {numbers}")
            missing = Message(unit.template, {"numbers": "、".join(map(str, left_out))})
            params = {"entry": subject.text[entry.start : entry.end], "missing": missing}
            yield Violation(entry.start, entry.end, params, "gap")


def _repeats(subject: Subject, entries: Sequence[_Entry], cycle: int) -> Iterator[Violation]:
    """Yield a month or week given again after different months or weeks: 九月, 十月, 九月; adjacent rows of a month are right."""
    whole = [entry for entry in entries if entry.first == entry.last and not _DAY.match(subject.folded, entry.end)]
    if len(whole) < len(entries) or len({entry.first for entry in entries}) < _FEWEST:
        return
    steps = [_step(previous, entry, cycle) for previous, entry in pairwise(entries)]
    if sum(0 <= step <= 1 for step in steps) + 2 < len(steps):
        return  # a list by topics
    seen: dict[int, int] = {}
    for index, entry in enumerate(entries):
        before = seen.get(entry.first)
        if before is not None and before < index - 1:
            params = {"entry": subject.text[entry.start : entry.end], "missing": Message("given twice")}
            yield Violation(entry.start, entry.end, params, "repeat")
        seen[entry.first] = index


def _out_of_order(subject: Subject, entries: Sequence[_Entry], cycle: int) -> Iterator[Violation]:
    """Yield the single entry out of place: the remaining entries are in order.

    9 11 10 12 has one, 10; 9 10 11 9 10 11 has none, for these are two lists.
    """
    if len(entries) < _FEWEST_IN_ORDER or not any(_goes_back(*pair, cycle) for pair in pairwise(entries)):
        return
    year = subject.plan.school_year
    if year is not None and any(entry.year not in (None, year.year_of(entry.first)) for entry in entries):
        return  # the kind `year` reports wrong years
    if len({(entry.first, entry.last) for entry in entries}) < len(entries):
        return  # `repeat` reports entries given twice
    back = next(index for index, pair in enumerate(pairwise(entries), start=1) if _goes_back(*pair, cycle))
    for index in (back, back - 1):
        remaining = [*entries[:index], *entries[index + 1 :]]
        if all(not _goes_back(*pair, cycle) for pair in pairwise(remaining)) and _fits_a_year(remaining, cycle):
            entry, previous = entries[back], entries[back - 1]
            params = {
                "entry": subject.text[entry.start : entry.end],
                "previous": subject.text[previous.start : previous.end],
                "missing": Message("out of order"),
            }
            yield Violation(entry.start, entry.end, params, "order")
            return


def _goes_back(previous: _Entry, entry: _Entry, cycle: int) -> bool:
    """Whether an entry precedes the entry above; a month half a year or more later counts as earlier."""
    step = _step(previous, entry, cycle)
    return step < 0 or (cycle > 0 and step > cycle // 2)


def _fits_a_year(entries: Sequence[_Entry], cycle: int) -> bool:
    """Whether months span less than a year: no month repeats."""
    return not cycle or sum(_step(*pair, cycle) for pair in pairwise(entries)) < cycle


def _is_a_sequence(entries: Sequence[_Entry], cycle: int) -> bool:
    """Whether most entries are in order without a gap; a list of topics with a few months is no calendar."""
    steps = [_step(previous, entry, cycle) for previous, entry in pairwise(entries)]
    return all(0 <= step <= _LARGEST_STEP for step in steps) and sum(step <= 1 for step in steps) * 2 >= len(steps)


def _step(previous: _Entry, entry: _Entry, cycle: int) -> int:
    """Return the months or weeks from an entry to the next; months are counted around the year, in a cycle of 12."""
    step = entry.first - previous.last
    return step % cycle if cycle else step


def _is_of_whole_year(subject: Subject, first: _Entry) -> bool:
    """Whether the lines above the first entry name the schedule's own year: 2010年安全教育行事历 below the plan of a term."""
    index = subject.block_index_at(first.start) or 0
    above = subject.block_spans[max(0, index - _TITLE_ABOVE) : index]
    lines = (subject.folded[span.start : span.end] for span in above if span.start > subject.title_span.end)
    return any(_YEAR_ALONE.search(line) and not _TERM.search(line) for line in lines)


def _outside(subject: Subject, entries: Sequence[_Entry], year: SchoolYear) -> Iterator[Violation]:
    """Yield the months outside the term, all months of a schedule together."""
    title = "\n".join(subject.folded[span.start : span.end] for span in title_lines(subject))
    if year.term is None or year.first == year.last or not _TERM.search(title):
        return  # a term read from the month of the signature is not certain
    if entries and _is_of_whole_year(subject, entries[0]):
        return
    inside = {7, 8, 9, 10, 11, 12, 1, 2} if year.term == 1 else {1, 2, 3, 4, 5, 6, 7, 8}
    # the kind `year` reports wrong years
    outside = [
        entry for entry in entries if entry.first not in inside and entry.year in (None, year.year_of(entry.first))
    ]
    if outside:
        months = "、".join(map(str, dict.fromkeys(entry.first for entry in outside)))
        written = "、".join(dict.fromkeys(subject.text[entry.start : entry.end] for entry in outside))
        params = {"entry": written, "missing": Message("months {numbers}", {"numbers": months})}
        yield Violation(outside[0].start, outside[0].end, params, "outside")
