"""The container: what is opened, what is refused and with which words."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import BlockKind
from jyplan.readers import docx
from jyplan.readers.ooxml import package
from tests.readers.docx.builder import (
    DECLARED,
    MAIN_TYPE,
    build,
    p,
    part,
    problems,
    r,
    read,
    relationships,
    style,
    zipped,
)

BODY = p("一、指导思想") + p("正文")
AGAIN = "ask for the file again, or open it in Word and save it again"


def texts_of(data: bytes) -> list[str]:
    return [block.text for block in docx.read(data, "plan.docx").blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        docx.read(data, "plan.docx")
    return str(caught.value)


def macro_type(kind: str) -> str:
    return f"application/vnd.ms-word.{kind}.macroEnabled.main+xml"


@pytest.mark.parametrize(
    "data",
    [
        build(BODY),
        build(BODY, main="word/document2.xml"),
        build(BODY, main="plan.xml"),
        build(BODY, main_type=MAIN_TYPE.replace("document.main", "template.main")),
        build(BODY, main_type=macro_type("document")),
        zipped({"word/document.xml": part("document", f"<w:body>{BODY}</w:body>")}),
        zipped({"\\word\\document.xml": part("document", f"<w:body>{BODY}</w:body>")}),
        zipped({"Word/Document.xml": part("document", f"<w:body>{BODY}</w:body>")}, zipfile.ZIP_STORED),
        zipped({"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{part("document", f"<w:body>{BODY}</w:body>")}'.encode("utf-16")}),
    ],
)  # fmt: skip
def test_a_word_file_is_found_wherever_its_main_part_is(data: bytes) -> None:
    assert texts_of(data) == ["一、指导思想", "正文"]


def test_strict_files_are_read() -> None:
    strict = {
        "wordprocessingml/2006/main": "purl.oclc.org/ooxml/wordprocessingml/main",
        "officeDocument/2006/relationships": "purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = {}
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    with zipfile.ZipFile(io.BytesIO(build(p("一、思想", style="H") + p("正文"), styles=styles))) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode()
            for usual, named in strict.items():
                content = content.replace(f"http://schemas.openxmlformats.org/{usual}", f"http://{named}")
            parts[name] = content
    assert "purl.oclc.org" in parts["word/document.xml"]
    document = docx.read(zipped(parts), "strict.docx")
    assert [(block.text, block.kind.value) for block in document.blocks] == [
        ("一、思想", "heading"),
        ("正文", "paragraph"),
    ]


def test_the_document_states_path_and_digest() -> None:
    data = build(BODY)
    document = docx.read(data, "计划.docx")
    assert (document.path, document.format, document.encoding, len(document.sha256)) == ("计划.docx", "docx", None, 64)


def test_macros_are_named_and_not_run() -> None:
    expected = ["the file contains macros; they are not run"]
    assert problems(docx.read(build(BODY, main_type=macro_type("document")), "a.docm")) == expected
    assert problems(docx.read(build(BODY, extra={"v.bin": ("vbaProject", b"x")}), "a.docm")) == expected


def test_external_relationships_are_not_followed() -> None:
    data = build(
        BODY + '<w:altChunk r:id="x"/>',
        extra={"x": ("aFChunk", "file:///etc/passwd"), "t": ("attachedTemplate", "http://x/t.dotm")},
    )
    assert texts_of(data) == ["一、指导思想", "正文"]


def test_a_path_out_of_the_package_is_not_followed() -> None:
    parts = {
        "_rels/.rels": relationships({"r1": ("officeDocument", "../../../etc/passwd")}),
        "word/document.xml": part("document", f"<w:body>{BODY}</w:body>"),
        "../../evil.xml": "x",
    }
    assert texts_of(zipped(parts)) == ["一、指导思想", "正文"]


ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "recognised"),
    [
        (build(BODY), True),
        (build(BODY)[:200], True),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), True),
        (ENCRYPTED, True),
        (ENCRYPTED[:100], False),
        (zipped({"计划.docx": b"", "b.txt": b""}), False),
        (b"PK\x05\x06" + b"\0" * 18, False),
        (b"", False),
        (b"%PDF-1.7", False),
        ("一、指导思想".encode(), False),
    ],
)
def test_a_word_file_is_recognised_by_its_content(data: bytes, recognised: bool) -> None:
    assert docx.recognises(data) is recognised


@pytest.mark.parametrize("tag", ["spreadsheetml", "presentationml", "other"])
def test_workbooks_and_presentations_are_named_as_such(tag: str) -> None:
    messages = {"spreadsheetml": "is an Excel workbook, not a Word document"}
    messages |= {"presentationml": "is a PowerPoint presentation, not a Word document"}
    parts = {
        "_rels/.rels": relationships({"r1": ("officeDocument", "/main.xml")}),
        "main.xml": f'<m xmlns="http://schemas.openxmlformats.org/{tag}/2006/main"/>',
    }
    message = messages.get(tag, "is an Office package without a Word document")
    assert refusal(zipped(parts)) == f"plan.docx: {message}; save the text as .docx in Word"


def test_a_package_without_a_main_part_is_refused() -> None:
    message = "plan.docx: is an Office package without a Word document"
    assert refusal(zipped({"[Content_Types].xml": "<Types/>"})) == f"{message}; save the text as .docx in Word"


def test_an_encrypted_file_is_refused() -> None:
    message = "plan.docx: is protected with a password; open it, remove the password and save it again"
    assert refusal(ENCRYPTED) == message
    flagged = bytearray(zipped({"word/document.xml": "<x/>"}))
    flagged[6] |= 1
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(flagged)) == message


def test_a_damaged_main_part_is_refused() -> None:
    message = f"plan.docx: is damaged: its main part word/document.xml cannot be read; {AGAIN}"
    assert refusal(zipped({"word/document.xml": "<w:document"})) == message


def test_a_damaged_secondary_part_is_a_problem() -> None:
    document = docx.read(build(BODY, extra={"theme.xml": ("theme", "<broken")}), "a.docx")
    assert problems(document) == ["a part of the file is damaged and was left out: word/theme.xml"]
    assert len(document.blocks) == 2


@pytest.mark.parametrize(
    "content",
    [
        f'<!DOCTYPE w:document [<!ENTITY a "字字字字"><!ENTITY b "&a;&a;&a;">]><w:document {DECLARED}><w:body>'
        + p("<w:r><w:t>&b;</w:t></w:r>") + "</w:body></w:document>",
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {DECLARED}><w:body>&f;</w:body></w:document>',
        f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><w:document {DECLARED}/>',
        part("document", "<w:body>&unknown;</w:body>"),
    ],
)  # fmt: skip
def test_entities_and_document_types_are_refused(content: str) -> None:
    assert "cannot be read" in refusal(zipped({"word/document.xml": content}))


def test_a_document_type_in_utf_16_is_refused_too() -> None:
    content = f'<!DOCTYPE x [<!ENTITY a "字">]><w:document {DECLARED}/>'.encode("utf-16")
    assert "cannot be read" in refusal(zipped({"word/document.xml": content}))


@pytest.mark.parametrize("nested", ["w:sdt", "w:tbl", "w:ins", "mc:AlternateContent"])
def test_elements_nested_without_end_are_refused(nested: str) -> None:
    body = f"<{nested}>" * 100_000 + f"</{nested}>" * 100_000
    assert "cannot be read" in refusal(build(body))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:hyperlink>", "</w:hyperlink>"),
        ("<w:r><w:ruby><w:rubyBase>", "</w:rubyBase></w:ruby></w:r>"),
        ("<w:r><w:pict><w:txbxContent><w:p>", "</w:p></w:txbxContent></w:pict></w:r>"),
        ('<mc:AlternateContent><mc:Choice Requires="w14">', "</mc:Choice></mc:AlternateContent>"),
    ],
)
def test_elements_nested_up_to_the_limit_of_xml_are_read(opening: str, closing: str) -> None:
    depth = 245 // opening.count("<")
    assert isinstance(texts_of(build(p(opening * depth + r("里") + closing * depth))), list)


def test_a_zip_bomb_is_refused_by_its_absolute_size() -> None:
    bomb = zipped({"word/document.xml": b" " * (package.MAX_PART + 1)})
    assert len(bomb) < 200_000
    assert refusal(bomb).startswith("plan.docx: unpacks to more than 300 MB of text or to more than 20000 parts")


@pytest.mark.parametrize("content", ["<w:p/>" * 1_500_001, "<w:p " + 'a="" ' * 1_500_001 + "/>"])
def test_markup_without_end_is_refused_before_it_is_parsed(content: str) -> None:
    assert refusal(build(content)).startswith("plan.docx: is too long: its part word/document.xml has ")


def test_all_parts_share_the_size_limit() -> None:
    data = build(BODY, extra={f"h{i}.xml": ("header", part("hdr", p("页眉" * 500))) for i in range(3)})
    budget = package.Budget(left=5_000)
    opened = package.OfficePackage(data, "plan.docx", budget)
    opened.read("word/h0.xml")
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        opened.read("word/h1.xml")


def test_a_repetitive_honest_file_is_read() -> None:
    data = build(p("重复的内容") * 20_000)
    assert len(texts_of(data)) == 20_000


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ENTRIES", 100)
    assert "unpacks to more than" in refusal(zipped({f"word/{i}.xml": "" for i in range(101)}))


@pytest.mark.parametrize(("claimed", "honest"), [(0, False), (10, False), (10**9, True)])
def test_the_stated_size_of_a_part_is_not_trusted(claimed: int, honest: bool) -> None:
    data = bytearray(zipped({"word/document.xml": part("document", f"<w:body>{BODY}</w:body>")}))
    data[22:26] = struct.pack("<I", claimed)
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", claimed)
    if honest:  # more than is there: what is there is read, and nothing is set aside for the rest
        assert texts_of(bytes(data)) == ["一、指导思想", "正文"]
    else:
        assert "cannot be read" in refusal(bytes(data))


def test_a_part_with_an_unknown_compression_is_refused() -> None:
    assert "cannot be read" in refusal(zipped({"word/document.xml": "<x/>"}, zipfile.ZIP_LZMA))


def test_a_document_without_a_body_is_empty() -> None:
    assert texts_of(zipped({"word/document.xml": part("document", "")})) == []


def test_huge_numbers_are_not_taken_literally() -> None:
    body = p(
        "文",
        f'<w:spacing w:line="{"9" * 5000}"/><w:ind w:firstLine="{"9" * 5000}"/><w:outlineLvl w:val="{"9" * 5000}"/>',
    )
    (block,) = read(body).blocks
    assert block.style is not None
    assert (block.style.line_spacing, block.style.first_line_indent, block.style.outline_level) == (1.0, 0.0, None)


def test_a_file_of_pictures_alone_has_a_problem() -> None:
    expected = ["the file shows pictures and no text; what is written in them was not read"]
    assert problems(read(p("<w:r><w:drawing/></w:r>"))) == expected
    assert problems(read(p())) == []


def test_files_with_equal_styles_share_them_and_no_file_has_those_of_the_one_before() -> None:
    heading, plain = (style("S", name) for name in ("heading 1", "本校"))
    body = p("工作目标", '<w:pStyle w:val="S"/>')
    files = [build(body, styles=styles) for styles in (heading, plain, heading, "", heading)]
    kinds = [docx.read(data, "plan.docx").blocks[0].kind for data in files]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING]
    assert package.OfficePackage(files[0], "a.docx").shared_tree("word/styles.xml") is package.OfficePackage(
        files[2], "b.docx"
    ).shared_tree("word/styles.xml")


def test_a_damaged_part_that_comes_again_is_a_problem_each_time() -> None:
    data = build(BODY, extra={"theme.xml": ("theme", "<broken")})
    assert problems(docx.read(data, "a.docx")) == problems(docx.read(data, "b.docx")) != []
