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

    from jyplan.outline.facts.fact_text import FactText
    from jyplan.outline.facts.vocabulary import FactWords

_WITHIN = "[^，。；：！？、\\s0-9]"


class _TotalKind(NamedTuple):
    """A way to write a figure in words."""

    signs: tuple[str, ...]
    """A text without any of these signs holds no figure of this kind; a search for signs costs far less than `pattern`."""
    pattern: re.Pattern[str]


@cache
def _kinds() -> tuple[_TotalKind, ...]:
    words = load_vocabulary()
    coverage = tuple(sorted({word[:2] for word in words.texts("indicators.totals.%")}))
    complete = _TotalKind(coverage, lazy_pattern(words.branches("indicators.totals.%")))
    return (complete, *_zero_counts(words), *_shares())


def _zero_counts(words: FactWords) -> tuple[_TotalKind, ...]:
    """Return the ways to write a zero count: 零事故, 不发生事故, 无事故, 事故为零, 无一例."""
    zeros = words.alternatives("indicators.totals.zeros")
    nothing = words.alternatives("indicators.totals.zeros", "indicators.totals.nothing")
    absent = words.alternatives("indicators.totals.zeros", "indicators.totals.absent")
    return (
        _TotalKind(
            ("零", "0"),
            lazy_pattern(
                f"[零0](?<![0-9.]0)(?:安全|责任|重大|教学|校园|食品|师德){{0,2}}(?P<zero>{nothing})(?!事[故件]|案件)"
            ),
        ),
        _TotalKind(
            ("发生", "出现"),
            lazy_pattern(f"[不未](?:再)?(?:发生|出现){_WITHIN}{{0,12}}?(?P<absent>{absent})(?!事[故件]|案件|问题)"),
        ),
        _TotalKind(
            ("无",),
            lazy_pattern(
                f"无(?<![有毫全]无)(?!一[例起人名]|特殊)(?![论法证须需故视意]){_WITHIN}{{0,8}}?(?P<lacking>{zeros})(?!事[故件]|案件)"
            ),
        ),
        _TotalKind(
            ("为零", "至零", "为0", "至0", "在零", "在0"),
            lazy_pattern(
                f"(?:责任|安全|重大|教学|校园|交通|食品|消防|人身|伤亡){{0,3}}(?P<gone>{zeros})(?:发生|现象|事件)?(?:人数|次数|起数|例数|总数|数)?(?:控制)?(?:为|降为|降至|在)(?:零|0(?![0-9.%]))"
            ),
        ),
        _TotalKind(("无一", "没"), lazy_pattern("(?:无|没有|未有|没)一(?P<none>例|起|人|名|生|宗)(?!外)")),
    )


def _shares() -> tuple[_TotalKind, ...]:
    """Return the ways to write a share: 辍学率为零, 过半数."""
    return (
        _TotalKind(
            ("率为", "率是", "率达", "率降", "率保", "率控", "率零", "率0"),
            lazy_pattern(
                "率(?P<span>(?:为|是|达到?|降[为至到]|保持[在为]?|控制[在为到至])?(?P<rate>零|0(?![0-9.%分])))"
            ),
        ),
        _TotalKind(
            ("过半", "半数", "一半"),
            lazy_pattern("(?P<over>超?过半数|过半(?=[，。；、）的]|$))|(?P<half>(?:半数|一半)(?:及其?|或)?以上)"),
        ),
    )


@cache
def _any_sign() -> re.Pattern[str]:
    signs = sorted({sign for kind in _kinds() for sign in kind.signs})
    return lazy_pattern("|".join(f"{sign}(?![0-9.%年月日:])" if sign == "0" else sign for sign in signs))


_HALVES = {"over": Comparator.MORE, "half": Comparator.AT_LEAST}


def find_totals(stretch: FactText) -> list[Indicator]:
    """Return the figures in words, by place; of overlapping figures the first."""
    text = stretch.text
    if _any_sign().search(text) is None:
        return []
    matches = [
        match
        for kind in _kinds()
        if any(sign in text for sign in kind.signs)
        for match in kind.pattern.finditer(text)
        if not stretch.is_sealed(match.start()) or _is_quoted(text, match)
    ]
    matches.sort(key=lambda match: (match.start(), -match.end()))
    totals, floor = [], 0
    for match in matches:
        if match.start() >= floor:
            floor = match.end()
            totals.append(_read_total(stretch, match))
    return totals


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a figure of nothing is all of a quotation: “零发生”."""
    return (
        match.lastgroup == "zero"
        and text[match.start() - 1 : match.start()] == "“"
        and text.startswith("”", match.end())
    )


def _read_total(stretch: FactText, match: re.Match[str]) -> Indicator:
    group = match.lastgroup
    span = stretch.quote(*match.span("span" if group == "span" else 0))
    if group is None:
        return Indicator(*span, 100.0, None, "%")
    if group in _HALVES:
        return Indicator(*span, 50.0, None, "%", _HALVES[group])
    return Indicator(*span, 0.0, None, "%" if group == "span" else match[group])
