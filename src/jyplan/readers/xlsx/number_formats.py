"""Numbers as displayed in a sheet: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).

| number | format | shown |
|---|---|---|
| 45901 | `m"月"d"日"` | 9月1日 |
| 45901 | `[DBNum1]m"月"d"日"` | 九月一日 |
| 45901 | `[$-804]aaaa` | 星期一 |
| 0.853 | `0.0%` | 85.3% |
| 3 | `"第"0"周"` | 第3周 |
| 20 | `General` | 20 |

A format that cannot be followed (fractions, conditions) shows the number itself.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from jyplan.readers.xlsx.calendar_words import date_word
from jyplan.readers.xlsx.serial_dates import LAST_SERIAL, moment_of
from jyplan.text.patterns import lazy_pattern

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0",
    # of a Chinese Excel
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that a workbook names by number alone."""
GENERAL = ""
"""The format of a cell without one."""
_LONGEST = 255
"""Characters of a format: Excel's limit."""
_PLAIN_BELOW = 1e11
"""General shows longer whole numbers with an exponent."""
_TOKEN = lazy_pattern(
    r"\"(?P<quoted>[^\"]*)\"?|\\(?P<escaped>.)|[_*].|\[(?P<elapsed>h{1,2}|m{1,2}|s{1,2})\]|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<halves>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|e+|m+|d+|h+|s+|aaaa?)(?:\.(?P<fraction>0+))?|(?P<end>;)|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


class FormatToken(NamedTuple):
    """A token of a format."""

    kind: str
    """A group of `_TOKEN`; `text` for literal characters."""
    text: str


class FormatSection(NamedTuple):
    """A part of a format: for positive numbers, negative numbers, zero."""

    tokens: tuple[FormatToken, ...]
    chinese: bool
    """Whether months and weekdays have Chinese names."""
    numerals: int
    """1 for 一二三, 2 for 壹贰叁, 0 for digits."""

    @property
    def is_date(self) -> bool:
        """Whether the section shows a date or a time of day."""
        return any(token.kind in {"date", "elapsed"} for token in self.tokens)


def shown_number(value: float, number_format: str, *, since_1904: bool = False) -> str:
    r"""Return a number as displayed in a cell with a number format.

    >>> [shown_number(45901, code) for code in ('m"月"d"日"', "yyyy-mm-dd", '[DBNum1]yyyy"年"m"月"', "aaaa", "General")]
    ['9月1日', '2025-09-01', '二〇二五年九月', '星期一', '45901']
    >>> [shown_number(value, code) for value, code in ((0.853, "0%"), (3, '"第"0"周"'), (1234.5, "#,##0.00"), (-2, "0;(0)"))]
    ['85%', '第3周', '1,234.50', '(2)']
    """
    if not math.isfinite(value):
        return ""
    sections = _sections(number_format[:_LONGEST])
    section = _section_for(value, sections)
    if section is None:
        return _general(value)
    if section.is_date:
        shifted = value + 1462 if since_1904 else value  # days from the first date of 1900 to that of 1904
        return _date(shifted, section) if 0 <= shifted <= LAST_SERIAL else _general(value)
    is_negative = value < 0 and len(sections) == 1
    return ("-" if is_negative else "") + _number(abs(value), section)


def _section_for(value: float, sections: tuple[FormatSection, ...]) -> FormatSection | None:
    """Return the section for a number; None for the general format."""
    index = 0
    if len(sections) > 1 and value < 0:
        index = 1
    elif len(sections) > 2 and value == 0:
        index = 2
    return sections[index] if sections else None


@lru_cache(maxsize=1000)
def _sections(number_format: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format; none for General."""
    sections: list[FormatSection] = []
    tokens: list[FormatToken] = []
    chinese, numerals = False, 0
    for match in _TOKEN.finditer(number_format):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "bracket":
            word = text.lower()
            if word.startswith("dbnum"):
                numerals = 2 if word == "dbnum2" else 1
            elif word.startswith("$"):
                currency, _, language = word[1:].partition("-")
                chinese = chinese or language.endswith("804")
                tokens.append(FormatToken("text", currency))
        elif kind == "end":
            sections.append(FormatSection(tuple(tokens), chinese, numerals))
            tokens, chinese, numerals = [], False, 0
        elif kind == "fraction":
            tokens.append(FormatToken("date", match["date"]))
        elif kind in {"quoted", "escaped", "other"}:
            tokens.append(FormatToken("text", text))
        elif kind:
            tokens.append(FormatToken(kind, text))
    if tokens or numerals or sections:
        sections.append(FormatSection(tuple(tokens), chinese, numerals))
    return tuple(sections)


def _date(serial: float, section: FormatSection) -> str:
    moment = moment_of(serial)
    halves = any(token.kind == "halves" for token in section.tokens)
    dated = [token for token in section.tokens if token.kind in {"date", "elapsed"}]
    shown = []
    position = -1
    for token in section.tokens:
        if token.kind in {"date", "elapsed"}:
            position += 1
            letters = token.text.lower()
            if letters[0] == "m" and token.kind == "date" and _is_minute(dated, position):
                letters = letters.replace("m", "n")
            shown.append(date_word(letters, moment, section.chinese, section.numerals, twelve=halves))
            if token.kind == "elapsed":
                shown[-1] = str(int(serial * {"h": 24, "m": 1440, "s": 86400}[letters[0]])).zfill(len(letters))
        elif token.kind == "halves":
            morning, _, evening = token.text.partition("/")
            shown.append(morning if moment.hour < 12 else evening)
        elif token.kind in {"text", "mark", "digit"}:
            shown.append(token.text)
    return "".join(shown)


def _is_minute(dated: list[FormatToken], position: int) -> bool:
    """Whether an m is a minute: behind an hour or before a second."""
    before = dated[position - 1].text.lower() if position else ""
    after = dated[position + 1].text.lower() if position + 1 < len(dated) else ""
    return before.startswith("h") or after.startswith("s")


def _number(value: float, section: FormatSection) -> str:
    kinds = [token.kind for token in section.tokens]
    if "general" in kinds:
        return "".join(
            _general_in(value, section) if token.kind == "general" else _literal(token) for token in section.tokens
        )
    if "digit" not in kinds:
        has_value = any(token.text == "@" for token in section.tokens if token.kind == "mark")
        return _general(value) if has_value else "".join(map(_literal, section.tokens))
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    body = section.tokens[first : last + 1]
    if "exponent" in kinds or any(token.text == "/" for token in body):
        return _general(value)
    marks = [token.text for token in section.tokens if token.kind == "mark"]
    scaled = Decimal(repr(value)) * 100 ** marks.count("%")
    following = last + 1
    while following < len(kinds) and section.tokens[following].text == "," and kinds[following] == "mark":
        scaled /= 1000
        following += 1
    before = "".join(map(_literal, section.tokens[:first]))
    after = "".join(map(_literal, section.tokens[following:]))
    return before + _digits(scaled, body) + after


def _digits(value: Decimal, body: tuple[FormatToken, ...]) -> str:
    """Return the digits of a number in the placeholders of a format, texts between them included."""
    point = next((i for i, token in enumerate(body) if (token.kind, token.text) == ("mark", ".")), len(body))
    whole, decimals = body[:point], [token for token in body[point + 1 :] if token.kind == "digit"]
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP) if value < Decimal(10) ** 20 else value
    digits, _, fraction = f"{rounded:f}".partition(".")
    least = sum(token.text == "0" for token in whole)
    digits = digits.lstrip("0").rjust(least, "0")
    if any((token.kind, token.text) == ("mark", ",") for token in whole):
        digits = f"{int(digits or 0):,}" if len(digits) < 20 and not digits.startswith("0") else digits
    elif any(token.kind == "text" for token in whole):
        digits = _spread(digits, whole)
    needed = max((i for i, token in enumerate(decimals, 1) if token.text == "0"), default=0)
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    return digits + ("." + fraction if point < len(body) else "")


def _spread(digits: str, whole: tuple[FormatToken, ...]) -> str:
    """Return digits with the texts between the placeholders: 010-1234."""
    places = sum(token.kind == "digit" for token in whole)
    waiting = list(digits.rjust(places, "\0"))
    head, waiting = waiting[: len(waiting) - places], waiting[len(waiting) - places :]
    shown = (waiting.pop(0) if token.kind == "digit" else _literal(token) for token in whole)
    return "".join([*head, *shown]).replace("\0", "")


def _literal(token: FormatToken) -> str:
    return token.text if token.kind == "text" or token.text == "%" else ""


def _general_in(value: float, section: FormatSection) -> str:
    if section.numerals and value == int(value) and value < 100:
        from jyplan.text.ordinals import chinese

        return chinese(int(value))
    return _general(value)


def _general(value: float) -> str:
    """Return a number without a format: at most eleven digits."""
    if value == int(value) and abs(value) < _PLAIN_BELOW:
        return str(int(value))
    return f"{value:.10g}".replace("e", "E")
