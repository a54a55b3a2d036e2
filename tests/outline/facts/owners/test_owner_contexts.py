"""Owners that their context makes owners: labels of posts, lists of duties, brackets, roles, headings."""

import pytest

from jyplan.model import Node, Owner
from tests.outline.cases import parse
from tests.outline.facts.owners.test_owners import owners

NAMED = [
    ("组　长：高志强", ("组　长：高志强", ("高志强",))),
    ("副组长：舒琴、白鹭", ("副组长：舒琴、白鹭", ("舒琴", "白鹭"))),
    ("成员：张　伟、李小明", ("成员：张　伟、李小明", ("张　伟", "李小明"))),
    ("组长：王明（校长）、李丽（副校长）", ("组长：王明（校长）、李丽", ("王明", "李丽"))),
    ("第一责任人：校长", ("第一责任人：校长", ("校长",))),
    ("执教人：孙丽", ("执教人：孙丽", ("孙丽",))),
    ("授课教师：欧阳红", ("授课教师：欧阳红", ("欧阳红",))),
    ("分管领导：张副校长", ("分管领导：张副校长", ("张副校长",))),
    ("会场布置：王小宁", ("会场布置：王小宁", ("王小宁",))),
    ("安全保卫：总务处、门卫", ("安全保卫：总务处、门卫", ("总务处", "门卫"))),
    ("低年级段：王小宁、李丽", ("低年级段：王小宁、李丽", ("王小宁", "李丽"))),
    ("（张立新、王芳）做好记录", ("张立新、王芳", ("张立新", "王芳"))),
    ("（各班主任、任课教师）", ("各班主任、任课教师", ("各班主任", "任课教师"))),
    ("（教导处，完成时限：3月）", ("教导处", ("教导处",))),
    ("主要责任人为李校长", ("主要责任人为李校长", ("李校长",))),
    ("班主任为直接责任人", ("班主任为直接责任人", ("班主任",))),
    ("由教导处王敏负责", ("由教导处王敏负责", ("教导处王敏",))),
    ("由保卫科王建国同志具体落实", ("由保卫科王建国", ("保卫科王建国",))),
    ("由上级主管部门负责", ("由上级主管部门负责", ("上级主管部门",))),
    ("由图书馆举办", ("由图书馆举办", ("图书馆",))),
    ("图书馆负责编目", ("图书馆负责", ("图书馆",))),
    ("体育组承办", ("体育组承办", ("体育组",))),
    ("县教育局、县财政局牵头", ("县教育局、县财政局牵头", ("县教育局", "县财政局"))),
    ("党支部书记王海涛负责", ("党支部书记王海涛负责", ("党支部书记王海涛",))),
    ("安全办、各班主任共同做好宣传", ("安全办、各班主任", ("安全办", "各班主任"))),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_who_is_named_is_the_owner(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert owners(text) == [expected]


def test_several_duties_in_a_line_have_an_owner_each() -> None:
    assert owners("摄影：李晓燕；音响：赵国强、周立") == [
        ("摄影：李晓燕", ("李晓燕",)),
        ("音响：赵国强、周立", ("赵国强", "周立")),
    ]


def test_who_leads_and_who_helps_are_owners() -> None:
    assert owners("由德育处牵头，总务处配合") == [("由德育处牵头", ("德育处",)), ("总务处配合", ("总务处",))]


@pytest.mark.parametrize(
    "text",
    [
        "狠抓团委工作",
        "家委会赞成延长服务时间",
        "主动配合党委做好发展党员工作",
        "形式：文艺汇演",
        "主题：高质量发展",
        "卫生：保洁到位",
        "纪律：严明",
        "作者：王小宁",
        "《静夜思》（李白）",
        "（高年级）（周一）（任务）",
        "组长：负责全面工作",
        "成员：全体教师",
        "对教育事业高度负责",
        "谁主管谁负责",
        "成立以校长为组长的领导小组",
        "图书馆要整理好图书",
        "责任人：略",
    ],
)
def test_verbs_places_and_words_like_surnames_are_no_owners(text: str) -> None:
    assert owners(text) == []


def test_a_heading_that_is_a_department_owns_what_stands_under_it() -> None:
    def owned(node: Node) -> list[str]:
        return [fact.text for fact in node.facts if isinstance(fact, Owner)]

    plan = parse(
        "2024学年第一学期工作计划\n一、部门分工\n（一）教导处\n1、排好课表。\n（二）德育处：开好班会。\n（三）总务处\n二、教导处工作\n1、排课。\n"
    )[0]
    assert [owned(node) for node in plan.nodes[0].children] == [["教导处"], ["德育处"], []]
    assert owned(plan.nodes[1]) == []
