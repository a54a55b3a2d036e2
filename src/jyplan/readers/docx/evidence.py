"""The look of a block (`model.Style`), evidence for layout checks and for finding headings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Style
from jyplan.readers.docx.formatting.properties import Properties, laid_over
from jyplan.readers.docx.values import integer, points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.readers.docx.formatting.styles import ParagraphStyle, RunLook
    from jyplan.readers.docx.numbering.definitions import NumberedList

_ALIGNMENTS = {"start": "left", "end": "right", "left": "left", "right": "right", "center": "center"}
_ALIGNMENTS |= {"distribute": "distribute", "thaiDistribute": "distribute"}
_DEFAULT_SIZE = 10.0
"""Points, where neither run nor style nor defaults state a size: ECMA-376 part 1, 17.3.2.38."""


class LineEvidence(NamedTuple):
    """Everything a Word file states about the look of a line."""

    style: ParagraphStyle
    direct: Properties
    """The paragraph's own properties."""
    outline_level: int | None
    numbered: tuple[NumberedList, int] | None
    """The list of the paragraph and the level in the list; None for a paragraph without a number."""
    looks: Mapping[RunLook, int]
    """Number of the line's characters by look."""


class Evidence:
    """Makes the `Style` of each line; equal styles are the same object, to save memory in long documents."""

    def __init__(self) -> None:
        self._styles: dict[Style, Style] = {}
        self._by_line: dict[object, Style] = {}

    def style(self, line: LineEvidence) -> Style:
        """Return the style of a line."""
        if len(line.looks) > 1:
            return self._make(line)
        list_level = line.numbered and (id(line.numbered[0]), line.numbered[1])
        key = (line.style, tuple(line.direct.items()), line.outline_level, list_level, *line.looks)
        known = self._by_line.get(key)
        if known is None:
            known = self._by_line[key] = self._make(line)
        return known

    def _make(self, line: LineEvidence) -> Style:
        style, direct, outline_level, numbered, looks = line
        properties = _with_indent_of_list(style, direct, numbered)
        size = _most(looks, "size") or _DEFAULT_SIZE
        rule = properties.get("lineRule", "auto")
        spacing = points(properties.get("line"), parts=240 if rule == "auto" else 20)
        font = _most(looks, "font")
        made = Style(
            name=style.name,
            outline_level=outline_level,
            font=font if isinstance(font, str) else None,
            size=float(size),
            bold=all(look.bold for look, count in looks.items() if count) if looks else None,
            alignment=_ALIGNMENTS.get(properties.get("jc", "left"), "both"),
            line_spacing=1.0 if spacing is None else spacing,
            line_rule=rule,
            first_line_indent=_first_line_indent(properties, float(size)),
            numbering=None if numbered is None else (numbered[0].number, numbered[1]),
        )
        return self._styles.setdefault(made, made)


def _most(looks: Mapping[RunLook, int], name: str) -> str | float | None:
    if len(looks) == 1:
        value: str | float | None = getattr(next(iter(looks)), name)
        return value
    counted: Counter[str | float | None] = Counter()
    for look, count in looks.items():
        counted[getattr(look, name)] += count
    return counted.most_common(1)[0][0] if counted else None


def _with_indent_of_list(
    style: ParagraphStyle, direct: Properties, numbered: tuple[NumberedList, int] | None
) -> Properties:
    """Return a paragraph's properties with the indent of its list level.

    The indent ranks right below the properties of the paragraph or style that names the list (17.9.22).
    """
    properties = style.paragraph
    if numbered is not None and (indent := numbered[0].levels[numbered[1]].indent):
        properties = laid_over(properties, indent) if "numId" in direct else laid_over(indent, properties)
    return laid_over(properties, direct)


def _first_line_indent(properties: Properties, size: float) -> float:
    # a number of characters wins over a measure: 17.3.1.12
    for name, sign in (("firstLineChars", 1), ("hangingChars", -1)):
        characters = integer(properties.get(name))
        if characters:
            return sign * characters / 100 * size
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        measure = points(properties.get(name))
        if measure:
            return sign * measure
    return 0.0
