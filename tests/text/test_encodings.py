import codecs
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jyplan.text.encodings import decode

SIMPLIFIED = (
    "为进一步加强学校教研工作，提高教师专业素质和课堂教学质量，根据县教育局工作要点，结合我校实际，制定本学期工作计划。"
)
TRADITIONAL = (
    "為進一步加強學校教研工作，提高教師專業素質和課堂教學質量，根據縣教育局工作要點，結合我校實際，制定本學期工作計劃。"
)
LENGTHS = (5, 20, 100, 1000)
ENCODINGS = [
    *((SIMPLIFIED, encoding) for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
    *((TRADITIONAL, encoding) for encoding in ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32")),
]
# Characters as plans have them: short samples of any alphabet would be rare ones throughout.
HANZI = st.text(alphabet=sorted({c for c in SIMPLIFIED if c > "\u4e00"}), min_size=20, max_size=60)
TRADITIONAL_HANZI = st.text(alphabet=sorted({c for c in TRADITIONAL if c > "\u4e00"}), min_size=20, max_size=60)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("text", "encoding"), ENCODINGS)
def test_finds_the_encoding_of_a_stretch_of_a_plan(text: str, encoding: str, length: int) -> None:
    sample = (text * 20)[7 : 7 + length]
    decoded = decode(sample.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.problems) == (sample, encoding, ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16-le", "utf-16-be"])
@given(text=HANZI)
def test_reads_back_what_was_written_in_simplified_characters(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assume(not data.isascii())  # 教教教 in UTF-16 is YeYeYe, and nobody can tell
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be"])
@given(text=TRADITIONAL_HANZI)
def test_reads_back_what_was_written_in_traditional_characters(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assume(not data.isascii())  # 教教教 in UTF-16 is YeYeYe, and nobody can tell
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == text


@given(st.text().map(lambda text: "工作" + text))
def test_valid_utf_8_is_never_read_as_anything_else(text: str) -> None:
    if "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text):
        decoded = decode(text.encode("utf-8"))
        assert decoded is not None
        assert (decoded.text, decoded.encoding) == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or not any("\ud800" <= c <= "\udfff" for c in decoded.text)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"", "", "ascii", id="nothing"),
        pytest.param(b"1. Plan\r\n", "1. Plan\r\n", "ascii", id="ASCII"),
        pytest.param(codecs.BOM_UTF8, "", "utf-8-sig", id="a mark alone"),
        pytest.param(codecs.BOM_UTF16_LE, "", "utf-16", id="a UTF-16 mark alone"),
        pytest.param("联通".encode("gbk"), "联通", "gb18030", id="GBK that is valid UTF-8 by chance"),
        pytest.param("naïve café".encode(), "naïve café", "utf-8", id="UTF-8 without Hanzi"),
        pytest.param("\ufeff计划".encode("gb18030"), "计划", "gb18030", id="a mark in GB18030"),
        pytest.param("𠮷野村小学".encode("gb18030"), "𠮷野村小学", "gb18030", id="four-byte GB18030"),
        pytest.param("恒粧裏墻計劃".encode("cp950"), "恒粧裏墻計劃", "cp950", id="Big5 of Windows"),
        pytest.param("計劃啲學校".encode("big5hkscs"), "計劃啲學校", "big5hkscs", id="Big5 of Hong Kong"),
        pytest.param("一\n".encode("utf-16-le"), "一\n", "utf-16-le", id="UTF-16 with NULs in both places"),
        pytest.param("Plan 1\n".encode("utf-16-be"), "Plan 1\n", "utf-16-be", id="UTF-16 without Hanzi"),
        pytest.param("①②③■●→".encode("gbk"), "①②③■●→", "gb18030", id="signs alone in GBK"),
    ],
)
def test_finds_the_encoding_of(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.problems) == (text, encoding, ())


def test_finds_five_gbk_characters_in_a_long_ascii_file() -> None:
    draw = random.Random(20)
    words = ["".join(draw.choices("abcdefghij", k=5)) for _ in range(20_000)]
    words.insert(15_000, "教研组计划")
    text = "\n".join(words)
    decoded = decode(text.encode("gbk"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        pytest.param("一、目标\r\n二、任务".encode()[:-1], 2, "utf-8", id="UTF-8 cut off"),
        pytest.param("一、目标\r\n二、任务".encode("gbk")[:-1], 2, "gb18030", id="GBK cut off"),
        pytest.param("一、目標\r\n二、任務".encode("big5")[:-1], 2, "big5hkscs", id="Big5 cut off"),
        pytest.param("一、目标\r\n二、任务".encode("utf-16")[:-1], 2, "utf-16", id="UTF-16 cut off"),
        pytest.param("工作计划\n".encode() * 3 + b"\xff\n" + "工作计划".encode(), 4, "utf-8", id="a broken byte"),
        pytest.param("工作计划\n".encode("gbk") * 3 + b"\xff\n", 4, "gb18030", id="a broken byte in GBK"),
        pytest.param(b"plain text\n" * 40 + b"\x93\n", 41, "utf-8", id="a broken byte in ASCII"),
    ],
)
def test_reports_the_line_of_broken_bytes(data: bytes, line: int, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded.encoding == encoding
    assert [problem.place.line for problem in decoded.problems] == [line]
    assert "\ufffd" in decoded.text


def test_reports_twenty_broken_lines_and_counts_further_lines() -> None:
    decoded = decode(("工作计划" * 8 + "\n").encode().replace(b"\n", b"\xff\n") * 30)
    assert decoded is not None
    assert [problem.place.line for problem in decoded.problems] == [*range(1, 21), None]
    assert str(decoded.problems[-1].message) == "10 more unreadable characters were replaced"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(random.Random(1).randbytes(5000), id="noise"),
        pytest.param(b"\x1f\x8b\x08" + random.Random(3).randbytes(500_000), id="half a megabyte of noise"),
        pytest.param(b"\xff\xfe" + random.Random(2).randbytes(5000), id="noise after a mark"),
        pytest.param(bytes(2000), id="NULs"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(100), id="a program"),
        pytest.param("élève à l'école, été déjà passé, où êtes-vous né".encode("latin-1"), id="French in Latin-1"),
        pytest.param("Привет мир, это текст на русском".encode("cp1251"), id="Russian in Windows-1251"),
    ],
)
def test_refuses_bytes_that_are_no_chinese_text(data: bytes) -> None:
    assert decode(data) is None


def test_reads_a_text_that_a_crash_padded_with_nuls() -> None:
    decoded = decode("工作计划\n".encode("gbk") + bytes(5000))
    assert decoded is not None
    assert decoded.encoding == "gb18030"
