"""Section names and the role of each name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.model import Role
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_BRACKETED = lazy_pattern(r"[(\[【][^)\]】\n]*+(?P<end>[)\]】]?)")
"""A text in brackets, or all text behind an unclosed bracket: a search reads each character once."""
_LONGEST_NAME = 24
"""Characters of a section's title, fillers included; a longer title is a phrase."""
_MOST_NAMES = 3
"""Names of sections joined in a title: 目标、任务和措施."""
_SHORTEST_PREFIX = 4
"""Characters: 目标 and 保障 at the beginning of a sentence are ordinary words."""
_LONGEST_BEGINNING = 12
"""Characters of fillers in front of a section's name."""
_MOST_BEFORE_ENDING = 4
"""Characters before the last word of a section's name: 五育目标."""
_INNER_ENDINGS = frozenset({Role.BACKGROUND, Role.GUIDING, Role.GOAL, Role.MEASURE})
"""Roles that a last word gives below another section, too; 安全保障 is a field of work there."""
_TRANSLATED = lazy_pattern(rf"{HANZI}\s{{1,3}}[A-Za-z][A-Za-z ]{{2,40}}$")
"""工作目标 Goals."""
_NOISE = lazy_pattern(r"[—\s:。,;“”‘’《》]")


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """Return a title folded, without brackets, quotes and closing punctuation."""
    folded = fold(title)
    if (translated := _TRANSLATED.search(folded)) is not None:
        folded = folded[: translated.start() + 1]
    return _NOISE.sub("", _without_brackets(folded)) or _NOISE.sub("", folded.strip("()[]【】"))


def without_last_bracket(folded: str) -> str:
    """Return a folded title without the text in brackets at the end, and without the spaces before.

    >>> without_last_bracket("工作计划 (试行)"), without_last_bracket("(试行)工作计划")
    ('工作计划', '(试行)工作计划')
    """
    if not folded.endswith((")", "]", "】")):
        return folded
    inside = max(folded.rfind(sign, 0, len(folded) - 1) for sign in ")]】") + 1
    opened = [start for sign in "([【" if (start := folded.find(sign, inside)) >= 0]
    return folded[: min(opened)].rstrip() if opened else folded


def _without_brackets(folded: str) -> str:
    """Return a folded text without the texts in brackets; an unclosed bracket stays."""
    return _BRACKETED.sub(lambda match: "" if match["end"] else match[0], folded)


def named_role(title: str) -> Role | None:
    """Return the role of a section's name, None for a longer phrase.

    >>> named_role("主要工作及措施"), named_role("本学期工作目标"), named_role("保障特殊群体受教育权利")
    (<Role.TASK: 'task'>, <Role.GOAL: 'goal'>, None)
    """
    return next(reversed(named_roles(title)), None)


def section_role(title: str) -> Role | None:
    """Return the role that a title gives a node below a section, None for a longer phrase or a field of work.

    >>> section_role("具体措施"), section_role("制度建设"), section_role("其他工作"), section_role("德育目标")
    (<Role.MEASURE: 'measure'>, None, None, <Role.GOAL: 'goal'>)
    """
    name = bare_title(title)
    role = None if name in vocabulary().sections.areas else named_role(title)
    if role is None and (ending := _role_by_ending(name)) in _INNER_ENDINGS:
        role = ending
    return None if role is Role.OTHER else role


def named_roles(title: str) -> tuple[Role, ...]:
    """Return the roles of the section names joined in a title, no role for a longer phrase.

    >>> named_roles("目标与任务"), named_roles("主要工作及措施")
    ((<Role.GOAL: 'goal'>, <Role.TASK: 'task'>), (<Role.TASK: 'task'>,))
    """
    return _roles_by_name(title, _name_alone)


def numbered_roles(title: str) -> tuple[Role, ...]:
    """Return the roles of the section names joined in a title behind a number, where more words are names of sections.

    >>> named_roles("工作目标与时间"), numbered_roles("工作目标与时间")
    ((), (<Role.GOAL: 'goal'>, <Role.SCHEDULE: 'schedule'>))
    """
    return _roles_by_name(title, _name_behind_number)


@lru_cache(maxsize=4096)
def _roles_by_name(title: str, role_of: Callable[[str], Role | None]) -> tuple[Role, ...]:
    name = bare_title(title)
    if not name or len(name) > _LONGEST_NAME:
        return ()
    if (role := role_of(name)) is not None:
        return (role,)
    parts = [part for part in vocabulary().sections.joiners.split(name) if part]
    if 1 < len(parts) <= _MOST_NAMES:
        roles = [role_of(part) for part in parts]
        if all(roles):
            return tuple(role for role in roles if role)
    return ()


def _name_alone(name: str) -> Role | None:
    names = vocabulary().sections.names
    return names.get(name) or next((names[c] for c in _stripped(name) if c in names), None)


def _name_behind_number(name: str) -> Role | None:
    numbered = vocabulary().sections.numbered
    role = _name_alone(name) or numbered.get(name)
    return role or next((numbered[c] for c in _stripped(name) if c in numbered), None) or _role_by_ending(name)


def _role_by_ending(name: str) -> Role | None:
    """Return the role of a short name by its last word: 办学目标; None for a phrase beginning with a verb (明确目标)."""
    if vocabulary().headings.verbs.match(name):
        return None
    return next(
        (
            role
            for ending, role in vocabulary().sections.endings
            if len(ending) < len(name) <= len(ending) + _MOST_BEFORE_ENDING and name.endswith(ending)
        ),
        None,
    )


def named_prefix(folded: str) -> int:
    """Return the length of the longest section name at the beginning of a folded text, 0 without a name.

    >>> named_prefix("指导思想以课程标准为依据"), named_prefix("以课程标准为依据")
    (4, 0)
    """
    words = vocabulary().sections
    if folded[:2] not in words.name_beginnings:
        return 0
    sizes = range(min(words.longest_name, len(folded)), _SHORTEST_PREFIX - 1, -1)
    return next((size for size in sizes if folded[:size] in words.names), 0)


def named_beginning(folded: str) -> int:
    """Return the length of the longest section's name, fillers included, that begins a text without a stop behind.

    >>> named_beginning("学校基本情况清溪小学创办于1956年"), named_beginning("清溪小学创办于1956年")
    (6, 0)
    """
    words = vocabulary().sections
    starts = [0]
    while (match := words.before.match(folded, starts[-1])) and match.end() <= _LONGEST_BEGINNING:
        starts.append(match.end())
    for start in starts:
        if name := named_prefix(folded[start:]):
            end = start + name
            return 0 if words.longer.match(folded, end) else end
    return 0


def _stripped(name: str) -> list[str]:
    """Return every shorter form of a name without fillers at the beginning or end.

    >>> _stripped("本学期工作目标及要求")
    ['工作目标及要求', '目标及要求', '本学期工作目标', '工作目标', '目标']
    """
    words, candidates, core = vocabulary().sections, [], name
    while (match := words.before.match(core)) and match.end() < len(core):
        core = core[match.end() :]
        candidates.append(core)
    for candidate in (name, *candidates):
        core = candidate
        while (match := words.after.search(core)) and match.start() > 0:
            core = core[: match.start()]
            candidates.append(core)
    return candidates


@lru_cache(maxsize=4096)
def roles_in(title: str) -> tuple[Role, ...]:
    """Return the roles of the words in a title, in the order of the words; the longest word wins.

    >>> roles_in("保障措施，进一步完善教研机制")
    (<Role.SAFEGUARD: 'safeguard'>,)
    """
    words, name = vocabulary().sections, bare_title(title)
    roles: list[Role] = []
    position = 0
    while position < len(name):
        word = next(
            (
                name[position : position + size]
                for size in range(min(words.longest_word, len(name) - position), 1, -1)
                if name[position : position + size] in words.words
            ),
            None,
        )
        if word is None:
            position += 1
            continue
        if words.words[word] not in roles:
            roles.append(words.words[word])
        position += len(word)
    return tuple(roles)
