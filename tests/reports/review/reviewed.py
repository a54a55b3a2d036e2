"""A batch of eight files as a review, for the tests of its reports."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jyplan import api
from jyplan.language import Language
from jyplan.reports import ReviewOptions
from tests.reviewing.batch import (
    GOALS,
    GUIDING,
    OTHER_GOALS,
    OTHER_TASKS,
    SAFEGUARDS,
    SCHEDULE,
    SHARED,
    plan_of,
    write_batch,
)

if TYPE_CHECKING:
    from jyplan.model import Review

HOSTILE = "<script>window.hacked = 1</script>"
"""Stands in a title, in a text, in the roster and in the name of a file."""


@cache
def reviewed() -> Review:
    """Return the review: two schools alike, one without goals, one as last year, one unread, two that handed in nothing."""
    shared = f"三、主要工作\n{SHARED}"
    own = plan_of("龙泉小学", GUIDING, OTHER_GOALS, OTHER_TASKS, SAFEGUARDS, SCHEDULE)
    files: dict[str, str | bytes] = {
        "交/东风小学.txt": plan_of("东风小学", GUIDING, GOALS, shared, SAFEGUARDS, SCHEDULE),
        "交/向阳小学.txt": plan_of("向阳小学", GUIDING, GOALS, shared, SAFEGUARDS, SCHEDULE),
        "交/红旗小学.txt": plan_of(
            "红旗小学", "一、主要工作\n组织“红领巾小导游”带低年级认识校园里的三十种植物，每月两次。\n"
        ),
        "交/北坡小学.pdf": b"%PDF-1.4 broken",
        "交/登记表.txt": "上报登记表\n序号\t学校\n1\t东风小学\n",
        "交/龙泉小学.txt": own,
        "交/<b>南山小学.txt": plan_of(
            "南山小学", f"一、指导思想\n{HOSTILE}javascript:alert(1)\n", "二、工作目标\n=1+1 的及格率达到90%。\n"
        ),
        "去年/龙泉小学.txt": own.replace("2025", "2024"),
        "名单.csv": f"学校\n东风小学\n向阳小学\n南塘小学\n{HOSTILE}小学\n",
    }
    with TemporaryDirectory() as folder:
        write_batch(Path(folder), files)
        before = Path.cwd()
        os.chdir(folder)
        try:
            return api.review_batch(
                api.ReviewRequest(
                    paths=("交",),
                    rules="work-plan",
                    last="去年",
                    roster="名单.csv",
                    date="2025-09-12",
                    by="区教研室",
                )
            )
        finally:
            os.chdir(before)


def options(language: str = "en") -> ReviewOptions:
    return ReviewOptions(Language(language))
