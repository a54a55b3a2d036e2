"""Defects, one at a time, in the sound plan of a kindergarten: each is found by its own rule and by no second one.

Forty-six were written, in this plan and two others, before the rules saw them: 29 were found at first by their own rule
alone, eleven more by their own rule in a plan that was accused although sound.
"""

from __future__ import annotations

PLAN = """关山县第二幼儿园2025年秋季保教工作计划
一、指导思想
坚持以游戏为基本活动，珍视一日生活的教育价值，让幼儿吃得香、睡得好、玩得开心、学得主动。
二、工作目标
1、幼儿出勤率保持在93%以上，体检率达到100%。
2、教师每人每学期撰写观察记录8篇，开放半日活动1次。
3、十二月底前完成户外沙水区改造，新增器械20件。
三、主要工作
（一）保育工作
1、保健医每天晨检，对体弱儿建立专门档案，每周与家长沟通一次饮食情况。
2、保育员每日午睡后开窗通风三十分钟，玩具每周消毒一次，由保健医登记检查。
（二）教育教学
1、各班每月确定一个生活主题，主题墙由幼儿参与布置，月底拍照存档。
2、业务园长每周进班观察两次，用白描方式记录，周五教研时一起讨论。
3、大班九月起开展“我要上小学”系列活动，十一月参观城关小学一次。
（三）家园工作
1、每学期召开家长会两次，家长委员会成员每月轮流到园陪餐并留下意见。
2、利用班级公众号每周推送一篇育儿短文，由各班班长审核内容。
四、保障措施
1、成立保教工作小组，园长任组长，业务园长、保健医、各班班长为成员。
2、每月底召开一次保教例会，对照计划逐项检查，没有完成的说明原因。
五、活动安排
九月：新生入园适应，家长会（各班班长）。
十月：秋季运动会，重阳节活动（体育组）。
十一月：参观小学，半日开放（大班组）。
十二月：户外沙水区验收，新年游园（后勤组）。
关山县第二幼儿园
2025年9月5日
"""
_SAFEGUARD = PLAN[PLAN.index("四、保障措施") : PLAN.index("五、活动安排")]
_CALENDAR = PLAN[PLAN.index("五、活动安排") : PLAN.index("关山县第二幼儿园\n2025年9月5日")]
_HOME = PLAN[PLAN.index("1、每学期召开家长会") : PLAN.index("四、保障措施")]

PLANTED = [
    ("园长任组长，业务园长", "组长：，副组长：业务园长", "placeholder"),
    ("参观城关小学一次", "于【时间】参观城关小学一次", "placeholder"),
    ("体检率达到100%", "体检率达到。家长满意", "placeholder"),
    ("新增器械20件", "新增器械__件", "placeholder"),
    ("“我要上小学”", "“”", "emptied-quotes"),
    ("（三）家园工作", "（四）家园工作", "numbering-gap"),
    ("2、保育员每日", "1、保育员每日", "numbering-repeat"),
    ("2、业务园长每周", "2．业务园长每周", "mixed-markers"),
    ("（一）保育工作", "（一）保育工作。", "heading-punctuation"),
    (
        "2、每月底召开",
        "2、保健医每天晨检，对体弱儿建立专门档案，每周与家长沟通一次饮食情况。\n3、每月底召开",
        "repeated-paragraph",
    ),
    ("“我要上小学”系列", "“我要上小学系列", "unbalanced-brackets"),
    ("坚持以游戏为基本活动", "文章来源于互联网，坚持以游戏为基本活动", "residue"),
    ("坚持以游戏为基本活动", "下面是小编整理的范例，坚持以游戏为基本活动", "residue"),
    ("四、保障措施", "第2页 共4页\n四、保障措施", "residue"),
    ("一起讨论", "一起进行进行讨论", "typos"),
    ("月底拍照存档", "月底拍照，落落实存档", "typos"),
    ("对照计划逐项检查", "对照计划的的各项检查", "typos"),
    ("没有完成的说明原因", "没有完成的再接再励", "typos"),
    ("撰写观察记录", "撰写观\u200b察记录", "invisible-characters"),
    ("保持在93%以上", "出勤率保持在930%以上", "percent-over-100"),
    (_SAFEGUARD + "五、活动安排", "四、活动安排", "missing-section"),
    (_CALENDAR, "", "missing-section"),
    (_HOME, "认真抓好。\n", "task-without-measures"),
    (
        "2、教师每人每学期撰写观察记录8篇，开放半日活动1次。",
        "2、增强教师的观察意识与反思习惯。",
        "goal-without-indicator",
    ),
    ("学得主动", "学得主动，努力把城南实验幼儿园办成乐园", "other-name"),
    ("关山县第二幼儿园\n2025年9月5日", "双溪县第一幼儿园\n2025年9月5日", "signature"),
    ("2025年9月5日", "2024年9月5日", "year-mismatch"),
    ("2025年9月5日", "2026年9月5日", "year-mismatch"),
    ("十二月底前完成", "2024年12月底前完成", "year-mismatch"),
    ("十一月参观", "11月31日参观", "year-mismatch"),
    (
        "十月：秋季运动会，重阳节活动（体育组）。\n十一月：参观小学，半日开放（大班组）。",
        "十一月：参观小学，半日开放（大班组）。\n十月：秋季运动会，重阳节活动（体育组）。",
        "schedule-order",
    ),
    ("十二月：户外", "五月：户外", "schedule-outside-term"),
    (
        "十二月：户外沙水区验收，新年游园（后勤组）。",
        "十二月：户外沙水区验收（后勤组）。\n十月：新年游园（后勤组）。",
        "schedule-repeat",
    ),
    ("建立专门档案", "建立专门档案（见附件3）", "attachments"),
    ("2025年秋季保教", "秋季保教", "title-without-year"),
]
