"""Departments that are the subject of a clause, whatever stands between them and their verb."""

import pytest

from tests.outline.facts.owners.test_owners import owners

CIRCUMSTANCES = [
    ("语文组在元旦前举办诗会", "语文组"),
    ("工会在教师节前走访退休教师", "工会"),
    ("团委在清明节前后组织团员扫墓", "团委"),
    ("教科室在每月第二周召开例会", "教科室"),
    ("政教处在教学楼大厅设立失物招领处", "政教处"),
    ("信息中心在学校网站开设专栏", "信息中心"),
    ("科研室在区教研室的指导下申报课题", "科研室"),
    ("学校少先队在建队日期间举行入队式", "学校少先队"),
    ("英语组元旦前排练短剧", "英语组"),
    ("工会“三八”节前慰问女教工", "工会"),
    ("总务处6月20日前检修水电", "总务处"),
    ("德育处拟于四月中旬组织远足", "德育处"),
]


@pytest.mark.parametrize(("text", "name"), CIRCUMSTANCES)
def test_a_time_or_a_place_may_stand_between_a_department_and_its_verb(text: str, name: str) -> None:
    assert owners(text) == [(name, (name,))]


ITEMS = [
    "①教务处检查教案",
    "2.教务处检查教案",
    "3、教务处检查教案",
    "（4）教务处检查教案",
    "（五）教务处检查教案",
    "A、教务处检查教案",
    "B.教务处检查教案",
    "7）教务处检查教案",
    "一是教务处检查教案",
    "12. 教务处检查教案",
]


@pytest.mark.parametrize("text", ITEMS)
def test_the_marker_of_an_item_stands_before_the_subject(text: str) -> None:
    assert owners(text) == [("教务处", ("教务处",))]


COLONS = [
    ("宣传部：制作展板", "宣传部"),
    ("体育部：购买药品", "体育部"),
    ("学习部：组织经验交流", "学习部"),
    ("总务处：维修课桌凳", "总务处"),
    ("教务处：编排监考表", "教务处"),
    ("语文组：排练课本剧", "语文组"),
    ("德育处：走访学困生家庭", "德育处"),
    ("信息中心：更新网站栏目", "信息中心"),
    ("团委：征集征文稿件", "团委"),
    ("安全办：排查校舍隐患", "安全办"),
]


@pytest.mark.parametrize(("text", "name"), COLONS)
def test_a_department_does_what_stands_behind_its_colon(text: str, name: str) -> None:
    assert owners(text) == [(name, (name,))]


@pytest.mark.parametrize(
    "text",
    [
        "学习部下发的报名表",
        "教务处组织的竞赛要认真参加",
        "德育处第3周工作计划",
        "教务处在二楼办公",
        "教务处在编人员五名",
        "体育组在校园内",
        "教务处：每周例会",
        "语文组：8人",
        "少先队组织建设要加强",
        "党支部组织生活会每季度一次",
        "膳食委员会每月底碰头",
        "少先队入队仪式",
    ],
)
def test_a_department_that_does_nothing_owns_nothing(text: str) -> None:
    assert owners(text) == []


STAFF = [
    ("保健医生每周检查晨检簿", "保健医生"),
    ("年级组长每周汇总考勤", "年级组长"),
    ("教研组长每月底检查教案", "教研组长"),
    ("生活老师每晚清点人数", "生活老师"),
    ("图书管理员登记借阅情况", "图书管理员"),
    ("备课组长收齐教案", "备课组长"),
    ("宿舍管理员定期查铺", "宿舍管理员"),
    ("网络管理员更换设备", "网络管理员"),
    ("校医定期测量视力", "校医"),
    ("实验员登记耗材", "实验员"),
]


@pytest.mark.parametrize(("text", "name"), STAFF)
def test_a_post_that_does_its_work_owns_it(text: str, name: str) -> None:
    assert owners(text) == [(name, (name,))]


@pytest.mark.parametrize(
    "text",
    [
        "教研组长做好记录",
        "教研组长要加强学习",
        "教研组长检查的教案",
        "教研组长每周听课不少于2节",
        "图书管理员登记制度",
        "值周教师检查记录",
        "宿管员查房制度",
        "图书管理员的职责",
        "校医每天填写的表",
        "备课组长会议",
    ],
)
def test_a_post_of_which_something_is_said_owns_nothing(text: str) -> None:
    assert owners(text) == []


LEADING = [
    ("由各处室负责人汇总", "各处室负责人"),
    ("由各处室的负责人签字", "各处室的负责人"),
    ("由学校各处室负责人签字", "学校各处室负责人"),
    ("由年级组的负责人收集", "年级组的负责人"),
    ("由各支部的负责人签字", "各支部的负责人"),
    ("由学校食堂的负责人验收", "学校食堂的负责人"),
    ("由镇属各学校负责人签字", "镇属各学校负责人"),
    ("由学校各部门负责人上报", "学校各部门负责人"),
    ("由宿舍楼的负责人检查", "宿舍楼的负责人"),
    ("由各年级的组长收齐", "各年级的组长"),
]


@pytest.mark.parametrize(("text", "name"), LEADING)
def test_who_leads_a_body_is_named_with_it(text: str, name: str) -> None:
    assert owners(text) == [(f"由{name}", (name,))]


def test_bodies_with_each_inside_lead() -> None:
    assert owners("由机关各科室牵头") == [("由机关各科室牵头", ("机关各科室",))]


@pytest.mark.parametrize("text", ["由各班的学生提供", "由学校的学生汇报", "由县内各学校填写"])
def test_pupils_and_schools_in_general_own_nothing(text: str) -> None:
    assert owners(text) == []


HEADS = [
    ("1. 教务处：负责课堂秩序", ("教务处",)),
    ("2、保卫科负责人：负责门禁登记", ("保卫科负责人",)),
    ("甘校长：第一责任人，统管全校安全", ("甘校长",)),
    ("业务副园长（副组长）：全面负责保教工作", ("业务副园长",)),
    ("各楼层值班教师：负责课间巡视", ("各楼层值班教师",)),
    ("总务处、医务室：负责防疫物资", ("总务处", "医务室")),
]


@pytest.mark.parametrize(("text", "names"), HEADS)
def test_whoever_stands_before_the_colon_of_a_duty_has_it(text: str, names: tuple[str, ...]) -> None:
    assert [found for _, found in owners(text)] == [names]


@pytest.mark.parametrize("text", ["组长：全面负责安全工作", "学生：负责打扫教室", "2、教师每周上交教案"])
def test_a_part_in_a_group_and_a_bare_post_own_nothing(text: str) -> None:
    assert owners(text) == []


TIMES = [
    ("12日早上教务处汇总名单", "教务处"),
    ("注：8日下午团委检查板报", "团委"),
    ("每周五下午总务处检修水电", "总务处"),
    ("端午节前德育处发放告家长书", "德育处"),
    ("第六周教科室抽查听课本", "教科室"),
]


@pytest.mark.parametrize(("text", "name"), TIMES)
def test_a_date_may_stand_before_a_department(text: str, name: str) -> None:
    assert owners(text) == [(name, (name,))]


PERSONS = [
    ("保卫科副科长沈立冬电话上报险情", "保卫科副科长沈立冬"),
    ("班主任褚小满老师对全班谈话", "班主任褚小满老师"),
    ("总务处周辉监管食堂", "总务处周辉"),
]


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_a_name_behind_a_post_is_whole(text: str, name: str) -> None:
    assert owners(text) == [(name, (name,))]


COLLECTIVES = [
    ("各科室要建立台账", "各科室"),
    ("各年级组应做好登记", "各年级组"),
    ("校团委各部门须交总结", "校团委各部门"),
    ("竞赛承办单位须提前布置", "竞赛承办单位"),
    ("区级教育行政部门要定期通报", "区级教育行政部门"),
    ("各二级学院负责迎新", "各二级学院负责"),
    ("研究生处印发通知", "研究生处"),
    ("镇政府要保障经费", "镇政府"),
    ("继续教育中心汇总学分", "继续教育中心"),
    ("机电工程系组织实训", "机电工程系"),
    ("后勤与资产管理处要检修水电", "后勤与资产管理处"),
    ("教务处主任召开例会", "教务处主任"),
    ("检查结束后德育处将公布结果", "德育处"),
    ("最后5分钟团委将抽签", "团委"),
    ("音响、奖品、会场卫生团委负责", "团委负责"),
]


@pytest.mark.parametrize(("text", "owner"), COLLECTIVES)
def test_bodies_of_a_kind_with_an_obligation_and_heads_of_offices_own_tasks(text: str, owner: str) -> None:
    assert [found for found, _ in owners(text)] == [owner]


@pytest.mark.parametrize(
    "text",
    [
        "讲稿交上级党委审核",
        "强调家校关系要和谐",
        "文明班级评选要公平",
        "市政府制定了办法",
        "各班要制定班规",
        "各中队要开展活动",
        "有关部门要配合",
        "更大范围加强部门协同",
        "各中心校要落实",
    ],
)
def test_classes_schools_and_bodies_without_a_name_own_nothing(text: str) -> None:
    assert owners(text) == []
