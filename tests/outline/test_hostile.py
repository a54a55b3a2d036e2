"""Texts that are written to take long are read in proportion to their length."""

from __future__ import annotations

import time

import pytest

import jyplan

CHARACTERS = 80_000
PATIENCE = 10
"""Seconds: in proportion to length each takes one or two, with the square of it half a minute."""


@pytest.mark.parametrize(
    "unit",
    [
        "二、",
        "二、\n",
        "1、2、",
        "\t",
        "（一）",
        "①②③\n",
        "一、加强管理。\n",
        "一、加强管理。",
        "1.1.1.1 ",
        "工作计划 篇1\n",
        "目录\n",
        "教师目标：\n1、",
        "教务处、",
        "每周第三周",
        "“（《",
    ],
)
def test_hostile_text_takes_no_more_than_its_share(unit: str) -> None:
    started = time.process_time()
    jyplan.parse_bytes((unit * (CHARACTERS // len(unit))).encode("utf-8"), "hostile.txt")
    assert time.process_time() - started < PATIENCE


def test_table_under_an_item_takes_no_more_than_its_share() -> None:
    started = time.process_time()
    table = "月份\t工作\n" + "九月\t开学\n" * 10_000
    jyplan.parse_bytes(f"工作计划\n一、行事历\n{table}".encode(), "hostile.txt")
    assert time.process_time() - started < PATIENCE
