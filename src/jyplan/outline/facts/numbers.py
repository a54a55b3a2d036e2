"""Numbers in folded text, with values."""

from __future__ import annotations

from functools import lru_cache

from jyplan.text.numerals import parse_chinese
from jyplan.text.patterns import lazy_pattern

CHINESE = "零〇一二三四五六七八九十百千万亿两"
_LONGEST = 24
"""Characters of a number; a longer run of digits is data, not a figure."""
_KNOWN = 1024
"""Numerals whose values are cached: plans repeat the same few numerals."""

# One character class first, so that the search runs over the text at the speed of the engine.
NUMBER = lazy_pattern(
    rf"[0-9半{CHINESE}](?:[0-9半点{CHINESE}]|\.(?=[0-9])|，(?=[0-9]{{3}}(?![0-9]))|分之(?=[0-9{CHINESE}])){{0,{_LONGEST}}}"
)
_PLAIN = lazy_pattern(r"[0-9]+(?:\.[0-9]+)?")
_MIXED = lazy_pattern(rf"([0-9]+(?:\.[0-9]+)?)([{CHINESE}]+)")
_SPELT = lazy_pattern("[一二三四五六七八九两]{2,}")
SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_CONSECUTIVE = lazy_pattern(
    r"([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万]?$)|(十|[二三四五六七八九]十)([一二三四五六七八])([二三四五六七八九])$"
)


@lru_cache(maxsize=_KNOWN)
def read_number(numeral: str) -> float | None:
    """Return the value of a match of `NUMBER`, None for a share (see `read_share`) and for words like 千方百计.

    >>> [read_number(n) for n in ("1，200", "1.5万", "二十六", "九十八点五", "半", "3千", "百")]
    [1200.0, 15000.0, 26.0, 98.5, 0.5, 3000.0, None]
    """
    if len(numeral) > _LONGEST:
        return None
    plain = numeral.replace("，", "")
    if _PLAIN.fullmatch(plain):
        return float(plain)
    if plain == "半":
        return 0.5
    if mixed := _MIXED.fullmatch(plain):
        scale = SCALES.get(mixed[2])
        return None if scale is None else round(float(mixed[1]) * scale, 6)
    if plain[0] in "百千万亿" or (plain[0] in "零〇" and len(plain) > 1):
        return None  # 千方百计, 百年大计; 〇二四 is a year's end
    if _SPELT.fullmatch(plain):
        return None  # 高三一轮 holds no 31, and years are dates
    whole, point, fraction = plain.partition("点")
    value = parse_chinese(whole)
    if value is None or (point and not fraction):
        return None
    if not point:
        return float(value)
    decimals = "".join(str("零一二三四五六七八九".find(c)) for c in fraction.replace("〇", "零"))
    return float(f"{value}.{decimals}") if decimals.isdigit() else None


@lru_cache(maxsize=_KNOWN)
def read_share(numeral: str) -> float | None:
    """Return the percentage of 百分之…, 千分之… or 三分之二, None for a number without 分之.

    >>> [read_share(n) for n in ("百分之九十五", "百分之百", "三分之二", "二十")]
    [95.0, 100.0, 66.67, None]
    """
    whole, mark, part = numeral.partition("分之")
    if not mark:
        return None
    denominator = {"百": 100.0, "千": 1000.0, "万": 10_000.0}.get(whole) or read_number(whole)
    numerator = 100.0 if part == "百" else read_number(part) if part else None
    if not denominator or numerator is None:
        return None
    return round(100 * numerator / denominator, 2)


@lru_cache(maxsize=_KNOWN)
def read_either(numeral: str) -> tuple[float, float] | None:
    """Return the bounds of an approximate number made of two neighbouring numerals, None for any other number.

    >>> [read_either(n) for n in ("两三", "七八", "三五", "十二三", "二二")]
    [(2.0, 3.0), (7.0, 8.0), (3.0, 5.0), (12.0, 13.0), None]
    """
    match = _CONSECUTIVE.fullmatch(numeral)
    if match is None:
        return None
    base = parse_chinese(match[3]) or 0 if match[3] else 0
    first, second = (parse_chinese(match[group]) or 0 for group in ((4, 5) if match[3] else (1, 2)))
    if second - first != 1 and (first, second) != (3, 5):
        return None
    return float(base + first), float(base + second)
