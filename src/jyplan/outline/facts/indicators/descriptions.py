"""Figures describing a school, a textbook or the past, and therefore no indicators.

| text | described | later clauses of the sentence |
|---|---|---|
| 我校现有学生1200名，教职工86人，教学班24个 | the school | while they name people or things before their number and nothing else |
| 本册教材共八个单元，教参建议60课时 | a textbook | all, but what is wanted |
| 上学期期末考试平均分82分，及格率91% | results of the last term | while they name results |
| 参加对象：全体教师，约60人 | those who take part | none |
| 满分100分，笔试60分、面试40分 | the points to get | all |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from jyplan.outline.facts.indicators.measures import Quantity
    from jyplan.outline.facts.indicators.per import Per

_REACH = 40
"""Characters before a number that are searched for a word of description."""
_MANY = 100
"""Number of people above which 1200名学生 at the beginning of a clause are the whole school, and no target."""
_SENTENCE_END = lazy_pattern("[。；！？\n\t]")


class _Descriptions(NamedTuple):
    book: re.Pattern[str]
    """A textbook with its parts: 本册教材."""
    past: re.Pattern[str]
    """Results of the last term: 上学期期末."""
    past_sign: re.Pattern[str]
    """The first characters of the words above, found much faster."""
    results: re.Pattern[str]
    """A clause that only names results before its number: 及格率."""
    state: re.Pattern[str]
    """现有, 占地面积: words before a present state."""
    counted: re.Pattern[str]
    """A clause that only names people or things before its number: 其中女生, 教职工."""
    in_all: re.Pattern[str]
    """People or things before 共: 教师共."""
    subject: re.Pattern[str]
    """A clause that only names the school before a number of people: 全校."""
    people: re.Pattern[str]
    classes: re.Pattern[str]
    wanted: re.Pattern[str]
    """力争, 新增: words of a wish or target."""


@cache
def _words() -> _Descriptions:
    words = load_vocabulary()
    subject = f"{words.alternatives('indicators.descriptions.subjects')}{{0,4}}"
    nouns = words.alternatives("indicators.descriptions.nouns")
    results = words.alternatives("indicators.descriptions.results")
    return _Descriptions(
        lazy_pattern(words.branches("indicators.descriptions.books")),
        lazy_pattern(
            f"(?<![比较同与于在]){words.alternatives('indicators.descriptions.past')}[^，。；：]{{0,12}}?{words.alternatives('indicators.descriptions.tests')}"
        ),
        lazy_pattern(f"[{words.first_characters('indicators.descriptions.past')}]"),
        lazy_pattern(f"[^，。；：0-9]{{0,8}}?{results}{{1,2}}[约达为是到在 ]{{0,3}}"),
        lazy_pattern(words.branches("indicators.descriptions.state")),
        lazy_pattern(
            f"其中[^，。；：0-9]{{1,10}}|{subject}{nouns}{{1,2}}(?:总?[人班]?数|总计|共计|面积)?[共有约达为占计近 ]{{0,3}}"
        ),
        lazy_pattern(f"{nouns}共$"),
        lazy_pattern(subject),
        lazy_pattern(f"的?{nouns}"),
        lazy_pattern("(?:平行|教学)?班(?![会子组])|班级|年级|校区|教学点"),
        lazy_pattern(words.branches("indicators.descriptions.wanted")),
    )


def follows_past_results(text: str, start: int) -> bool:
    """Return whether last term's results are told in the sentence before an offset: 上学期期末统考均分82分，居年级第二."""
    past = None
    for past in _words().past.finditer(text, max(0, start - 2 * _REACH), start):  # noqa: B007 (the last one counts)
        pass
    return past is not None and _SENTENCE_END.search(text, past.end(), start) is None


class DescriptionSearch:
    """Decides for each figure of a text, from left to right, whether it describes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.goes_on: re.Pattern[str] | None = None
        """The form of a later clause, up to its number, that goes on with the description; None without a description."""
        self.since = 0
        """The start of the last clause that described."""

    def describes(self, quantity: Quantity, clause: int, pers: Sequence[Per] = ()) -> bool:
        """Return whether a figure describes; `clause` is the start of its clause, `pers` are its bases."""
        words = _words()
        if any(per.name not in _PARTS_OF_BOOK for per in pers):
            return False
        start = max(clause, quantity.start - _REACH)
        before = self.text[start : quantity.start]
        if words.wanted.search(before.replace("每", "") if pers else before):
            return False
        goes_on = self._opens(quantity, clause, before)
        if goes_on is not None:
            self.goes_on, self.since = goes_on, clause
            return not pers or goes_on is _ANYTHING
        if self.goes_on is None or self.goes_on.fullmatch(before) is None or (pers and self.goes_on is not _ANYTHING):
            return False
        if _SENTENCE_END.search(self.text, self.since, quantity.start) is not None:
            self.goes_on = None
            return False
        self.since = clause
        return True

    def _opens(self, quantity: Quantity, clause: int, before: str) -> re.Pattern[str] | None:
        """Return the expression by which a description that begins in this clause goes on, None without a description."""
        words = _words()
        if words.book.search(before):
            return _ANYTHING
        if words.past_sign.search(before) and words.past.search(before):
            return words.results
        if quantity.unit == "%" and words.results.fullmatch(before) and follows_past_results(self.text, clause):
            return words.results
        if quantity.unit == "分" and self._are_points(quantity):
            return _ANYTHING
        if (
            words.state.search(before)
            or self._is_population(quantity, before)
            or self._is_taking_part(quantity, clause)
        ):
            return words.counted
        if quantity.unit == "个" and before.endswith("有") and words.classes.match(self.text, quantity.unit_end):
            return words.counted  # 三年级有三个班
        return None

    def _are_points(self, quantity: Quantity) -> bool:
        """Return whether the points are a part of a total of points: 满分100分，笔试60分."""
        whole = self.text.rfind("满分", max(0, quantity.start - _REACH), quantity.start)
        return whole >= 0 and _SENTENCE_END.search(self.text, whole, quantity.start) is None

    def _is_taking_part(self, quantity: Quantity, clause: int) -> bool:
        """Return whether the clause is a number of people alone, behind the participants: 对象：全体教师，约60人."""
        if quantity.unit not in _POPULATION or _CLAUSE_END.match(self.text, quantity.unit_end) is None:
            return False
        label = self.text.rfind("对象：", max(0, clause - _REACH), clause)
        return label >= 0 and quantity.start - clause <= 1 and _SENTENCE_END.search(self.text, label, clause) is None

    def _is_population(self, quantity: Quantity, before: str) -> bool:
        """Return whether a clause only counts people: 全校1200名学生, 全班共有学生46人."""
        if quantity.unit not in _POPULATION:
            return False
        words = _words()
        if words.people.match(self.text, quantity.unit_end) and words.subject.fullmatch(before):
            return before not in _NO_SUBJECT or (not before and quantity.value >= _MANY)
        if before.endswith("共") and words.in_all.search(before) is not None:
            return True  # 语文教研组教师共6人
        return words.counted.fullmatch(before) is not None or "共有" in before


_ANYTHING = lazy_pattern("[^。；！？\n\t]*")
"""The description goes on through any later clause: parts of a textbook, points."""
_PARTS_OF_BOOK = frozenset({"单元", "课", "章", "节", "专题"})
_CLAUSE_END = lazy_pattern("[，。；、）\\s]|$")
_NO_SUBJECT = frozenset({"", "近", "约"})
_POPULATION = frozenset({"名", "人", "位", "个"})
