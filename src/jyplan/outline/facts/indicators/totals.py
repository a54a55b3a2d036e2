"""Figures in words: 全覆盖, 人人过关, 零事故, 不发生安全事故, 无一例, 辍学率为零, 过半数.

| text | value | unit |
|---|---|---|
| 培训全覆盖 | 100 | % |
| 安全零事故, 0事故 | 0 | 事故 |
| 不发生一起食物中毒事件 | 0 | 事件 |
| 传染病暴发无一例 | 0 | 例 |
| 辍学率为零 | 0 | % |
| 参赛教师过半数 | more than 50 | % |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Comparator, Indicator
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText

_ZERO_BEHIND = lazy_pattern("[为至是达到在率][零0]")
"""The end of 事故为零 and 辍学率0."""
_WITHIN = "[^，。；：！？、\\s0-9]"


class _Totals(NamedTuple):
    figure: re.Pattern[str]
    opening: re.Pattern[str]
    """The first characters of the figures that hold neither 零 nor 0 at their end: a single class, so that the search is fast."""
    any_opening: re.Pattern[str]
    """The first characters of all figures."""


@cache
def _totals() -> _Totals:
    words = load_vocabulary()
    zeros = words.alternatives("indicators.totals.zeros")
    absent = words.alternatives("indicators.totals.zeros", "indicators.totals.absent")
    openings = {word[0] for word in words.texts("indicators.totals.%")} | set("零0不未无没超过半一")
    subjects = {word[0] for word in words.texts("indicators.totals.zeros")} | set("责安重大教校交为是达降保控")
    figure = (
        f"{words.branches('indicators.totals.%')}"
        f"|(?:零|(?<![0-9.])0)(?:安全|责任|重大|教学|校园|食品|师德){{0,2}}(?P<zero>{zeros})(?!事[故件]|案件)"
        f"|[不未](?:再)?(?:发生|出现){_WITHIN}{{0,12}}?(?P<absent>{absent})(?!事[故件]|案件|问题)"
        f"|(?<![有毫全])无(?![论法证须需故视意]){_WITHIN}{{0,8}}?(?P<lacking>{zeros})(?!事[故件]|案件)"
        f"|(?:责任|安全|重大|教学|校园|交通){{0,3}}(?P<gone>{zeros})(?:发生)?(?:为|降为|降至)(?:零|0(?![0-9.%]))"
        "|(?:无|没有|未有|没)一(?P<none>例|起|人|名|生|宗)(?!外)"
        "|(?<=率)(?:为|是|达到?|降[为至到]|保持在?|控制在)?(?P<rate>零|0(?![0-9.%分]))"
        "|(?P<over>超?过半数|过半(?=[，。；、）的]|$))"
        "|(?P<half>(?:半数|一半)(?:及其?|或)?以上)"
    )
    return _Totals(lazy_pattern(figure), _one_of(openings), _one_of(openings | subjects))


def _one_of(characters: set[str]) -> re.Pattern[str]:
    """Return a pattern for a single one of some characters."""
    return lazy_pattern(f"[{''.join(sorted(characters))}]")


_HALVES = {"over": Comparator.MORE, "half": Comparator.AT_LEAST}


def find_totals(stretch: FactText) -> list[Indicator]:
    """Return the figures in words, by place."""
    totals = []
    for match in _figures(stretch.text):
        if stretch.is_sealed(match.start()):
            continue
        span = stretch.quote(*match.span())
        group = match.lastgroup
        if group is None:
            totals.append(Indicator(*span, 100.0, None, "%"))
        elif group in _HALVES:
            totals.append(Indicator(*span, 50.0, None, "%", _HALVES[group]))
        else:
            totals.append(Indicator(*span, 0.0, None, "%" if group == "rate" else match[group]))
    return totals


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of figures in words, none inside another."""
    patterns, end = _totals(), 0
    openings = patterns.any_opening if _ZERO_BEHIND.search(text) else patterns.opening
    for opening in openings.finditer(text):
        if opening.start() >= end and (match := patterns.figure.match(text, opening.start())):
            end = match.end()
            yield match
