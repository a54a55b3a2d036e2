"""Persons by name: 王小宁, 李校长, 欧阳丽.

A surname is often the first character of a word (高度, 安全), so that a name alone is no evidence of a person:

| text | persons | evidence |
|---|---|---|
| （张立新、王芳）做好… | both | nothing else in the brackets, and 张 begins few words |
| （李校长）, （欧阳丽） | each | a title, a surname of two characters |
| （高年级）, （安全） | none | 高 and 安 begin many words |
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_GIVEN = "(?![的了和与或等在对是为及由将从把着要应会以于能可不各每其该这有到做按负任分主牵全班组年月日第])[^\\W\\d_]"
"""A character of a given name."""
_SECOND = "(?![的了在对是为由将从把着要应于按负任分牵])[^\\W\\d_]"
"""A second character of a given name: 月 of 黎秋月."""
_LONGEST_LIST = 30
"""Persons of a list after the first."""
_SEPARATOR = "(?:[、，/]| {1,4})"


class _PersonPatterns(NamedTuple):
    bracket: re.Pattern[str]
    person: re.Pattern[str]
    certain: re.Pattern[str]
    """A person whose surname begins few words."""


@cache
def person_pattern() -> str:
    """Return an expression for the name of a person, as a group without name."""
    return f"(?:{_surname()}(?:{_GIVEN}(?:{_SECOND})?|{_titles()}| {{1,2}}{_GIVEN}(?![^、，。；）\\s])))"


@cache
def certain_person_pattern() -> str:
    """Return an expression for persons in need of no further evidence: 王小宁, 李校长, not 高度 and 安全."""
    table = load_vocabulary().table("owners")
    rare = "".join(sorted(set(table["surnames"]) - set(table["ambiguous_surnames"])))
    long = "".join(sorted(set(table["surnames"]) - set(table["word_surnames"])))
    titled = f"[{rare}]{_GIVEN}{_SECOND}(?={_titles()})"
    return f"(?:{_surname()}{_titles()}|{titled}|[{rare}] {{0,4}}{_GIVEN}|[{long}]{_GIVEN}{_SECOND}|{load_vocabulary().alternatives('owners.long_surnames')}{_GIVEN}(?:{_SECOND})?)"


@cache
def titled_person_pattern() -> str:
    """Return an expression for a person with a title: 李校长."""
    return f"(?:{_surname()}{_titles()})"


def _surname() -> str:
    table = load_vocabulary().table("owners")
    return f"(?:[{table['surnames']}]|{load_vocabulary().alternatives('owners.long_surnames')})"


def _titles() -> str:
    return load_vocabulary().alternatives("owners.person_titles")


@cache
def _first_characters() -> frozenset[str]:
    """Return the first characters of all surnames, a cheap test most texts fail."""
    table = load_vocabulary().table("owners")
    return frozenset(table["surnames"]) | {surname[0] for surname in table["long_surnames"]}


@cache
def _patterns() -> _PersonPatterns:
    person = person_pattern()
    listed = f"(?:(?:(?<=（)|{_SEPARATOR}){person}){{1,{_LONGEST_LIST + 1}}}"
    return _PersonPatterns(
        lazy_pattern(f"(?<![》”])（(?P<names>{listed})）"),
        lazy_pattern(person),
        lazy_pattern(certain_person_pattern()),
    )


def is_person(name: str) -> bool:
    """Return whether a folded text can be the name of a person, where the context says that it is a name."""
    return name[:1] in _first_characters() and _patterns().person.fullmatch(name) is not None


def is_certain_person(name: str) -> bool:
    """Return whether a folded text is a person's name and hardly anything else.

    >>> [is_certain_person(name) for name in ("王小宁", "李校长", "高度", "安全")]
    [True, True, False, False]
    """
    return name[:1] in _first_characters() and _patterns().certain.fullmatch(name) is not None


def is_vouched_person(name: str) -> bool:
    """Return whether a folded text can be a person's name where the words around call for one: 组长：周强, not 周密.

    >>> is_vouched_person("周强"), is_vouched_person("周密")
    (True, False)
    """
    return is_person(name) and name not in load_vocabulary().texts("owners.no_persons")


def certain_person_end(text: str, start: int) -> int | None:
    """Return the end of the certain part of a person's name at an offset of a folded text, None without a name.

    Of a rare surname a second character is enough; the name may go on, unless a title follows the third one.

    >>> certain_person_end("班长王小宁负责", 2), certain_person_end("班长安全", 2)
    (4, None)
    >>> certain_person_end("保卫科王建国同志", 3)
    6
    """
    if text[start : start + 1] not in _first_characters():
        return None
    match = _patterns().certain.match(text, start)
    return None if match is None else match.end()


def find_bracketed_persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of persons alone in brackets.

    >>> list(find_bracketed_persons("（张立新、王芳）做好工作（高年级）《静夜思》（李白）"))
    [(1, 7)]
    """
    patterns = _patterns()
    for match in patterns.bracket.finditer(text):
        names = patterns.person.findall(match["names"])
        certain = [is_certain_person(name) for name in names]
        if all(certain) or (len(names) > 1 and any(certain)):
            yield match.span("names")
