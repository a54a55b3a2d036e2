"""Rows and cells (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from jyplan.model import BlockKind, Cell, Place
from tests.readers.docx.builder import abstract, lvl, num, p, problems, read, table, tc, texts, tr

START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


def cells(*rows: str) -> list[list[tuple[str, int, bool]]]:
    return [[(cell.text, cell.span, cell.merged) for cell in block.cells] for block in read(table(*rows)).blocks]


def test_a_row_is_a_block_with_its_cells() -> None:
    body = p("行事历") + table(tr(tc("月份"), tc("工作内容")), tr(tc("九月"), tc(p("开学") + p() + p("家访"))))
    _, head, row = read(body).blocks
    assert (head.kind, head.text, head.place) == (
        BlockKind.ROW,
        "月份\t工作内容",
        Place(paragraph=2, table=1, row=1),
    )
    assert (row.text, row.cells) == ("九月\t开学\n家访", (Cell("九月"), Cell("开学\n家访")))
    assert row.place == Place(paragraph=4, table=1, row=2)


def test_tables_are_numbered() -> None:
    document = read(table(tr(tc("甲"), tc("乙"))) + p("间") + table(tr(tc("丙"), tc("丁"))))
    assert [block.place.table for block in document.blocks] == [1, None, 2]


def test_a_merged_cell_repeats_the_text_of_the_cell_above() -> None:
    assert cells(
        tr(tc("九月", START), tc("开学")),
        tr(tc("藏", GOES_ON), tc("家访")),
        tr(tc("", '<w:vMerge w:val="continue"/>'), tc("总结")),
        tr(tc("十月"), tc("比赛")),
    ) == [
        [("九月", 1, False), ("开学", 1, False)],
        [("九月", 1, True), ("家访", 1, False)],
        [("九月", 1, True), ("总结", 1, False)],
        [("十月", 1, False), ("比赛", 1, False)],
    ]


def test_cells_are_merged_by_their_column() -> None:
    assert cells(
        tr(tc("甲", WIDE), tc("乙", START)),
        tr(tc("丙"), tc("丁"), tc("", GOES_ON)),
    )[1] == [("丙", 1, False), ("丁", 1, False), ("乙", 1, True)]


def test_a_continued_cell_without_a_cell_above_keeps_its_text() -> None:
    assert cells(tr(tc("甲", GOES_ON), tc("乙")))[0] == [("甲", 1, False), ("乙", 1, False)]


def test_cells_state_their_span() -> None:
    across, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    assert cells(tr(tc("甲", WIDE), tc("乙")), tr(tc("丙", across), tc("", goes_on), tc("丁"))) == [
        [("甲", 2, False), ("乙", 1, False)],
        [("丙", 2, False), ("丁", 1, False)],
    ]


def test_columns_before_the_first_cell_are_an_empty_cell() -> None:
    assert cells(tr(tc("甲"), tc("乙")), tr(tc("丙"), properties='<w:gridBefore w:val="1"/>'))[1] == [
        ("", 1, False),
        ("丙", 1, False),
    ]


def test_a_table_in_a_cell_is_lines_of_the_cell() -> None:
    inner = p("上") + table(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))) + p("下")
    document = read(table(tr(tc(inner), tc("旁"))))
    assert [block.cells for block in document.blocks] == [(Cell("上\n甲\t乙\n丙\t丁\n下"), Cell("旁"))]


def test_a_table_used_as_a_frame_is_read_as_paragraphs() -> None:
    frame = table(tr(tc(p("一、思想") + p("正文") + table(tr(tc("甲"), tc("乙"))))))
    document = read(frame + table(tr(tc("丙"), tc("丁"))))
    assert [(block.kind, block.text, block.place.table) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "一、思想", None),
        (BlockKind.PARAGRAPH, "正文", None),
        (BlockKind.ROW, "甲\t乙", 1),
        (BlockKind.ROW, "丙\t丁", 2),
    ]


def test_a_column_with_several_paragraphs_in_a_cell_is_a_frame() -> None:
    assert texts(table(tr(tc("标题")), tr(tc(p("一") + p("二"))))) == ["标题", "一", "二"]


def test_a_column_of_single_lines_is_a_table() -> None:
    assert [block.kind for block in read(table(tr(tc("甲")), tr(tc("乙")))).blocks] == [BlockKind.ROW, BlockKind.ROW]


def test_cells_keep_their_labels_in_reading_order() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    body = table(tr(tc(p("甲", num=1) + p("乙", num=1)), tc(p("丙", num=1)))) + p("丁", num=1)
    assert texts(body, numbering=numbering) == ["1. 甲\n2. 乙\t3. 丙", "4. 丁"]


def test_the_continuation_of_a_merged_cell_does_not_count() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    body = table(tr(tc(p(num=1), START), tc("甲")), tr(tc(p(num=1), GOES_ON), tc("乙")), tr(tc(p(num=1)), tc("丙")))
    assert texts(body, numbering=numbering) == ["1. \t甲", "1. \t乙", "2. \t丙"]


def test_a_hidden_row_is_left_out() -> None:
    assert texts(table(tr(tc("甲"), tc("乙"), properties="<w:hidden/>"), tr(tc("丙"), tc("丁")))) == ["丙\t丁"]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    row = "<w:sdt><w:sdtContent>" + tr("<w:sdt><w:sdtContent>" + tc("甲") + "</w:sdtContent></w:sdt>", tc("乙"))
    assert texts(table(f"{row}</w:sdtContent></w:sdt>", f"<w:customXml>{tr(tc('丙'), tc('丁'))}</w:customXml>")) == [
        "甲\t乙",
        "丙\t丁",
    ]


def test_a_row_has_the_style_of_its_first_text() -> None:
    (row,) = read(table(tr(tc(), tc("甲")))).blocks
    assert row.style is not None
    assert row.place.paragraph == 1


def test_a_row_without_text_is_no_block_and_counts_as_row() -> None:
    (row,) = read(table(tr(tc(), tc()), tr(tc("甲"), tc()))).blocks
    assert (row.text, row.place) == ("甲\t", Place(paragraph=3, table=1, row=2))


def test_tables_nested_without_end_are_cut_off() -> None:
    body = p("最里")
    for _ in range(60):
        body = table(tr(tc(body), tc("旁")))
    document = read(body)
    assert problems(document) == ["tables or text boxes are nested too deep; the innermost are left out"]
    assert document.blocks[0].text.count("旁") == 29


def test_a_huge_merged_cell_is_not_repeated_without_end() -> None:
    rows = [tr(tc("字" * 200_000, START), tc("甲"))] + [tr(tc("", GOES_ON), tc("乙")) for _ in range(100)]
    document = read(table(*rows))
    assert sum(len(block.text) for block in document.blocks) < 11_000_000
    assert problems(document) == ["merged cells hold too much text to repeat it in each row"]
