"""Hostile texts cost in proportion to their length and lose no character."""

from __future__ import annotations

import sys
import time
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from jyplan.model import Block, BlockKind, Document, Place
from jyplan.outline import levels, read_plans
from tests.outline.cases import load_cases, parse
from tests.outline.regions import faults, outlined_text, squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from jyplan.model import Plan
    from jyplan.outline.readings.families import MarkerReading
    from jyplan.outline.readings.heading_shapes import HeadingCandidate

DEEPEST = levels.DEEPEST + 1
SECTION = "一、主要工作\n（一）抓课堂。每周教研一次，由教务处负责。\n1、集体备课\n（1）主备人先讲；\n①说课标。\n②说学情。\n二、保障措施\n每学期投入2万元。\n"

HOSTILE = {
    "nothing": "",
    "blank lines": "\n \n　\n\t\n" * 50,
    "one sign": "一",
    "one marker": "一、",
    "markers alone": "一、\n（一）\n1、\n（1）\n①\n" * 200,
    "a long line without signs": "工作" * 50_000,
    "a long line of stops": "。" * 100_000,
    "a long line of brackets": "（" * 100_000,
    "a long line of closing brackets": "）" * 100_000,
    "a long line of numbers": "1" * 100_000,
    "a long line of dots": "." * 100_000,
    "a long line of spaces between words": "教 研 " * 25_000,
    "a long line of markers": "一、二、三、" * 10_000,
    "a long line of inline items": "(1)备课;" * 10_000,
    "a long line of circled numbers": "①②③④⑤" * 10_000,
    "a long line of sections": "".join(f"{n}、加强管理工作，落实到位。" for n in range(1, 4000)),
    "a long line of dates": "2024年9月10日" * 5_000,
    "a long title": "关于" * 2_000 + "工作计划",
    "many short lines": "读书\n" * 10_000,
    "many lines of one marker": "一、加强管理\n" * 3_000,
    "many lines of growing numbers": "".join(f"{n}、加强管理\n" for n in range(1, 3000)),
    "many plans": "".join(f"教研工作计划 篇{n}\n一、工作目标\n听课。\n" for n in range(1, 300)),
    "many titles": "2025年教研工作计划\n" * 2_000,
    "many annexes": "附件1\n" * 2_000,
    "many tables of contents": "目录\n一、工作目标....1\n二、主要工作....2\n" * 300,
    "many tabs": "一\t二\t三\n" * 2_000 + "\t" * 100_000,
    "many spaces": " " * 100_000 + "一、\n|" + " " * 100_000 + "|\n",
    "controls": "一、工作\x1b[31m目标\x07\n\x00（一）\x08抓课堂\r\n[bold]二、主要工作[/bold]\n",
    "signs beyond the basic plane": "一、𠀀𠀁工作😀目标\n（一）👨‍👩‍👧家校共育。\n" * 50,
    "directions and joiners": "\u202e一、\u200d工作\u2066目标\n\ufeff二、主要工作\n",
}


def document(lines: Sequence[str]) -> Document:
    blocks = tuple(Block(line, BlockKind.PARAGRAPH, Place(line=number)) for number, line in enumerate(lines, 1))
    return Document("case.txt", "txt", "", blocks)


def depth(plan: Plan) -> int:
    return max((node.id.count(".") + 1 for node in plan.walk()), default=0)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_without_faults(text: str) -> None:
    for plan in parse(text):
        assert list(islice(faults(plan), 5)) == []


def test_a_text_without_words_holds_no_plan() -> None:
    assert parse("") == parse(HOSTILE["blank lines"]) == ()


def test_ten_thousand_nested_markers_stay_flat() -> None:
    text = "".join(f"{'.'.join(['1'] * n)} 抓落实\n" for n in range(2, 5)) + "".join(
        f"{marker}抓落实\n"
        for _ in range(1250)
        for marker in ("第一章 ", "一、", "（一）", "1、", "（1）", "①", "一是", "A.")
    )
    (plan,) = parse(text)
    assert depth(plan) <= DEEPEST
    assert faults(plan) == []


def test_a_plan_keeps_its_surrogates() -> None:
    (plan,) = read_plans(document(["青禾路小学教研工作计划", "一、工作\ud800目标", "（一）听课\udfff20节。"]))
    assert squeezed(outlined_text(plan)) == squeezed(plan.text)
    assert "\ud800" in plan.text


def test_blocks_without_words_are_no_paragraphs() -> None:
    assert read_plans(document(["", " ", "　"])) == ()


# ------------------------------------------------------------------------------------------- work
# Steps are counted, not seconds: calls of Python functions, and the ways to take an item that are weighed.


def calls_of_reading(text: str) -> int:
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    parse(text)  # word lists are read, patterns compiled
    sys.setprofile(count)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return calls


GROWING = {
    "sections": SECTION,
    "one sequence in one line": "1、加强管理。",
    "markers of every kind": "第一章 总则\n一、目标\n（一）读书\n1、写字\n（1）算数\n①说话\n一是听课\nA.评课\n",
    "grades that are no markers": "一、二年级加强计算。\n三、四年级加强应用。\n",
    "headings without a number": "九月份\n召开会议，布置工作，检查落实，总结经验，表彰先进，推广做法，部署下一阶段的任务和要求。\n",
    "lines cut inside a sentence": "以课程标准为依据，以提高课堂教学效率为中心，以教师专业发展为\n",
    "plans": "教研工作计划 篇1\n一、工作目标\n听课。\n二、主要工作\n备课。\n",
    "rows": "九月\t制定计划\t教务处\n",
}


@pytest.mark.gate
@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING)
def test_four_times_the_text_is_four_times_the_work(text: str) -> None:
    assert calls_of_reading(text * 160) <= 4.4 * calls_of_reading(text * 40) + 200


@pytest.mark.gate
def test_the_alternatives_weighed_grow_with_the_places(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = 0
    steps = levels._steps

    def counted(
        item: MarkerReading | HeadingCandidate, opened: levels._OpenItem, alternative: levels._Alternative
    ) -> list[tuple[float, int]]:
        nonlocal weighed
        ways = steps(item, opened, alternative)
        weighed += len(ways)
        return ways

    monkeypatch.setattr(levels, "_steps", counted)
    counts = []
    for copies in (30, 120):
        weighed = 0
        parse(SECTION * copies)
        counts.append(weighed)
    assert counts[1] <= 5 * counts[0]  # 16 where the cost grows with the square


@pytest.mark.gate
def test_no_case_weighs_more_than_a_bounded_number_of_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    widest = 0
    steps = levels._steps

    def counted(
        item: MarkerReading | HeadingCandidate, opened: levels._OpenItem, alternative: levels._Alternative
    ) -> list[tuple[float, int]]:
        nonlocal widest
        ways = steps(item, opened, alternative)
        widest = max(widest, len(ways))
        return ways

    monkeypatch.setattr(levels, "_steps", counted)
    for case in load_cases():
        parse(case.text)
    assert 1 < widest <= DEEPEST


UNITS = ("二、", "二、\n", "\t", "①②③\n", "一、加强管理。", "教师目标：\n1、", "教务处、", "每周第三周", "“（《")
PATIENCE = 20
"""Seconds of the processor: 80,000 characters take one or two in proportion to length, with the square of it 30."""


@pytest.mark.gate
@pytest.mark.parametrize("unit", UNITS)
def test_expressions_too_take_time_in_proportion(unit: str) -> None:
    # expressions work unseen by counted calls
    started = time.process_time()
    parse(unit * (80_000 // len(unit)))
    assert time.process_time() - started < PATIENCE


@pytest.mark.gate
def test_rows_under_an_item_take_time_in_proportion() -> None:
    started = time.process_time()
    parse("工作计划\n一、行事历\n月份\t工作\n" + "九月\t开学\n" * 10_000)
    assert time.process_time() - started < PATIENCE


@pytest.mark.parametrize("ordinal", ["九十八", "九十九", "一百", "一百零一"])
def test_enumeration_may_go_on_beyond_a_hundred(ordinal: str) -> None:
    text = f"教研工作计划\n{ordinal}是加强听课；一百是加强评课。\n{ordinal}要加强备课。"
    assert parse(text)[0].text == text
