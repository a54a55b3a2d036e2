"""Owners by what they are: 教务处负责, 由图书馆举办, 班主任为直接责任人, 主要责任人为李校长, 由张立新、王芳.

The word of responsibility is found first; the text before it, up to the beginning of its clause, must be names and
nothing else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Owner
from jyplan.outline.facts.owners.names import (
    NO_SYSTEM,
    after_marker,
    begins_with_verb,
    is_department,
    is_owner_name,
    is_some_body,
    name_spans,
    split_names,
)
from jyplan.outline.facts.owners.persons import certain_person_pattern, is_certain_person, is_person, is_vouched_person
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText

_REACH = 40
"""Characters of the names before a word of responsibility."""
_LONGEST_BODY = 12
"""Characters of a name between 由 and 负责."""
_SHORT_BODY = 4
"""Characters of a body that is named behind a department."""
_JOINTS = "和与及或并"
"""Ends of what is no name: 由支部书记召集和主持."""
_NO_BODY = frozenset("的了要应需将对给把于为是每名位")
"""Characters that no name between 由 and 负责 contains."""


class _Patterns(NamedTuple):
    duty: re.Pattern[str]
    strong: frozenset[str]
    """The duties behind which whoever stands between 由 and the duty is named."""
    no_system: re.Pattern[str]
    manner: re.Pattern[str]
    roles: re.Pattern[str]
    is_role: re.Pattern[str]
    """A clause up to 责任人 that says who is it."""
    role_is: re.Pattern[str]
    """A clause from 责任人 on that says who is it."""
    by_persons: re.Pattern[str]
    and_others: tuple[str, ...]
    in_charge: tuple[str, ...]
    """Beginnings of what a leader is in charge of: 分管."""
    no_bodies: tuple[str, ...]
    """Ends of words that are no departments: 学科, 干部."""
    says_of_what: re.Pattern[str]
    """Behind 分管: what a leader is in charge of, before the leader."""
    by_teachers: re.Pattern[str]
    """由 with names and their number: 由曲波、尹芳两位老师."""


@cache
def _patterns() -> _Patterns:
    words = load_vocabulary()
    manner = words.alternatives("owners.manners")
    person = certain_person_pattern()
    return _Patterns(
        lazy_pattern(words.branches("owners.strong_duties", "owners.help")),
        words.texts("owners.strong_duties"),
        lazy_pattern(NO_SYSTEM),
        lazy_pattern(f"{manner}{{1,2}}$"),
        lazy_pattern(words.branches("owners.roles")),
        lazy_pattern("(?P<names>[^，。；：是为]{1,40}?)(?:担任|兼任|任|是|为|兼|作为)[^，。；：任为是担]{0,12}?"),
        lazy_pattern("(?:[为是]|由)(?P<names>[^，。；：（）\\s]{2,40}?)(?:担任|兼任)?(?=[，。；）\\s]|$)"),
        lazy_pattern(
            f"由(?P<names>(?:(?:(?<=由)|[、和]){person}){{1,11}})(?:[两二三四五六]位)?(?:老师|同志|教师)?(?![^，。；：]{{0,3}}任[^，。；：]{{0,4}}长)"
        ),
        tuple(words.texts("owners.and_others")),
        tuple(words.texts("owners.in_charge")),
        tuple(words.texts("owners.no_bodies")),
        lazy_pattern("[^，。；：、的]{1,8}的"),
        lazy_pattern("由(?P<names>[^，。；：的]{2,40}?)[两二三四五六]位(?:老师|同志|教师)"),
    )


def find_responsible(stretch: FactText) -> Iterator[Owner]:
    """Yield who is responsible for something or holds a role."""
    yield from _dutiful(stretch)
    yield from _in_roles(stretch)
    yield from _by_persons(stretch)


def _dutiful(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners directly before a duty: 图书馆负责, 由德育处王敏牵头."""
    text, patterns = stretch.text, _patterns()
    doubtful: list[tuple[int, int]] = []
    vouched = False
    for match in patterns.duty.finditer(text):
        strong = match[0] in patterns.strong
        if (strong and not patterns.no_system.match(text, match.end())) or text.startswith("、", match.start() - 1):
            continue
        if match[0].endswith("管") and patterns.says_of_what.match(text, match.end()) is not None:
            continue  # 由分管教学的校长
        begin = max(stretch.clause_start(match.start()), match.start() - _REACH)
        begin = after_marker(text, begin, match.start())
        entrusted = text.rfind("由", begin, match.start())
        start = entrusted + 1 if entrusted >= 0 else text.rfind(" ", begin, match.start()) + 1 or begin
        if entrusted < 0 and text.rfind("（", start, match.start()) >= 0:
            start = text.rfind("（", start, match.start()) + 1
        manner = patterns.manner.search(text, start, match.start())
        spans = name_spans(text, start, manner.start() if manner else match.start())
        if not spans or spans[0][0] != start:
            continue
        names = [text[first:last] for first, last in spans]
        if entrusted >= 0 and strong and len(names) == 1 and _is_in_charge_of(names[0]):
            accepted = True
        elif names[-1].endswith(patterns.and_others) or (strong and (entrusted >= 0 or _begins_a_list(names))):
            accepted = all(map(_can_be_named, names))
        else:
            accepted = (is_owner_name(names[0]) or (strong and is_some_body(names[0]))) and all(
                is_owner_name(name) or is_person(name) or (strong and is_some_body(name)) for name in names
            )
            if not accepted and len(names) == 1 and strong and start == begin and is_vouched_person(names[0]):
                doubtful.append((start, match.end()))
                continue
        if not accepted and strong and entrusted < 0 and len(spans) > 1:
            start = _department_before(text, *spans[-1])
            accepted, spans = start < spans[-1][1], [(start, spans[-1][1])]
            names = [text[start : spans[0][1]]]
        if accepted:
            shown = tuple(stretch.shown[first:last] for first, last in spans)
            vouched = vouched or any(map(is_certain_person, names))
            yield Owner(*stretch.quote(entrusted if entrusted >= 0 else start, match.end()), shown)
    for start, end in doubtful if vouched else ():
        yield Owner(*stretch.quote(start, end), (stretch.shown[start : end - 2],))


def _department_before(text: str, start: int, end: int) -> int:
    """Return where the department begins that ends at `end`, behind other words: 团委 of 场地卫生团委; `end` without one."""
    return next((begin for begin in range(end - 2, start, -1) if is_department(text[begin:end])), end)


def _is_in_charge_of(name: str) -> bool:
    """Return whether a name is a leader by what he is in charge of: 分管教学的副校长."""
    field, particle, leader = name.rpartition("的")
    return particle != "" and field.startswith(_patterns().in_charge) and is_owner_name(leader)


def _begins_a_list(names: list[str]) -> bool:
    """Return whether a department comes before other bodies with short names: 工会、团队."""
    return len(names) > 1 and is_department(names[0]) and all(len(name) <= _SHORT_BODY for name in names[1:])


def _can_be_named(name: str) -> bool:
    """Return whether a text between 由 and 负责 can be a name, whatever its end: 上级主管单位."""
    return (
        1 < len(name) <= _LONGEST_BODY
        and name[-1] not in _JOINTS
        and not _NO_BODY.intersection(name)
        and not begins_with_verb(name)
    )


def _in_roles(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners that hold a role: 班主任为直接责任人, 主要责任人为李校长; not the head of a group, 校长任组长."""
    text, patterns = stretch.text, _patterns()
    for match in patterns.roles.finditer(text):
        begin = max(stretch.clause_start(match.start()), match.start() - _REACH)
        behind = patterns.role_is.match(text, match.end())
        if behind is not None:
            opening = _role_start(text, begin, match.start())
            names = _names(stretch, *behind.span("names"))
            if names and not MEMBERS.issuperset(names):
                yield Owner(*stretch.quote(opening, behind.end()), names)
            continue
        begin = after_marker(text, begin, match.start())
        begin += 2 * text.startswith(_SAYING_WHO, begin)
        before = patterns.is_role.fullmatch(text, begin, match.start())
        if before is not None:
            names = _names(stretch, *before.span("names"))
            if names:
                yield Owner(*stretch.quote(begin, match.end()), names)


MEMBERS = frozenset({"成员", "组员", "组长", "副组长"})
"""各部门负责人为成员 says who belongs to a group."""
_SAYING_WHO = ("明确", "确定", "规定")
"""Verbs before who holds a role: 明确校长是第一责任人."""
_ROLE_OPENINGS = ("第一", "主要", "直接", "具体", "总")


def _by_persons(stretch: FactText) -> Iterator[Owner]:
    """Yield the persons behind 由: 由曲波、尹芳两位老师."""
    if "由" not in stretch.text:
        return
    for match in _patterns().by_persons.finditer(stretch.text):
        names, _ = split_names(stretch, *match.span("names"))
        yield Owner(*stretch.quote(*match.span()), names)
    for match in _patterns().by_teachers.finditer(stretch.text):
        spans = name_spans(stretch.text, *match.span("names"))
        if spans and all(is_person(stretch.text[first:last]) for first, last in spans):
            yield Owner(*stretch.quote(*match.span()), tuple(stretch.shown[first:last] for first, last in spans))


def _role_start(text: str, begin: int, start: int) -> int:
    """Return the start of a role with the words that are part of it: 主要责任人."""
    while opening := next((word for word in _ROLE_OPENINGS if text.endswith(word, begin, start)), ""):
        start -= len(opening)
    return start


def _names(stretch: FactText, start: int, end: int) -> tuple[str, ...]:
    """Return the names between two offsets, none where the text holds anything but names."""
    spans = name_spans(stretch.text, start, end)
    if not all(is_owner_name(stretch.text[first:last]) for first, last in spans):
        return ()
    return tuple(stretch.shown[first:last] for first, last in spans)
