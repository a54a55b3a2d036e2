"""Headings and how a block looks, through styles, theme and defaults (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from typing import Any

import pytest

from jyplan.model import BlockKind, PageLayout, Style
from tests.readers.docx.builder import DECLARED, abstract, lvl, num, p, r, read, style, table, tc, tr

LEVEL = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'


def look(body: str, **pieces: Any) -> Style:
    style = read(body, **pieces).blocks[0].style
    assert style is not None
    return style


@pytest.mark.parametrize(
    ("styles", "properties", "level"),
    [
        (style("S", "heading 1"), "", 0),
        (style("S", "Heading 3"), "", 2),
        (style("S", "标题 2"), "", 1),
        (style("S", "标题2"), "", 1),
        (style("S", "heading 1,标题一"), "", 0),
        (style("S", "heading 10"), "", None),
        (style("S", "本校", LEVEL.format(1)), "", 1),
        (style("S", "本校", based_on="H") + style("H", "heading 2"), "", 1),
        (style("S", "本校", LEVEL.format(9), based_on="H") + style("H", "heading 2"), "", None),
        (style("S", "heading 1", LEVEL.format(9)), "", None),
        (style("S", "heading 1"), '<w:outlineLvl w:val="3"/>', 3),
        (style("S", "heading 1"), '<w:outlineLvl w:val="9"/>', None),
        (style("S", "正文"), '<w:outlineLvl w:val="0"/>', 0),
        (style("S", "正文"), '<w:outlineLvl w:val="x"/>', None),
        (style("S", "正文"), "", None),
    ],
)
def test_a_heading_is_known_by_style_name_or_outline_level(styles: str, properties: str, level: int | None) -> None:
    (block,) = read(p("标题", properties, style="S"), styles=styles).blocks
    assert block.style is not None
    assert block.style.outline_level == level
    assert block.kind is (BlockKind.PARAGRAPH if level is None else BlockKind.HEADING)


@pytest.mark.parametrize("name", ["toc 1", "TOC 2", "目录 1", "TOC Heading", "目录", "table of figures"])
def test_a_style_of_the_table_of_contents_marks_it(name: str) -> None:
    styles = style("T", name, based_on="H") + style("H", "heading 1")
    assert [block.kind for block in read(p("一、思想\t1", style="T"), styles=styles).blocks] == [BlockKind.CONTENTS]


def test_the_content_control_of_a_table_of_contents_marks_it() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>{p('正文')}"
    assert [block.kind.value for block in read(body).blocks] == ["contents", "paragraph"]


def test_an_unknown_style_is_the_default_style() -> None:
    default = style("N", "Normal", '<w:pPr><w:jc w:val="center"/></w:pPr>').replace(
        "<w:style ", '<w:style w:default="1" '
    )
    assert look(p("文", style="Gone"), styles=default).alignment == "center"
    assert look(p("文"), styles=default).name == "Normal"


def test_a_circle_of_styles_ends() -> None:
    size = '<w:rPr><w:sz w:val="{}"/></w:rPr>'
    styles = style("A", "甲", size.format(32), based_on="B") + style("B", "乙", size.format(20), based_on="A")
    assert look(p("文", style="A"), styles=styles).size == 16
    assert look(p("文", style="A"), styles=style("A", "甲", based_on="A")).name == "甲"


def test_without_styles_the_defaults_of_the_standard_hold() -> None:
    assert look(p("文")) == Style(
        size=10.0, bold=False, alignment="left", line_spacing=1.0, line_rule="auto", first_line_indent=0.0
    )


def test_direct_formatting_wins_over_styles_and_styles_over_defaults() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia='宋体'/><w:sz w:val='21'/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:line='360' w:lineRule='auto'/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles += style("B", "底", "<w:pPr><w:jc w:val='both'/></w:pPr><w:rPr><w:rFonts w:eastAsia='仿宋'/></w:rPr>")
    styles += style("S", "面", "<w:rPr><w:sz w:val='32'/></w:rPr>", based_on="B")
    plain = look(p("文", style="S"), styles=styles)
    assert (plain.font, plain.size, plain.alignment, plain.line_spacing) == ("仿宋", 16.0, "both", 1.5)
    direct = look(p(r("文", '<w:rFonts w:eastAsia="黑体"/>'), '<w:jc w:val="end"/>', style="S"), styles=styles)
    assert (direct.font, direct.size, direct.alignment) == ("黑体", 16.0, "right")
    assert look(p("文"), styles=styles).size == 10.5


def test_a_theme_names_the_font_of_the_language() -> None:
    fonts = (
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
        '<a:font script="Jpan" typeface="明朝"/><a:font script="Hans" typeface="等线"/></a:minorFont>'
        '<a:majorFont><a:ea typeface="黑体"/></a:majorFont>'
    )
    theme = f"<a:theme {DECLARED}><a:themeElements><a:fontScheme>{fonts}</a:fontScheme></a:themeElements></a:theme>"
    extra = {"theme1.xml": ("theme", theme)}

    def font(reference: str, settings: str = "") -> str | None:
        properties = f'<w:rFonts w:eastAsia="宋体" w:eastAsiaTheme="{reference}"/>'
        return look(p(r("文", properties)), extra=extra, settings=settings).font

    assert font("minorEastAsia") == "等线"
    assert font("majorEastAsia") == "黑体"
    assert font("minorHAnsi") == "Calibri"
    assert font("noSuchFont") == "宋体"
    assert font("minorEastAsia", '<w:themeFontLang w:eastAsia="ja-JP"/>') == "明朝"


def test_font_and_size_of_a_line_come_from_most_characters() -> None:
    big = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="44"/>'
    assert look(p(r("标题", big) + r("较长的正文", '<w:sz w:val="32"/>'))).size == 16
    assert look(p(r("较长的标题", big) + r("正文"))).font == "黑体"


def test_look_does_not_depend_on_where_runs_begin() -> None:
    small = r("三个字", '<w:sz w:val="32"/>')
    whole, parted = look(p(small + r("甲 乙 "))), look(p(small + r("甲") + r(" ") + r("乙") + r(" ")))
    assert (whole.size, parted) == (16, whole)


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        (r("粗", "<w:b/>"), True),
        (r("粗", "<w:b/>") + r("细"), False),
        (r("粗", "<w:b/>") + r(" "), True),
        (r("细", '<w:b w:val="false"/>'), False),
    ],
)
def test_a_line_is_bold_when_every_visible_character_is_bold(runs: str, bold: bool) -> None:
    assert look(p(runs)).bold is bold


def test_a_bold_character_style_in_a_bold_paragraph_style_is_not_bold() -> None:
    styles = style("P", content="<w:rPr><w:b/></w:rPr>") + style("C", content="<w:rPr><w:b/></w:rPr>", kind="character")
    assert look(p("文", style="P"), styles=styles).bold is True
    assert look(p(r("文", '<w:rStyle w:val="C"/>'), style="P"), styles=styles).bold is False


@pytest.mark.parametrize(
    ("spacing", "expected"),
    [
        ('w:line="560" w:lineRule="exact"', (28.0, "exact")),
        ('w:line="312" w:lineRule="atLeast"', (15.6, "atLeast")),
        ('w:line="480"', (2.0, "auto")),
        ('w:line="28pt" w:lineRule="exact"', (28.0, "exact")),
        ('w:line="much"', (1.0, "auto")),
    ],
)
def test_line_spacing_is_points_or_a_multiple(spacing: str, expected: tuple[float, str]) -> None:
    style = look(p("文", f"<w:spacing {spacing}/>"))
    assert (style.line_spacing, style.line_rule) == expected


@pytest.mark.parametrize(
    ("indent", "points"),
    [
        ('w:firstLine="640"', 32.0),
        ('w:hanging="420"', -21.0),
        ('w:firstLineChars="200" w:firstLine="420"', 32.0),
        ('w:hangingChars="100"', -16.0),
        ('w:firstLineChars="0" w:firstLine="640"', 32.0),
        ('w:left="420"', 0.0),
    ],
)
def test_the_first_line_is_indented_by_points_or_characters(indent: str, points: float) -> None:
    assert look(p(r("文", '<w:sz w:val="32"/>'), f"<w:ind {indent}/>")).first_line_indent == points


def test_the_indent_of_a_list_lies_under_direct_formatting_and_over_the_style() -> None:
    numbering = abstract(0, lvl(0, "%1.", extra='<w:pPr><w:ind w:hanging="420"/></w:pPr>')) + num(1, 0)
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("P", content='<w:pPr><w:ind w:firstLine="200"/></w:pPr>')
    styles += style("L", content=f'<w:pPr>{in_list}<w:ind w:firstLine="200"/></w:pPr>')
    pieces = {"styles": styles, "numbering": numbering}
    assert look(p("文", style="P", num=1), **pieces).first_line_indent == -21.0
    assert look(p("文", '<w:ind w:firstLine="640"/>', style="P", num=1), **pieces).first_line_indent == 32.0
    assert look(p("文", style="L"), **pieces).first_line_indent == 10.0


def test_blocks_of_equal_look_share_a_style_object() -> None:
    first, second = read(p("甲") + p("乙")).blocks
    assert first.style is second.style


def test_the_layout_comes_from_the_first_section() -> None:
    def section(width: int) -> str:
        margins = '<w:pgMar w:top="2098" w:bottom="1984" w:left="1588" w:right="1474"/>'
        return f'<w:sectPr><w:pgSz w:w="{width}" w:h="16838"/>{margins}</w:sectPr>'

    document = read(p("一", section(11906)) + table(tr(tc("二"), tc("三"))) + section(16838))
    assert document.layout == PageLayout(595.3, 841.9, 104.9, 99.2, 79.4, 73.7)


def test_a_layout_missing_in_the_file_is_none() -> None:
    assert read(p("一")).layout is None
    assert read(p("一") + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>').layout is None
