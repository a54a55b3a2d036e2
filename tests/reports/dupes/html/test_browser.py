"""The page in a real Chromium: sorting, filtering, opening pairs, ways over the map; nothing loaded, nothing run."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jyplan.reports.dupes.html import render
from tests.reports.browser import CONTRASTS, NARROW, WIDE, Visit
from tests.reports.dupes.copied import UNREAD, Case, by_hand, from_samples, hostile, many, suspected
from tests.reports.languages import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.language import Language

VISIBLE_ROWS = "[...document.querySelectorAll('#rows tr')].filter((row) => !row.hidden).map((row) => row.id)"
OPEN = "document.getElementById('view').open"


def page(case: Case, language: Language = ENGLISH) -> str:
    return render(case.copies, case.options(language, unread=(UNREAD,))).decode()


@cache
def hand() -> str:
    return page(by_hand())


@cache
def some() -> str:
    return page(many(120, 80, sentences=20))


def rows(opened: Visit) -> list[str]:
    return list(opened.page.evaluate(VISIBLE_ROWS))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("case", [by_hand(), from_samples(), hostile()], ids=["hand", "samples", "hostile"])
def test_the_browser_reports_no_errors(visit: Callable[..., Visit], case: Case, size: dict[str, int]) -> None:
    opened = visit(page(case, CHINESE), size)
    opened.page.locator("#p1 a").first.click()
    for key in ("n", "n", "p", "Escape"):
        opened.page.keyboard.press(key)
    opened.page.locator("#map-cells").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "Enter"):
        opened.page.keyboard.press(key)
    assert opened.complaints == []
    assert len(opened.asked) == 1
    assert opened.page.evaluate("window.hacked") is None


def test_filters_show_matching_rows_only(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.fill("#words", "范文 二小")
    assert rows(opened) == ["p6"]
    expect(opened.page.locator("#count")).to_have_text("1 of 9 pairs")
    opened.page.fill("#words", "")
    opened.page.select_option("#relation", label="near-identical")
    assert rows(opened) == ["p2", "p3"]
    opened.page.select_option("#relation", "")
    opened.page.fill("#share", "70")
    assert rows(opened) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    opened.page.select_option("#group", "1")
    assert rows(opened) == ["p1", "p2", "p3"]


def test_only_the_first_rows_are_shown_until_the_user_asks_for_all(visit: Callable[..., Visit]) -> None:
    opened = visit(page(many(400, 230, sentences=3)))
    expect(opened.page.locator("#p200")).to_be_visible()
    expect(opened.page.locator("#p230")).to_be_hidden()
    opened.page.locator("th button").first.click()
    expect(opened.page.locator("#p1")).to_be_visible()
    opened.page.locator("th button").first.click()
    expect(opened.page.locator("#p230")).to_be_visible()
    expect(opened.page.locator("#p1")).to_be_hidden()
    opened.page.locator("#all").click()
    expect(opened.page.locator("#p1")).to_be_visible()
    expect(opened.page.locator("#all")).to_be_hidden()


def test_heads_sort_by_value_in_both_directions(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    shared = opened.page.get_by_role("button", name="shared characters")
    shared.click()
    assert rows(opened)[:4] == ["p1", "p2", "p3", "p4"]
    shared.click()
    assert rows(opened)[-1] == "p1"
    expect(opened.page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    opened.page.get_by_role("button", name="Plan B").click()
    words = opened.page.evaluate("[...document.querySelectorAll('#rows tr')].map((row) => row.cells[6].textContent)")
    assert words == sorted(words, key=words.index)
    assert words[0].startswith("二小")


def test_a_pair_opens_with_its_passages_marked_on_both_sides(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#p7 a").first.click()
    marks = opened.page.locator("#view mark")
    expect(marks).to_have_count(2)
    expect(opened.page.locator("#plan-a mark")).to_contain_text("汛期前检查围墙")
    expect(opened.page.locator("#plan-b mark")).to_contain_text("汛期前检查围墙")
    expect(opened.page.locator("#name-b")).to_contain_text("三小/德育.txt")
    expect(opened.page.locator("#view-shares")).to_have_text("35.1% of A is in B, 57.7% of B is in A")
    assert opened.page.evaluate("location.hash") == "#p7"


def test_changes_in_a_passage_are_marked(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#p2 a").first.click()
    changed = [opened.page.locator(f"#plan-{side} .changed").all_text_contents() for side in "ab"]
    assert changed == [[], ["一"]]


@pytest.mark.parametrize(
    ("left", "right", "removed", "added"),
    [
        ("", "", "", ""),
        ("教研", "教研", "00", "00"),
        ("", "教研", "", "11"),
        ("十月交流", "十一月交流", "0000", "01000"),
        ("听课六十节以上", "听课八十节以上", "0010000", "0010000"),
        ("甲乙丙丁", "戊己庚辛", "1111", "1111"),
        ("甲同乙后面一样", "丙同丁后面一样", "1110000", "1110000"),
    ],
)
def test_changes_are_found_character_by_character(
    visit: Callable[..., Visit], left: str, right: str, removed: str, added: str
) -> None:
    changes = visit(hand()).page.evaluate(
        "([left, right]) => differences(Array.from(left), Array.from(right)).map((side) => side.join(''))",
        [left, right],
    )
    assert changes == [removed, added]


def test_changes_in_very_different_passages_are_not_marked(visit: Callable[..., Visit]) -> None:
    script = "differences(Array(900).fill('甲'), Array(900).fill('乙'))"
    assert visit(hand()).page.evaluate(script) is None


def test_both_texts_are_complete(visit: Callable[..., Visit]) -> None:
    case = from_samples()
    opened = visit(page(case))
    opened.page.locator("#p1 a").first.click()
    pair = case.copies.pairs[0]
    for side, plan in (("a", pair.a), ("b", pair.b)):
        shown = opened.page.evaluate(
            "id => { const plan = document.getElementById(id).cloneNode(true);"
            " plan.querySelectorAll('.chip').forEach((chip) => chip.remove()); return plan.textContent; }",
            f"plan-{side}",
        )
        assert shown == case.texts[plan]


def test_clicking_a_passage_scrolls_the_right_side_to_the_same_height(visit: Callable[..., Visit]) -> None:
    opened = visit(page(from_samples()), {"width": 1400, "height": 500})
    opened.page.locator("#p2 a").first.click()
    opened.page.locator("#plan-a mark").first.click()
    tops = [opened.page.locator(f"#plan-{side} .chip").first.bounding_box() for side in "ab"]
    assert tops[0] is not None
    assert tops[1] is not None
    assert tops[0]["y"] == pytest.approx(tops[1]["y"], abs=4)
    expect(opened.page.locator("#plan-b mark.current").first).to_be_in_viewport()


def test_keys_move_between_passages(visit: Callable[..., Visit]) -> None:
    opened = visit(some())
    number = opened.page.evaluate("data.pairs.findIndex((pair) => pair[5].length > 2) + 1")
    opened.page.goto(f"{opened.page.url}#p{number}")
    opened.page.reload()
    for expected in ("P1", "P2", "P3"):
        opened.page.keyboard.press("n")
        expect(opened.page.locator("#passages .current")).to_contain_text(expected)
    opened.page.keyboard.press("p")
    expect(opened.page.locator("#passages .current")).to_contain_text("P2")


def test_escape_closes_and_gives_the_focus_back(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#p2 a").first.click()
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate(OPEN) is False
    assert opened.page.evaluate("document.activeElement.closest('tr').id") == "p2"


def test_going_back_closes_and_forward_opens(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#p2 a").first.click()
    opened.page.go_back()
    assert opened.page.evaluate(OPEN) is False
    opened.page.go_forward()
    assert opened.page.evaluate(OPEN) is True


def test_next_pair_stays_within_the_filter(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.fill("#words", "范文")
    opened.page.locator("#p4 a").first.click()
    for expected in ("#p5", "#p6", "#p4"):
        opened.page.locator("#next").click()
        assert opened.page.evaluate("location.hash") == expected


def test_an_archived_plan_without_text_shows_the_places_of_its_passages(visit: Callable[..., Visit]) -> None:
    case = by_hand()
    opened = visit(page(Case(case.copies, (*case.texts[:4], None))))
    opened.page.locator("#p4 a").first.click()
    assert opened.page.locator("#plan-a mark").count() == 1
    expect(opened.page.locator("#plan-b")).to_contain_text(
        "The text of this plan is not kept. Its passages: characters "
    )


def test_offsets_count_characters_beyond_the_basic_plane_once(visit: Callable[..., Visit]) -> None:
    case = by_hand()
    texts = tuple((text or "").replace("小学", "𠀀学") for text in case.texts)
    opened = visit(page(Case(case.copies, texts)))
    opened.page.locator("#p7 a").first.click()
    expect(opened.page.locator("#plan-a mark")).to_contain_text("汛期前检查围墙")


def test_markup_in_documents_is_shown_and_not_run(visit: Callable[..., Visit]) -> None:
    opened = visit(page(hostile()))
    opened.page.locator("#p1 a").first.click()
    plan = opened.page.locator("#plan-a")
    expect(plan).to_contain_text("</title><script>window.hacked = 1</script>")
    expect(plan).to_contain_text("\\u202e\\x07\\u2028\\x00")
    assert opened.page.locator("#view script, #view img, #view iframe").count() == 0
    assert opened.page.evaluate("window.hacked") is None
    assert opened.stopped == []


def test_the_map_names_the_cell_under_the_pointer_and_opens_its_pair(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#map-cells").scroll_into_view_if_needed()
    point = opened.page.evaluate(
        "(() => { const at = new DOMPoint(squares[0].column + 0.5, squares[0].row + 0.5).matrixTransform(map.getScreenCTM());"
        " return [at.x, at.y]; })()"
    )
    opened.page.mouse.move(*point)
    expect(opened.page.locator("#cell")).to_contain_text("1 · identical · 100.0% of A is in B")
    opened.page.mouse.click(*point)
    assert opened.page.evaluate("location.hash") == "#p1"


def test_arrow_keys_move_on_the_map(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#map-cells").focus()
    seen = [opened.page.locator("#cell").text_content()]
    for key in ("ArrowRight", "ArrowDown"):
        opened.page.keyboard.press(key)
        seen.append(opened.page.locator("#cell").text_content())
    assert len(set(seen)) == 3
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(OPEN) is True


def test_a_cluster_of_a_large_map_is_enlarged_and_named(visit: Callable[..., Visit]) -> None:
    opened = visit(some())
    expect(opened.page.locator("#map-cells text")).to_have_count(0)
    opened.page.select_option("#zoom", "1")
    count = opened.page.evaluate("data.groups[0][2]")
    expect(opened.page.locator("#map-cells text")).to_have_count(count)
    opened.page.select_option("#zoom", "")
    expect(opened.page.locator("#map-cells text")).to_have_count(0)


def test_names_on_the_map_leave_out_the_end_that_all_have(visit: Callable[..., Visit]) -> None:
    case, end = by_hand(), "2025至2026学年度第一学期教育教学工作计划（第三稿）.txt"
    listings = tuple(
        replace(listing, path=f"第{number}小学{end}", name=f"第{number}小学{end}", archived=False)
        for number, listing in enumerate(case.copies.listings)
    )
    opened = visit(page(replace(case, copies=replace(case.copies, listings=listings))))
    names = opened.page.locator("#map-cells text").all_text_contents()
    assert sorted(name[:4] for name in names) == [f"第{number}小学" for number in range(5)]


def test_the_share_of_a_member_opens_the_pair(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.locator("#g1m3 a").click()
    assert opened.page.evaluate("location.hash") == "#p2"


def test_without_scripts_the_tables_are_shown(visit: Callable[..., Visit]) -> None:
    opened = visit(hand(), java_script_enabled=False)
    expect(opened.page.locator("#rows tr")).to_have_count(9)
    expect(opened.page.locator("#filter")).to_be_hidden()
    expect(opened.page.locator("#view")).to_be_hidden()
    expect(opened.page.locator("#g1m3")).to_be_visible()
    opened.page.locator("#s1 summary").click()
    expect(opened.page.locator("#s1 blockquote")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_all_text_has_enough_contrast(visit: Callable[..., Visit], size: dict[str, int], scheme: str) -> None:
    opened = visit(page(from_samples()), size, color_scheme=scheme)
    faint = [name for name, ratio in opened.page.evaluate(CONTRASTS) if ratio < 4.5]
    opened.page.locator("#p2 a").first.click()
    opened.page.keyboard.press("n")
    faint += [name for name, ratio in opened.page.evaluate(CONTRASTS) if ratio < 4.5]
    assert faint == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_wider_than_the_window(visit: Callable[..., Visit], size: dict[str, int]) -> None:
    opened = visit(page(hostile()), size)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    opened.page.locator("#p1 a").first.click()
    assert opened.page.evaluate("document.getElementById('view').scrollWidth") <= size["width"]


def test_on_a_narrow_screen_every_share_of_a_plan_stands_under_its_head(visit: Callable[..., Visit]) -> None:
    opened = visit(page(suspected()), NARROW)
    ends = "(row) => [...row.cells].slice(1, 4).map((cell) => Math.round(cell.getBoundingClientRect().right))"
    heads, shares = (opened.page.locator(f".plans {part} tr").first.evaluate(ends) for part in ("thead", "tbody"))
    assert heads == shares
    assert len(set(heads)) == 3


def test_an_open_pair_is_printed_completely(visit: Callable[..., Visit]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    case = from_samples()
    opened = visit(page(case))
    opened.page.locator("#p2 a").first.click()
    document = pdfium.PdfDocument(opened.page.pdf(prefer_css_page_size=True))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    document.close()
    pair = case.copies.pairs[1]
    for plan in (pair.a, pair.b):
        assert (case.texts[plan] or "").splitlines()[-1] in text


def test_an_open_pair_is_printed_alone(visit: Callable[..., Visit]) -> None:
    opened = visit(hand())
    opened.page.emulate_media(media="print")
    expect(opened.page.locator("#rows")).to_be_visible()
    opened.page.emulate_media(media="screen")
    opened.page.locator("#p7 a").first.click()
    opened.page.emulate_media(media="print")
    expect(opened.page.locator("main")).to_be_hidden()
    expect(opened.page.locator("#plan-b")).to_be_visible()
