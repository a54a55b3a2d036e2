import hashlib
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, BlockKind, Cell, Origin, Place
from jyplan.readers import txt


def lines_of(text: str) -> list[tuple[int | None, str]]:
    return [(block.place.line, block.text) for block in txt.read(text.encode(), "plan.txt").blocks]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \r\n\u3000\n\t\n", [], id="blank"),
        pytest.param("一、目标\n二、任务", [(1, "一、目标"), (2, "二、任务")], id="no line end at the end"),
        pytest.param("甲\r\n\r\n乙\r丙\n", [(1, "甲"), (3, "乙"), (4, "丙")], id="blank lines count"),
        pytest.param(
            "\u3000\u3000为了\u3000\n  1. 听课 \t\n", [(1, "\u3000\u3000为了"), (2, "  1. 听课")], id="indents"
        ),
        pytest.param(
            "甲\v乙\x85丙\u2028丁\u2029戊\n己", [(1, c) for c in "甲乙丙丁戊"] + [(2, "己")], id="soft breaks"
        ),
        pytest.param("\ufeff工\u200b作\u2060计划\n", [(1, "工作计划")], id="zero-width characters"),
        pytest.param("甲\u200d乙\u202e丙", [(1, "甲乙丙")], id="joiners and bidi marks"),
        pytest.param("甲\x1b[31m乙\x07\x1c\n", [(1, "甲[31m乙")], id="control characters"),
        pytest.param("\u200b\n甲", [(2, "甲")], id="a line of nothing visible"),
    ],
)
def test_gives_a_block_for_each_line(text: str, lines: list[tuple[int, str]]) -> None:
    assert lines_of(text) == lines


@given(st.text(alphabet="甲一、 \u3000\t\n\r\f\v\u2028\u200b", max_size=60))
def test_loses_no_visible_character_and_finds_it_in_its_line(text: str) -> None:
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = txt.read_blocks(txt.drop_invisible(text)[0])
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(text.replace("\u200b", "").split())
    assert all(block.text.strip()[0] in rows[(block.place.line or 0) - 1] for block in blocks)


def test_counts_pages_where_there_are_form_feeds() -> None:
    blocks = txt.read("甲\n\f乙\n丙\f\n\n丁".encode(), "plan.txt").blocks
    assert [(block.text, block.place.line, block.place.page) for block in blocks] == [
        ("甲", 1, 1),
        ("乙", 2, 2),
        ("丙", 3, 2),
        ("丁", 5, 3),
    ]


def test_reports_nuls_it_left_out() -> None:
    document = txt.read(b"plan\nno\0w\0\n" + b"line\n" * 20, "plan.txt")
    assert document.blocks[1].text == "now"
    assert [(str(p.message), p.place.line) for p in document.problems] == [("2 NUL characters were left out", 2)]


def test_states_path_format_encoding_and_digest() -> None:
    data = "一、目标\n".encode("gb18030")
    document = txt.read(data, "计划.doc")
    assert document.path == "计划.doc"
    assert document.format == "txt"
    assert document.encoding == "gb18030"
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_refuses_a_picture_with_a_reason() -> None:
    with pytest.raises(UnreadableDocument, match=r"^计划\.txt: is a PNG picture, not a text; run text recognition"):
        txt.read(b"\x89PNG\r\n\x1a\n" + bytes(50), "计划.txt")


def row(line: int, table: int, position: int, *cells: str) -> Block:
    place = Place(line=line, table=table, row=position)
    return Block("\t".join(cells), BlockKind.ROW, place, cells=tuple(map(Cell, cells)))


def paragraph(line: int, text: str) -> Block:
    return Block(text, place=Place(line=line))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "月份\t工作\n九月\t 开学 \n结束",
            [row(1, 1, 1, "月份", "工作"), row(2, 1, 2, "九月", "开学"), paragraph(3, "结束")],
            id="two rows",
        ),
        pytest.param(
            "月份\t工作\t责任人\n九月\t开学\t\n\t家访\t",
            [row(1, 1, 1, "月份", "工作", "责任人"), row(2, 1, 2, "九月", "开学", ""), row(3, 1, 3, "", "家访", "")],
            id="empty cells",
        ),
        pytest.param(
            "甲\t乙\n丙\t丁\n\n戊\t己\n庚\t辛",
            [row(1, 1, 1, "甲", "乙"), row(2, 1, 2, "丙", "丁"), row(4, 2, 1, "戊", "己"), row(5, 2, 2, "庚", "辛")],
            id="a blank line parts two tables",
        ),
        pytest.param("甲\t乙\n丙", [paragraph(1, "甲\t乙"), paragraph(2, "丙")], id="one line is no table"),
        pytest.param(
            "1.\t听课\n（2）\t评课",
            [paragraph(1, "1.\t听课"), paragraph(2, "（2）\t评课")],
            id="a list copied from Word",
        ),
        pytest.param("•\t听课\n•\t评课", [paragraph(1, "•\t听课"), paragraph(2, "•\t评课")], id="bullets"),
        pytest.param("目标\t1\n任务\t12", [paragraph(1, "目标\t1"), paragraph(2, "任务\t12")], id="a contents page"),
        pytest.param("\t甲\n\t乙\t", [paragraph(1, "\t甲"), paragraph(2, "\t乙")], id="tabs as indents"),
        pytest.param(
            "序号\t工作\n1\t听课", [row(1, 1, 1, "序号", "工作"), row(2, 1, 2, "1", "听课")], id="numbered rows"
        ),
    ],
)
def test_reads_a_pasted_table_as_rows(text: str, blocks: list[Block]) -> None:
    assert [replace(block, origins=()) for block in txt.read_blocks(text)] == blocks


def test_places_cells_and_parts_of_lines_by_column() -> None:
    row, above, below = (
        txt.read_blocks("月份\t工作\t负责\n 九月\t 开学 \t\n")[1],
        *txt.read_blocks("一、目标\f二、任务"),
    )
    assert row.origins == (Origin(0, 2, 2), Origin(3, 2, 6), Origin(6, 2, 10))
    assert (above.origins, below.origins) == ((Origin(0, 1, 1),), (Origin(0, 1, 6),))


@pytest.mark.gate
@pytest.mark.parametrize(
    "data",
    [
        pytest.param("计".encode() * 5_000_000, id="one line of five million characters"),
        pytest.param(b"\n" * 50_000_000, id="fifty million newlines"),
        pytest.param(b" \t\n" * 1_000_000, id="a million blank lines with tabs"),
        pytest.param(b"\f" * 5_000_000, id="five million pages"),
        pytest.param(b"ab\t" * 2_000_000, id="one line of two million cells"),
    ],
)
def test_long_input_ends_soon(data: bytes) -> None:
    start = time.perf_counter()
    txt.read(data, "plan.txt")
    assert time.perf_counter() - start < 300  # seconds: anything not in proportion to length takes hours
