"""Small batches of submissions, written to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GUIDING = "一、指导思想\n以提高教学质量为中心，落实立德树人的要求。\n"
GOALS = "二、工作目标\n语文及格率达到95%以上，优秀率达到40%。\n"
TASKS = "三、主要工作\n1、教导处九月底前组织一次备课检查。\n2、每位教师每学期听课不少于15节。\n"
SAFEGUARDS = "四、保障措施\n成立以校长为组长的领导小组，每月检查一次。\n"
SCHEDULE = "五、日程安排\n九月：开学检查。\n十月：期中准备。\n"
OTHER_TASKS = (
    "三、主要工作\n1、总务处在国庆前修好操场跑道和篮球架。\n2、少先队每月出一期墙报，由各中队轮流编排。\n"
    "3、食堂公布每日菜谱，家长委员会每季度来校品尝。\n4、图书角添置绘本二百册，一年级起开设故事课。\n"
)
"""Nothing of it stands in `TASKS` or `SHARED`."""
OTHER_GOALS = "二、工作目标\n借阅量生均每月四册，近视新发率降到8%以下，体质合格率96%。\n"
SHARED = (
    "1、开展“青蓝携手”结对活动，每位骨干教师带两名新教师，每周听课一节、评课一次，学期末上一节汇报课。\n"
    "2、设立阅读长廊，每班每周安排两节阅读课，由语文教师轮流值守，期末评选三十名阅读之星。\n"
    "3、组织口算过关，每周五下午测二十题，成绩记入学生成长手册，未过关者由数学教师当天辅导。\n"
    "4、建立家校联系簿，班主任每月走访五户，走访情况在月底例会上逐户说明，并存入学校档案柜。\n"
)


def plan_of(school: str, *parts: str, year: str = "2025") -> str:
    """Return a plan of a school; without parts a whole one."""
    return f"{school}{year}年工作计划\n{''.join(parts or (GUIDING, GOALS, TASKS, SAFEGUARDS, SCHEDULE))}"


def write_batch(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, "utf-8")
    return folder
