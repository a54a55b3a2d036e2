"""The page in a real Chromium: columns in step, ways through it, nothing loaded, nothing run that a plan says."""

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
def test_the_browser_has_nothing_to_complain_of(visit: Callable[..., Visit], content: str) -> None:
    there = visit(content)
    for key in "nnupn":
        there.page.keyboard.press(key)
    assert there.complaints == []
    assert len(there.asked) == 1


@pytest.mark.parametrize("width", [1000, 1400, 2200])
def test_sections_that_stayed_begin_at_the_same_height(visit: Callable[..., Visit], width: int) -> None:
    comparison = compare(LAST_YEAR, THIS_YEAR)
    stayed = [(m.left, m.right) for m in comparison.sections if m.status in {"same", "edited"} and m.left and m.right]
    within_moved = {f"2.1.{number}" for number in range(1, 5)}
    there = visit(page(comparison), {"width": width, "height": 700})
    there.page.keyboard.press("u")
    for scrolled in (0, 400, 900):
        there.page.evaluate("y => window.scrollTo(0, y)", scrolled)
        apart = [
            (left, right)
            for left, right in stayed
            if left not in within_moved and abs(there.top(f"L{left}") - there.top(f"R{right}")) > 1
        ]
        assert apart == []


def test_keys_go_from_change_to_change_and_round(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    reached = []
    for key in ("n", "ArrowRight", "n", "n", "n", "n", "p", "ArrowLeft"):
        there.page.keyboard.press(key)
        reached.append(there.focused)
    assert reached == [f"change{number}" for number in (1, 2, 3, 4, 5, 1, 5, 4)]


def test_the_change_reached_is_named_and_in_sight(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    said = []
    for _ in range(5):
        there.page.keyboard.press("n")
        expect(there.page.locator("tr.current")).to_be_in_viewport()
        said.append(there.page.get_by_role("status").inner_text())
    assert said == [
        "Change 1 of 5, beginning of the plan: “2025” is now “2026”",
        "Change 2 of 5, 一1: “60” is now “80”",
        "Change 3 of 5, 二（一）: moved to “（三）开展书香校园读书节”; “十” is now “十一”",
        "Change 4 of 5, 二（三）: moved here from “（一）开展书香校园读书节”; “十” is now “十一”",
        "Change 5 of 5, 三3: “把教研成绩纳入年度考核，所占比重不低于30%” is now “每学期向家长委员会报告一次工作”",
    ]


def test_the_first_change_gone_to_is_the_next_in_sight(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR, {"width": 1400, "height": 300})
    there.page.evaluate("document.getElementById('change3').scrollIntoView()")
    there.page.keyboard.press("n")
    assert there.focused == "change3"


def test_buttons_do_what_the_keys_do(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    reached = []
    for name in ("Next change", "Next change", "Previous change"):
        there.page.get_by_role("button", name=name).click()
        reached.append(there.focused)
    assert reached == ["change1", "change2", "change1"]


def test_keys_can_be_switched_off(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    there.page.get_by_label("Keys").uncheck()
    there.page.keyboard.press("n")
    assert there.page.locator("tr.current").count() == 0


def test_keys_of_the_browser_stay_its_own(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    there.page.keyboard.press("Control+ArrowRight")
    assert there.page.locator("tr.current").count() == 0


def test_a_moved_section_leads_to_its_other_place_and_back(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    for left, right in (("M1L", "M1R"), ("M1R", "M1L")):
        there.page.locator(f"#{left}").click()
        assert there.focused == right
        expect(there.page.locator(f"#{right}")).to_be_in_viewport()
    note = there.page.get_by_role("link", name="moved here from").last
    note.press("Enter")
    assert there.focused == "M1L"


def test_the_way_back_of_the_browser_leads_back(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    there.page.locator("#M1L").click()
    there.page.locator("#M1R").click()
    there.page.go_back()
    assert there.page.url.endswith("#M1R")
    assert there.focused == "M1R"


def test_the_outline_leads_into_folded_text(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    section = there.page.locator("#R2\\.1\\.2")
    expect(section).to_be_hidden()
    there.page.get_by_role("navigation").get_by_role("link", name="2、骨干教师").click()
    expect(section).to_be_in_viewport()
    assert there.focused == "R2.1.2"


def test_an_address_with_a_section_opens_there(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    there.page.goto(f"{there.page.url}#R2.1.2")
    there.page.reload()
    expect(there.page.locator("#R2\\.1\\.2")).to_be_in_viewport()


def test_unchanged_text_is_folded_and_unfolded(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    fold = there.page.get_by_role("button", name="unchanged paragraphs: 5")
    inside = there.page.get_by_text("骨干教师每月上一节示范课").last
    seen = []
    for key in ("", "Enter", "Space", "u"):
        if key:
            fold.press(key)
        seen.append((fold.get_attribute("aria-expanded"), inside.is_visible()))
    assert seen == [("false", False), ("true", True), ("false", False), ("true", True)]


def test_without_scripts_everything_is_there(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR, java_script_enabled=False)
    expect(there.page.get_by_text("骨干教师每月上一节示范课").last).to_be_visible()


def test_what_a_plan_says_is_not_run(visit: Callable[..., Visit]) -> None:
    there = visit(page(compare(HOSTILE, HOSTILE_NEXT), left_path="<img src=x onerror=window.hacked=7>"))
    there.page.keyboard.press("n")
    there.page.locator("tr.current").hover()
    assert there.page.evaluate("window.hacked") is None
    assert there.page.title().startswith("</title><script>window.hacked = 1</script>计划 ⇄ ")
    assert there.page.locator("script, style, img, svg, a[href^=javascript]").count() == 2
    assert (there.complaints, len(there.asked)) == ([], 1)


def test_its_policy_stops_what_gets_in_all_the_same(visit: Callable[..., Visit]) -> None:
    there = visit(
        NEXT_YEAR.replace("</main>", "<script>window.hacked = 1</script><img src='https://example.org/x'></main>")
    )
    assert there.page.evaluate("window.hacked") is None
    assert there.stopped == ["csp"]
    assert [("Content Security Policy" in complaint) for complaint in there.complaints] == [True, True]


def test_a_narrow_screen_shows_one_text_with_what_was_deleted(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR, NARROW)
    goal = there.page.locator("#change2")
    assert goal.inner_text().split()[-1] == "1、课堂优良率达到95%以上，教师人均听课不少于6080节。"
    expect(there.page.locator("#L1\\.1")).to_be_hidden()
    assert there.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_a_wide_screen_shows_deleted_text_on_the_left_alone(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    cells = there.page.locator("#change2 > td:not(.g)").all_inner_texts()
    assert [cell.strip() for cell in cells] == [
        "1、课堂优良率达到95%以上，教师人均听课不少于60节。",
        "1、课堂优良率达到95%以上，教师人均听课不少于80节。",
    ]


def test_it_prints_on_a4_across_with_both_columns(visit: Callable[..., Visit]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    there = visit(NEXT_YEAR)
    document = pdfium.PdfDocument(there.page.pdf(prefer_css_page_size=True))
    sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in document}
    said = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    document.close()
    assert last.split()[-1] == "春田小学教导处"
    assert sizes == {(297, 210)}
    assert ("不少于60节" in said, "不少于80节" in said, "Next change" in said) == (True, True, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit: Callable[..., Visit], scheme: str) -> None:
    there = visit(NEXT_YEAR, color_scheme=scheme)
    # 4.5: WCAG 2.2, 1.4.3
    assert [found for found in there.page.evaluate(CONTRASTS) if found[1] < 4.5] == []


def test_who_cannot_see_it_finds_landmarks_headings_and_the_outline(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    there.page.keyboard.press("Tab")
    there.page.keyboard.press("Enter")
    assert there.focused == "texts"
    expect(there.page.get_by_role("banner")).to_have_count(1)
    expect(there.page.get_by_role("main")).to_have_count(1)
    expect(there.page.get_by_role("navigation", name="Outline")).to_have_count(1)
    expect(there.page.get_by_role("region", name="Both plans side by side")).to_have_count(1)
    heads = there.page.locator("table.texts").get_by_role("columnheader").all_inner_texts()
    assert [head.split()[-1] for head in heads] == [
        "春田小学2025年教研工作计划",
        "change",
        "春田小学2026年教研工作计划",
    ]
    headings = there.page.locator("table.texts").get_by_role("heading", level=3).all_inner_texts()
    assert headings == ["一、工作目标", "二、主要工作", "三、保障措施"]


def test_shared_passages_are_coloured_when_asked_for(visit: Callable[..., Visit]) -> None:
    there = visit(NEXT_YEAR)
    ground = "getComputedStyle(document.querySelector('.texts .passage')).backgroundColor"
    before = there.page.evaluate(ground)
    there.page.get_by_role("table").get_by_role("link", name="beginning of the plan").first.click()
    assert (before, there.page.evaluate(ground) == before, there.focused) == ("rgba(0, 0, 0, 0)", False, "P1L")
