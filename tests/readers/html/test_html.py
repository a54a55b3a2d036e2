from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import Place, ProblemKind, Style
from jyplan.readers import html
from tests.readers.cases import Case, load_cases, show

CASES = Path(__file__).parent / "cases"
PAGE = (CASES / "page.html").read_text("utf-8")


@pytest.mark.parametrize("case", load_cases(CASES / "displayed.txt"), ids=lambda case: case.title)
def test_a_page_is_read_as_it_is_displayed(case: Case) -> None:
    assert show(html.read(case.source.encode(), "a.html")) == case.expected


@pytest.mark.parametrize("case", load_cases(CASES / "furniture.txt"), ids=lambda case: case.title)
def test_furniture_of_a_site_is_separated_from_the_text(case: Case) -> None:
    assert show(html.read(case.source.encode(), "a.html")) == case.expected


def test_a_document_states_path_format_and_digest() -> None:
    data = "<p>计划</p>".encode("gbk")
    document = html.read(data, "计划.doc")
    assert (document.path, document.format, document.encoding) == ("计划.doc", "html", "gb18030")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("actual", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "nonsense"])
def test_the_encoding_is_detected_from_the_bytes_despite_the_declaration(actual: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>學校工作計劃：加強教研，提高教學質量。</p></body></html>'
    document = html.read(page.encode(actual), "a.html")
    assert [block.text for block in document.blocks] == ["學校工作計劃：加強教研，提高教學質量。"]


def test_a_declared_encoding_is_used_where_the_bytes_are_undecided() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Café à Besançon, 5 €</p></body></html>'
    document = html.read(page.encode("cp1252"), "a.html")
    assert [block.text for block in document.blocks] == ["Café à Besançon, 5 €"]


@pytest.mark.parametrize(
    "beginning",
    [
        "<!DOCTYPE html>",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
        "\r\n<html xmlns:o='urn:schemas-microsoft-com:office:office'>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>",
        "<!-- saved from url -->\n<html>",
        "<div>",
        "<p>",
        "<META http-equiv=Content-Type>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_recognised_by_its_first_tags(beginning: str, encoding: str) -> None:
    assert html.recognises(f"{beginning}<p>工作计划".encode(encoding))


@pytest.mark.parametrize(
    "text",
    ["", "工作计划", "<计划>", "<pre", "< p>", "<<html>>", "<?xml version='1.0'?><w:document/>", "{\\rtf1 <html>}"],
)
def test_other_text_is_no_page(text: str) -> None:
    assert not html.recognises(text.encode())


@pytest.mark.parametrize("page", ["<html></html>", "<!-- -->", "<script>x</script>", "<p>&nbsp;</p>", "<img src=x>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        html.read(page.encode(), "a.html")
    assert str(caught.value) == (
        "a.html: is a page without text; its text may be loaded by a script: save the page from a browser"
    )


def test_paragraphs_tables_and_rows_are_counted() -> None:
    page = "<p>甲</p><table><tr><td>乙<br>丙</td><td>丁</td></tr><tr><td>戊</td><td>己</td></tr></table><p>庚</p>"
    places = [block.place for block in html.read(page.encode(), "a.html").blocks]
    assert places == [
        Place(paragraph=1),
        Place(paragraph=2, table=1, row=1),
        Place(paragraph=5, table=1, row=2),
        Place(paragraph=7),
    ]


def test_looks_are_inherited() -> None:
    page = (
        '<div style="font-size:16px;font-family:\'SimSun\',serif"><p align="center"><strong>计划</strong></p>'
        '<p style="text-align:right"><b>一</b>、目标</p><center><font size="5" face="黑体">大</font></center></div>'
    )
    assert [block.style for block in html.read(page.encode(), "a.html").blocks] == [
        Style(bold=True, alignment="center", size=12.0, font="simsun"),
        Style(bold=False, alignment="right", size=12.0, font="simsun"),
        Style(bold=False, alignment="center", size=18.0, font="黑体"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "工作<b>计</b>划",
        "<p><font>" * 50_000 + "工作计划",
        "<table><tr><td>" * 30_000 + "工作计划",
        "<ul><li>" * 50_000 + "工作计划",
        "<b>" * 100_000 + "工作计划" + "</b>" * 100_000,
    ],
    ids=["div", "font", "table", "list", "b"],
)
def test_deep_nesting_costs_the_structure_and_not_the_text(page: str) -> None:
    document = html.read(page.encode(), "a.html")
    assert [block.text for block in document.blocks] == ["工作计划"]
    assert [str(problem.message) for problem in document.problems] == [
        "elements are nested too deeply; the text is read without its structure"
    ]


@pytest.mark.gate
@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td rowspan=65534 colspan=1000>计划</td><td>乙</td></tr>" * 3_000,
        "<" * 1_000_000 + "p>计划",
        "<p>计划</p><!--" + "<!--" * 200_000,
        "<p>计划" + "&amp" * 300_000,
        "<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">计划",
        "<style>" + ".a{" * 100_000 + "</style><p>计划",
        "<p>计划" + "<a href=x>甲</a>" * 50_000,
        "<p>计划" + "<br>甲" * 50_000,
        "<p>计划</p>" + "<div class=nav><p>甲</p>" * 1_500,
        "<p>计划" + " \n" * 500_000 + "甲",
    ],
    ids=["spans", "brackets", "comments", "entities", "attributes", "rules", "links", "lines", "navigation", "spaces"],
)
def test_hostile_pages_end_in_time(page: str) -> None:
    started = time.process_time()
    html.read(page.encode(), "a.html")
    assert time.process_time() - started < 30  # seconds of the processor: one on an idle machine


def test_entities_of_a_dtd_are_not_expanded() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<p>计划&b;&x;</p>"
    )
    texts = [block.text for block in html.read(page.encode(), "a.html").blocks]
    assert "计划&b;&x;" in texts
    assert not any("aaa" * 5 in text or "root:" in text for text in texts)


def test_mutated_and_truncated_pages_never_raise() -> None:
    random_source = random.Random(20240901)
    for encoding in ("utf-8", "gb18030"):
        whole = PAGE.encode(encoding)
        for _ in range(150):
            data = bytearray(whole[: random_source.choice([len(whole), random_source.randrange(len(whole))])])
            for _ in range(random_source.randrange(30)):
                if data:
                    data[random_source.randrange(len(data))] = random_source.randrange(256)
            try:
                html.read(bytes(data), "a.html")
            except UnreadableDocument:
                continue


SENTENCE = "全体教师每周集体备课一次，每月听课两节，期末交流。"


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        pytest.param(f"<p>{SENTENCE}</p><p><img src=a.png></p><p>{SENTENCE}</p>", [2], id="between two paragraphs"),
        pytest.param(f"<p>{SENTENCE}<img src=a.png><img src=b.png></p>", [1], id="two in one paragraph"),
        pytest.param(
            f"<p>{SENTENCE}</p><div><p><img src=a.png></p></div><p><img src=b.png></p>", [2, 3], id="two alone"
        ),
        pytest.param(f"<p>{SENTENCE}</p><video src=a.mp4></video>", [2], id="a video"),
        pytest.param(f"<p>{SENTENCE}</p><svg width=300 height=200><path/></svg>", [2], id="a drawing"),
        pytest.param(f"<p>{SENTENCE}</p><svg viewBox='0 0 9 9'><path/></svg>", [], id="a drawn icon"),
        pytest.param(f"<p>{SENTENCE}</p><img src=a.png width=16 height=16>", [], id="an icon"),
        pytest.param(f"<p>{SENTENCE}</p><img src=a.png style='height:2px'>", [], id="a rule"),
        pytest.param(f"<p>{SENTENCE}</p><a href='/x'><img src=a.png></a>", [], id="a link"),
        pytest.param(f"<div class=logo><img src=a.png><a href=/>首页</a></div><p>{SENTENCE}</p>", [], id="a logo"),
        pytest.param(
            f"<table><tr><td>目标</td><td>{SENTENCE}</td></tr><tr><td>流程</td><td><img src=a.png></td></tr></table>",
            [1],
            id="in a table",
        ),
    ],
)
def test_a_picture_in_the_text_is_a_problem_at_its_place(page: str, paragraphs: list[int]) -> None:
    problems = html.read(f"<body>{page}</body>".encode(), "a.html").problems
    assert [(problem.kind, problem.place.paragraph) for problem in problems] == [
        (ProblemKind.UNREAD, paragraph) for paragraph in paragraphs
    ]


STYLED = "<style>.a{background:#036}</style>"


@pytest.mark.parametrize(
    ("page", "count"),
    [
        pytest.param("<p style='color:#fff'>优秀范文优秀范文</p>", 8, id="white"),
        pytest.param("<p><font color=white>优秀范文</font>看得见</p>", 4, id="a white part"),
        pytest.param("<p style='color: rgb(255, 255, 255)'>优秀范文</p>", 4, id="white by its channels"),
        pytest.param("<p style='color:#fdfefe;background:#fff'>优秀范文</p>", 4, id="nearly white"),
        pytest.param("<p style='font-size:1px'>优秀范文</p>", 4, id="tiny"),
        pytest.param(STYLED + "<p style='color:#fff'>优秀范文</p>", 4, id="beside a style sheet"),
        pytest.param(
            "<div style='background-color:#036'><p style='color:#fff'>看得见的字</p></div>", 0, id="dark background"
        ),
        pytest.param("<div bgcolor=navy><p style='color:#fff'>看得见的字</p></div>", 0, id="dark attribute"),
        pytest.param(STYLED + "<div class=a><p style='color:#fff'>看得见的字</p></div>", 0, id="dark by a style sheet"),
        pytest.param("<p style='color:#fff'>·</p>", 0, id="a sign"),
        pytest.param("<p style='color:#333'>看得见的字</p>", 0, id="grey"),
    ],
)
def test_text_invisible_on_paper_is_read_and_reported(page: str, count: int) -> None:
    problems = html.read(f"<body><p>{SENTENCE}</p>{page}</body>".encode(), "a.html").problems
    assert [(problem.kind, problem.message.params["count"], problem.place.paragraph) for problem in problems] == [
        (ProblemKind.TAMPERING, count, 2)
    ][: bool(count)]


def test_a_picture_alone_is_a_paragraph_above_the_next_line() -> None:
    """Else the picture would stand below the heading that follows, and its own section would be called empty."""
    page = f"<p>一、工作目标</p><p><img src=a.png></p><p>二、主要工作</p><p>{SENTENCE}</p>"
    document = html.read(f"<body>{page}</body>".encode(), "a.html")
    assert [block.place.paragraph for block in document.blocks] == [1, 3, 4]
    assert [problem.place.paragraph for problem in document.problems] == [2]
