"""The text of comments, and copies of submissions in formats other than .docx."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.errors import InputError, UsageError
from jyplan.inputs import Unreadable
from jyplan.language import Language
from jyplan.model import Checked, Level, Wording
from jyplan.reports import CheckOptions
from jyplan.reports.check.docx import copies, render
from tests.readers.docx.builder import build, p
from tests.reports.check.docx.copies import ENGLISH, W, card, checked, comments, copy_of, finding, part, ranges

CHINESE = CheckOptions(Language("zh"))
PLAN = "2025—2026学年数学教研工作计划\n\n一、工作目标\n做好xx学校的工作。\n时间\t内容\n九月\t××年级\n"
MISSING = Unreadable("没有.txt", InputError("there is no such file or folder", where="没有.txt"))


def text_with_findings(path: str = "计划.txt") -> Checked:
    return check_outline(api.parse_bytes(PLAN.encode(), path), api.load_rules("base"))


@pytest.mark.parametrize(
    ("options", "paragraphs"),
    [
        (ENGLISH, ["error: unfilled: xx", "→ fill it in", "Rule rule-of-ours; source: 《办法》第三条"]),
        (CHINESE, ["错误：没填xx", "→ 填上", "规则：rule-of-ours；依据：《办法》第三条"]),
    ],
)
def test_comment_says_level_message_hint_and_source(options: CheckOptions, paragraphs: list[str]) -> None:
    violation = finding(
        0, 2, level=Level.ERROR,
        message=Wording("没填{words}", "unfilled: {words}", {"words": "xx"}), hint=Wording("填上", "fill it in"),
    )  # fmt: skip
    data = build(p("xx学校"))
    options = replace(options, rules=(card("《办法》第三条"),))
    assert comments(copy_of(data, checked(data, [violation]), options)) == {0: paragraphs}


def test_comment_of_a_rule_without_source_names_the_rule() -> None:
    data = build(p("xx学校"))
    assert comments(copy_of(data, checked(data, [finding(0, 2)]))) == {0: ["warning: not good", "Rule rule-of-ours"]}


def test_hostile_text_stays_text() -> None:
    hostile = "<w:b/>&amp;\x1b[31m\u202e\x00\ud800\ufffe\n=1+1"
    data = build(p("xx学校"))
    [paragraphs] = comments(copy_of(data, checked(data, [finding(0, 2, message=Wording("{words}", "", {"words": hostile}))]))).values()  # fmt: skip
    assert paragraphs[0] == "warning: <w:b/>&amp;\\x1b[31m\\u202e\\x00\\ud800\\ufffe =1+1"


def test_python_docx_opens_the_copy_and_finds_the_comments() -> None:
    data = build(p("做好xx学校"), styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>')  # fmt: skip
    opened = python_docx.Document(BytesIO(copy_of(data, checked(data, [finding(2, 4)]))))
    assert [paragraph.text for paragraph in opened.paragraphs] == ["做好xx学校"]
    assert [(each.author, each.initials, each.timestamp) for each in opened.comments] == [("jyplan", "jy", None)]


def test_a_text_file_is_laid_out_anew_and_a_comment_says_so() -> None:
    copy = render([text_with_findings()], CHINESE)
    read = api.parse_bytes(copy)
    assert [line for block in read.document.blocks for line in [block.text]] == PLAN.replace("\n\n", "\n").splitlines()
    assert ranges(copy) == ["2025—2026学年数学教研工作计划", "xx学校", "××年"]
    assert comments(copy)[0] == ["本文件由 计划.txt 的文字生成，原文件不是 .docx，版式没有保留"]
    assert [each.get(f"{W}val") for each in part(copy).iter(f"{W}pStyle")] == ["Title", "Heading1", "TableRow", "TableRow"]  # fmt: skip


def test_every_plan_of_a_page_is_laid_out(request: pytest.FixtureRequest) -> None:
    page = api.check(request.config.rootpath / "samples" / "page-six-plans.txt")
    assert len({each.plan for each in page.findings}) > 1
    texts = {plan.number: plan.text for plan in page.outline.plans}
    copy = render([page], ENGLISH)
    assert [block.text for block in api.parse_bytes(copy).document.blocks] == "\n".join(texts.values()).split("\n")
    assert ranges(copy)[1:] == [texts[each.plan][each.start : each.end] for each in page.findings]


def test_page_without_any_plan_is_laid_out_empty() -> None:
    result = check_outline(api.parse_bytes(b" \n", "page.txt"), api.load_rules("base"))
    assert comments(render([result], ENGLISH))[0][0].startswith("Made from the text of page.txt")


def test_several_documents_are_copied_one_by_one() -> None:
    data = build(p("做好xx学校"))
    word = checked(data, [finding(2, 4)])
    contents = dict(copies([text_with_findings("交/a.txt"), MISSING, word], replace(ENGLISH, read=lambda path: data)))
    assert [*contents] == ["交/a.docx", "p.docx"]
    assert ranges(contents["p.docx"]) == ["xx"]


@pytest.mark.parametrize("results", [[], [MISSING], [text_with_findings(), text_with_findings()]])
def test_a_single_file_holds_a_single_document(results: list[Checked | Unreadable]) -> None:
    with pytest.raises(UsageError, match="a file for each document"):
        render(results, ENGLISH)
