"""What whole plans of schools hold and no rule may accuse, and what the rules find there in one finding or at its own line."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003

import pytest

from jyplan.api import load_rules, parse_bytes
from jyplan.checker.run import check_outline
from jyplan.model import Finding  # noqa: TC001
from tests.checks.kinds.trying import broken_rules, found


def findings(text: str, rules: str, rule: str) -> list[Finding]:
    checked = check_outline(parse_bytes(text.encode(), "plan.txt"), load_rules(rules))
    return [finding for finding in checked.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "rules", "rule"),
    [
        pytest.param(
            "高一期中考试工作安排\n1．周四下午布置考场。\n2．周五上午熟悉试场。\n3．班主任做好考前教育。",
            "score-school-plan",
            "has-guiding",
            id="guiding ideas of the arrangement of an examination",
        ),
        pytest.param(
            "柳湾小学发展规划（2024—2028年）\n一、指导思想\n以人为本。\n二、工作目标\n建成市级示范学校。\n三、主要任务\n新建图书馆。\n四、保障措施\n成立小组。",
            "score-school-plan",
            "has-schedule",
            id="a calendar of a plan for five years",
        ),
        pytest.param(
            "柳湾小学信息化三年行动计划\n一、指导思想\n以人为本。\n二、工作目标\n网络覆盖率达到100%。\n三、主要任务\n换新机房。\n四、保障措施\n成立小组。",
            "work-plan",
            "missing-section",
            id="a calendar of a plan for three years without a year in its title",
        ),
        pytest.param(
            "六年级组2025年工作计划\n一、工作目标\n及格率达到95%。\n二、主要工作\n每周家访一次。\n三、行事历\n九月：开学。",
            "score-school-plan",
            "has-safeguard",
            id="safeguards of a group's plan",
        ),
        pytest.param(
            "柳湾小学2025年安全工作计划\n一、工作目标\n责任事故为零。\n二、主要工作\n每周检查一次校舍。",
            "score-teaching-group",
            "listening-figure",
            id="lessons to be visited in a plan about safety",
        ),
        pytest.param(
            "2025年工作计划\n一、组织领导\n成立小组，由校长任组长，各处主任、各年级年级长为成员，每月碰头一次。",
            "work-plan",
            "typos",
            id="the head of a year, behind each year",
        ),
        pytest.param(
            "2025年演练工作计划\n一、流程\n⑴会前会议\n⑵布置工作\n⑶校门演练 ⑷ 隔离\n(5)教室演练\n(6)总结",
            "base",
            "numbering-gap",
            id="a number in one character, inside a line, among numbers in three",
        ),
        pytest.param(
            "2025年运动会工作计划\n一、主要工作\n（一）场地布置\n周三下午布置跑道和沙坑，由体育组负责。\n（二）检录\n每项赛前二十分钟检录，运动员带号码布。\n（三）医务人员\n柳青",
            "work-plan",
            "task-without-measures",
            id="persons by name",
        ),
        pytest.param(
            "2025年春季学期安全工作计划\n一、主要工作\n1、每周检查一次校舍。\n柳湾小学2025年安全行事历\n一月：总结。\n二月：部署。\n三月：宣传周。\n四月：演练。\n五月：防溺水。\n九月：排查。\n十月：培训。",
            "work-plan",
            "schedule-outside-term",
            id="the calendar of the whole year below the plan of a term",
        ),
    ],
)
def test_these_are_accused_of_nothing(text: str, rules: str, rule: str) -> None:
    assert findings(text, rules, rule) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("高一晚自修+答疑安排（9.12-9.23）\n周一　语文　林老师\n周二　数学　陈老师", "not-a-plan"),
        ("高三晚自修安排1.14-1.25（有修改）\n周一　语文　林老师\n周二　数学　陈老师", "not-a-plan"),
        (
            "青山一中“2014年清河大学‘领军计划’”推荐工作方案\n一、推荐原则\n公平公正。\n二、时间安排\n2013年5月：报名。\n2013年6月：公示。",
            "year-mismatch",
        ),
        (
            "2025年暑期工作方案\n一、安排\n1、军训\n2、汇演\n二、项目\n（一）队列\n每天训练两小时，由教官负责。\n（二）合唱\n合唱比赛。\n（三）内务\n每天检查一次，由班主任负责。",
            "task-without-measures",
        ),
    ],
    ids=[
        "days behind a timetable",
        "days and a remark",
        "a year in the name of a programme",
        "items of an event",
    ],
)
def test_real_papers_are_not_accused_of_these(text: str, rule: str) -> None:
    assert rule not in broken_rules(text, load_rules())


def test_characters_of_the_words_of_a_paper_are_not_strewn() -> None:
    rooms = "".join(
        f"{name}监考员宣布考试开始，收考试用品，记考生人数，" for name in "林陈周吴郑王冯蒋沈韩杨朱秦尤许何吕施张孔"
    )
    assert findings(f"高三考试安排\n一、监考\n{rooms}按时开考。", "base", "invisible-characters") == []


def test_a_year_of_pupils_is_not_a_plan_for_years() -> None:
    text = "五年级组2025年秋季工作计划\n一、指导思想\n以人为本。\n二、工作目标\n及格率达到95%。\n三、主要工作\n每周家访一次。"
    assert "has-schedule" in broken_rules(text, load_rules("score-school-plan"))


def test_a_word_of_the_list_written_twice_is_still_found() -> None:
    assert len(found("{type: typos}", "2025年工作计划\n一、主要工作\n抓好各年级年级的卫生，每周评比。")) == 1


def test_half_width_signs_are_one_finding_with_all_places() -> None:
    habit = "，".join(["认真落实各项制度"] * 40)
    text = f"2025年工作计划\n一、主要工作\n{habit}。\n每周家访一次,写好记录。\n每月检查一次;通报结果。\n"
    [finding] = findings(text, "base", "mixed-width")
    assert finding.message.params["times"] == 2
    assert finding.message.params["words"] == "家访一次,写好记录”“检查一次;通报结果"
    assert [text[span.start : span.end] for span in finding.also] == [";"]


def test_goals_and_something_else_under_one_heading_are_told_apart() -> None:
    text = (
        "2025年工作计划\n一、五育目标和保障建设\n（一）德育工作\n1.德育目标\n养成好习惯。\n2.德育措施\n每天晨会由学生主持。\n"
        "（二）教学工作\n1.教学目标\n及格率达到95%。\n2.教学措施\n每周备课一次，由组长主持。"
    )
    rule = "{type: has_fact, roles: [goal], facts: [indicator]}"
    assert [words for words, _ in found(rule, text)] == ["1.德育目标"]


def test_words_above_the_title_are_found_at_their_own_line(tmp_path: Path) -> None:
    set_file = tmp_path / "number.yaml"
    pattern = "字[(]20[0-9]{2}[)]"
    set_file.write_text(
        f"schema: 1\nid: number\ntitle: 文号\nrules:\n  rule: {{type: forbid, where: header, patterns: ['{pattern}']}}\n",
        "utf-8",
    )
    text = "柳湾县教育局文件\n柳教字（2025）3号\n柳湾小学2025年工作计划\n一、主要工作\n每周家访一次。"
    [finding] = findings(text, str(set_file), "rule")
    assert finding.place.line == 2
