"""Masking personal numbers: telephones, identity cards, mail addresses, WeChat and QQ.

The length stays, so that an offset into the text is an offset into the masked text, and equal numbers stay equal:

    text     李老师13812345678  zhangsan@example.com
    masked   李老师138****5678  z*******@example.com

The kinds of numbers stand in `data/redact.toml`. A number may be broken by a line end or by invisible characters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.text.fold import fold
from jyplan.text.invisible import INVISIBLE
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MASK = "*"

_FILE = Path(__file__).parents[1] / "data" / "redact.toml"
_OTHER_DIGIT = lazy_pattern(r"(?![0-9])\d")
_INVISIBLE = lazy_pattern(INVISIBLE)
_INVISIBLE_OR_WRAP = lazy_pattern(rf"{_INVISIBLE.pattern}|(?<=[0-9])\n(?=[0-9])")
_DASHES = str.maketrans("—~", "--")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


@dataclass(frozen=True, slots=True)
class _NumberKind:
    """A kind of number, as in `data/redact.toml`."""

    pattern: re.Pattern[str]
    first: int
    """Letters and digits that stay at the beginning."""
    last: int
    checked: bool = False
    """Whether only numbers with the check digit of an identity card count."""


def redact(text: str) -> str:
    r"""Return the text with the middle of every number of a person masked; the length is the same.

    >>> redact("联系人13812345678，身份证11010519491231002X，QQ：123456，及格率95%")
    '联系人138****5678，身份证110*************2X，QQ：1*****，及格率95%'
    >>> redact("1 3 8 1 2 3 4 5 6 7 8，１３８-１２３４\n５６７８，0571-88886666")
    '1 3 8 * * * * 5 6 7 8，１３８-****\n５６７８，057*-******66'
    """
    plain = _plain(text)
    if not re.search(r"[0-9@]|微信|(?i:wechat|weixin)", plain):
        return text
    masked = _masked_places(plain, _INVISIBLE)
    if _INVISIBLE_OR_WRAP.search(plain):
        masked |= _masked_places(plain, _INVISIBLE_OR_WRAP)
    return "".join(MASK if place in masked else sign for place, sign in enumerate(text)) if masked else text


def _plain(text: str) -> str:
    """Return the text with digits, brackets and dashes unified for the patterns; the length is the same."""
    digits = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    plain = fold(digits)
    if "\t" in text:
        plain = "".join("\t" if sign == "\t" else folded for sign, folded in zip(text, plain, strict=True))
    return plain.translate(_DASHES) if "—" in plain or "~" in plain else plain


def _masked_places(plain: str, dropped: re.Pattern[str]) -> set[int]:
    """Return the offsets of all characters to be masked; numbers are searched in the text without matches of `dropped`."""
    places: Sequence[int] = range(len(plain))
    if dropped.search(plain):
        gone = {match.start() for match in dropped.finditer(plain)}
        places = [place for place in places if place not in gone]
        plain = "".join(plain[place] for place in places)
    taken: set[int] = set()
    masked: set[int] = set()
    for kind in _number_kinds():
        for start, end in _numbers(kind, plain):
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            signs = [place for place in range(start, end) if plain[place].isalnum()]
            masked.update(places[place] for place in signs[kind.first : len(signs) - kind.last])
    return masked


def _numbers(kind: _NumberKind, plain: str) -> Iterator[tuple[int, int]]:
    for match in kind.pattern.finditer(plain):
        group = next(name for name, value in match.groupdict().items() if value is not None)
        if not kind.checked or _has_right_check_digit(match[group]):
            yield match.span(group)


def _has_right_check_digit(number: str) -> bool:
    """Return whether an identity number of 18 digits is right.

    ISO 7064:1983, MOD 11-2, as GB 11643-1999 takes it.

    >>> _has_right_check_digit("11010519491231002X"), _has_right_check_digit("110105194912310021")
    (True, False)
    """
    signs = [sign for sign in number.upper() if sign.isalnum()]
    total = sum(int(sign) * weight for sign, weight in zip(signs, _WEIGHTS, strict=False))
    month, day = int("".join(signs[10:12])), int("".join(signs[12:14]))
    return _CHECK_DIGITS[total % 11] == signs[17] and 1 <= month <= 12 and 1 <= day <= 31


@cache
def _number_kinds() -> tuple[_NumberKind, ...]:
    tables = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(
        _NumberKind(re.compile(table["pattern"]), table["first"], table["last"], table.get("checked", False))
        for table in tables.values()
    )
