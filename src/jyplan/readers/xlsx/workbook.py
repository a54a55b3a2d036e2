"""An open workbook: its sheets, shared texts and the formats and looks of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message, ProblemKind, Style
from jyplan.readers.ooxml.package import OfficePackage, PartUnreadableError
from jyplan.readers.xlsx.number_formats import BUILT_IN, GENERAL
from jyplan.readers.xlsx.references import CellRange, entry_at, read_range
from jyplan.readers.xlsx.texts import local_name, named, rich_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from jyplan.readers.ooxml.problems import ProblemList

_ALIGNMENTS = {"left": "left", "center": "center", "centerContinuous": "center", "right": "right", "justify": "both"}


class SheetPart(NamedTuple):
    """A sheet, as listed in the workbook."""

    name: str
    part: str
    kind: str
    """The kind of the part: worksheet, chartsheet, dialogsheet."""
    hidden: bool


class CellLook(NamedTuple):
    """The number format and the look of a cell."""

    number_format: str
    style: Style
    white: bool = False
    """Whether the text has the colour of paper, in a cell without a background."""


class Workbook(NamedTuple):
    """An open workbook; the sheets are not read yet."""

    package: OfficePackage
    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    """Shared texts by number."""
    looks: tuple[CellLook, ...]
    """Looks by the number that cells name."""
    since_1904: bool
    active: int = 0
    """Index of the sheet that was open last."""
    object_range: CellRange | None = None
    """The cells shown when the workbook is embedded in a document (`oleSize`), None for all."""


def open_workbook(package: OfficePackage, part: str, problems: ProblemList) -> Workbook:
    """Return the workbook with this main part.

    Raises:
        PartUnreadableError: the main part is missing or damaged.
        UnreadableDocument: see `OfficePackage.read`.
    """
    root = package.tree(part)
    related = package.relationships(part)
    sheets = []
    for sheet in named(root, "sheet"):
        target = related.get(_relation_of(sheet))
        if target is not None and not target.external:
            hidden = sheet.get("state", "visible") != "visible"
            sheets.append(SheetPart(sheet.get("name", ""), target.target, target.kind, hidden))
    parts = {relation.kind: relation.target for relation in related.values() if not relation.external}
    properties = next(named(root, "workbookPr"), None)
    views = [view.get("activeTab", "0") for view in named(root, "workbookView")]
    ranges = [read_range(size.get("ref", "")) for size in named(root, "oleSize")]
    return Workbook(
        package,
        tuple(sheets),
        tuple(_shared_texts(_optional(package, parts.get("sharedStrings"), problems))),
        tuple(_looks(_optional(package, parts.get("styles"), problems))),
        since_1904=properties is not None and properties.get("date1904") in {"1", "true"},
        active=int(views[0]) if views and views[0].isdecimal() and len(views[0]) < 5 else 0,
        object_range=ranges[0] if ranges else None,
    )


def _relation_of(sheet: Element) -> str:
    return next((str(value) for name, value in sheet.attrib.items() if local_name(name) == "id"), "")


def _optional(package: OfficePackage, part: str | None, problems: ProblemList) -> Element | None:
    if part is None:
        return None
    try:
        return package.tree(part)
    except PartUnreadableError:
        problems.add(Message("the part {part} is damaged and was left out", {"part": part}), kind=ProblemKind.DAMAGED)
        return None


def _shared_texts(root: Element | None) -> Iterable[str]:
    return () if root is None else (rich_text(item) for item in root if local_name(item.tag) == "si")


def _looks(root: Element | None) -> Iterable[CellLook]:
    """Yield the number format and look of each cell format (`xf` in `cellXfs`), by number."""
    if root is None:
        return
    formats = dict(BUILT_IN)
    for entry in named(root, "numFmt"):
        if (number := entry.get("numFmtId", "")).isdecimal() and len(number) < 10:
            formats[int(number)] = entry.get("formatCode", "")
    fonts = [(_font(font), _is_white(font)) for group in named(root, "fonts") for font in group]
    filled = [_is_filled(fill) for group in named(root, "fills") for fill in group]
    for group in named(root, "cellXfs"):
        for entry in group:
            font, is_white = entry_at(fonts, entry.get("fontId"), (Style(), False))
            number = entry.get("numFmtId", "0")
            code = formats.get(int(number), GENERAL) if number.isdecimal() and len(number) < 10 else GENERAL
            place = next(named(entry, "alignment"), None)
            alignment = _ALIGNMENTS.get(place.get("horizontal", "")) if place is not None else None
            yield CellLook(
                number_format=GENERAL if code.lower() == "general" else code,
                style=Style(font=font.font, size=font.size, bold=font.bold, alignment=alignment),
                white=is_white and not entry_at(filled, entry.get("fillId"), default=True),
            )


def _is_white(font: Element) -> bool:
    colour = next((child for child in font if local_name(child.tag) == "color"), None)
    if colour is None or colour.get("tint"):
        return False
    return colour.get("theme") == "0" or colour.get("rgb", "").upper()[-6:] == "FFFFFF"


def _is_filled(fill: Element) -> bool:
    """Return whether a fill gives a cell a background: any but a pattern of no kind."""
    return not any(
        local_name(child.tag) == "patternFill" and child.get("patternType", "none") in {"none", "gray125"}
        for child in fill
    )


def _font(font: Element) -> Style:
    values = {local_name(child.tag): child.get("val") for child in font}
    size = values.get("sz") or ""
    return Style(
        font=values.get("name"),
        size=float(size) if size.replace(".", "", 1).isdecimal() and len(size) < 9 else None,
        bold="b" in values and values["b"] not in {"0", "false"},
    )
