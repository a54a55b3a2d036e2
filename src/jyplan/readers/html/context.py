"""What the elements around a piece of text say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from jyplan.readers.html import css

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
ALIGNMENTS = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "both"}
BOLD_WEIGHT = 600
"""Font weights from here on look bold: CSS Fonts 3, 3.2."""


class Link(IntEnum):
    """Where a piece of text leads when it is clicked."""

    NONE = 0
    INSIDE = 1
    """To a place on the same page: a table of contents."""
    OUTSIDE = 2


@dataclass(frozen=True, slots=True)
class Context:
    """The inherited properties of an element."""

    bold: bool = False
    link: Link = Link.NONE
    preformatted: bool = False
    is_number: bool = False
    """The text is a list number that Word wrote out: mso-list:Ignore."""
    heading: int | None = None
    alignment: str | None = None
    size: float | None = None
    font: str | None = None


def inherit(parent: Context, tag: str, element: etree._Element) -> Context:
    """Return the context of an element below `parent`; the same object where nothing changes."""
    changes: dict[str, object] = {}
    if tag in BOLD_TAGS:
        changes["bold"] = True
    if tag in HEADINGS:
        changes["heading"] = HEADINGS[tag]
    elif tag == "a" and (target := element.get("href")):
        changes["link"] = Link.INSIDE if target.startswith("#") else Link.OUTSIDE
    elif tag == "pre":
        changes["preformatted"] = True
    elif tag == "center":
        changes["alignment"] = "center"
    elif tag == "font":
        changes |= _font_tag(element)
    if (align := ALIGNMENTS.get((element.get("align") or "").lower())) and tag != "table":
        changes["alignment"] = align
    if style := css.style_of(element):
        changes |= _styled(style)
    return replace(parent, **changes) if changes else parent  # type: ignore[arg-type]


def _font_tag(element: etree._Element) -> dict[str, object]:
    found: dict[str, object] = {}
    if size := css.FONT_TAG_POINTS.get(element.get("size") or ""):
        found["size"] = size
    if face := element.get("face"):
        found["font"] = face.split(",")[0].strip()
    return found


def _styled(style: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    if align := ALIGNMENTS.get(style.get("text-align", "")):
        found["alignment"] = align
    if size := css.points(style.get("font-size", "")):
        found["size"] = size
    if family := style.get("font-family"):
        found["font"] = family.split(",")[0].strip("\"' ")
    if weight := style.get("font-weight"):
        found["bold"] = weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= BOLD_WEIGHT)
    if style.get("white-space", "").startswith("pre"):
        found["preformatted"] = True
    if style.get("mso-list") == "ignore":
        found["is_number"] = True
    return found
