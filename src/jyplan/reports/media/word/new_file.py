"""Package of a new Word file; equal content gives equal bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from jyplan.reports.media.marks import marked
from jyplan.reports.media.word import styles
from jyplan.reports.media.word.names import element, run
from jyplan.reports.media.word.vocabulary import serialised
from jyplan.text.trees import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.reports.media.word.content import Body, Remark

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


def write_package(body: Body, title: str, author: str) -> bytes:
    """Return the bytes of a Word file with `title` and `author` as document properties."""
    package = OpcPackage()
    content = element("document", element("body", *body.blocks, parse_xml(styles.SECTION.encode())))
    main = Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, serialised(content))
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    for name, blob in (
        ("styles", styles.style_table().encode()),
        ("settings", styles.SETTINGS.encode()),
        ("fontTable", styles.font_table().encode()),
        ("footer", styles.FOOTER.encode()),
        ("comments", serialised(_comments(body.remarks, author))),
    ):
        kind, relation = _KINDS[name]
        main.load_rel(relation, Part(PackURI(f"/word/{name}.xml"), kind, blob), name)
    core = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(title, author))
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, core, "core")
    file = BytesIO()
    package.save(file)
    return marked(_without_clock(file))


_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
}


def _comments(remarks: Iterable[Remark], author: str) -> etree._Element:
    return element("comments", *(_comment(number, remark, author) for number, remark in enumerate(remarks)))


def _comment(number: int, remark: Remark, author: str) -> etree._Element:
    paragraphs = [element("p", element("pPr", element("pStyle", val="CommentText")), run(line)) for line in remark]
    mark = element("r", element("rPr", element("rStyle", val="CommentReference")), element("annotationRef"))
    paragraphs[0].insert(1, mark)
    return element("comment", *paragraphs, id=number, author=author, initials="jy")


def _core(title: str, author: str) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN})
    etree.SubElement(root, f"{{{_DUBLIN}}}title").text = title
    etree.SubElement(root, f"{{{_DUBLIN}}}creator").text = author
    return serialised(root)


def _without_clock(file: BytesIO) -> bytes:
    """Return the zip with all times of its members, written by python-docx, set to 1980."""
    timeless = BytesIO()
    with ZipFile(file) as source, ZipFile(timeless, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return timeless.getvalue()
