"""Displayed labels (ECMA-376 part 1, 17.9): every rule on a document of its own."""

from __future__ import annotations

from typing import Any

import pytest

from jyplan.model import BlockKind
from tests.readers.docx.builder import abstract, lvl, num, p, problems, r, read, restart, style, texts

OUTLINE = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3"))


def labels(body: str, **pieces: Any) -> list[str]:
    return [block.label.rstrip() for block in read(body, **pieces).blocks]


def numbered(*steps: tuple[int, int] | int) -> str:
    """Paragraphs of (list, level); a level alone is in list 1."""
    pairs = [(1, step) if isinstance(step, int) else step for step in steps]
    return "".join(p("项", num=number, ilvl=level) for number, level in pairs)


def test_the_text_begins_with_the_label_and_its_separator() -> None:
    document = read(p("指导思想", num=1), numbering=abstract(0, lvl(0, "%1、", "chineseCounting")) + num(1, 0))
    assert [(block.label, block.text) for block in document.blocks] == [("一、 ", "一、 指导思想")]


@pytest.mark.parametrize(("suffix", "text"), [("tab", "1. 项"), ("space", "1. 项"), ("nothing", "1.项"), ("", "1. 项")])
def test_the_separator_is_a_space_or_empty(suffix: str, text: str) -> None:
    extra = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    assert texts(numbered(0), numbering=abstract(0, lvl(0, "%1.", extra=extra)) + num(1, 0)) == [text]


def test_a_label_ending_in_a_blank_gets_no_second_blank() -> None:
    assert texts(numbered(0), numbering=abstract(0, lvl(0, "第%1条　")) + num(1, 0)) == ["第1条　项"]


def test_levels_count_below_each_other() -> None:
    assert labels(numbered(0, 1, 1, 2, 0, 1, 2), numbering=OUTLINE + num(1, 0)) == [
        "1.", "1.1", "1.2", "1.2.1", "2.", "2.1", "2.1.1",
    ]  # fmt: skip


def test_counters_belong_to_the_abstract_definition() -> None:
    body = numbered((1, 0), (2, 0), (1, 0), (3, 0))
    assert labels(body, numbering=OUTLINE + abstract(1, lvl(0, "%1)")) + num(1, 0) + num(2, 0) + num(3, 1)) == [
        "1.", "2.", "3.", "1)",
    ]  # fmt: skip


def test_a_start_override_applies_once_at_first_use() -> None:
    body = numbered((1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0))
    assert labels(body, numbering=OUTLINE + num(1, 0) + num(2, 0, restart(0, 1))) == [
        "1.",
        "2.",
        "1.",
        "2.",
        "3.",
        "4.",
    ]


def test_a_start_override_holds_for_its_own_level_only() -> None:
    body = numbered((1, 0), (1, 1), (2, 1), (2, 0), (2, 1))
    assert labels(body, numbering=OUTLINE + num(1, 0) + num(2, 0, restart(0, 7))) == ["1.", "1.1", "1.2", "7.", "7.1"]


def test_a_level_restarts_with_its_overridden_start() -> None:
    body = numbered((2, 0), (2, 1), (2, 0), (2, 1))
    assert labels(body, numbering=OUTLINE + num(2, 0, restart(1, 3))) == ["1.", "1.3", "2.", "2.3"]


def test_an_override_replaces_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "第%1条", "chineseCountingThousand")}</w:lvlOverride>'
    assert labels(numbered(0, 0), numbering=OUTLINE + num(1, 0, override)) == ["第一条", "第二条"]


def test_a_start_override_wins_over_the_level_beside_it() -> None:
    override = restart(0, 5, lvl(0, "(%1)", start=3))
    assert labels(numbered(0, 0), numbering=OUTLINE + num(1, 0, override)) == ["(5)", "(6)"]


@pytest.mark.parametrize(
    ("restarts_after", "last"), [("", "2.1.1"), ("0", "2.1.3"), ("1", "2.1.1"), ("2", "2.1.1"), ("9", "2.1.1")]
)
def test_a_level_restarts_after_the_stated_level_and_after_higher_levels(restarts_after: str, last: str) -> None:
    extra = f'<w:lvlRestart w:val="{restarts_after}"/>' if restarts_after else ""
    levels = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3", extra=extra))
    assert labels(numbered(0, 1, 2, 2, 0, 1, 2), numbering=levels + num(1, 0))[-1] == last


def test_a_level_restarting_after_the_first_level_continues_below_the_second() -> None:
    levels = abstract(0, lvl(0, "%1."), lvl(1, "(%2)"), lvl(2, "%3)", extra='<w:lvlRestart w:val="1"/>'))
    assert labels(numbered(0, 1, 2, 2, 1, 2, 0, 2), numbering=levels + num(1, 0)) == [
        "1.", "(1)", "1)", "2)", "(2)", "3)", "2.", "1)",
    ]  # fmt: skip


def test_a_legal_level_shows_all_numbers_decimal() -> None:
    levels = abstract(0, lvl(0, "第%1章", "chineseCounting"), lvl(1, "%1.%2", "upperRoman", "<w:isLgl/>"))
    assert labels(numbered(0, 1, 1), numbering=levels + num(1, 0)) == ["第一章", "1.1", "1.2"]


def test_legal_can_be_switched_off() -> None:
    levels = abstract(0, lvl(0, "%1", "chineseCounting"), lvl(1, "%1.%2", extra='<w:isLgl w:val="0"/>'))
    assert labels(numbered(0, 1), numbering=levels + num(1, 0)) == ["一", "一.1"]


@pytest.mark.parametrize(("start", "shown"), [(5, "5."), (0, "0."), (None, "0.")])
def test_a_list_starts_at_the_stated_number_or_at_zero(start: int | None, shown: str) -> None:
    assert labels(numbered(0), numbering=abstract(0, lvl(0, "%1.", start=start)) + num(1, 0)) == [shown]


def test_a_label_may_skip_levels() -> None:
    levels = abstract(0, lvl(0, "%1、", "chineseCounting"), lvl(1, "（%2）", "chineseCounting"), lvl(2, "%1-%3."))
    assert labels(numbered(0, 1, 2), numbering=levels + num(1, 0)) == ["一、", "（一）", "一-1."]


def test_a_label_may_be_words_alone() -> None:
    assert labels(numbered(0, 0), numbering=abstract(0, lvl(0, "注：", "none")) + num(1, 0)) == ["注：", "注："]


def test_a_level_without_text_counts_and_displays_no_label() -> None:
    levels = abstract(0, lvl(0, ""), lvl(1, "%1.%2"))
    assert texts(numbered(0, 0, 1), numbering=levels + num(1, 0)) == ["项", "项", "2.1 项"]


def test_a_level_used_before_its_parents_counts_its_parents() -> None:
    assert labels(numbered(2, 1, 0, 2), numbering=OUTLINE + num(1, 0)) == ["1.1.1", "1.2", "2.", "2.1.1"]


def test_number_zero_cancels_the_list_of_the_style() -> None:
    styles = style("Item", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("有", style="Item") + p("无", style="Item", num=0) + p("又", style="Item")
    assert texts(body, styles=styles, numbering=OUTLINE + num(1, 0)) == ["1. 有", "无", "2. 又"]


def test_a_derived_style_cancels_the_list_of_its_base() -> None:
    styles = style("Item", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style("Plain", content='<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based_on="Item")
    assert texts(p("无", style="Plain"), styles=styles, numbering=OUTLINE + num(1, 0)) == ["无"]


def test_list_and_level_are_inherited_separately() -> None:
    styles = style("Base", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style("Second", content='<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="Base")
    direct = p("三", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', style="Second")
    restyled = p("二", style="Second", num=2, ilvl=None)
    body = p("一", style="Base") + p("二", style="Second") + direct + restyled
    assert labels(body, styles=styles, numbering=OUTLINE + num(1, 0) + num(2, 0)) == ["1.", "1.1", "1.1.1", "1.2"]


def test_a_style_takes_the_level_linked_to_it() -> None:
    levels = abstract(
        0, lvl(0, "%1、", extra='<w:pStyle w:val="H1"/>'), lvl(1, "%1.%2", extra='<w:pStyle w:val="H2"/>')
    )
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", "heading 1", in_list) + style("H2", "heading 2", in_list)
    styles += style("Own", "本校标题", based_on="H2")
    body = p("甲", style="H1") + p("乙", style="H2") + p("丙", style="Own")
    document = read(body, styles=styles, numbering=levels + num(1, 0))
    assert [block.text for block in document.blocks] == ["1、 甲", "1.1 乙", "1.2 丙"]
    assert {block.kind for block in document.blocks} == {BlockKind.HEADING}


def test_a_list_is_found_through_a_numbering_style() -> None:
    linked = abstract(0, extra='<w:numStyleLink w:val="Legal"/>')
    real = abstract(1, lvl(0, "§%1"), extra='<w:styleLink w:val="Legal"/>')
    styles = style("Legal", content='<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    body = numbered((1, 0), (2, 0))
    assert labels(body, styles=styles, numbering=linked + real + num(1, 0) + num(2, 1)) == ["§1", "§2"]


def test_a_numbering_style_that_points_to_itself_ends() -> None:
    linked = abstract(0, lvl(0, "%1."), extra='<w:numStyleLink w:val="Loop"/>')
    styles = style("Loop", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert labels(numbered(0), styles=styles, numbering=linked + num(1, 0)) == ["1."]


def test_numbering_that_points_nowhere_is_no_number_and_a_problem() -> None:
    document = read(p("一", num=9) + p("二", num=9), numbering=OUTLINE + num(1, 5))
    assert [block.text for block in document.blocks] == ["一", "二"]
    assert problems(document) == ["a paragraph is in list 9, which does not exist; it has no number"]


def test_a_level_that_the_list_does_not_have_is_no_number() -> None:
    assert texts(p("项", num=1, ilvl=8), numbering=OUTLINE + num(1, 0)) == ["项"]


def test_a_deleted_paragraph_does_not_count() -> None:
    deleted = p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>", num=1)
    assert texts(numbered(0) + deleted + numbered(0), numbering=OUTLINE + num(1, 0)) == ["1. 项", "2. 项"]


def test_a_hidden_paragraph_does_not_count() -> None:
    hidden = p(r("藏", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>", num=1)
    assert texts(numbered(0) + hidden + numbered(0), numbering=OUTLINE + num(1, 0)) == ["1. 项", "2. 项"]


def test_a_paragraph_hidden_by_its_style_does_not_count() -> None:
    styles = style("Hidden", content="<w:rPr><w:vanish/></w:rPr>")
    body = numbered(0) + p("藏", num=1, style="Hidden") + numbered(0)
    assert texts(body, styles=styles, numbering=OUTLINE + num(1, 0)) == ["1. 项", "2. 项"]


def test_an_empty_numbered_paragraph_shows_its_number() -> None:
    assert texts(numbered(0) + p(num=1) + numbered(0), numbering=OUTLINE + num(1, 0)) == ["1. 项", "2. ", "3. 项"]


def test_a_hidden_number_counts_and_is_not_shown() -> None:
    levels = abstract(0, lvl(0, "%1.", extra="<w:rPr><w:vanish/></w:rPr>"), lvl(1, "%1.%2"))
    assert texts(numbered(0, 1), numbering=levels + num(1, 0)) == ["项", "1.1 项"]


def test_a_bullet_of_a_symbol_font_is_a_character() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'
    levels = abstract(
        0, lvl(0, "\uf0b7", "bullet", fonts.format("Symbol")), lvl(1, "Ø", "bullet", fonts.format("Wingdings"))
    )
    assert labels(numbered(0, 1), numbering=levels + num(1, 0)) == ["•", "➢"]


def test_a_custom_format_is_shown_as_word_shows_it() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    assert labels(numbered(0, 0), numbering=abstract(0, lvl(0, "%1.", "", choice)) + num(1, 0)) == ["001.", "002."]


def test_an_unknown_custom_format_uses_its_fallback() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="moon, sun, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
    )
    assert labels(numbered(0, 0), numbering=abstract(0, lvl(0, "%1.", "", choice)) + num(1, 0)) == ["I.", "II."]


def test_an_unknown_format_is_decimal_and_a_problem() -> None:
    document = read(numbered(0, 0), numbering=abstract(0, lvl(0, "%1.", "martian")) + num(1, 0))
    assert [block.label for block in document.blocks] == ["1. ", "2. "]
    assert problems(document) == ["the number format martian is not known; its numbers are shown as 1, 2, 3"]


def test_numbers_go_on_through_tables_and_text_boxes() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{numbered(0)}</w:tc><w:tc>{numbered(0)}</w:tc></w:tr></w:tbl>"
    assert texts(numbered(0) + cell + numbered(0), numbering=OUTLINE + num(1, 0)) == ["1. 项", "2. 项\t3. 项", "4. 项"]


def test_the_style_evidence_names_list_and_level() -> None:
    (block,) = read(numbered((2, 1)), numbering=OUTLINE + num(2, 0)).blocks
    assert block.style is not None
    assert block.style.numbering == (2, 1)


@pytest.mark.parametrize("start", [32_767, 10**9])
def test_labels_of_large_numbers_stay_short(start: int) -> None:
    levels = abstract(0, lvl(0, "%1" * 1000, "upperLetter", start=start))
    assert len(texts(numbered(0), numbering=levels + num(1, 0))[0]) < 3000
