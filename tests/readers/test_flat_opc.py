"""Word documents in a single XML file are read like the package that they hold."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import Revisions
from jyplan.readers import choose, flat_opc
from tests.readers.docx.builder import build, p, r

HEAD = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
PACKAGE = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'


def flat(body: str, picture: bytes = b"") -> bytes:
    """The parts of a Word file, each an element, and a picture."""
    with zipfile.ZipFile(io.BytesIO(build(body))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name != "[Content_Types].xml"}
    elements = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="{_kind(name)}"><pkg:xmlData>{xml.partition("?>")[2] if xml.startswith("<?") else xml}'
        "</pkg:xmlData></pkg:part>"
        for name, xml in parts.items()
    )
    binary = f"<pkg:binaryData>{base64.b64encode(picture).decode()}</pkg:binaryData>"
    elements += f'<pkg:part pkg:name="/word/media/image1.png" pkg:contentType="image/png">{binary}</pkg:part>'
    return f"{HEAD}<pkg:package {PACKAGE}>{elements}</pkg:package>".encode()


def _kind(name: str) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return main if name == "word/document.xml" else "application/vnd.openxmlformats-package.relationships+xml"


def test_the_document_in_the_parts_is_read() -> None:
    data = flat(p("青禾路小学教研计划") + p("一、工作目标"), b"\x89PNG")
    assert choose(data).NAME == "flatopc"
    document = flat_opc.read(data, "计划.doc")
    assert (document.format, [block.text for block in document.blocks]) == (
        "flatopc",
        ["青禾路小学教研计划", "一、工作目标"],
    )


def test_tracked_changes_are_undone_where_asked_for() -> None:
    changed = p(r("每周") + f'<w:ins w:id="1" w:author="a">{r("两次")}</w:ins>')
    document = flat_opc.read_revision(flat(changed), "计划.xml", Revisions.ORIGINAL)
    assert [block.text for block in document.blocks] == ["每周"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(flat(p("一"))[:-40], id="cut off"),
        pytest.param(f"{HEAD}<pkg:package {PACKAGE}/>".encode(), id="empty"),
        pytest.param(f"{HEAD}<!DOCTYPE a><pkg:package {PACKAGE}/>".encode(), id="a document type definition"),
    ],
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        flat_opc.read(data, "计划.xml")
