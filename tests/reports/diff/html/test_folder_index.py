"""The index of two compared folders in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import ComparedFolders, ComparedPair, FolderPair, FolderPairs, Listing, PairedBy
from jyplan.reports.diff.folders.html import render
from jyplan.reports.protocol import FolderOptions
from tests.reports.browser import NARROW, Visit
from tests.reports.languages import CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable


def test_on_a_narrow_screen_both_plans_of_a_pair_have_half_of_the_width(visit: Callable[..., Visit]) -> None:
    left, right = (
        Listing(f"{year}/阳光小学{year}年教研工作计划.txt", "", 1, f"阳光小学{year}年教研工作计划", 300)
        for year in (2024, 2025)
    )
    pair = FolderPair(0, 0, PairedBy.SCHOOL)
    folders = ComparedFolders(FolderPairs((left,), (right,), (pair,)), (ComparedPair(pair, None),))
    visited = visit(render(folders, FolderOptions(CHINESE, left_path="2024", right_path="2025")).decode(), NARROW)
    widths = visited.page.evaluate(
        "[...document.querySelector('tbody tr').cells].slice(6, 8).map((cell) => cell.getBoundingClientRect().width)"
    )
    assert min(widths) > NARROW["width"] * 0.4
    assert visited.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
