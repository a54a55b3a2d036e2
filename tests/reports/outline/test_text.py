from __future__ import annotations

from jyplan.model import Block, Document, Outline, Role
from jyplan.reports.outline.text import render
from tests.reports.build import item, outline, plan
from tests.reports.samples import options, primary_school, unreadable


def test_every_paragraph_of_a_document_is_a_line() -> None:
    assert render([outline(plan("计划", item("task", "一、", "听课", "每周一节。")))], options()) == (
        "计划\n一、听课\n每周一节。\n"
    )


def test_text_outside_all_plans_is_shown() -> None:
    document = Document("页.txt", "txt", "", (Block("首页 > 范文"),))
    assert render([Outline(document, ())], options()) == "首页 > 范文\n"


def test_a_line_break_inside_a_paragraph_makes_no_second_line() -> None:
    document = Document("页.docx", "docx", "", (Block("关于\n工作"),))
    assert render([Outline(document, ())], options()) == "关于 工作\n"


def test_several_documents_are_headed_by_their_paths() -> None:
    first, second = outline(plan("甲"), path="1.txt"), outline(plan("乙"), path="2.txt")
    assert render([first, second], options()) == "==> 1.txt <==\n甲\n\n==> 2.txt <==\n乙\n"


def test_an_unread_document_has_no_text() -> None:
    assert render([unreadable()], options()) == ""


def test_chosen_roles_show_only_their_own_text() -> None:
    shown = render([primary_school()], options(roles=frozenset({Role.TASK})))
    assert shown.splitlines() == [
        "四、主要工作",
        "（一）开展“书香校园”读书节（教务处）",
        "（二）落实听课评课制度",
        "①听课：青年教师每周一节；②评课：教研组当天完成。",
    ]
