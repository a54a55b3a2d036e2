"""Documents that the tests of several reports show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.errors import InputError, JyplanError
from jyplan.model import Comparator, Genre, Message, Outline, Place, Problem, SchoolYear
from jyplan.reports import OutlineOptions
from tests.reports.build import deliverable, indicator, item, outline, owner, period, plan
from tests.reports.languages import ENGLISH

if TYPE_CHECKING:
    from jyplan.language import Language


@dataclass(frozen=True)
class Unreadable:
    """What `jyplan.inputs` gives for a file that cannot be read."""

    path: str
    error: JyplanError


def options(language: Language = ENGLISH, **details: object) -> OutlineOptions:
    return OutlineOptions(language, **details)  # type: ignore[arg-type]


def primary_school() -> Outline:
    """Two plans, with every role, every kind of fact and every form of heading, and a text that is none."""
    reading = item(
        "task",
        "（一）",
        "开展“书香校园”读书节（教务处）",
        facts=[owner("教务处")],
    ).holding(
        item(
            "measure",
            "1.",
            "师生共读",
            "每位教师每学期读书不少于2本，撰写《读书心得》，10月上旬交流。",
            facts=[
                indicator("每学期读书不少于2本", 2, "本", comparator=Comparator.AT_LEAST, per=("学期",)),
                deliverable("《读书心得》"),
                period("10月上旬", "2024-10-01", "2024-10-10"),
            ],
        ),
        item(
            "measure",
            "2.",
            None,
            "语文组负责每周三下午的阅读指导课，全体学生参加，课后填写阅读记录卡，期末评选“阅读之星”并在校园广播站展示优秀读书笔记。",
            facts=[owner("语文组"), period("每周三")],
        ),
    )
    listening = item(
        "task",
        "（二）",
        "落实听课评课制度",
        "①听课：青年教师每周一节；②评课：教研组当天完成。",
        items=["①听课：青年教师每周一节；", "②评课：教研组当天完成。"],
        facts=[indicator("每周一节", 1, "节", per=("周",))],
    )
    first = plan(
        "春田小学2024—2025学年第一学期教研工作计划 篇1",
        item("background", "一、", "基本情况", "我校现有教师46人。"),
        item("guiding", "二、", "指导思想", "立足课堂，服务教师。"),
        item("goal", "三、", "工作目标").holding(
            item(
                "goal",
                "1、",
                None,
                "课堂优良率达到95%以上，比上学年提高0.5到1个百分点。",
                facts=[
                    indicator("达到95%以上", 95, "%", comparator=Comparator.AT_LEAST),
                    indicator("提高0.5到1个百分点", 0.5, "个百分点", upper=1.0),
                ],
            ),
        ),
        item("task", "四、", "主要工作").holding(reading, listening),
        item("safeguard", "五、", "保障措施").holding(item("safeguard", "一是", "加强领导，校长任组长")),
        item("schedule", None, "附：活动安排表").holding(
            item("schedule", None, "九月份", facts=[period("九月份", "2024-09", "2024-09")]).holding(
                item("schedule", "1、", None, "制定计划。", facts=[deliverable("计划")]),
                item("schedule", "2、", None, "9月15日前上报名单。", facts=[period("9月15日前", None, "2024-09-15")]),
            )
        ),
        preamble=("新学期，新起点。",),
        school_year=SchoolYear(2024, 2025, 1),
    )
    second = plan(None, item("other", "第一章", "总则", "本系统用于排课。"), number=2, genre=Genre.OTHER, first_line=40)
    return outline(
        first,
        second,
        path="来稿/春田小学.txt",
        encoding="gb18030",
        problems=[Problem(Message("cannot be read ({reason})", {"reason": "OLE"}), Place(line=7))],
    )


def nothing_found() -> Outline:
    return outline(path="来稿/通知.docx", format_="docx", encoding=None)


def unreadable() -> Unreadable:
    error = InputError(
        "is larger than the limit of {limit}",
        where="来稿/总结.docx",
        hint="if it is meant to be that large, raise the limit with --max-size",
        limit="50MB",
    )
    return Unreadable("来稿/总结.docx", error)
