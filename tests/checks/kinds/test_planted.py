"""Defects planted into a well-made plan: exactly the rule against a defect reports the defect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jyplan import api
from jyplan.model import Level
from jyplan.rulesets import RuleSet  # noqa: TC001
from tests.checks.kinds.trying import broken_rules
from tests.places import SAMPLES

WELL_MADE = (SAMPLES / "well-made.txt").read_text("utf-8")

PLANTED = {
    # name of the defect: (words of the well-made plan, words in their place, the rule against the defect)
    "guiding removed": ("一、指导思想\n", "一、写在前面\n", "missing-section"),
    "xx": ("本校第四届", "xx学校第四届", "placeholder"),
    "two crosses": ("由校长助理牵头", "由××牵头", "placeholder"),
    "date of crosses": ("每周五汇总公布", "×月×日汇总公布", "placeholder"),
    "year of xx": ("三年规划", "20xx年规划", "placeholder"),
    "underlines": ("教研培训经费18万元", "教研培训经费____万元", "placeholder"),
    "to be decided": ("议定事项由教务处督办", "议定事项由教务处督办（待定）", "placeholder"),
    "somebody": ("数字工具。为四十五岁", "数字工具。为某某学校四十五岁", "placeholder"),
    "emptied quotes": ("守住课堂主阵地", "以“”思想为指导，守住课堂主阵地", "emptied-quotes"),
    "emptied title": ("根据县教育局质量分析会的要求", "根据《》的要求", "emptied-quotes"),
    "section gap": ("五、保障措施", "六、保障措施", "numbering-gap"),
    "item gap": ("3．控制作业总量", "4．控制作业总量", "numbering-gap"),
    "subsection gap": ("（四）完善质量监测", "（五）完善质量监测", "numbering-gap"),
    "item repeated": ("3．控制作业总量", "2．控制作业总量", "numbering-repeat"),
    "section repeated": ("五、保障措施", "四、保障措施", "numbering-repeat"),
    "another way of numbering": ("3．控制作业总量", "3、控制作业总量", "mixed-markers"),
    "goal without a figure": (
        "2．教师人均听课每学期不少于18节，校级公开课全学年不少于66节。",
        "2．提高教师的教学水平，打造高效课堂。",
        "goal-without-indicator",
    ),
    "entry without an owner": ("资料归档（教务处）", "资料归档", "schedule-without-owner"),
    "year of an earlier plan": ("2026年3月：九年级复习", "2025年3月：九年级复习", "year-mismatch"),
    "signature of an earlier plan": ("2025年8月26日", "2023年8月26日", "year-mismatch"),
    "school year of an earlier plan": ("　　新学年，全校", "　　2023—2024学年，全校", "year-mismatch"),
    "wrong weekday": ("2025年12月：校级公开课展示", "2025年12月3日（星期五）：校级公开课展示", "year-mismatch"),
    "title without its year": ("中学2025—2026学年教学", "中学教学", "title-without-year"),
    "heading with a comma": ("（三）提升教师能力\n", "（三）提升教师能力，\n", "heading-punctuation"),
    "heading with a semicolon": ("五、保障措施\n", "五、保障措施；\n", "heading-punctuation"),
    "heading with a full stop": ("三、工作目标\n", "三、工作目标。\n", "heading-punctuation"),
    "bracket left open": ("十一所小学，起点差异较大", "十一所小学（起点差异较大", "unbalanced-brackets"),
    "quotation left open": ("守住课堂主阵地", "守住“课堂主阵地", "unbalanced-brackets"),
    "paragraph pasted twice": (
        "2．推广数字工具。",
        "2．改进命题。期中、期末试卷由外校教师审题，情境类题目不少于三成，考后一周内公布双向细目表。\n3．推广数字工具。",
        "repeated-paragraph",
    ),
    "section emptied": (
        "　　上学年我校学业水平考试综合评价列全县第五名，语文、生物优势明显，数学、物理两科低分率偏高。"
        "四十五岁以上教师占五成四，使用数字工具的意愿不强；七年级新生来自十一所小学，起点差异较大。\n",
        "",
        "empty-section",
    ),
    "task that does not say how": (
        "（四）完善质量监测\n1．改进命题。期中、期末试卷由外校教师审题，情境类题目不少于三成，考后一周内公布双向细目表。\n"
        "2．跟踪分析。教务处为每班建立质量台账，对连续两次下滑的学科由分管副校长约谈备课组。\n",
        "（四）完善质量监测\n认真落实。\n",
        "task-without-measures",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", PLANTED)
def test_planted_defect_breaks_its_rule_and_no_second_rule(defect: str, rules: RuleSet) -> None:
    before, after, rule = PLANTED[defect]
    assert WELL_MADE.count(before) == 1
    assert broken_rules(WELL_MADE.replace(before, after), rules) == [rule]


def test_goals_behind_tasks_break_the_rule_of_section_order(rules: RuleSet) -> None:
    before_goals, goals_heading, from_goals = WELL_MADE.partition("三、工作目标\n")
    goals, tasks_heading, from_tasks = from_goals.partition("四、主要工作\n")
    tasks, safeguards_heading, safeguards = from_tasks.partition("五、保障措施\n")
    text = f"{before_goals}三、主要工作\n{tasks}四、工作目标\n{goals}{safeguards_heading}{safeguards}"
    assert goals_heading
    assert tasks_heading
    assert broken_rules(text, rules) == []  # the order differs from place to place
    ordered = replace(rules.rules["section-order"], level=Level.INFO)
    assert broken_rules(text, replace(rules, rules={"section-order": ordered})) == ["section-order"]


@pytest.mark.parametrize(
    "harmless",
    [
        ("本校第四届", "二○二五年以来本校第四届"),
        ("十一所小学，起点差异较大", "十一所小学（填写格式为“xx市xx县”）"),
        ("由实验员登记人数", "由实验员登记人数，实验台长2×3米"),
        ("根据县教育局质量分析会的要求", "2024年10月县教育局召开了质量分析会，根据会议要求"),
        ("三年规划", "三年规划（2024—2027年）"),
        ("1．改进命题", "1. 改进命题"),
        ("2．教师人均听课每学期不少于18节", "2．毕业班低分人数比例逐步下降，教师人均听课每学期不少于18节"),
        ("守住课堂主阵地", "守住课堂主阵地》》详见下文《《"),
    ],
)
def test_harmless_words_similar_to_a_defect_break_no_rule(harmless: tuple[str, str], rules: RuleSet) -> None:
    before, after = harmless
    assert WELL_MADE.count(before) == 1
    assert broken_rules(WELL_MADE.replace(before, after), rules) == []


CALENDAR = "2026年春季安全工作计划\n各月安排如下。\n三月份\n1、查取暖设施。\n2、签订责任书。\n四月份\n1、参观消防站。\n五月份\n1、地震演练。\n"
NUMBERED = "2025—2026学年第一学期工作计划\n一、行事历\n1、9月：开学。\n2、10月：运动会。\n3、11月：期中检测。\n4、12月：评比。\n"
REVIEW = "清溪镇中心小学2025年工作报告\n一、一年来的工作\n1、每周检查路队。\n2、每月走访五户。\n二、明年的打算\n1、建好书香校园。\n"


def missing(text: str, rules: RuleSet) -> list[str]:
    from jyplan.checker.run import check_outline

    outline = api.parse_bytes(text.encode(), "p.txt")
    findings = [finding for finding in check_outline(outline, rules).findings if finding.rule == "missing-section"]
    return [str(finding.message.params["section"]) for finding in findings]


def test_schedule_counts_as_tasks_in_a_plan_without_further_sections(rules: RuleSet) -> None:
    assert missing(CALENDAR, rules) == ["guiding ideas", "goals", "safeguards"]
    with_goals = CALENDAR.replace("各月", "一、工作目标\n安全事故为零。\n二、行事历\n各月")
    assert "tasks or measures" in missing(with_goals, rules)


@pytest.mark.parametrize("title", ["语文教研组工作计划", "三年级二班班主任工作计划", "八年级数学教学计划"])
def test_safeguards_are_asked_of_whole_schools_alone(title: str, rules: RuleSet) -> None:
    text = "柳堤小学2025年{}\n一、指导思想\n育人为本。\n二、工作目标\n及格率95%。\n三、主要工作\n每周家访一次。\n四、行事历\n九月：开学。\n"
    assert missing(text.format(title), rules) == []
    assert missing(text.format("学校工作计划"), rules) == ["safeguards"]


@pytest.mark.parametrize("title", ["2025年工作报告", "2025年工作要點", "2025年工作总结"])
def test_work_points_and_reports_need_no_sections_of_a_plan(title: str, rules: RuleSet) -> None:
    assert missing(REVIEW.replace("2025年工作报告", title), rules) == []
    assert "goals" in missing(REVIEW.replace("2025年工作报告", "2025年工作计划"), rules)


def test_number_of_an_entry_is_no_month(rules: RuleSet) -> None:
    assert "schedule-outside-term" not in broken_rules(NUMBERED, rules)
    assert "schedule-outside-term" in broken_rules(NUMBERED.replace("12月", "5月"), rules)
