"""Owners by duty or role: 教务处负责, 由图书馆举办, 班主任为直接责任人, 主要责任人为李校长, 由张立新、王芳.

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
"""Endings of texts that are no name: 由支部书记召集和主持."""
_ANYBODY = ["专人"]
"""由专人负责 names nobody."""
_NO_BODY = frozenset("的了要应需将对给把于为是每名位")
"""Characters that no name between 由 and 负责 contains."""


class _Patterns(NamedTuple):
    duty: re.Pattern[str]
    strong: frozenset[str]
    """Strong duties: any text between 由 and such a duty is a name."""
    no_system: re.Pattern[str]
    manner: re.Pattern[str]
    roles: re.Pattern[str]
    is_role: re.Pattern[str]
    """A clause up to 责任人 with the name before: 班主任为责任人."""
    naming: re.Pattern[str]
    """Verbs with an owner as object: 下设, 明确, 责成."""
    further_role: re.Pattern[str]
    """The second role behind an owner named by a first role: 为具体负责人 of 分管领导为具体负责人."""
    role_is: re.Pattern[str]
    """A clause from 责任人 on with the name behind: 责任人为李校长."""
    by_persons: re.Pattern[str]
    and_others: tuple[str, ...]
    in_charge: tuple[str, ...]
    """Words before a leader's field of work: 分管."""
    no_bodies: tuple[str, ...]
    """Ends of words that are no departments: 学科, 干部."""
    says_of_what: re.Pattern[str]
    """Behind 分管: the leader's field of work, before the leader."""
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
        lazy_pattern("由?(?P<names>[^，。；：是为]{1,40}?)(?:担任|兼任|任|是|为|兼|作为)[^，。；：任为是担]{0,12}?"),
        lazy_pattern(words.alternatives("owners.naming")),
        lazy_pattern(f"(?:担任|兼任|任|是|为|兼|作为)[^，。；：任为是担]{{0,12}}?{words.alternatives('owners.roles')}"),
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
    """Yield the owners responsible for something or in a role."""
    yield from _dutiful(stretch)
    yield from _in_roles(stretch)
    yield from _by_persons(stretch)


class _BeforeDuty(NamedTuple):
    """The names directly before a word of duty: 德育处、总务处 of 由德育处、总务处共同负责."""

    clause: int
    """Where the names could begin at the earliest: the start of the clause, behind the marker of an item."""
    start: int
    """Where the names begin, behind 由."""
    opening: int
    """Where the owner begins: 由, or the first name."""
    spans: list[tuple[int, int]]
    names: list[str]
    is_entrusted: bool
    """由 stands before the names."""
    is_strong: bool
    """The duty is as clear as 负责: any text before such a duty may be a name."""


def _dutiful(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners directly before a duty: 图书馆负责, 由德育处王敏牵头.

    A name that only may be a person's counts where a certain person has a duty in the same text.
    """
    text = stretch.text
    doubtful: list[tuple[int, int]] = []
    is_vouched = False
    for match in _patterns().duty.finditer(text):
        before = _before_duty(stretch, match)
        if before is None:
            continue
        if _are_in_duty(before):
            spans = before.spans
            is_vouched = is_vouched or any(map(is_certain_person, before.names))
        elif _may_be_person(before):
            doubtful.append((before.start, match.end()))
            continue
        else:
            spans = _last_department(text, before)
        if spans:
            shown = tuple(stretch.shown[first:last] for first, last in spans)
            opening = before.opening if spans is before.spans else spans[0][0]
            further = _patterns().duty.match(text, match.end())  # 负责牵头
            yield Owner(*stretch.quote(opening, (further or match).end()), shown)
    for start, end in doubtful if is_vouched else ():
        yield Owner(*stretch.quote(start, end), (stretch.shown[start : end - 2],))


def _before_duty(stretch: FactText, match: re.Match[str]) -> _BeforeDuty | None:
    """Return the names before a duty, None for any further text before the duty, or a duty inside a longer word."""
    text, patterns, end = stretch.text, _patterns(), match.start()
    is_strong = match[0] in patterns.strong
    if (is_strong and not patterns.no_system.match(text, match.end())) or text.startswith("、", end - 1):
        return None
    if match[0].endswith("管") and patterns.says_of_what.match(text, match.end()) is not None:
        return None  # 由分管教学的校长
    clause = after_marker(text, max(stretch.clause_start(end), end - _REACH), end)
    entrusted = text.rfind("由", clause, end)
    start = entrusted + 1 if entrusted >= 0 else text.rfind(" ", clause, end) + 1 or clause
    if entrusted < 0 and (named := patterns.naming.match(text, start, end)) is not None:
        start = named.end()  # 下设办公室负责
    if entrusted < 0 and (bracket := text.rfind("（", start, end)) > text.rfind("）", start, end):
        start = bracket + 1
    manner = patterns.manner.search(text, start, end)
    spans = name_spans(text, start, manner.start() if manner else end)
    if not spans or spans[0][0] != start:
        return None
    names = [text[first:last] for first, last in spans]
    opening = entrusted if entrusted >= 0 else start
    return _BeforeDuty(clause, start, opening, spans, names, entrusted >= 0, is_strong)


def _are_in_duty(before: _BeforeDuty) -> bool:
    """Return whether all texts before a duty name somebody: 工会、团队, 分管教学的副校长 behind 由."""
    names, is_strong = before.names, before.is_strong
    if names == _ANYBODY:
        return False
    if before.is_entrusted and is_strong and len(names) == 1 and _is_in_charge_of(names[0]):
        return True
    if names[-1].endswith(_patterns().and_others) or (is_strong and (before.is_entrusted or _begins_a_list(names))):
        return all(map(_can_be_named, names))
    return (is_owner_name(names[0]) or (is_strong and is_some_body(names[0]))) and all(
        is_owner_name(name) or is_person(name) or (is_strong and is_some_body(name)) for name in names
    )


def _may_be_person(before: _BeforeDuty) -> bool:
    """Return whether a clause begins with a single text, perhaps a person's name: 高远负责."""
    is_single = len(before.names) == 1 and before.is_strong and before.start == before.clause
    return is_single and is_vouched_person(before.names[0])


def _last_department(text: str, before: _BeforeDuty) -> list[tuple[int, int]]:
    """Return the span of a department before a duty, behind a list of no owners: 团委 of 场地、卫生团委负责."""
    if not before.is_strong or before.is_entrusted or len(before.spans) == 1:
        return []
    end = before.spans[-1][1]
    start = _department_before(text, *before.spans[-1])
    return [(start, end)] if start < end else []


def _department_before(text: str, start: int, end: int) -> int:
    """Return the start of a department that ends at `end`: 团委 of 场地卫生团委; `end` without a department."""
    return next((begin for begin in range(end - 2, start, -1) if is_department(text[begin:end])), end)


def _is_in_charge_of(name: str) -> bool:
    """Return whether a name is a leader with a field of work: 分管教学的副校长."""
    field, particle, leader = name.rpartition("的")
    return particle != "" and field.startswith(_patterns().in_charge) and is_owner_name(leader)


def _begins_a_list(names: list[str]) -> bool:
    """Return whether a department comes before further bodies with short names: 工会、团队."""
    return len(names) > 1 and is_department(names[0]) and all(len(name) <= _SHORT_BODY for name in names[1:])


def _can_be_named(name: str) -> bool:
    """Return whether a text between 由 and 负责 can be a name, whatever its ending: 上级主管单位."""
    return (
        1 < len(name) <= _LONGEST_BODY
        and name[-1] not in _JOINTS
        and not _NO_BODY.intersection(name)
        and not begins_with_verb(name)
    )


def _in_roles(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners in a role: 班主任为直接责任人, 主要责任人为李校长; not the head of a group, 校长任组长."""
    text, patterns = stretch.text, _patterns()
    done = -1
    for match in patterns.roles.finditer(text):
        clause = max(stretch.clause_start(match.start()), match.start() - _REACH)
        begin = after_marker(text, clause, match.start())
        if match.start() in (begin, begin + 1) and (role := patterns.further_role.match(text, match.end())) is not None:
            done = role.end()
            yield Owner(*stretch.quote(begin, done), (stretch.shown[begin : match.end()],))
            continue
        if match.start() < done:
            continue
        behind = patterns.role_is.match(text, match.end())
        if behind is not None:
            names = _names(stretch, *behind.span("names"))
            if names and not MEMBERS.issuperset(names):
                yield Owner(*stretch.quote(_role_start(text, clause, match.start()), behind.end()), names)
            continue
        saying = patterns.naming.match(text, begin, match.start())
        begin = begin if saying is None else saying.end()
        before = patterns.is_role.fullmatch(text, begin, match.start())
        if before is None:
            continue
        names = _names(stretch, *before.span("names"))
        is_person = match[0].endswith("人") and not text.startswith("的", match.end())
        if not names and is_person and _can_hold_role(before["names"]):
            names = (stretch.shown[before.start("names") : before.end("names")],)
        if names:
            yield Owner(*stretch.quote(begin, match.end()), names)


def _can_hold_role(name: str) -> bool:
    """Return whether a text before 是…责任人 can name a person, whatever its ending: 单位法人代表; not 谁, 明确一把手."""
    return 1 < len(name) <= _LONGEST_BODY and not _NOBODY.intersection(name) and not begins_with_verb(name)


_NOBODY = frozenset("谁我你他她们这那此其即也都均既不有由的了应需将对给于每")
"""Characters of no name before a role: 我们, 他们, 谁."""


MEMBERS = frozenset({"成员", "组员", "组长", "副组长"})
"""Words for members of a group, not for an owner: 各部门负责人为成员."""
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
    """Return the start of a role, with the words before as a part of the role: 主要责任人."""
    while opening := next((word for word in _ROLE_OPENINGS if text.endswith(word, begin, start)), ""):
        start -= len(opening)
    return start


def _names(stretch: FactText, start: int, end: int) -> tuple[str, ...]:
    """Return the names between two offsets, none where the text holds anything but names."""
    spans = name_spans(stretch.text, start, end)
    if not all(is_owner_name(stretch.text[first:last]) for first, last in spans):
        return ()
    return tuple(stretch.shown[first:last] for first, last in spans)
