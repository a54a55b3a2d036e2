"""Fields show their result and never their code (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import pytest

from jyplan.model import BlockKind
from tests.readers.docx.builder import p, r, read, texts


def char(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return char("begin") + code(instruction) + char("separate") + result + char("end")


def test_a_field_shows_its_result() -> None:
    assert texts(p(r("第") + field(" PAGE ", r("3")) + r("页"))) == ["第3页"]


def test_a_simple_field_shows_its_content() -> None:
    assert texts(p('<w:fldSimple w:instr=" SEQ 表 ">' + r("1") + "</w:fldSimple>" + r("后"))) == ["1后"]


def test_nested_fields_show_the_result_of_the_outermost() -> None:
    condition = (
        char("begin") + code(" IF ") + field(" MERGEFIELD 校 ", r("一中")) + code(' = "一中" ') + char("separate")
    )
    assert texts(p(condition + r("甲") + field(" REF x ", r("乙")) + char("end") + r("丙"))) == ["甲乙丙"]


def test_a_field_may_span_paragraphs() -> None:
    body = p(char("begin") + code(" INCLUDETEXT ") + char("separate") + r("一")) + p("二") + p(r("三") + char("end"))
    assert texts(body + p("四")) == ["一", "二", "三", "四"]


def test_a_field_without_result_displays_no_text() -> None:
    assert texts(p(r("词") + char("begin") + code(' XE "词" ') + char("end"))) == ["词"]


def test_a_field_without_an_end_hides_no_text() -> None:
    assert texts(p(char("begin") + code(" PAGE ") + r("文")) + p("后")) == ["文", "后"]


def test_a_field_end_without_a_beginning_is_ignored() -> None:
    assert texts(p(char("end") + char("separate") + r("文"))) == ["文"]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"EQ \o\ac(○,1)", "①"),
        (r" eq \o\ac(○,21) ", "㉑"),
        (r"EQ \o\ac(○,甲)", "(甲)"),
        (r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(pīn),拼)", "拼"),
        (r"SYMBOL 252 \f Wingdings", "✓"),
        (r'SYMBOL 0xFE \f "Wingdings" \s 12', "☑"),
        ("MACROBUTTON NoMacro [单击此处]", "[单击此处]"),
        ("SYMBOL 99999999999", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_field_without_a_stored_result_is_displayed_by_its_code(instruction: str, shown: str) -> None:
    assert texts(p(r("甲") + char("begin") + code(instruction) + char("end") + r("乙"))) == [f"甲{shown}乙"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☒"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☒"),
        ("<w:checkBox/>", "☐"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>', "乙"),
        ('<w:ddList><w:listEntry w:val="甲"/></w:ddList>', "甲"),
        ('<w:ddList><w:result w:val="7"/></w:ddList>', ""),
    ],
)
def test_a_form_field_shows_its_state(data: str, shown: str) -> None:
    box = char("begin", f"<w:ffData>{data}</w:ffData>") + code(" FORM ") + char("end")
    assert texts(p(r("项") + box)) == [f"项{shown}"]


def test_a_field_that_is_half_deleted_still_ends() -> None:
    body = p(char("begin") + code(" PAGE ") + char("separate") + r("1") + f"<w:del>{char('end')}</w:del>" + r("后"))
    assert texts(body + p("文")) == ["1后", "文"]


def test_a_table_of_contents_is_marked_by_its_field() -> None:
    toc = p(char("begin") + code(r' TOC \o "1-3" ') + char("separate") + field(" PAGEREF _T ", r("一、思想\t1")))
    toc += p(r("二、目标\t2")) + p(char("end"))
    document = read(toc + p("一、思想"))
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("一、思想\t1", BlockKind.CONTENTS),
        ("二、目标\t2", BlockKind.CONTENTS),
        ("一、思想", BlockKind.PARAGRAPH),
    ]
