"""Text outside of the compared plans is listed: nobody hides a copy in a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from jyplan import api
from jyplan.inputs import find_sources

if TYPE_CHECKING:
    from pathlib import Path

PLAN = ("阅读推广工作计划", "一、工作目标", "每名学生每学期读完六本整本书。", "二、工作措施", "周二午间开放班级书角。")
HIDDEN = "九月第三周举办朗读会，低年级以绘本为主，高年级自选长篇片段，每班推荐四名学生参加。"


def notices(path: Path) -> list[str]:
    found = api.collect(api.read_submissions(find_sources([str(path)]), workers=0))
    return [entry.reason.template.format(**entry.reason.params) for entry in found.left_out]


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        (HIDDEN * 3, ["its headers have 123 characters, which are not compared"]),
        ("启航小学教导处文件  地址：和平街12号  电话：400-000-0000", []),
    ],
    ids=["a text in the header", "a letterhead"],
)
def test_a_long_header_is_listed_and_a_letterhead_is_not(tmp_path: Path, header: str, listed: list[str]) -> None:
    document = docx.Document()
    for line in PLAN:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    document.save(str(tmp_path / "plan.docx"))
    assert notices(tmp_path / "plan.docx") == listed


def test_pictures_are_listed_in_a_single_entry_with_their_number(tmp_path: Path) -> None:
    page = (
        "".join(f"<p>{line}</p>" for line in PLAN)
        + '<img src="a.png" width="800" height="900"><p>附图</p><img src="b.png" width="800" height="900">'
    )
    (tmp_path / "plan.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert notices(tmp_path / "plan.html") == ["pictures and the like: 2; words in them, if any, are not compared"]
