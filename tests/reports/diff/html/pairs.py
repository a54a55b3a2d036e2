"""Compared plans for the tests of the page, and the texts of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan import api
from jyplan.compare.diff.comparison import compare_plans
from jyplan.model import Block, Comparison, Document, Place
from jyplan.outline import read_plans
from jyplan.reports import DiffOptions
from jyplan.reports.diff.html import render
from tests.places import SAMPLES
from tests.reports.html_tree import Element
from tests.reports.languages import ENGLISH

if TYPE_CHECKING:
    from jyplan.language import Language


LAST_YEAR = """\
春田小学2025年教研工作计划
新学期，新起点。
一、工作目标
1、课堂优良率达到95%以上，教师人均听课不少于60节。
2、完成校本教材两册，由教务处负责编写。
二、主要工作
（一）开展书香校园读书节
1、每位教师读书不少于2本，撰写读书心得，十月上旬在全校交流一次。
2、语文组负责每周三下午的阅读指导课，全体学生参加，课后填写阅读记录卡。
3、期末评选阅读之星，并在校园广播站展示优秀读书笔记，家长代表到场颁奖。
4、图书馆每天中午开放四十分钟，值日教师轮流到岗，借阅情况每月公布一次。
（二）落实听课评课制度
1、青年教师每周听课一节，教研组当天评课，评课记录交教导处存档备查。
2、骨干教师每月上一节示范课，课后由备课组集中讨论，形成改进意见。
3、校长每学期听课四十节以上，分管副校长包年级，随时推门听课。
（三）抓实常规检查
1、教案每两周检查一次，作业每月抽查一次，检查结果在例会上通报。
2、学科组长负责抽查本组作业批改，发现问题当天反馈，限期三天改正。
三、保障措施
1、成立以校长为组长的领导小组，每月召开一次例会。
2、安排教研经费8万元，专门用于外出培训与购买图书。
3、把教研成绩纳入年度考核，所占比重不低于30%。
春田小学教导处"""

_READING = LAST_YEAR[LAST_YEAR.index("（一）开展") : LAST_YEAR.index("（二）落实")]

THIS_YEAR = (
    LAST_YEAR.replace(_READING, "")
    .replace("（二）落实", "（一）落实")
    .replace("（三）抓实", "（二）抓实")
    .replace("三、保障措施", _READING.replace("（一）", "（三）").replace("十月上旬", "十一月上旬") + "三、保障措施")
    .replace("不少于60节", "不少于80节")
    .replace("2025年", "2026年")
    .replace("3、把教研成绩纳入年度考核，所占比重不低于30%。", "3、每学期向家长委员会报告一次工作。")
)
"""The reading festival is last and in November, two figures differ, one safeguard is another."""

HOSTILE = """\
</title><script>window.hacked = 1</script>计划
一、目标 </style><style>body{display:none}</style>
1、"onmouseover="window.hacked=2" x="听课不少于60节 <img src=x onerror=window.hacked=3>
2、'><a href="javascript:window.hacked=4">点我</a> &lt;b&gt; &#x3c;script&#x3e; <!-- $left ${style}
<script src="https://example.org/x.js"></script>二、措施\u202e\x07\u2028 </table></main>
三、保障 {number} %s <svg onload=window.hacked=5><math><mtext></script>"""

HOSTILE_NEXT = HOSTILE.replace("60节", "80节").replace("点我", "再<b onclick=window.hacked=6>点</b>我")


def compare(left: str, right: str) -> Comparison:
    """Compare two texts with a single plan each."""

    def plan(text: str) -> Document:
        lines = enumerate(text.split("\n"), 1)
        return Document("计划.txt", "txt", "", tuple(Block(line, place=Place(line=number)) for number, line in lines))

    return compare_plans(read_plans(plan(left))[0], read_plans(plan(right))[0])


def sample(left: str, right: str) -> Comparison:
    """Compare two plans of the samples."""
    left_plan, right_plan = (api.parse(SAMPLES / name).plans[0] for name in (left, right))
    return compare_plans(left_plan, right_plan)


def page(comparison: Comparison, language: Language = ENGLISH, **details: object) -> str:
    """Return the page of a comparison."""
    return render(comparison, DiffOptions(language, **details)).decode("utf-8")  # type: ignore[arg-type]


def column(root: Element, side: str) -> list[str]:
    """Return the paragraphs of a column, without links and old text."""
    cells = [cell for cell in root.all("td") if side in cell.classes]
    paragraphs = [part for cell in cells for part in cell.parts if isinstance(part, Element) and part.tag != "a"]
    return [_text_of(paragraph) for paragraph in paragraphs]


def _text_of(element: Element) -> str:
    skipped = {"chip", "was"}
    return "".join(
        part if isinstance(part, str) else "" if part.classes & skipped else _text_of(part) for part in element.parts
    )
