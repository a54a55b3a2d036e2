"""The displayed text of a `w:t`, and the offset of each displayed character in the element's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import XML_SPACE
from jyplan.readers.symbols import is_symbol_font, show
from jyplan.text.invisible import invisible_places
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

_BLANK_ENDS = " \t\r\n"
# line ends inside a text are blanks; invisible characters would separate a number from its text
_ODD = lazy_pattern("[\n\r\u2028\u2029\uf000-\uf0ff]")
_LINE_ENDS = lazy_pattern("\r\n|[\n\r\u2028\u2029]")
_RETURN = lazy_pattern("\r(?=\n)")


def shown_text(element: Element, font: str | None, *, keep_space: bool) -> str:
    """Return the displayed text of an element; `keep_space` is the `xml:space` of its story."""
    text = element.text or ""
    if text and (text[0] in _BLANK_ENDS or text[-1] in _BLANK_ENDS) and not keeps_ends(element, keep_space=keep_space):
        text = text.strip(_BLANK_ENDS)
    if text.isascii() and not is_symbol_font(font) and not _ODD.search(text):
        return text
    if unseen := _unseen(text):
        text = "".join(character for offset, character in enumerate(text) if offset not in unseen)
    if _ODD.search(text) or is_symbol_font(font):
        text = show(_LINE_ENDS.sub(" ", text), font)
    return text


def shown_offsets(element: Element, *, keep_space: bool) -> Sequence[int]:
    """Return the offset in the element's text of each character of `shown_text`."""
    text = element.text or ""
    start, end = 0, len(text)
    if not keeps_ends(element, keep_space=keep_space):
        start, end = end - len(text.lstrip(_BLANK_ENDS)), len(text.rstrip(_BLANK_ENDS))
    dropped = _unseen(text) | {match.start() for match in _RETURN.finditer(text, 0, end)}
    if not dropped:
        return range(start, end)
    return [offset for offset in range(start, end) if offset not in dropped]


def _unseen(text: str) -> set[int]:
    """Return the offsets of invisible characters; U+007F to U+009F are pictures in a symbol font, and stay."""
    return {offset for offset in invisible_places(text) if text[offset] > "\x9f"}


def keeps_ends(element: Element, *, keep_space: bool) -> bool:
    """Return whether blanks at both ends of a text are displayed: only with `xml:space="preserve"` (17.3.3.31)."""
    return keep_space or element.get(XML_SPACE) == "preserve"
