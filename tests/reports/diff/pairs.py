"""Compared plans for the tests of reports in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.api import parse_bytes
from jyplan.compare.diff.comparison import compare_plans
from jyplan.reports import DiffOptions
from tests.reports.languages import ENGLISH

if TYPE_CHECKING:
    from jyplan.language import Language
    from jyplan.model import Comparison

LAST_YEAR = """\
城南小学2024—2025学年教研工作计划

一、指导思想
以立德树人为根本，落实新课标，推动课堂改革，聚焦学生核心素养的培养与发展。

二、工作目标
1、教师每学期听课不少于60节，其中校级公开课不少于12节。
2、课题结题率达到90%以上。
3、青年教师过关率达到百分之八十。

三、主要工作
（一）抓好集体备课
1、定时间定地点定主备人，每周三下午由教研组长主持，形成“三备两议”的流程。
2、9月15日前上报备课安排表，由教务处负责检查。
（二）开展课题研究
各组围绕作业设计确立小课题，中期检查一次，期末交流一次，优秀成果推荐到区里参评，经费由学校统筹安排。
（三）落实听评课
推门听课与预约听课相结合，听后当天评议，评议记录交教务处存档，每月公示一次听课情况。

四、保障措施
成立领导小组，校长任组长，教务主任任副组长。
"""

THIS_YEAR = """\
城南小学2025—2026学年教研工作计划

一、指导思想
以立德树人为根本，落实新课标，推动课堂改革，聚焦学生核心素养的培养与发展。

二、工作目标
1、教师每学期听课不少于80节，其中校级公开课不少于12节。
2、课题结题率达到95%以上。

三、主要工作
（一）落实听评课
推门听课与预约听课相结合，听后当天评议，评议记录交教研室存档，每月公示一次听课情况。
（二）抓好集体备课
1、定时间定地点定主备人，每周四下午由备课组长主持，形成“三备两议”的流程。
2、9月20日前上报备课安排表，由教务处负责检查。
（三）开展课题研究
各组围绕作业设计确立小课题，中期检查一次，期末交流一次，优秀成果推荐到区里参评，经费由学校统筹安排。
（四）建设资源库
各组每月上传课件两套，由信息中心统一管理。

四、保障措施
成立领导小组，校长任组长,教务主任任副组长。
"""


def compared(left: str, right: str) -> Comparison:
    left_plan, right_plan = (parse_bytes(text.encode("utf-8", "surrogatepass")).plans[0] for text in (left, right))
    return compare_plans(left_plan, right_plan)


def two_years() -> Comparison:
    """Return two plans: a moved and edited section, changed figures, dates and owners, a dropped item, a new section."""
    return compared(LAST_YEAR, THIS_YEAR)


def options(language: Language = ENGLISH, **details: object) -> DiffOptions:
    return DiffOptions(language, **{"left_path": "2024.txt", "right_path": "page.txt#1", **details})  # type: ignore[arg-type]
