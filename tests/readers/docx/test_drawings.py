"""Drawings: the text of boxes and diagrams is read at its place, and what cannot be read is a problem with its place."""

from __future__ import annotations

import pytest

from jyplan.model import ProblemKind, unread_offsets
from jyplan.outline import read_plans
from jyplan.readers.docx.notes import ABOVE
from tests.readers.docx.builder import DECLARED, build, p, part, r, read, style, table, tc, tr
from tests.readers.xlsx.builder import build as workbook
from tests.readers.xlsx.builder import row, sheet

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def drawing(content: str, width: int = 2_000_000, height: int = 1_000_000) -> str:
    size = f'<wp:extent xmlns:wp="{WP}" cx="{width}" cy="{height}"/>'
    return f"<w:r><w:drawing>{size}<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></w:drawing></w:r>"


PICTURE = '<a:blip r:embed="i"/>'
VML_PICTURE = '<w:r><w:pict><v:shape style="width:200pt;height:80pt"><v:imagedata r:id="i"/></v:shape></w:pict></w:r>'
OBJECT = (
    '<w:r><w:object><v:shape style="width:200pt;height:80pt"><v:imagedata r:id="i"/></v:shape>'
    '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" r:id="x"/></w:object></w:r>'
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(drawing(PICTURE), "a picture; what is written in it was not read", id="picture"),
        pytest.param(drawing(PICTURE + PICTURE), "a picture; what is written in it was not read", id="group"),
        pytest.param(VML_PICTURE, "a picture; what is written in it was not read", id="picture of Word 97"),
        pytest.param(drawing(f'<c:chart xmlns:c="{CHART}" r:id="c"/>'), "a chart, which was not read", id="chart"),
        pytest.param(OBJECT, "an embedded file (Excel.Sheet.12), which was not read", id="embedded sheet"),
        pytest.param(
            drawing(f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="d"/>'),
            "a diagram (SmartArt), which could not be read",
            id="diagram without its data",
        ),
    ],
)
def test_what_is_shown_and_not_read_is_a_problem_with_its_place(content: str, message: str) -> None:
    problems = read(p("一、目标") + p(content) + p("二、措施")).problems
    assert [(str(problem.message), problem.place.paragraph, problem.kind) for problem in problems] == [
        (message, 2, ProblemKind.UNREAD)
    ]


def embedded(name: str, more: str = "") -> str:
    """The object that shows a file of the package."""
    return OBJECT.replace(
        'ProgID="Excel.Sheet.12" r:id="x"', f'Type="Embed" ProgID="Excel.Sheet.12"{more} r:id="{name}"'
    )


DUTIES = sheet(row(1, "月份", "安全重点", "备注"), row(2, "九月", "消防演练", "全校"), row(3, "十月", "防溺水", "家校"))


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        pytest.param(
            workbook({"Sheet1": DUTIES}), ["月份|安全重点|备注", "九月|消防演练|全校", "十月|防溺水|家校"], id="whole"
        ),
        pytest.param(
            workbook({"Sheet1": DUTIES}, properties='<oleSize ref="A1:B2"/>'),
            ["月份|安全重点", "九月|消防演练"],
            id="a part",
        ),
        pytest.param(
            workbook(
                {"旧": sheet(row(1, "不显示")), "新": DUTIES},
                properties='<bookViews><workbookView activeTab="1"/></bookViews>',
            ),
            ["月份|安全重点|备注", "九月|消防演练|全校", "十月|防溺水|家校"],
            id="the sheet that was open",
        ),
    ],
)
def test_a_sheet_that_a_page_shows_is_a_table_at_its_place(data: bytes, rows: list[str]) -> None:
    document = read(p("一、安排") + p(embedded("a.xlsx")) + p("二、措施"), extra={"a.xlsx": ("package", data)})
    assert [block.text.replace("\t", "|") for block in document.blocks] == ["一、安排", *rows, "二、措施"]
    assert {(block.place.paragraph, block.place.table) for block in document.blocks[1:-1]} == {(2, 1)}
    assert document.problems == ()


def test_a_document_that_a_page_shows_is_read_at_its_place() -> None:
    document = read(p("一、安排") + p(embedded("a.docx")), extra={"a.docx": ("package", build(p("内嵌的段落")))})
    assert [block.text for block in document.blocks] == ["一、安排", "内嵌的段落"]


@pytest.mark.parametrize(
    ("content", "more"),
    [
        pytest.param(workbook({"Sheet1": DUTIES}), ' DrawAspect="Icon"', id="an icon alone is shown"),
        pytest.param(b"\xd0\xcf\x11\xe0", "", id="an old workbook"),
        pytest.param(b"PK\3\4", "", id="damaged"),
    ],
)
def test_an_embedded_file_that_is_not_read_is_a_problem_at_its_place(content: bytes, more: str) -> None:
    document = read(p("一、安排") + p(embedded("a.xlsx", more)), extra={"a.xlsx": ("package", content)})
    assert [(problem.kind, problem.place.paragraph) for problem in document.problems] == [(ProblemKind.UNREAD, 2)]


def test_words_of_a_drawn_shape_are_read() -> None:
    shape = "<a:sp><a:txBody><a:p><a:r><a:t>登记</a:t></a:r><a:r><a:t>上报</a:t></a:r></a:p></a:txBody></a:sp>"
    assert [block.text for block in read(p("一、流程") + p(drawing(shape))).blocks] == ["一、流程", "登记上报"]


def test_a_rule_drawn_as_a_picture_holds_no_words() -> None:
    assert read(p("一、目标") + p(drawing(PICTURE, height=20_000))).problems == ()


def test_a_picture_in_a_cell_has_the_place_of_its_paragraph() -> None:
    document = read(p("计划") + table(tr(tc("流程"), tc(p(drawing(PICTURE))))))
    assert [problem.place.paragraph for problem in document.problems] == [3]


def test_a_diagram_is_read_at_its_place_in_the_order_of_its_tree() -> None:
    def point(key: str, text: str = "", kind: str = "") -> str:
        typed = f' type="{kind}"' if kind else ""
        return f'<dgm:pt modelId="{key}"{typed}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'

    def below(parent: str, child: str, place: int) -> str:
        return f'<dgm:cxn srcId="{parent}" destId="{child}" srcOrd="{place}"/>'

    points = point("0", kind="doc") + point("b", "评课") + point("a", "备课") + point("a1", "集体备课")
    connections = below("0", "a", 0) + below("0", "b", 1) + below("a", "a1", 0)
    data = f'<dgm:dataModel xmlns:dgm="{DGM}" {DECLARED}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{connections}</dgm:cxnLst></dgm:dataModel>'
    body = p("一、流程") + p(drawing(f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="data1.xml"/>')) + p("二、措施")
    document = read(body, extra={"data1.xml": ("diagramData", data)})
    assert [block.text for block in document.blocks] == ["一、流程", "备课", "集体备课", "评课", "二、措施"]
    assert document.problems == ()


WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F4E79"/>'
DARK_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="D"/></w:tblPr>'


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param(p(r("看得见") + r("看 不见", WHITE)), 3, id="white"),
        pytest.param(
            p(r("看不见", '<w:color w:val="auto" w:themeColor="background1"/>')), 3, id="the theme's background"
        ),
        pytest.param(p(r("看不见"), style="W"), 3, id="by its style"),
        pytest.param(p(r("看不见", '<w:sz w:val="4"/>')), 3, id="two points"),
        pytest.param(p(r("看得见", WHITE + '<w:shd w:val="clear" w:fill="1F4E79"/>')), 0, id="on a dark background"),
        pytest.param(p(r("看得见", WHITE), '<w:shd w:val="clear" w:fill="1F4E79"/>'), 0, id="in a dark paragraph"),
        pytest.param(p(r("看得见", WHITE + '<w:highlight w:val="darkBlue"/>')), 0, id="highlighted"),
        pytest.param(table(tr(tc(p(r("看得见", WHITE)), DARK), tc("乙"))), 0, id="the head of a table"),
        pytest.param(DARK_TABLE + tr(tc(p(r("看得见", WHITE)))) + "</w:tbl>", 0, id="in a table of a dark style"),
        pytest.param(table(tr(tc(p(r("看不见", WHITE))), tc("乙"))), 3, id="in a cell like paper"),
        pytest.param(p(r("看不见", '<w:color w:val="FDFDFD"/>')), 3, id="nearly white"),
        pytest.param(p(r("看不见", '<w:w w:val="1"/>')), 3, id="squeezed to a line"),
        pytest.param(p(r("看得见", '<w:color w:val="FF0000"/>')), 0, id="red"),
    ],
)
def test_text_invisible_on_paper_is_read_and_reported(body: str, count: int) -> None:
    dark = f'<w:style w:type="table" w:styleId="D"><w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>'
    document = read(body, styles=style("W", "White", f"<w:rPr>{WHITE}</w:rPr>") + dark)
    assert "看" in document.blocks[0].text
    assert [problem.message.params["count"] for problem in document.problems] == [count][: bool(count)]
    assert {problem.kind for problem in document.problems} <= {ProblemKind.TAMPERING}


def test_a_picture_in_a_header_is_a_problem_above_the_text() -> None:
    """It stands in no plan: a letterhead must not keep a check from calling a section missing."""
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="h.xml"/></w:sectPr>'
    document = read(p("一、目标") + reference, extra={"h.xml": ("header", part("hdr", p(drawing(PICTURE))))})
    assert [(str(problem.message), problem.place, problem.kind) for problem in document.problems] == [
        ("a picture; what is written in it was not read", ABOVE, ProblemKind.UNREAD)
    ]
    [plan] = read_plans(document)
    assert unread_offsets(plan, document) == ()


SERIES = (
    '<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    '<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>九月</c:v></c:pt><c:pt idx="1"><c:v>十月</c:v></c:pt></c:strCache></c:strRef></c:cat>'
    '<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>95</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
)


def test_the_words_of_a_chart_are_one_line_at_its_place_and_its_figures_a_problem() -> None:
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>各班</a:t></a:r><a:r><a:t>得分率</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    bars = SERIES.format(name="一班") + SERIES.format(name="二班")
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    data = f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{a}"><c:chart>{title}{bars}</c:chart></c:chartSpace>'
    body = p("一、成绩") + p(drawing(f'<c:chart xmlns:c="{CHART}" r:id="chart1.xml"/>')) + p("二、措施")
    document = read(body, extra={"chart1.xml": ("chart", data)})
    assert [block.text for block in document.blocks] == [
        "一、成绩",
        "各班得分率 / 一班 / 九月 / 十月 / 二班",
        "二、措施",
    ]
    assert [(str(problem.message), problem.place.paragraph, problem.kind) for problem in document.problems] == [
        ("a chart, of which the words were read and not the figures", 2, ProblemKind.UNREAD)
    ]
