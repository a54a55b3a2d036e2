from __future__ import annotations

import base64
import quopri
import random

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.readers import read
from jyplan.readers.html import mhtml

PAGE = '<html><head><meta charset="gb2312"></head><body><p>一、教研工作计划</p></body></html>'
HEAD = (
    b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n"
    b'\tboundary="----=_Next.01"\r\n\r\nThis is a single file web page.\r\n\r\n'
)


def saved(page: bytes, encoding: str) -> bytes:
    picture = b"------=_Next.01\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    header = f"------=_Next.01\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset=x\r\n\r\n"
    return HEAD + picture + header.encode() + page + b"\r\n------=_Next.01--\r\n"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PAGE.encode("gbk"), "8bit"),
        (base64.encodebytes(PAGE.encode()), "base64"),
        (quopri.encodestring(PAGE.encode("gbk")), "quoted-printable"),
    ],
)
def test_the_page_in_the_file_is_read(body: bytes, encoding: str) -> None:
    data = saved(body, encoding)
    assert mhtml.recognises(data)
    document = mhtml.read(data, "计划.doc")
    assert (document.format, [block.text for block in document.blocks]) == ("mhtml", ["一、教研工作计划"])


@pytest.mark.parametrize("version", [b"MIME-Version: 1.0\r\n", b"From: <Saved by a browser>\r\n", b""])
def test_a_page_that_is_the_only_part_is_read(version: bytes) -> None:
    header = version + b'Content-Type: text/html;\r\n\tcharset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    data = header + base64.encodebytes(PAGE.encode("gbk"))
    document = read(data, "计划.mht")
    assert (document.format, [block.text for block in document.blocks]) == ("mhtml", ["一、教研工作计划"])


@pytest.mark.parametrize("data", [b"", b"From: a\r\n\r\ntext", "工作计划：multipart/".encode(), PAGE.encode()])
def test_other_bytes_are_no_saved_page(data: bytes) -> None:
    assert not mhtml.recognises(data)


@pytest.mark.parametrize("data", [HEAD, HEAD.replace(b"boundary", b"border"), saved(b"", "8bit")[:200]])
def test_a_file_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"is a saved page .* save it again as .docx"):
        mhtml.read(data, "计划.doc")


def test_truncated_files_never_raise() -> None:
    whole = saved(base64.encodebytes(PAGE.encode()), "base64")
    random_source = random.Random(20240901)
    for end in range(len(whole)):
        data = bytearray(whole[:end])
        if data:
            data[random_source.randrange(len(data))] = random_source.randrange(256)
        mhtml.recognises(bytes(data))
        try:
            mhtml.read(bytes(data), "计划.doc")
        except UnreadableDocument:
            continue


def test_a_frame_without_text_gives_way_to_the_page_in_it() -> None:
    frame = b"<html><frameset><frame src=a.htm></frameset></html>"
    second = b"\r\n------=_Next.01\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode("gbk")
    document = mhtml.read(saved(frame + second, "8bit"), "计划.mht")
    assert [block.text for block in document.blocks] == ["一、教研工作计划"]


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
def test_a_page_in_a_multipart_inside_the_file_is_read(kind: str) -> None:
    inner = f"------=_Next.01\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: {kind}\r\n\r\n"
    data = HEAD + inner.encode() + PAGE.encode("gbk") + b"\r\n--in--\r\n------=_Next.01--\r\n"
    assert [block.text for block in mhtml.read(data, "计划.mht").blocks] == ["一、教研工作计划"]


def test_a_mark_of_byte_order_before_the_header_is_skipped() -> None:
    data = b"\xef\xbb\xbf\r\n" + saved(PAGE.encode("gbk"), "8bit")
    assert read(data, "计划.mht").blocks[0].text == "一、教研工作计划"
