"""Quantities: a number with unit, range and the words behind the unit: 5%—5.5%, 三十份以上, 200余人."""

from __future__ import annotations

from functools import cache
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Comparator
from jyplan.outline.facts.indicators.units import UnitKind, UnitMatch, read_unit
from jyplan.outline.facts.numbers import NUMBER, SCALES, read_either, read_number, read_share
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_TO = lazy_pattern(" ?(?:—{1,2}|-{1,2}|~|至|到) ?")
_LINKS = frozenset(" —-~至到")

_SUFFIX_STARTS = frozenset(" 及或以之内左上")
_BEYOND_NOUN = "(?:及?以上|及?以下|以内|左右)"
"""Words of a bound behind the noun: 5本书以上."""
_SURPLUS = frozenset("余多来几")
_MORE = lazy_pattern("(?:[余多来]|(?<=[十百])几)(?P<scale>(?:[百千]?[万亿]|[百千])(?!分)|)")
"""三十余万元; of 1000多万千瓦 the scale is 万."""
_AND_HALF = lazy_pattern("个半(?P<unit>小时|月|学期|学年|课时|学时)")
_FRACTION = lazy_pattern("/([2-9]|10)(?=以上|以下|以内|左右|的|[，。；、）]|$)")
_APPROACHING = frozenset("近约逾超")
"""Words before a bare 百: 近百名."""
_COUNTED_BY_HUNDREDS = frozenset("名所场")
"""Units of a bare hundred: 百名优秀教师, 千所学校."""
_NO_HUNDREDS = frozenset("成数几老上过")
"""Characters before a hundred that is no number: 成百, 数百, 上千."""
_HALVED = frozenset({"小时", "课时", "工作日"})
_AFTER_TEN = frozenset({"字", "分"})
"""红十字, 十分重要."""
_TENTHS = lazy_pattern("成(?![为立长功员果绩效本人就语熟才品份])")


class Quantity(NamedTuple):
    """A number with a unit."""

    start: int
    end: int
    """Behind the unit and a 以上."""
    unit_end: int
    value: float
    upper: float | None
    unit: str
    kind: UnitKind
    comparator: Comparator | None
    """The meaning of 以上, 以内, 左右 or 余 behind the number, None without such a word."""
    numeral: str
    """As written, folded."""


@cache
def _suffixes() -> re.Pattern[str]:
    table = load_vocabulary().table("indicators.suffixes")
    groups = {Comparator(sign).name: load_vocabulary().alternatives(f"indicators.suffixes.{sign}") for sign in table}
    return lazy_pattern(" ?(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items()) + ")")


@cache
def _noun_before_suffix() -> re.Pattern[str]:
    return lazy_pattern(load_vocabulary().alternatives("indicators.counted_nouns") + f"(?={_BEYOND_NOUN})")


@cache
def _noun_starts() -> frozenset[str]:
    return frozenset(load_vocabulary().first_characters("indicators.counted_nouns"))


def can_be_quantity(text: str, number: re.Match[str]) -> bool:
    """Return whether the character behind a number can begin a unit; this cheap test refuses most numbers."""
    end = number.end()
    return text[end : end + 1] in _followers() or "分之" in number[0]


def read_quantity(text: str, number: re.Match[str]) -> Quantity | None:
    """Return the quantity at a number, None for a number without a unit.

    >>> read = lambda text: read_quantity(text, NUMBER.search(text))
    >>> [(m.value, m.upper, m.unit, m.comparator) for m in map(read, ("6—8课时", "百分之九十以上", "200余人"))]
    [(6.0, 8.0, '课时', None), (90.0, None, '%', <Comparator.AT_LEAST: '>='>), (200.0, None, '人', <Comparator.MORE: '>'>)]
    """
    start, end = number.span()
    quantity = _read_single(text, number[0], start, end)
    after = quantity.unit_end if quantity else end
    if text[after : after + 1] in _LINKS:
        quantity = _read_range(text, number[0], start, quantity, after) or quantity
    if quantity is None:
        return None
    follower = text[quantity.end : quantity.end + 1]
    end = quantity.end
    if follower in _noun_starts() and (noun := _noun_before_suffix().match(text, end)) is not None:
        end = noun.end()
    elif follower not in _SUFFIX_STARTS:
        return quantity
    suffix = _suffixes().match(text, end)
    if suffix is None or suffix.lastgroup is None:
        return quantity
    return quantity._replace(end=suffix.end(), comparator=Comparator[suffix.lastgroup])


@cache
def _followers() -> frozenset[str]:
    """Return the characters allowed behind the number of a quantity."""
    kinds = [f"indicators.{kind.value}" for kind in UnitKind]
    return (
        frozenset(word.text[0] for word in load_vocabulary().words(*kinds)) | _LINKS | frozenset("余多来几成/季年月日")
    )


def _read_single(text: str, numeral: str, start: int, end: int) -> Quantity | None:
    share = read_share(numeral) or _read_fraction(text, numeral, start, end)
    if isinstance(share, Quantity):
        return share
    if share is not None:
        return Quantity(start, end, end, share, None, "%", UnitKind.RATE, None, numeral)
    either = read_either(numeral)
    value, upper = either or (read_number(numeral) or _bare_scale(text, numeral, start), None)
    if value is None:
        return None
    follower = text[end : end + 1]
    surplus = _MORE.match(text, end) if follower in _SURPLUS else None
    if surplus is not None and surplus["scale"]:  # 三十余万元
        value *= prod(SCALES[scale] for scale in surplus["scale"])
    half = _AND_HALF.match(text, end) if follower == "个" else None
    if half is not None and upper is None:  # 一个半小时
        return Quantity(start, half.end(), half.end(), value + 0.5, None, half["unit"], UnitKind.TIME, None, numeral)
    unit = read_unit(text, surplus.end() if surplus else end)
    if numeral == "十" and unit is not None and unit.name in _AFTER_TEN:
        return None
    if numeral == "半" and unit is not None and unit.name not in _HALVED:
        return None  # 半日 and 半年 are words
    if unit is None:
        tenths = _TENTHS.match(text, end) if follower == "成" else None
        if tenths is None or not 1 <= value < 10:
            return None
        value, unit = value * 10, UnitMatch("%", UnitKind.RATE, tenths.end())
    return Quantity(
        start, unit.end, unit.end, value, upper, unit.name, unit.kind, Comparator.MORE if surplus else None, numeral
    )


def _read_fraction(text: str, numeral: str, start: int, end: int) -> Quantity | None:
    """Return the share of 2/3以上, None for any other number."""
    match = _FRACTION.match(text, end) if text[end : end + 1] == "/" and numeral.isdecimal() else None
    if match is None or not 0 < int(numeral) < int(match[1]):
        return None
    share = round(100 * int(numeral) / int(match[1]), 2)
    return Quantity(start, match.end(), match.end(), share, None, "%", UnitKind.RATE, None, numeral)


def _bare_scale(text: str, numeral: str, start: int) -> float | None:
    """Return the value of the 百 of 近百名 and of 评选百名, None for 百年大计 and 成百."""
    if numeral not in SCALES or not start:
        return None
    before, unit = text[start - 1], text[start + len(numeral) : start + len(numeral) + 1]
    is_whole = unit in _COUNTED_BY_HUNDREDS and before not in _NO_HUNDREDS
    return float(SCALES[numeral]) if is_whole or before in _APPROACHING else None


def _read_range(text: str, numeral: str, start: int, single: Quantity | None, end: int) -> Quantity | None:
    """Return a range (0.5到1个百分点, 5%—5.5%), with the unit of the second number; None without a range."""
    dash = _TO.match(text, end)
    number = NUMBER.match(text, dash.end()) if dash else None
    if number is None or text[number.end() : number.end() + 1].isdigit():
        return None
    upper = _read_single(text, number[0], start, number.end())
    value = single.value if single else read_share(numeral) or read_number(numeral)
    if upper is None or value is None or upper.value <= value or (single and single.unit != upper.unit):
        return None
    return upper._replace(value=value, upper=upper.value, numeral=numeral)
