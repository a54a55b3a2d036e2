"""The owners of a task: 责任部门：教务处、德育处; 由教研组长负责; 教务处牵头; （教务处）.

Behind a label every name is an owner. Elsewhere an owner ends like a department or a post; a bare department
is an owner only as the subject of a clause.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Owner
from jyplan.outline.facts.fact_text import CLAUSE_ENDS
from jyplan.outline.facts.owners.duties import find_duties
from jyplan.outline.facts.owners.names import (
    NAME_CHARACTER,
    NO_SYSTEM,
    begins_with_verb,
    is_department,
    is_owner_name,
    is_short_name,
    name_spans,
    split_names,
)
from jyplan.outline.facts.owners.persons import certain_person_pattern, find_bracketed_persons, is_person
from jyplan.outline.facts.owners.responsible import find_responsible
from jyplan.outline.facts.vocabulary import FactWords, load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from jyplan.outline.facts.fact_text import FactText

_NO_OFFICES = "".join(f"(?<!{verb}办)" for verb in "举主承协筹创")
"""图书馆举办 is no office (办) by that name."""
_SUBJECT_REACH = 40
"""Characters between the beginning of a clause and the last of the names that are its subject."""
_OF_PERSONS = ("组长", "副组长", "组员", "成员", "指挥", "人", "者", "教师")
"""Ends of posts that only persons have, whatever their surname."""
_LABEL_REACH = 14
"""Characters of a label before its colon."""
_BRACKET_REACH = 60
"""Characters in brackets that are searched for owners."""


class _OwnerPatterns(NamedTuple):
    label: re.Pattern[str]
    """A label up to its colon; of a post where the label is one (组长)."""
    labelled: re.Pattern[str]
    """The colon and the names behind it."""
    by: re.Pattern[str]
    """由 with names and, perhaps, a duty."""
    head: re.Pattern[str]
    """Two characters that may be one of `heads`."""
    heads: frozenset[str]
    acting: re.Pattern[str]
    """Names at the beginning of a clause, before a duty (负责) or another verb."""
    bracket: re.Pattern[str]


@cache
def _patterns() -> _OwnerPatterns:
    words = load_vocabulary()
    suffixes = f"(?:{words.alternatives('owners.suffixes')}{_NO_OFFICES})"
    whole = words.alternatives("owners.departments")
    department = f"(?:{NAME_CHARACTER}){{0,8}}?(?:{words.alternatives('owners.stems')}{suffixes}|{whole})"
    anybody = f"(?:{NAME_CHARACTER}){{1,10}}?(?:{suffixes}|{whole}|{words.alternatives('owners.posts')})"
    post = f"(?:{NAME_CHARACTER}){{0,8}}?{words.alternatives('owners.posts')}"
    manner = f"(?:{words.alternatives('owners.manners')})?"
    duty = f"{manner}{words.alternatives('owners.duties')}{NO_SYSTEM}"
    task = f"{manner}{words.alternatives('owners.duties', 'owners.tasks')}{NO_SYSTEM}"
    verb = f"(?:{words.alternatives('owners.verbs')}|(?:[0-9]|[一二三四五六七八九十]){{1,2}}月)"
    names = f"(?:{department}(?:{words.alternatives('owners.posts')})?|{post})"
    opening = f"(?<![^{CLAUSE_ENDS} ])"
    posts = "|".join(" *".join(word.text) for word in words.words("owners.post_labels"))
    label = (
        f"{words.alternatives('owners.label_openings')}{{0,2}}"
        f"(?:{words.alternatives('owners.labels')}{words.alternatives('owners.label_nouns')}|{words.alternatives('owners.short_labels')})$"
        f"|(?:{NAME_CHARACTER}){{0,4}}(?P<post>{posts})$"
    )
    listed = f"(?:{department}|(?<=[、和及与])各?{post}|{post}{certain_person_pattern()})"
    heads = _heads(words)
    return _OwnerPatterns(
        lazy_pattern(label),
        lazy_pattern(r"： *(?P<names>(?:[^。；：\n\t（）【】]|（[^（）\n]{0,20}）){1,80})(?P<colon>：?)"),
        lazy_pattern(f"由(?P<names>{_listed('(?<=由)', f'(?:{names}|{anybody})')})(?P<duty>{task})?"),
        lazy_pattern(_two_classes(heads)),
        heads,
        lazy_pattern(
            f"(?:(?P<names>{_listed(opening, department, task)}|{_listed(opening, names, duty)}){task}"
            f"|(?P<departments>{_listed(opening, listed, verb)}))"
        ),
        lazy_pattern(
            f"（(?P<names>[^（）：\n]{{2,{_BRACKET_REACH}}}?)(?:[，；、 ] *(?:完成|时间|时限|责任|配合|[0-9])[^（）\n]{{0,{_BRACKET_REACH}}})?）"
        ),
    )


def _listed(beginning: str, name: str, follower: str = "") -> str:
    """Return an expression for names joined by 、 or 和, before `follower`.

    A name ends before the first joint or follower, and is never read otherwise: a list of thirty names, each of which
    can be read in two ways (办公室, 办公 + 室), would otherwise be tried in a thousand million ways.

    `beginning` matches before the first name and never behind a name. Thus the expression contains the name
    only once: half the length, and compilation takes most of its time.
    """
    if not follower:
        return f"(?:(?:{beginning}|[、,/和及与]){name})+"
    return f"(?:(?:{beginning}|[、,/和及与])(?>{name}(?=[、,/和及与]|{follower})))+(?={follower})"


def _heads(words: FactWords) -> frozenset[str]:
    """Return the two characters that stand in every subject: the end of a department or of a duty."""
    stems = {stem[-1] for stem in words.texts("owners.stems")}
    joints = {stem + suffix[0] for stem in stems for suffix in words.texts("owners.suffixes")}
    return frozenset(joints | {word[-2:] for word in words.texts("owners.departments", "owners.duties")})


def _two_classes(pairs: frozenset[str]) -> str:
    """Return an expression of two character classes for pairs of characters, which the engine searches fastest."""
    return "".join(f"[{''.join(sorted(characters))}]" for characters in map(set, zip(*pairs, strict=True)))


def find_owners(stretch: FactText) -> list[Owner]:
    """Return the owners named in a text, by place; of overlapping owners the first."""
    candidates = [owner for finder in _FINDERS for owner in finder(stretch)]
    candidates.sort(key=lambda owner: (owner.start, -owner.end))
    owners: list[Owner] = []
    for owner in candidates:
        explains = owners and owners[-1].end == owner.start - 1 and stretch.text[owners[-1].end - stretch.start] == "（"
        if not owners or (owner.start >= owners[-1].end and not explains):  # not the 校长 of 王明（校长）
            owners.append(owner)
    return owners


def _labelled(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind a label: 责任部门：教务处、德育处; 组长：王小宁."""
    text, patterns = stretch.text, _patterns()
    colon = text.find("：")
    while colon >= 0:
        reach = max(stretch.clause_start(max(colon - 1, 0)), colon - _LABEL_REACH)
        label = patterns.label.search(text, reach, colon)
        behind = patterns.labelled.match(text, colon) if label is not None else None
        if label is not None and behind is not None:
            start, end = behind.span("names")
            if behind["colon"]:  # the next label has begun: 责任部门：教务处　完成时限：
                end = max(start, *(text.rfind(mark, start, end) for mark in " ，,"))
            spans = _owner_spans(text, start, end, post=label["post"])
            if spans:
                names = tuple(stretch.shown[first:last] for first, last in spans)
                yield Owner(*stretch.quote(label.start(), spans[-1][1]), names)
        colon = text.find("：", colon + 1)


def _owner_spans(text: str, start: int, end: int, post: str | None) -> list[tuple[int, int]]:
    """Return the spans of the names behind a label, up to the first text that is none.

    Behind the label of a post only persons, posts and departments are names.
    """
    spans = []
    for first, last in name_spans(text, start, end):
        name = text[first:last]
        if begins_with_verb(name) or (
            post is not None
            and (name.startswith("全体") or not (is_owner_name(name) or is_person(name)))
            and not (post.endswith(_OF_PERSONS) and is_short_name(name))
        ):
            break
        spans.append((first, last))
    return spans


def _entrusted(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind 由: 由教研组长负责."""
    for match in _patterns().by.finditer(stretch.text) if "由" in stretch.text else ():
        yield _named(stretch, match, match.start())


def _acting(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners that are the subject of a clause: 教务处负责…, 教务处要…."""
    done = -1
    patterns = _patterns()
    for head in patterns.head.finditer(stretch.text):
        if head[0] not in patterns.heads:
            continue
        clause = stretch.clause_start(head.start())
        reach = max(clause, head.start() - _SUBJECT_REACH)
        start = stretch.text.rfind(" ", reach, head.start()) + 1 or clause
        if start < reach or start <= done:
            continue
        done = start
        match = patterns.acting.match(stretch.text, start)
        if match is not None:
            group = "names" if match["names"] else "departments"
            names, _ = split_names(stretch, *match.span(group))
            if not begins_with_verb(stretch.text[start : match.end()]):
                yield Owner(*stretch.quote(*match.span()), names)


def _bracketed(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners in brackets: （教务处、德育处）, （张立新、王芳）."""
    if "（" not in stretch.text:
        return
    for match in _patterns().bracket.finditer(stretch.text):
        spans = name_spans(stretch.text, *match.span("names"))
        names = [stretch.text[first:last] for first, last in spans]
        if any(map(is_department, names)) and all(map(is_owner_name, names)):
            yield _named(stretch, match, match.start("names"), match.end("names"))
    for start, end in find_bracketed_persons(stretch.text):
        yield Owner(*stretch.quote(start, end), split_names(stretch, start, end)[0])


def _on_duty(stretch: FactText) -> Iterator[Owner]:
    """Yield the persons of a list of duties: 布置：王小宁."""
    for start, spans in find_duties(stretch.text):
        yield Owner(*stretch.quote(start, spans[-1][1]), tuple(stretch.shown[first:last] for first, last in spans))


def _named(stretch: FactText, match: re.Match[str], start: int, end: int | None = None) -> Owner:
    names, _ = split_names(stretch, *match.span("names"))
    return Owner(*stretch.quote(start, match.end() if end is None else end), names)


_FINDERS: tuple[Callable[[FactText], Iterator[Owner]], ...] = (
    _labelled,
    _entrusted,
    _acting,
    find_responsible,
    _bracketed,
    _on_duty,
)
