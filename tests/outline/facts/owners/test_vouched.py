"""Owners with common words for names, for which a column's head or a label of persons vouches."""

import pytest

from jyplan.outline.facts import find_column_owners
from tests.outline.facts.owners.test_owners import owners

CELLS = [
    ("值周教师", "张华、马强", ("张华", "马强")),
    ("值周教师", "周强、高敏", ("周强", "高敏")),
    ("值班领导", "马超", ("马超",)),
    ("责任人", "高远 王芳", ("高远", "王芳")),
    ("负责人", "方圆", ("方圆",)),
    ("带队教师", "石磊、白雪", ("石磊", "白雪")),
    ("主备人", "江涛", ("江涛",)),
    ("辅导教师", "路平、关欣", ("路平", "关欣")),
    ("责任部门", "教务处、团委", ("教务处", "团委")),
    ("授课教师", "欧阳海燕", ("欧阳海燕",)),
]


@pytest.mark.parametrize(("head", "cell", "names"), CELLS)
def test_the_head_of_a_column_vouches_for_the_names_below(head: str, cell: str, names: tuple[str, ...]) -> None:
    top = f"周次\t{head}"
    found = list(find_column_owners([(top, 0), (f"1\t{cell}", 20)]))
    assert [(owner.text, owner.start, owner.names) for owner in found] == [(cell, 22, names)]


@pytest.mark.parametrize(
    "cell", ["周一", "安全", "高度重视", "全体行政", "抓好纪律", "待定", "马路、校门", "文明", "9月1日", ""]
)
def test_a_cell_of_anything_but_names_gives_no_owner(cell: str) -> None:
    assert list(find_column_owners([("周次\t值周教师", 0), (f"1\t{cell}", 20)])) == []


def test_the_head_ends_with_a_row_of_another_width() -> None:
    rows = [("周次\t值周教师", 0), ("第一段\t高年级\t马强", 10), ("2\t高敏", 30)]
    assert list(find_column_owners(rows)) == []


def test_a_column_of_something_else_gives_no_owner() -> None:
    assert list(find_column_owners([("姓名\t班级", 0), ("马强\t一班", 10)])) == []


LABELS = [
    ("裁判组：周强", "周强"),
    ("计时员：高敏", "高敏"),
    ("裁判员：方圆", "方圆"),
    ("统分员：石磊", "石磊"),
    ("播音员：白雪", "白雪"),
    ("检录组：马超", "马超"),
    ("发令员：关欣", "关欣"),
    ("器材组：江涛", "江涛"),
    ("联络员：高远", "高远"),
    ("仲裁组：路平", "路平"),
]


@pytest.mark.parametrize(("text", "name"), LABELS)
def test_a_label_of_persons_vouches_for_the_name_behind(text: str, name: str) -> None:
    assert owners(text) == [(text, (name,))]


@pytest.mark.parametrize(
    "text", ["场地组：平安", "计时组：周到、严谨", "联络员：安全", "运动员：马强", "器材组：皮尺", "安全：高度"]
)
def test_a_word_behind_a_label_of_persons_is_no_person(text: str) -> None:
    assert owners(text) == []


SPACED = [
    ("组 长 王芳", [("组 长 王芳", ("王芳",))]),
    ("委 员 王芳 李明", [("委 员 王芳 李明", ("王芳", "李明"))]),
    ("总 指 挥 周强", [("总 指 挥 周强", ("周强",))]),
    ("顾 问 高远 王芳", [("顾 问 高远 王芳", ("高远", "王芳"))]),
    ("副 主 任 李明", [("副 主 任 李明", ("李明",))]),
    ("组　长　王芳", [("组　长　王芳", ("王芳",))]),
    ("组长 王芳", [("组长 王芳", ("王芳",))]),
    ("组长 王芳 成员 李明 高敏", [("组长 王芳", ("王芳",)), ("成员 李明 高敏", ("李明", "高敏"))]),
    ("副组长 马强 高敏", [("副组长 马强 高敏", ("马强", "高敏"))]),
    ("裁 判 长 周强", [("裁 判 长 周强", ("周强",))]),
]


@pytest.mark.parametrize(("text", "expected"), SPACED)
def test_a_label_before_spaces_needs_no_colon(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    "text", ["组 长 周密", "委 员 安全", "成员 语文 数学", "主任 办公室", "组长 高效", "成员 若干"]
)
def test_words_behind_a_label_and_a_space_are_no_owners(text: str) -> None:
    assert owners(text) == []


LEADERS = [
    ("副组长：分管后勤的副校长", ("分管后勤的副校长",)),
    ("由学校指定的办公室负责人登记", ("学校指定的办公室负责人",)),
    ("由所在学院分管楼层的书记、院长担任网格长", ("所在学院分管楼层的书记", "院长")),
    ("总指挥：卫长青13900000000、褚明", ("卫长青", "褚明")),
    ("成员：各部门负责人，包括教务处、总务处", ("各部门负责人",)),
    ("负责部门/团队：美术组、书画社", ("美术组", "书画社")),
    ("裁判：百川、卫青", ("百川", "卫青")),
    ("由年级主任或家委会主任召集", ("年级主任", "家委会主任")),
    ("消杀组：负责人：褚青", ("褚青",)),
    ("朗诵宣誓组织：金岚、施远", ("金岚", "施远")),
    ("舞台搭建：总务处", ("总务处",)),
    ("医防组：加强晨检", ("医防组",)),
]


@pytest.mark.parametrize(("text", "names"), LEADERS)
def test_a_label_or_by_names_leaders_with_what_they_lead(text: str, names: tuple[str, ...]) -> None:
    assert [found for _, found in owners(text)] == [names]
