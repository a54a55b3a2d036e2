"""The look of a piece of text, inherited from the elements around."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from jyplan.readers.html import css
from jyplan.readers.shared_problems import TINY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
ALIGNMENTS = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "both"}
BOLD_WEIGHT = 600
"""Least font weight that looks bold: CSS Fonts 3, 3.2."""


class LinkTarget(IntEnum):
    """The target of a link, if any."""

    NONE = 0
    INSIDE = 1
    """A place on the same page, as in a table of contents."""
    OUTSIDE = 2
    """A different page."""


@dataclass(frozen=True, slots=True)
class InheritedLook:
    """The inherited properties of an element."""

    bold: bool = False
    link: LinkTarget = LinkTarget.NONE
    preformatted: bool = False
    is_number: bool = False
    """Whether the text is a list number written out by Word (`mso-list: Ignore`)."""
    heading: int | None = None
    alignment: str | None = None
    size: float | None = None
    font: str | None = None
    white: bool = False
    """Whether the colour is that of paper."""
    background: bool = False
    """Whether the text may stand on a background that is not white."""

    @property
    def is_tiny(self) -> bool:
        """Whether nobody can read the text on paper."""
        return self.size is not None and self.size <= TINY

    @property
    def is_shown(self) -> bool:
        """Whether the text has a size at all."""
        return self.size != 0


def inherit(parent: InheritedLook, tag: str, element: etree._Element) -> InheritedLook:
    """Return the properties of an element inside `parent`; the same object without changes."""
    changes: dict[str, object] = {}
    if tag in BOLD_TAGS:
        changes["bold"] = True
    if tag in HEADINGS:
        changes["heading"] = HEADINGS[tag]
    elif tag == "a" and (target := element.get("href")):
        changes["link"] = LinkTarget.INSIDE if target.startswith("#") else LinkTarget.OUTSIDE
    elif tag in {"pre", "textarea"}:
        changes["preformatted"] = True
    elif tag == "center":
        changes["alignment"] = "center"
    elif tag == "font":
        changes |= _font_tag(element)
    if element.get("bgcolor") or element.get("background"):
        changes["background"] = not css.is_white(element.get("bgcolor") or "")
    if (align := ALIGNMENTS.get((element.get("align") or "").lower())) and tag != "table":
        changes["alignment"] = align
    if style := css.style_of(element):
        changes |= _styled(style)
    return replace(parent, **changes) if changes else parent  # type: ignore[arg-type]


def _font_tag(element: etree._Element) -> dict[str, object]:
    changes: dict[str, object] = {}
    if size := css.FONT_TAG_POINTS.get(element.get("size") or ""):
        changes["size"] = size
    if face := element.get("face"):
        changes["font"] = face.split(",")[0].strip()
    if colour := element.get("color"):
        changes["white"] = css.is_white(colour)
    return changes


def _styled(style: Mapping[str, str]) -> dict[str, object]:
    changes: dict[str, object] = {}
    if align := ALIGNMENTS.get(style.get("text-align", "")):
        changes["alignment"] = align
    if css.has_no_size(style):
        changes["size"] = 0.0
    elif size := css.points(style.get("font-size", "")):
        changes["size"] = size
    if colour := style.get("color"):
        changes["white"] = css.is_white(colour)
    if (background := css.has_background(style)) is not None:
        changes["background"] = background
    if family := style.get("font-family"):
        changes["font"] = family.split(",")[0].strip("\"' ")
    if weight := style.get("font-weight"):
        changes["bold"] = weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= BOLD_WEIGHT)
    if style.get("white-space", "").startswith("pre"):
        changes["preformatted"] = True
    if style.get("mso-list") == "ignore":
        changes["is_number"] = True
    return changes
