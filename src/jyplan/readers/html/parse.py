"""From HTML text to an element tree; deeply nested pages are flattened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import Message, Problem
from jyplan.text import trees
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TAG = lazy_pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>")
RAW = lazy_pattern(r"<(?:(script)|(style))\b[^<>]*+>", re.IGNORECASE)
"""The opening tag of an element whose content is no text."""
RAW_ENDS = {1: lazy_pattern(r"</script\s*+>", re.IGNORECASE), 2: lazy_pattern(r"</style\s*+>", re.IGNORECASE)}
"""The closing tags, by the group of `RAW`."""
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
})  # fmt: skip
PAGE_ENDS = lazy_pattern(r"</(?:body|html)\b[^<>]{0,100}>", re.IGNORECASE)
"""The end of the text for libxml2; a browser also shows text after these tags (HTML 13.2.6.4.19)."""
TOO_DEEP = Message("elements are nested too deeply; the text is read without its structure")


def parse_html(text: str) -> tuple[Element | None, tuple[Problem, ...]]:
    """Return the root element, or None for an empty page, and the problems met.

    No network access; only the entities of HTML are known, not entities of a DTD.
    """
    root, deep = _parse(text)
    if not deep:
        return root, ()
    flat, _ = _parse(TAG.sub(_flatten, _without_raw(text)))
    return flat, (Problem(TOO_DEEP),)


def _parse(text: str) -> tuple[Element | None, bool]:
    # libxml2 stops at 2048 nested elements; its option huge_tree has no further effect on HTML
    return trees.parse_html(PAGE_ENDS.sub("", text.replace("\0", "")).encode("utf-8", "replace"), huge=True)


def _without_raw(text: str) -> str:
    """Return HTML without scripts and style sheets; an unclosed element stays.

    A kind that is once not closed is not searched again: many opening tags without an end cost one pass.

    >>> _without_raw("<p>一<script>x</script>二<style>三<style>")
    '<p>一二<style>三<style>'
    """
    pieces: list[str] = []
    written = offset = 0
    unclosed: set[int | None] = set()
    while opening := RAW.search(text, offset):
        offset, kind = opening.end(), opening.lastindex
        if kind is None or kind in unclosed:
            continue
        if closing := RAW_ENDS[kind].search(text, offset):
            pieces.append(text[written : opening.start()])
            written = offset = closing.end()
        else:
            unclosed.add(kind)
    return "".join((*pieces, text[written:]))


def _flatten(tag: re.Match[str]) -> str:
    return "" if tag[2].lower() in INLINE else "<br>"
