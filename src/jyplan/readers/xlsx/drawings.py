"""Drawings over the cells of a sheet: text in shapes is read, pictures and charts are problems (ECMA-376 part 1, 20.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Block, Message, Place, ProblemKind
from jyplan.readers.ooxml.package import OfficePackage, PartUnreadableError
from jyplan.readers.xlsx.texts import local_name, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.ooxml.problems import ProblemList
    from jyplan.readers.xlsx.sheets import BlockNumbers
    from jyplan.readers.xlsx.workbook import SheetPart


def read_shapes(package: OfficePackage, sheet: SheetPart, numbers: BlockNumbers, problems: ProblemList) -> list[Block]:
    """Return the paragraphs in the shapes of a sheet, by row; pictures, charts and embedded objects become problems."""
    anchors: list[tuple[int, Element]] = []
    for relation in package.relationships(sheet.part).values():
        if relation.external:
            continue
        if relation.kind in {"oleObject", "package"}:
            message = Message("a file embedded in the sheet “{sheet}” was not read", {"sheet": sheet.name})
            problems.add(message, kind=ProblemKind.UNREAD)
        if relation.kind != "drawing":
            continue
        try:
            anchors += [(_row_of(anchor), anchor) for anchor in package.tree(relation.target)]
        except PartUnreadableError:
            message = Message("the part {part} is damaged and was left out", {"part": relation.target})
            problems.add(message, kind=ProblemKind.DAMAGED)
    blocks = []
    for row, anchor in sorted(anchors, key=lambda entry: entry[0]):
        _report_pictures(anchor, sheet, row, problems)
        blocks += [Block(text, place=numbers.place(row)) for text in _paragraphs(anchor)]
    return blocks


def _row_of(anchor: Element) -> int:
    """Return the row of a shape's upper left corner, from 1; 1 for a shape without a row."""
    for start in anchor:
        if local_name(start.tag) == "from":
            number = next((child.text or "" for child in start if local_name(child.tag) == "row"), "")
            return int(number) + 1 if number.isdecimal() and len(number) < 8 else 1
    return 1


def _report_pictures(anchor: Element, sheet: SheetPart, row: int, problems: ProblemList) -> None:
    for element in anchor.iter("{*}pic", "{*}graphicFrame"):
        if local_name(element.tag) == "pic":
            message = Message("a picture in the sheet “{sheet}” was not read", {"sheet": sheet.name})
        else:
            message = Message("a chart in the sheet “{sheet}” was not read", {"sheet": sheet.name})
        problems.add(message, Place(row=row), kind=ProblemKind.UNREAD)


def _paragraphs(anchor: Element) -> Iterator[str]:
    """Yield the paragraphs with text in the shapes at an anchor."""
    for body in named(anchor, "txBody"):
        for paragraph in body.iterchildren("{*}p"):
            text = "".join(run.text or "" for run in named(paragraph, "t")).strip()
            if text:
                yield text
