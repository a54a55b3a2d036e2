"""Findings suppressed by remarks in documents, and the report that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.checker.remarks import remarks_by_finding, remarks_of
from jyplan.checker.run import check_outline
from jyplan.checker.settings import Settings
from jyplan.checker.suppression import Sieve
from jyplan.outline import read_outline
from jyplan.readers import read
from tests.readers.docx.builder import build, p, part

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Checked

REMARK = "<!-- jyplan: ignore placeholder 上级表格要求 -->"
LINES = ["清溪小学2025年工作计划", "一、主要工作", "1、由xx学校负责检查。", "2、由xx学校负责备课。"]


def checked(lines: list[str], name: str, gap: str = "\n") -> Checked:
    outline = api.parse_bytes(gap.join(lines).encode(), name)
    return check_outline(outline, api.load_rules("base"))


def left(document: Checked) -> list[str]:
    sieve = Sieve(Settings())
    sifted = sieve.sift(document)
    text = document.outline.plans[0].text
    return [text[finding.start : finding.end + 3] for finding in sifted.findings if finding.rule == "placeholder"]


@pytest.mark.parametrize(
    ("lines", "remaining"),
    [
        pytest.param([*LINES[:2], REMARK, *LINES[2:]], ["xx学校负责备"], id="above the paragraph"),
        pytest.param([*LINES[:2], f"{LINES[2]} {REMARK}", LINES[3]], ["xx学校负责备"], id="at the end of the line"),
        pytest.param([*LINES[:3], f"{LINES[3]}{REMARK}"], ["xx学校负责检"], id="in the last line"),
        pytest.param([REMARK, *LINES], ["xx学校负责检", "xx学校负责备"], id="above the title"),
        pytest.param([*LINES, REMARK], ["xx学校负责检", "xx学校负责备"], id="below the plan"),
        pytest.param(
            [line.replace("placeholder", "numbering-gap") for line in [*LINES[:2], REMARK, *LINES[2:]]],
            ["xx学校负责检", "xx学校负责备"],
            id="for another rule",
        ),
        pytest.param(
            [
                line.replace("ignore placeholder", "忽略 numbering-gap，placeholder")
                for line in [*LINES[:2], REMARK, *LINES[2:]]
            ],
            ["xx学校负责备"],
            id="in Chinese, for two rules",
        ),
    ],
)
@pytest.mark.parametrize(("name", "gap"), [("plan.txt", "\n"), ("plan.md", "\n\n")])
def test_remark_suppresses_its_rule_in_its_paragraph(
    lines: list[str], remaining: list[str], name: str, gap: str
) -> None:
    title = [f"# {line}" if name.endswith("md") and line == LINES[0] else line for line in lines]
    assert left(checked(title, name, gap)) == remaining


def test_remark_is_no_text_of_the_plan() -> None:
    document = checked([*LINES[:2], REMARK, f"{LINES[2]} {REMARK}"], "plan.txt")
    assert document.outline.plans[0].text == "\n".join(LINES[:3])
    assert [outside.text for outside in document.outline.outside] == ["jyplan: ignore placeholder 上级表格要求"] * 2


def test_remark_at_the_title_is_about_the_plan_as_a_whole() -> None:
    lines = [f"{LINES[0]} <!-- jyplan: ignore missing-section 只报任务 -->", *LINES[1:]]
    outline = api.parse_bytes("\n".join(lines).encode(), "plan.txt")
    found = check_outline(outline, api.load_rules())
    assert "missing-section" in {finding.rule for finding in found.findings}
    assert "missing-section" not in {finding.rule for finding in Sieve(Settings()).sift(found).findings}


def test_word_comment_suppresses_the_findings_of_its_paragraph() -> None:
    comments = part("comments", f'<w:comment w:id="1">{p("jyplan：ignore placeholder 上级表格")}</w:comment>')
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = p(LINES[0]) + p(LINES[1]) + p(f"<w:r><w:t>{LINES[2]}</w:t></w:r>{mark}") + p(LINES[3])
    outline = read_outline(read(build(body, extra={"c.xml": ("comments", comments)}), "plan.docx"))
    document = check_outline(outline, api.load_rules("base"))
    assert left(document) == ["xx学校负责备"]
    [remark] = remarks_of(outline.document)
    assert (remark.rules, remark.reason) == (("placeholder",), "上级表格")


def test_suppressed_findings_are_kept_for_the_report() -> None:
    sieve = Sieve(Settings())
    document = checked([*LINES[:2], REMARK, *LINES[2:]], "plan.txt")
    sieve.sift(document)
    [(path, rule, remark)] = sieve.remarks
    assert (path, rule, remark.reason, remark.place.line, sieve.held) == (
        "plan.txt",
        "placeholder",
        "上级表格要求",
        3,
        0,
    )
    assert list(remarks_by_finding(document, {}).values()) == [remark]


@pytest.mark.parametrize(
    ("remark", "at"),
    [
        pytest.param("<!-- jyplan: ignore placeholder 样例 -->", "above", id="by the id"),
        pytest.param("<!-- jyplan：忽略 没填的空 样例 -->", "above", id="by the title that reports show"),
        pytest.param(
            "<!--jyplan: ignore typos, 没填的空：样例-->", "above", id="of two rules, with a colon before the reason"
        ),
        pytest.param("<!-- jyplan: ignore placeholder 样例 -->", "inside", id="at the end of the paragraph"),
    ],
)
def test_a_remark_in_a_page_is_heeded(remark: str, at: str, tmp_path: Path) -> None:
    first = f"{remark}<p>{LINES[2]}</p>" if at == "above" else f"<p>{LINES[2]}{remark}</p>"
    file = tmp_path / "plan.html"
    file.write_text(f"<html><body><h1>{LINES[0]}</h1><p>{LINES[1]}</p>{first}<p>{LINES[3]}</p></body></html>", "utf-8")
    found = api.check(file, "base", settings=Settings())
    text = found.outline.plans[0].text
    assert [text[each.start : each.end + 3] for each in found.findings] == ["xx学校负责备"]


def test_a_remark_changes_no_paragraph_of_a_page() -> None:
    page = "<html><body><h1>2025年工作计划</h1><p>一、<!-- jyplan: ignore typos --><b>主要工作</b></p><p>1、每周家访。</p></body></html>"
    document = read(page.encode(), "plan.html")
    assert [block.text for block in document.blocks] == ["2025年工作计划", "一、主要工作", "1、每周家访。"]
    assert [block.place.paragraph for block in document.blocks] == [1, 2, 3]
