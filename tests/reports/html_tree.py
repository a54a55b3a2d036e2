"""What tests read from pages: elements, text, the policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "link", "img", "hr"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str) -> list[Element]:
        below = [part for part in self.parts if isinstance(part, Element)]
        return [found for each in below for found in ([each] if each.tag == tag else []) + each.all(tag)]


class Tree(HTMLParser):
    """A page as elements; an end tag that closes nothing, or the wrong element, is an error."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


def everything(root: Element) -> list[Element]:
    """Return all elements of a page in order."""
    below = [part for part in root.parts if isinstance(part, Element)]
    return [found for each in below for found in (each, *everything(each))]


def digest(content: str) -> str:
    """Return how a Content Security Policy names a style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
