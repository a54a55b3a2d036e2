"""Numerals read as numbers: Chinese, decimal and enclosed. `text.ordinals` writes numbers as text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "两": 2, "兩": 2, "元": 1, "廿": 20, "卅": 30,
    "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
NUMERAL = "".join([*DIGITS, *UNITS, *MYRIADS])
"""All characters of Chinese numerals."""


def parse_chinese(numeral: str) -> int | None:
    """Return the value of a Chinese numeral, None for other text.

    Numerals are written with units (二百五十八) or digit by digit (二〇二四).

    >>> [parse_chinese(n) for n in ("十", "二十三", "一百〇五", "二○二四", "三万二", "两千", "甲")]
    [10, 23, 105, 2024, 32000, 2000, None]
    """
    if not numeral or any(c not in NUMERAL for c in numeral):
        return None
    if len(numeral) > 1 and all(DIGITS.get(c, 99) < 10 for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = digit = 0
    last_unit = 1
    for character in numeral:
        if character in DIGITS:
            value = DIGITS[character]
            if value >= 20:  # 廿, 卅
                section, value = section + value, 0
            digit = value
            if value == 0:
                last_unit = 1
        elif character in UNITS:
            last_unit = UNITS[character]
            section += (digit or 1) * last_unit
            digit = 0
        else:
            last_unit = MYRIADS[character]
            total = (total + section + digit or 1) * last_unit
            section = digit = 0
    if digit and last_unit >= 100:  # 三万二 is 32,000, 一百五 is 150
        digit *= last_unit // 10
    return total + section + digit


@lru_cache(maxsize=1024)
def parse_ordinal(numeral: str) -> int | None:
    """Return the number of a marker, written in digits, in Chinese or as an enclosed sign; None for other text.

    >>> [parse_ordinal(n) for n in ("12", "十二", "⑫", "⒓", "㈢", "❿", "½", "甲")]
    [12, 12, 12, 12, 3, 10, None, None]
    """
    if numeral.isdecimal():
        return int(numeral)
    value = parse_chinese(numeral)
    if value is None and len(numeral) == 1:
        enclosed = unicodedata.numeric(numeral, 0.5)
        return int(enclosed) if enclosed.is_integer() else None
    return value


def whole_number(numeral: str) -> int:
    """Return the value of digits or of a Chinese numeral, 0 for a text without a value.

    >>> [whole_number(n) for n in ("12", "十二", "甲")]
    [12, 12, 0]
    """
    return int(numeral) if numeral.isdecimal() else parse_chinese(numeral) or 0


def parse_number(numeral: str) -> float | None:
    """Return the value of a number in any script and width, decimals and 千分位 commas included.

    >>> [parse_number(n) for n in ("１２", "1,200", "0.5", "百分", "二十", "3万")]
    [12.0, 1200.0, 0.5, None, 20.0, 30000.0]
    """
    plain = unicodedata.normalize("NFKC", numeral).replace(",", "").strip()
    factor = 1
    if plain[-1:] in MYRIADS and plain[:-1].replace(".", "", 1).isdigit():
        factor, plain = MYRIADS[plain[-1]], plain[:-1]
    if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit():
        return float(plain) * factor
    value = parse_chinese(plain)
    return None if value is None else float(value)
