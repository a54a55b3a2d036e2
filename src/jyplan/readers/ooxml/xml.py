"""XML parts as trees; strict namespaces replaced by transitional, alternatives by the displayed branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import KNOWN_EXTENSIONS, STRICT, mc
from jyplan.text import trees
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_DECLARATION = lazy_pattern(r"^\ufeff?<\?xml[^>]*\?>")
_CHOICE = mc("Choice")
_FALLBACK = mc("Fallback")
ALTERNATE = mc("AlternateContent")


def parse_xml(data: bytes) -> Element:
    """Return the root element of a part, within the limits of `trees.parse_xml`.

    Raises:
        BadXmlError: not well-formed, nested too deep, or with a document type definition, which
            ECMA-376 part 2, 9.1.3 forbids.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = _as_utf8(data)
    if _STRICT_MARK in data:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return trees.parse_xml(data)


def _as_utf8(data: bytes) -> bytes:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise trees.BadXmlError("broken UTF-16") from error
    return _DECLARATION.sub("", text).encode("utf-8", "surrogatepass")


def displayed_branch(alternate: Element) -> Element | None:
    """Return the displayed branch of an `mc:AlternateContent` (ECMA-376 part 3, 7.5).

    The first choice with only known namespaces in `Requires`, else the fallback, else None. A text box
    stored twice, in a choice and in the fallback, is therefore read once.
    """
    for branch in alternate:
        if branch.tag == _CHOICE:
            required = (branch.get("Requires") or "").split()
            if required and all(branch.nsmap.get(prefix) in KNOWN_EXTENSIONS for prefix in required):
                return branch
        elif branch.tag == _FALLBACK:
            return branch
    return None


def child(parent: Element, tag: str) -> Element | None:
    """Return the first child with a tag, in half the time of `Element.find`."""
    return next(parent.iterchildren(tag), None)


def children(parent: Element) -> Iterator[Element]:
    """Yield an element's children; an alternative, nested or not, is replaced by its displayed branch."""
    stack = [iter(parent)]
    while stack:
        for element in stack[-1]:
            if element.tag == ALTERNATE:
                branch = displayed_branch(element)
                if branch is not None:
                    stack.append(iter(branch))
                    break
            else:
                yield element
        else:
            stack.pop()
