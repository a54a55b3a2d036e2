"""What happens to a plan next, and why."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.model import ReasonKind, ReviewVerdict, Role, RoleState
from tests.reviewing.batch import GOALS, GUIDING, SAFEGUARDS, SCHEDULE, SHARED, TASKS, plan_of, write_batch

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Review


def review(folder: Path, **options: object) -> Review:
    return jyplan.review([folder], settings=jyplan.Settings(), date="2025-09-12", **options)  # type: ignore[arg-type]


def test_whole_plan_passes(tmp_path: Path) -> None:
    [plan] = review(write_batch(tmp_path, {"文昌路小学.txt": plan_of("文昌路小学")})).plans
    assert (plan.verdict, plan.reasons) == (ReviewVerdict.PASS, ())
    assert {standing.state for standing in plan.roles} == {RoleState.PRESENT}


def test_plan_without_goals_is_to_be_completed(tmp_path: Path) -> None:
    text = plan_of("文昌路小学", GUIDING, TASKS, SAFEGUARDS, SCHEDULE)
    [plan] = review(write_batch(tmp_path, {"文昌路小学.txt": text})).plans
    assert plan.verdict is ReviewVerdict.SUPPLEMENT
    assert [(reason.kind, reason.role) for reason in plan.reasons] == [(ReasonKind.ROLE_MISSING, Role.GOAL)]
    assert plan.standing(Role.GOAL).state is RoleState.MISSING


def test_part_that_a_rule_does_not_ask_for_is_open(tmp_path: Path) -> None:
    text = "文昌路小学2025年工作要点\n1、抓好常规检查，每周一次。\n2、抓好家校联系，每月一次。\n3、抓好阅读活动。\n"
    [plan] = review(write_batch(tmp_path, {"文昌路小学.txt": text})).plans
    assert RoleState.MISSING not in {standing.state for standing in plan.roles}


def test_summary_goes_back(tmp_path: Path) -> None:
    text = "文昌路小学2025年工作总结\n一、主要成绩\n及格率达到了95%。\n二、存在问题\n集体备课还不够。\n"
    result = review(write_batch(tmp_path, {"文昌路小学.txt": text}))
    assert [reason.kind for reason in result.files[0].reasons] == [ReasonKind.NOT_A_PLAN]
    assert result.files[0].verdict is ReviewVerdict.RETURN


def test_unread_file_goes_back_and_is_a_line_of_its_school(tmp_path: Path) -> None:
    result = review(write_batch(tmp_path, {"文昌路小学计划.pdf": b"%PDF-1.4 broken"}))
    assert [(file.verdict, file.school) for file in result.files] == [(ReviewVerdict.RETURN, "文昌路小学")]
    assert [(school.name, school.verdict) for school in result.schools] == [("文昌路小学", ReviewVerdict.RETURN)]
    assert result.files[0].error is not None


def test_two_schools_with_the_same_text_are_asked(tmp_path: Path) -> None:
    text = [f"三、主要工作\n{SHARED}"]
    files = {f"{school}.txt": plan_of(school, GUIDING, GOALS, *text, SCHEDULE) for school in ("东风小学", "向阳小学")}
    result = review(write_batch(tmp_path, files))
    assert {plan.verdict for plan in result.plans} == {ReviewVerdict.EXPLAIN}
    [group] = result.groups
    assert (group.is_pair, set(group.schools)) == (True, {"东风小学", "向阳小学"})
    assert result.plans[0].reasons[0].kind is ReasonKind.ALIKE


def test_three_schools_with_the_same_text_are_one_group(tmp_path: Path) -> None:
    text = f"三、主要工作\n{SHARED}"
    schools = ("东风小学", "向阳小学", "红旗小学")
    files = {f"{school}.txt": plan_of(school, GUIDING, GOALS, text, SCHEDULE) for school in schools}
    result = review(write_batch(tmp_path, files))
    [group] = result.groups
    assert set(group.schools) == set(schools)
    assert {plan.reasons[0].kind for plan in result.plans} == {ReasonKind.SAME_SOURCE}


def test_two_drafts_of_one_school_are_no_copies(tmp_path: Path) -> None:
    text = plan_of("东风小学", GUIDING, GOALS, f"三、主要工作\n{SHARED}", SAFEGUARDS, SCHEDULE)
    result = review(write_batch(tmp_path, {"东风小学.txt": text, "东风小学（改）.txt": f"{text}另：十一月小结。\n"}))
    assert [plan.copied for plan in result.plans] == [0.0, 0.0]
    assert {plan.verdict for plan in result.plans} == {ReviewVerdict.PASS}
    assert [source.kind.value for source in result.plans[0].sources] == ["draft"]


def test_text_of_the_template_is_not_copied(tmp_path: Path) -> None:
    text = f"三、主要工作\n{SHARED}"
    files = {f"in/{s}.txt": plan_of(s, GUIDING, GOALS, text, SAFEGUARDS, SCHEDULE) for s in ("东风小学", "向阳小学")}
    write_batch(tmp_path, files | {"template.txt": plan_of("", GUIDING, GOALS, text, SAFEGUARDS, SCHEDULE)})
    result = review(tmp_path / "in", templates=[tmp_path / "template.txt"])
    assert {plan.verdict for plan in result.plans} == {ReviewVerdict.PASS}


def test_plan_that_is_last_years_with_the_year_changed_is_asked_about(tmp_path: Path) -> None:
    body = (GUIDING, GOALS, f"三、主要工作\n{SHARED}", SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path / "in", {"东风小学.txt": plan_of("东风小学", *body)})
    write_batch(tmp_path / "last", {"东风小学2024.txt": plan_of("东风小学", *body, year="2024")})
    [plan] = review(tmp_path / "in", last=tmp_path / "last").plans
    assert plan.last_year is not None
    assert plan.last_year.is_same
    assert plan.copied == 0.0
    assert [reason.kind for reason in plan.reasons] == [ReasonKind.LAST_YEAR]


def test_text_of_the_template_hides_no_plan_of_last_year(tmp_path: Path) -> None:
    body = (GUIDING, GOALS, TASKS, SAFEGUARDS, SCHEDULE)
    write_batch(tmp_path / "in", {"东风小学.txt": plan_of("东风小学", *body)})
    write_batch(tmp_path / "last", {"东风小学2024.txt": plan_of("东风小学", *body, year="2024")})
    write_batch(
        tmp_path, {"template.txt": f"工作计划\n{GUIDING}二、工作目标\n三、主要工作\n四、保障措施\n五、日程安排\n"}
    )
    [plan] = review(tmp_path / "in", last=tmp_path / "last", templates=[tmp_path / "template.txt"]).plans
    assert plan.last_year is not None
    assert plan.last_year.copied < 0.9
    assert [reason.kind for reason in plan.reasons] == [ReasonKind.LAST_YEAR]


def test_section_that_many_schools_have_counts_as_in_the_report_of_copies(tmp_path: Path) -> None:
    schools = [f"{name}{suffix}小学" for name in "东南西北中春夏" for suffix in "山河"]
    files = {}
    for number, school in enumerate(schools):
        own = "".join(chr(0x4E00 + (number * 9_973 + place * 131) % 20_000) for place in range(600))
        files[f"{school}.txt"] = plan_of(school, GUIDING, GOALS, f"三、主要工作\n{SHARED}", f"四、本校特色\n{own}\n")
    result = review(write_batch(tmp_path, files))
    assert result.copies.templates
    assert [plan.copied for plan in result.plans] == [
        result.copies.union(plan.number).other_schools for plan in result.plans
    ]
    assert min(plan.copied for plan in result.plans) > 0.2


def test_few_usual_sentences_of_short_plans_are_not_asked_about(tmp_path: Path) -> None:
    own = {"东风小学": "1、图书角添书百册。\n", "向阳小学": "1、操场重画跑道线。\n"}
    files = {f"{name}.txt": plan_of(name, GUIDING, GOALS, f"三、主要工作\n{text}") for name, text in own.items()}
    result = review(write_batch(tmp_path, files))
    assert ReviewVerdict.EXPLAIN not in {plan.verdict for plan in result.plans}
    assert result.groups == ()


def test_a_groups_share_is_never_more_than_what_is_copied_in_all(tmp_path: Path) -> None:
    schools = [f"{name}{suffix}小学" for name in "东南西北中春夏" for suffix in "山河"]
    text = f"三、主要工作\n{SHARED}"
    files = {f"{school}.txt": plan_of(school, GUIDING, GOALS, text, SCHEDULE) for school in schools}
    result = review(write_batch(tmp_path, files))
    for group in result.groups:
        assert all(member.shared <= result.plans[member.plan].copied for member in group.members)


def test_last_years_plans_change_no_figure_of_the_batch(tmp_path: Path) -> None:
    schools = [f"{name}{suffix}小学" for name in "东南西北中春夏" for suffix in "山河"]
    texts = {school: plan_of(school, GUIDING, GOALS, f"三、主要工作\n{SHARED}", SCHEDULE) for school in schools}
    write_batch(tmp_path, {f"今年/{school}.txt": text for school, text in texts.items()})
    write_batch(tmp_path, {f"去年/{school}.txt": text.replace("2025", "2024") for school, text in texts.items()})
    alone, beside = review(tmp_path / "今年"), review(tmp_path / "今年", last=tmp_path / "去年")
    assert [pair for pair in beside.copies.pairs if pair.b < len(schools)] == list(alone.copies.pairs)
    assert all(now.copied >= before.copied for now, before in zip(beside.plans, alone.plans, strict=True))
    assert all(plan.last_year for plan in beside.plans)


def test_reason_for_a_section_of_many_schools_has_the_share_of_the_section(tmp_path: Path) -> None:
    schools = [f"{name}{suffix}小学" for name in "东南西北中春夏" for suffix in "山河"]
    files = {}
    for number, school in enumerate(schools):
        random = Random(number)
        own = "".join(chr(random.randrange(0x4E00, 0x9000)) for _ in range(1_500))
        files[f"{school}.txt"] = plan_of(school, GUIDING, GOALS, f"三、主要工作\n{SHARED}", f"四、本校特色\n{own}\n")
    files["丙校小学.txt"] = files[f"{schools[0]}.txt"].replace(schools[0], "丙校小学")
    result = review(write_batch(tmp_path, files))
    section = next(group for group in result.groups if group.text)
    assert max(member.shared for member in section.members) < 0.3
    twins = {schools[0], "丙校小学"}
    assert {plan.school.name for plan in result.plans if plan.verdict is ReviewVerdict.EXPLAIN} == twins


def test_own_text_and_shared_text_of_a_member_are_the_whole_plan(tmp_path: Path) -> None:
    text = f"三、主要工作\n{SHARED}"
    own = {
        "东风小学": "四、本校特色\n每月清理河岸一次，由各中队轮流认领河段并记录水位。\n",
        "向阳小学": "",
        "红旗小学": "",
    }
    files = {f"{name}.txt": plan_of(name, GUIDING, GOALS, text, part, SCHEDULE) for name, part in own.items()}
    result = review(write_batch(tmp_path, files))
    [group] = result.groups
    for member in group.members:
        size = len(result.plans[member.plan].plan.text)
        assert 0.8 < (member.own + member.shared * size) / size <= 1
    member = next(entry for entry in group.members if result.plans[entry.plan].school.name == "东风小学")
    plan_text = result.plans[member.plan].plan.text
    assert any("清理河岸" in plan_text[span.start : span.end] for span in member.own_spans)


def test_no_section_shares_more_characters_than_the_whole_plan(tmp_path: Path) -> None:
    text = f"三、主要工作\n{SHARED}"
    files = {f"{name}.txt": plan_of(name, GOALS, text) for name in ("东风小学", "向阳小学")}
    for plan in review(write_batch(tmp_path, files)).plans:
        assert plan.best_source is not None
        assert 0 < plan.reasons[0].chars <= plan.best_source.chars


def test_share_of_the_template_is_not_copied_and_counted_apart(tmp_path: Path) -> None:
    sent_out = "各校按期完成县定任务，作业公示率达到百分之百，教研主题报教研室备案。"
    tasks = f"三、主要工作\n{sent_out}\n1、教导处九月底前组织一次备课检查。\n"
    write_batch(
        tmp_path,
        {
            "in/东风小学.txt": plan_of("东风小学", GUIDING, GOALS, tasks),
            "in/向阳小学.txt": plan_of("向阳小学", GUIDING, tasks),
        },
    )
    write_batch(tmp_path, {"template.txt": f"××学校2025年工作计划\n三、主要工作\n{sent_out}\n"})
    plans = review(tmp_path / "in", templates=[tmp_path / "template.txt"]).plans
    chars = len("各校按期完成县定任务作业公示率达到百分之百教研主题报教研室备案")
    assert [round(plan.quoted * 10) for plan in plans] == [round(10 * chars / size) for size in (107, 82)]
    assert {plan.quoted for plan in review(tmp_path / "in").plans} == {0.0}


def test_own_text_of_a_member_excludes_texts_of_the_office(tmp_path: Path) -> None:
    sent_out = "各校按期完成县定任务，作业公示率达到百分之百，教研主题报教研室备案。"
    tasks = f"三、主要工作\n{SHARED}{sent_out}\n"
    write_batch(tmp_path, {f"in/{s}.txt": plan_of(s, GUIDING, GOALS, tasks) for s in ("东风小学", "向阳小学")})
    write_batch(tmp_path, {"template.txt": f"××学校2025年工作计划\n三、主要工作\n{sent_out}\n"})
    own = [group.members[0].own for group in review(tmp_path / "in", templates=[tmp_path / "template.txt"]).groups]
    assert own
    assert max(own) < len(sent_out)


def test_schools_that_share_one_section_are_one_group_and_not_pairs(tmp_path: Path) -> None:
    own = {
        "东风小学": "1、后山开出三块菜地，五年级轮流浇水，收成送食堂。\n2、红领巾电台每天中午播音十五分钟，播音员由各班推荐。\n",
        "向阳小学": "1、操场东角搭起攀爬架，体育组编写安全须知并张贴。\n2、校史室收集老照片一百张，退休教师来讲四次故事。\n",
        "红旗小学": "1、每月末举办一次跳蚤市场，收入捐给山区小学图书室。\n2、科学组带六年级测量河水温度，绘成曲线挂在走廊。\n",
    }
    files = {
        f"{school}.txt": plan_of(school, GUIDING, GOALS, f"三、主要工作\n{SHARED}", f"四、本校特色\n{text}")
        for school, text in own.items()
    }
    result = review(write_batch(tmp_path, files))
    [group] = result.groups
    assert set(group.schools) == set(own)
    assert {plan.reasons[0].kind for plan in result.plans} == {ReasonKind.SAME_SOURCE}


def test_school_with_a_different_stretch_in_common_is_in_a_further_group(tmp_path: Path) -> None:
    other = (
        "1、晨跑编成六条路线，值周教师领跑，雨雪天改为室内跳绳，成绩每月张榜。\n"
        "2、数学角每周换一道趣味题，答对者在国旗下领奖状，题目由六年级学生搜集。\n"
        "3、教师宿舍楼装上热水器，总务处在十月底前验收完毕，安全员每周巡查管道。\n"
        "4、合唱队周二周四排练，十二月参加片区汇演并录像，光盘存入校史室。\n"
        "5、门卫登记来访人员，家长接送在黄线以外等候，值班领导在校门口疏导车辆。\n"
        "6、实验员每月盘点药品一次，缺损写进台账交校长签字，过期药品统一送交处理。\n"
        "7、校医给每个学生建立视力档案，春秋两季各查一次，结果装袋带给家长。\n"
    )
    parts = GUIDING, GOALS, f"三、主要工作\n{SHARED}"
    files = {
        "东风小学.txt": plan_of("东风小学", *parts, f"四、日常工作\n{other}"),
        "向阳小学.txt": plan_of("向阳小学", *parts),
        "红旗小学.txt": plan_of("红旗小学", f"一、日常工作\n{other}"),
    }
    groups = review(write_batch(tmp_path, files)).groups
    schools = sorted(sorted(group.schools) for group in groups)
    assert schools == [["东风小学", "向阳小学"], ["东风小学", "红旗小学"]]


def test_plan_whose_title_names_an_earlier_year_than_the_others_is_asked_about(tmp_path: Path) -> None:
    files = {f"{name}.txt": plan_of(name) for name in ("东风小学", "向阳小学", "红旗小学", "新城小学")}
    files["北门小学.txt"] = plan_of("北门小学", year="2024")
    found = review(write_batch(tmp_path, files))
    asked = [p.school.name for p in found.plans if ReasonKind.EARLIER_YEAR in {reason.kind for reason in p.reasons}]
    assert asked == ["北门小学"]


@pytest.mark.parametrize(("years", "asked"), [("2021—2025", []), ("2021—2024", ["北门小学"])])
def test_plan_for_several_years_is_asked_about_when_all_of_them_are_over(
    tmp_path: Path, years: str, asked: list[str]
) -> None:
    names = ("东风小学", "向阳小学", "红旗小学", "新城小学")
    files = {f"{name}.txt": plan_of(name, year="2025—2026学") for name in names}
    files["北门小学.txt"] = plan_of("北门小学", year=years)
    found = review(write_batch(tmp_path, files))
    of_earlier = [
        p.school.name for p in found.plans if ReasonKind.EARLIER_YEAR in {reason.kind for reason in p.reasons}
    ]
    assert of_earlier == asked


def test_year_of_a_batch_is_not_known_where_titles_do_not_agree(tmp_path: Path) -> None:
    years = ("2023", "2024", "2025", "2025")
    files = {f"{year}{i}.txt": plan_of("东风小学", year=year) for i, year in enumerate(years)}
    assert review(write_batch(tmp_path, files)).usual_year is None


def test_schools_with_the_same_opening_are_no_group(tmp_path: Path) -> None:
    random = Random("opening")
    opening = "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(120))

    def item(number: int) -> str:
        return f"{number}、{''.join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(60))}。\n"

    files = {}
    for school in ("东风小学", "向阳小学", "文昌路小学", "城关小学", "河西小学", "白塔小学", "龙泉小学"):
        tasks = "".join(map(item, range(1, 16)))
        files[f"{school}.txt"] = plan_of(school, f"{opening}。\n", f"一、主要工作\n{tasks}")
    result = review(write_batch(tmp_path, files))
    assert result.groups == ()
    assert all(0 < plan.copied < 0.2 for plan in result.plans)


def test_a_plan_on_another_subject_is_not_laid_beside_last_years(tmp_path: Path) -> None:
    other = f"东风小学2025年安全工作计划\n{GUIDING}二、工作目标\n1、消防演练全校参加。\n三、主要工作\n1、每月排查校舍隐患。\n"
    write_batch(tmp_path / "去年", {"东风小学.txt": plan_of("东风小学", year="2024")})
    write_batch(tmp_path / "今年", {"东风小学.txt": plan_of("东风小学"), "东风小学安全.txt": other})
    found = review(tmp_path / "今年", last=tmp_path / "去年")
    assert [plan.plan.title for plan in found.plans if plan.last_year] == ["东风小学2025年工作计划"]


def test_both_drafts_of_a_plan_are_laid_beside_last_years(tmp_path: Path) -> None:
    write_batch(tmp_path / "去年", {"东风小学.txt": plan_of("东风小学", year="2024")})
    drafts = {"东风小学初稿.txt": plan_of("东风小学"), "东风小学定稿.txt": plan_of("东风小学", GUIDING, SHARED)}
    found = review(write_batch(tmp_path / "今年", drafts), last=tmp_path / "去年")
    assert [plan.last_year is not None for plan in found.plans] == [True, True]
