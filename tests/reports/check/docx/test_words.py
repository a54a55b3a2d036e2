"""Comments cover the very words, in every kind of Word markup."""

from __future__ import annotations

import pytest
from lxml import etree

from jyplan.model import Revisions
from tests.readers.docx.builder import abstract, build, lvl, num, p, r, table, tc, tr
from tests.reports.check.docx.copies import (
    as_strict,
    blocks,
    checked,
    checked_words,
    commented,
    comments,
    copy_of,
    finding,
    part,
    ranges,
)

INSERTED = '<w:ins w:id="3" w:author="王" w:date="2025-09-01T00:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="4" w:author="王"><w:r><w:delText>{}</w:delText></w:r></w:del>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = (
    '<w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r>"
)


@pytest.mark.parametrize(
    "content",
    [
        p("做好xx学校的工作"),
        p(r("做好x") + r("x学校", "<w:b/>") + r("的工作")),
        p("<w:r><w:t>做好</w:t><w:t>x</w:t><w:t>x学校的工作</w:t></w:r>"),
        p(f"<w:r><w:t> \n做好xx学校的工作 </w:t></w:r>{r('。')}"),
        p("<w:r><w:t>做好x\u200bx学\ufeff校的\r\n工作</w:t></w:r>"),
        p("<w:r><w:t>做<!-- 注 -->好x<?x y?>x学校</w:t></w:r>"),
        p("<w:r><w:t><![CDATA[<做好>xx学校]]>&amp;的工作</w:t></w:r>"),
        p("<w:r><w:tab/><w:t>做好</w:t><w:noBreakHyphen/><w:t>xx学校</w:t><w:tab/></w:r>"),
        p(INSERTED.format(r("做好xx学校的工作"))),
        p(r("做好") + INSERTED.format(r("xx")) + DELETED.format("某某") + r("学校")),
        p(f'<w:hyperlink w:anchor="a">{r("做好xx学")}</w:hyperlink>{r("校")}'),
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('做好xx学校的')}</w:sdtContent></w:sdt>{r('工作')}"),
        f"<w:sdt><w:sdtContent>{p('做好xx学校')}</w:sdtContent></w:sdt>",
        p(f'<w:smartTag w:element="place">{r("做好xx学校")}</w:smartTag>'),
        p(f'<w:fldSimple w:instr=" REF a ">{r("做好xx学校")}</w:fldSimple>'),
        p(r("做") + FIELD.format("REF a", r("好xx学校"))),
        p(r("做") + FIELD.format("REF a", r("好x")) + r("x学校的")),
        p(f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{r("做好xx学校")}</w:bdo></w:dir>'),
        table(tr(tc("时间"), tc("做好xx学校"))),
        table(tr(tc(table(tr(tc("内"), tc("做好xx学校"))))), tr(tc("外"))),
    ],
)  # fmt: skip
def test_comment_covers_the_very_words(content: str) -> None:
    data = build(p("计划") + content)
    assert commented(data, "xx学校") == ["xx学校"]
    assert blocks(copy_of(data, checked_words(data, "xx学校"))) == blocks(data)


def test_comment_covers_several_paragraphs() -> None:
    data = build(p("一、目标") + p("二、措施") + p("三、行事历"))
    assert commented(data, "标\n二、措施\n三、行") == ["标\n二、措施\n三、行"]


def test_comment_covers_several_cells() -> None:
    data = build(table(tr(tc("九月"), tc("开学")), tr(tc("十月"), tc("听课"))))
    assert commented(data, "月\t开学\n十月\t听") == ["月\n开学\n十月\n听"]


def test_comments_may_overlap_touch_and_be_equal() -> None:
    data = build(p("甲乙丙丁戊"))
    words = ("甲乙丙", "乙丙丁", "丙丁戊", "丙", "丁", "甲乙丙丁戊", "丁")
    assert commented(data, *words) == list(words)
    assert blocks(copy_of(data, checked_words(data, *words))) == blocks(data)


def test_runs_keep_their_look_when_split() -> None:
    look = '<w:rFonts w:eastAsia="黑体"/><w:b/><w:color w:val="FF0000"/>'
    root = part(copy_of(data := build(p(r("做好xx学校", look))), checked_words(data, "xx")))
    looks = [[child.tag.rpartition("}")[2] for child in each] for each in root.iter("{*}rPr")]
    assert looks == [["rFonts", "b", "color"]] * 3


def test_automatic_number_is_commented_at_the_start_of_its_paragraph() -> None:
    data = build(
        p("目标", num=1) + p("措施", num=1), numbering=abstract(1, lvl(0, "%1、", "chineseCounting")) + num(1, 1)
    )
    words = ("二、", "二、 措", "标\n二")
    assert commented(data, *words) == ["", "措", "标\n"]
    paragraph = list(part(copy_of(data, checked_words(data, "二、"))).iter("{*}p"))[1]
    assert [child.tag.rpartition("}")[2] for child in paragraph] == [
        "pPr",
        "commentRangeStart",
        "commentRangeEnd",
        "r",
        "r",
    ]


@pytest.mark.parametrize(
    ("content", "covered"),
    [
        (p(BOX.format(p("框里xx学校"))), "框里xx学校\n框里xx学校\n"),
        (p(r("做好") + "<m:oMath><m:r><m:t>xx学校</m:t></m:r></m:oMath>" + r("的")), "xx学校"),
        (
            p(r("做") + "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase>"
              "<w:r><w:t>好xx学校</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
            "x好xx学校",
        ),
    ],
)  # fmt: skip
def test_text_boxes_formulas_and_ruby_are_commented_as_a_whole_with_the_words(content: str, covered: str) -> None:
    data = build(p("计划") + content)
    copy = copy_of(data, checked_words(data, "xx学校"))
    assert ranges(copy) == [covered]
    assert comments(copy)[0][1] == "On the words: “xx学校”"
    assert blocks(copy) == blocks(data)


def test_text_of_a_field_without_result_is_commented_around_the_field() -> None:
    circled = "<w:r><w:instrText> EQ \\o\\ac(○,11)</w:instrText></w:r>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    data = build(p(r("做好") + begin + circled + end + r("的")))
    copy = copy_of(data, checked_words(data, "⑪"))
    order = [
        each.tag.rpartition("}")[2]
        for each in part(copy).iter("{*}commentRangeStart", "{*}fldChar", "{*}commentRangeEnd")
    ]
    assert order == ["commentRangeStart", "fldChar", "fldChar", "commentRangeEnd"]


def test_a_merged_cell_gets_equal_comments_once() -> None:
    merged = tr(tc("做好xx学校", '<w:vMerge w:val="restart"/>'), tc("九月")) + tr(tc("", "<w:vMerge/>"), tc("十月"))
    data = build(table(merged))
    text = checked(data, ()).outline.plans[0].text
    first, second = text.index("xx"), text.rindex("xx")
    assert first < second
    copy = copy_of(data, checked(data, [finding(first, first + 2), finding(second, second + 2)]))
    assert ranges(copy) == ["xx"]
    later = copy_of(data, checked(data, [finding(second, second + 2)]))
    assert ranges(later) == ["做好xx学校"]


def test_words_from_an_embedded_file_are_quoted_beside_their_place() -> None:
    data = build(p("计划") + '<w:altChunk r:id="c.txt"/>' + p("措施"), extra={"c.txt": ("aFChunk", "做好xx学校")})
    copy = copy_of(data, checked_words(data, "xx学校"))
    assert ranges(copy) == [""]
    assert comments(copy)[0][1] == "On the words: “xx学校”"


def test_finding_without_words_is_commented_at_its_offset() -> None:
    data = build(p("甲乙") + p("丙"))
    assert ranges(copy_of(data, checked(data, [finding(1, 1), finding(4, 4)]))) == ["乙", ""]


def test_tracked_changes_stay_tracked() -> None:
    data = build(p(r("做好") + INSERTED.format(r("xx学校")) + DELETED.format("某某中学") + r("的工作")))
    copy = copy_of(data, checked_words(data, "x学", "好xx"))
    assert blocks(copy, Revisions.ORIGINAL) == blocks(data, Revisions.ORIGINAL)
    root = part(copy)
    [inserted] = root.iter("{*}ins")
    assert "".join(map(str, inserted.itertext())) == "xx学校"
    outside = [each for paragraph in root.iter("{*}p") for each in paragraph.iterfind("{*}r/{*}commentReference")]
    assert [*root.iter("{*}commentReference")] == outside


def test_text_before_the_changes_can_be_commented() -> None:
    data = build(p(r("做好") + INSERTED.format(r("xx学校")) + DELETED.format("某某中学") + r("的工作")))
    copy = copy_of(data, checked_words(data, "某中学的", revisions=Revisions.ORIGINAL))
    assert ranges(copy, gone="ins") == ["某中学的"]


def test_strict_file_stays_strict() -> None:
    strict = as_strict(build(p("做好xx学校")))
    copy = copy_of(strict, checked_words(strict, "xx学校"))
    for name in ("word/document.xml", "word/comments.xml"):
        spaces = {etree.QName(each).namespace for each in part(copy, name).iter()}
        assert spaces == {"http://purl.oclc.org/ooxml/wordprocessingml/main"}
    kinds = [each.get("Type", "") for each in part(copy, "word/_rels/document.xml.rels")]
    assert kinds == ["http://purl.oclc.org/ooxml/officeDocument/relationships/comments"]
    assert blocks(copy) == blocks(strict)
