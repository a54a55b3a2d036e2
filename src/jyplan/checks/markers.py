"""Reading displayed markers as a style and a number: （三） is `(一)` and 3."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from jyplan.text.fold import fold
from jyplan.text.numerals import parse_chinese

_CN = "[一二三四五六七八九十百零〇两廿]++"
_MARKER = re.compile(
    rf"(?P<before>第|其|\(|\[|【)?\s*+(?:(?P<decimal>\d++(?:\.\d++)++)|(?P<digits>\d++)|(?P<cn>{_CN})|(?P<circled>[①-⒛㈠-㈩⓪❶-❿]))"
    r"\s*+(?P<after>.*)$"
)
_APART = re.compile("(?<=[一二三四五六七八九十])\\s(?=[一二三四五六七八九十])")
"""A blank inside a number: （十 一）."""
_RANKS = {"第一章": 0, "第一节": 1, "第一部分": 0, "第一编": 0, "一、": 2, "(一)": 3, "1.": 4, "(1)": 5, "①": 6}
"""Usual depth of a style, 0 for the topmost: 一、（一）1.（1）: GB/T 9704-2012, 7.3.3."""
_COMMON_STYLES = {"1、": "1.", "1 ": "1.", "1:": "1.", "1": "1.", "一.": "一、", "一:": "一、", "一,": "一、"}
"""Ways of writing a style, with the usual way."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker's style and number."""

    style: str
    """The first marker of the sequence: `一、`, `(一)`, `1.`, `①`."""
    number: int
    parents: str = ""
    """The numbers before the last number of a decimal marker: `2.1` of 2.1.3."""

    @property
    def rank(self) -> int | None:
        """The usual depth of the style, 0 for the topmost; None for a style usual at any depth."""
        return _RANKS.get(_COMMON_STYLES.get(self.style, self.style))


@lru_cache(maxsize=1024)
def read_marker(marker: str) -> Marker | None:
    """Return the style and number of a marker; None for a marker without a known numeral.

    >>> read_marker("（十 三）"), read_marker("２．"), read_marker("2.1.3")
    (Marker(style='(一)', number=13, parents=''), Marker(style='1.', number=2, parents=''), Marker(style='1.1.1', number=3, parents='2.1'))
    """
    match = _MARKER.match(_APART.sub("", fold(marker).strip()))
    if match is None:
        return None
    before, after = match["before"] or "", match["after"].rstrip(" 、.:,") if match["before"] else match["after"]
    if match["decimal"]:
        parents, _, last = match["decimal"].rpartition(".")
        return Marker(".".join("1" * (parents.count(".") + 2)), int(last), parents)
    if match["circled"]:
        number = unicodedata.numeric(match["circled"], None)
        return None if number is None else Marker(_enclosed_style(match["circled"]), int(number))
    number = int(match["digits"][:9]) if match["digits"] else parse_chinese(match["cn"])
    if number is None:
        return None
    after = after.replace(" ", "")[:2] or ("" if before else " " if match["digits"] else "")
    after = {"、.": "、", "。": "."}.get(after, after[:1] if after[:1] in "、.:)" else after)
    return Marker(f"{before}{'1' if match['digits'] else '一'}{after}", number)


def _enclosed_style(sign: str) -> str:
    """Return the style of an enclosed numeral: ㈠ is （一）, ⑴ is （1）, ⒈ is 1."""
    if "㈠" <= sign <= "㈩":
        return "(一)"
    if "⑴" <= sign <= "⒇":
        return "(1)"
    return "1." if "⒈" <= sign <= "⒛" else "①"
