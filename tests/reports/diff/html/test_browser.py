"""The page in Chromium: aligned columns, jumps between changes, no requests, no scripts of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.reports.browser import CONTRASTS, NARROW, Visit
from tests.reports.diff.html.pairs import HOSTILE, HOSTILE_NEXT, LAST_YEAR, THIS_YEAR, compare, page, sample
from tests.reports.languages import CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable

NEXT_YEAR = page(compare(LAST_YEAR, THIS_YEAR))
"""Five changes: the year, a goal, the moved section at both its places, a safeguard."""


@pytest.mark.parametrize(
    "content",
    [
        NEXT_YEAR,
        page(sample("page-six-plans.txt#1", "page-six-plans.txt#5"), CHINESE),
        page(sample("safety-fengqiao-primary.txt", "safety-xinhe-primary.txt"), CHINESE),
        page(compare(LAST_YEAR, LAST_YEAR)),
        page(compare(LAST_YEAR, THIS_YEAR), only="roles"),
        page(compare(LAST_YEAR, THIS_YEAR), only="sections"),
    ],
    ids=["next-year", "one-word", "pasted-section", "same", "roles", "sections"],
)
def test_the_browser_reports_no_error(visit: Callable[..., Visit], content: str) -> None:
    visited = visit(content)
    for key in "nnupn":
        visited.page.keyboard.press(key)
    assert visited.complaints == []
    assert len(visited.asked) == 1


@pytest.mark.parametrize("width", [1000, 1400, 2200])
def test_sections_that_stayed_begin_at_the_same_height(visit: Callable[..., Visit], width: int) -> None:
    comparison = compare(LAST_YEAR, THIS_YEAR)
    stayed = [(m.left, m.right) for m in comparison.sections if m.status in {"same", "edited"} and m.left and m.right]
    within_moved = {f"2.1.{number}" for number in range(1, 5)}
    visited = visit(page(comparison), {"width": width, "height": 700})
    visited.page.keyboard.press("u")
    for scrolled in (0, 400, 900):
        visited.page.evaluate("y => window.scrollTo(0, y)", scrolled)
        apart = [
            (left, right)
            for left, right in stayed
            if left not in within_moved and abs(visited.top(f"L{left}") - visited.top(f"R{right}")) > 1
        ]
        assert apart == []


def test_keys_go_from_change_to_change_and_wrap_around(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    reached = []
    for key in ("n", "ArrowRight", "n", "n", "n", "n", "p", "ArrowLeft"):
        visited.page.keyboard.press(key)
        reached.append(visited.focused)
    assert reached == [f"change{number}" for number in (1, 2, 3, 4, 5, 1, 5, 4)]


def test_the_current_change_is_announced_and_in_sight(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    announced = []
    for _ in range(5):
        visited.page.keyboard.press("n")
        expect(visited.page.locator("tr.current")).to_be_in_viewport()
        announced.append(visited.page.get_by_role("status").inner_text())
    assert announced == [
        "Change 1 of 5, beginning of the plan: “2025” is now “2026”",
        "Change 2 of 5, 一1: “60” is now “80”",
        "Change 3 of 5, 二（一）: moved to “（三）开展书香校园读书节”; “十” is now “十一”",
        "Change 4 of 5, 二（三）: moved here from “（一）开展书香校园读书节”; “十” is now “十一”",
        "Change 5 of 5, 三3: “把教研成绩纳入年度考核，所占比重不低于30%” is now “每学期向家长委员会报告一次工作”",
    ]


def test_the_first_jump_goes_to_the_next_change_in_sight(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR, {"width": 1400, "height": 300})
    visited.page.evaluate("document.getElementById('change3').scrollIntoView()")
    visited.page.keyboard.press("n")
    assert visited.focused == "change3"


def test_buttons_do_what_the_keys_do(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    reached = []
    for name in ("Next change", "Next change", "Previous change"):
        visited.page.get_by_role("button", name=name).click()
        reached.append(visited.focused)
    assert reached == ["change1", "change2", "change1"]


def test_keys_can_be_switched_off(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    visited.page.get_by_label("Keys").uncheck()
    visited.page.keyboard.press("n")
    assert visited.page.locator("tr.current").count() == 0


def test_keys_with_control_are_left_to_the_browser(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    visited.page.keyboard.press("Control+ArrowRight")
    assert visited.page.locator("tr.current").count() == 0


def test_links_of_a_moved_section_lead_to_the_opposite_place_and_back(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    for left, right in (("M1L", "M1R"), ("M1R", "M1L")):
        visited.page.locator(f"#{left}").click()
        assert visited.focused == right
        expect(visited.page.locator(f"#{right}")).to_be_in_viewport()
    note = visited.page.get_by_role("link", name="moved here from").last
    note.press("Enter")
    assert visited.focused == "M1L"


def test_the_back_button_of_the_browser_leads_back(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    visited.page.locator("#M1L").click()
    visited.page.locator("#M1R").click()
    visited.page.go_back()
    assert visited.page.url.endswith("#M1R")
    assert visited.focused == "M1R"


def test_the_outline_leads_into_folded_text(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    section = visited.page.locator("#R2\\.1\\.2")
    expect(section).to_be_hidden()
    visited.page.get_by_role("navigation").get_by_role("link", name="2、骨干教师").click()
    expect(section).to_be_in_viewport()
    assert visited.focused == "R2.1.2"


def test_an_address_with_a_section_opens_at_the_section(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    visited.page.goto(f"{visited.page.url}#R2.1.2")
    visited.page.reload()
    expect(visited.page.locator("#R2\\.1\\.2")).to_be_in_viewport()


def test_unchanged_text_is_folded_and_unfolded(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    fold = visited.page.get_by_role("button", name="unchanged paragraphs: 5")
    inside = visited.page.get_by_text("骨干教师每月上一节示范课").last
    seen = []
    for key in ("", "Enter", "Space", "u"):
        if key:
            fold.press(key)
        seen.append((fold.get_attribute("aria-expanded"), inside.is_visible()))
    assert seen == [("false", False), ("true", True), ("false", False), ("true", True)]


def test_without_scripts_the_page_shows_everything(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR, java_script_enabled=False)
    expect(visited.page.get_by_text("骨干教师每月上一节示范课").last).to_be_visible()


def test_scripts_in_a_plan_are_not_run(visit: Callable[..., Visit]) -> None:
    visited = visit(page(compare(HOSTILE, HOSTILE_NEXT), left_path="<img src=x onerror=window.hacked=7>"))
    visited.page.keyboard.press("n")
    visited.page.locator("tr.current").hover()
    assert visited.page.evaluate("window.hacked") is None
    assert visited.page.title().startswith("</title><script>window.hacked = 1</script>计划 ⇄ ")
    assert visited.page.locator("script, style, img, svg, a[href^=javascript]").count() == 2
    assert (visited.complaints, len(visited.asked)) == ([], 1)


def test_the_policy_stops_scripts_that_escaping_missed(visit: Callable[..., Visit]) -> None:
    visited = visit(
        NEXT_YEAR.replace("</main>", "<script>window.hacked = 1</script><img src='https://example.org/x'></main>")
    )
    assert visited.page.evaluate("window.hacked") is None
    assert visited.stopped == ["csp"]
    assert [("Content Security Policy" in complaint) for complaint in visited.complaints] == [True, True]


def test_a_narrow_screen_shows_one_text_with_what_was_deleted(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR, NARROW)
    goal = visited.page.locator("#change2")
    assert goal.inner_text().split()[-1] == "1、课堂优良率达到95%以上，教师人均听课不少于6080节。"
    expect(visited.page.locator("#L1\\.1")).to_be_hidden()
    assert visited.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_on_a_narrow_screen_the_beginning_of_a_passage_has_the_whole_width(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR, NARROW)
    width = visited.page.evaluate("document.querySelector('.passages td:last-child').getBoundingClientRect().width")
    assert width > NARROW["width"] * 0.8


def test_a_wide_screen_shows_deleted_text_on_the_left_alone(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    cells = visited.page.locator("#change2 > td:not(.g)").all_inner_texts()
    assert [cell.strip() for cell in cells] == [
        "1、课堂优良率达到95%以上，教师人均听课不少于60节。",
        "1、课堂优良率达到95%以上，教师人均听课不少于80节。",
    ]


def test_the_page_prints_on_a4_across_with_both_columns(visit: Callable[..., Visit]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    visited = visit(NEXT_YEAR)
    document = pdfium.PdfDocument(visited.page.pdf(prefer_css_page_size=True))
    sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in document}
    printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    document.close()
    assert last.split()[-1] == "春田小学教导处"
    assert sizes == {(297, 210)}
    assert ("不少于60节" in printed, "不少于80节" in printed, "Next change" in printed) == (True, True, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(visit: Callable[..., Visit], scheme: str) -> None:
    visited = visit(NEXT_YEAR, color_scheme=scheme)
    # 4.5: WCAG 2.2, 1.4.3
    assert [contrast for contrast in visited.page.evaluate(CONTRASTS) if contrast[1] < 4.5] == []


def test_screen_readers_find_landmarks_headings_and_the_outline(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    visited.page.keyboard.press("Tab")
    visited.page.keyboard.press("Enter")
    assert visited.focused == "texts"
    expect(visited.page.get_by_role("banner")).to_have_count(1)
    expect(visited.page.get_by_role("main")).to_have_count(1)
    expect(visited.page.get_by_role("navigation", name="Outline")).to_have_count(1)
    expect(visited.page.get_by_role("region", name="Both plans side by side")).to_have_count(1)
    heads = visited.page.locator("table.texts").get_by_role("columnheader").all_inner_texts()
    assert [head.split()[-1] for head in heads] == [
        "春田小学2025年教研工作计划",
        "change",
        "春田小学2026年教研工作计划",
    ]
    headings = visited.page.locator("table.texts").get_by_role("heading", level=3).all_inner_texts()
    assert headings == ["一、工作目标", "二、主要工作", "三、保障措施"]


def test_shared_passages_are_coloured_on_request(visit: Callable[..., Visit]) -> None:
    visited = visit(NEXT_YEAR)
    ground = "getComputedStyle(document.querySelector('.texts .passage')).backgroundColor"
    before = visited.page.evaluate(ground)
    visited.page.get_by_role("table").get_by_role("link", name="beginning of the plan").first.click()
    assert (before, visited.page.evaluate(ground) == before, visited.focused) == ("rgba(0, 0, 0, 0)", False, "P1L")
