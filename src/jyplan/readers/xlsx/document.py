"""From the bytes of a workbook to a `Document`."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Document, Message, Place, ProblemKind
from jyplan.readers.ooxml.errors import damaged_main_part_error
from jyplan.readers.ooxml.package import OfficePackage, PartUnreadableError
from jyplan.readers.ooxml.problems import ProblemList
from jyplan.readers.shared_problems import MACROS_NOT_RUN, white_text
from jyplan.readers.signatures import ZIP
from jyplan.readers.xlsx.cells import TextBudget, read_grid
from jyplan.readers.xlsx.drawings import read_shapes
from jyplan.readers.xlsx.notes import read_sheet_notes
from jyplan.readers.xlsx.sheets import BlockNumbers, sheet_blocks
from jyplan.readers.xlsx.workbook import open_workbook

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jyplan.model import Block
    from jyplan.readers.xlsx.workbook import SheetPart, Workbook

_MOST_TEXT = 10_000_000
"""Characters that are read of a workbook; a year's calendar of a school has some thousand."""


def recognises(data: bytes) -> bool:
    """Return whether a file is an Office package with a workbook."""
    if not data.startswith(ZIP) or b"xl/" not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return "[content_types].xml" in names and any(name.startswith("xl/workbook") for name in names)


def read(data: bytes, path: str) -> Document:
    """Return the visible sheets of a workbook as displayed, in order.

    Raises:
        UnreadableDocument: cut off, damaged, too large, encrypted in parts, or a binary workbook.
    """
    problems = ProblemList()
    package = OfficePackage(data, path)
    workbook = _open(package, path, problems)
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    for sheet in workbook.sheets:
        if sheet.hidden:
            problems.add(Message("the hidden sheet “{sheet}” was left out", {"sheet": sheet.name}))
    reader = _SheetReader(workbook, problems)
    for sheet in shown:
        reader.read(sheet, is_alone=len(shown) == 1)
    return Document(
        path=path,
        format="xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(reader.blocks),
        notes=tuple(reader.notes),
        problems=problems.listed(),
    )


def _open(package: OfficePackage, path: str, problems: ProblemList) -> Workbook:
    kinds = {relation.kind: relation.target for relation in package.relationships().values() if not relation.external}
    part = kinds.get("officeDocument", "xl/workbook.xml")
    if part.endswith(".bin"):
        raise UnreadableDocument(
            "is a binary Excel workbook (.xlsb)", where=path, hint="open it in Excel or WPS and save it as .xlsx"
        )
    try:
        workbook = open_workbook(package, part, problems)
    except PartUnreadableError as error:
        raise damaged_main_part_error(path, part) from error
    if "vbaProject" in {relation.kind for relation in package.relationships(part).values()}:
        problems.add(MACROS_NOT_RUN)
    return workbook


class _SheetReader:
    """Reads sheets in order, under a common budget of text."""

    def __init__(self, workbook: Workbook, problems: ProblemList) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self._workbook = workbook
        self._problems = problems
        self._budget = TextBudget(_MOST_TEXT)
        self._numbers = BlockNumbers()

    def read(self, sheet: SheetPart, *, is_alone: bool) -> None:
        """Read a sheet; report a damaged sheet or a chart as a problem."""
        if self._budget.is_over:
            return
        if sheet.kind != "worksheet":
            message = Message("the sheet “{sheet}” is a chart, which was not read", {"sheet": sheet.name})
            self._problems.add(message, kind=ProblemKind.UNREAD)
            return
        try:
            root = self._workbook.package.tree(sheet.part)
        except PartUnreadableError:
            message = Message("the sheet “{sheet}” is damaged and was left out", {"sheet": sheet.name})
            self._problems.add(message, kind=ProblemKind.DAMAGED)
            return
        self._read_cells(sheet, root, is_alone=is_alone)
        shapes = read_shapes(self._workbook.package, sheet, self._numbers, self._problems)
        self.blocks += [block for block in shapes if self._budget.allows(block.text)]
        notes = read_sheet_notes(self._workbook.package, sheet, root)
        self.notes += [note for note in notes if self._budget.allows(note.text)]
        if self._budget.is_over:
            message = Message("the workbook holds more text than is read; the rest was left out")
            self._problems.add(message, kind=ProblemKind.LIMIT)

    def _read_cells(self, sheet: SheetPart, root: Element, *, is_alone: bool) -> None:
        grid = read_grid(root, self._workbook, self._budget)
        self.blocks += sheet_blocks(grid, sheet.name, self._numbers, is_alone=is_alone)
        for count, template in (
            (len(grid.hidden_rows), Message("{count} hidden rows of the sheet “{sheet}” were left out")),
            (grid.hidden_columns, Message("{count} hidden columns of the sheet “{sheet}” were left out")),
        ):
            if count:
                self._problems.add(Message(template.template, {"count": count, "sheet": sheet.name}))
        for row, count in grid.white:
            self._problems.add(white_text(count), Place(row=row), kind=ProblemKind.TAMPERING)
        if grid.uncomputed:
            params = {"count": grid.uncomputed, "sheet": sheet.name}
            message = Message("{count} formulas of the sheet “{sheet}” have no stored value and show nothing", params)
            self._problems.add(message, kind=ProblemKind.UNREAD)
