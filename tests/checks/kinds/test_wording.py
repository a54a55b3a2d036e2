"""Kinds about how a paper is written; word lists from files; what stands around a plan; a message for each part."""

from __future__ import annotations

import pytest

from tests.checks.kinds.trying import found

_PLAN = "双溪小学2025年工作计划\n一、主要工作\n1、{}\n2、每周检查一次教案。\n二、保障措施\n成立小组。"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("文章来源于网络，每周家访一次。", "文章来源于网络"),
        ("养成良好的.卫生习惯。", "的."),
        ("加强学校安全的^领`导。", "^"),
        ("下面是小编整理的范例。", "下面是小编"),
        ("每周家访一次。当前位置：首页。", "当前位置："),
        ("点击下载全文，每周家访一次。", "点击下载全文"),
        ("每周家访一次，第 2 页 共 5 页并写好记录。", "第 2 页 共 5 页"),
    ],
)
def test_traces_are_found(sentence: str, words: str) -> None:
    assert words in [each for each, _ in found("{type: residue, find: [web, page-number]}", _PLAN.format(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "登录 www.example.edu.cn 报名，下载通知。",
        "各班图书来源于家长捐赠。",
        "读到课本第3页，共读第5页。",
        "本文件由教务处解释，仅供内部使用。",
        "学习相关推荐书目。",
    ],
)
def test_what_a_plan_may_say_is_no_trace(sentence: str) -> None:
    assert found("{type: residue}", _PLAN.format(sentence)) == []


def test_a_heading_inside_a_paragraph_is_found_once_a_paragraph() -> None:
    text = "工作计划\n一、指导思想\n以提高质量为中心。二、主要工作\n每周家访一次。三、保障措施\n成立小组，定期检查。"
    assert [words for words, _ in found("{type: residue, find: [inline-heading]}", text)] == [
        "二、主要工作",
        "三、保障措施",
    ]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("培养能独挡一面的骨干。", "独当一面"),
        ("与此同此，抓好常规。", "与此同时"),
        ("再接再励，争取进步。", "再接再厉"),
        ("开展心里健康教育。", "心理健康教育"),
        ("提高学生的的能力。", "的"),
        ("认真进行进行检查。", "进行"),
        ("学习《幼儿园教育指导大纲》。", "《幼儿园教育指导纲要》"),
    ],
)
def test_slips_are_found_with_what_is_meant(sentence: str, right: str) -> None:
    [each] = found("{type: typos}", _PLAN.format(sentence))
    assert each.message == f"“{each.words}” may be meant for “{right}”"


@pytest.mark.parametrize(
    "sentence",
    [
        "目的的达成，参与与否，祥和和谐，普及及时。",
        "预防犯罪，汇报负责人，公布署名，部署期间交付主任。",
        "天天向上，人人参与，研究研究，讨论讨论。",
        "毕竟选题是关键，统一但不划一，既使学生会学又使学生乐学。",
        "查户籍口子，交通迅速，健康成常态，辅导元旦活动。",
    ],
)
def test_what_only_looks_like_a_slip_is_right(sentence: str) -> None:
    assert found("{type: typos}", _PLAN.format(sentence)) == []


_MONTHS = "2025年秋季工作计划\n一、行事历\n{}"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("九月：开学。\n十月：运动会。\n十一月：检测。\n十月：家长会。", ["十月"]),
        ("九月：开学。\n九月：家长会。\n十月：运动会。\n十一月：检测。", []),
        ("9月1日：开学。\n10月8日：运动会。\n11月5日：检测。\n10月9日：家长会。", []),
        ("第1周：开学。\n第2周：家访。\n第3周：检测。\n第2周：班会。", ["第2周"]),
    ],
)
def test_months_and_weeks_given_twice(entries: str, words: list[str]) -> None:
    assert [each for each, _ in found("{type: schedule, find: [repeat]}", _MONTHS.format(entries))] == words


def test_forbidden_words_come_from_a_file() -> None:
    rule = "{type: forbid, texts_from: banned.txt}"
    for data in (
        "# 旧提法\n素质教育工程\n\n应试 # 注\n".encode(),
        "素质教育工程\r\n应试\r\n".encode("gb18030"),
        "素质教育工程\n应试".encode("utf-16"),
    ):
        hits = found(rule, _PLAN.format("推进素质教育工程，不搞应试。"), banned=data)
        assert [words for words, _ in hits] == ["素质教育工程", "应试"]


_HEADED = "双教〔2025〕12号\n双溪小学2025年工作计划\n一、主要工作\n1、每周家访一次。\n2、每月检查一次。\n双溪小学\n2025年9月1日\n抄送：县教育局"


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (r"{type: require, where: header, patterns: ['〔20\d\d〕\d+号']}", 0),
        ("{type: require, where: header, texts: [密级]}", 1),
        ("{type: require, where: signature, texts: [双溪小学]}", 0),
        ("{type: require, where: signature, texts: [青禾路小学]}", 1),
        ("{type: require, where: after, texts: [抄送]}", 0),
        ("{type: forbid, where: after, texts: [抄送]}", 1),
        ("{type: forbid, where: header, texts: [家访]}", 0),
    ],
)
def test_rules_for_what_stands_above_the_title_and_below_the_signature(rule: str, count: int) -> None:
    assert len(found(rule, _HEADED)) == count


def test_each_part_of_a_kind_may_have_its_message() -> None:
    rule = "{type: quota, subject: [听课], unit: 节, min: 15, per: 学期, which: every, messages: {missing: 没有写听课节数, low: '只有{found}'}}"
    assert [message for _, message in found(rule, _PLAN.format("每人每学期听课8节。"))] == ["只有每人每学期听课8节"]
    assert [message for _, message in found(rule, _PLAN.format("认真听课。"))] == ["没有写听课节数"]


def test_all_facts_may_be_needed() -> None:
    rule = "{type: has_fact, roles: [task], facts: [owner, date], need: all, each: true}"
    text = _PLAN.format("9月由教导处检查教案。\n3、由教导处组织家访活动。\n4、写好每一次的教学反思。")
    messages = [message for _, message in found(rule, text)]
    assert [message.partition("does not name ")[2] for message in messages] == [
        "a date",
        "an owner and a date",
        "an owner",
    ]


@pytest.mark.parametrize("phrase", ["家访记录", "填写家访记", "填写家访记录", "认真填写家访记", "认真填写家访记录"])
def test_a_phrase_of_four_to_eight_characters_twice_in_a_row_is_found(phrase: str) -> None:
    assert phrase * 2 in [words for words, _ in found("{type: typos}", _PLAN.format(f"𠮷老师{phrase * 2}。"))]
    assert found("{type: typos}", _PLAN.format(f"{phrase}，{phrase}。")) == []
