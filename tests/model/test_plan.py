"""Plans: the text that all offsets count in, the order of nodes, and the place of an offset in the file."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from jyplan.model import Block, Genre, Node, Origin, Place, Plan, Role, Span

TITLE = Block("工作计划", place=Place(line=1))
WRAPPED = Block("每人听课十节。", place=Place(line=2), origins=(Origin(0, 2, 3), Origin(4, 3, 1)))


def node(number: str, *children: Node) -> Node:
    return Node(number, None, None, Role.OTHER, (), (), (), Span(0, 0), Place(), children)


PLAN = Plan(1, "工作计划", Genre.PLAN, (), (node("1", node("1.1"), node("1.2")), node("2")), (TITLE, WRAPPED))


def test_text_is_the_blocks_joined_with_line_ends() -> None:
    assert PLAN.text == "工作计划\n每人听课十节。"


def test_nodes_are_walked_in_reading_order() -> None:
    assert [node.id for node in PLAN.walk()] == ["1", "1.1", "1.2", "2"]


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [
        pytest.param(2, 1, None, id="in the title"),
        pytest.param(4, 1, None, id="the line end belongs to the block before"),
        pytest.param(6, 2, 4, id="in the first line of a wrapped paragraph"),
        pytest.param(10, 3, 2, id="in its second line"),
        pytest.param(99, None, None, id="beyond the text"),
    ],
)
def test_place_of_an_offset_is_its_line_and_column(offset: int, line: int | None, column: int | None) -> None:
    place = PLAN.place_at(offset)
    assert (place.line, place.column) == (line, column)


def test_computed_text_takes_no_part_in_equality_and_pickles() -> None:
    fresh = replace(PLAN)
    assert PLAN.text
    assert fresh == PLAN
    assert len(pickle.dumps(PLAN)) == len(pickle.dumps(fresh))
