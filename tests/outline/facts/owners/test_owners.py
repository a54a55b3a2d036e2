import pytest

from jyplan.model import Owner
from jyplan.outline.facts import find_facts


def owners(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.text, fact.names) for fact in find_facts(text, 0, None) if isinstance(fact, Owner)]


NAMED = [
    ("责任部门：教务处、德育处", ("责任部门：教务处、德育处", ("教务处", "德育处"))),
    ("（责任股室：党建办、人事股）", ("责任股室：党建办、人事股", ("党建办", "人事股"))),
    ("责任人：王某某、李老师。", ("责任人：王某某、李老师", ("王某某", "李老师"))),
    ("收集课例由教研组长负责", ("由教研组长负责", ("教研组长",))),
    ("活动由教务处牵头", ("由教务处牵头", ("教务处",))),
    ("教务处负责排课", ("教务处负责", ("教务处",))),
    ("政教处、团委共同负责值周", ("政教处、团委共同负责", ("政教处", "团委"))),
    ("总务处要做好维修", ("总务处", ("总务处",))),
    ("做好维修。（总务处、安全办）", ("总务处、安全办", ("总务处", "安全办"))),
    ("責任部門：教務處", ("責任部門：教務處", ("教務處",))),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_who_is_responsible_is_named(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert owners(text) == [expected]


@pytest.mark.parametrize("text", ["牵头单位：教务处；配合单位：总务处", "牵头单位：教务处　配合单位：总务处"])
def test_a_second_label_begins_a_second_owner(text: str) -> None:
    assert owners(text) == [("牵头单位：教务处", ("教务处",)), ("配合单位：总务处", ("总务处",))]


NOBODY = [
    "教师要对学生负责，工作高度负责",
    "负责人要切实负起责任",
    "实行校长负责制",
    "全部落实，教室要整洁，学科组织有序",
    "由浅入深，由易到难",
    "责任人：×××",
    "责任人：",
    "由各班上报",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_text_without_names_gives_no_owner(text: str) -> None:
    assert owners(text) == []
