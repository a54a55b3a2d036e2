"""Package of a new Word file; equal content gives equal bytes."""

from __future__ import annotations

from functools import cache
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
    from collections.abc import Iterable, Mapping

    from jyplan.reports.media.word.content import Body, Remark

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


def write_package(body: Body, title: str, author: str) -> bytes:
    """Return the bytes of a Word file with `title` and `author` as document properties."""
    content = element("document", element("body", *body.blocks, parse_xml(styles.SECTION.encode())))
    changed = {
        _MAIN: serialised(content),
        _COMMENTS: serialised(_comments(body.remarks, author)),
        _PROPERTIES: _core(title, author),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, blob in _empty_file().items():
            package.writestr(ZipInfo(name), changed.get(name, blob), ZIP_DEFLATED)
    return marked(file.getvalue())


_MAIN, _COMMENTS, _PROPERTIES = "word/document.xml", "word/comments.xml", "docProps/core.xml"


@cache
def _empty_file() -> Mapping[str, bytes]:
    """Return the parts of a Word file without text, by name in their order; a thousand letters are made from them."""
    package = OpcPackage()
    main = Part(PackURI(f"/{_MAIN}"), CONTENT_TYPE.WML_DOCUMENT_MAIN, serialised(element("document")))
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    for name, blob in (
        ("styles", styles.style_table().encode()),
        ("settings", styles.SETTINGS.encode()),
        ("fontTable", styles.font_table().encode()),
        ("footer", styles.FOOTER.encode()),
        ("comments", serialised(element("comments"))),
    ):
        kind, relation = _KINDS[name]
        main.load_rel(relation, Part(PackURI(f"/word/{name}.xml"), kind, blob), name)
    core = Part(PackURI(f"/{_PROPERTIES}"), CONTENT_TYPE.OPC_CORE_PROPERTIES, _core("", ""))
    package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, core, "core")
    file = BytesIO()
    package.save(file)
    with ZipFile(file) as saved:
        return {name: saved.read(name) for name in saved.namelist()}


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
