"""Readings of the beginning of a paragraph as a marker, each with a cost.

This module decides nothing. `一、二年级` at the beginning of a line is a reading as item 一, but the
reading costs so much that `levels` takes it only where a sequence lacks item 一.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.outline.readings.families import MarkerReading, MarkerShape
from jyplan.outline.sections import named_prefix, named_role
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.numerals import parse_chinese, parse_ordinal
from jyplan.text.ordinals import chinese, roman
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outline.weights import Weight

CN = "[一二三四五六七八九十百零〇○两廿]"
ENCLOSED = "[\u2460-\u249b\u24ea\u24f5-\u24fe\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
"""A single character for a number in a circle, in brackets or with a full stop: ① ⑴ ⒈ ❶ ㈠."""
FORMAL = "壹贰叁参肆伍陆柒捌玖拾"
STEMS = "甲乙丙丁戊己庚辛壬癸"
"""The heavenly stems, which count to ten."""
_KEYS = (
    "(?:重点|主要|核心|具体|专项|特色|年度|亮点)?"
    "(?:任务|工作|重点|行动|目标|步骤|举措|措施|专题|项目|工程|板块|模块|主题|策略|路径|环节|要点|篇章|主线|抓手|亮点)"
)
"""Nouns of the field that a number follows: 任务一, 重点任务2."""
_KNOWN_LINES = 4096
"""Lines that are remembered: each stage of an outline asks for the markers of the same lines."""
_REMEMBERED = 200
"""Characters of the longest line that is remembered."""
_BOXES = "□☐☑☒■√✓✔"
SIGNS = "§·★☆●◆◇■□▲△►▶▷※→⇨☞➢➤✦✧❖✿❀•○◎▪"
"""Signs that decorate a marker: ★一、, § 1.1."""
_PICTOGRAPHS = "\U0001f300"
"""The first of the pictures that stand before headings, too: 🔶1., 📌一、."""
_DECORATED = frozenset({
    "chapter", "stage", "keyed", "keyed_brackets", "formal", "formal_brackets", "cn_brackets", "cn", "n_brackets", "decimal", "n_half", "n", "circled", "keycap", "roman_capital", "part_number", "padded",
})  # fmt: skip
"""Groups of `INITIAL` that may stand behind a decorating sign."""
INITIAL = lazy_pattern(
    rf"""
    第\s?(?P<chapter>[壹{CN[1:-1]}]{{1,5}}|\d{{1,3}})\s?(?P<unit>章|节|条|部\s?分|编|单元)(?!课(?![程堂题外后])|时)[\s、.:,]*
  | (?:PART|[Pp]art)[ .·]{{0,3}}(?P<part_number>\d{{1,2}}|ONE|One|TWO|Two|THREE|Three|FOUR|Four|FIVE|Five|SIX|Six)(?![A-Za-z\d])[\s、.:|/]{{0,4}}
  | (?P<padded>0[1-9])(?:\s?[、.:|/]\s{{0,3}}(?!\d)|\s{{1,3}}(?=[^\W\d])|(?=[“《]|{HANZI})|$)
  | 第\s?(?P<stage>{CN}{{1,3}}|\d{{1,2}})\s?(?:阶段[\s、.:,]*|(?:板块|方面|篇章|模块|环节|项|步)[\s、.:,]+)
  | {_KEYS}\s?(?P<keyed>{CN}{{1,3}}|\d{{1,2}})\s?[:、.\s]\s*
  | [\[【(]\s?{_KEYS}\s?(?P<keyed_brackets>{CN}{{1,3}}|\d{{1,2}})\s?[\]】)][\s、.:,]*
  | (?P<formal>[{FORMAL}]{{1,3}})\s?[、.:·,。][\s.、]*
  | (?P<formal_space>[{FORMAL}]{{1,3}})\s+(?=\S)
  | 第(?P<first>{CN}{{1,3}})[,、:]
  | [(\[【<〈]\s?(?P<cn_brackets>{CN}{{1,5}}|{CN}{{1,2}}\s{CN}{{1,2}})[\s、.]{{0,2}}[)\]】>〉][\s、.:,]*
  | [(\[【]\s?(?P<formal_brackets>[{FORMAL}]{{1,3}})\s?[)\]】][\s、.:,]*
  | (?P<stem>[{STEMS}])[、.:]\s?(?=[^\W\d]|[“《])
  | (?P<cn_half>{CN}{{1,3}})\)[\s、.]*
  | (?P<yi>{CN}{{1,2}})(?:、?是|要)(?![素点求件义事否])[,:]?
  | (?P<cn>{CN}{{1,5}})\s?[、.:·。][\s.、]*
  | (?P<cn_comma>{CN}{{1,3}}),\s?(?=[^\W\d])
  | (?P<cn_space>{CN}{{1,3}})\s+(?=\S)
  | 其(?P<qi>{CN}{{1,2}})(?:[,:、]|是)
  | (?P<firstly>首先|其次|再次|然后|最后|最终)(?:是|要)?[,:、]
  | \(\s?(?P<n_brackets>\d{{1,3}})\s?\)[\s、.:]*
  | \[\s?(?P<n_square>\d{{1,3}})\s?\][\s、.:]*
  | (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?![\d%])[.、:\s]*
  | (?P<dashed>\d{{1,2}}[-—]\d{{1,2}})\s*(?=“|{HANZI})
  | (?P<n_dash>\d{{1,2}})\s?[-—]{{1,2}}\s?(?=[“《]|{HANZI})
  | (?:N[Oo]|№)\.?\s?(?P<numero>\d{{1,2}})[.、:\s]*(?=[“《]|{HANZI})
  | (?P<n_half>\d{{1,3}})\)[\s、.]*
  | (?P<n>\d{{1,3}})\s?(?P<separator>[、.:]|[,。·](?!\d))[\s、.]*(?!\.\d)
  | (?P<n_space>\d{{1,3}})\s+(?=[^\W\d])
  | (?P<n_glued>\d{{1,2}})(?=[“《]|{HANZI})
  | (?P<circled>{ENCLOSED})[\s、.]*
  | (?P<keycap>\d)\ufe0f?\u20e3[\s、.:]*
  | \((?P<lower_brackets>[a-z])\)\s*
  | \((?P<upper_brackets>[A-Z])\)\s*
  | (?P<roman_capital>[\u2160-\u216b])[\s、.:,)]*
  | (?P<roman_sign>[\u2170-\u217b])[\s、.:]*
  | (?P<roman_upper>I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})[.、):,]\s*(?=[^\W\dA-Za-z]|[“《])
  | (?P<roman>i{{1,3}}|iv|vi{{0,3}}|ix|x)[.、)]\s*(?=[^\W\da-z])
  | (?P<upper>[A-Z])[.、):]\s*(?=[^\W\dA-Za-z]|[“《])
  | (?P<lower>[a-z])[.、)]\s*(?=[^\W\da-z]|[“《])
    """,
    re.VERBOSE,
)
# twelve grades or months at most, so that a line of numbers alone is not scanned again from every number
GRADES = lazy_pattern(
    rf"{CN}{{1,3}}(?:、{CN}{{1,3}}){{0,11}}(?:年级|月|班|周|季度|学段|学期|等奖|楼|号|期|轮|单元|章节|年段|两个|三个|线|类|年)"
)
_MONTHS = lazy_pattern(r"\d{1,2}(?:、\d{1,2}){0,11}(?:年级|月|班|周|日|号|季度|楼|年|节|期)")
MEASURED = lazy_pattern(
    r"\s?(?:[%％‰°℃]|[万亿千百]|个|元|名|人[次均]?|倍|次|所|项|节|米|公里|公斤|吨|亩|平方|小时|分[钟。]|秒|[年月日号时]|岁|以[上下内]|左右|[~—×:/]\d|\+)"
)
GLUED_UNIT = lazy_pattern(
    r"[年月日号时点分秒个名人所次项节课条岁元万亿千百周天位件份篇种类场届期级班组批支套台间公米厘毫平亩吨度倍折楼栋层幢区县市省镇乡村队国]"
    r"|学期|学年|小时|左右|以上|以下|以内|多"
)
_RANGED = ("年级", "年段", "月份", "周岁", "班级")
"""Words behind two numbers that are from and to: 3—6年级."""
_CALENDAR_UNIT = lazy_pattern("[年月日号时点]|[万亿千百多]|小时")
_PLAIN_DATE = lazy_pattern(r"\d{4}\s?年|\d{1,2}\s?(?:[、至到~—-]\s?\d{1,2}\s?)?月")
_WEEKDAY = lazy_pattern(r"\s?\((?:周|星期)[一二三四五六日天]")
_FULL_DATE = lazy_pattern(r"\d{1,2}月\d{1,2}[日号]")
"""2、3月12日 is item 2: no plan names the same day of two months."""
_COUNTED = lazy_pattern("[名个人所次项位篇本场份件支门]")
_ENCLOSED = {
    range(0x2474, 0x2488): MarkerShape.N_BRACKETS,  # ⑴
    range(0x2488, 0x249C): MarkerShape.N_DOT,  # ⒈
    range(0x3220, 0x322A): MarkerShape.CN_BRACKETS,  # ㈠
}
_SHAPE_OF_UNIT = {
    "章": MarkerShape.CHAPTER,
    "编": MarkerShape.PART,
    "部分": MarkerShape.PART,
    "单元": MarkerShape.CHAPTER,
    "节": MarkerShape.SECTION,
    "条": MarkerShape.ARTICLE,
}
_KIND_OF_GROUP = {"separator": "n", "unit": "chapter"}
"""For a group of `INITIAL` that stands beside the numeral, the group of the numeral."""
_SURNAMES = frozenset("伍陆")
"""Formal numerals that are surnames as well: 陆 老师."""
_FIRSTLY = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 4, "最终": 4}
_PARTS = ("one", "two", "three", "four", "five", "six")
"""PART ONE, PART TWO: public accounts write them above headings."""
_ROMAN = {roman(number).lower(): number for number in range(1, 13)}
_DECIMALS = {2: MarkerShape.DECIMAL_2, 3: MarkerShape.DECIMAL_3, 4: MarkerShape.DECIMAL_4}
_LOST = lazy_pattern(r"[、.]\s?|\(\s{0,3}\)[、.]?\s?")
_LOST_MOST = 20
"""The largest ordinal that a lost numeral is taken for."""
_LOST_HEADING = 20
"""Characters: the longest line behind a sign without its numeral that is a heading by its verb alone."""
NUMERAL_LOST: Weight = 0.5
"""Against 、工作目标 as the next item."""
DATE_PAIR: Weight = 7.0
"""Against 三、四月份 as item 三: the numbers are neighbours."""
NUMBER_PAIR: Weight = 4.0
"""Against 3、4月份 as item 3: less than `DATE_PAIR`, as Arabic numerals are markers more often."""
ENUMERATION: Weight = 4.0
"""Against (1) where (2) stands in the same paragraph: both are items of an enumeration."""
NUMBER_FOLLOWS: Weight = 1.5
"""Against 3.8开铅画纸 as item 3: the point is more often that of 3.8."""
SPACE_FOR_NOTHING: Weight = 0.5
"""Against `3 制定目标` as the item behind 2卫生岗位: a space here, none there."""
SIGN_LOST: Weight = 1.5
"""Against 5建好账目 as the item behind 4、…, whose sign was forgotten."""
_FIRST_GLUED = 2
"""The last ordinal that no item with a forgotten sign has: such an item stands behind others."""
UNIT_FOLLOWS: Weight = 2.5
"""Against a bare number before a unit: 3 课时."""
SECTION_NAME: Weight = 2.5
"""For a marker before a section's name and no other word: 三、主要工作."""
OTHER_NUMERAL: Weight = 2.0
"""Against 5、保障措施 as the section behind 四、…, in whose numeral the writer was wrong."""
_ARABIC = frozenset({MarkerShape.N, MarkerShape.N_DOT})
SEPARATORS = {"、": MarkerShape.N, ".": MarkerShape.N_DOT} | dict.fromkeys(":,。·", MarkerShape.N_COLON)


def match_marker(folded: str) -> re.Match[str] | None:
    """Return the match of `INITIAL` at the beginning of a folded text, perhaps behind a decorating sign.

    >>> [match and match.end() for match in map(match_marker, ("一、目标", "★ 一、目标", "§3 目标", "★目标"))]
    [2, 4, 3, None]
    """
    return _known_match(folded) if len(folded) <= _REMEMBERED else _match(folded)


def _match(folded: str) -> re.Match[str] | None:
    if not folded or (folded[0] not in SIGNS and folded[0] < _PICTOGRAPHS):
        return INITIAL.match(folded)
    match = INITIAL.match(folded, 2 if folded[1:2] == " " else 1)
    if match is None or match.lastgroup is None:
        return None
    kind = _KIND_OF_GROUP.get(match.lastgroup, match.lastgroup)
    return match if kind in _DECORATED or folded[0] == "§" else None


_known_match = lru_cache(_KNOWN_LINES)(_match)


def opens_with_marker(folded: str, *, alone: bool = False) -> bool:
    """Return whether folded text begins with a possible marker; with `alone`, whether the marker is the whole text."""
    match = match_marker(folded)
    return match is not None and (not alone or match.end() == len(folded))


def names_itself(folded: str) -> bool:
    """Return whether a marker has a noun of its own and can stand as a heading without more words: 第一阶段, 任务二."""
    match = match_marker(folded)
    return match is not None and match.lastgroup in {"stage", "keyed", "keyed_brackets", "unit"}


def offers_choices(folded: str) -> bool:
    """Return whether a line holds boxes to tick, two at least: ☑集中讲座 □线上学习.

    >>> offers_choices("□班主任 ☑全体教师"), offers_choices("□备课 上课")
    (True, False)
    """
    return sum(map(folded.count, _BOXES)) > 1


def initial_readings(block: int, folded: str) -> Iterator[MarkerReading]:
    """Yield the ways to read the beginning of a paragraph as a marker.

    >>> [(r.shape.name, r.ordinal) for r in initial_readings(0, "(三)抓课堂")]
    [('CN_BRACKETS', 3)]
    >>> [r.against for r in initial_readings(0, "一、二年级开展识字活动")]
    [7.0]
    """
    readings = _known_readings(folded) if len(folded) <= _REMEMBERED else _readings(folded)
    for reading in readings:
        yield MarkerReading(block, *reading[1:]) if block else reading


@lru_cache(_KNOWN_LINES)
def _known_readings(folded: str) -> tuple[MarkerReading, ...]:
    return tuple(_readings(folded))


def _readings(folded: str) -> Iterator[MarkerReading]:
    """Yield the readings as readings of block 0."""
    block = 0
    match = match_marker(folded)
    if match is None:
        return
    kind = _KIND_OF_GROUP.get(match.lastgroup or "", match.lastgroup or "")
    start, end = 0, match.end()
    tail = folded[end:]
    if kind == "dashed":
        if not is_unit(GLUED_UNIT, tail) and not tail.startswith(_RANGED):
            first, second = re.split("[-—]", match[kind])
            yield MarkerReading(block, start, end, MarkerShape.DECIMAL_2, int(second), (int(first),))
        return
    if kind == "decimal":
        yield from _decimal_readings(block, folded, match[kind], end)
        return
    ordinal = read_ordinal(kind, match[kind])
    against = None if ordinal is None else _against(kind, match, ordinal, tail)
    if ordinal is None or against is None:
        return
    if tail.strip(" .。、") and named_prefix(tail) == len(tail.rstrip(":。 ")):
        against -= SECTION_NAME
    shape = MarkerShape.SIGNED if folded[0] == "§" else _shape_of(kind, match)
    named = named_role(tail) is not None
    yield MarkerReading(block, start, end, shape, ordinal, against=against, names_section=named)
    if shape in _ARABIC and named and ordinal > 1:
        yield MarkerReading(
            block, start, end, MarkerShape.CN, ordinal, against=OTHER_NUMERAL - SECTION_NAME, names_section=True
        )
    if kind == "n_space":
        yield MarkerReading(block, start, end, MarkerShape.N_GLUED, ordinal, against=against + SPACE_FOR_NOTHING)
    if kind == "n_glued" and ordinal > _FIRST_GLUED and not tail[1:2].isdigit():  # 3对3
        yield MarkerReading(block, start, end, MarkerShape.N, ordinal, against=against + SIGN_LOST)
    if kind == "roman_upper" and len(match[kind]) == 1:  # I. behind H. is a letter
        yield MarkerReading(block, start, end, MarkerShape.UPPER, read_ordinal("upper", match[kind]) or 0)


def lost_readings(block: int, folded: str) -> Iterator[MarkerReading]:
    """Yield a reading for each possible ordinal of a marker without a numeral: 、工作目标.

    Programs that drop automatic numbers leave the sign behind; the sequence says which number it was.

    >>> [reading.ordinal for reading in lost_readings(0, "、工作目标")][:3]
    [1, 2, 3]
    """
    match = _LOST.match(folded)
    if match is None or not reads_like_heading(folded[match.end() :]):
        return
    shape = MarkerShape.CN_BRACKETS if folded[0] == "(" else MarkerShape.CN
    named = named_role(folded[match.end() :]) is not None
    for ordinal in range(1, _LOST_MOST + 1):
        yield MarkerReading(block, 0, match.end(), shape, ordinal, against=NUMERAL_LOST, names_section=named)


def reads_like_heading(line: str) -> bool:
    """Return whether a folded line is a section's name, or short, without a stop and begins with a verb of work or ends with a noun of work."""
    if named_role(line) is not None:
        return True
    if len(line) > _LOST_HEADING or re.search("[。;:,、]", line):
        return False
    words = vocabulary()
    return words.headings.verbs.match(line) is not None or any(
        line[-length:] in ends for length, ends in words.fused.enders
    )


def _against(kind: str, match: re.Match[str], ordinal: int, tail: str) -> float | None:
    """Return the cost of reading a match of `INITIAL` as a marker before `tail`, None where the match is no marker."""
    if kind == "n":
        if match["separator"] == ":" and tail[:1].isdigit():
            return None  # 8:30
        return _date_pair(ordinal, tail, _MONTHS) if match["separator"] == "、" else 0.0
    if kind in {"cn", "cn_comma", "first"}:
        return _date_pair(ordinal, tail, GRADES)
    if kind == "stem":
        return None if tail[:1] in STEMS else 0.0  # 甲、乙两组
    if kind in {"n_brackets", "circled"}:
        return ENUMERATION if _goes_on_enumerating(ordinal, tail) else 0.0
    if kind in {"n_glued", "padded"}:
        if is_unit(_CALENDAR_UNIT, tail):
            return None
        return UNIT_FOLLOWS if is_unit(GLUED_UNIT, tail) else 0.0
    if kind == "formal_space":
        return UNIT_FOLLOWS if match[kind] in _SURNAMES else 0.0
    if kind == "n_dash":
        return None if tail.startswith(_RANGED) else UNIT_FOLLOWS if is_unit(GLUED_UNIT, tail) else 0.0
    if kind in {"n_space", "cn_space"}:
        if ordinal == 0:
            return None
        return UNIT_FOLLOWS if is_unit(GLUED_UNIT, tail) else 0.0
    if kind == "yi" and ordinal < 99 and re.search(f"[;。,:]?{chinese(ordinal + 1)}(?:是|要)", tail):
        return None  # an enumeration in a running paragraph
    return 0.0


def _shape_of(kind: str, match: re.Match[str]) -> MarkerShape:
    if kind == "chapter":
        return _SHAPE_OF_UNIT[match["unit"].replace(" ", "")]
    if kind == "n":
        return SEPARATORS[match["separator"]]
    if kind == "circled":
        return next((shape for codes, shape in _ENCLOSED.items() if ord(match[kind]) in codes), SHAPES[kind])
    return SHAPES[kind]


def is_unit(pattern: re.Pattern[str], tail: str) -> bool:
    """Return whether `tail` begins with a unit (3 课时) and not with a longer word around the unit (3 课堂教学)."""
    return pattern.match(tail) is not None and vocabulary().headings.unit_words.match(tail) is None


def _goes_on_enumerating(ordinal: int, tail: str) -> bool:
    """Whether the next number follows in the same sentence: (1)备课;(2)上课."""
    following = ordinal + 1
    circled = chr(0x2460 + ordinal) + chr(0x2474 + ordinal) if ordinal < 20 else ""
    return re.search(rf"[。;,:]\s?(?:\({following}\)|[{circled or following}])", tail) is not None


def _decimal_readings(block: int, folded: str, value: str, end: int) -> Iterator[MarkerReading]:
    parts = [int(part) for part in value.split(".")]
    number = folded.index(value)
    tail = folded[end:]
    closed = folded[end - 1] in ".、: "
    time = folded[end - 1] == ":" and tail[:1].isdigit()
    if tail and not time and not _WEEKDAY.match(tail) and (closed or not is_unit(MEASURED, tail)) and max(parts) <= 60:
        yield MarkerReading(block, 0, end, _DECIMALS[len(parts)], parts[-1], tuple(parts[:-1]))
    head = number + value.index(".") + 1
    dated = len(parts) == 2 and _PLAIN_DATE.match(folded[head:])
    counted = (len(parts) == 2 and is_unit(_COUNTED, tail)) or (len(parts) == 3 and is_unit(MEASURED, tail))
    if dated or time or counted:  # 4.30名骨干 is item 4: no plan counts 4.3 teachers
        yield MarkerReading(block, 0, head, MarkerShape.N_DOT, parts[0])
    elif len(parts) == 2 and not closed and not is_unit(MEASURED, tail) and tail:  # 3.8开铅画纸 is item 3 behind item 2
        yield MarkerReading(block, 0, head, MarkerShape.N_DOT, parts[0], against=NUMBER_FOLLOWS)


def _date_pair(ordinal: int, tail: str, pattern: re.Pattern[str]) -> float:
    """Return the cost of reading 三、四月份 as item 三: high where the numbers are neighbours, 0 where no date follows."""
    match = pattern.match(tail)
    if match is None:
        return 0.0
    numeral = re.match(r"\d+", tail) if pattern is _MONTHS else re.match(f"{CN}+", tail)
    second = (int(numeral[0]) if pattern is _MONTHS else parse_chinese(numeral[0])) if numeral else None
    if second != ordinal + 1:
        return 0.0
    if pattern is GRADES:
        return DATE_PAIR
    return 0.0 if _FULL_DATE.match(tail) else NUMBER_PAIR


def read_ordinal(kind: str, value: str) -> int | None:
    """Return the ordinal of a marker's numeral; `kind` is a group of `INITIAL`. None where the numeral has no value."""
    if kind == "part_number" and value.isalpha():
        return _PARTS.index(value.lower()) + 1
    if kind == "firstly":
        return _FIRSTLY[value]
    if kind in {"roman", "roman_upper"}:
        return _ROMAN[value.lower()]
    if kind == "cn_brackets":
        return parse_ordinal(value.replace(" ", ""))
    if kind in {"formal", "formal_brackets", "formal_space"}:
        return parse_ordinal(value.replace("参", "叁"))
    if kind == "stem":
        return STEMS.index(value) + 1
    if kind in {"upper", "lower", "lower_brackets", "upper_brackets"}:
        return ord(value.lower()) - ord("a") + 1
    return parse_ordinal(value)


SHAPES = {
    "part_number": MarkerShape.PART, "padded": MarkerShape.PADDED, "chapter": MarkerShape.CHAPTER, "stage": MarkerShape.STAGE, "keyed": MarkerShape.KEYED, "first": MarkerShape.FIRST, "cn_brackets": MarkerShape.CN_BRACKETS,
    "cn_half": MarkerShape.CN_HALF, "cn": MarkerShape.CN, "cn_space": MarkerShape.CN_SPACE, "yi": MarkerShape.YI_SHI, "qi": MarkerShape.QI_YI,
    "firstly": MarkerShape.FIRSTLY, "n_brackets": MarkerShape.N_BRACKETS, "n_square": MarkerShape.N_SQUARE, "n_half": MarkerShape.N_HALF,
    "n_dash": MarkerShape.N_DASH, "numero": MarkerShape.NUMERO, "formal_space": MarkerShape.FORMAL_SPACE,
    "n": MarkerShape.N, "n_space": MarkerShape.N_SPACE, "n_glued": MarkerShape.N_GLUED, "circled": MarkerShape.CIRCLED,
    "lower_brackets": MarkerShape.LOWER, "upper_brackets": MarkerShape.UPPER, "roman_sign": MarkerShape.ROMAN, "roman_capital": MarkerShape.ROMAN_CAPITAL, "roman_upper": MarkerShape.ROMAN_CAPITAL,
    "keyed_brackets": MarkerShape.KEYED, "formal": MarkerShape.FORMAL, "formal_brackets": MarkerShape.FORMAL_BRACKETS, "stem": MarkerShape.STEM, "cn_comma": MarkerShape.CN_COMMA, "keycap": MarkerShape.KEYCAP, "roman": MarkerShape.ROMAN, "upper": MarkerShape.UPPER, "lower": MarkerShape.LOWER,
}  # fmt: skip
