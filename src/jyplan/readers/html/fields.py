"""The text of form fields and drawings; some plans are typed into a form and saved as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

TYPED = frozenset({"", "text", "date", "month", "week", "time", "number", "tel", "email", "url"})
"""Types of `input` with the value displayed as text: HTML 4.10.5.1."""
TICKED = frozenset({"checkbox", "radio"})


def field_text(element: etree._Element) -> str:
    """Return the displayed value of an `input` or `select`; nothing for a button, a search box or a hidden field."""
    if element.tag == "select":
        choices = list(element.iter("option"))
        chosen = next((choice for choice in choices if choice.get("selected") is not None), None)
        first = choices[0] if choices else None
        shown = first if chosen is None else chosen
        return "" if shown is None else " ".join("".join(str(text) for text in shown.itertext()).split())
    kind = (element.get("type") or "").lower()
    if kind in TICKED:
        return "☒" if element.get("checked") is not None else "☐"
    return (element.get("value") or "") if kind in TYPED else ""


def drawn_text(drawing: etree._Element) -> str:
    """Return the words of a drawing (`svg`) in the order of the file, with a space between two texts."""
    texts = (element for element in drawing.iter() if element.tag in {"text", "foreignobject"})
    return " ".join(filter(None, (" ".join("".join(str(text) for text in part.itertext()).split()) for part in texts)))
