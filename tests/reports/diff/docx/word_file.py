"""Parts and texts of a Word file, read without any code of the project."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DELETED = frozenset({"del", "moveFrom"})
INSERTED = frozenset({"ins", "moveTo"})


def part(data: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def body(data: bytes) -> etree._Element:
    element = part(data, "word/document.xml").find(f"{W}body")
    assert element is not None
    return element


def comments(data: bytes) -> list[list[str]]:
    """Return the paragraphs of each comment."""
    return [
        ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in comment.iter(f"{W}p")]
        for comment in part(data, "word/comments.xml")
    ]


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def settled(data: bytes, gone: frozenset[str]) -> str:
    """Return the text without all elements of the names `gone`, paragraph marks included (17.13.5)."""
    pieces = []
    for paragraph in body(data).iter(f"{W}p"):
        pieces += [
            "\t" if local(child) == "tab" else child.text or ""
            for child in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab")
            if not any(local(above) in gone for above in child.iterancestors())
        ]
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(local(change) in gone for change in mark):
            pieces.append("\n")
    assert pieces.pop() == "\n", "the last mark of a body cannot be taken away"
    return "".join(pieces)
