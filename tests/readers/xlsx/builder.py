"""Makes small workbooks from readable pieces of markup."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from jyplan.readers import xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.model import Document

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet(*rows: str, merged: tuple[str, ...] = (), before: str = "", after: str = "") -> str:
    """The part of a sheet."""
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{"".join(rows)}</sheetData>'
        f"{f'<mergeCells>{cells}</mergeCells>' if merged else ''}{after}</worksheet>"
    )


def row(number: int, *cells: str | float | None, hidden: bool = False) -> str:
    """A row from its first column; None leaves a column empty, and text that is no markup becomes a cell."""
    inside = "".join(
        content if isinstance(content, str) and content.startswith("<") else cell(f"{chr(64 + index)}{number}", content)
        for index, content in enumerate(cells, 1)
        if content is not None
    )
    state = ' hidden="1"' if hidden else ""
    return f'<row r="{number}"{state}>{inside}</row>'


def cell(reference: str, content: str | float | None, look: int = 0) -> str:
    """A cell with a text or a number."""
    if isinstance(content, str):
        return f'<c r="{reference}" s="{look}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'
    return f'<c r="{reference}" s="{look}"><v>{content}</v></c>'


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A part of relationships: kind and target by id."""
    entries = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def build(
    sheets: Mapping[str, str],
    *,
    hidden: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    shared: str = "",
    properties: str = "",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook with these sheets; look 1 has the first of `formats`, and so on."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="s{n}" state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in enumerate(sheets, 1)
    )
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(formats))
    looks = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    related = {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    related |= {"styles": ("styles", "styles.xml"), "shared": ("sharedStrings", "sharedStrings.xml")}
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships({"main": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(related),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{looks}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/worksheets/sheet{n}.xml": part for n, part in enumerate(sheets.values(), 1)},
        **(extra or {}),
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def read(sheets: Mapping[str, str], **options: object) -> Document:
    """The document of a workbook."""
    return xlsx.read(build(sheets, **options), "表.xlsx")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    """The texts of all blocks, a row with bars between its cells."""
    return [block.text.replace("\t", "|") for block in document.blocks]
