"""Definitions of automatic numbers: the format of each list level (ECMA-376 part 1, 17.9).

A paragraph names a `w:num` by its number and a level from 0. The `w:num` points to a `w:abstractNum`,
which defines up to nine levels, and may override levels: the whole definition or the start only.

    w:abstractNum 0          level 0: chineseCountingThousand, text "%1、", start 1
                             level 1: decimal, text "%1.%2", start 1, w:isLgl
    w:num 1 -> abstract 0    no override
    w:num 2 -> abstract 0    w:lvlOverride of level 0: startOverride 5

`readers.docx.numbering.counters` shows the numbers that paragraphs of these two lists display.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.readers.docx.formatting.properties import Properties, paragraph_properties, run_properties
from jyplan.readers.docx.formatting.theme import Theme
from jyplan.readers.docx.values import child_value, integer, is_on
from jyplan.readers.ooxml.names import VAL, w
from jyplan.readers.ooxml.xml import ALTERNATE, children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

LEVELS = 9
MAX_STYLES = 30
"""Longest chain of numbering styles; Word writes a single one."""
_LONGEST_TEXT = 255
"""Characters of a level's text that are read; Word's dialog accepts far fewer."""
_NO_THEME = Theme()


@dataclass(frozen=True, slots=True)
class ListLevel:
    """The definition of a list level (`w:lvl`)."""

    start: int = 0
    """The first number; 0 where the file states none: 17.9.25."""
    number_format: str = "decimal"
    example: str = ""
    """For a custom format the first members of its sequence; empty for other formats."""
    text: str = ""
    """The displayed text; %1 to %9 stand for the numbers of levels 0 to 8."""
    suffix: str = "tab"
    restart: int | None = None
    """When the numbers start again. 0: never; n: after a paragraph of level n - 1 or higher; None: after any higher level."""
    legal: bool = False
    """Whether all numbers in the text are decimal (`w:isLgl`, 17.9.4)."""
    paragraph_style: str | None = None
    hidden: bool = False
    font: str | None = None
    indent: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list (`w:num`) with its level definitions, overrides applied."""

    number: int
    counter: str
    """Id of the abstract definition. Lists with the same id continue each other's numbers."""
    levels: Mapping[int, ListLevel]
    start_overrides: Mapping[int, int]

    def start(self, level: int) -> int:
        """Return the first number of a level, the override if given (17.9.25, 17.9.26)."""
        override = self.start_overrides.get(level)
        return override if override is not None else self.levels.get(level, ListLevel()).start

    def level_of_style(self, style_id: str) -> int | None:
        """Return the level linked to a paragraph style (17.9.23), None without a link."""
        for index, level in self.levels.items():
            if level.paragraph_style == style_id:
                return index
        return None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, ListLevel]
    style_link: str | None
    style_reference: str | None


class Numbering:
    """All lists of a document, by `w:numId`, each resolved once."""

    def __init__(self, root: Element | None, list_styles: Mapping[str, int]) -> None:
        self._list_styles = list_styles
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[int, Element] = {}
        self._lists: dict[int, NumberedList | None] = {}
        self._linked: dict[str, str] = {}
        for element in () if root is None else children(root):
            if element.tag == _ABSTRACT:
                self._abstracts.setdefault(element.get(_ABSTRACT_ID) or "", _read_abstract(element))
            elif element.tag == _NUM:
                number = integer(element.get(_NUM_ID))
                if number is not None:
                    self._nums.setdefault(number, element)
        for key, abstract in self._abstracts.items():
            if abstract.style_link is not None:
                self._linked.setdefault(abstract.style_link, key)

    def get(self, number: int) -> NumberedList | None:
        """Return the list with a number, None where the file does not define the list."""
        if number not in self._lists:
            self._lists[number] = self._resolve(number)
        return self._lists[number]

    def _resolve(self, number: int) -> NumberedList | None:
        element = self._nums.get(number)
        counter = self._definition(number)
        if element is None or counter is None:
            return None
        levels = dict(self._abstracts[counter].levels)
        starts: dict[int, int] = {}
        for override in element.iterfind(w("lvlOverride")):
            index = integer(override.get(_LEVEL_INDEX))
            if index is None or not 0 <= index < LEVELS:
                continue
            replaced = override.find(_LEVEL)
            if replaced is not None:
                levels[index] = _read_level(replaced, restart=levels.get(index, ListLevel()).restart)
            start = _number(override, "startOverride")
            if start is not None:
                starts[index] = start
        return NumberedList(number, counter, levels, starts)

    def _definition(self, number: int | None) -> str | None:
        """Return the id of a list's abstract definition, through its numbering style if any (17.9.21).

        A style may lead to a list with a style of its own, `MAX_STYLES` times.
        """
        passed: list[tuple[str, str]] = []
        seen: set[int] = set()
        definition = None
        for _ in range(MAX_STYLES):
            element = None if number is None or number in seen else self._nums.get(number)
            if number is None or element is None:
                break
            seen.add(number)
            abstract_id = child_value(element, "abstractNumId") or ""
            abstract = self._abstracts.get(abstract_id)
            if abstract is None or abstract.style_reference is None:
                definition = None if abstract is None else abstract_id
                break
            passed.append((abstract.style_reference, abstract_id))
            number = self._list_styles.get(abstract.style_reference)
        for style, abstract_id in reversed(passed):
            if definition is None:
                definition = self._linked.get(style, abstract_id)
        return definition


_ABSTRACT, _ABSTRACT_ID = w("abstractNum"), w("abstractNumId")
_NUM, _NUM_ID = w("num"), w("numId")
_LEVEL, _LEVEL_INDEX = w("lvl"), w("ilvl")


def _read_abstract(element: Element) -> _Abstract:
    levels = {}
    for child in children(element):
        index = integer(child.get(_LEVEL_INDEX)) if child.tag == _LEVEL else None
        if index is not None and 0 <= index < LEVELS:
            levels[index] = _read_level(child, restart=_number(child, "lvlRestart"))
    return _Abstract(levels, child_value(element, "styleLink"), child_value(element, "numStyleLink"))


def _read_level(element: Element, restart: int | None) -> ListLevel:
    """Return a level definition; an override keeps the `restart` of the level below ([MS-OI29500] 2.1.269)."""
    formats = [child for child in children(element) if child.tag == w("numFmt")]
    number_format = formats[0].get(VAL, "decimal") if formats else "decimal"
    example = formats[0].get(w("format"), "") if formats else ""
    if number_format == "custom":
        number_format = _fallback_format(element) or "custom"
    fonts = run_properties(element.find(w("rPr")), _NO_THEME)
    return ListLevel(
        start=_number(element, "start") or 0,
        number_format=number_format,
        example=example,
        text=(child_value(element, "lvlText") or "")[:_LONGEST_TEXT],
        suffix=child_value(element, "suff") or "tab",
        restart=restart,
        legal=is_on(element.find(w("isLgl"))),
        paragraph_style=child_value(element, "pStyle"),
        hidden=fonts.get("vanish") == "1",
        font=fonts.get("ascii"),
        indent=paragraph_properties(element.find(w("pPr"))),
    )


def _fallback_format(element: Element) -> str | None:
    """Return the standard number format beside a custom format, for older software; None without one."""
    alternate = element.find(ALTERNATE)
    for entry in () if alternate is None else alternate.iter(w("numFmt")):
        value = entry.get(VAL)
        if value not in {None, "custom"}:
            return value
    return None


def _number(element: Element, name: str) -> int | None:
    return integer(child_value(element, name))
