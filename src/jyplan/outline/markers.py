"""Where a paragraph may begin with a marker: every reading, each with what speaks against it.

Nothing is decided here. `一、二年级` at the beginning of a line is a reading as item 一; it costs
so much that only a sequence which needs it will take it (see `levels`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.outline.families import MarkerReading, MarkerShape
from jyplan.outline.sections import named_prefix
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.numerals import parse_chinese, parse_ordinal
from jyplan.text.ordinals import chinese, roman

if TYPE_CHECKING:
    from collections.abc import Iterator


CN = "[一二三四五六七八九十百零〇○两廿]"
ENCLOSED = "[\u2460-\u249b\u24ea\u24f5-\u24fe\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
"""One sign that is a number in a circle, in brackets or with a full stop: ① ⑴ ⒈ ❶ ㈠."""
INITIAL = re.compile(
    rf"""
    第\s?(?P<chapter>{CN}{{1,5}}|\d{{1,3}})\s?(?P<unit>章|节|条|部\s?分|编|单元)(?!课(?![程堂题外后])|时)[\s、.:,]*
  | 第\s?(?P<stage>{CN}{{1,3}}|\d{{1,2}})\s?阶段[\s、.:,]*
  | (?:任务|重点|行动|目标|步骤|举措|措施|专题|项目|工程|板块|模块|主题|策略|路径|环节|要点)\s?(?P<keyed>{CN}{{1,3}}|\d{{1,2}})\s?[:、.\s]\s*
  | 第(?P<first>{CN}{{1,3}})[,、:]
  | [(\[【]\s?(?P<cn_brackets>{CN}{{1,5}})\s?[)\]】][\s、.:,]*
  | (?P<cn_half>{CN}{{1,3}})\)[\s、.]*
  | (?P<yi>{CN}{{1,2}})(?:、?是|要)(?![素点求件义事否])[,:]?
  | (?P<cn>{CN}{{1,5}})\s?[、.:·。][\s.、]*
  | (?P<cn_space>{CN}{{1,3}})\s+(?=\S)
  | 其(?P<qi>{CN}{{1,2}})(?:[,:、]|是)
  | (?P<firstly>首先|其次|再次|然后|最后|最终)(?:是|要)?[,:、]
  | \(\s?(?P<n_brackets>\d{{1,3}})\s?\)[\s、.:]*
  | \[\s?(?P<n_square>\d{{1,3}})\s?\][\s、.:]*
  | (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?![\d%])[.、:\s]*
  | (?P<dashed>\d{{1,2}}[-—]\d{{1,2}})\s*(?=[\u4e00-\u9fff“])
  | (?P<n_half>\d{{1,3}})\)[\s、.]*
  | (?P<n>\d{{1,3}})\s?(?P<separator>[、.:]|,(?!\d))[\s、.]*(?!\.\d)
  | (?P<n_space>\d{{1,3}})\s+(?=[^\W\d])
  | (?P<n_glued>\d{{1,2}})(?=[“《\u3400-\u9fff])
  | (?P<circled>{ENCLOSED})[\s、.]*
  | \((?P<lower_brackets>[a-z])\)\s*
  | \((?P<upper_brackets>[A-Z])\)\s*
  | (?P<roman_sign>[\u2160-\u216b\u2170-\u217b])[\s、.:]*
  | (?P<roman>i{{1,3}}|iv|vi{{0,3}}|ix|x)[.、)]\s*(?=[^\W\da-z])
  | (?P<upper>[A-Z])[.、):]\s*(?=[^\W\dA-Za-z]|[“《])
  | (?P<lower>[a-z])[.、)]\s*(?=[^\W\da-z]|[“《])
    """,
    re.VERBOSE,
)
# twelve grades or months at most, so that a line of nothing but numbers is not read again from each of them
GRADES = re.compile(
    rf"{CN}{{1,3}}(?:、{CN}{{1,3}}){{0,11}}(?:年级|月|班|周|季度|学段|学期|等奖|楼|号|期|轮|单元|章节|年段|两个|三个|线|类|年)"
)
_MONTHS = re.compile(r"\d{1,2}(?:、\d{1,2}){0,11}(?:年级|月|班|周|日|号|季度|楼|年|节|期)")
MEASURED = re.compile(
    r"\s?(?:[%％‰°℃]|[万亿千百]|个|元|名|人[次均]?|倍|次|所|项|节|米|公里|公斤|吨|亩|平方|小时|分[钟。]|秒|[年月日号时]|岁|以[上下内]|左右|[~—×:/]\d|\+)"
)
_GLUED_UNIT = re.compile(
    r"[年月日号时点分秒个名人所次项节课条岁元万亿千百周天位件份篇种类场届期级班组批支套台间公米厘毫平亩吨度倍折楼栋层幢区县市省镇乡村队国]"
    r"|学期|学年|小时|左右|以上|以下|以内|多"
)
_CALENDAR_UNIT = re.compile("[年月日号时点]|[万亿千百多]|小时")
_PLAIN_DATE = re.compile(r"\d{4}\s?年|\d{1,2}\s?(?:[、至到~—-]\s?\d{1,2}\s?)?月")
_WEEKDAY = re.compile(r"\s?\((?:周|星期)[一二三四五六日天]")
_FULL_DATE = re.compile(r"\d{1,2}月\d{1,2}[日号]")
"""2、3月12日 is an item: nobody names one day of two months."""
_COUNTED = re.compile("[名个人所次项位篇本场份件支门]")
_ENCLOSED = {
    range(0x2474, 0x2488): MarkerShape.N_BRACKETS,  # ⑴
    range(0x2488, 0x249C): MarkerShape.N_DOT,  # ⒈
    range(0x3220, 0x322A): MarkerShape.CN_BRACKETS,  # ㈠
}
_SHAPE_OF_UNIT = {
    "章": MarkerShape.CHAPTER,
    "编": MarkerShape.CHAPTER,
    "部分": MarkerShape.CHAPTER,
    "单元": MarkerShape.CHAPTER,
    "节": MarkerShape.SECTION,
    "条": MarkerShape.ARTICLE,
}
_FIRSTLY = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 4, "最终": 4}
_ROMAN = {roman(number).lower(): number for number in range(1, 11)}
_DECIMALS = {2: MarkerShape.DECIMAL_2, 3: MarkerShape.DECIMAL_3, 4: MarkerShape.DECIMAL_4}
DATE_PAIR = 7.0
"""What speaks against 三、四月份 as an item: the numbers are neighbours."""
SECTION_NAME = 2.5
"""What speaks for a marker before nothing but a section's name: 三、主要工作."""
NUMBER_PAIR = 4.0
"""The same for 3、4月份: figures are markers more often."""
ENUMERATION = 4.0
"""What speaks against (1) where (2) stands in the same paragraph: both are items of it."""
SEPARATORS = {"、": MarkerShape.N, ".": MarkerShape.N_DOT, ":": MarkerShape.N_COLON, ",": MarkerShape.N_COLON}


def opens_with_marker(folded: str, *, alone: bool = False) -> bool:
    """Return whether folded text begins with something that may be a marker.

    With `alone`, whether it is nothing but a marker.
    """
    match = INITIAL.match(folded)
    return match is not None and (not alone or match.end() == len(folded))


def initial_readings(block: int, folded: str) -> Iterator[MarkerReading]:
    """Yield the ways to read the beginning of a paragraph as a marker.

    >>> [(r.shape.name, r.ordinal) for r in initial_readings(0, "(三)抓课堂")]
    [('CN_BRACKETS', 3)]
    >>> [r.against for r in initial_readings(0, "一、二年级开展识字活动")]
    [7.0]
    """
    match = INITIAL.match(folded)
    if match is None:
        return
    kind, value, start, end = match.lastgroup or "", "", match.start(), match.end()
    if kind == "separator":
        kind = "n"
    elif kind == "unit":
        kind = "chapter"
    value = match[kind]
    rest = folded[end:]
    if kind == "dashed":
        if not _is_unit(_GLUED_UNIT, rest):
            first, second = re.split("[-—]", value)
            yield MarkerReading(block, start, end, MarkerShape.DECIMAL_2, int(second), (int(first),))
        return
    if kind == "decimal":
        yield from _decimal_readings(block, folded, value, end)
        return
    shape, ordinal, against = SHAPES[kind], read_ordinal(kind, value), 0.0
    if ordinal is None:
        return
    if kind == "chapter":
        shape = _SHAPE_OF_UNIT[match["unit"].replace(" ", "")]
    elif kind == "n":
        shape = SEPARATORS[match["separator"]]
        if match["separator"] == ":" and rest[:1].isdigit():
            return
        against = _date_pair(ordinal, rest, _MONTHS) if match["separator"] == "、" else 0.0
    elif kind in {"cn", "first"}:
        against = _date_pair(ordinal, rest, GRADES)
    elif kind == "n_brackets":
        against = ENUMERATION if _goes_on_enumerating(ordinal, rest) else 0.0
    elif kind == "circled":
        against = ENUMERATION if _goes_on_enumerating(ordinal, rest) else 0.0
        shape = next((known for span, known in _ENCLOSED.items() if ord(value) in span), shape)
    elif kind == "n_glued":
        if _is_unit(_CALENDAR_UNIT, rest):
            return
        against = 2.5 if _is_unit(_GLUED_UNIT, rest) else 0.0
    elif kind in {"n_space", "cn_space"}:
        if ordinal == 0:
            return
        against = (2.5 if _is_unit(_GLUED_UNIT, rest) else 0.0) + (0.0 if len(rest) <= 40 else 1.0)
    elif kind == "yi" and ordinal < 99 and re.search(f"[;。,:]?{chinese(ordinal + 1)}(?:是|要)", rest):
        return  # an enumeration in a running paragraph
    if not rest.strip(" .。、"):
        against += 2.0  # a marker with nothing to mark
    elif named_prefix(rest) == len(rest.rstrip(":。 ")):
        against -= SECTION_NAME
    yield MarkerReading(block, start, end, shape, ordinal, against=against)


def _is_unit(pattern: re.Pattern[str], rest: str) -> bool:
    """Whether what follows a number is a unit (3 课时), and no word that begins like one (3 课堂教学)."""
    return pattern.match(rest) is not None and vocabulary().unit_words.match(rest) is None


def _goes_on_enumerating(ordinal: int, rest: str) -> bool:
    """Whether the next number follows in the same sentence: (1)备课;(2)上课."""
    following = ordinal + 1
    circled = chr(0x2460 + ordinal) + chr(0x2474 + ordinal) if ordinal < 20 else ""
    return re.search(rf"[。;,:]\s?(?:\({following}\)|[{circled or following}])", rest) is not None


def _decimal_readings(block: int, folded: str, value: str, end: int) -> Iterator[MarkerReading]:
    parts = [int(part) for part in value.split(".")]
    rest = folded[end:]
    closed = folded[end - 1] in ".、: "
    time = folded[end - 1] == ":" and rest[:1].isdigit()
    if rest and not time and not _WEEKDAY.match(rest) and (closed or not MEASURED.match(rest)) and max(parts) <= 60:
        yield MarkerReading(
            block, 0, end, _DECIMALS[len(parts)], parts[-1], tuple(parts[:-1]), against=0.0 if rest.strip() else 2.0
        )
    head = value.index(".") + 1
    if len(parts) == 2 and _PLAIN_DATE.match(folded[head:]):
        yield MarkerReading(block, 0, head, MarkerShape.N_DOT, parts[0], against=0.5)
    elif time or (len(parts) == 2 and _COUNTED.match(rest)) or (len(parts) == 3 and MEASURED.match(rest)):
        yield MarkerReading(
            block, 0, head, MarkerShape.N_DOT, parts[0], against=1.0
        )  # 4.30名骨干: nobody counts 4.3 teachers


def _date_pair(ordinal: int, rest: str, pattern: re.Pattern[str]) -> float:
    """What speaks against `三、四月份` as an item: much if the numbers are neighbours."""
    match = pattern.match(rest)
    if match is None:
        return 0.0
    following = re.match(r"\d+", rest) if pattern is _MONTHS else re.match(f"{CN}+", rest)
    second = (int(following[0]) if pattern is _MONTHS else parse_chinese(following[0])) if following else None
    if second is None:
        return 0.0
    if second == ordinal + 1:
        if pattern is GRADES:
            return DATE_PAIR
        return 0.5 if _FULL_DATE.match(rest) else NUMBER_PAIR
    return 2.5 if second > ordinal and pattern is GRADES else 0.0


def read_ordinal(kind: str, value: str) -> int | None:
    """Return the number that a marker of a kind (a group of `INITIAL`) counts, None if it counts none."""
    if kind == "firstly":
        return _FIRSTLY[value]
    if kind == "roman":
        return _ROMAN[value]
    if kind in {"upper", "lower", "lower_brackets", "upper_brackets"}:
        return ord(value.lower()) - ord("a") + 1
    return parse_ordinal(value)


SHAPES = {
    "chapter": MarkerShape.CHAPTER, "stage": MarkerShape.STAGE, "keyed": MarkerShape.KEYED, "first": MarkerShape.FIRST, "cn_brackets": MarkerShape.CN_BRACKETS,
    "cn_half": MarkerShape.CN_HALF, "cn": MarkerShape.CN, "cn_space": MarkerShape.CN_SPACE, "yi": MarkerShape.YI_SHI, "qi": MarkerShape.QI_YI,
    "firstly": MarkerShape.FIRSTLY, "n_brackets": MarkerShape.N_BRACKETS, "n_square": MarkerShape.N_SQUARE, "n_half": MarkerShape.N_HALF,
    "n": MarkerShape.N, "n_space": MarkerShape.N_SPACE, "n_glued": MarkerShape.N_GLUED, "circled": MarkerShape.CIRCLED,
    "lower_brackets": MarkerShape.LOWER, "upper_brackets": MarkerShape.UPPER, "roman_sign": MarkerShape.ROMAN, "roman": MarkerShape.ROMAN, "upper": MarkerShape.UPPER, "lower": MarkerShape.LOWER,
}  # fmt: skip
