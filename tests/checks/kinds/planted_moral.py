"""Defects, one at a time, in the sound plan of a moral education office: each is found by its own rule and by no second one.

Thirty-five were written before the rules saw them: 26 were found at first by their own rule alone, 31 after what they showed was
mended; four are not found (a blank before 月 that may be a layout, the short name of a school, two that were no slips of one kind).
"""

from __future__ import annotations

PLAN = """云溪县第三中学2025—2026学年第一学期德育工作计划
一、指导思想
以立德树人为根本，坚持五育并举，从学生的日常行为抓起，让每一名学生在活动中受到教育。
二、工作目标
1．学生违纪率控制在1%以内，安全责任事故为零。
2．每班每学期开展主题班会8次，家长满意度达到96%。
3．12月底前建成心理辅导室，编印《班级故事》1本。
三、主要工作
（一）抓好常规管理
1．值周教师每天早读前检查仪容仪表，当天公布结果。
2．政教处每周一通报上周的纪律情况，对迟到较多的班级由年级组长约谈。
（二）办好主题活动
1．9月开展“行为规范月”活动，各班评出规范之星三名。
2．10月组织七年级学生到烈士陵园祭扫（政教处负责）。
3．11月举办校园艺术节，设合唱、书画、朗诵三个项目。
（三）密切家校联系
1．期中考试后召开家长会一次，由班主任介绍班级情况。
2．班主任每学期家访不少于十五户，写好家访记录。
四、保障措施
1．成立德育工作领导小组，校长任组长，政教主任任副组长。
2．把班级考核结果作为评先评优的依据，学期末表彰先进班集体。
五、活动安排
2025年9月：新生军训，行为规范月（政教处）。
2025年10月：祭扫烈士陵园，秋季运动会（体育组）。
2025年11月：校园艺术节（艺术组）。
2025年12月：安全教育月，法制报告会（安全办）。
2026年1月：评先评优，放假安全教育（政教处）。
云溪县第三中学政教处
2025年9月1日
"""
_NOVEMBER = "2025年11月：校园艺术节（艺术组）。\n"
_DECEMBER = "2025年12月：安全教育月，法制报告会（安全办）。\n"

PLANTED = [
    ("坚持五育并举", "坚持“五育并举", "unbalanced-brackets"),
    ("由班主任介绍班级情况", "由班主任（张××）介绍班级情况", "placeholder"),
    ("（政教处负责）", "（由【部门名称】负责）", "placeholder"),
    ("家长满意度达到96%", "家长满意度达到196%", "percent-over-100"),
    ("2025年10月：祭扫", "2025年2月30日：祭扫", "year-mismatch"),
    ("2025—2026学年第一学期", "2025—2025学年第一学期", "year-mismatch"),
    ("11月举办校园艺术节", "2024年11月15日举办校园艺术节", "year-mismatch"),
    ("（二）办好主题活动", "（二）2024—2025学年第一学期主题活动", "year-mismatch"),
    ("9月开展“行为规范月”活动", "9月8日（星期二）启动“行为规范月”活动", "year-mismatch"),
    ("云溪县第三中学政教处\n", "云溪县第一中学政教处\n", "signature"),
    ("让每一名学生在活动中受到教育", "让桃源镇初级中学的学生在活动中受到教育", "other-name"),
    ("（三）密切家校联系", "（二）密切家校联系", "numbering-repeat"),
    ("3．11月举办", "5．11月举办", "numbering-gap"),
    ("四、保障措施", "四．保障措施", "mixed-markers"),
    ("（二）办好主题活动\n", "（二）办好主题活动：；\n", "heading-punctuation"),
    ("写好家访记录", "写好家访记录家访记录", "typos"),
    ("从学生的日常行为抓起", "按步就班地抓好学生的日常行为", "typos"),
    ("以立德树人为根本", "以《中小学德育工作指男》为依据", "typos"),
    ("以立德树人为根本", "学习《预防末成年人犯罪法》，以立德树人为根本", "typos"),
    ("学期末表彰", "点击查看更多\n学期末表彰", "residue"),
    ("四、保障措施\n", "- 2 -\n四、保障措施\n", "residue"),
    (PLAN[PLAN.index("1．成立德育") : PLAN.index("五、活动安排")], "", "empty-section"),
    (PLAN[PLAN.index("1．期中考试后") : PLAN.index("四、保障措施")], "继续做好。\n", "task-without-measures"),
    (
        "3．12月底前建成心理辅导室，编印《班级故事》1本。",
        "3．形成勤奋好学、文明守纪的校园风气。",
        "goal-without-indicator",
    ),
    ("（安全办）", "", "schedule-without-owner"),
    (_NOVEMBER + _DECEMBER, _DECEMBER + _NOVEMBER, "schedule-order"),
    ("2026年1月：评先", "2026年5月：评先", "schedule-outside-term"),
    ("（政教处负责）", "（政教处负责，名单见附件1）", "attachments"),
    ("当天公布结果", "当天公布结\u200b果", "invisible-characters"),
    ("当天公布结果。", "当天公布结果。\n值周教师每天早读前检查仪容仪表，当天公布结果。", "repeated-paragraph"),
    ("各班评出规范之星三名", "各班评出“”三名", "emptied-quotes"),
    ("第一学期德育工作计划", "第一学期德育工作总结", "not-a-plan"),
    ("云溪县第三中学2025—2026学年第一学期", "云溪县第三中学", "title-without-year"),
    ("一、指导思想", "一、写在前面", "missing-section"),
]
SOUND = [
    ("写好家访记录", "做好2024—2025学年学籍材料的归档"),
    ("以立德树人为根本", "以《小学德育工作指南解读》《3—6岁儿童学习与发展指南》为参考"),
    ("9月开展“行为规范月”活动", "9月9日（星期二）启动“行为规范月”活动"),
    ("2025年9月1日", "2025年9月"),
]
