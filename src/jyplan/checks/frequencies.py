"""Frequencies in a text: 每月两次, 两周一次, 每周三, 每学期不少于4次.

| written | times | weeks |
|---|---|---|
| 每月召开两次 | 2 | 4 |
| 每两周一次, 双周 | 1 | 2 |
| 每周三, 每天 | 1, 5 | 1 |
| 一学期四次; 9月、10月、11月、12月各一次 | 4 | a term |
| 周三下午为教研时间; 单周学科教研,双周跨学科教研, asked for 教研 | 1 | 1 |
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from jyplan.text.fold import fold
from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

_CN = "[一二两三四五六七八九十]{1,3}"
_NUMBER = f"(?:[0-9]{{1,3}}|{_CN})"
_WEEKS_IN = {"天": 0.2, "日": 0.2, "周": 1, "星期": 1, "月": 4, "季度": 13, "季": 13}
"""Weeks of a unit of time: a day is a fifth of a school week, a month four weeks."""
_TERM, _YEAR = ("学期", "期"), ("学年", "年度", "年")
_PERIOD = rf"(?:[每各逐]|(?<![0-9一二三四五六七八九十第])(?=[一1]))\s?(?P<number>{_NUMBER})?\s?(?:个)?(?P<unit>学期|学年|年度|星期|季度|天|日|周|月|季|年)(?!级)"
_POINT = rf"(?:(?:学期|期)[初中末]|开学(?:初|前|后)(?!以?来)|开学第{_NUMBER}周|放假前|寒假前|暑假前)"
_TIMES = rf"(?P<times>{_NUMBER})(?:[—~至到-]{{1,2}}(?P<upper>{_NUMBER}))?\s?(?P<counter>次|回|场次|场|期|轮|遍|节|例|堂|小时|课时)"

_MONTH = "(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|底|初|[上中下]旬)?"


def _times(name: str) -> str:
    """Return the expression for a number of times, with `name` in front of the names of groups."""
    return _TIMES.replace("(?P<", f"(?P<{name}_")


_FREQUENCY = lazy_pattern(
    rf"{_PERIOD}(?P<weekday>(?<=[周期月年])[一二三四五六日末](?![0-9年个次月]))?(?:(?P<between>[^,。;\n次回场]{{0,24}}?){_TIMES})?"
    r"|(?P<word>双周|隔周|单周|单双周|周周|月月|天天|日日|年年|逐月|逐周|按月|按周|按季度|按季|按学期|单月|双月(?!刊))"
    rf"|(?P<months>(?<![0-9年一二三四五六七八九十]){_MONTH}(?:[、和与及]{{1,2}}{_MONTH}){{1,11}})(?:每月)?(?:底|初|[上中下]旬)?(?:分别|各|都|均)"
    r"|(?P<fixed>(?<![第每各单双0-9一二三四五六七八九十])(?:周|星期)[一二三四五六日](?:上午|下午|晚上?|中午|早上)?[^,。;\n]{0,12}?(?:为|是)(?=[^,。;\n]{0,12}(?:时间|日)))"
    r"|(?P<half>每?(?<![上下前后])半个?月)"
    rf"|(?P<span>{_NUMBER})\s?(?:个)?(?P<span_unit>周|星期|月|学期|季度)[^,。;\n0-9]{{0,4}}?{_times('span')}"
    rf"|(?:全年|全学年|年内|本学年|本年度|全年度)(?:内|中|里)?[^,。;\n每各逐月周天次回场]{{0,16}}?{_times('year')}"
    rf"|(?:全|本|整个|这个|新)?(?<!上)学期(?:内|中|里)?[^,。;\n每各逐月周天次回场]{{0,16}}?{_times('term')}"
    rf"|(?P<points>{_POINT}(?:[、和与及]{{1,2}}{_POINT}){{0,3}})(?:考试|检测|测试|考)?(?:[前后](?!续))?(?:[^,。;\n0-9次回场每周月]{{0,10}}?{_times('points')}|(?P<points_once>(?:分别|各|都|均)))?"
    r"|(?<![每各上下本第0-9一二三四五六七八九十两单双隔逐个按年])(?P<adverb>[周月])(?=例会|检查|评比|通报|考核|小结|查|清|报)"
)
"""The alternatives, in order: a period, perhaps with a number of times (每两周至少一次); a word (双周); months in a list (9月、11月分别);
a fixed weekday (周三下午为教研时间); half a month; times in a span (两周一次), in a year, in a term; points of a term (期中、期末各一次);
an adverb (周检查)."""
_WORDS: Mapping[str, tuple[float, float]] = {
    "双周": (1, 2.0), "隔周": (1, 2.0), "单周": (1, 2.0), "单双周": (1, 1.0), "周周": (1, 1.0), "月月": (1, 4.0), "天天": (5, 1.0), "日日": (5, 1.0), "逐月": (1, 4.0), "逐周": (1, 1.0), "按月": (1, 4.0), "按周": (1, 1.0), "按季度": (1, 13.0), "按季": (1, 13.0), "单月": (1, 8.0), "双月": (1, 8.0),
}  # fmt: skip
"""Times and weeks of a word; words missing from the table are once a term: 按学期."""
_NUMBER_OF_MONTH = lazy_pattern("([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_SPRING = frozenset({2, 3, 4, 5, 6, 7})
"""Months of the spring term."""
_FEWEST_IN_A_ROW = 3
"""Least consecutive months in a list with the meaning of every month: 9月、10月、11月."""
_LAST_TERM = lazy_pattern("上学期|上一学期|上学年|上一学年|去年|上年度|往年")
"""Times before the plan: a frequency behind the time is a report."""
_JOINT = lazy_pattern("[、和与及]{1,2}")
_END = lazy_pattern("[。;\n]")
_MOST_IN_SENTENCE = 20
"""Most frequencies read in a sentence."""
_EVERY = "每各逐"
"""Words for every; a period without a word for every, as 一月, is a frequency only with a number of times."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """A frequency as written in a text."""

    start: int
    """Offset into the text; `end` is exclusive."""
    end: int
    times: float
    """How often the thing is done in `weeks` weeks or in `terms` terms."""
    weeks: float
    """0 for a frequency given in terms."""
    terms: float = 0.0
    """0 for a frequency given in weeks."""

    def per_term(self, weeks: int) -> float:
        """Return the times in a term of `weeks` weeks."""
        length = self.weeks or self.terms * weeks
        return self.times * weeks / length


def read_frequency(text: str) -> Frequency | None:
    """Return the first frequency of a text; None without a frequency.

    >>> [read_frequency(text).per_term(18) for text in ("每月一次", "每两周1次", "每学期不少于4次", "每季度一次")]
    [4.5, 9.0, 4.0, 1.3846153846153846]
    """
    return next(frequencies_in(fold(text)), None)


def frequencies_in(folded: str, start: int = 0, end: int | None = None) -> Iterator[Frequency]:
    """Yield the frequencies in a folded text, in reading order."""
    for match in _FREQUENCY.finditer(folded, start, len(folded) if end is None else end):
        if (frequency := _frequency(match)) is not None:
            yield frequency


def _frequency(match: re.Match[str]) -> Frequency | None:
    if match["word"]:
        times, weeks = _WORDS.get(match["word"], (1.0, 0.0))
        return Frequency(*match.span(), times, weeks, 0.0 if weeks else 1.0)
    if match["months"]:  # 9月、11月分别召开
        months = [whole_number(number) for number in _NUMBER_OF_MONTH.findall(match["months"])]
        if len(months) >= _FEWEST_IN_A_ROW and all(after == before % 12 + 1 for before, after in pairwise(months)):
            return Frequency(*match.span(), 1.0, _WEEKS_IN["月"])
        within_a_term = len({month in _SPRING for month in months}) == 1
        return Frequency(*match.span(), float(len(months)), 0.0, 1.0 if within_a_term else 2.0)
    if match["fixed"]:  # 周三下午为教研时间
        return Frequency(*match.span(), 1.0, 1.0)
    if match["half"]:
        return Frequency(*match.span(), 1.0, 2.0)
    if match["adverb"]:
        return Frequency(*match.span(), 1.0, _WEEKS_IN[match["adverb"]])
    if match["span"]:
        return _over(match, match["span"], match["span_unit"], _upper_value(match["span_times"], match["span_upper"]))
    if match["term_times"]:
        return _over(match, None, "学期", _upper_value(match["term_times"], match["term_upper"]))
    if match["year_times"]:
        return _over(match, None, "年", _upper_value(match["year_times"], match["year_upper"]))
    if match["points"]:  # 期中、期末各召开一次; 学期初、学期末分别召开
        points = 1 + len(_JOINT.findall(match["points"]))
        once = match["points_times"] is None
        return _over(
            match, None, "学期", points * (1.0 if once else _upper_value(match["points_times"], match["points_upper"]))
        )
    if not match["times"] and match[0][0] not in _EVERY:
        return None  # 一月 is January
    times = _upper_value(match["times"], match["upper"]) if match["times"] else 1.0
    between = match["between"] or ""
    if "各" in between:  # 期中和期末各一次; 3月、6月各组织一次
        times *= 1 + len(_JOINT.findall(between.partition("各")[0]))
    return _over(match, match["number"], match["unit"], times)


def _over(match: re.Match[str], number: str | None, unit: str, times: float) -> Frequency | None:
    """Return the frequency of `times` times in `number` units; None for zero units."""
    count = _value(number) if number else 1.0
    if not count:
        return None
    if unit in _TERM:
        return Frequency(*match.span(), times, 0.0, count)
    if unit in _YEAR:
        return Frequency(*match.span(), times, 0.0, 2 * count)
    return Frequency(*match.span(), times, _WEEKS_IN[unit] * count)


def _upper_value(times: str, upper: str | None) -> float:
    """Return the greater of two numerals: 5 for 3-5次."""
    return max(_value(times), _value(upper) if upper else 0.0)


def _value(number: str) -> float:
    return float(whole_number(number))


def find_frequencies(subject: Subject, node: Node, names: Sequence[str]) -> Iterator[Frequency]:
    """Yield the frequencies for `names` (folded) in a section's own text.

    Frequencies in sentences with any of the names; under a title with a name, in every sentence.
    """
    own = subject.own_span(node)
    is_titled = node.title is not None and any(name in fold(node.title) for name in names)
    begin = own.start
    while begin < own.end:
        stop = _END.search(subject.folded, begin, own.end)
        end = stop.start() if stop else own.end
        if is_titled or any(subject.folded.find(name, begin, end) >= 0 for name in names):
            yield from (
                frequency
                for frequency in _nearest(subject.folded, begin, end, names, is_titled=is_titled)
                if not _LAST_TERM.search(subject.folded, begin, frequency.start)
            )
        begin = end + 1


def _nearest(folded: str, begin: int, end: int, names: Sequence[str], *, is_titled: bool) -> Iterator[Frequency]:
    """Yield the frequencies of a sentence in clauses with a name.

    Without such clauses, all frequencies under a title with a name, else the first frequency behind a name, else the first.
    """
    frequencies = list(islice(frequencies_in(folded, begin, end), _MOST_IN_SENTENCE))
    clauses = [_clause(folded, frequency, begin, end) for frequency in frequencies]
    named = [
        frequency
        for frequency, (start, stop) in zip(frequencies, clauses, strict=True)
        if any(folded.find(name, start, stop) >= 0 for name in names)
    ]
    if named or is_titled:
        yield from _by_turns(folded, named) or named or frequencies
        return
    places = [place for name in names if (place := folded.find(name, begin, end)) >= 0]
    behind = [frequency for frequency in frequencies if frequency.start > min(places)]
    yield from (behind or frequencies)[:1]


def _by_turns(folded: str, named: Sequence[Frequency]) -> list[Frequency]:
    """Return a weekly frequency for work done in odd and in even weeks (单周, 双周) by turns; empty without both words."""
    words = {folded[frequency.start : frequency.end] for frequency in named}
    if not {"单周", "双周"} <= words:
        return []
    return [Frequency(named[0].start, named[-1].end, 1.0, 1.0)]


def _clause(folded: str, frequency: Frequency, begin: int, end: int) -> tuple[int, int]:
    """Return start and end of the clause around a frequency: from comma to comma."""
    start = max(folded.rfind(",", begin, frequency.start) + 1, begin)
    stop = folded.find(",", frequency.end, end)
    return start, stop if stop >= 0 else end
