"""The page in a real Chromium: the filter, the way from the table to a plan, paper, and nothing run that a plan says."""

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


def page(found: Sequence[CheckResult], **others: Any) -> str:
    return render(found, options("en", **others)).decode("utf-8")


TWO = page(
    [*results(), with_problem(), checked(PLAN + "xx班\n", "重.txt")], known=3, stale=("a.txt: placeholder: 目标",)
)
"""Two plans with findings, of which the second has one error more; two without, and a file that could not be read."""
ALL = "findings shown: 15 of 15, in plans: 2"


def shown(there: Visit) -> str:
    return there.page.get_by_role("status").inner_text()


def visible_items(there: Visit) -> list[str]:
    return [item.inner_text().split("\n")[0] for item in there.page.locator("article li:visible").all()]


@pytest.mark.parametrize("content", [TWO, page(hostile()), page(results()[1:]), page([])])
def test_the_browser_has_nothing_to_complain_of(visit: Callable[..., Visit], content: str) -> None:
    there = visit(content)
    assert (there.complaints, len(there.asked)) == ([], 1)


def test_at_first_everything_is_shown(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    assert (shown(there), len(visible_items(there))) == (ALL, 15)


def test_levels_can_be_left_out(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    there.page.get_by_role("checkbox", name="warning").uncheck()
    there.page.get_by_role("checkbox", name="info").uncheck()
    assert visible_items(there) == ["error “xx学校” was never filled in"] * 2 + ["error “xx班” was never filled in"]
    assert shown(there) == "findings shown: 3 of 15, in plans: 2"


def test_one_rule_can_be_looked_at_alone(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    there.page.locator("tr", has_text="year-mismatch").get_by_role("button", name="Only this").click()
    assert {item.split()[0] for item in visible_items(there)} == {"warning"}
    assert shown(there) == "findings shown: 2 of 15, in plans: 2"
    expect(there.page.get_by_role("combobox", name="Rule")).to_be_focused()
    expect(there.page.locator("article h4:visible")).to_have_text(["三、行事历"] * 2)


@pytest.mark.parametrize("words", ["重", "重.TXT "])
def test_plans_can_be_looked_for_by_file_or_title(visit: Callable[..., Visit], words: str) -> None:
    there = visit(TWO)
    there.page.get_by_role("searchbox", name="Plan").fill(words)
    assert shown(there) == "findings shown: 8 of 15, in plans: 1"
    expect(there.page.locator("tr[data-of]:visible small")).to_have_text(["重.txt"])
    expect(there.page.locator("article:visible .path")).to_have_text(["重.txt"])
    expect(there.page.locator("#clean li:visible")).to_have_count(0)


def test_everything_can_be_shown_again(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    there.page.get_by_role("searchbox", name="Plan").fill("没有这个")
    there.page.get_by_role("checkbox", name="error").uncheck()
    there.page.get_by_role("button", name="Show all").click()
    assert (shown(there), len(visible_items(there))) == (ALL, 15)


def test_the_table_leads_to_the_worst_plan(visit: Callable[..., Visit]) -> None:
    there = visit(TWO, {"width": 1200, "height": 500})
    there.page.locator("tr[data-of] a").first.click()
    heading = there.page.locator("article", has_text="重.txt").get_by_role("heading", level=3)
    expect(heading).to_be_in_viewport()
    bar = there.page.locator(".bar").bounding_box()
    top = heading.bounding_box()
    assert bar is not None
    assert top is not None
    assert top["y"] >= bar["y"] + bar["height"]


def test_without_scripts_everything_is_there_but_the_filter(visit: Callable[..., Visit]) -> None:
    there = visit(TWO, java_script_enabled=False)
    expect(there.page.locator("article li:visible")).to_have_count(15)
    expect(there.page.get_by_role("search")).to_be_hidden()
    expect(there.page.get_by_role("button")).to_have_count(0)


def test_what_a_plan_says_is_not_run(visit: Callable[..., Visit]) -> None:
    there = visit(page(hostile()))
    there.page.get_by_role("searchbox", name="Plan").fill("<img src=x onerror=window.hacked=7>")
    there.page.locator("th a").first.click()
    assert there.page.evaluate("window.hacked") is None
    assert there.page.title() == "Findings in work plans: </title><script>window.hacked = 1</script>工作计划"
    assert there.page.locator("script, style, img, svg, a[href^=javascript]").count() == 2
    assert (there.complaints, len(there.asked)) == ([], 1)


def test_its_policy_stops_what_gets_in_all_the_same(visit: Callable[..., Visit]) -> None:
    there = visit(TWO.replace("</main>", "<script>window.hacked = 1</script><img src='https://example.org/x'></main>"))
    assert there.page.evaluate("window.hacked") is None
    assert there.stopped == ["csp"]


def test_a_narrow_screen_needs_no_scrolling_sideways(visit: Callable[..., Visit]) -> None:
    there = visit(page([*results(), *hostile()], stale=("长" * 200,)), NARROW)
    assert there.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    expect(there.page.locator(".by-rule td").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Callable[..., Visit], scheme: str) -> None:
    there = visit(TWO, color_scheme=scheme)
    # 4.5: WCAG 2.2, 1.4.3
    assert [found for found in there.page.evaluate(CONTRASTS) if found[1] < 4.5] == []


def printed(there: Visit) -> tuple[set[tuple[int, int]], str]:
    """Return the sizes of the sheets in millimetres and what is on them."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(there.page.pdf(prefer_css_page_size=True))
    sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in document}
    said = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    document.close()
    return sizes, said


def test_it_prints_on_a4_without_the_filter(visit: Callable[..., Visit]) -> None:
    sizes, said = printed(visit(TWO))
    assert sizes == {(210, 297)}
    assert ("put in the real name" in said, "没有.txt" in said, "Show all" in said, "Only this" in said) == (
        *(True, True, False, False),
    )
    assert "findings shown" not in said


def test_paper_tells_that_not_everything_is_on_it(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    there.page.get_by_role("checkbox", name="error").uncheck()
    said = printed(there)[1]
    assert "findings shown: 12 of 15" in said
    assert "put in the real name" not in said


def test_who_cannot_see_it_finds_landmarks_and_headings(visit: Callable[..., Visit]) -> None:
    there = visit(TWO)
    there.page.keyboard.press("Tab")
    there.page.keyboard.press("Enter")
    assert there.focused == "findings"
    expect(there.page.get_by_role("banner")).to_have_count(1)
    expect(there.page.get_by_role("main")).to_have_count(1)
    expect(there.page.get_by_role("search", name="Filter")).to_have_count(1)
    expect(there.page.get_by_role("region", name="Findings by plan")).to_have_count(1)
    assert there.page.get_by_role("article").count() == 2
    expect(there.page.get_by_role("heading", level=2)).to_have_text(
        [
            "Not or only partly read",
            "In the baseline, but no longer found",
            "Rules that found something",
            "Plans with findings, the worst first",
            "Findings by plan",
            "Plans without findings",
        ]
    )
