"""The 每… of a figure: in the clause, in the sentence, or in the head of the list.

| text | figure | bases |
|---|---|---|
| 每人每学期上公开课1节，听课20节 | 20节 | 人, 学期: a 每人 goes on in later clauses |
| 每学期听课：校长30节，教师15节 | 15节 | 学期: what stands before the colon holds for the list |
| 每周5天、每天2小时 | 2小时 | 天: the last of two times |
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from jyplan.outline.facts.fact_text import Spans
from jyplan.outline.facts.indicators.per import Per, find_pers
from jyplan.outline.facts.indicators.units import UnitKind
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.outline.facts.fact_text import FactText
    from jyplan.outline.facts.indicators.measures import Quantity

_NO_CARRY = lazy_pattern("各|全[校园县市区镇乡组班部科队社]|全年级|学校|共")
"""A new subject, which ends the effect of an earlier 每人."""
_SENTENCE_END = lazy_pattern("[。；！？\n\t]")
_WEEK_OF_TERM = ("第", "开学第")
"""Before one of these a 每学期 holds although a date begins with it: 每学期第一周上一节安全课."""
_PER_REACH = 60
"""Characters for which a 每… holds in a clause; longer clauses have lost their punctuation."""
_CARRY_REACH = 120
"""Characters for which a 每人 holds in a sentence."""


class BasisSearch:
    """Finds the bases of the figures of a text, from left to right."""

    def __init__(self, stretch: FactText, dates: Spans) -> None:
        self.stretch = stretch
        self.text = stretch.text
        self.pers = [
            per
            for per in find_pers(self.text)
            if not dates.meets(per.start, per.end) or self.text.startswith(_WEEK_OF_TERM, per.end)
        ]
        self.places = Spans((per.start, per.end) for per in self.pers)
        self.starts = [per.start for per in self.pers]
        self.carried: list[Per] = []
        """The 每… of the last clause with a 每…."""
        self.carried_clause = 0
        """The start of that clause."""

    def bases_of(self, quantity: Quantity, clause: int, frequency: Per | None) -> list[Per]:
        """Return the 每… for a figure of the clause starting at `clause`.

        `frequency` is the 一周 directly before the number, None without one.
        """
        start = quantity.start
        if quantity.kind is UnitKind.TIME and self.text[start - 1 : start] == "后" and quantity.comparator is not None:
            return []  # 每次考后三天内
        own = self._in_clause(clause, start, frequency)
        if own:
            # 人均 is no subject
            self.carried = [per for per in own if self.text[per.start] == "每" or per is frequency]
            self.carried_clause = clause
            return own
        if quantity.kind is UnitKind.RATE and quantity.unit == "%":
            return []
        return self._list_heads(start) or self._from_earlier_clause(clause, start)

    def _in_clause(self, clause: int, start: int, frequency: Per | None) -> list[Per]:
        first = bisect_left(self.starts, max(clause, start - _PER_REACH))
        within = [per for per in self.pers[first : bisect_left(self.starts, start)] if per.end <= start]
        if not within:
            return [] if frequency is None else [frequency]
        bracket = self.text.rfind("（", within[0].end, within[-1].start)
        if bracket > self.text.rfind("）", within[0].end, start):
            within = [per for per in within if per.start > bracket]  # 每学期写两篇心得（每篇800字）
        own = _innermost(within)
        return own if frequency is None else [*(per for per in own if per.is_group), frequency]

    def _list_heads(self, start: int) -> list[Per]:
        """Return the 每… before the colon of the list around a figure: 每学期听课：校长30节，教师15节."""
        colon = self.text.rfind("：", max(0, start - _PER_REACH), start)
        if colon <= 0 or not self.pers or _SENTENCE_END.search(self.text, colon, start) is not None:
            return []
        head = self.stretch.clause_start(colon - 1)
        return [per for per in self.pers[bisect_left(self.starts, head) :] if per.end <= colon]

    def _from_earlier_clause(self, clause: int, start: int) -> list[Per]:
        """Return the 每… continued from an earlier clause: with a 每人, up to a new subject."""
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


def joined_bases(pers: list[Per], behind: list[Per]) -> list[Per]:
    """Return the bases around a figure, groups first; of two times or two groups the basis behind the figure."""
    kinds = {per.is_group for per in behind}
    every = [per for per in pers if per.is_group not in kinds] + behind
    return sorted(every, key=lambda per: not per.is_group)


def _innermost(pers: list[Per]) -> list[Per]:
    """Return the groups and the last of the times: 每周5天、每天2小时 are two hours a day."""
    times = [per for per in pers if not per.is_group]
    return [per for per in pers if per.is_group or per is times[-1]]
