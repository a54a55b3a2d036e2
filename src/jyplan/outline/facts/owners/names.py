"""Names of owners: departments, posts, persons and bodies, alone or in a list.

| text | is a name | reason |
|---|---|---|
| 德育处, 各教研组 | yes | ends like a department |
| 教导处王敏, 副校长马兰 | yes | a department or a post with a person |
| 图书馆 | where a duty follows | a body is nothing but a place elsewhere |
| 主动配合党委 | no | begins with a verb |
"""

from __future__ import annotations

from functools import cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from jyplan.outline.facts.owners.persons import certain_person_pattern, is_person, person_pattern, titled_person_pattern
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

    from jyplan.outline.facts.fact_text import FactText

LONGEST_NAME = 16
"""Characters of a name behind a label; longer text is a sentence."""
NAME_CHARACTER = "(?![由的对将于把被以从向到是为让使了着每各并个名位等按照据经请与或0-9A-Za-z_〇①-⒛Ⅰ-ⅿ㈠-㉃㊀-㊰])\\w"
"""A character of a department's name: Hanzi, but no word that connects the name with its context.

The expression excludes characters instead of listing Hanzi: the range of all Hanzi takes a millisecond to compile."""
NO_SYSTEM = "(?!制(?!定)(?!订)(?!作))"
"""Behind a duty: 校长负责制 is the name of a system."""
JOINTS = ("、", "和", "与", "及", "或")
VERB_WITHIN = lazy_pattern("提前|按时|及时|尽快|通过|执行|(?:负责|牵头|主持)(?!人)|[交报送](?![流通警告道社])")
"""A verb in a text that should be names: 班主任收齐交德育处."""
_MARKER = lazy_pattern(
    "（(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})）[、.]? ?|[①-⑳] ?|(?:[A-Za-z]|[0-9]{1,2})[.、）] ?|[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
)
"""The marker of an item inside a paragraph: ①教务处检查, 2.教务处检查, 三、教务处检查."""
MARKER_STARTS = frozenset(f"（一二三四五六七八九十{digits}{ascii_letters}①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_PLACEHOLDER = lazy_pattern(r"[xX×＊*_某?？]+|待定|略|无")
_BODY = lazy_pattern(
    f"各?(?:{NAME_CHARACTER}){{1,8}}(?:[处科股室办部组站所队系局委会馆]|中心|学院|公司|集团|政府|医院|[党团]组织|院系|分校)"
)
_SEPARATOR = lazy_pattern(
    r"[、，,/\s]+|(?<=[处室科股办部组会长师任记员馆局委队团级校园院系心司门织])[和及与或](?=.)|（+[和及与]?|[0-9]{7,13}"
)
_SHORT = lazy_pattern("(?!全体|若干|学生|各)[^\\W\\d_]{2,3}")
_CLASSES = ("班", "中", "小")
"""Behind the number of a class in brackets: 五（3）班, 四（2）中队."""
_BRACKETS = lazy_pattern(r"（[^（）]*）")


def split_names(stretch: FactText, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return the names between `start` and `end`, without words in brackets, and the end of the last name."""
    spans = name_spans(stretch.text, start, end)
    if not spans:
        return (), start
    return tuple(stretch.shown[begin:stop] for begin, stop in spans), spans[-1][1]


def after_marker(text: str, start: int, end: int) -> int:
    """Return the offset behind the marker of an item, `start` where none stands: 2.教务处检查.

    >>> after_marker("2.教务处检查", 0, 7), after_marker("①教务处", 0, 4), after_marker("一年级", 0, 3)
    (2, 1, 0)
    """
    if text[start : start + 1] not in MARKER_STARTS:
        return start
    marker = _MARKER.match(text, start, end)
    return start if marker is None else marker.end()


def _masked(bracket: re.Match[str]) -> str:
    """Return brackets as signs of the end of a name; the number of a class stays a part of the name: 四（2）中队."""
    is_class = bracket[0][1:-1].strip().isdigit() and bracket.string[bracket.end() : bracket.end() + 1] in _CLASSES
    return "－" * len(bracket[0]) if is_class else "（" * len(bracket[0])


def name_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the names between `start` and `end`, up to the first text too long for a name.

    >>> name_spans("王 芳、教务处（主任）", 0, 11)
    [(0, 3), (4, 7)]
    >>> name_spans("四（2）中队", 0, 6)
    [(0, 6)]
    >>> name_spans("王芳（主任）李明（校医）", 0, 12)
    [(0, 2), (6, 8)]
    """
    masked = _BRACKETS.sub(_masked, text[start:end])
    names: list[tuple[int, int]] = []
    offset = 0
    separator = None
    while offset < len(masked):
        follows_bracket = separator is not None and separator[0][-1] == "（"
        separator = _SEPARATOR.search(masked, offset)
        stop = separator.start() if separator else len(masked)
        name = masked[offset:stop]
        if len(name) > LONGEST_NAME:
            break
        if name and not _PLACEHOLDER.fullmatch(name) and (not follows_bracket or is_person(name)):
            begin = start + offset
            if len(name) == 1 and names and names[-1][1] - names[-1][0] == 1 and text[names[-1][1]].isspace():
                begin = names.pop()[0]  # 王 芳
            names.append((begin, start + offset + len(name)))
        offset = separator.end() if separator else len(masked)
    return names


@cache
def _names() -> re.Pattern[str]:
    words = load_vocabulary()
    suffixes, posts = words.alternatives("owners.suffixes"), words.alternatives("owners.posts")
    whole = words.alternatives("owners.departments", "owners.bodies")
    person = person_pattern()
    beginnings = words.first_characters("owners.stems", "owners.departments", "owners.bodies")
    return lazy_pattern(
        f"各?(?:(?:{NAME_CHARACTER}){{0,10}}?(?=[{beginnings}])(?:{words.alternatives('owners.stems')}{suffixes}|{whole})(?:{posts})?"
        f"|(?:{NAME_CHARACTER}){{0,8}}?{posts})(?:{person})?|{certain_person_pattern()}"
        f"|(?:{NAME_CHARACTER}){{1,4}}(?:年级|年段|楼|班|部|组){titled_person_pattern()}"
    )


@cache
def _strict_names() -> re.Pattern[str]:
    words = load_vocabulary()
    suffixes, whole = words.alternatives("owners.suffixes"), words.alternatives("owners.departments")
    beginnings = words.first_characters("owners.stems", "owners.departments", "owners.leaders")
    return lazy_pattern(
        f"各?(?:{NAME_CHARACTER}){{0,8}}?(?=[{beginnings}])(?:{words.alternatives('owners.stems')}(?:与(?:{NAME_CHARACTER}){{2,6}}?)?{suffixes}|{whole}|{words.alternatives('owners.leaders')})"
    )


@cache
def _verbs() -> re.Pattern[str]:
    return lazy_pattern(load_vocabulary().alternatives("owners.not_names"))


@cache
def _verb_beginnings() -> frozenset[str]:
    return frozenset(load_vocabulary().first_characters("owners.not_names"))


def begins_with_verb(name: str) -> bool:
    """Return whether a folded text begins like a task: 狠抓团委, 负责收集.

    >>> begins_with_verb("主动配合党委"), begins_with_verb("德育处")
    (True, False)
    """
    return name[:1] in _verb_beginnings() and _verbs().match(name) is not None


def is_owner_name(name: str) -> bool:
    """Return whether a folded text can name an owner, where the context says that it names one."""
    return _names().fullmatch(name) is not None and not begins_with_verb(name)


def is_department(name: str) -> bool:
    """Return whether a folded text is the name of a department or of a leading post, without any context.

    >>> is_department("德育处"), is_department("各班主任"), is_department("图书馆")
    (True, True, False)
    """
    return _strict_names().fullmatch(name) is not None and not begins_with_verb(name)


def is_short_name(name: str) -> bool:
    """Return whether a folded text is as short as the name of a person: 舒琴, behind 副组长：."""
    return _SHORT.fullmatch(name) is not None


@cache
def _no_bodies() -> tuple[str, ...]:
    """Return the endings of words without a body: 学科, 干部."""
    return tuple(load_vocabulary().texts("owners.no_bodies"))


def is_some_body(name: str) -> bool:
    """Return whether a name ends like a department of any kind: 师资科; not 学科, 干部."""
    return _BODY.fullmatch(name) is not None and not name.endswith(_no_bodies()) and not begins_with_verb(name)
