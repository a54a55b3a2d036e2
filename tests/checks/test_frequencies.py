"""How often something is done, as plans write it, in times a term of 18 weeks."""

from __future__ import annotations

import pytest

from jyplan.checks.frequencies import read_frequency

WRITTEN = [
    ("每月召开一次例会", 4.5),
    ("每月至少召开两次", 9),
    ("每周二下午开展教研活动", 18),
    ("每周三集中备课一次", 18),
    ("每两周开展一次", 9),
    ("两周一次", 9),
    ("双周周三", 9),
    ("隔周开展", 9),
    ("每学期不少于3次", 3),
    ("一学期至少四次", 4),
    ("每学期召开2至3次", 3),
    ("每季度召开一次", 1.38),
    ("每季度不少于1次", 1.38),
    ("每年两次", 1),
    ("每学年开展4次", 2),
    ("一月一次", 4.5),
    ("每月1-2次", 9),
    ("每天晨检一次", 90),
    ("每日一查", 90),
    ("每周至少一节", 18),
    ("每月组织一次应急疏散演练", 4.5),
    ("每月初开展", 4.5),
    ("每个月一次", 4.5),
    ("每个学期一次", 1),
    ("每学期开学初、期中各召开一次", 1),
    ("每学期期中和期末各一次", 2),
    ("每三周一次", 6),
    ("逐月开展", 4.5),
    ("按月召开", 4.5),
    ("坚持周例会制度", 18),
    ("坚持月例会制度", 4.5),
    ("每周一早上", 18),
    ("每周五放学前", 18),
    ("全学期集体备课不少于15次", 15),
    ("本学期组织教研活动8次", 8),
    ("一周一次", 18),
    ("半月一次", 9),
    ("每半月一次", 9),
    ("每半个月召开一次", 9),
    ("每星期一次", 18),
    ("每年召开一次", 0.5),
    ("学期内不少于6次", 6),
    ("每月第一周召开", 4.5),
    ("每月最后一周的周五", 4.5),
    ("每单周周一", 9),
    ("单周开教研会，双周集体备课", 9),
    ("每学期两次", 2),
    ("每月例会制", 4.5),
    ("每季度一检查", 1.38),
    ("周周有检查", 18),
    ("月月有主题", 4.5),
    ("每学期至少开展一次", 1),
]


@pytest.mark.parametrize(("text", "times"), WRITTEN)
def test_times_a_term(text: str, times: float) -> None:
    frequency = read_frequency(text)
    assert frequency is not None
    assert round(frequency.per_term(18), 2) == times


@pytest.mark.parametrize(
    "text", ["上学期召开三次", "上半月完成", "三年级一班", "第一周开学", "一月十日放假", "每位教师两节", "上周检查两次"]
)
def test_what_is_no_frequency(text: str) -> None:
    assert read_frequency(text) is None
