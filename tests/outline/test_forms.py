"""Every case of tests/cases/forms gives its outline, as a Word file and as a page of HTML."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest

from jyplan.model import Period
from jyplan.outline import read_outline
from jyplan.readers import read
from tests.outline.cases import INDENT, Case, read_cases, show
from tests.places import CASES
from tests.readers.pdf.test_pdf import ruled
from tests.readers.pdf_builder import PdfPage, pdf_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Outline, Plan

FOLDER = CASES / "forms"


class Spanned(NamedTuple):
    """A cell of a grid that is merged with no cell to its left or above."""

    row: int
    column: int
    height: int
    width: int
    paragraphs: tuple[str, ...]


def parts(text: str) -> Iterator[str | list[list[str]]]:
    """Yield the paragraphs and the grids of a case's text."""
    grid: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            grid.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if grid:
            yield grid
            grid = []
        if line:
            yield line


def cells(grid: Sequence[Sequence[str]]) -> Iterator[Spanned]:
    for i, row in enumerate(grid):
        for j, text in enumerate(row):
            if text in ("<", "^"):
                continue
            width = next((k for k in range(1, len(row) - j) if row[j + k] != "<"), len(row) - j)
            height = next((k for k in range(1, len(grid) - i) if grid[i + k][j] != "^"), len(grid) - i)
            yield Spanned(i, j, height, width, tuple(text.split("/")))


def word(text: str) -> bytes:
    file = docx.Document()
    for part in parts(text):
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        if file.tables:
            file.add_paragraph("")  # Word joins tables that touch
        table = file.add_table(len(part), len(part[0]))
        for cell in cells(part):
            last = table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1)
            merged = table.cell(cell.row, cell.column).merge(last)
            merged.paragraphs[0].text = cell.paragraphs[0]
            for paragraph in cell.paragraphs[1:]:
                merged.add_paragraph(paragraph)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def page(text: str) -> bytes:
    written = []
    for part in parts(text):
        if isinstance(part, str):
            written.append(f"<p>{escape(part)}</p>")
            continue
        rows = [""] * len(part)
        for cell in cells(part):
            inside = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in cell.paragraphs)
            rows[cell.row] += f'<td rowspan="{cell.height}" colspan="{cell.width}">{inside}</td>'
        written.append(f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return f"<html><body>{''.join(written)}</body></html>".encode()


BUILDERS = {"docx": word, "html": page}
LOADED = [case for file in sorted(FOLDER.glob("*.txt")) for case in read_cases(file)]


def shown(plans: Sequence[Plan], expected: str) -> str:
    """Return outlines in the format of a case, with facts where the case gives some."""
    lines = show(plans, re.sub(r"\n *= .*", "", expected)).split("\n")
    if "= " not in expected:
        return "\n".join(lines)
    nodes = iter([node for plan in plans for node in plan.walk()])
    with_facts = []
    for line in lines:
        with_facts.append(line)
        if not re.match(r"(?:plan|other) | *[*>] ", line):
            node = next(nodes)
            with_facts += [f"{INDENT * node.id.count('.')}= {fact.kind} {fact.text}" for fact in node.facts]
    return "\n".join(with_facts)


def outline(case: Case, kind: str) -> Outline:
    return read_outline(read(BUILDERS[kind](case.text), f"case.{kind}"))


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in LOADED])
def test_a_case_gives_its_outline(case: Case, kind: str) -> None:
    assert shown(outline(case, kind).plans, case.expected) == case.expected


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in LOADED])
def test_every_character_of_a_case_is_in_its_plan_once(case: Case, kind: str) -> None:
    text = "".join(
        part if isinstance(part, str) else "".join("".join(cell.paragraphs) for cell in cells(part))
        for part in parts(case.text)
    )
    found = outline(case, kind)
    read_text = "".join([*(plan.text for plan in found.plans), *(outside.text for outside in found.outside)])
    assert sorted("".join(read_text.split())) == sorted("".join(text.split()))


def test_a_form_of_a_pdf_goes_on_behind_the_end_of_a_page() -> None:
    first = ruled(PdfPage(), (72, 172, 472), (800, 760, 80)).text(80, 775, "指导思想").text(180, 775, "立德树人。")
    first.text(80, 735, "主要工作").text(180, 735, "一、备课。").text(180, 90, "二、听课，每人每学期不少于")
    second = ruled(PdfPage(), (72, 172, 472), (800, 760, 700)).text(180, 775, "十节。").text(80, 735, "保障措施")
    second.text(180, 735, "经费到位。")
    outline = read_outline(read(pdf_of(first, second), "plan.pdf"))
    assert show(outline.plans, "二 ~听课，每人每学期不少于十节 task").split("\n")[1:] == [
        "- 指导思想 guiding",
        "- 主要工作 task",
        "  一 ~备课。 task",
        "  二 ~听课，每人每学期不少于十节 task",
        "- 保障措施 safeguard",
    ]


def test_a_table_in_a_cell_of_a_form_is_a_schedule_of_its_section() -> None:
    inner = "<table border=1><tr><td>月份</td><td>工作内容</td></tr><tr><td>九月</td><td>制定计划</td></tr></table>"
    rows = "".join(
        f"<tr><td>{label}</td><td>{content}</td></tr>"
        for label, content in (("指导思想", "健康第一。"), ("工作目标", "达标率95%。"), ("行事历", inner))
    )
    data = f"<html><body><h1>松林小学体育组工作计划</h1><table border=1>{rows}</table></body></html>".encode()
    plan = read_outline(read(data, "plan.html")).plans[0]
    assert [(node.title, node.role.value) for node in plan.nodes[-1].walk()] == [
        ("行事历", "schedule"),
        (None, "schedule"),
    ]


def test_white_space_that_lays_a_month_out_hides_no_bounds() -> None:
    rows = "".join(
        f"<tr><td>{month}</td><td>{work}</td></tr>"
        for month, work in (("月份", "工作内容"), ("九<br>月", "开学典礼"), ("十<br>月", "运动会"))
    )
    data = f"<html><body><h1>松林小学2025年工作行事历</h1><table border=1>{rows}</table></body></html>".encode()
    plan = read_outline(read(data, "calendar.html")).plans[0]
    assert [(fact.text, fact.first) for node in plan.nodes for fact in node.facts if isinstance(fact, Period)] == [
        ("九\n月", "2025-09"),
        ("十\n月", "2025-10"),
    ]


def test_a_number_in_a_cell_of_its_own_is_kept_before_a_text_that_is_no_label() -> None:
    grid = "| 1 | 指导思想 | 健康第一。 |\n| 2 | 工作目标 | 达标率95%。 |\n| 3 | 待定 | < |"
    plan = read_outline(read(word(f"松林小学2025年体育组工作计划\n{grid}"), "plan.docx")).plans[0]
    assert "3\t待定" in plan.text
