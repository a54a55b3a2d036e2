"""The evidence for a quantity as a figure: comparators, verbs, a noun before the quantity.

A quantity is a number with a unit (see `measures`); a figure is a quantity that is reported as an indicator.
`indicators` lists the evidence that each kind of unit needs, and asks this module for it:

| text | quantity | binding | `is_counted` | reason |
|---|---|---|---|---|
| 听课不少于60节 | 60节 | 不少于60节, at least | yes | a comparator alone would do |
| 召开了一次家长会 | 一次 | none | yes | a verb of doing before 一 and an occasion (次) |
| 分为三个小组 | 三个 | none | no | no comparator, no verb of doing, not at the end of a clause |
| 抓好三个方面 | 三个 | none | no | counts abstract things |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Comparator
from jyplan.outline.facts.indicators.units import UnitKind
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    import re

    from jyplan.outline.facts.indicators.measures import Quantity

_REACH = 21
"""Characters that may stand between 至少 and its number. Chosen by eye: with 11, 16 or 60 the annotated sentences of
`tests/cases/facts` give the same figures."""
_SURELY_COUNTED = 10
"""Number above which a count is a figure even in Chinese numerals: up to 十, 三个 and 五大 open lists and set phrases. Chosen
by eye: with 7 or 13 the annotated sentences of `tests/cases/facts` give the same figures, with 1 seven wrong figures."""
_LONGEST_WORD = 5
"""Characters of the longest comparator or direction."""
_MOST_WORDS = 3
"""Words in a row before a number: 控制 + 在 + 不超过."""
_NO_NOUN_END = frozenset("的这那上下前后按分以把将是和与或及等、一了漏少落丢差缺有不每各第某几同届在到")
"""Characters that end no countable noun: behind them a count is no figure."""
_CLAUSE_END = lazy_pattern(r"[，。；、：！？\s（）和及与]|$")
_NOUN = lazy_pattern(f"{HANZI}{{2}}")
_SERIAL = frozenset({"期", "轮"})
"""Units that number the noun before: 扩建一期 is the first phase."""
_YEAR = lazy_pattern("(?:19|20)[0-9]{2}")
_CHAPTERS = frozenset("节章课")
_OF_BOOK = lazy_pattern("的|、|和|至|内容|习题|课文")
_AGE_BEFORE = lazy_pattern("(?:教龄|年龄|工龄|党龄|团龄|任教|从教|入职|工作|入党)[未已不]?[满达为在]?$")
_AGE_REACH = 6
_SHORTEST_DEED = 2
_BEFORE_PUTTING_OUT = frozenset("，。；：、班级校园组队 \n")
"""Before the verb 出: 各班出一期; not 突出三个."""
_DOING = frozenset("作做搞")
_DONE_UNITS = frozenset("次场遍")
"""作一次修理; not 做一个表率."""
_ROUND_UNITS = frozenset({"次", "轮", "期", "遍", "级", "字", "句"})
"""Units behind 二 as an ordinal: 二轮; and units of words: “人民”二字."""
_ROUNDS = frozenset("一二三四")
_MOVING = frozenset("将把")
_MOVED = frozenset("篇份名幅册")
"""Units of things chosen and handed on: 将十篇征文上交."""
_FITTING = lazy_pattern("为[宜限]")
"""Words behind a required time: 90分钟为宜."""
_HUNDREDS = frozenset({"一百", "一千", "一万"})
_PERSONS = frozenset({"名", "人", "位"})
_EVERY_ONE = frozenset("各每")
_DEED_REACH = 8
"""Characters before a number of things, searched for the verb that brings the things about."""
_ATTRIBUTE = lazy_pattern("(?:的?超?大班额|的?教龄|的?工龄|的?党龄|级别|者(?!均))")
_ORDINAL = lazy_pattern("第[0-9一二三四五六七八九十]{1,3}[、和至~—-]$")
_ORDINAL_REACH = 5
"""Characters of 第 with a number and a joint."""
_MARKS_BEFORE = lazy_pattern("(?<!平均)(?:[扣加计记]|封顶|各?得|[^，。；：]（)$")
_MARKS_REACH = 3
"""Characters before a number of marks that are given or taken."""
_FINES = ("扣", "罚", "罚款", "扣除")
_BETTER = lazy_pattern("(?:崭新|全新|新|更|较|比较|良好|相对|[高好]水平)")
_VAGUE = frozenset({"近", "将近", "接近"})
"""近三年 is a time, not a duration."""


class Binding(NamedTuple):
    """The comparator before a number, and the start of the figure with the words before the number."""

    start: int
    comparator: Comparator | None = None


class _Words(NamedTuple):
    """The word lists `indicators` of `data/facts.toml`."""

    before: dict[str, Comparator | None]
    """Comparators directly before a number, None for words of direction (达到)."""
    last: frozenset[str]
    """The last characters of the words above."""
    adverbs: re.Pattern[str]
    """Comparators that may stand apart from the number, before the verb: 至少上一节."""
    remote: re.Pattern[str]
    """Words that may stand before 的 and a rate: 不低于教师总数的10%, 控制在总人数的18%以内."""
    deeds: frozenset[str]
    """Verbs of doing or having: 组织, 召开, 建成."""
    blockers: frozenset[str]
    """Words of two or three characters that only end like a comparator or a verb of doing."""
    occasions: frozenset[str]
    """Units of occasions: behind a verb of doing, even 1 is a figure: 次, 场."""
    spans: frozenset[str]
    """Words of two or four characters that ask for a time: 公示, 连续记录."""
    timed: re.Pattern[str]
    """Nouns of activities behind their duration: 两小时活动."""
    behind_noun: re.Pattern[str]
    """Verbs behind a number of things that were brought about: 聘请专家两名进行指导."""
    lessons: re.Pattern[str]
    """Lessons behind 上一节: 上一节汇报课, not 上一节的内容."""
    periodicals: frozenset[str]
    abstract: re.Pattern[str]
    """Abstract nouns behind the unit, perhaps after two characters: 方面, 主要原则."""
    abstract_occasion: re.Pattern[str]
    """Abstract nouns directly behind 次 or 场: 一次突破, not 一次学校层面的演讲."""


@cache
def _words() -> _Words:
    words = load_vocabulary()
    comparators = {
        name: Comparator(sign) for sign, names in words.table("indicators.comparators").items() for name in names
    }
    before = dict.fromkeys(words.texts("indicators.words.directions")) | comparators
    apart = (name for name in before if len(name) > 1 and (name in comparators or name.endswith("在")))
    long = "|".join(sorted(apart, key=lambda name: (-len(name), name)))
    return _Words(
        before,
        frozenset(word[-1] for word in before),
        lazy_pattern(words.branches("indicators.words.adverbs")),
        lazy_pattern(long),
        words.texts("indicators.deeds"),
        words.texts("indicators.words.blockers"),
        words.texts("indicators.occasions"),
        words.texts("indicators.per.spans"),
        lazy_pattern(words.alternatives("indicators.timed")),
        lazy_pattern(words.alternatives("indicators.behind_noun")),
        lazy_pattern(f"[^，。；：、的]{{0,4}}?{words.alternatives('indicators.lessons')}"),
        words.texts("indicators.periodicals"),
        # Up to two characters between: 三个主要方面; none before 一: 三个一, not 三名高一学生.
        lazy_pattern(f"一|[^，。；：、]{{0,2}}?{words.alternatives('indicators.abstract')}"),
        lazy_pattern("一|" + words.alternatives("indicators.abstract")),
    )


def read_binding(text: str, quantity: Quantity, least_start: int) -> Binding:
    """Return the start and the comparator of a figure, from the words before the number.

    `least_start` is the offset of the first character that may belong to the figure: the start of the clause, or the end
    of the figure before.
    """
    words = _words()
    start, comparator = quantity.start, None
    for _ in range(_MOST_WORDS):
        step = start - 1 if text[start - 1 : start] == " " else start
        word = _word_before(text, step, least_start, words)
        if word is None:
            break
        if quantity.kind is UnitKind.TIME and word in _VAGUE:
            break
        start = step - len(word)
        comparator = words.before[word] or comparator
    if comparator is None:
        remote = _remote(text, quantity, start, least_start, words)
        if remote is not None:
            return remote
    return Binding(start, comparator)


def read_comparator(text: str, end: int, least_start: int) -> Binding | None:
    """Return the comparator directly before a 每…: 不少于每月一次; None without a comparator."""
    words = _words()
    word = _word_before(text, end, least_start, words)
    comparator = words.before[word] if word else None
    return None if comparator is None or word is None else Binding(end - len(word), comparator)


def _word_before(text: str, end: int, least_start: int, words: _Words) -> str | None:
    if text[end - 1 : end] not in words.last:
        return None
    if text[max(0, end - 2) : end] in words.blockers or text[max(0, end - 3) : end] in words.blockers:
        return None
    for length in range(min(_LONGEST_WORD, end - least_start), 0, -1):
        if text[end - length : end] in words.before:
            return text[end - length : end]
    return None


def _remote(text: str, quantity: Quantity, start: int, least_start: int, words: _Words) -> Binding | None:
    """Return the comparator apart from the number: 至少上一节, 不低于教师总数的10%; None without a comparator."""
    reach = max(least_start, start - _REACH)
    pattern = words.remote if quantity.kind is UnitKind.RATE and text[start - 1 : start] == "的" else words.adverbs
    match = None
    for match in pattern.finditer(text, reach, start):  # noqa: B007 (the last one counts)
        pass
    return None if match is None else Binding(match.start(), words.before[match[0]])


def follows_deed(text: str, start: int) -> bool:
    """Return whether a verb of doing or having stands directly before an offset.

    >>> follows_deed("组织三次", 2), follows_deed("召开了一次", 3), follows_deed("分为三个", 2)
    (True, True, False)
    """
    words = _words()
    if text[start - 1 : start] in "好出" and _ends_with_deed(text, start, words):  # 上好一节, 推出三项; not 突出三个
        return True
    while start and text[start - 1] in "了好出过 ":
        start -= 1
    return _ends_with_deed(text, start, words)


def _ends_with_deed(text: str, start: int, words: _Words) -> bool:
    if text[max(0, start - 2) : start] in words.blockers or text[max(0, start - 3) : start] in words.blockers:
        return False
    if any(text[start - length : start] in words.deeds for length in (3, 2) if length <= start):
        return True
    if text[start - 1 : start] == "出":
        return start < _SHORTEST_DEED or text[start - 2] in _BEFORE_PUTTING_OUT
    return text[start - 1 : start] in words.deeds


def follows_span(text: str, start: int) -> bool:
    """Return whether a verb asking for a time stands directly before an offset: 公示三天."""
    spans = _words().spans
    return any(text[start - length : start] in spans for length in (1, 2, 4) if length <= start)


def closes_clause(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity closes a clause, behind the counted noun: 学位一千八百个，."""
    if not quantity.start or _CLAUSE_END.match(text, quantity.end) is None:
        return False
    before = text[quantity.start - 1]
    if (
        quantity.numeral == "一"
        and before != "》"
        and not _NOUN.fullmatch(text, max(0, quantity.start - 2), quantity.start)
    ):
        return False  # 干一件、成一件
    if text.endswith("人手", 0, quantity.start):
        return False
    if quantity.unit in _SERIAL and (quantity.unit != "期" or before not in _words().periodicals):
        return False
    if before in _NO_NOUN_END or (quantity.numeral == "一" and text[quantity.start - 2 : quantity.start - 1] == "一"):
        return False  # 一人一册
    return "一" <= before <= "鿿" or before in "”》）"


def is_abstract(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity counts abstract things: 三个方面, 四项基本原则."""
    if quantity.kind is not UnitKind.COUNTABLE:
        return False
    abstract = _words().abstract_occasion if quantity.unit in _DONE_UNITS else _words().abstract
    return abstract.match(text, quantity.unit_end) is not None


def is_name(text: str, quantity: Quantity) -> bool:
    """Return whether a number with a unit is part of a name or an attribute: 2022级, 二级, 1.2节, 教龄三年以下, 66人以上大班额, 3次者."""
    numeral, unit = quantity.numeral, quantity.unit
    if unit == "级" and (not numeral.isascii() or len(numeral) > 1):
        return True  # 2022级, 22级
    if unit in _CHAPTERS and "." in numeral and _OF_BOOK.match(text, quantity.end):
        return True
    if unit == "年" and (_AGE_BEFORE.search(text, max(0, quantity.start - _AGE_REACH), quantity.start)):
        return True
    if unit == "年" and quantity.comparator is not None and text[quantity.end : quantity.end + 1].isdigit():
        return True  # 三年以上15节: of those who have taught so long
    if unit == "届" and numeral != "一" and not follows_deed(text, quantity.start):
        return True  # 二十届三中全会
    if unit == "轮" and quantity.numeral in _ROUNDS and text.startswith("复习", quantity.end):
        return True  # 三轮复习, the third
    if quantity.numeral in _HUNDREDS and unit in ("个", "种") and _NOUN.match(text, quantity.unit_end):
        return True  # 孩子的一百种语言
    if _ORDINAL.search(text, max(0, quantity.start - _ORDINAL_REACH), quantity.start):
        return True  # 第2、3节
    if unit == "元" and text.endswith(_FINES, 0, quantity.start):
        return True  # 迟到扣5元
    if unit == "分" and _MARKS_BEFORE.search(text, max(0, quantity.start - _MARKS_REACH), quantity.start):
        return True  # 迟到扣2分, 纪律（3分）
    return _ATTRIBUTE.match(text, quantity.end) is not None


def is_new(text: str, quantity: Quantity) -> bool:
    """Return whether 一个 only leads to something better: 提升到一个新高度."""
    return quantity.unit in ("个", "种") and _BETTER.match(text, quantity.unit_end) is not None


def is_occasion(quantity: Quantity) -> bool:
    """Return whether the unit counts occasions: 次, 场."""
    return quantity.unit in _words().occasions


def _is_brought_about(text: str, quantity: Quantity, clause: int) -> bool:
    """Return whether a number follows the counted noun, between two verbs, the first of doing: 聘请专家两名进行指导."""
    if text[quantity.start - 1 : quantity.start] in _NO_NOUN_END or not _words().behind_noun.match(text, quantity.end):
        return False
    first = max(clause, quantity.start - _DEED_REACH)
    return any(follows_deed(text, end) for end in range(first + 2, quantity.start - 1))


def _is_single(text: str, quantity: Quantity, clause: int) -> bool:
    """Return whether the quantity is 1: of occasions, of lessons, or for each member of a group."""
    if quantity.unit == "节" and text[quantity.start - 1 : quantity.start] == "上":
        return _words().lessons.match(text, quantity.unit_end) is not None
    if quantity.unit == "份" and text.endswith(("交", "上交", "提交"), clause, quantity.start):
        return True
    if quantity.unit in _DONE_UNITS and text[quantity.start - 1 : quantity.start] in _DOING:
        return True
    if quantity.numeral == "1" and quantity.start == clause and quantity.unit in _PERSONS:
        return True  # 1名教师获奖
    if not follows_deed(text, quantity.start):
        return False
    if quantity.numeral == "1" and not is_new(text, quantity):
        return True  # 完成1项课题
    return quantity.unit in _words().occasions or (
        text[clause : clause + 1] in _EVERY_ONE and quantity.unit in "个名份"
    )


def is_counted(text: str, quantity: Quantity, clause: int) -> bool:
    """Return whether a quantity without comparator and without 每, in the clause from `clause` on, is a figure."""
    if quantity.kind is UnitKind.RATE:
        return True
    if is_abstract(text, quantity):
        return False
    if text.startswith("奖", quantity.start - 1):
        return True
    if quantity.unit in _MOVED and quantity.value > 1 and text[quantity.start - 1 : quantity.start] in _MOVING:
        return True
    if quantity.numeral == "二" and (quantity.unit in _ROUND_UNITS or not closes_clause(text, quantity)):
        return False  # 二轮, 二次: the second; two is 两, but in 二等奖二名
    if quantity.kind is UnitKind.TIME and follows_span(text, quantity.start):
        return True
    if quantity.kind is UnitKind.TIME:
        if _FITTING.match(text, quantity.end):
            return True
        if quantity.unit in ("小时", "分钟") and _words().timed.match(text, quantity.end):
            return True
        return quantity.unit in ("小时", "分钟") and closes_clause(text, quantity) and quantity.numeral != "一"
    if closes_clause(text, quantity):
        return True
    if quantity.value <= 1 and quantity.upper is None:
        return _is_single(text, quantity, clause)
    if quantity.value > _SURELY_COUNTED or quantity.numeral.isascii() or follows_deed(text, quantity.start):
        return True
    return _is_brought_about(text, quantity, clause)
