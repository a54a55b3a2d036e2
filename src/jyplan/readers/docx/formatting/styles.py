"""Styles, resolved through `w:basedOn` and the document defaults (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.readers.docx.formatting.properties import (
    Properties,
    is_filled,
    laid_over,
    paragraph_properties,
    run_properties,
)
from jyplan.readers.docx.values import child_value, integer
from jyplan.readers.ooxml.names import w
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.readers.docx.formatting.theme import Theme

# built-in names are stored in English whatever the language of Word; WPS and converters keep 标题 1
_HEADING = lazy_pattern(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = lazy_pattern(
    r"(?:toc|目录|contents)\s*(?:[1-9]|heading|标题)|目录|table of figures|图表目录", re.IGNORECASE
)
MAX_CHAIN = 30
"""Longest chain of base styles; the longest of an honest file has about six."""
BODY_TEXT = 9
"""The outline level of body text, no heading: 17.3.1.20."""


# compared by identity, for speed: equal looks and styles are one object
@dataclass(frozen=True, slots=True, eq=False)
class RunLook:
    """The look of characters, resolved; None where neither styles nor defaults state a value."""

    font: str | None
    """East Asian."""
    size: float | None
    """Points."""
    bold: bool
    hidden: bool
    ascii_font: str | None
    """The font for characters below U+0100; in a symbol font they are pictures."""
    white: bool
    """Whether the characters have the colour of the paper, on the paper."""
    narrow: bool = False
    """Whether the characters are squeezed to a line."""


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphStyle:
    """A paragraph style with all inherited properties."""

    ids: tuple[str, ...]
    """The style's id and the ids of its base styles, nearest first."""
    name: str | None
    paragraph: Properties
    """Document defaults included; numbering left out."""
    run: Properties
    """Document defaults left out, since switches (bold, hidden) combine differently with defaults."""
    outline_level: int | None
    is_contents: bool
    num_id: int | None
    levels: tuple[int | None, ...]
    """For each style in `ids` its own `w:ilvl`."""


class Styles:
    """The styles of a document, by id, each resolved once."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._elements: dict[tuple[str, str], Element] = {}
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._character: dict[str, Properties] = {}
        self._shading: dict[str, bool] = {}
        self._own_paragraphs: dict[Element, Properties] = {}
        self._own_runs: dict[Element, Properties] = {}
        self._looks: dict[tuple[ParagraphStyle, tuple[tuple[str, str], ...]], RunLook] = {}
        self._equal_looks: dict[tuple[object, ...], RunLook] = {}
        self._default_id: str | None = None
        self.list_styles: dict[str, int] = {}
        """For each numbering style the number of its list."""
        defaults = None if root is None else root.find(w("docDefaults"))
        self._run_defaults = run_properties(_path(defaults, "rPrDefault", "rPr"), theme)
        self._paragraph_defaults = paragraph_properties(_path(defaults, "pPrDefault", "pPr"))
        for element in () if root is None else root.iterfind(w("style")):
            self._add(element)

    def _add(self, element: Element) -> None:
        kind = element.get(w("type")) or "paragraph"
        style_id = element.get(w("styleId")) or ""
        self._elements.setdefault((kind, style_id), element)
        if kind == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
            self._default_id = style_id
        elif kind == "numbering":
            number = integer(paragraph_properties(element.find(w("pPr"))).get("numId"))
            if number is not None:
                self.list_styles[style_id] = number

    def _chain(self, kind: str, style_id: str | None) -> list[tuple[str, Element]]:
        """Return a style and its base styles, nearest first, at most `MAX_CHAIN`; a circle ends before it repeats."""
        chain: list[tuple[str, Element]] = []
        seen = set()
        while style_id is not None and style_id not in seen and len(chain) < MAX_CHAIN:
            seen.add(style_id)
            element = self._elements.get((kind, style_id))
            if element is None:
                break
            chain.append((style_id, element))
            style_id = child_value(element, "basedOn")
        return chain

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return a paragraph style; an unknown id means the default style, as in Word."""
        style = self._paragraph.get(style_id)
        if style is None:
            known = style_id is not None and ("paragraph", style_id) in self._elements
            style = self._resolve(style_id if known else self._default_id)
            self._paragraph[style_id] = style
        return style

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        chain = self._chain("paragraph", style_id)
        own = [self._own_paragraph(element) for _, element in chain]
        paragraph, run = self._paragraph_defaults, Properties()
        for (_, element), properties in zip(reversed(chain), reversed(own), strict=True):
            paragraph = laid_over(paragraph, properties)
            run |= self._own_run(element)
        names = [child_value(element, "name") for _, element in chain]
        return ParagraphStyle(
            ids=tuple(key for key, _ in chain),
            name=names[0] if names else None,
            paragraph={key: value for key, value in paragraph.items() if key not in {"numId", "ilvl", "style"}},
            run=run,
            outline_level=_outline_level(names, own),
            is_contents=any(_CONTENTS.fullmatch(name or "") for name in names),
            num_id=next((number for p in own if (number := integer(p.get("numId"))) is not None), None),
            levels=tuple(integer(p.get("ilvl")) for p in own),
        )

    def _own_paragraph(self, element: Element) -> Properties:
        if element not in self._own_paragraphs:
            self._own_paragraphs[element] = paragraph_properties(element.find(w("pPr")))
        return self._own_paragraphs[element]

    def _own_run(self, element: Element) -> Properties:
        if element not in self._own_runs:
            self._own_runs[element] = run_properties(element.find(w("rPr")), self._theme)
        return self._own_runs[element]

    def _character_properties(self, style_id: str) -> Properties:
        properties = self._character.get(style_id)
        if properties is None:
            properties = Properties()
            for _, element in reversed(self._chain("character", style_id)):
                properties |= self._own_run(element)
            self._character[style_id] = properties
        return properties

    def look(self, style: ParagraphStyle, direct: Properties) -> RunLook:
        """Return the look of a run with direct properties in a paragraph of a style."""
        key = (style, tuple(direct.items()))
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolve_look(style, direct)
        return look

    def shades_tables(self, style_id: str) -> bool:
        """Return whether a table style shades any cells."""
        if style_id not in self._shading:
            chain = self._chain("table", style_id)
            self._shading[style_id] = any(
                is_filled(shading) for _, element in chain for shading in element.iter(w("shd"))
            )
        return self._shading[style_id]

    def _resolve_look(self, style: ParagraphStyle, direct: Properties) -> RunLook:
        character = self._character_properties(direct["style"]) if "style" in direct else Properties()
        merged = self._run_defaults | style.run | character | direct

        def switched(name: str) -> bool:
            if name in direct:
                return direct[name] == "1"
            # the same switch in a paragraph and a character style cancels out: 17.7.3
            toggled = (style.run.get(name) == "1") != (character.get(name) == "1")
            return toggled or self._run_defaults.get(name) == "1"

        size = integer(merged.get("sz"))
        white = merged.get("white") == "1" and merged.get("filled") != "1" and style.paragraph.get("filled") != "1"
        look = RunLook(
            font=merged.get("font"),
            size=None if size is None else size / 2,
            bold=switched("b"),
            hidden=switched("vanish"),
            ascii_font=merged.get("ascii"),
            white=white,
            narrow=merged.get("narrow") == "1",
        )
        key = (look.font, look.size, look.bold, look.hidden, look.ascii_font, look.white, look.narrow)
        return self._equal_looks.setdefault(key, look)


def _outline_level(names: list[str | None], own: list[Properties]) -> int | None:
    for name, properties in zip(names, own, strict=True):
        level = integer(properties.get("outlineLvl"))
        if level is not None:
            return level if 0 <= level < BODY_TEXT else None
        heading = _HEADING.fullmatch((name or "").split(",")[0].strip())
        if heading:
            return int(heading[1]) - 1
    return None


def _path(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else element.find(w(name))
    return element
