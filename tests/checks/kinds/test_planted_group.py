"""Forty defects, one at a time, in the sound plan of a teaching group: each is found by its own rule and by no second one.

The defects were written before the rules saw them: 37 of the first 41 were found at first, by their own rule alone.
"""

from __future__ import annotations

import pytest

from jyplan.rulesets import RuleSet  # noqa: TC001
from tests.checks.kinds.trying import broken_rules

PLAN = """石桥镇初级中学2025—2026学年第二学期数学教研组工作计划

一、指导思想
以新课程标准为依据，以提高课堂实效为中心，落实学校教学工作会议精神，让每个学生学会思考。

二、工作目标
1．期末检测及格率达到85%，优秀率达到30%。
2．每位教师每学期听课不少于16节，上公开课1节。
3．全组完成1项校级课题，6月底前结题。

三、主要工作
（一）抓实集体备课
1．每周三下午第二节集体备课，由各年级备课组长主持。
2．备课先说后写，主备人提前三天把初稿发到群里（含课件）。
（二）改进课堂教学
1．每两周上一节研讨课，课后当天评课，意见记入听课本。
2．推广“先学后教”的做法，学生讲题的时间不少于十分钟。
3．青年教师与骨干教师结对，每月互听两节课。
（三）做好作业与辅导
1．书面作业每天不超过二十分钟，当天批改，错题本每周检查一次。
2．学困生建立档案，每周二、周四课后由任课教师辅导。
（四）加强质量检测
每单元检测一次，三天内完成试卷分析，低于平均分五分的班级由备课组帮助查找原因。

四、保障措施
教导处每月检查教案和作业一次，结果与教师考核挂钩；订阅两种数学教学刊物。

五、活动安排
2026年3月：制定计划，学习课标（教研组长）。
2026年4月：研讨课与期中检测（各备课组）。
2026年5月：课题中期汇报（课题组）。
2026年6月：复习研讨，课题结题（教研组长）。

石桥镇初级中学数学教研组
2026年2月25日
"""

PLANTED = [
    # words of the plan, words in their place, the rule against the defect
    ("二、工作目标\n", "二、有关说明\n", "missing-section"),
    ("以新课程标准为依据", "以《》为依据", "emptied-quotes"),
    ("推广“先学后教”的做法", "推广“”的做法", "emptied-quotes"),
    ("落实学校教学工作会议精神", "落实××学校教学工作会议精神", "placeholder"),
    ("教导处每月检查", "XX处每月检查", "placeholder"),
    ("6月底前结题", "__月底前结题____", "placeholder"),
    ("每周三下午", "×月×日下午", "placeholder"),
    ("订阅两种数学教学刊物", "订阅两种数学教学刊物（待定）", "placeholder"),
    ("由各年级备课组长主持", "由[姓名]主持", "placeholder"),
    ("教导处每月检查", "由B校教导处每月检查", "placeholder"),
    ("订阅两种", "于 年 月 日前订阅两种", "placeholder"),
    ("（三）做好作业", "（四）做好作业", "numbering-gap"),
    ("四、保障措施", "五、保障措施", "numbering-gap"),
    ("3．青年教师", "4．青年教师", "numbering-gap"),
    ("2．学困生", "3．学困生", "numbering-gap"),
    ("3．青年教师", "2．青年教师", "numbering-repeat"),
    ("五、活动安排", "四、活动安排", "numbering-repeat"),
    ("3．青年教师", "3、青年教师", "mixed-markers"),
    ("2．推广", "2、推广", "mixed-markers"),
    ("（三）做好作业与辅导\n", "（三）做好作业与辅导，\n", "heading-punctuation"),
    ("三、主要工作\n", "三、主要工作；\n", "heading-punctuation"),
    ("（含课件）", "（含课件", "unbalanced-brackets"),
    ("推广“先学后教”的做法", "推广“先学后教的做法", "unbalanced-brackets"),
    ("推广“先学后教”的做法", "推广《先学后教的做法", "unbalanced-brackets"),
    ("3．全组完成1项校级课题，6月底前结题。", "3．形成团结协作、乐于钻研的良好风气。", "goal-without-indicator"),
    ("以新课程标准为依据，以提高课堂实效为中心，落实学校教学工作会议精神，让每个学生学会思考。\n", "", "empty-section"),
    ("教导处每月检查教案和作业一次，结果与教师考核挂钩；订阅两种数学教学刊物。\n", "", "empty-section"),
    ("（各备课组）", "", "schedule-without-owner"),
    ("（课题组）", "", "schedule-without-owner"),
    ("2026年5月：课题", "2025年5月：课题", "year-mismatch"),
    ("2026年4月：研讨课", "2024年4月：研讨课", "year-mismatch"),
    ("6月底前结题", "2024年6月底前结题", "year-mismatch"),
    ("2026年2月25日", "2025年2月25日", "year-mismatch"),
    ("每周三下午第二节集体备课", "4月31日下午集体备课", "year-mismatch"),
    ("每周三下午第二节集体备课", "2026年4月1日（星期五）下午集体备课", "year-mismatch"),
    ("落实学校教学工作会议精神", "落实2023—2024学年第二学期教学工作会议精神", None),
    ("（四）加强质量检测\n", "（四）2023—2024学年质量检测\n", "year-mismatch"),
    ("中学2025—2026学年第二学期数学", "中学数学", "title-without-year"),
    ("2026年5月：课题中期汇报", "2026年10月：课题中期汇报", "year-mismatch"),
    (
        "1．书面作业每天不超过二十分钟，当天批改，错题本每周检查一次。",
        "1．每两周上一节研讨课，课后当天评课，意见记入听课本。",
        "repeated-paragraph",
    ),
    (
        "每单元检测一次，三天内完成试卷分析，低于平均分五分的班级由备课组帮助查找原因。",
        "认真做好。",
        "task-without-measures",
    ),
]


def test_sound_plan_breaks_no_rule(rules: RuleSet) -> None:
    assert broken_rules(PLAN, rules) == []


@pytest.mark.parametrize(("before", "after", "rule"), PLANTED)
def test_defect_is_found_by_its_rule_alone(before: str, after: str, rule: str | None, rules: RuleSet) -> None:
    assert PLAN.count(before) == 1
    assert broken_rules(PLAN.replace(before, after), rules) == ([] if rule is None else [rule])
