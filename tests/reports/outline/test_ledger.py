"""Nodes with a row in the ledger, and the cells of the row."""

from __future__ import annotations

import pytest

from jyplan.model import Place, Role
from jyplan.reports.outline.ledger import COLUMNS, LedgerRow, ledger_rows
from tests.reports.build import Item, deliverable, indicator, item, outline, owner, period, plan
from tests.reports.languages import CHINESE, ENGLISH
from tests.reports.samples import options, unreadable

READING = item("task", "（一）", "读书节（教务处）", facts=[owner("教务处")])


def rows(*items: Item, **details: object) -> list[LedgerRow]:
    return list(ledger_rows([outline(plan("计划", *items))], options(CHINESE, **details)))


def tasks_and_measures(*items: Item, **details: object) -> list[tuple[str, str]]:
    return [(row.task, row.measure) for row in rows(*items, **details)]


def test_a_measure_gives_a_row_with_the_headings_above() -> None:
    section = item("task", "一、", "主要工作").holding(READING.holding(item("measure", "1.", "师生共读")))
    assert tasks_and_measures(section) == [("一、主要工作 / （一）读书节（教务处）", "1. 师生共读")]


def test_a_task_without_measures_gives_a_row() -> None:
    assert tasks_and_measures(item("task", "一、", "听课")) == [("一、听课", "")]


def test_a_measure_at_the_top_belongs_to_no_task() -> None:
    assert tasks_and_measures(item("measure", "1、", "听课")) == [("", "1、听课")]


def test_a_section_of_measures_counts_as_their_task() -> None:
    section = item("measure", "三、", "具体措施").holding(item("measure", "1、", "听课"))
    assert tasks_and_measures(section) == [("三、具体措施", "1、听课")]


def test_a_measure_inside_a_measure_names_both() -> None:
    inner = item("measure", "（1）", "听课")
    section = item("task", "一、", "教研").holding(item("measure", "1、", "研课").holding(inner))
    assert tasks_and_measures(section) == [("一、教研", "1、研课 / （1）听课")]


def test_a_task_with_measures_has_a_row_for_its_own_facts() -> None:
    task = item("task", "一、", "听课", "全年不少于80节。", facts=[indicator("不少于80节", 80, "节")])
    assert tasks_and_measures(task.holding(item("measure", "1、", "推门听课"))) == [
        ("一、听课", ""),
        ("一、听课", "1、推门听课"),
    ]


def test_a_month_of_the_schedule_dates_the_items_below() -> None:
    month = item("schedule", None, "九月份", facts=[period("九月份")])
    [first, second] = rows(
        month.holding(
            item("schedule", "1、", None, "制定计划。", facts=[deliverable("计划")]),
            item("schedule", "2、", None, "15日前上报。", facts=[period("15日前")]),
        )
    )
    assert (first.task, first.measure, first.date, first.deliverable) == ("九月份", "1、制定计划。", "九月份", "计划")
    assert second.date == "15日前"


def test_the_owner_in_a_heading_holds_for_the_items_below() -> None:
    [row] = rows(READING.holding(item("measure", "1.", "师生共读")))
    assert row.owner == "教务处"


def test_the_owner_in_a_sentence_holds_for_that_node_alone() -> None:
    task = item("task", "一、", "听课", "教务处排课表。", facts=[owner("教务处")])
    assert [row.owner for row in rows(task.holding(item("measure", "1、", "推门听课")))] == ["教务处", ""]


def test_facts_of_a_kind_share_a_cell_without_repetition() -> None:
    facts = [indicator("20节", 20, "节"), indicator("20节", 20, "节"), indicator("5篇", 5, "篇")]
    [row] = rows(item("measure", "1、", None, "听课20节，评课20节，写5篇。", facts=facts))
    assert row.indicator == "20节；5篇"


def test_goals_and_safeguards_are_no_tasks() -> None:
    assert rows(item("goal", "一、", "目标"), item("safeguard", "二、", "保障")) == []


def test_named_roles_replace_the_default_roles() -> None:
    section = item("goal", "一、", "目标").holding(item("goal", "1、", None, "优良率达到95%。"))
    assert tasks_and_measures(section, roles=frozenset({Role.GOAL})) == [("一、目标", "1、优良率达到95%。")]


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (Place(line=3), "计划.txt, line 3", "计划.txt，第3行"),
        (Place(paragraph=8, page=2), "计划.txt, page 2", "计划.txt，第2页"),
        (Place(table=1, row=4), "计划.txt, table 1, row 4", "计划.txt，表1，第4行"),
        (Place(), "计划.txt", "计划.txt"),
    ],
)
def test_the_place_is_path_and_line_or_paragraph(place: Place, english: str, chinese: str) -> None:
    node = Item(Role.TASK, "一、", "听课", place=place)
    for language, words in ((ENGLISH, english), (CHINESE, chinese)):
        [row] = ledger_rows([outline(plan("计划", node))], options(language))
        assert row.place == words


def test_an_unread_document_gives_no_rows() -> None:
    assert list(ledger_rows([unreadable()], options())) == []


def test_every_cell_has_a_column() -> None:
    [row] = rows(item("task", "一、", "听课"))
    assert len(row.cells()) == len(COLUMNS)
