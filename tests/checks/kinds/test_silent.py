"""What real papers hold and no rule may accuse: titles shown twice, quotations with their sources, days of the next winter."""

from __future__ import annotations

import pytest

from jyplan.api import load_rules, parse_bytes
from jyplan.checker.run import check_outline
from tests.checks.kinds.trying import found
from tests.readers.xlsx.builder import build, row, sheet


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "教学管理暨常规检查活动月——柳湾小学的秋天与书香\n教学管理暨常规检查活动月——柳湾小学的秋天与书香\n一、主要工作\n每周家访一次。",
            id="a title that a page shows above and in the text",
        ),
        pytest.param(
            "2025年学习计划\n一、学习内容\n要把课堂放在第一位。\n（2020年10月29日在全体会议上的讲话）\n要把孩子放在心上。\n（2020年10月29日在全体会议上的讲话）",
            id="where and when something was said",
        ),
        pytest.param(
            "2025年读书节方案\n一、诵读比赛\n1、比赛方式\n每班二十人。\n2、评奖\n产生一等奖、二等奖、三等奖若干名，特别优秀的给予特等奖。\n"
            "二、书法比赛\n1、比赛方式\n每班五人。\n2、评奖\n产生一等奖、二等奖、三等奖若干名，特别优秀的给予特等奖。",
            id="the same heading and text in parallel sections",
        ),
        pytest.param(
            "2025年评优工作方案\n一、评选条件\n1.优秀教师的条件\n爱岗敬业，每学期上公开课一节以上，教案工整，作业批改及时。\n"
            "2.优秀班主任的条件\n爱岗敬业，每学期上公开课一节以上，教案工整，作业批改及时。",
            id="the same condition of two awards",
        ),
        pytest.param(
            "2025年竞聘工作方案\n一、办法\n先报名，后面谈。\n附件：\n1．柳湾县第二中学教学岗位竞聘候选人报名申请表\n附件1\n柳湾县第二中学教学岗位竞聘候选人报名申请表",
            id="the title of an attachment, in the list and above the attachment",
        ),
    ],
)
def test_these_are_no_repeated_paragraphs(text: str) -> None:
    assert found("{type: repeated}", text) == []


def test_a_paragraph_that_stands_twice_is_still_found() -> None:
    text = "2025年工作计划\n一、主要工作\n每周检查路队一次，把结果记在班级日志里，月底汇总。\n每周检查路队一次，把结果记在班级日志里，月底汇总。"
    assert len(found("{type: repeated}", text)) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(
            "青山一中“2025年清河大学领军计划”推荐方案\n一、推荐原则\n公平公正公开。\n二、推荐办法\n班级推荐，学校公示。\n青山市第一中学\n2025年1月3日",
            "signature",
            id="a university in the title",
        ),
        pytest.param(
            "青山一中“2025年领军计划”推荐实施方案\n一、推荐原则\n公平公正公开。\n二、推荐办法\n班级推荐，学校公示。",
            "missing-section",
            id="a programme called a plan, in quotation marks",
        ),
        pytest.param(
            "基层学校2025年工作计划\n一、主要工作\n1、办好全乡三所全日制小学。\n2、每周检查路队。",
            "other-name",
            id="a sort of schools, no name",
        ),
        pytest.param(
            "2025年工作计划\n一、主要工作\n1、名单在教室（A 101）公布。\n2、步骤：1）备课；2）上课。",
            "unbalanced-brackets",
            id="a room in brackets, and markers",
        ),
        pytest.param(
            "高一10月月考安排\n1、考场编排\n按学号入座。\n2、监考安排\n另行公布。", "not-a-plan", id="a timetable"
        ),
        pytest.param(
            "9月17日高三限时训练安排（有修改）\n1、考场安排\n使用全部教室。\n2、监考安排\n另行公布。",
            "not-a-plan",
            id="a timetable, changed",
        ),
        pytest.param(
            "高三体检工作安排\n一、时间\n周三上午。\n二、要求\n各班按时到场。",
            "title-without-year",
            id="an arrangement",
        ),
        pytest.param(
            "2025年期末工作安排\n1．组织学生观看电影。\n2．召开休业式。\n3．评选先进。\n备注：1.请班主任维持秩序。\n2.活动自愿参加。",
            "numbering-repeat",
            id="a list that begins behind a label",
        ),
        pytest.param(
            "2025年艺术节活动方案\n一、活动内容\n1.合唱。\n2.活动安排中，第（二）、（三）项以班级为单位，每班必选一个。\n3.书画。",
            "numbering-gap",
            id="a number that refers to an item elsewhere",
        ),
        pytest.param(
            "2025年研讨周活动方案\n一、活动主题\n求真课堂。\n二、活动内容\n每科一节。\n研讨周活动日程安排\n11月21日：课题交流，在报告厅举行。\n"
            "11月22日：语文研讨，在录播教室举行。\n三、活动要求\n各组按时参加。",
            "numbering-gap",
            id="a heading behind a heading without a number",
        ),
        pytest.param(
            "2025年少先队工作计划\n本学期以活动育人为宗旨，办好每一次队会。\n一、工作目标\n队员参与率达到98%。\n二、主要工作\n每周一次队课。\n三、保障措施\n成立小组。\n"
            "四、行事历\n九月：建队。\n十月：队日。",
            "missing-section",
            id="an introduction that says what guides the plan",
        ),
        pytest.param(
            "柳湾县教育局2025年重点工作计划\n一、加强师资\n招聘教师六十名。\n二、建好校舍\n新建小学一所。",
            "missing-section",
            id="a list of the most important work",
        ),
        pytest.param(
            "一、上学期工作\n今年也是学校迎接评估的一年，学校面貌一新。\n二、本学期打算\n办好青禾路小学的课题展示。",
            "other-name",
            id="words before 学校 in a text without a title",
        ),
        pytest.param(
            "柳湾大学2025年综合评价招生工作方案\n一、计划\n小学教育专业四十名，报考小学教育专业的学生成绩为优。",
            "other-name",
            id="a school that is applied for",
        ),
        pytest.param(
            "新高三启动仪式方案\n一、时间：2025年6月26日下午\n二、地点：报告厅\n三、议程\n1、2026届高三学生代表发言。\n2、校长讲话。",
            "year-mismatch",
            id="pupils who leave in the year after the next summer",
        ),
        pytest.param(
            "2025年启动仪式方案\n一、议程\n1.校长致辞；\n2.学生代表发言；\n3.揭牌；\n先回原教室，再到新教室坐定。\n4.班主任讲话；",
            "heading-punctuation",
            id="items of a list, one with a remark below",
        ),
        pytest.param(
            "大课间评价方案\n一、评价内容\n队列整齐。\n二、评价办法\n每天打分。",
            "title-without-year",
            id="a standing method",
        ),
        pytest.param(
            "读书会\n一、时    间：9月3日下午\n二、地    点：报告厅\n三、参加人员：全体教师\n四、议程\n1、朗诵。\n2、颁奖。",
            "not-a-plan",
            id="the programme of a meeting",
        ),
    ],
)
def test_these_are_accused_of_nothing(text: str, rule: str) -> None:
    checked = check_outline(parse_bytes(text.encode(), "plan.txt"), load_rules())
    assert [finding for finding in checked.findings if finding.rule == rule] == []


def test_january_of_a_calendar_year_may_be_that_of_the_next_year() -> None:
    text = "2023年度教师考核工作方案\n一、工作安排\n1月17日（周三）上交材料。\n1月18日（周四）民主测评。\n1月19日（周一）公示。"
    assert [words for words, _ in found("{type: year, find: [weekday]}", text)] == ["1月19日（周一）"]


def test_a_title_that_was_not_found_is_not_looked_at() -> None:
    assert (
        found(
            "{type: pattern, where: title, match: '20[0-9]{2}'}",
            "一、指导思想\n以课堂为中心。\n二、工作目标\n办好学校。",
        )
        == []
    )


def test_a_section_with_few_facts_is_told_apart_from_one_with_none() -> None:
    rule = "{type: has_fact, roles: [goal], facts: [indicator], message: 没有指标, message_en: none, messages: {few: '只有{with}条', few_en: 'only {with} of {of}'}}"
    goals = "2025年工作计划\n一、工作目标\n1、增强服务意识，办好家长学校。\n2、提高教师的素养与能力。\n3、{}"
    assert [message for _, message in found(rule, goals.format("课堂达标率达到95%。"))] == ["only 1 of 3"]
    assert [message for _, message in found(rule, goals.format("营造团结友爱的氛围。"))] == ["none"]


@pytest.mark.parametrize(("sections", "count"), [("", 0), ("二、保障措施\n成立小组。\n", 1)])
def test_nothing_is_counted_in_a_section_that_is_missing(sections: str, count: int) -> None:
    rule = "{type: count, of: characters, roles: [safeguard], min: 50}"
    assert len(found(rule, f"2025年工作计划\n一、主要工作\n每周家访一次。\n{sections}")) == count


def test_all_and_paragraphs_are_one_place_and_headings_are_no_text() -> None:
    text = "2025年工作计划\n一、主要工作\n每周家访一次，记好。\n开好班会。"
    places = {
        where: [words for words, _ in found(f"{{type: pattern, where: {where}, match: 家访}}", text)]
        for where in ("all", "paragraphs", "text")
    }
    assert places == {
        "all": ["2025年工作计划", "一、主要工作", "开好班会。"],
        "paragraphs": ["2025年工作计划", "一、主要工作", "开好班会。"],
        "text": ["开好班会。"],
    }


@pytest.mark.parametrize("title", ["2026 年全市高中学校教师比武方案", "2026年各县高级中学教研工作计划"])
def test_all_schools_of_a_town_are_no_school(title: str) -> None:
    assert found("{type: other_name}", f"{title}\n一、参加对象\n云岭市高级中学的教师参加甲组。") == []


def test_a_heading_over_numbers_that_begin_again_is_not_empty() -> None:
    text = "2025年保健工作计划\n一、工作目标\n让孩子健康成长，少生病。\n二、具体措施\n一、每天的工作\n按时晨检，做好记录。\n二、每周的工作\n玩具消毒一次，晒被子一次。"
    assert found("{type: not_empty}", text) == []


def test_guiding_ideas_below_goals_are_no_goals() -> None:
    text = "2025年工作计划\n一、指导思想与工作目标\n（一）指导思想\n坚持育人为本，办好学校。\n（二）工作目标\n1、合格率不低于96%。\n2、人均听课15节。"
    assert found("{type: has_fact, roles: [goal], facts: [indicator]}", text) == []


def test_months_outside_the_term_are_reported_together() -> None:
    text = "2025—2026学年第二学期工作计划\n一、行事历\n三月：开学。\n四月：春游。\n十月：歌咏。\n十一月：检测。"
    rule = "{type: schedule, find: [outside], message: '{entry}超出', message_en: '{entry}'}"
    assert found(rule, text) == [("十月", "十月、十一月")]


def test_rows_of_a_calendar_below_a_form_are_no_goals() -> None:
    form = "<table><tr><td>工作目标</td><td><p>1.合格率不低于96%。</p><p>2.人均听课15节。</p></td></tr><tr><td>成果形式</td><td>课例集一本，微课三节。</td></tr></table>"
    rows = "<table><tr><td>周次</td><td>内容</td><td>负责人</td></tr><tr><td>2</td><td>制订计划，学习课标</td><td>王老师</td></tr><tr><td>5</td><td>研讨课《分数的意义》</td><td>李老师</td></tr></table>"
    page = f"<p>柳湾小学2025年教研组工作计划表</p>{form}{rows}"
    assert found("{type: has_fact, roles: [goal], facts: [indicator, deliverable]}", page, "plan.html") == []


def test_a_register_in_a_workbook_is_no_wrong_file() -> None:
    rows = (row(1, "计划上报登记表"), row(2, "序号", "学校", "日期"), row(3, 1, "东风小学", "9月5日"))
    outline = parse_bytes(build({"登记": sheet(*rows)}), "登记表.xlsx")
    assert check_outline(outline, load_rules("work-plan")).findings == ()
