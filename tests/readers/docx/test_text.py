"""What a paragraph displays: runs and what wraps or interrupts them."""

from __future__ import annotations

import pytest

from tests.readers.docx.builder import p, r, read, style, texts

PRESERVE = 'xml:space="preserve"'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (r("工作") + r("计划"), "工作计划"),
        ("<w:hyperlink>" + r("链接") + "</w:hyperlink>", "链接"),
        ("<w:smartTag><w:smartTag>" + r("标签") + "</w:smartTag></w:smartTag>", "标签"),
        ("<w:customXml>" + r("数据") + "</w:customXml>", "数据"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ("<w:bdo><w:dir>" + r("方向") + "</w:dir></w:bdo>", "方向"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>", "甲\t乙\t丙"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连</w:t></w:r>", "软连"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>', "①"),
        ('<w:r><w:sym w:font="宋体" w:char="25A1"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="?"/><w:t>好</w:t></w:r>', "好"),
        (r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>", "拼"),
        ('<w:r><w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>', "注"),
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "1/2"),
        (f"<w:r><w:t>  两端  </w:t><w:t {PRESERVE}> 留 </w:t><w:t>尾</w:t></w:r>", "两端 留 尾"),
        ("<w:r><w:t>两\n行</w:t></w:r>", "两 行"),
        ("<w:r><w:t>\u200b一、\ufeff思想\u00ad</w:t></w:r>", "一、思想"),
        (r("尾部空白  　"), "尾部空白"),
        ('<w:r><w:rPr><w:webHidden/></w:rPr><w:t>网页里藏</w:t></w:r>', "网页里藏"),
    ],
)  # fmt: skip
def test_a_paragraph_displays_its_text(content: str, shown: str) -> None:
    assert texts(p(content)) == [shown]


@pytest.mark.parametrize(
    "content",
    [
        r("藏", "<w:vanish/>"),
        r("藏", '<w:rStyle w:val="Secret"/>'),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:tab/><w:br/></w:r>",
    ],
)
def test_hidden_text_is_left_out(content: str) -> None:
    styles = style("Secret", content="<w:rPr><w:vanish/></w:rPr>", kind="character")
    assert texts(p(r("前") + content + r("后")), styles=styles) == ["前后"]


def test_direct_formatting_shows_text_hidden_by_the_style() -> None:
    styles = style("Secret", content="<w:rPr><w:vanish/></w:rPr>")
    body = p(r("藏") + r("现", '<w:vanish w:val="0"/>'), "<w:rPr><w:vanish w:val='0'/></w:rPr>", style="Secret")
    assert texts(body, styles=styles) == ["现"]


def test_two_hiding_styles_cancel_out() -> None:
    # a switch in a character style toggles that of the paragraph style: 17.7.3
    styles = style("Secret", content="<w:rPr><w:vanish/></w:rPr>")
    styles += style("Toggle", content="<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = p(r("现", '<w:rStyle w:val="Toggle"/>'), '<w:rPr><w:vanish w:val="0"/></w:rPr>', style="Secret")
    assert texts(body, styles=styles) == ["现"]


@pytest.mark.parametrize("line_break", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>', '<w:br w:type="column"/>'])
def test_a_break_begins_a_block_of_the_same_paragraph(line_break: str) -> None:
    document = read(p() + p(f"<w:r><w:t>指导思想</w:t>{line_break}{line_break}<w:t>工作目标</w:t>{line_break}</w:r>"))
    assert [(block.text, block.place.paragraph) for block in document.blocks] == [("指导思想", 2), ("工作目标", 2)]


def test_a_paragraph_without_text_is_no_block_and_counts_as_paragraph() -> None:
    (block,) = read(p() + p("  ") + p("正文")).blocks
    assert (block.text, block.place.paragraph) == ("正文", 3)


@pytest.mark.parametrize(
    ("requires", "shown"), [("w14", "新"), ("w14 wps", "新"), ("future", "旧"), ("w14 future", "旧"), ("none", "旧")]
)
def test_a_single_branch_of_an_alternative_is_read(requires: str, shown: str) -> None:
    choices = f'<mc:Choice Requires="{requires}">{r("新")}</mc:Choice><mc:Fallback>{r("旧")}</mc:Fallback>'
    assert texts(p(f"<mc:AlternateContent>{choices}</mc:AlternateContent>")) == [shown]
    inside = choices.replace("<w:r>", "").replace("</w:r>", "")
    assert texts(p(f"<w:r><mc:AlternateContent>{inside}</mc:AlternateContent></w:r>")) == [shown]


def test_an_emoji_that_is_stored_as_a_symbol_is_read_from_its_fallback() -> None:
    emoji = (
        '<mc:AlternateContent xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex">'
        '<mc:Choice Requires="w16se"/><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>'
    )
    assert texts(p(f"<w:r>{emoji}</w:r>")) == ["☺"]


def test_an_alternative_with_only_unknown_branches_is_skipped() -> None:
    choice = f'<mc:Choice Requires="future">{r("新")}</mc:Choice>'
    assert texts(p(f"<mc:AlternateContent>{choice}</mc:AlternateContent>") + p("后")) == ["后"]


MODERN = "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
VML = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"


def test_a_text_box_that_is_stored_twice_is_read_once() -> None:
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{MODERN}</mc:Choice>'
        f"<mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent>"
    ).replace("{}", p("框"))
    assert texts(p(r("文") + f"<w:r>{both}</w:r>")) == ["文", "框"]


@pytest.mark.parametrize("box", [MODERN, VML])
def test_a_text_box_comes_before_its_paragraph_where_it_is_anchored_first(box: str) -> None:
    drawn = f"<w:r>{box.format(p('甲') + p('乙'))}</w:r>"
    assert texts(p(drawn + r("文"))) == ["甲", "乙", "文"]
    assert texts(p(r("文") + drawn)) == ["文", "甲", "乙"]
    assert texts(p(drawn)) == ["甲", "乙"]


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    inner = f"<w:r>{MODERN.format(p('内'))}</w:r>"
    assert texts(p(f"<w:r>{VML.format(p(r('外') + inner))}</w:r>")) == ["外", "内"]


def test_word_art_is_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="工作计划"/></v:shape></w:pict></w:r>'
    assert texts(p(art) + p("正文")) == ["工作计划", "正文"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice></mc:AlternateContent>',
    ],
)
def test_wrapped_paragraphs_are_read(wrapped: str) -> None:
    assert texts(p("前") + wrapped.format(p("中") + p("间")) + p("后")) == ["前", "中", "间", "后"]


def test_a_hidden_paragraph_mark_joins_two_paragraphs_in_a_line() -> None:
    # Word's style separator: a heading that runs into its text
    body = p("一、思想", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>", style="H") + p("正文。")
    document = read(body, styles=style("H", "heading 1"))
    assert [(block.text, block.kind.value) for block in document.blocks] == [("一、思想正文。", "heading")]


def test_pages_are_counted_by_noted_and_set_breaks() -> None:
    noted = "<w:r><w:lastRenderedPageBreak/></w:r>"
    set_break = '<w:r><w:br w:type="page"/></w:r>'
    body = p("一") + p(set_break) + p(noted + r("二")) + p(r("三") + noted + r("接")) + p("四", "<w:pageBreakBefore/>")
    assert [block.place.page for block in read(body).blocks] == [1, 2, 2, 4]


def test_a_section_that_begins_on_a_new_page_counts() -> None:
    first = "<w:sectPr/>"
    last = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = p('<w:r><w:br w:type="page"/><w:t>二</w:t></w:r>', first) + p("三", first) + p("还是三") + last
    assert [block.place.page for block in read(body).blocks] == [2, 3, 3]


def test_a_tracked_change_of_a_section_is_no_section() -> None:
    changed = '<w:sectPr><w:sectPrChange><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:sectPrChange></w:sectPr>'
    body = p('<w:r><w:br w:type="page"/><w:t>二</w:t></w:r>', changed) + p("三") + "<w:sectPr/>"
    assert [block.place.page for block in read(body).blocks] == [2, 3]


def test_without_any_break_pages_are_not_known() -> None:
    assert [block.place.page for block in read(p("一") + p("二")).blocks] == [None, None]
