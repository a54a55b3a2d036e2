"""Comments of cells, and the running heads and feet of printed sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place
from jyplan.readers.ooxml.package import OfficePackage, PartUnreadableError
from jyplan.readers.xlsx.references import read_cell
from jyplan.readers.xlsx.texts import local_name, named, rich_text
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.xlsx.workbook import SheetPart

_HEADS = {
    "oddHeader": BlockKind.HEADER, "evenHeader": BlockKind.HEADER, "firstHeader": BlockKind.HEADER,
    "oddFooter": BlockKind.FOOTER, "evenFooter": BlockKind.FOOTER, "firstFooter": BlockKind.FOOTER,
}  # fmt: skip
_CODE = lazy_pattern(r'&(?:"[^"]{0,100}"?|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|[A-JM-Z])')
"""A code for font, size, colour, page number, date or file name (ECMA-376 part 1, 18.3.1.46); &L, &C and &R part the text."""


def read_sheet_notes(package: OfficePackage, sheet: SheetPart, root: Element) -> Iterator[Block]:
    """Yield the heads and feet of a sheet, then the comments at the rows of the commented cells."""
    for group in named(root, "headerFooter"):
        for entry in group:
            kind = _HEADS.get(local_name(entry.tag))
            for text in _printed(entry.text or "") if kind else ():
                yield Block(text, kind or BlockKind.HEADER)
    for relation in package.relationships(sheet.part).values():
        if relation.kind == "comments" and not relation.external:
            yield from _comments(package, relation.target)


def _printed(text: str) -> Iterator[str]:
    """Yield the parts of a head with text: left, centre, right.

    >>> list(_printed('&L&"宋体,Bold"&12青禾小学&C第&P页&R&D'))
    ['青禾小学', '第页']
    """
    shown = _CODE.sub("", text.replace("&L", "\0").replace("&C", "\0").replace("&R", "\0"))
    yield from (part.strip() for part in shown.replace("&&", "&").split("\0") if part.strip())


def _comments(package: OfficePackage, part: str) -> Iterator[Block]:
    try:
        root = package.tree(part)
    except PartUnreadableError:
        return
    for comment in named(root, "comment"):
        cell = read_cell(comment.get("ref", ""))
        for text in named(comment, "text"):
            shown = rich_text(text).strip()
            if shown:
                yield Block(shown, BlockKind.COMMENT, Place(row=cell[0] if cell else None))
