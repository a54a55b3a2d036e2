"""A reviewer's way through the page in Chromium: filter, sort, open a school, read, decide, export, print."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import expect

from jyplan.reports.review.html import render
from tests.reports.browser import CONTRASTS, NARROW, Visit
from tests.reports.review.reviewed import options, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator


@cache
def page() -> str:
    return render(reviewed(), options()).decode("utf-8")


def names(opened: Visit) -> list[str]:
    return opened.page.locator("table.schools tbody tr:visible th a").all_inner_texts()


def school(opened: Visit, name: str) -> Locator:
    opened.page.get_by_role("link", name=name, exact=True).first.click()
    return opened.page.locator("article.school:visible")


def test_the_browser_complains_of_nothing_and_loads_nothing(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    for part in ("sources", "overall", "limits", "s1", "s4"):
        opened.page.evaluate("part => { location.hash = part; }", part)
    assert (opened.complaints, len(opened.asked)) == ([], 1)
    assert opened.page.evaluate("window.hacked") is None


def test_a_tile_shows_only_schools_with_its_verdict(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.get_by_role("button", name="not handed in").click()
    assert "南塘小学" in names(opened)
    assert "东风小学" not in names(opened)
    opened.page.get_by_role("button", name="Show all").click()
    assert len(names(opened)) == len(reviewed().schools)


def test_a_search_that_finds_nothing_says_so(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.get_by_role("searchbox").fill("没有这所")
    expect(opened.page.get_by_role("status")).to_have_text("No school is like this. Clear the search, or show all.")


def test_a_column_sorts_up_and_down(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.get_by_role("button", name="Copied in all").click()
    first = opened.page.locator("table.schools tbody tr").first
    expect(first.locator("td.why")).to_be_visible()  # no plan: below every figure
    opened.page.get_by_role("button", name="Copied in all").click()
    shares = [text.split("%")[0] for text in opened.page.locator("td.copied").all_inner_texts()]
    assert float(shares[0]) >= float(shares[1]) > 0
    expect(first.locator("td.copied")).to_be_visible()


def test_a_school_is_read_and_left_by_keyboard(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    article = school(opened, "东风小学")
    expect(article.get_by_role("heading", level=2)).to_contain_text("东风小学")
    expect(article.locator("blockquote").first).to_be_visible()
    opened.page.keyboard.press("ArrowRight")
    expect(article.get_by_role("heading", level=2)).not_to_contain_text("东风小学")
    opened.page.keyboard.press("Escape")
    expect(opened.page.locator("table.schools")).to_be_visible()


def test_a_decision_stays_and_is_exported(visit: Callable[..., Visit], tmp_path: Path) -> None:
    opened = visit(page())
    article = school(opened, "东风小学")
    article.get_by_role("radio", name="hand in again").check()
    article.get_by_role("textbox").fill('=1+1 "重写"')
    opened.page.reload()
    expect(article.get_by_role("textbox")).to_have_value('=1+1 "重写"')
    opened.page.get_by_role("link", name="All schools").click()
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="Export remarks").click()
    download.value.save_as(tmp_path / "remarks.csv")
    exported = (tmp_path / "remarks.csv").read_text("utf-8-sig")
    assert '"东风小学","please explain","hand in again","\'=1+1 ""重写"""' in exported
    assert (opened.complaints, opened.stopped) == ([], [])


def test_an_address_opens_a_school(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.goto(f"{opened.page.url}#s2")
    expect(opened.page.locator("#s2")).to_be_visible()
    expect(opened.page.locator("#schools")).to_be_hidden()


def test_without_scripts_everything_is_shown(visit: Callable[..., Visit]) -> None:
    opened = visit(page(), java_script_enabled=False)
    expect(opened.page.locator("article.school:visible")).to_have_count(len(reviewed().schools))
    expect(opened.page.locator(".bar")).to_be_hidden()


@pytest.mark.parametrize("part", ["schools", "s1", "s2", "sources", "overall", "limits"])
@pytest.mark.parametrize("size", [NARROW, {"width": 1100, "height": 800}])
def test_no_screen_needs_scrolling_sideways(visit: Callable[..., Visit], size: dict[str, int], part: str) -> None:
    opened = visit(page(), size)
    opened.page.evaluate("part => { location.hash = part; }", part)
    assert opened.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["schools", "s1", "s2", "sources", "overall"])
def test_text_can_be_read_in_light_and_dark(visit: Callable[..., Visit], scheme: str, part: str) -> None:
    opened = visit(page(), color_scheme=scheme)
    opened.page.evaluate("part => { location.hash = part; }", part)
    assert [each for each in opened.page.evaluate(CONTRASTS) if each[1] < 4.5] == []


def test_paper_has_the_table_and_no_controls(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.emulate_media(media="print")
    expect(opened.page.locator("table.schools")).to_be_visible()
    expect(opened.page.locator(".bar")).to_be_hidden()


def test_a_school_on_paper_stands_below_the_head(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.evaluate("location.hash = 's1'")
    paper = pypdfium2.PdfDocument(opened.page.pdf(prefer_css_page_size=True))
    first = paper[0].get_textpage().get_text_bounded()
    assert "Review of the submissions" in first
    assert next(school.name for school in reviewed().schools)[:4] in first


def test_the_tile_of_what_is_set_aside_opens_the_list(visit: Callable[..., Visit]) -> None:
    opened = visit(page())
    opened.page.locator("a.tile").click()
    expect(opened.page.locator("#limits")).to_be_visible()
    expect(opened.page.locator("#limits")).to_contain_text("登记表.txt")
