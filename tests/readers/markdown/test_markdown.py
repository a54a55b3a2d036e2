from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import Place, ProblemKind
from jyplan.readers import markdown
from tests.readers.cases import Case, load_cases, show

CASES = load_cases(Path(__file__).with_name("cases.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_marks_are_interpreted(case: Case) -> None:
    assert show(markdown.read(case.source.encode(), "a.md")) == case.expected


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n\n![目标图](a.png)\n\n二、措施",
        "# 计划\n正文",
        "正文\n\n  ### 一、目标",
        "月份|内容\n---|---\n九月|会",
        "| 月份 |\n|:---|---:|\n",
        "**一、目标**\n提高\n**二、任务**",
        "**重点**\n- 甲\n- 乙",
        "见[附件](https://a.cn/b)",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_clear_marks_are_recognised(text: str, encoding: str) -> None:
    assert markdown.recognises(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、目标\n1. 甲\n2. 乙",
        "#教研# 活动\n#include",
        "- 甲\n- 乙\n* 丙",
        "**重点**",
        "一、目标\n------\n二、任务",
        "密码****，编号**",
        "########",
        "2*3**4，5**6*7",
        "甲|乙",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert not markdown.recognises(text.encode())


def test_other_files_are_left_alone() -> None:
    assert not markdown.recognises(b"%PDF-1.4\n# x\n")
    assert not markdown.recognises("# 计划".encode("utf-16"))


def test_long_texts_and_heaps_of_brackets_are_left_to_the_text_reader() -> None:
    assert not markdown.recognises(b"# x\n" + b"a" * 300_000)
    assert not markdown.recognises(b"# x\n" + b"![" * 5_001)


def test_places_count_the_lines_of_the_file() -> None:
    text = "---\ntitle: 计划\n---\n\n# 一\n甲\n乙\n\n|a|b|\n|-|-|\n|c|d|\n\n```\nx\n```\n"
    places = [block.place for block in markdown.read(text.replace("\n", "\r\n").encode(), "a.md").blocks]
    assert places == [
        Place(line=2),
        Place(line=5),
        Place(line=6),
        Place(line=7),
        Place(line=9, table=1, row=1),
        Place(line=11, table=1, row=2),
        Place(line=14),
    ]


def test_a_document_states_its_encoding() -> None:
    document = markdown.read("# 教研工作计划\n".encode("gb18030"), "计划.md")
    assert (document.path, document.format, document.encoding) == ("计划.md", "markdown", "gb18030")


def test_a_line_is_bold_if_all_of_it_is() -> None:
    text = "# x\n**一、目标**\n**甲：**乙\n文字\n**甲**、**乙**\n"
    assert [b.style.bold for b in markdown.read(text.encode(), "a.md").blocks if b.style] == [
        False,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.gate
@pytest.mark.parametrize(
    "text",
    [
        "> " * 20_000 + "甲",
        "".join("  " * i + "- 甲\n" for i in range(300)),
        "![" * 2_400,
        "**甲" * 20_000,
        "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + ("|a" * 3_000 + "\n") * 20,
        "1. a\n" * 20_000,
        "<a " * 50_000,
        "甲\n" * 50_000,
    ],
    ids=["quotations", "lists", "images", "bold", "table", "items", "tags", "lines"],
)
def test_hostile_texts_end_in_time(text: str) -> None:
    started = time.process_time()
    markdown.read(b"# x\n\n" + text.encode(), "a.md")
    assert time.process_time() - started < 30  # seconds of the processor: one on an idle machine


def test_mutated_and_truncated_texts_never_raise() -> None:
    whole = "\n\n".join(case.source for case in CASES).encode("gb18030")
    random_source = random.Random(20240901)
    for _ in range(150):
        data = bytearray(whole[: random_source.choice([len(whole), random_source.randrange(len(whole))])])
        for _ in range(random_source.randrange(30)):
            if data:
                data[random_source.randrange(len(data))] = random_source.randrange(256)
        try:
            markdown.read(bytes(data), "a.md")
        except UnreadableDocument:
            continue


def test_a_picture_is_a_problem_with_its_line() -> None:
    text = "# 计划\n\n![流程图](a.png)\n\n[![徽章](b.png)](http://x)\n"
    problems = markdown.read(text.encode(), "a.md").problems
    assert [(problem.kind, problem.place) for problem in problems] == [(ProblemKind.UNREAD, Place(line=3))]
