"""From HTML text to an element tree; deeply nested pages are flattened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import Message, Problem
from jyplan.text import trees

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*>")
RAW = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
})  # fmt: skip
TOO_DEEP = Message("elements are nested too deeply; the text is read without its structure")


def parse_html(text: str) -> tuple[Element | None, tuple[Problem, ...]]:
    """Return the root element, or None for an empty page, and the problems met.

    No network access; only the entities of HTML are known, not entities of a DTD.
    """
    root, deep = _parse(text)
    if not deep:
        return root, ()
    flat, _ = _parse(TAG.sub(_flatten, RAW.sub("", text)))
    return flat, (Problem(TOO_DEEP),)


def _parse(text: str) -> tuple[Element | None, bool]:
    # libxml2 stops at 2048 nested elements; its option huge_tree has no further effect on HTML
    return trees.parse_html(text.replace("\0", "").encode("utf-8", "replace"), huge=True)


def _flatten(tag: re.Match[str]) -> str:
    return "" if tag[2].lower() in INLINE else "<br>"
