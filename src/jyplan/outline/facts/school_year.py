"""The period of a plan: a school year, a term of a school year, or a calendar year.

Four witnesses, the strongest first: the title, the lines beside the title, the first paragraphs, a signature date. A weaker
witness counts only where the stronger witnesses name no year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from jyplan.model import SchoolYear
from jyplan.outline.facts.folding import fold
from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

_YEAR = "((?:19|20)[0-9]{2}|(?:二[〇零]|一九)[〇零一二三四五六七八九]{2})"
_DASH = " ?(?:—{1,2}|-{1,2}|~|至|到|、|/) ?"
_TWO_YEARS = lazy_pattern(rf"(?<![0-9]){_YEAR} ?年?{_DASH}{_YEAR}(?![0-9])")
_SHORT_YEARS = lazy_pattern(rf"(?<![0-9]){_YEAR} ?年?{_DASH}([0-9]{{2}}) ?学年")
_TWO_SHORT_YEARS = lazy_pattern(rf"(?<![0-9.])([0-4][0-9]){_DASH}([0-4][0-9]) ?学年")
"""24-25学年."""
_SCHOOL_YEAR = lazy_pattern(rf"(?<![0-9]){_YEAR} ?学年")
_COHORT = lazy_pattern(
    rf"(?<![0-9]){_YEAR} ?届(?=.{{0,4}}(?:[高初九中小六毕幼]|[备复]|学生|班|年级))(?!.{{0,6}}(?:校友|返校|聚会))"
)
"""2025届高三 in a title: the pupils who leave in that year; 1956届校友 left long ago. A text may speak of next year's pupils."""
_MONTHS_OF_YEARS = lazy_pattern(
    rf"(?<![0-9]){_YEAR} ?[年./] ?([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?月?{_DASH}{_YEAR} ?[年./] ?([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})(?![0-9])"
)
"""2023年9月—2024年1月."""
_MONTH = lazy_pattern("(?<![0-9./])([0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?月(?:份|[0-9上中下初底]|$)")
_ONE_YEAR = lazy_pattern(rf"(?<![0-9〔\[]){_YEAR} ?(?:年(?![版级制])|(?=[春秋]))")
_TERM = lazy_pattern("(?P<autumn>第[一1]学期|上学期|秋季|秋学期|秋期)|(?P<spring>第[二2]学期|下学期|春季|春学期|春期)")
_SEASON = lazy_pattern("[春秋]")
_SIGNATURE = lazy_pattern(
    rf"(?m)(?:^|[ \t]){_YEAR} ?[年./-] ?([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?[月./-](?: ?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}) ?日?)?[ \t]*$"
)
_OPENING = 400
"""Characters at the beginning of a plan that may name its year: the title again, the first paragraph."""
_CLOSING = 300
"""Characters at the end of a plan in which its signature stands."""
_LONGEST_SPAN = 10
"""Years that a plan may be for: 2016—2025年发展规划."""
_COUNTED = 50_000
"""Characters in which months are counted."""
_TERM_REACH = 8
"""Characters behind a school year searched for its term."""
_UNIT_REACH = 4
"""Characters behind two years searched for 学年."""
_YEAR_BEFORE = len("2024年")
_SPRING = frozenset({2, 3, 4, 5, 6})
_AUTUMN = frozenset({9, 10, 11, 12})


class _Witness(NamedTuple):
    """The statement of a witness; None for a part without a statement."""

    first: int | None = None
    last: int | None = None
    term: int | None = None
    calendar: int | None = None
    """A single year, alone no school year: 2024年."""
    seasonal: bool = False
    """True for a term named by its season, 春 or 秋, so that a single year is certain."""

    @property
    def is_empty(self) -> bool:
        return self.first is None and self.calendar is None


def find_school_year(title: str | None, text: str, beside: str = "", signed: str = "") -> SchoolYear | None:
    r"""Return the period of a plan, None for a plan without a year.

    `beside` are the lines directly above and below the title, `signed` those that sign the plan, where they are known.

    >>> find_school_year("青山小学2024—2025学年第一学期教研计划", "")
    SchoolYear(first=2024, last=2025, term=1)
    >>> find_school_year("县教育局2024年工作要点", "2023年9月"), find_school_year("二○二四年春季保教计划", "")
    (SchoolYear(first=2024, last=2024, term=None), SchoolYear(first=2023, last=2024, term=2))
    >>> find_school_year("秋季教研计划", "……\n2024年9月1日")
    SchoolYear(first=2024, last=2025, term=1)
    """
    headline = _statement(fold(title or ""))
    if headline.is_empty and beside:
        lines = _statement(fold(beside))
        headline = lines._replace(term=headline.term or lines.term, seasonal=headline.seasonal or lines.seasonal)
    body = fold(text[:_OPENING])
    closing = fold(signed or text[-_CLOSING:])
    if headline.is_empty:
        opening = _statement(body, strict=True)
        signature = _signed(closing, "学期" in body or "学期" in closing or headline.term is not None)
        witness = opening if not opening.is_empty else signature
        witness = witness._replace(term=headline.term or witness.term, seasonal=headline.seasonal or witness.seasonal)
        return _settle(witness, signature, text)
    return _settle(headline, _signed(closing, expects_term=True), text)


def _statement(text: str, *, strict: bool = False) -> _Witness:
    """Return the statement of a folded text; with `strict` only of words sure to mean the plan itself."""
    term = _TERM.search(text)
    number = None if term is None else 1 if term["autumn"] else 2
    seasonal = term is not None and _SEASON.search(term[0]) is not None
    if strict and (term is None or not _ONE_YEAR.match(text, max(0, term.start() - _YEAR_BEFORE))):
        number, seasonal = None, False
    if not strict and (match := _MONTHS_OF_YEARS.search(text)):
        first, month, last, last_month = map(whole_number, match.groups())
        return _of_months(first, month, last, last_month, number)
    if match := _TWO_YEARS.search(text):
        first, last = whole_number(match[1]), whole_number(match[2])
        if not strict and 1 < last - first <= _LONGEST_SPAN:
            return _Witness(first, last)
        if last - first == 1 and (not strict or "学年" in text[match.end() : match.end() + _UNIT_REACH]):
            return _Witness(first, last, _near(text, match.end()) if strict else number)
    if match := _SHORT_YEARS.search(text):
        first = whole_number(match[1])
        if (first + 1) % 100 == int(match[2]):
            return _Witness(first, first + 1, _near(text, match.end()) if strict else number)
    if (match := _TWO_SHORT_YEARS.search(text)) and int(match[2]) - int(match[1]) == 1:
        first = 2000 + int(match[1])
        return _Witness(first, first + 1, _near(text, match.end()) if strict else number)
    if match := _SCHOOL_YEAR.search(text):
        first = whole_number(match[1])
        return _Witness(first, first + 1, _near(text, match.end()) if strict else number)
    if not strict and (match := _COHORT.search(text)):
        last = whole_number(match[1])
        return _Witness(last - 1, last, number)
    match = _ONE_YEAR.search(text)
    if match is None or (
        strict and not re.match("(?:[春秋]|度?(?:工作|教研|安全|重点|全[县市区校]))", text[match.end() :])
    ):
        return _Witness(term=number, seasonal=seasonal)
    return _Witness(term=number, calendar=whole_number(match[1]), seasonal=seasonal)


def _of_months(first: int, month: int, last: int, last_month: int, term: int | None) -> _Witness:
    """Return the statement of a span of months: a term of a school year, a school year, or several years."""
    if first == last:
        spring = month in _SPRING and last_month <= 8
        return _Witness(first - 1, first, 2) if spring else _Witness(term=term, calendar=first)
    if last - first == 1:
        return _Witness(first, last, term or (1 if month >= 7 and last_month <= 2 else None))
    return _Witness(first, last) if 0 < last - first <= _LONGEST_SPAN else _Witness(term=term)


def _near(text: str, end: int) -> int | None:
    """Return the term directly behind a school year, None without a term."""
    term = _TERM.search(text, end, end + _TERM_REACH)
    return None if term is None else 1 if term["autumn"] else 2


def _signed(text: str, expects_term: bool) -> _Witness:
    """Return the statement of the last date alone on a line, the weakest witness."""
    signatures = list(_SIGNATURE.finditer(text))
    if not signatures:
        return _Witness()
    year, month = whole_number(signatures[-1][1]), whole_number(signatures[-1][2])
    if 7 <= month <= 10:  # plans of a school are signed when its year begins
        return _Witness(year, year + 1, 1 if expects_term else None)
    if 1 <= month <= 6:
        return _Witness(year - 1, year, 2) if expects_term else _Witness(calendar=year)
    return _Witness()


def _settle(witness: _Witness, signature: _Witness, text: str) -> SchoolYear | None:
    """Return the period stated by a witness.

    The signature, else the months in the text, decide where a single year is ambiguous.
    """
    if witness.first is not None and witness.last is not None:
        return SchoolYear(witness.first, witness.last, witness.term)
    year = witness.calendar
    if year is None:
        return None
    if witness.term is None:
        return SchoolYear(year, year)
    autumn = SchoolYear(year, year + 1, witness.term)
    spring = SchoolYear(year - 1, year, witness.term)
    if witness.seasonal:
        return autumn if witness.term == 1 else spring
    # 2024年上学期 is spring in some provinces, autumn in others: the signature decides, else the months in the text, else the word.
    if signature.first is not None:
        return replace(SchoolYear(signature.first, signature.first + 1, signature.term), term=signature.term)
    months = [whole_number(match[1]) for match in _MONTH.finditer(fold(text[:_COUNTED]))]
    in_spring, in_autumn = (sum(month in term for month in months) for term in (_SPRING, _AUTUMN))
    if in_spring == in_autumn:
        return autumn if witness.term == 1 else spring
    return replace(autumn, term=1) if in_autumn > in_spring else replace(spring, term=2)
