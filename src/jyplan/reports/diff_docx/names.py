"""Names of WordprocessingML (ECMA-376 part 1, 17), and elements made with them."""

from __future__ import annotations

from lxml import etree

from jyplan.reports.visible import visible

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Return a name with its namespace."""
    return f"{{{W}}}{name}"


def element(name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    """Return an element with attributes of the same namespace."""
    made = etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()}, nsmap={"w": W})
    made.extend(children)
    return made


def run(text: str, *, deleted: bool = False) -> etree._Element:
    """Return a run of text on one line; what XML cannot hold, or would hide, is spelled out."""
    made = element("r")
    for number, part in enumerate(text.split("\t")):
        if number:
            made.append(element("tab"))
        if part:
            made.append(_text(visible(part), "delText" if deleted else "t"))
    return made


def _text(text: str, name: str) -> etree._Element:
    made = element(name)
    made.set(_SPACE, "preserve")
    made.text = text
    return made


def serialised(root: etree._Element) -> bytes:
    """Return a part of the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
