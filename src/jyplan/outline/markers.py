"""Where a number may be a marker: every reading of every paragraph, each with what speaks against it.

Nothing is decided here. `一、二年级` at the beginning of a line is a reading as item 一; it costs
so much that only a sequence which needs it will take it (see `levels`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.outline.sections import named_prefix
from jyplan.text.fold import fold
from jyplan.text.numerals import parse_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Family:
    """A way of writing markers. Those of one group may stand for each other in one sequence."""

    name: str
    group: str
    rank: float
    """Where it usually stands: 一、（一）1.（1）: GB/T 9704-2012, 7.3.3; smaller is higher up."""
    reject: float
    """What it costs to take it for running text at the beginning of a line."""
    opening: float
    """What the first of a sequence is worth."""


class Shape(Enum):
    """The families, most telling first."""

    CHAPTER = Family("第一章", "chapter", 0, 4, 2)
    SECTION = Family("第一节", "section", 1, 4, 2)
    ARTICLE = Family("第一条", "article", 1.5, 3, 1.5)
    STAGE = Family("第一阶段", "stage", 3.1, 1, 0.5)
    CN = Family("一、", "cn", 2, 3, 1.5)
    CN_BRACKETS = Family("（一）", "(cn)", 3, 3, 1.5)
    CN_HALF = Family("一）", "cn)", 3.5, 2, 1)
    CN_SPACE = Family("一 ", "cn", 2, 0.8, -0.5)
    N = Family("1、", "n", 4, 3, 1.5)
    N_DOT = Family("1.", "n", 4, 3, 1.5)
    N_COLON = Family("1:", "n", 4, 1, 0)
    N_SPACE = Family("1 ", "n", 4, 0.8, -0.5)
    N_GLUED = Family("1", "glued", 5, 0.3, -0.8)
    N_BRACKETS = Family("（1）", "(n)", 5, 2.5, 1.3)
    N_HALF = Family("1）", "n)", 5.2, 2.5, 1.3)
    N_SQUARE = Family("［1］", "[n]", 5, 1, 0.5)
    CIRCLED = Family("①", "circled", 6, 2.5, 1.3)
    DECIMAL_2 = Family("1.1", "decimal2", 4.2, 2, 0)
    DECIMAL_3 = Family("1.1.1", "decimal3", 4.4, 2, 0)
    DECIMAL_4 = Family("1.1.1.1", "decimal4", 4.6, 2, 0)
    YI_SHI = Family("一是", "yi", 5.5, 1.5, 1)
    QI_YI = Family("其一", "qi", 5.6, 1.5, 1)
    FIRSTLY = Family("首先", "firstly", 5.7, 0.4, -0.5)
    FIRST = Family("第一，", "first", 5.4, 1.2, 0.8)
    UPPER = Family("A.", "upper", 5.8, 1, 0.2)
    LOWER = Family("a)", "lower", 6.2, 1, 0.2)
    ROMAN = Family("i.", "roman", 6.4, 1, 0.2)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a place of a paragraph as a marker."""

    block: int
    """Index of the paragraph in its plan."""
    start: int
    """Where the marker begins in the paragraph; `end` is where the title begins."""
    end: int
    shape: Shape
    ordinal: int
    parents: tuple[int, ...] = ()
    """The ordinals before the last of a decimal marker: (2, 1) of 2.1.3."""
    against: float = 0.0
    """What speaks against it, whatever the sequence says."""
    inline: bool = False
    """It stands inside a paragraph."""
    may_open: bool = True
    """It may be the first of a sequence."""
    heading_level: int | None = None
    """The outline level that the file gives its paragraph, 0 the topmost."""
    certain: bool = False
    """The file itself numbers the paragraph."""


_CN = "[一二三四五六七八九十百零〇○两廿]"
_INITIAL = re.compile(
    rf"""
    第\s?(?P<chapter>{_CN}{{1,5}}|\d{{1,3}})\s?(?P<unit>章|节|条|部\s?分|编|单元)(?![课时])[\s、.:,]*
  | 第\s?(?P<stage>{_CN}{{1,3}}|\d{{1,2}})\s?阶段[\s、.:,]*
  | 第(?P<first>{_CN}{{1,3}})[,、:]
  | [(\[【]\s?(?P<cn_brackets>{_CN}{{1,5}})\s?[)\]】][\s、.:,]*
  | (?P<cn_half>{_CN}{{1,3}})\)[\s、.]*
  | (?P<yi>{_CN}{{1,2}})(?:、?是|要)(?![素点求件义事否])[,:]?
  | (?P<cn>{_CN}{{1,5}})\s?[、.:·][\s.、]*
  | (?P<cn_space>{_CN}{{1,3}})\s+(?=\S)
  | 其(?P<qi>{_CN}{{1,2}})(?:[,:、]|是)
  | (?P<firstly>首先|其次|再次|然后|最后|最终)(?:是|要)?[,:、]
  | \(\s?(?P<n_brackets>\d{{1,3}})\s?\)[\s、.:]*
  | \[\s?(?P<n_square>\d{{1,3}})\s?\][\s、.:]*
  | (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?![\d%])[.、:\s]*
  | (?P<n_half>\d{{1,3}})\)[\s、.]*
  | (?P<n>\d{{1,3}})\s?(?P<separator>[、.:])[\s、]*(?!\.\d)
  | (?P<n_space>\d{{1,3}})\s+(?=[^\W\d])
  | (?P<n_glued>\d{{1,2}})(?=[“《\u3400-\u9fff])
  | (?P<circled>[\u2460-\u249b\u3220-\u3229\u3280-\u3289\u24ea\u2776-\u277f])[\s、.]*
  | \((?P<lower_brackets>[a-z])\)\s*
  | (?P<roman>i{{1,3}}|iv|vi{{0,3}}|ix|x)[.、)]\s*(?=[^\W\da-z])
  | (?P<upper>[A-Z])[.、):]\s*(?=[^\W\dA-Za-z]|[“《])
  | (?P<lower>[a-z])[.、)]\s*(?=[^\W\da-z]|[“《])
    """,
    re.VERBOSE,
)
_INLINE = re.compile(
    rf"(?<![\d.])(?:(?P<cn>{_CN}{{1,3}})、|\((?P<cn_brackets>{_CN}{{1,3}})\)、?|(?P<n>\d{{1,2}})(?P<separator>[、.])(?!\d)"
    r"|\((?P<n_brackets>\d{1,2})\)|(?P<circled>[\u2460-\u249b]))\s*"
)
_GRADES = re.compile(rf"{_CN}{{1,3}}(?:、{_CN}{{1,3}})*(?:年级|月|班|周|季度|学段|学期|等奖|楼|号|期|轮|单元|章节|年段|两个|三个|线|类|年)")
_MONTHS = re.compile(r"\d{1,2}(?:、\d{1,2})*(?:年级|月|班|周|日|号|季度|楼|年|节|期)")
_MEASURED = re.compile(
    r"\s?(?:[%％‰°℃]|[万亿千百]|个|元|名|人[次均]?|倍|次|所|项|节[课。，]?|米|公里|公斤|吨|亩|平方|小时|分[钟。]|秒|[年月日号时]|岁|以[上下内]|左右|左|[+~—×:/]\d|\+)"
)
_GLUED_UNIT = re.compile(r"[年月日号时点分秒个名人所次项节课条岁元万亿千百周天位件份篇种类场届期级班组批支套台间公米厘毫平亩吨度倍折楼栋层幢区县市省镇乡村队国]|学期|学年|小时|左右|以上|以下|以内|多")
_CALENDAR_UNIT = re.compile("[年月日号时点]|[万亿千百多]|小时")
_PLAIN_DATE = re.compile(r"\d{4}\s?年|\d{1,2}\s?月")
_SENTENCE_END = frozenset("。;!?”)》… ,")
_SQUARE_UNITS = {"章": Shape.CHAPTER, "编": Shape.CHAPTER, "部分": Shape.CHAPTER, "单元": Shape.CHAPTER, "节": Shape.SECTION, "条": Shape.ARTICLE}
_FIRSTLY = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 4, "最终": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_DECIMALS = {2: Shape.DECIMAL_2, 3: Shape.DECIMAL_3, 4: Shape.DECIMAL_4}
_SEPARATORS = {"、": Shape.N, ".": Shape.N_DOT, ":": Shape.N_COLON}


def opens_with_marker(folded: str, *, alone: bool = False) -> bool:
    """Return whether folded text begins with something that may be a marker.

    With `alone`, whether it is nothing but a marker.
    """
    match = _INITIAL.match(folded)
    return match is not None and (not alone or match.end() == len(folded))


def initial_readings(block: int, folded: str) -> Iterator[Reading]:
    """Yield the ways to read the beginning of a paragraph as a marker."""
    match = _INITIAL.match(folded)
    if match is None:
        return
    kind, value, start, end = match.lastgroup or "", "", match.start(), match.end()
    if kind == "separator":
        kind = "n"
    elif kind == "unit":
        kind = "chapter"
    value = match[kind]
    rest = folded[end:]
    if kind == "decimal":
        yield from _decimal_readings(block, folded, value, end)
        return
    shape, ordinal, against = _SHAPES[kind], _ordinal(kind, value), 0.0
    if ordinal is None:
        return
    if kind == "chapter":
        shape = _SQUARE_UNITS[match["unit"].replace(" ", "")]
    elif kind == "n":
        shape = _SEPARATORS[match["separator"]]
        if match["separator"] == ":" and rest[:1].isdigit():
            return
        against = _date_pair(ordinal, rest, _MONTHS) if match["separator"] == "、" else 0.0
    elif kind == "cn":
        against = _date_pair(ordinal, rest, _GRADES)
    elif kind == "n_glued":
        if _CALENDAR_UNIT.match(rest):
            return
        against = 2.5 if _GLUED_UNIT.match(rest) else 0.0
    elif kind in {"n_space", "cn_space"}:
        if _GLUED_UNIT.match(rest) or ordinal == 0:
            return
        against = 0.0 if len(rest) <= 40 else 1.0
    elif kind == "yi" and re.search(f"[;。,:]?{_numeral(ordinal + 1)}(?:是|要)", rest):
        return  # an enumeration in a running paragraph
    elif kind == "firstly":
        against = 0.0
    if not rest.strip(" .。、"):
        against += 2.0  # a marker with nothing to mark
    yield Reading(block, start, end, shape, ordinal, against=against)


def _decimal_readings(block: int, folded: str, value: str, end: int) -> Iterator[Reading]:
    parts = [int(part) for part in value.split(".")]
    rest = folded[end:]
    closed = folded[end - 1] in ".、: "
    if rest and (closed or not _MEASURED.match(rest)) and max(parts) <= 60:
        yield Reading(block, 0, end, _DECIMALS[len(parts)], parts[-1], tuple(parts[:-1]), against=0.0 if rest.strip() else 2.0)
    head = value.index(".") + 1
    if len(parts) == 2 and _PLAIN_DATE.match(folded[head:]):
        yield Reading(block, 0, head, Shape.N_DOT, parts[0], against=0.5)


def _date_pair(ordinal: int, rest: str, pattern: re.Pattern[str]) -> float:
    """What speaks against `三、四月份` as an item: much if the numbers are neighbours."""
    match = pattern.match(rest)
    if match is None:
        return 0.0
    following = re.match(r"\d+", rest) if pattern is _MONTHS else re.match(f"{_CN}+", rest)
    second = (int(following[0]) if pattern is _MONTHS else parse_chinese(following[0])) if following else None
    if second is None:
        return 0.0
    if second == ordinal + 1:
        return 7.0
    return 2.5 if second > ordinal and pattern is _GRADES else 0.0


def inline_readings(block: int, folded: str) -> Iterator[Reading]:
    """Yield the ways to read places inside a paragraph as markers.

    An enumeration (…：1、…；2、…) is left out, unless the text has lost its line breaks; then the
    first of a sequence may open a level.
    """
    matches = [m for m in _INLINE.finditer(folded, 1) if not (m["cn"] and _GRADES.match(folded, m.end())) and not (m["separator"] == "." and _MEASURED.match(folded, m.end()))]
    if not matches:
        return
    lost = _lost_breaks(folded, matches)
    last_second = {m.lastgroup if m.lastgroup != "separator" else "n": i for i, m in enumerate(matches) if _value_of(m) == 2}
    enumerated: dict[str, int] = {}
    previous_end = 0
    for index, match in enumerate(matches):
        kind = match.lastgroup if match.lastgroup != "separator" else "n"
        ordinal = _ordinal(kind, match[kind]) if kind else None
        before = folded[match.start() - 1]
        gap = folded[previous_end : match.start()].strip()
        under_heading = 0 < len(gap) <= 40 and not re.search(r"[。;:]" if lost else r"[。;,、:]", gap)
        previous_end = match.end()
        if kind is None or ordinal is None:
            continue
        nested = kind in _ITEMS
        if not lost or nested:
            if ordinal == 1 and not (under_heading and before == " ") and (nested or index < last_second.get(kind, -1)):
                enumerated[kind] = 1
                continue
            if enumerated.get(kind) == ordinal - 1:
                enumerated[kind] = ordinal
                continue
        if before not in _SENTENCE_END and not (lost and not nested and (under_heading or kind == "cn_brackets" or before == ":")):
            continue
        against = (1.5 if before == "," else 0.0) + (INLINE_ITEM if nested else 0.0) + (0.0 if lost or ordinal > 1 else 1.0)
        shape = _SEPARATORS[match["separator"]] if kind == "n" else _SHAPES[kind]
        may_open = not nested and (lost or (ordinal == 1 and before in "。;! "))
        yield Reading(block, match.start(), match.end(), shape, ordinal, against=against, inline=True, may_open=may_open)


_ITEMS = {"n_brackets", "circled"}
"""What stands inside a paragraph in this way is an item of it, unless a sequence of lines misses it."""
INLINE_ITEM = 2.3


def _value_of(match: re.Match[str]) -> int | None:
    kind = match.lastgroup if match.lastgroup != "separator" else "n"
    return _ordinal(kind, match[kind]) if kind else None


_LOST_LENGTH = 120
"""Characters: a paragraph that holds two sections is longer than this."""


def has_lost_breaks(folded: str) -> bool:
    """Return whether a paragraph is a text that lost its line breaks: it holds sections of its own."""
    return len(folded) >= _LOST_LENGTH and _lost_breaks(folded, list(_INLINE.finditer(folded, 1)))


def _lost_breaks(folded: str, matches: Sequence[re.Match[str]]) -> bool:
    if len(folded) < _LOST_LENGTH:
        return False
    ordinals = [
        parse_chinese(m["cn"] or m["cn_brackets"]) or 0
        for m in matches
        if m["cn_brackets"] or (m["cn"] and (folded[m.start() - 1] in _SENTENCE_END | {":"} or named_prefix(folded[m.end() : m.end() + 12])))
    ]
    first = _INITIAL.match(folded)
    if first and first.lastgroup in {"cn", "cn_brackets"}:
        ordinals.insert(0, parse_chinese(first[first.lastgroup]) or 0)
    return any(before + 1 == after for before, after in pairwise(ordinals))


def _ordinal(kind: str, value: str) -> int | None:
    if kind == "firstly":
        return _FIRSTLY[value]
    if kind == "roman":
        return _ROMAN[value]
    if kind in {"upper", "lower", "lower_brackets"}:
        return ord(value.lower()) - ord("a") + 1
    if kind == "circled":
        return _enclosed(value)
    return int(value) if value.isdigit() and value.isascii() else parse_chinese(value)


@cache
def _enclosed(character: str) -> int | None:
    plain = unicodedata.normalize("NFKC", character).strip("().")
    if plain.isdigit():
        return int(plain)
    return parse_chinese(plain) or (int(unicodedata.digit(character)) if unicodedata.digit(character, None) is not None else None)


def _numeral(number: int) -> str:
    return "零一二三四五六七八九十"[number] if number <= 10 else "十" + "零一二三四五六七八九"[number % 10]


_SHAPES = {
    "chapter": Shape.CHAPTER, "stage": Shape.STAGE, "first": Shape.FIRST, "cn_brackets": Shape.CN_BRACKETS,
    "cn_half": Shape.CN_HALF, "cn": Shape.CN, "cn_space": Shape.CN_SPACE, "yi": Shape.YI_SHI, "qi": Shape.QI_YI,
    "firstly": Shape.FIRSTLY, "n_brackets": Shape.N_BRACKETS, "n_square": Shape.N_SQUARE, "n_half": Shape.N_HALF,
    "n": Shape.N, "n_space": Shape.N_SPACE, "n_glued": Shape.N_GLUED, "circled": Shape.CIRCLED,
    "lower_brackets": Shape.LOWER, "roman": Shape.ROMAN, "upper": Shape.UPPER, "lower": Shape.LOWER,
}  # fmt: skip


def read_markers(block: int, text: str, *, folded: str | None = None) -> list[list[Reading]]:
    """Return the places of a paragraph that may be markers, in order, each with its readings.

    >>> [r.shape.name for place in read_markers(0, "一、二年级开展识字活动") for r in place]
    ['CN']
    """
    folded = fold(text) if folded is None else folded
    places = [list(initial_readings(block, folded))]
    places += [[reading] for reading in inline_readings(block, folded)]
    return [place for place in places if place]
