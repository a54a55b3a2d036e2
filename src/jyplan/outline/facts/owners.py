"""The owners of a task: 责任部门：教务处、德育处; 由教研组长负责; 教务处牵头; （教务处）.

Behind a label every name is an owner. Elsewhere an owner ends like a department or a post; a bare department
is an owner only as the subject of a clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jyplan.model import Owner
from jyplan.outline.facts.fact_text import CLAUSE_ENDS
from jyplan.outline.facts.vocabulary import FactWords, load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText

_LONGEST_NAME = 16
"""Characters of a name behind a label; longer text is a sentence."""
_SUBJECT_REACH = 40
"""Characters between the beginning of a clause and the last of the names that are its subject."""
_PLACEHOLDER = lazy_pattern(r"[xX×＊*_某?？]+|待定|略|无")
_SEPARATOR = lazy_pattern(r"[、，,/\s]+|(?<=[处室科股办部组会长师任记员])[和及与](?=.)")
_HAN = "(?![由的对将于把被以从向到是为让使了着每各并个名位等按照据经请与0-9A-Za-z_〇①-⒛Ⅰ-ⅿ㈠-㉃㊀-㊰])\\w"
"""A character of a department's name: Hanzi, but no word that connects the name with its context.

The expression excludes characters instead of listing Hanzi: the range of all Hanzi takes a millisecond to compile."""


@dataclass(frozen=True, slots=True)
class _OwnerPatterns:
    label: re.Pattern[str]
    by: re.Pattern[str]
    """由 with names and, perhaps, a duty."""
    head: re.Pattern[str]
    """Two characters of every subject: the end of a department or of a duty."""
    acting: re.Pattern[str]
    """Names at the beginning of a clause, before a duty (负责) or another verb."""
    bracket: re.Pattern[str]


@cache
def _patterns() -> _OwnerPatterns:
    words = load_vocabulary()
    suffixes, whole = words.alternatives("owners.suffixes"), words.alternatives("owners.departments")
    department = f"(?:{_HAN}){{0,8}}?(?:{words.alternatives('owners.stems')}{suffixes}|{whole})"
    anybody = f"(?:{_HAN}){{1,10}}?(?:{suffixes}|{whole}|{words.alternatives('owners.posts')})"
    post = f"(?:{_HAN}){{0,8}}?{words.alternatives('owners.posts')}"
    # 校长负责制 is the name of a system.
    manner = f"(?:{words.alternatives('owners.manners')})?"
    duty = f"{manner}{words.alternatives('owners.duties')}(?!制(?![定订作]))"
    task = f"{manner}{words.alternatives('owners.duties', 'owners.tasks')}(?!制(?![定订作]))"
    verb = f"(?:{words.alternatives('owners.verbs')}|(?:[0-9]|[一二三四五六七八九十]){{1,2}}月)"
    names = f"(?:{department}(?:{words.alternatives('owners.posts')})?|{post})"
    opening = f"(?<![^{CLAUSE_ENDS} ])"
    label = (
        f"(?:{words.alternatives('owners.labels')}{words.alternatives('owners.label_nouns')}|{words.alternatives('owners.short_labels')})"
        r"： *(?P<names>[^。；：\n\t）【】]{1,80})(?P<colon>：?)"
    )
    return _OwnerPatterns(
        re.compile(label),
        re.compile(f"由(?P<names>{_listed('(?<=由)', f'(?:{names}|{anybody})')})(?P<duty>{task})?"),
        re.compile(_head_pattern(words)),
        re.compile(
            f"(?:(?P<names>{_listed(opening, department, task)}|{_listed(opening, names, duty)}){task}"
            f"|(?P<departments>{_listed(opening, department, verb)}))"
        ),
        re.compile(f"（(?P<names>{_listed('(?<=（)', department, '）')})）"),
    )


def _listed(beginning: str, name: str, follower: str = "") -> str:
    """Return an expression for names joined by 、 or 和, before `follower`.

    A name ends before the first joint or follower, and is never read otherwise: a list of thirty names, each of which
    can be read in two ways (办公室, 办公 + 室), would otherwise be tried in a thousand million ways.

    `beginning` matches before the first name and never behind a name. Thus the expression contains the name
    only once: half the length, and compilation takes most of its time.
    """
    if not follower:
        return f"(?:(?:{beginning}|[、,/]|[和及与]){name})+"
    return f"(?:(?:{beginning}|[、,/]|[和及与])(?>{name}(?=[、,/和及与]|{follower})))+(?={follower})"


def _head_pattern(words: FactWords) -> str:
    """Return an expression of two character classes, which the engine searches fastest."""
    whole = words.texts("owners.departments", "owners.duties")
    firsts = {word[-2] for word in whole} | {word[-1] for word in words.texts("owners.stems")}
    seconds = {word[-1] for word in whole} | {word[0] for word in words.texts("owners.suffixes")}
    return f"[{''.join(sorted(firsts))}][{''.join(sorted(seconds))}]"


def find_owners(stretch: FactText) -> list[Owner]:
    """Return the owners named in a text, by place; of overlapping owners the first."""
    candidates = [*_labelled(stretch), *_entrusted(stretch), *_acting(stretch), *_bracketed(stretch)]
    candidates.sort(key=lambda owner: (owner.start, -owner.end))
    owners: list[Owner] = []
    for owner in candidates:
        if not owners or owner.start >= owners[-1].end:
            owners.append(owner)
    return owners


def _labelled(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind a label: 责任部门：教务处、德育处."""
    offset = 0 if "：" in stretch.text else len(stretch.text)
    while match := _patterns().label.search(stretch.text, offset):
        start, end = match.span("names")
        if match["colon"]:  # the next label has begun: 责任部门：教务处　完成时限：
            cut = max(stretch.text.rfind(mark, start, end) for mark in " ，,")
            end = max(cut, start)
        names, end = _split_names(stretch, start, end)
        offset = max(end, start)
        if names:
            yield Owner(*stretch.quote(match.start(), end), names)


def _split_names(stretch: FactText, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return the names between `start` and `end`, and the end of the last name."""
    names: list[str] = []
    last = offset = start
    while offset < end:
        separator = _SEPARATOR.search(stretch.text, offset, end)
        stop = separator.start() if separator else end
        name = stretch.shown[offset:stop].strip()
        if len(name) > _LONGEST_NAME:
            break
        if name and not _PLACEHOLDER.fullmatch(name):
            names.append(name)
            last = stop
        offset = separator.end() if separator else end
    while last > start and stretch.shown[last - 1].isspace():
        last -= 1
    return tuple(names), last


def _entrusted(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners behind 由: 由教研组长负责."""
    for match in _patterns().by.finditer(stretch.text) if "由" in stretch.text else ():
        yield _named(stretch, match, match.start())


def _acting(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners that are the subject of a clause: 教务处负责…, 教务处要…."""
    done = -1
    for head in _patterns().head.finditer(stretch.text):
        clause = stretch.clause_start(head.start())
        reach = max(clause, head.start() - _SUBJECT_REACH)
        start = stretch.text.rfind(" ", reach, head.start()) + 1 or clause
        if start < reach or start <= done:
            continue
        done = start
        match = _patterns().acting.match(stretch.text, start)
        if match is not None:
            group = "names" if match["names"] else "departments"
            names, _ = _split_names(stretch, *match.span(group))
            yield Owner(*stretch.quote(*match.span()), names)


def _bracketed(stretch: FactText) -> Iterator[Owner]:
    """Yield the owners in brackets: （教务处、德育处）."""
    for match in _patterns().bracket.finditer(stretch.text) if "（" in stretch.text else ():
        yield _named(stretch, match, match.start("names"), match.end("names"))


def _named(stretch: FactText, match: re.Match[str], start: int, end: int | None = None) -> Owner:
    names, _ = _split_names(stretch, *match.span("names"))
    return Owner(*stretch.quote(start, match.end() if end is None else end), names)
