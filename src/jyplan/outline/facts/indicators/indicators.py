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

from bisect import bisect_left
from typing import TYPE_CHECKING

from jyplan.model import Comparator, Indicator
from jyplan.outline.facts.fact_text import Spans
from jyplan.outline.facts.indicators.descriptions import DescriptionSearch
from jyplan.outline.facts.indicators.evidence import (
    is_abstract,
    is_counted,
    is_name,
    is_new,
    is_occasion,
    read_binding,
    read_comparator,
)
from jyplan.outline.facts.indicators.measures import Quantity, read_quantity
from jyplan.outline.facts.indicators.per import Per, find_pers, read_frequency, read_per_behind
from jyplan.outline.facts.indicators.totals import find_totals
from jyplan.outline.facts.indicators.units import UnitKind
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

    from jyplan.outline.facts.fact_text import FactText

_NOT_BEFORE = frozenset("第+×xX*/〔[.每这那几某数号届")
"""Characters before an ordinal and before a number inside a name or formula."""
_NO_CARRY = lazy_pattern("各|全[校园县市区镇乡组班部科队社]|全年级|学校|共")
"""A new subject, which ends the effect of an earlier 每人."""
_SENTENCE_END = lazy_pattern("[。；！？\n\t]")
_PER_REACH = 60
"""Characters for which a 每… holds in a clause; longer clauses have lost their punctuation."""
_CARRY_REACH = 120
"""Characters for which a 每人 holds in a sentence."""
_NUMBERS_OF = ("字数", "节数", "次数", "人数", "时数", "天数", "总数", "篇数", "册数", "份数", "个数")
"""Words with 数 before a number that it counts; 数10人 are some tens."""
_RANKED = frozenset("名位")
_PREPOSITIONS = frozenset("由把以为用被给对从是将成按")
"""Prepositions before 一 as an article: 每次由一位教师主讲."""
_ARTICLES = frozenset({"一", "1"})
_REFERRING = (
    "上述",
    "下述",
    "以上",
    "以下",
    "下列",
    "上列",
    "如下",
    "前述",
    "所述",
    "该",
    "其他",
    "其它",
    "其余",
    "满分",
    "总分",
    "分值",
)
"""Words before a number of things that were or will be named: 上述4项工作."""
_LISTING = frozenset("、和及")
"""Before a further occasion of the same kind: 开展一次大家访、一次大扫除."""
_SHORT_TIMES = frozenset({"分钟", "小时"})
"""放学前1分钟 is a time; 前两周 is none, and 前三名 a rank."""
_BOUNDS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.LESS})
"""With one of these a figure is a target and describes nothing."""


def find_indicators(stretch: FactText, dates: Spans) -> list[Indicator]:
    """Return the figures in a text by place, without the numbers inside dates."""
    indicators = find_totals(stretch)
    if stretch.numbers:
        words = Spans((total.start - stretch.start, total.end - stretch.start) for total in indicators)
        indicators += _Search(stretch, dates, words).run()
    return sorted(indicators, key=lambda fact: fact.start)


class _Search:
    """A pass over the numbers of a text, from left to right."""

    def __init__(self, stretch: FactText, dates: Spans, totals: Spans) -> None:
        self.stretch = stretch
        self.text = stretch.text
        self.dates = dates
        self.totals = totals
        self.descriptions = DescriptionSearch(self.text)
        self.pers = [per for per in find_pers(self.text) if not dates.meets(per.start, per.end)]
        self.per_places = Spans((per.start, per.end) for per in self.pers)
        self.per_starts = [per.start for per in self.pers]
        self.frequency: Per | None = None
        """The 一周 directly before the current number, else None."""
        self.floor = 0
        """The end of the last figure, the earliest start of the next figure."""
        self.carried: list[Per] = []
        """The 每… of the last clause with a 每…."""
        self.carried_clause = 0
        """The start of that clause."""

    def run(self) -> list[Indicator]:
        """Return the figures in digits or numerals, by place."""
        indicators = []
        for number in self.stretch.numbers:
            start = number.start()
            if start < self.floor or self.dates.meets(start, number.end()) or self.totals.meets(start, number.end()):
                continue
            frequency = read_frequency(self.text, number)
            if frequency is not None and not self.per_places.meets(start, start + 1):
                self.frequency = frequency
                continue
            indicator = self._read(number)
            self.frequency = None
            if indicator is not None:
                indicators.append(indicator)
                self.floor = indicator.end - self.stretch.start
        return indicators

    def _read(self, number: re.Match[str]) -> Indicator | None:
        text, start = self.text, number.start()
        before = text[start - 1 : start]
        if (
            (before in _NOT_BEFORE and not text.endswith(_NUMBERS_OF, 0, start))
            or before.isdigit()
            or text.endswith(_REFERRING, max(0, start - 3), start)
        ):
            return None
        quantity = read_quantity(text, number)
        if quantity is None or self.stretch.is_sealed(start) or is_name(text, quantity):
            return None
        if before == "前" and (quantity.kind is not UnitKind.TIME or quantity.unit not in _SHORT_TIMES):
            return self._rank(quantity)
        if before == "个" and (quantity.kind is UnitKind.RATE or quantity.numeral == "半"):  # 六个百分之百
            return None
        clause = self.stretch.clause_start(start)
        binding = read_binding(text, quantity, max(self.floor, clause))
        pers = self._pers(quantity, clause)
        behind = read_per_behind(text, quantity.end)
        if behind:
            pers = _joined(pers, behind)
            quantity = quantity._replace(end=behind[-1].end)
        comparator = quantity.comparator or binding.comparator
        if quantity.comparator is Comparator.MORE and binding.comparator is not None:
            comparator = binding.comparator  # 不少于200余人
        bound = comparator is not None and quantity.comparator is not Comparator.MORE
        bound = bound or (binding.start < start and not is_abstract(text, quantity))
        if quantity.numeral in _ARTICLES and is_new(text, quantity):  # 提升到一个新高度
            return None
        if comparator not in _BOUNDS and not pers and self.descriptions.describes(quantity, clause):
            return None
        listed = self.floor > clause and text[start - 1 : start] in _LISTING and is_occasion(quantity)
        each = before == "各" and not is_abstract(text, quantity)  # 期中、期末各一次
        if (
            not bound
            and not behind
            and not listed
            and not self._paced(pers, quantity)
            and not each
            and not is_counted(text, quantity)
        ):
            return None
        if each and binding.start == start:
            binding = binding._replace(start=start - 1)
        own = [per.start for per in pers if max(clause, self.floor) <= per.start < start]
        begin = min([binding.start, *own])
        if comparator is None and own and (outer := read_comparator(text, begin, max(clause, self.floor))):
            begin, comparator = outer
        names = tuple(per.name for per in pers)
        return Indicator(
            *self.stretch.quote(begin, quantity.end),
            quantity.value,
            quantity.upper,
            quantity.unit,
            comparator or Comparator.EQUAL,
            names,
        )

    def _rank(self, quantity: Quantity) -> Indicator | None:
        """Read 前三名, a place to reach."""
        if quantity.unit not in _RANKED:
            return None
        span = self.stretch.quote(quantity.start - 1, quantity.end)
        return Indicator(*span, quantity.value, quantity.upper, quantity.unit, Comparator.AT_MOST)

    def _pers(self, quantity: Quantity, clause: int) -> list[Per]:
        """Return the 每… that hold for a figure, from the same clause or an earlier clause of the sentence."""
        start = quantity.start
        first = bisect_left(self.per_starts, max(clause, start - _PER_REACH))
        own = _innermost([per for per in self.pers[first : bisect_left(self.per_starts, start)] if per.end <= start])
        if self.frequency is not None:
            own = [per for per in own if per.is_group] + [self.frequency]
        if own:
            # 人均 is no subject
            self.carried = [per for per in own if self.text[per.start] == "每" or per is self.frequency]
            self.carried_clause = clause
            return own
        if quantity.kind is UnitKind.RATE and quantity.unit == "%":
            return []
        if heads := self._list_heads(start):
            return heads
        if not self.carried:
            return []
        if clause - self.carried_clause > _CARRY_REACH or _SENTENCE_END.search(self.text, self.carried_clause, start):
            self.carried = []
            return []
        if self.text.startswith("其中", clause) or (
            clause == self.carried_clause and self.text[self.carried[-1].start] != "每"
        ):
            return self.carried  # 一学期普查两次、抽查两次
        if not any(per.is_group for per in self.carried) or _NO_CARRY.search(
            self.text, max(clause, start - _PER_REACH), start
        ):
            return []
        return self.carried

    def _list_heads(self, start: int) -> list[Per]:
        """Return the 每… before the colon of the list in which a figure stands: 每学期听课：校长30节，教师15节."""
        colon = self.text.rfind("：", max(0, start - _PER_REACH), start)
        if colon <= 0 or not self.pers or _SENTENCE_END.search(self.text, colon, start) is not None:
            return []
        head = self.stretch.clause_start(colon - 1)
        return [per for per in self.pers[bisect_left(self.per_starts, head) :] if per.end <= colon]

    def _paced(self, pers: list[Per], quantity: Quantity) -> bool:
        """Return whether a 每… makes a quantity a figure: not 让每个孩子都有一个梦想."""
        clause = self.stretch.clause_start(quantity.start)
        if not pers or (pers[-1].start < clause and not self.text.startswith("其中", clause)):
            return False
        if quantity.numeral not in _ARTICLES:
            return not is_abstract(self.text, quantity)
        before = self.text[quantity.start - 1 : quantity.start]
        return before not in _PREPOSITIONS and not all(per.is_indirect for per in pers)


def _joined(pers: list[Per], behind: list[Per]) -> list[Per]:
    """Return the bases before a figure and those behind it, groups first; of two times or two groups those behind it."""
    kinds = {per.is_group for per in behind}
    every = [per for per in pers if per.is_group not in kinds] + behind
    return sorted(every, key=lambda per: not per.is_group)


def _innermost(pers: list[Per]) -> list[Per]:
    """Return the groups and the last of the times: 每周5天、每天2小时 are two hours a day."""
    times = [per for per in pers if not per.is_group]
    return [per for per in pers if per.is_group or per is times[-1]]
