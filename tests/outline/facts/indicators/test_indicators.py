import pytest

from jyplan.model import Comparator, Indicator
from jyplan.outline.facts import find_facts

GE, LE, EQ, GT, LT, ABOUT = (Comparator(sign) for sign in (">=", "<=", "=", ">", "<", "~"))


def indicators(text: str) -> list[Indicator]:
    return [fact for fact in find_facts(text, 0, None) if isinstance(fact, Indicator)]


FIGURES = [
    ("听课不少于80节", ("不少于80节", 80, None, "节", GE, ())),
    ("达到95%以上", ("达到95%以上", 95, None, "%", GE, ())),
    ("下降0.5到1个百分点", ("下降0.5到1个百分点", 0.5, 1, "百分点", EQ, ())),
    ("每周一次", ("每周一次", 1, None, "次", EQ, ("周",))),
    ("每人每年听课不少于6节", ("每人每年听课不少于6节", 6, None, "节", GE, ("人", "年"))),
    ("百分之九十五以上", ("百分之九十五以上", 95, None, "%", GE, ())),
    ("参与率百分之九十八点五", ("百分之九十八点五", 98.5, None, "%", EQ, ())),
    ("对二十四所学校开展调研", ("二十四所", 24, None, "所", EQ, ())),
    ("达到一百八十人", ("达到一百八十人", 180, None, "人", GE, ())),
    ("7个工作日内", ("7个工作日内", 7, None, "工作日", LE, ())),
    ("两周一次", ("两周一次", 1, None, "次", EQ, ("两周",))),
    ("每两周一次", ("每两周一次", 1, None, "次", EQ, ("两周",))),
    ("每两个月检查一次", ("每两个月检查一次", 1, None, "次", EQ, ("两月",))),
    ("完成1项课题", ("1项", 1, None, "项", EQ, ())),
    ("开展一次学校层面的演讲", ("一次", 1, None, "次", EQ, ())),
    ("每学期第一周上一节安全课", ("每学期第一周上一节", 1, None, "节", EQ, ("学期",))),
    ("时限压缩至半个工作日", ("压缩至半个工作日", 0.5, None, "工作日", LE, ())),
    ("比例升至68%", ("升至68%", 68, None, "%", GE, ())),
    ("规模扩大到720名", ("扩大到720名", 720, None, "名", GE, ())),
    ("标枪3枝", ("3枝", 3, None, "枝", EQ, ())),
    ("建设一至两个基地", ("一至两个", 1, 2, "个", EQ, ())),
    ("二等奖二名", ("二名", 2, None, "名", EQ, ())),
    ("1名教师在竞赛中获奖", ("1名", 1, None, "名", EQ, ())),
    ("每个片区每学期承办两次", ("每个片区每学期承办两次", 2, None, "次", EQ, ("片区", "学期"))),
    ("党课一年四次", ("一年四次", 4, None, "次", EQ, ("年",))),
    ("培训三千人次", ("三千人次", 3000, None, "人次", EQ, ())),
    ("建成40个以上", ("40个以上", 40, None, "个", GE, ())),
    ("增速5%—5.5%", ("5%—5.5%", 5, 5.5, "%", EQ, ())),
    ("控制在5.5%以内", ("控制在5.5%以内", 5.5, None, "%", LE, ())),
    ("前移两个名次", ("前移两个名次", 2, None, "名次", EQ, ())),
    ("用6—8课时完成", ("6—8课时", 6, 8, "课时", EQ, ())),
    ("预算为1.5万元", ("1.5万元", 15000, None, "元", EQ, ())),
    ("对不足二十人的教学点", ("不足二十人", 20, None, "人", LT, ())),
    ("超过1,200人", ("超过1,200人", 1200, None, "人", GT, ())),
    ("约260人", ("约260人", 260, None, "人", ABOUT, ())),
    ("每位教师至少上一节研究课", ("每位教师至少上一节", 1, None, "节", GE, ("教师",))),
    ("不低于教师总数的10%", ("不低于教师总数的10%", 10, None, "%", GE, ())),
    ("进入全县前三名", ("前三名", 3, None, "名", LE, ())),
    ("满意度不低于九成", ("不低于九成", 90, None, "%", GE, ())),
    ("评选两三次", ("两三次", 2, 3, "次", EQ, ())),
    ("安全零事故", ("零事故", 0, None, "事故", EQ, ())),
    ("培训全覆盖", ("全覆盖", 100, None, "%", EQ, ())),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_a_figure_is_read_with_its_parts(text: str, expected: tuple[object, ...]) -> None:
    assert [(i.text, i.value, i.upper, i.unit, i.comparator, i.per) for i in indicators(text)] == [expected]


NO_FIGURES = [
    "9月1日，2024年，第三周",
    "教发〔2024〕7号，第一，第二名",
    "一、二年级，三四年级，高一，初三（2）班",
    "落实三会一课、一岗双责、五育并举、一校一品，推行“1+N”",
    "两学一做，四个意识，一方面，另一方面",
    "抓好三个方面、五个环节、四项基本原则",
    "电话0571-88886666，邮编310000",
    "千方百计，十分重要，一丝不苟，百年大计",
    "三次试教都要留下修改痕迹",
    "形成一套完整的方案，做好一个表率",
    "让每个孩子都有一个梦想",
    "开展“每天一小时”活动，学习《三十六计》",
    "二轮复习和二次修改",
    "语文教研组教师共6人，三年级学生共有126名",
    "实现一次突破",
    "始终牢记“人民”二字",
    "我园设班17个，小班6个，大专6名",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_a_number_without_evidence_is_no_figure(text: str) -> None:
    assert indicators(text) == []


@pytest.mark.parametrize("text", ["组织三次", "每学期三次", "不少于三次", "检查教案三次。"])
def test_a_verb_a_per_a_comparator_or_a_noun_before_make_three_times_a_figure(text: str) -> None:
    assert [(i.value, i.unit) for i in indicators(text)] == [(3, "次")]


def test_a_person_holds_to_the_end_of_the_sentence() -> None:
    figures = indicators("每人每学期上公开课1节，听课20节。写论文1篇。")
    assert [i.per for i in figures] == [("人", "学期"), ("人", "学期"), ()]


def test_the_last_of_two_times_counts() -> None:
    assert [i.per for i in indicators("每周5天、每天不少于2小时")] == [("周",), ("天",)]


def test_a_per_in_brackets_holds_for_the_figure_in_the_brackets() -> None:
    assert [i.per for i in indicators("每学期撰写两篇心得（每篇不少于800字）")] == [("学期",), ("篇",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("控制在总人数的18%以内", ["控制在总人数的18%以内"]),
        ("评出一等奖一名、二等奖二名、三等奖二名颁发证书", ["一名", "二名", "二名"]),
        ("各班选出2名同学参赛", ["2名"]),
        ("不足三人者并入邻组", []),
        ("居家隔离7天", ["7天"]),
        ("3小时内向教育局报告", ["3小时内"]),
        ("上午第2、3节有课的老师到场", []),
    ],
)
def test_prizes_shares_of_a_whole_and_conditions(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in find_facts(text, 0, None) if isinstance(fact, Indicator)] == expected


@pytest.mark.parametrize("text", ["纪律（3分）、口号（1分）", "迟到一次扣2分", "无特殊情况不得缺席"])
def test_marks_given_and_taken_are_no_figures(text: str) -> None:
    assert [fact.text for fact in find_facts(text, 0, None) if isinstance(fact, Indicator) and fact.unit != "次"] == []
