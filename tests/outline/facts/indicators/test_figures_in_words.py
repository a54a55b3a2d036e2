"""Zero counts, shares in words, bases behind a figure, and numbers that only describe or name."""

import pytest

from jyplan.model import Comparator
from tests.outline.facts.indicators.test_indicators import ABOUT, EQ, GE, GT, LE, indicators

WORDS = [
    ("确保不发生重大安全责任事故", ("不发生重大安全责任事故", 0, "事故", EQ)),
    ("不发生一起食物中毒事件", ("不发生一起食物中毒事件", 0, "事件", EQ)),
    ("全年无安全事故", ("无安全事故", 0, "事故", EQ)),
    ("零安全事故", ("零安全事故", 0, "事故", EQ)),
    ("传染病暴发无一例", ("无一例", 0, "例", EQ)),
    ("辍学率为零", ("为零", 0, "%", EQ)),
    ("辍学率控制在0", ("控制在0", 0, "%", EQ)),
    ("辍学人数控制为零", ("辍学人数控制为零", 0, "辍学", EQ)),
    ("力争违纪人数降为零", ("违纪人数降为零", 0, "违纪", EQ)),
    ("把事故控制在零", ("事故控制在零", 0, "事故", EQ)),
    ("参赛面过半数", ("过半数", 50, "%", GT)),
    ("半数以上教师参加", ("半数以上", 50, "%", GE)),
    ("三分之二以上的教师", ("三分之二以上", 66.67, "%", GE)),
    ("有2/3以上的学生", ("2/3以上", 66.67, "%", GE)),
    ("近百名教师参加", ("近百名", 100, "名", ABOUT)),
    ("投资三十余万元", ("三十余万元", 300000, "元", GT)),
    ("投资三十余千亿元", ("三十余千亿元", 3_000_000_000_000, "元", GT)),
    ("培训三千多万人次", ("三千多万人次", 30_000_000, "人次", GT)),
    ("锻炼不少于一个半小时", ("不少于一个半小时", 1.5, "小时", GE)),
    ("一个半月以内完成", ("一个半月以内", 1.5, "月", LE)),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_figure_in_words_has_a_value(text: str, expected: tuple[str, float, str, Comparator]) -> None:
    assert [(i.text, i.value, i.unit, i.comparator) for i in indicators(text)] == [expected]


BASES = [
    ("听课8节/学期", ("8节/学期", ("学期",))),
    ("听课8节每学期，", ("8节每学期", ("学期",))),
    ("听课8节/人·学期", ("8节/人·学期", ("人", "学期"))),
    ("每学期听课8节/人", ("每学期听课8节/人", ("人", "学期"))),
    ("每位教师听课8节", ("每位教师听课8节", ("教师",))),
    ("一学期上两节汇报课", ("一学期上两节", ("学期",))),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_a_figure_has_the_bases_before_and_behind_it(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert [(i.text, i.per) for i in indicators(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "进行50米跑、800米测试",
        "2022级学生，二级甲等，三级医院",
        "上述4项工作，以上3点",
        "提升到一个新高度，上升到一个更高的层次",
        "我校现有学生1200名，教职工86人，教学班24个。",
        "学校占地面积35亩，建筑面积1.2万平方米。",
        "全校1200名学生参加",
        "全班共有学生46人，其中男生25人，女生21人",
        "本册教材共八个单元",
        "教龄三年以下的青年教师",
        "1.2节、2.3节的习题",
        "满分100分",
        "无一例外，有无事故，无论发生什么事件",
        "消除66人以上超大班额",
    ],
)
def test_a_number_that_describes_or_names_is_no_figure(text: str) -> None:
    assert indicators(text) == []


def test_a_target_beside_a_description_is_a_figure() -> None:
    assert [i.text for i in indicators("学校现有图书2万册，今年新增5000册。")] == ["5000册"]


def test_the_scale_of_a_unit_is_not_the_scale_of_its_figure() -> None:
    assert indicators("确保装机容量1000多万千瓦。") == []
