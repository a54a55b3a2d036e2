"""The places in a plan of what was shown and not read."""

from __future__ import annotations

import pytest

from jyplan.model import (
    Block,
    Document,
    Genre,
    Message,
    Place,
    Plan,
    Problem,
    ProblemKind,
    unread_offsets,
)


def blocks(*texts: str, first: int) -> tuple[Block, ...]:
    return tuple(Block(text, place=Place(paragraph=number)) for number, text in enumerate(texts, first))


LETTERHEAD = blocks("某某小学文件", first=2)
PLAN = blocks("工作计划", "一、目标", first=4)
NEXT = blocks("另一份计划", first=8)


def offsets(*places: Place, kind: ProblemKind = ProblemKind.UNREAD) -> tuple[int, ...]:
    problems = tuple(Problem(Message("a picture"), place, kind) for place in places)
    plan = Plan(1, "工作计划", Genre.PLAN, (), (), PLAN)
    return unread_offsets(plan, Document("a.docx", "docx", "", (*LETTERHEAD, *PLAN, *NEXT), problems=problems))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(1, (), id="above the letterhead"),
        pytest.param(3, (), id="above the title"),
        pytest.param(4, (3,), id="in the title's paragraph"),
        pytest.param(5, (8,), id="in the last paragraph"),
        pytest.param(7, (8,), id="below the last paragraph"),
        pytest.param(8, (), id="in the next plan"),
        pytest.param(99, (), id="below the next plan"),
    ],
)
def test_a_thing_belongs_to_the_plan_it_stands_in(paragraph: int, expected: tuple[int, ...]) -> None:
    assert offsets(Place(paragraph=paragraph)) == expected


def test_a_thing_without_a_place_may_stand_anywhere() -> None:
    assert offsets(Place()) == (0,)


def test_other_problems_do_not_count() -> None:
    assert offsets(Place(paragraph=5), kind=ProblemKind.TAMPERING) == ()


def test_pages_place_a_thing_where_there_are_no_paragraphs() -> None:
    page_blocks = tuple(
        Block(text, place=Place(page=page)) for text, page in (("工作计划", 1), ("一、目标", 1), ("二、任务", 3))
    )
    problem = Problem(Message("page 2 is a picture"), Place(page=2), ProblemKind.UNREAD)
    plan = Plan(1, None, Genre.PLAN, (), (), page_blocks)
    assert unread_offsets(plan, Document("a.pdf", "pdf", "", page_blocks, problems=(problem,))) == (8,)
