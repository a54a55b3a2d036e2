"""Texts of cells and shapes, and elements by local name: strict and transitional files differ in the namespace only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.invisible import drop_invisible
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_ESCAPE = lazy_pattern("_x([0-9A-Fa-f]{4})_")


def local_name(tag: object) -> str:
    """Return a name in lxml's notation without its namespace."""
    return str(tag).rpartition("}")[2]


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below an element, in document order, in any namespace."""
    return root.iter(f"{{*}}{name}")


def rich_text(item: Element) -> str:
    """Return the text of a cell, shared text or note: all runs, without pinyin."""
    pieces = []
    for child in item:
        name = local_name(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(run.text or "" for run in child if local_name(run.tag) == "t")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    r"""Return a text with its escaped characters (ECMA-376 part 1, 22.9.2.19), LF line ends and nothing invisible.

    >>> unescaped("一、目标_x000D_\n二、措施_x005F_x000D_")
    '一、目标\n二、措施_x000D_'
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)
    return drop_invisible(text.replace("\r\n", "\n").replace("\r", "\n"))


def _character(code: int) -> str:
    """Return an escaped character, U+FFFD for half a character."""
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
