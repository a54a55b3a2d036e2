"""Lists of duties, each with its owners: 会场布置：王小宁；安全保卫：总务处."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.facts.owners.names import is_department, is_owner_name, name_spans
from jyplan.outline.facts.owners.persons import is_certain_person, is_person, is_vouched_person
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_LONGEST_DUTY = 10
"""Characters of a duty before its colon."""
_LONGEST_PERSON = 12
"""Characters of a person's name with department and post."""
_DUTY = lazy_pattern("[^\\W\\d_]{2,10}$")
_BEHIND = lazy_pattern("： *(?P<names>(?:[^。；，：\n\t（）]|（[^（）\n]{0,12}）){2,80})(?=[。；，：\n\t（）]|$)")


class _DutyWords(NamedTuple):
    duty: re.Pattern[str]
    """The end of a duty: 布置."""
    vouching: tuple[str, ...]
    """Ends of labels that only persons have: 计时员."""
    no_duties: tuple[str, ...]
    """Ends of labels behind which persons are authors or winners: 作者."""


@cache
def _words() -> _DutyWords:
    words = load_vocabulary()
    return _DutyWords(
        lazy_pattern(words.alternatives("owners.person_duties") + "$"),
        tuple(words.texts("owners.vouching_labels")),
        tuple(words.texts("owners.no_duties")),
    )


class _Item(NamedTuple):
    """A label with nothing but names behind its colon."""

    start: int
    spans: list[tuple[int, int]]
    is_known: bool
    """The label is a duty."""
    is_certain: bool
    """At least one name is certainly a person's or department's."""


def find_duties(text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the starts of duties and the spans of the names behind the colons, by place.

    Of several items with names one that is certain lets the doubtful names of the others count.

    >>> list(find_duties("布置：王小宁；形式：高质量；低段：王小宁、李丽"))
    [(0, [(3, 6)]), (14, [(17, 20), (21, 23)])]
    >>> list(find_duties("门窗：陈一帆；检录：高远"))
    [(0, [(3, 6)]), (7, [(10, 12)])]
    """
    if "—" in text:
        text = text.replace("—", "：")
    if "：" not in text:
        return
    items = list(_items(text, text.count("：") > 1))
    sure = sum(item.is_certain for item in items)
    for item in items:
        if item.is_known:
            accepted = item.is_certain or sure > 0
        else:
            accepted = item.is_certain and (sure > 1 or len(item.spans) > 1)
        if accepted:
            yield item.start, item.spans


def _items(text: str, is_list: bool) -> Iterator[_Item]:
    """Yield the items of a text; a label that is no duty needs several names where the text has a single colon (not `is_list`)."""
    colon = text.find("：")
    while colon >= 0:
        duty = _DUTY.search(text, max(0, colon - _LONGEST_DUTY), colon)
        behind = _BEHIND.match(text, colon) if duty is not None else None
        if duty is not None and behind is not None:
            item = _item(text, duty, _persons_before_label(text, *behind.span("names")), is_list)
            if item is not None:
                yield item
        colon = text.find("：", colon + 1)


def _persons_before_label(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the names, without the next label behind a space: 摄影：李丽 音响：…."""
    if text.startswith("：", end):
        end = text.rfind(" ", start, end)
    return name_spans(text, start, end) if end > start else []


def _item(text: str, duty: re.Match[str], spans: list[tuple[int, int]], is_list: bool) -> _Item | None:
    if not spans or spans[0][1] - spans[0][0] > _LONGEST_PERSON:
        return None
    names = [text[first:last] for first, last in spans]
    is_vouched = _is_vouched(duty[0], names)
    is_known = is_vouched or _words().duty.search(text, duty.start(), duty.end()) is not None
    if not is_known and ((len(names) == 1 and not is_list) or duty[0].endswith(_words().no_duties)):
        return None
    persons = all(map(is_person, names))
    if not persons and not all(is_person(name) or is_owner_name(name) for name in names):
        return None
    is_list_of_persons = is_known and len(names) > 1 and all(map(is_vouched_person, names))
    certain = (
        is_vouched
        or is_list_of_persons
        or any(is_certain_person(name) or is_department(name) or _has_post(name) for name in names)
    )
    return _Item(duty.start(), spans, is_known, certain)


def _is_vouched(duty: str, names: list[str]) -> bool:
    """Return whether a label is a label of persons (计时员, 裁判组), so that each of the names can be a person's."""
    words = _words()
    return (
        duty.endswith(words.vouching)
        and not duty.endswith(words.no_duties)
        and all(is_vouched_person(name) for name in names)
    )


def _has_post(name: str) -> bool:
    """Return whether a name is a person's, behind a post or a place: 体育组组长雷鸣, 一楼尹老师."""
    return any(
        (is_owner_name(name[:-length]) and is_person(name[-length:])) or is_certain_person(name[-length:])
        for length in (2, 3)
        if len(name) > length + 1
    )
