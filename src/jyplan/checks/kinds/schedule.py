r"""Looks at the schedule: months or weeks that are left out, and months outside the term.

Months and weeks are those that the schedule's entries begin with. `holidays` lists months that may be left out;
a month outside the term is one that lies more than a month before or behind it.

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
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.checks.options import BadValueError, Choice, ListOf, Whole, option
from jyplan.checks.places import title_lines
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import topmost
from jyplan.model import Message, Role, Wording
from jyplan.text.numerals import parse_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node, SchoolYear

MESSAGE = Wording(
    "日程在“{entry}”处缺少或超出：{missing}", "the schedule at “{entry}” leaves out or exceeds: {missing}"
)
HINT = Wording("核对各月（周）的安排", "look through the months or weeks")
PLACEHOLDERS = {"entry": "the month or week as written", "missing": "what is left out before it, or it itself"}
VARIANTS = ("gap", "outside")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_MONTHS = re.compile(
    rf"^[\s(]*(?:[0-9]{{4}}年|[（(]?[0-9]{{4}}[.-])?(?P<months>(?:{_NUMERAL})(?:\s?[、,至到~—-]+\s?(?:{_NUMERAL}))?)月"
)
_WEEKS = re.compile(rf"^[\s(]*第?(?P<weeks>(?:{_NUMERAL})(?:\s?[、,至到~—-]+\s?第?(?:{_NUMERAL}))?)周")
_TERM = re.compile("学期|[春秋][季期]?")
_SPLIT = re.compile(r"[、,至到~—-]+第?")
_FEWEST = 3
"""Entries that make a sequence in which something can be left out."""


@dataclass(frozen=True, slots=True)
class _Month(Whole):
    def read(self, text: str) -> int:
        """Return a month of the year."""
        number = Whole(1).read(text)
        if number > 12:
            raise BadValueError(Message("there are twelve months, not {number}", {"number": number}))
        return number


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `schedule`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "gap, outside.", VARIANTS)
    holidays: tuple[int, ...] = option(ListOf(_Month()), "Months that may be left out.", (1, 2, 7, 8))


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    end: int
    first: int
    last: int


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the entries before which something is left out, and those outside the term."""
    for section in topmost(subject, (Role.SCHEDULE,)):
        months = list(_entries(subject, section, _MONTHS, "months"))
        weeks = [] if months else list(_entries(subject, section, _WEEKS, "weeks"))
        if "gap" in options.find:
            yield from _gaps(subject, months, set(options.holidays), 12)
            yield from _gaps(subject, weeks, set(), 0)
        if "outside" in options.find and subject.plan.school_year is not None:
            yield from _outside(subject, months, subject.plan.school_year)


def _entries(subject: Subject, section: Node, pattern: re.Pattern[str], group: str) -> Iterator[_Entry]:
    markers = {node.span.start: node.span.start + len(node.marker or "") for node in section.walk()}
    first = subject.block_index_at(section.span.start) or 0
    last = subject.block_index_at(max(section.span.end - 1, section.span.start)) or 0
    for index in range(first, last + 1):
        span = subject.block_span(index)
        begin = markers.get(span.start, span.start)  # 1、9月 is September
        for cell in re.finditer("[^\t]+", subject.folded[begin : span.end]):
            if match := pattern.match(cell[0]):
                numbers = [_number(each) for each in _SPLIT.split(match[group].replace(" ", ""))]
                if all(numbers):
                    start = begin + cell.start()
                    yield _Entry(start, start + match.end(), numbers[0] or 0, numbers[-1] or 0)
                break


def _number(numeral: str) -> int | None:
    return int(numeral) if numeral.isdigit() else parse_chinese(numeral)


def _gaps(subject: Subject, entries: Sequence[_Entry], holidays: set[int], cycle: int) -> Iterator[Violation]:
    if len({entry.first for entry in entries}) < _FEWEST or not _is_a_sequence(entries, cycle):
        return
    for one, other in pairwise(entries):
        missing, number = [], one.last
        steps = (other.first - one.last) % cycle if cycle else other.first - one.last
        for _ in range(max(steps - 1, 0)):
            number = number % cycle + 1 if cycle else number + 1
            missing.append(number)
        left_out = [number for number in missing if number not in holidays]
        if left_out and len(left_out) <= _FEWEST:
            unit = Message("months {numbers}") if cycle else Message("weeks {numbers}")
            said = Message(unit.template, {"numbers": "、".join(map(str, left_out))})
            yield Violation(
                other.start, other.end, {"entry": subject.text[other.start : other.end], "missing": said}, "gap"
            )


def _is_a_sequence(entries: Sequence[_Entry], cycle: int) -> bool:
    """Whether the entries follow each other: a list by topics that happens to name months is no calendar."""
    steps = [other.first - one.last for one, other in pairwise(entries)]
    forward = [step % cycle if cycle else step for step in steps]
    return all(0 <= step <= 5 for step in forward) and sum(step <= 1 for step in forward) * 2 >= len(forward)


def _outside(subject: Subject, entries: Sequence[_Entry], year: SchoolYear) -> Iterator[Violation]:
    title = "\n".join(subject.folded[span.start : span.end] for span in title_lines(subject))
    if year.term is None or year.first == year.last or not _TERM.search(title):
        return  # a term that only the signature's month speaks for is not certain
    inside = {7, 8, 9, 10, 11, 12, 1, 2} if year.term == 1 else {1, 2, 3, 4, 5, 6, 7, 8}
    for entry in entries:
        if entry.first not in inside:
            said = Message("months {numbers}", {"numbers": entry.first})
            params = {"entry": subject.text[entry.start : entry.end], "missing": said}
            yield Violation(entry.start, entry.end, params, "outside")
