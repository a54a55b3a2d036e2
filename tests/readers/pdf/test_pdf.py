from __future__ import annotations

import builtins
import hashlib
import random
import time
from typing import TYPE_CHECKING

import pytest

from jyplan.errors import MissingExtra, UnreadableDocument
from jyplan.model import BlockKind, Cell, Place, ProblemKind
from jyplan.readers import pdf
from tests.readers.cases import show
from tests.readers.pdf_builder import PdfPage, pdf_of

if TYPE_CHECKING:
    from jyplan.model import Document

PLAN = (
    "　　为全面提高教育教学质量,促进教师专业发展,根据上级有关文",
    "件要求和我校实际情况,特制定本计划,请各教研组认真贯彻并落实到",
    "每一位教师。",
    "　　一、指导思想",
    "　　以立德树人为根本任务,以课程改革为核心,以提高质量为目标,",
    "扎实开展教研活动。",
    "　　二、工作目标",
)


def read(*pages: PdfPage) -> Document:
    return pdf.read(pdf_of(*pages), "计划.pdf")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_lines_are_joined_to_paragraphs() -> None:
    assert texts(read(PdfPage().column(760, *PLAN))) == [
        "为全面提高教育教学质量,促进教师专业发展,根据上级有关文件要求和我校实际情况,特制定本计划,请各教研组认真贯彻并落实到每一位教师。",
        "一、指导思想",
        "以立德树人为根本任务,以课程改革为核心,以提高质量为目标,扎实开展教研活动。",
        "二、工作目标",
    ]


def test_a_paragraph_continues_on_the_next_page_with_furniture_after_it() -> None:
    first = PdfPage().text(250, 800, "实验小学文件").column(160, *PLAN[:2]).text(290, 40, "- 1 -")
    second = PdfPage().text(250, 800, "实验小学文件").column(760, *PLAN[2:]).text(290, 40, "- 2 -")
    document = read(first, second)
    assert show(document).splitlines() == [
        "^ 实验小学文件",
        "P 为全面提高教育教学质量,促进教师专业发展,根据上级有关文件要求和我校实际情况,特制定本计划,请各教研组认真贯彻并落实到每一位教师。",
        "_ - 1 -",
        "^ 实验小学文件",
        "P 一、指导思想",
        "P 以立德树人为根本任务,以课程改革为核心,以提高质量为目标,扎实开展教研活动。",
        "P 二、工作目标",
        "_ - 2 -",
    ]
    assert [block.place for block in document.blocks][:3] == [
        Place(paragraph=1, page=1),
        Place(paragraph=2, page=1),
        Place(paragraph=3, page=1),
    ]


@pytest.mark.parametrize("number", ["1", "第1页", "第 1 页 共 9 页", "- 1 -", "1/9", "— 1 —", "iv", "第一页"])
def test_a_page_number_is_furniture_in_a_document_of_a_single_page(number: str) -> None:
    document = read(PdfPage().column(760, *PLAN).text(290, 40, number))
    assert [block.text for block in document.blocks if block.kind is BlockKind.FOOTER] == [number]


def test_numbered_items_without_indents_are_paragraphs() -> None:
    lines = (
        "1.加强理论学习,提高教师的思想认识水平,每周组织一次业务学习活动;",
        "2.完善集体备课制度,做到定时间、定地点、定内容、定主讲人,每组每周;",
        "3.听课评课。",
    )
    assert texts(read(PdfPage().column(760, *lines))) == list(lines)


def test_a_hanging_indent_belongs_to_its_item() -> None:
    page = PdfPage().column(760, *PLAN[:3])
    page.column(
        700,
        "1.加强理论学习,提高教师的思想认识水平,每周组织一次业务学习的",
        "　活动。",
        "2.听课。",
    )
    assert texts(read(page))[1:] == [
        "1.加强理论学习,提高教师的思想认识水平,每周组织一次业务学习的活动。",
        "2.听课。",
    ]


def test_a_line_shortened_by_a_long_word_continues_in_the_next_line() -> None:
    page = (
        PdfPage()
        .column(760, *PLAN[:3])
        .column(
            700,
            "　　依托国家平台,组织全体教师参加线上培训,全年学时,",
            "Artificial2024Intelligence2025平台,",
            "　　三、措施",
        )
    )
    assert texts(read(page))[1:] == [
        "依托国家平台,组织全体教师参加线上培训,全年学时, Artificial2024Intelligence2025平台,",
        "三、措施",
    ]


def test_blocks_state_their_look() -> None:
    page = PdfPage().text(150, 780, "2024年教研工作计划", 22).column(740, *PLAN).text(342, 500, "某某小学教导处")
    blocks = read(page).blocks
    styles = [block.style for block in (blocks[0], blocks[1], blocks[-1])]
    assert [(s.size, s.alignment, s.first_line_indent) for s in styles if s] == [
        (22.0, "center", None),
        (12.0, None, 24.0),
        (12.0, "right", None),
    ]


def test_columns_far_apart_are_parted_by_a_tab_and_words_by_a_space() -> None:
    page = PdfPage().column(760, *PLAN).text(72, 600, "Plan").text(103, 600, "A").text(300, 600, "责任人")
    assert texts(read(page))[-1] == "Plan A\t责任人"


def test_watermarks_and_text_on_the_margin_stand_apart_and_turned_pages_are_read() -> None:
    page = (
        PdfPage()
        .column(760, *PLAN)
        .text(200, 300, "内部资料", 40, "0.7 0.7 -0.7 0.7")
        .text(30, 300, "装订线", 12, "0 1 -1 0")
    )
    document = read(page, page)
    assert "内" not in "".join(texts(document))[100:]
    assert [(note.text, note.kind, note.place.page) for note in document.notes] == [
        ("装订线", BlockKind.HEADER, 1),
        ("内部资料", BlockKind.HEADER, 1),
    ]
    turned = PdfPage(rotate=90)
    for number, line in enumerate(PLAN):
        turned.text(
            100 + 18 * number, 72 + 12 * (len(line) - len(line.lstrip("　"))), line.lstrip("　"), 12, "0 1 -1 0"
        )
    assert texts(read(turned)) == texts(read(PdfPage().column(760, *PLAN)))


@pytest.mark.parametrize(
    ("box", "paragraph"),
    [
        pytest.param((72, 400, 300, 100), 4, id="below the last line"),
        pytest.param((72, 690, 300, 30), 1, id="between two paragraphs"),
        pytest.param((72, 400, 300, 3), None, id="a rule"),
        pytest.param((0, 0, 595, 842), None, id="the background of the page"),
    ],
)
def test_a_picture_among_the_text_is_a_problem_at_the_paragraph_above(
    box: tuple[float, float, float, float], paragraph: int | None
) -> None:
    problems = read(PdfPage().column(760, *PLAN).picture(*box)).problems
    assert [(problem.kind, problem.place) for problem in problems] == (
        [] if paragraph is None else [(ProblemKind.UNREAD, Place(paragraph=paragraph, page=1))]
    )


def test_characters_printed_twice_to_look_bold_are_read_once() -> None:
    page = PdfPage().column(760, *PLAN).text(96, 600, "工作目标").text(96.4, 600, "工作目标")
    assert texts(read(page))[-1] == "工作目标"


def test_radicals_in_the_place_of_hanzi_become_hanzi() -> None:
    assert texts(read(PdfPage().column(760, "⼀、⼯作⽬标", "⻢上办"))) == ["一、工作目标", "马上办"]


def test_a_ruled_table_gives_rows_with_merged_cells() -> None:
    page = PdfPage().column(780, *PLAN)
    for y in (600, 560, 520, 480):
        page.line(172 if y == 520 else 72, y, 472, y)
    for x in (72, 172, 322, 472):
        page.line(x, 480 if x != 322 else 520, x, 600)
    page.text(80, 575, "月份").text(180, 575, "工作内容").text(330, 575, "责任人")
    page.text(80, 515, "九月").text(180, 545, "制定本学期教研工作").text(180, 528, "计划").text(330, 540, "教导处")
    page.text(180, 495, "开学典礼").text(72, 440, "三、要求")
    document = read(page)
    rows = [block for block in document.blocks if block.kind is BlockKind.ROW]
    assert [row.cells for row in rows] == [
        (Cell("月份"), Cell("工作内容"), Cell("责任人")),
        (Cell("九月"), Cell("制定本学期教研工作\n计划"), Cell("教导处")),
        (Cell("九月", merged=True), Cell("开学典礼", span=2)),
    ]
    assert [row.place for row in rows] == [Place(paragraph=5 + n, page=1, table=1, row=1 + n) for n in range(3)]
    assert document.blocks[-1].text == "三、要求"


def ruled(page: PdfPage, xs: tuple[int, ...], ys: tuple[int, ...]) -> PdfPage:
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    for x in xs:
        page.line(x, ys[-1], x, ys[0])
    return page


def test_a_row_that_fills_a_page_goes_on_with_the_table_before() -> None:
    first = ruled(PdfPage(), (72, 172, 472), (800, 760, 80)).text(80, 775, "指导思想").text(180, 775, "立德树人。")
    first.text(80, 735, "主要工作").text(180, 735, "一、备课。").text(180, 90, "二、听课，每人每学期不少于")
    second = ruled(PdfPage(), (72, 172, 472), (800, 700)).text(180, 775, "十节。")
    cells = [tuple(cell.text for cell in block.cells) for block in read(first, second).blocks]
    assert cells == [("指导思想", "立德树人。"), ("主要工作", "一、备课。\n二、听课，每人每学期不少于"), ("", "十节。")]


def test_a_full_line_of_a_cell_before_a_number_ends_a_paragraph() -> None:
    page = ruled(PdfPage(), (72, 172, 270), (800, 760, 700)).text(80, 775, "指导思想").text(180, 775, "立德树人。")
    page.text(80, 735, "主要工作").text(180, 735, "1、备课两次。").text(180, 717, "2、听课。")
    assert read(page).blocks[1].cells[1].text == "1、备课两次。\n2、听课。"


def test_a_document_states_format_and_digest() -> None:
    data = pdf_of(PdfPage().column(760, *PLAN))
    document = pdf.read(data, "计划.pdf")
    assert (document.format, document.encoding, document.problems) == ("pdf", None, ())
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_scanned_page_is_a_problem_and_a_scanned_document_is_refused() -> None:
    document = read(PdfPage().column(760, *PLAN), PdfPage().picture().text(290, 40, "- 2 -"))
    assert [(str(problem.message), problem.place.page) for problem in document.problems] == [
        ("page 2 is a picture; its text is missing", 2)
    ]
    with pytest.raises(UnreadableDocument) as caught:
        read(PdfPage().picture(), PdfPage().picture())
    assert str(caught.value) == (
        "计划.pdf: is a scan: its pages are pictures without text; "
        "run text recognition (OCR) on it, or ask for the file it was made from"
    )


PASSWORD = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"0" * 64, b"1" * 64)
WHOLE = pdf_of(PdfPage().column(760, *PLAN))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            pdf_of(PdfPage().column(760, *PLAN), trailer=PASSWORD),
            "is protected with a password; open it, remove the password and save it again",
            id="password",
        ),
        pytest.param(
            b"%PDF-1.4\nnonsense",
            "is a damaged PDF document; ask for the file again, or save it as .docx",
            id="nonsense",
        ),
        pytest.param(
            WHOLE[:300], "is a damaged PDF document; ask for the file again, or save it as .docx", id="cut off"
        ),
        pytest.param(
            pdf_of(PdfPage()),
            "is a PDF document without text; save it as .docx in the program it was written with",
            id="empty page",
        ),
    ],
)
def test_unreadable_files_are_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        pdf.read(data, "计划.pdf")
    assert str(caught.value) == f"计划.pdf: {message}"


def test_without_the_extra_the_error_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name == "pypdfium2":
            raise ModuleNotFoundError(name)
        return original(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra) as caught:
        pdf.read(WHOLE, "计划.pdf")
    assert str(caught.value) == (
        "计划.pdf: reading PDF files needs a package that is not installed; "
        "pip install “jyplan[pdf]”, or save the file as .docx"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (WHOLE, True),
        (b"\xef\xbb\xbf\r\n" + WHOLE, True),
        (b"HTTP/1.1 200 OK\r\n\r\n" + WHOLE, True),
        ("他写道:%PDF-1.4".encode(), False),
        (b"%PDF", False),
        (b"", False),
    ],
)
def test_a_pdf_is_recognised_by_its_header(data: bytes, expected: bool) -> None:
    assert pdf.recognises(data) is expected


def test_a_page_full_of_rulings_ends_in_time() -> None:
    page = PdfPage().column(760, *PLAN)
    for n in range(1, 110):
        page.line(50, 50 + 6 * n, 50 + 4.5 * 110, 50 + 6 * n).line(50 + 4.5 * n, 50, 50 + 4.5 * n, 710)
    started = time.process_time()
    read(page)
    assert time.process_time() - started < 30  # seconds of the processor: one on an idle machine


def test_mutated_and_truncated_documents_never_raise() -> None:
    whole = pdf_of(PdfPage().column(760, *PLAN).line(0, 0, 90, 0), PdfPage().picture())
    random_source = random.Random(20240901)
    for _ in range(250):
        data = bytearray(whole[: random_source.choice([len(whole), random_source.randrange(len(whole))])])
        for _ in range(random_source.randrange(1, 20)):
            if data:
                data[random_source.randrange(len(data))] = random_source.randrange(256)
        try:
            pdf.read(bytes(data), "计划.pdf")
        except UnreadableDocument:
            continue


def test_values_of_a_form_and_free_text_are_read_at_their_places() -> None:
    page = PdfPage().column(760, "教研组:", "", "一、工作目标")
    page.annotate("Widget", "数学组", 130, 757, 100, 14).annotate("FreeText", "提高质量。", 72, 700, 100, 14)
    assert texts(read(page)) == ["教研组: 数学组", "一、工作目标", "提高质量。"]


def test_comments_of_readers_stand_apart() -> None:
    page = PdfPage().column(760, *PLAN).annotate("Text", "请补充\r负责人", 500, 700, 20, 20)
    assert [(note.kind, note.text, note.place.page) for note in read(page, page).notes] == [
        (BlockKind.COMMENT, "请补充 负责人", 1),
        (BlockKind.COMMENT, "请补充 负责人", 2),
    ]


def test_a_title_over_short_lines_alone_is_a_paragraph_of_its_own() -> None:
    """A page of short lines does not show its right margin: its longest line is not full."""
    lines = ("云溪职业学院机电专业人才培养方案说明", "一、培养目标", "培养技术人才。", "二、学制", "三年。")
    document = pdf.read(pdf_of(PdfPage().column(760, *lines)), "计划.pdf")
    assert [block.text for block in document.blocks] == [*lines]


def test_a_subtitle_and_a_line_in_brackets_below_a_title_are_paragraphs_of_their_own() -> None:
    lines = (
        "云溪区中小学教师队伍建设三年行动计划(2024-2026)",
        "（经2024年3月2日局务会审议通过）",
        "——让每一位教师都出彩的人生",
    )
    document = pdf.read(pdf_of(PdfPage().column(760, *lines)), "计划.pdf")
    assert [block.text for block in document.blocks] == [*lines]


def test_the_last_line_of_a_title_in_large_type_belongs_to_it() -> None:
    page = PdfPage().text(76, 780, "青禾路中学关于进一步提高课堂教学质量的学年", 21).text(234, 750, "教学工作计划", 21)
    page.column(
        700,
        "　　以课堂教学为中心，落实课程标准，开展校本教研，提高教学质量，促进",
        "学生的全面发展和教师的专业成长，办好人民满意的教育，把学校建成省级示",
        "范学校。",
    )
    assert read(page).blocks[0].text == "青禾路中学关于进一步提高课堂教学质量的学年教学工作计划"


def test_a_title_in_the_middle_of_a_page_of_short_lines_is_a_paragraph() -> None:
    page = PdfPage().text(226, 780, "青禾路小学安全工作计划", 13)
    page.text(92, 755, "为保障安全，制定本计划。", 13).text(92, 730, "一、目标", 13).text(92, 705, "全年无事故。", 13)
    assert [block.text for block in read(page).blocks][:2] == ["青禾路小学安全工作计划", "为保障安全，制定本计划。"]


def test_a_heading_below_the_title_of_each_page_is_no_running_head() -> None:
    pages = [
        PdfPage().column(780, f"{grade}年级组工作计划", "一、学情分析", "学生活泼好学。", "二、工作目标", "人人达标。")
        for grade in "一二"
    ]
    assert [block.text for block in read(*pages).blocks].count("一、学情分析") == 2


def test_a_raised_digit_before_all_others_leaves_its_line_whole() -> None:
    page = PdfPage().text(72, 700, "年内发展党员").text(146, 699, "2").text(154, 700, "名。").text(180, 704.5, "1", 6)
    assert [block.text for block in read(page).blocks] == ["年内发展党员2名。1"]


def test_a_signature_at_the_end_of_a_page_does_not_go_on() -> None:
    text = "以课堂教学为中心，落实课程标准，开展校本教研，提高教学质量，促进学生的全面发展。"
    first = PdfPage().column(780, text, text).text(480, 700, "青禾路小学").text(474, 680, "2025年9月1日")
    assert [block.text for block in read(first, PdfPage().text(72, 780, "附件1")).blocks][-2:] == [
        "2025年9月1日",
        "附件1",
    ]
