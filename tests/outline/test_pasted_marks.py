"""Markdown pasted into Word or a web page: its signs are no text, and no sign of ordinary papers is taken for one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from jyplan.outline import read_plans
from jyplan.readers import read

if TYPE_CHECKING:
    from jyplan.model import Plan


def word(*lines: str) -> Plan:
    document, file = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return read_plans(read(file.getvalue(), "plan.docx"))[0]


def page(*lines: str) -> Plan:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return read_plans(read(f"<html><body>{body}</body></html>".encode(), "page.html"))[0]


PASTED = (
    "# 杏林小学2025年教研工作计划",
    "## 一、指导思想",
    "以课标为依据。",
    "##二、主要工作",
    "**（一）加强集体备课**",
    "每周一次。",
    "**（二）深化课题研究**：每人一个小课题。",
    "1. **青蓝结对**：师傅每周听课一节。",
)
OUTLINE = [
    ("1", "指导思想"),
    ("2", "主要工作"),
    ("2.1", "加强集体备课"),
    ("2.2", "深化课题研究"),
    ("2.2.1", "青蓝结对"),
]


def test_signs_before_and_around_headings_are_dropped_in_word() -> None:
    plan = word(*PASTED)
    assert (plan.title, [(node.id, node.title) for node in plan.walk()]) == ("杏林小学2025年教研工作计划", OUTLINE)


def test_signs_before_and_around_headings_are_dropped_in_a_page() -> None:
    plan = page(*PASTED)
    assert (plan.title, [(node.id, node.title) for node in plan.walk()]) == ("杏林小学2025年教研工作计划", OUTLINE)


def test_lines_between_strokes_are_rows_of_a_table() -> None:
    plan = word(
        "**杏林小学2025年安全工作计划**",
        "**一、时间安排**",
        "| 月份 | 内容 |",
        "|---|---|",
        "| 九月 | 消防演练 |",
        "**二、工作要求**",
        "全员参加。",
    )
    assert [(node.title, node.text) for node in plan.walk()] == [
        ("时间安排", ("月份\t内容",)),
        (None, ("消防演练",)),
        ("工作要求", ("全员参加。",)),
    ]


def test_a_single_sign_is_text() -> None:
    plan = word("杏林小学教研工作计划", "一、工作要求", "#1教室为录播室。", "二、其他", "密码为**两位**数。")
    assert [node.text for node in plan.walk()] == [("#1教室为录播室。",), ("密码为**两位**数。",)]


def test_topics_numbers_of_rooms_and_errors_of_sheets_begin_with_a_sign_of_their_own() -> None:
    lines = ("#阅读打卡#每天半小时。", "#1教学楼由一年级值日。", "#2教学楼由二年级值日。", "#VALUE!", "#DIV/0!")
    plan = word("杏林小学教研工作计划", "一、工作要求", *lines)
    assert [node.text for node in plan.walk()] == [lines]
