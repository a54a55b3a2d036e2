"""The page in a real Chromium: sorting, filtering, opening pairs, ways over the map; nothing loaded, nothing run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jyplan.reports.dupes.html import render
from tests.reports.browser import CONTRASTS, NARROW, WIDE, Visit
from tests.reports.dupes.copied import UNREAD, Case, by_hand, from_samples, hostile, many
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


def rows(there: Visit) -> list[str]:
    return list(there.page.evaluate(VISIBLE_ROWS))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("case", [by_hand(), from_samples(), hostile()], ids=["hand", "samples", "hostile"])
def test_the_browser_has_nothing_to_complain_of(visit: Callable[..., Visit], case: Case, size: dict[str, int]) -> None:
    there = visit(page(case, CHINESE), size)
    there.page.locator("#p1 a").first.click()
    for key in ("n", "n", "p", "Escape"):
        there.page.keyboard.press(key)
    there.page.locator("#map-cells").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "Enter"):
        there.page.keyboard.press(key)
    assert there.complaints == []
    assert len(there.asked) == 1
    assert there.page.evaluate("window.hacked") is None


def test_filters_leave_what_is_wanted(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.fill("#words", "范文 二小")
    assert rows(there) == ["p6"]
    expect(there.page.locator("#count")).to_have_text("1 of 9 pairs")
    there.page.fill("#words", "")
    there.page.select_option("#relation", label="near-identical")
    assert rows(there) == ["p2", "p3"]
    there.page.select_option("#relation", "")
    there.page.fill("#share", "70")
    assert rows(there) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    there.page.select_option("#group", "1")
    assert rows(there) == ["p1", "p2", "p3"]


def test_of_many_rows_the_first_are_shown_until_all_are_asked_for(visit: Callable[..., Visit]) -> None:
    there = visit(page(many(400, 230, sentences=3)))
    expect(there.page.locator("#p200")).to_be_visible()
    expect(there.page.locator("#p230")).to_be_hidden()
    there.page.locator("th button").first.click()
    expect(there.page.locator("#p1")).to_be_visible()
    there.page.locator("th button").first.click()
    expect(there.page.locator("#p230")).to_be_visible()
    expect(there.page.locator("#p1")).to_be_hidden()
    there.page.locator("#all").click()
    expect(there.page.locator("#p1")).to_be_visible()
    expect(there.page.locator("#all")).to_be_hidden()


def test_heads_sort_by_value_and_turn_round(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    shared = there.page.get_by_role("button", name="shared characters")
    shared.click()
    assert rows(there)[:4] == ["p1", "p2", "p3", "p4"]
    shared.click()
    assert rows(there)[-1] == "p1"
    expect(there.page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    there.page.get_by_role("button", name="Plan B").click()
    words = there.page.evaluate("[...document.querySelectorAll('#rows tr')].map((row) => row.cells[6].textContent)")
    assert words == sorted(words, key=words.index)
    assert words[0].startswith("二小")


def test_a_pair_opens_with_its_passages_marked_on_both_sides(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#p7 a").first.click()
    marks = there.page.locator("#view mark")
    expect(marks).to_have_count(2)
    expect(there.page.locator("#plan-a mark")).to_contain_text("汛期前检查围墙")
    expect(there.page.locator("#plan-b mark")).to_contain_text("汛期前检查围墙")
    expect(there.page.locator("#name-b")).to_contain_text("三小/德育.txt")
    expect(there.page.locator("#view-shares")).to_have_text("35.1% of A stands in B, 57.8% of B in A")
    assert there.page.evaluate("location.hash") == "#p7"


def test_what_is_changed_in_a_passage_stands_out(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#p2 a").first.click()
    changed = [there.page.locator(f"#plan-{side} .changed").all_text_contents() for side in "ab"]
    assert changed == [[], ["一"]]


@pytest.mark.parametrize(
    ("one", "other", "gone", "come"),
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
    visit: Callable[..., Visit], one: str, other: str, gone: str, come: str
) -> None:
    found = visit(hand()).page.evaluate(
        "([one, other]) => differences(Array.from(one), Array.from(other)).map((side) => side.join(''))", [one, other]
    )
    assert found == [gone, come]


def test_texts_with_little_in_common_have_no_marks_of_changes(visit: Callable[..., Visit]) -> None:
    script = "differences(Array(900).fill('甲'), Array(900).fill('乙'))"
    assert visit(hand()).page.evaluate(script) is None


def test_both_texts_are_whole(visit: Callable[..., Visit]) -> None:
    case = from_samples()
    there = visit(page(case))
    there.page.locator("#p1 a").first.click()
    pair = case.copies.pairs[0]
    for side, plan in (("a", pair.a), ("b", pair.b)):
        shown = there.page.evaluate(
            "id => { const plan = document.getElementById(id).cloneNode(true);"
            " plan.querySelectorAll('.chip').forEach((chip) => chip.remove()); return plan.textContent; }",
            f"plan-{side}",
        )
        assert shown == case.texts[plan]


def test_a_passage_brings_its_other_place_to_the_same_height(visit: Callable[..., Visit]) -> None:
    there = visit(page(from_samples()), {"width": 1400, "height": 500})
    there.page.locator("#p2 a").first.click()
    there.page.locator("#plan-a mark").first.click()
    tops = [there.page.locator(f"#plan-{side} .chip").first.bounding_box() for side in "ab"]
    assert tops[0] is not None
    assert tops[1] is not None
    assert tops[0]["y"] == pytest.approx(tops[1]["y"], abs=4)
    expect(there.page.locator("#plan-b mark.current").first).to_be_in_viewport()


def test_keys_go_from_passage_to_passage(visit: Callable[..., Visit]) -> None:
    there = visit(some())
    number = there.page.evaluate("data.pairs.findIndex((pair) => pair[5].length > 2) + 1")
    there.page.goto(f"{there.page.url}#p{number}")
    there.page.reload()
    for expected in ("P1", "P2", "P3"):
        there.page.keyboard.press("n")
        expect(there.page.locator("#passages .current")).to_contain_text(expected)
    there.page.keyboard.press("p")
    expect(there.page.locator("#passages .current")).to_contain_text("P2")


def test_escape_closes_and_gives_the_focus_back(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#p2 a").first.click()
    there.page.keyboard.press("Escape")
    assert there.page.evaluate(OPEN) is False
    assert there.page.evaluate("document.activeElement.closest('tr').id") == "p2"


def test_going_back_closes_and_forward_opens(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#p2 a").first.click()
    there.page.go_back()
    assert there.page.evaluate(OPEN) is False
    there.page.go_forward()
    assert there.page.evaluate(OPEN) is True


def test_next_pair_keeps_to_what_is_filtered(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.fill("#words", "范文")
    there.page.locator("#p4 a").first.click()
    for expected in ("#p5", "#p6", "#p4"):
        there.page.locator("#next").click()
        assert there.page.evaluate("location.hash") == expected


def test_a_text_that_is_not_kept_is_said_and_its_places_told(visit: Callable[..., Visit]) -> None:
    case = by_hand()
    there = visit(page(Case(case.copies, (*case.texts[:4], None))))
    there.page.locator("#p4 a").first.click()
    assert there.page.locator("#plan-a mark").count() == 1
    expect(there.page.locator("#plan-b")).to_contain_text(
        "The text of this plan is not kept. Its passages: characters "
    )


def test_offsets_count_characters_beyond_the_basic_plane_once(visit: Callable[..., Visit]) -> None:
    case = by_hand()
    texts = tuple((text or "").replace("小学", "𠀀学") for text in case.texts)
    there = visit(page(Case(case.copies, texts)))
    there.page.locator("#p7 a").first.click()
    expect(there.page.locator("#plan-a mark")).to_contain_text("汛期前检查围墙")


def test_hostile_texts_are_spelled_out_and_nothing_of_them_runs(visit: Callable[..., Visit]) -> None:
    there = visit(page(hostile()))
    there.page.locator("#p1 a").first.click()
    plan = there.page.locator("#plan-a")
    expect(plan).to_contain_text("</title><script>window.hacked = 1</script>")
    expect(plan).to_contain_text("\\u202e\\x07\\u2028\\x00")
    assert there.page.locator("#view script, #view img, #view iframe").count() == 0
    assert there.page.evaluate("window.hacked") is None
    assert there.stopped == []


def test_the_map_names_the_square_under_the_pointer_and_opens_it(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#map-cells").scroll_into_view_if_needed()
    point = there.page.evaluate(
        "(() => { const at = new DOMPoint(squares[0].column + 0.5, squares[0].row + 0.5).matrixTransform(map.getScreenCTM());"
        " return [at.x, at.y]; })()"
    )
    there.page.mouse.move(*point)
    expect(there.page.locator("#cell")).to_contain_text("1 · identical · 100.0% of A stands in B")
    there.page.mouse.click(*point)
    assert there.page.evaluate("location.hash") == "#p1"


def test_arrow_keys_walk_over_the_map(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#map-cells").focus()
    seen = [there.page.locator("#cell").text_content()]
    for key in ("ArrowRight", "ArrowDown"):
        there.page.keyboard.press(key)
        seen.append(there.page.locator("#cell").text_content())
    assert len(set(seen)) == 3
    there.page.keyboard.press("Enter")
    assert there.page.evaluate(OPEN) is True


def test_a_group_of_a_large_map_is_enlarged_and_named(visit: Callable[..., Visit]) -> None:
    there = visit(some())
    expect(there.page.locator("#map-cells text")).to_have_count(0)
    there.page.select_option("#zoom", "1")
    count = there.page.evaluate("data.groups[0][2]")
    expect(there.page.locator("#map-cells text")).to_have_count(count)
    there.page.select_option("#zoom", "")
    expect(there.page.locator("#map-cells text")).to_have_count(0)


def test_the_share_of_a_member_opens_the_pair(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.locator("#g1m3 a").click()
    assert there.page.evaluate("location.hash") == "#p2"


def test_without_a_script_the_tables_are_there(visit: Callable[..., Visit]) -> None:
    there = visit(hand(), java_script_enabled=False)
    expect(there.page.locator("#rows tr")).to_have_count(9)
    expect(there.page.locator("#filter")).to_be_hidden()
    expect(there.page.locator("#view")).to_be_hidden()
    expect(there.page.locator("#g1m3")).to_be_visible()
    there.page.locator("#s1 summary").click()
    expect(there.page.locator("#s1 blockquote")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everything_can_be_read(visit: Callable[..., Visit], size: dict[str, int], scheme: str) -> None:
    there = visit(page(from_samples()), size, color_scheme=scheme)
    faint = [name for name, ratio in there.page.evaluate(CONTRASTS) if ratio < 4.5]
    there.page.locator("#p2 a").first.click()
    there.page.keyboard.press("n")
    faint += [name for name, ratio in there.page.evaluate(CONTRASTS) if ratio < 4.5]
    assert faint == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_wider_than_the_window(visit: Callable[..., Visit], size: dict[str, int]) -> None:
    there = visit(page(hostile()), size)
    assert there.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    there.page.locator("#p1 a").first.click()
    assert there.page.evaluate("document.getElementById('view').scrollWidth") <= size["width"]


def test_an_open_pair_is_printed_whole(visit: Callable[..., Visit]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    case = from_samples()
    there = visit(page(case))
    there.page.locator("#p2 a").first.click()
    document = pdfium.PdfDocument(there.page.pdf(prefer_css_page_size=True))
    said = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    document.close()
    pair = case.copies.pairs[1]
    for plan in (pair.a, pair.b):
        assert (case.texts[plan] or "").splitlines()[-1] in said


def test_an_open_pair_is_printed_alone(visit: Callable[..., Visit]) -> None:
    there = visit(hand())
    there.page.emulate_media(media="print")
    expect(there.page.locator("#rows")).to_be_visible()
    there.page.emulate_media(media="screen")
    there.page.locator("#p7 a").first.click()
    there.page.emulate_media(media="print")
    expect(there.page.locator("main")).to_be_hidden()
    expect(there.page.locator("#plan-b")).to_be_visible()
