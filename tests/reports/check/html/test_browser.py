"""The page in Chromium: the filter, links from the table to a plan, printing, no scripts from plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from jyplan.reports.check.html import render
from tests.reports.browser import CONTRASTS, NARROW, Visit
from tests.reports.check.checked import PLAN, checked, hostile, options, results, with_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.reports import CheckResult


def page(check_results: Sequence[CheckResult], **changes: Any) -> str:
    return render(check_results, options("en", **changes)).decode("utf-8")


TWO = page(
    [*results(), with_problem(), checked(PLAN + "xx班\n", "重.txt")], known=3, stale=("a.txt: placeholder: 目标",)
)
"""Two plans with findings, of which the second has one error more; two without, and a file that could not be read."""
ALL = "findings shown: 15 of 15, in plans: 2"


def shown(opened: Visit) -> str:
    return opened.page.get_by_role("status").inner_text()


def visible_items(opened: Visit) -> list[str]:
    """Return what the shown findings say; text far down has no inner text before it is scrolled to."""
    items = opened.page.locator("article li:visible .what").all()
    return [" ".join((item.text_content() or "").split()) for item in items]


@pytest.mark.parametrize("content", [TWO, page(hostile()), page(results()[1:]), page([])])
def test_the_browser_reports_no_errors(visit: Callable[..., Visit], content: str) -> None:
    opened = visit(content)
    assert (opened.complaints, len(opened.asked)) == ([], 1)


def test_at_first_everything_is_shown(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    assert (shown(opened), len(visible_items(opened))) == (ALL, 15)


def test_levels_can_be_hidden(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    opened.page.get_by_role("checkbox", name="warning").uncheck()
    opened.page.get_by_role("checkbox", name="info").uncheck()
    assert visible_items(opened) == ["error “xx学校” was never filled in"] * 2 + ["error “xx班” was never filled in"]
    assert shown(opened) == "findings shown: 3 of 15, in plans: 2"


def test_a_single_rule_can_be_shown_alone(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    opened.page.locator("tr", has_text="year-mismatch").get_by_role("button", name="Only this").click()
    assert {item.split()[0] for item in visible_items(opened)} == {"warning"}
    assert shown(opened) == "findings shown: 2 of 15, in plans: 2"
    expect(opened.page.get_by_role("combobox", name="Rule")).to_be_focused()
    expect(opened.page.locator("article h4:visible")).to_have_text(["三、行事历"] * 2)


@pytest.mark.parametrize("words", ["重", "重.TXT "])
def test_plans_can_be_searched_by_file_or_title(visit: Callable[..., Visit], words: str) -> None:
    opened = visit(TWO)
    opened.page.get_by_role("searchbox", name="Plan").fill(words)
    assert shown(opened) == "findings shown: 8 of 15, in plans: 1"
    expect(opened.page.locator("tr[data-of]:visible small")).to_have_text(["重.txt"])
    expect(opened.page.locator("article:visible .path")).to_have_text(["重.txt"])
    expect(opened.page.locator("#clean li:visible")).to_have_count(0)


def test_everything_can_be_shown_again(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    opened.page.get_by_role("searchbox", name="Plan").fill("没有这个")
    opened.page.get_by_role("checkbox", name="error").uncheck()
    opened.page.get_by_role("button", name="Show all").click()
    assert (shown(opened), len(visible_items(opened))) == (ALL, 15)


def test_the_table_leads_to_the_worst_plan(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO, {"width": 1200, "height": 500})
    opened.page.locator("tr[data-of] a").first.click()
    heading = opened.page.locator("article", has_text="重.txt").get_by_role("heading", level=3)
    expect(heading).to_be_in_viewport()
    bar = opened.page.locator(".bar").bounding_box()
    top = heading.bounding_box()
    assert bar is not None
    assert top is not None
    assert top["y"] >= bar["y"] + bar["height"]


def test_keys_lead_from_plan_to_plan(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    articles = opened.page.locator("article")
    opened.page.keyboard.press("n")
    expect(articles.nth(0)).to_be_focused()
    opened.page.keyboard.press("ArrowRight")
    expect(articles.nth(1)).to_be_focused()
    opened.page.keyboard.press("p")
    expect(articles.nth(0)).to_be_focused()


def test_without_scripts_only_the_filter_is_missing(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO, java_script_enabled=False)
    expect(opened.page.locator("article li:visible")).to_have_count(15)
    expect(opened.page.get_by_role("search")).to_be_hidden()
    expect(opened.page.get_by_role("button")).to_have_count(0)


def test_scripts_in_a_plan_are_not_run(visit: Callable[..., Visit]) -> None:
    opened = visit(page(hostile()))
    opened.page.get_by_role("searchbox", name="Plan").fill("<img src=x onerror=window.hacked=7>")
    opened.page.locator("th a").first.click()
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.title() == "Findings in work plans: </title><script>window.hacked = 1</script>工作计划"
    assert opened.page.locator("script, style, img, svg, a[href^=javascript]").count() == 2
    assert (opened.complaints, len(opened.asked)) == ([], 1)


def test_the_policy_blocks_injected_scripts(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO.replace("</main>", "<script>window.hacked = 1</script><img src='https://example.org/x'></main>"))
    assert opened.page.evaluate("window.hacked") is None
    assert opened.stopped == ["csp"]


def test_a_narrow_screen_needs_no_scrolling_sideways(visit: Callable[..., Visit]) -> None:
    opened = visit(page([*results(), *hostile()], stale=("长" * 200,)), NARROW)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    expect(opened.page.locator(".by-rule td").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(visit: Callable[..., Visit], scheme: str) -> None:
    opened = visit(TWO, color_scheme=scheme)
    # 4.5: WCAG 2.2, 1.4.3
    assert [contrast for contrast in opened.page.evaluate(CONTRASTS) if contrast[1] < 4.5] == []


def printed(opened: Visit) -> tuple[set[tuple[int, int]], str]:
    """Return the sizes of the printed pages in millimetres, and their text."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(opened.page.pdf(prefer_css_page_size=True))
    sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in document}
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    document.close()
    return sizes, text


def test_it_prints_on_a4_without_the_filter(visit: Callable[..., Visit]) -> None:
    sizes, text = printed(visit(TWO))
    assert sizes == {(210, 297)}
    assert ("put in the real name" in text, "没有.txt" in text, "Show all" in text, "Only this" in text) == (
        *(True, True, False, False),
    )
    assert "findings shown" not in text


def test_a_filtered_print_says_how_many_findings_it_shows(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    opened.page.get_by_role("checkbox", name="error").uncheck()
    text = printed(opened)[1]
    assert "findings shown: 12 of 15" in text
    assert "put in the real name" not in text


def test_screen_readers_find_landmarks_and_headings(visit: Callable[..., Visit]) -> None:
    opened = visit(TWO)
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.focused == "findings"
    expect(opened.page.get_by_role("banner")).to_have_count(1)
    expect(opened.page.get_by_role("main")).to_have_count(1)
    expect(opened.page.get_by_role("search", name="Filter")).to_have_count(1)
    expect(opened.page.get_by_role("region", name="Findings by plan")).to_have_count(1)
    assert opened.page.get_by_role("article").count() == 2
    expect(opened.page.get_by_role("heading", level=2)).to_have_text(
        [
            "Not or only partly read",
            "In the baseline, but no longer found",
            "Rules that found something",
            "Plans with findings, the worst first",
            "Findings by plan",
            "Plans without findings",
        ]
    )
