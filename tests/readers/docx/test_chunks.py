"""Files embedded as they are (ECMA-376 part 1, 17.17.2.1)."""

from __future__ import annotations

import pytest

from jyplan.model import Place
from jyplan.readers import docx
from tests.readers.docx.builder import abstract, build, lvl, num, p, problems, read

CHUNK = '<w:altChunk r:id="{}"/>'
HTML = """<html><head><title>不显示</title><style>p {}</style></head><body><h1>一、思想</h1><!-- x --><p>立德
树人<br>根本</p><table><tr><td>九月</td><td>开学</td></tr></table><script>x()</script>尾</body></html>"""
LINES = ["一、思想", "立德 树人", "根本", "九月", "开学", "尾"]
ARCHIVE = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + HTML + "\n--B--\n"
)


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("c.html", HTML.encode(), LINES),
        ("c.html", HTML.encode("gb18030"), LINES),
        ("c.mht", ARCHIVE.encode(), LINES),
        ("c.txt", "一、思想\r\n\r\n二、目标\n".encode(), ["一、思想", "二、目标"]),
        ("c.txt", "一、思想".encode("gbk"), ["一、思想"]),
        ("c.txt", "一、思想".encode("utf-16"), ["一、思想"]),
        ("c.html", b"", []),
        ("c.html", b"<p>" * 100_000, []),
    ],
)
def test_an_embedded_text_is_read_at_its_place(name: str, content: bytes, lines: list[str]) -> None:
    document = docx.read(build(p("前") + CHUNK.format(name) + p("后"), extra={name: ("aFChunk", content)}), "a.docx")
    assert [block.text for block in document.blocks] == ["前", *lines, "后"]


def test_an_archive_nested_too_deep_for_recursion_gives_no_lines() -> None:
    multiparts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5_000))
    archive = f"MIME-Version: 1.0\n{multiparts}Content-Type: text/html\n\n<p>最里</p>"
    document = read(p("前") + CHUNK.format("c.mht"), extra={"c.mht": ("aFChunk", archive.encode())})
    assert [block.text for block in document.blocks] == ["前"]


def test_an_embedded_word_file_has_its_own_lists_and_no_places() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    inner = build(p("内", num=1), numbering=numbering)
    body = p("外", num=1) + CHUNK.format("c.docx") + p("后", num=1)
    document = read(body, numbering=numbering, extra={"c.docx": ("aFChunk", inner)})
    assert [block.text for block in document.blocks] == ["1. 外", "1. 内", "2. 后"]
    assert document.blocks[1].place == Place()


def test_word_files_embedded_in_each_other_end() -> None:
    inner = build(p("最里"))
    for depth in range(6):
        inner = build(p(f"第{depth}层") + CHUNK.format("c.docx"), extra={"c.docx": ("aFChunk", inner)})
    document = docx.read(inner, "a.docx")
    assert [block.text for block in document.blocks] == ["第5层", "第4层", "第3层", "第2层"]
    assert problems(document) == ["too many files are embedded in the document; some were not read"]


def test_a_file_embedded_many_times_is_read_up_to_the_limit() -> None:
    document = read(CHUNK.format("c.txt") * 5_000, extra={"c.txt": ("aFChunk", "字")})
    assert len(document.blocks) < 1_000
    assert problems(document) == ["too many files are embedded in the document; some were not read"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("c.rtf", b"{\\rtf1}", "an embedded file of type application/rtf was not read"),
        ("c.docx", b"PK\x03\x04broken", "a Word file embedded in the document cannot be read"),
        ("c.html", "https://example.org/x.html", "a part of the document is kept in another file and was not read"),
    ],
)
def test_an_unreadable_embedded_file_is_a_problem(name: str, content: bytes | str, problem: str) -> None:
    document = docx.read(build(p("前") + CHUNK.format(name), extra={name: ("aFChunk", content)}), "a.docx")
    assert [block.text for block in document.blocks] == ["前"]
    assert problems(document) == [problem]


def test_a_subdocument_is_a_problem() -> None:
    assert problems(read('<w:subDoc r:id="x"/>')) == ["a part of the document is kept in another file and was not read"]
