"""WordprocessingML elements in the namespace that a file uses, transitional or strict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.reports.media.visible import visible

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of transitional files, which nearly all are."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Makes elements of one namespace."""

    namespace: str

    def tag(self, name: str) -> str:
        """Return a name with its namespace."""
        return f"{{{self.namespace}}}{name}"

    def element(self, name: str, /, *children: Element, **attributes: object) -> Element:
        """Return an element with attributes of the same namespace."""
        named = {self.tag(key): str(value) for key, value in attributes.items()}
        made = etree.Element(self.tag(name), named, nsmap={"w": self.namespace})
        made.extend(children)
        return made

    def text(self, text: str, name: str = "t") -> Element:
        """Return a text; what XML cannot hold, or would hide, is spelled out."""
        made = self.element(name)
        made.set(_SPACE, "preserve")
        made.text = visible(text)
        return made


def serialised(root: Element) -> bytes:
    """Return a part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
