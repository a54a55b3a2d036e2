"""Measurable figures: 不少于80节, 达到95%以上, 每人每年听课不少于6节, 零事故.

A number with a unit is a figure only with further evidence:

| unit | evidence | example |
|---|---|---|
| rates and money (%, 课时, 万元) | none needed | 投入2万元 |
| time (天, 分钟) | a comparator or a 每… | 每天锻炼1小时 |
| countable (个, 次, 名) | a comparator, a 每…, or a verb of doing directly before | 组织三次活动 |
| countable, behind its noun at the end of a clause | none needed | 学位一千八百个 |
| countable, from 2 on | Arabic digits, or a value above ten | 建成5个基地 |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Comparator, Indicator
from jyplan.outline.facts.fact_text import Spans
from jyplan.outline.facts.indicators.bases import BasisSearch, joined_bases
from jyplan.outline.facts.indicators.descriptions import DescriptionSearch, follows_past_results
from jyplan.outline.facts.indicators.evidence import (
    Binding,
    follows_deed,
    is_abstract,
    is_counted,
    is_name,
    is_new,
    is_occasion,
    read_binding,
    read_comparator,
)
from jyplan.outline.facts.indicators.measures import Quantity, can_be_quantity, read_quantity
from jyplan.outline.facts.indicators.per import Per, read_frequency, read_per_behind
from jyplan.outline.facts.indicators.totals import find_totals
from jyplan.outline.facts.indicators.units import UnitKind
from jyplan.outline.facts.numbers import read_number
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from jyplan.outline.facts.fact_text import FactText

_NOT_BEFORE = frozenset("第+×xX*/〔[.每这那几某数号届")
"""Characters before an ordinal and before a number inside a name or formula."""
_COUNTED = frozenset("字节次人时天总篇册份个位生师校班级组员源均课例户款目件量")
"""Characters with which 数 before a number says what the number counts: 人数, 学位数; 数10人 are some tens."""
_RANKED = frozenset("名位%")
_RANKING = frozenset("第前")
_LONGEST_FIELD = 6
"""Characters of 同类学校 in 全县同类学校第一."""
_RANK_REACH = 14
"""Characters of 全县同类学校第一, and of the longest name of a group around a rank."""
_LAST_RANK = 100
_CLAUSE_ENDS = frozenset("，。；、）”") | {""}
_PREPOSITIONS = frozenset("由把以为用被给对从是将成按")
"""Prepositions before 一 as an article: 每次由一位教师主讲."""
_ARTICLES = frozenset({"一", "1"})
_LISTING = frozenset("、和及")
"""Before a further occasion of the same kind: 开展一次大家访、一次大扫除."""
_SHORT_TIMES = frozenset({"分钟", "小时"})
"""放学前1分钟 is a time; 前两周 is none, and 前三名 a rank."""
_BOUNDS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.LESS})
"""Words of a target: a figure beside these describes nothing."""


@cache
def _referring() -> tuple[str, ...]:
    """Return the words before a number of things named elsewhere in the text: 上述4项工作."""
    return tuple(load_vocabulary().texts("indicators.referring"))


@cache
def _among_all() -> re.Pattern[str]:
    """Return the expression for a rank, by the group before (全县同类高中第一) or by the verb before (进入前六).

    Of the first places only: 第十 numbers something.
    """
    words = load_vocabulary()
    place = "(?:第[一二三123]|前[^第前]{1,3})[名位]?$"
    return lazy_pattern(
        f"(?P<among>{words.alternatives('indicators.ranks')}[^，。；：、的第前]{{0,{_LONGEST_FIELD}}}?{place})"
        f"|{words.alternatives('indicators.ranking')}(?P<place>{place})"
    )


def find_indicators(stretch: FactText, dates: Spans) -> list[Indicator]:
    """Return the figures in a text by place, without the numbers inside dates."""
    indicators = find_totals(stretch)
    if stretch.numbers:
        words = Spans((total.start - stretch.start, total.end - stretch.start) for total in indicators)
        indicators += _Search(stretch, dates, words).run()
    return sorted(indicators, key=lambda fact: fact.start)


class _Figure(NamedTuple):
    """A quantity in a clause, with the possible evidence for the quantity as an indicator."""

    text: str
    quantity: Quantity
    clause: int
    """The start of the figure's clause."""
    floor: int
    """The least start of the figure: the start of the clause, or the end of the figure before."""
    binding: Binding
    pers: list[Per]
    """The 每… that hold for the figure, before and behind."""
    behind: list[Per]
    """The bases behind the figure: 8节/学期."""
    comparator: Comparator | None
    before: str
    """The character before the number."""


class _Search:
    """A pass over the numbers of a text, from left to right."""

    def __init__(self, stretch: FactText, dates: Spans, totals: Spans) -> None:
        self.stretch = stretch
        self.text = stretch.text
        self.dates = dates
        self.totals = totals
        self.descriptions = DescriptionSearch(self.text)
        self.bases = BasisSearch(stretch, dates)
        self.frequency: Per | None = None
        """The 一周 directly before the current number, else None."""
        self.floor = 0
        """The end of the last figure, the earliest start of the next figure."""
        self.attribute_end = -1
        """The end of the last attribute: 三年以上, before 15节."""

    def run(self) -> list[Indicator]:
        """Return the figures in digits or numerals, by place."""
        indicators = []
        for number in self.stretch.numbers:
            start, end = number.span()
            if start < self.floor:
                continue
            if not can_be_quantity(self.text, number):
                if self.text[start - 1 : start] in _RANKING and (rank := self._rank_among_all(number, end)):
                    indicators.append(rank)
                continue
            if self.text[start - 1 : start] == "第" and self.text[end : end + 1] in _RANKED:
                if rank := self._rank_among_all(number, end + 1):  # 全镇第一名
                    indicators.append(rank)
                continue
            if self.dates.meets(start, end) or self.totals.meets(start, end):
                continue
            frequency = read_frequency(self.text, number)
            if frequency is not None and not self.bases.places.meets(start, start + 1):
                self.frequency = frequency
                continue
            indicator = self._read(number)
            self.frequency = None
            if indicator is not None:
                indicators.append(indicator)
                self.floor = indicator.end - self.stretch.start
        return indicators

    def _read(self, number: re.Match[str]) -> Indicator | None:
        """Return the figure at a number, None where the number is part of a name, describes, or has no evidence."""
        if self._belongs_to_name(number.start()):
            return None
        quantity = read_quantity(self.text, number)
        if quantity is None or self.stretch.is_sealed(quantity.start):
            return None
        if is_name(self.text, quantity):
            self.attribute_end = quantity.end
            return None
        before = self.text[quantity.start - 1 : quantity.start]
        if before == "前" and (quantity.kind is not UnitKind.TIME or quantity.unit not in _SHORT_TIMES):
            return self._rank(quantity)
        if before == "个" and (quantity.kind is UnitKind.RATE or quantity.numeral == "半"):  # 六个百分之百
            return None
        figure = self._figure(quantity)
        if quantity.numeral in _ARTICLES and is_new(self.text, quantity):  # 提升到一个新高度
            return None
        if figure.comparator not in _BOUNDS and self.descriptions.describes(quantity, figure.clause, figure.pers):
            return None
        for supports in _EVIDENCE:
            if supports(figure):
                return self._indicator(figure)
        return None

    def _belongs_to_name(self, start: int) -> bool:
        """Return whether the text before a number makes the number an ordinal, a part of a name or a reference: 上述4项."""
        before = self.text[start - 1 : start]
        if before.isdigit():
            return True
        if before in _NOT_BEFORE and not (before == "数" and self.text[start - 2 : start - 1] in _COUNTED):
            return True
        return start != self.attribute_end and self.text.endswith(_referring(), max(0, start - 3), start)

    def _figure(self, quantity: Quantity) -> _Figure:
        clause = self.stretch.clause_start(quantity.start)
        floor = max(self.floor, clause)
        binding = read_binding(self.text, quantity, floor)
        pers = self.bases.bases_of(quantity, clause, self.frequency)
        behind = read_per_behind(self.text, quantity.end)
        if behind:
            pers = joined_bases(pers, behind)
            quantity = quantity._replace(end=behind[-1].end)
        comparator = quantity.comparator or binding.comparator
        if quantity.comparator is Comparator.MORE and binding.comparator is not None:
            comparator = binding.comparator  # 不少于200余人
        before = self.text[quantity.start - 1 : quantity.start]
        return _Figure(self.text, quantity, clause, floor, binding, pers, behind, comparator, before)

    def _indicator(self, figure: _Figure) -> Indicator:
        quantity, comparator = figure.quantity, figure.comparator
        begin = figure.binding.start
        if begin == quantity.start:
            begin -= _is_one_of_each(figure)
        own = [per.start for per in figure.pers if figure.floor <= per.start < quantity.start]
        begin = min([begin, *own])
        if comparator is None and own and (outer := read_comparator(self.text, begin, figure.floor)):
            begin, comparator = outer
        return Indicator(
            *self.stretch.quote(begin, quantity.end),
            quantity.value,
            quantity.upper,
            quantity.unit,
            comparator or Comparator.EQUAL,
            tuple(per.name for per in figure.pers),
        )

    def _rank_among_all(self, number: re.Match[str], end: int) -> Indicator | None:
        """Read the rank that ends at `end`: 全县第一, 年级前三, 进入前六; None where the number is no rank."""
        if self.text[end : end + 1] not in _CLAUSE_ENDS or self.stretch.is_sealed(end - 1):
            return None
        place = _among_all().search(self.text, max(0, end - _RANK_REACH), end)
        value = read_number(number[0])
        if place is None or not value or value > _LAST_RANK or follows_past_results(self.text, place.start()):
            return None
        begin = place.start(place.lastgroup or 0)
        return Indicator(*self.stretch.quote(begin, end), value, None, "名", Comparator.AT_MOST)

    def _rank(self, quantity: Quantity) -> Indicator | None:
        """Read 前三名, a place to reach."""
        if quantity.unit not in _RANKED:
            return None
        span = self.stretch.quote(quantity.start - 1, quantity.end)
        return Indicator(*span, quantity.value, quantity.upper, quantity.unit, Comparator.AT_MOST)


def _is_bound(figure: _Figure) -> bool:
    """Return whether a comparator or a direction stands before or behind: 不少于80节, 80节以上, 提高3个."""
    quantity = figure.quantity
    if figure.comparator is not None and quantity.comparator is not Comparator.MORE:
        return True
    return figure.binding.start < quantity.start and not is_abstract(figure.text, quantity)


def _has_basis_behind(figure: _Figure) -> bool:
    return bool(figure.behind)


def _is_paced(figure: _Figure) -> bool:
    """Return whether a 每… makes a quantity a figure: not 让每个孩子都有一个梦想."""
    quantity, pers = figure.quantity, figure.pers
    if not pers:
        return False
    if pers[-1].start < figure.clause and not figure.text.startswith("其中", figure.clause):
        # 每位教师…，参与一项课题
        return pers[0].is_group and follows_deed(figure.text, quantity.start) and not is_abstract(figure.text, quantity)
    if quantity.numeral not in _ARTICLES:
        return not is_abstract(figure.text, quantity)
    return figure.before not in _PREPOSITIONS and not all(per.is_indirect for per in pers)


def _is_listed(figure: _Figure) -> bool:
    """Return whether a further occasion stands behind a figure of the same clause: 一次大家访、一次大扫除."""
    return figure.floor > figure.clause and figure.before in _LISTING and is_occasion(figure.quantity)


def _is_one_of_each(figure: _Figure) -> bool:
    """Return whether 各 stands before: 期中、期末各一次."""
    return figure.before == "各" and not is_abstract(figure.text, figure.quantity)


def _counts(figure: _Figure) -> bool:
    return is_counted(figure.text, figure.quantity, figure.clause)


_EVIDENCE: tuple[Callable[[_Figure], bool], ...] = (
    _is_bound,
    _has_basis_behind,
    _is_paced,
    _is_listed,
    _is_one_of_each,
    _counts,
)
"""Tests for evidence that a quantity is a figure; a single test is enough."""
