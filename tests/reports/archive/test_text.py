from __future__ import annotations

from dataclasses import replace

import pytest

from jyplan.language import Language
from jyplan.model import Archived, Filed, Listing
from jyplan.reports import ArchiveOptions
from jyplan.reports.archive.text import render, render_filed
from jyplan.reports.media.columns import width

LONG = "二〇二五年上报材料/第三小学教育集团东校区/" * 4
PLAN = Archived(
    12,
    Listing(f"{LONG}计划.docx", "计划.docx", 1, "教研组工作计划" * 12, 900, "第三小学", "2025", "上报"),
    None,
    "",
    3,
    True,
)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_lines_fit_the_screen(columns: int, code: str) -> None:
    options = ArchiveOptions(Language(code), columns)
    known = Filed(replace(PLAN.listing, path=f"{LONG}另一份.docx"), PLAN, is_new=False)
    shown = render([PLAN], options) + render_filed([known, Filed(PLAN.listing, PLAN, is_new=True)], options)
    assert [line for line in shown.splitlines() if width(line) > columns] == []
    assert "…" in shown


def test_plans_of_a_file_are_numbered() -> None:
    second = replace(PLAN, id=13, listing=replace(PLAN.listing, path="网页.txt", number=2, title=""))
    first = replace(second, id=12, listing=replace(second.listing, number=1))
    assert render([first, second], ArchiveOptions(Language("en"))) == (
        "   12 plan 1, untitled\n      网页.txt#1 · 2025 · 第三小学 · 上报\n"
        "   13 plan 2, untitled\n      网页.txt#2 · 2025 · 第三小学 · 上报\nplans: 2\n"
    )


def test_colours_and_signs_are_left_out_on_simple_screens() -> None:
    plain = render([PLAN], ArchiveOptions(Language("en"), unicode=False))
    assert "·" not in plain
    assert "…" not in plain
    assert "\x1b" not in plain
    assert "\x1b[1m" in render([PLAN], ArchiveOptions(Language("en"), colour=True))
