"""Lists of duties, each with those who have it: 会场布置：王小宁；安全保卫：总务处."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.owners.names import is_department, is_owner_name, name_spans
from jyplan.outline.facts.owners.persons import is_certain_person, is_person
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_LONGEST_DUTY = 10
"""Characters of a duty before its colon."""
_DUTY = lazy_pattern("[^\\W\\d_]{2,10}$")
_BEHIND = lazy_pattern("： *(?P<names>(?:[^。；，：\n\t（）]|（[^（）\n]{0,12}）){2,80})(?=[。；，：\n\t（）]|$)")


class _DutyWords(NamedTuple):
    duty: re.Pattern[str]
    """The end of a duty: 布置."""
    other: tuple[str, ...]
    """Ends of labels behind which persons are authors or winners: 作者."""


@cache
def _words() -> _DutyWords:
    words = load_vocabulary()
    return _DutyWords(
        lazy_pattern(words.alternatives("owners.person_duties") + "$"), tuple(words.texts("owners.no_duties"))
    )


def find_duties(text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the starts of duties and the spans of the names behind the colons, by place.

    >>> list(find_duties("布置：王小宁；形式：高质量；低段：王小宁、李丽"))
    [(0, [(3, 6)]), (14, [(17, 20), (21, 23)])]
    """
    colon = text.find("：")
    while colon >= 0:
        duty = _DUTY.search(text, max(0, colon - _LONGEST_DUTY), colon)
        behind = _BEHIND.match(text, colon) if duty is not None else None
        if duty is not None and behind is not None:
            spans = _persons_before_label(text, *behind.span("names"))
            if spans and _is_duty(text, duty, spans):
                yield duty.start(), spans
        colon = text.find("：", colon + 1)


def _persons_before_label(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the names, without the next label where a space stands before it: 摄影：李丽 音响：…."""
    if text.startswith("：", end):
        end = text.rfind(" ", start, end)
    return name_spans(text, start, end) if end > start else []


def _is_duty(text: str, duty: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    names = [text[first:last] for first, last in spans]
    certain = [is_certain_person(name) or is_department(name) for name in names]
    if _words().duty.search(text, duty.start(), duty.end()):
        return any(certain) and all(is_person(name) or is_owner_name(name) for name in names)
    persons = len(names) > 1 and any(map(is_certain_person, names)) and all(map(is_person, names))
    return persons and not duty[0].endswith(_words().other)
