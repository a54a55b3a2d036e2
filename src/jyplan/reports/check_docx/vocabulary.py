"""WordprocessingML elements in the namespace that a file uses, transitional or strict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.reports.visible import visible

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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

    def text(self, text: str) -> Element:
        """Return a `w:t`; what XML cannot hold, or would hide, is spelled out."""
        made = self.element("t")
        made.set(_SPACE, "preserve")
        made.text = visible(text)
        return made
