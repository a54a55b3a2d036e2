"""Titles as Word and web pages set them: over several lines, by style, on a cover page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from jyplan.model import SchoolYear
from jyplan.outline import read_plans
from jyplan.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument

    from jyplan.model import Plan

SECTIONS = ("一、指导思想", "立德树人。", "二、主要工作", "抓好常规。")


def page(head: str) -> Plan:
    body = head + "".join(f"<p>{line}</p>" for line in SECTIONS)
    return read_plans(read(f"<html><body>{body}</body></html>".encode(), "page.html"))[0]


def word(write_head: Callable[[WordDocument], object]) -> Plan:
    document, file = docx.Document(), io.BytesIO()
    write_head(document)
    for line in SECTIONS:
        document.add_paragraph(line)
    document.save(file)
    return read_plans(read(file.getvalue(), "plan.docx"))[0]


def in_style(document: WordDocument, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line, style="Title")


def centred(document: WordDocument, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h1>柳湾小学2024学年度第一学期<br>德育工作计划</h1>", "柳湾小学2024学年度第一学期德育工作计划"),
        ("<p>柳湾小学2024学年度第一学期</p><p>德育工作计划</p>", "柳湾小学2024学年度第一学期德育工作计划"),
        ("<h1>德育工作计划</h1><p>（2024学年度第一学期）</p>", "德育工作计划"),
    ],
)
def test_a_page_breaks_its_title(head: str, title: str) -> None:
    plan = page(head)
    assert (plan.title, plan.school_year) == (title, SchoolYear(2024, 2025, 1))
    assert [node.title for node in plan.nodes] == ["指导思想", "主要工作"]


def test_paragraphs_in_the_style_of_a_title_are_one_title() -> None:
    plan = word(lambda document: in_style(document, "2025年度德育", "工作计划"))
    assert (plan.title, plan.school_year) == ("2025年度德育工作计划", SchoolYear(2025, 2025))


def test_a_title_by_style_needs_no_word_for_the_paper() -> None:
    assert word(lambda document: in_style(document, "让书香浸润校园")).title == "让书香浸润校园"


def test_a_cover_page_names_school_and_year() -> None:
    plan = word(lambda document: centred(document, "柳湾小学", "三年发展规划", "（2022—2025）", "二〇二二年九月"))
    assert (plan.title, plan.school, plan.school_year) == ("三年发展规划", "柳湾小学", SchoolYear(2022, 2025))
    assert [node.title for node in plan.nodes] == ["指导思想", "主要工作"]
