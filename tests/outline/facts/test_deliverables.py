import pytest

from jyplan.model import Deliverable
from jyplan.outline.facts import find_facts


def deliverables(text: str) -> list[str]:
    return [fact.text for fact in find_facts(text, 0, None) if isinstance(fact, Deliverable)]


MADE = [
    ("制定《校本教研实施方案》", ["《校本教研实施方案》"]),
    ("修订《教学常规》《考核办法》和《评价细则》", ["《教学常规》", "《考核办法》", "《评价细则》"]),
    ("出台《学籍管理办法（试行）》", ["《学籍管理办法（试行）》"]),
    ("建立问题台账和责任清单", ["问题台账", "责任清单"]),
    ("撰写教学论文2篇", ["教学论文"]),
    ("形成可以共享的学案三十份", ["学案"]),
    ("完成六篇观察记录", ["观察记录"]),
    ("期末上交班主任工作总结", ["班主任工作总结"]),
    ("完成《成长手册》的编印", ["《成长手册》"]),
    ("成果形式：研究报告、案例集", ["研究报告", "案例集"]),
    ("制訂《校本課程實施細則》", ["《校本課程實施細則》"]),
    ("制定学习、培训计划", ["学习、培训计划"]),
    ("制订学习方案", ["学习方案"]),
    ("制作宣传海报", ["宣传海报"]),
    ("设计学习任务单", ["学习任务单"]),
    ("填写使用登记表", ["使用登记表"]),
    ("撰写学习心得体会", ["学习心得体会"]),
    ("编写对照检查材料", ["对照检查材料"]),
    ("拟定落实方案", ["落实方案"]),
    ("制定贯彻《纲要》的实施方案", ["实施方案"]),
    ("制訂中隊計畫", ["中隊計畫"]),
    ("制定家长委员会各项章程", ["章程"]),
    ("生成资产流动报表", ["资产流动报表"]),
    ("形成课题研究网络图", ["课题研究网络图"]),
    ("编排赛程表.", ["赛程表"]),
]


@pytest.mark.parametrize(("text", "expected"), MADE)
def test_a_promised_document_is_a_deliverable(text: str, expected: list[str]) -> None:
    assert deliverables(text) == expected


CITED = [
    "按照《党章》要求开展活动",
    "学习《民法典》，贯彻落实《教育法》",
    "制定落实《课程方案》的措施",
    "特制定本计划，制定如下计划",
    "认真总结经验，完成教学计划",
    "完成《论语》的学习",
    "开展《西游记》读书活动",
    "完善落实制度",
    "建立学生成长共同体",
    "把路线图变成施工图",
    "制定好班级借还书的顺序",
]


@pytest.mark.parametrize("text", CITED)
def test_a_cited_learnt_or_executed_document_is_no_deliverable(text: str) -> None:
    assert deliverables(text) == []


def test_a_verb_has_as_many_documents_as_any_real_list() -> None:
    """In a text of nothing but verbs and documents each verb would else read all the rest: the work would be quadratic."""
    assert len(deliverables("上交" + "、".join(["研究报告"] * 40))) == 30


LISTS = [
    ("按时报送计划、汇报、总结", ["计划", "总结"]),
    ("完善各项安全管理制度、预警和突发事件应急预案", ["安全管理制度", "突发事件应急预案"]),
    ("收集意见，进行整理和总结，形成反馈报告", ["反馈报告"]),
    ("拟出《职工之家》布置的方案", ["方案"]),
    ("统计参训党员人数及名单", ["名单"]),
    ("报名表最迟于12月3日（周三）中午12:00前交团委", ["报名表"]),
    ("不再统一发放社会实践登记表", []),
    ("形成单元设计案例集", ["单元设计案例集"]),
    ("把教案复印5份交给组长", ["教案"]),
    ("食材配送定价方案另议", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_document_of_a_list_has_its_own_name(text: str, expected: list[str]) -> None:
    assert deliverables(text) == expected


SENT = [
    ("将《申报表》和策划书一同上交团委", ["《申报表》", "策划书"]),
    ("策划书完成后上交部长", ["策划书"]),
    ("填写完后于5月8日前将自评表交组长", ["自评表"]),
    ("负责统计、名单最迟于周五前报学生处", ["名单"]),
    ("每组将一到两篇通讯稿交宣传部", ["通讯稿"]),
    ("把评出的3名优秀学员名单交学工处", ["优秀学员名单"]),
]


@pytest.mark.parametrize(("text", "expected"), SENT)
def test_what_is_sent_away_has_its_name_without_its_number(text: str, expected: list[str]) -> None:
    assert deliverables(text) == expected
