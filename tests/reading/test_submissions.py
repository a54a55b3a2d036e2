"""All plans of many sources: plans to compare, and plans left out with the reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.inputs import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.reading.submissions import Submissions

PLAN = "数学教研组工作计划\n\n一、工作目标\n每人每学期听课不少于15节。\n"


def read(*names: Path, spool: bool = False) -> Submissions:
    return api.collect(api.read_submissions(find_sources([str(name) for name in names]), workers=0), spool=spool)


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("2024—2025学年第一学期", "2024-09"),
        ("2024—2025学年第二学期", "2025-02"),
        ("2024—2025学年", "2024"),
        ("2024年", "2024"),
        ("", None),
    ],
)
def test_date_is_the_first_month_of_a_term_or_the_year(tmp_path: Path, year: str, date: str | None) -> None:
    (tmp_path / "a.txt").write_text(year + PLAN, "utf-8")
    assert [listing.date for listing in read(tmp_path).listings] == [date]


def test_plan_is_listed_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    submissions = read(tmp_path)
    listing = submissions.listings[0]
    assert (listing.name, listing.number, listing.title) == ("a.txt", 1, "数学教研组工作计划")
    assert listing.chars == len(submissions.texts[0])


def test_texts_on_disk_equal_texts_in_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "x", "text": "教研\ud800"}), "utf-8")
    assert list(read(tmp_path, spool=True).texts) == list(read(tmp_path).texts)


def test_files_and_corpora_keep_their_order(tmp_path: Path) -> None:
    for name in "ac":
        (tmp_path / f"{name}.txt").write_text(PLAN, "utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "教研"}\n{"id": "y", "text": "计划"}\n', "utf-8")
    assert [listing.name for listing in read(tmp_path).listings] == ["a.txt", "x", "y", "c.txt"]


def test_same_file_under_two_names_is_read_once_and_the_second_name_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    submissions = read(tmp_path)
    assert [listing.name for listing in submissions.listings] == ["a.txt"]
    assert [repeat.path for repeat in submissions.left_out] == [str(tmp_path / "b.txt")]


def test_plan_of_a_file_named_whole_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    submissions = api.collect(api.read_submissions(find_sources([f"{tmp_path}/a.txt#1", f"{tmp_path}/a.txt"])))
    assert len(submissions.listings) == 1
    assert [(repeat.number, str(repeat.reason.params["other"])) for repeat in submissions.left_out] == [
        (1, f"{tmp_path}/a.txt")
    ]


def test_standard_input_is_no_repeat(tmp_path: Path) -> None:
    sources = [*find_sources(["-"]), *find_sources(["-"])]
    assert len({id(source) for source in sources}) == 2
    assert not [plan for result in api.read_submissions(sources) if isinstance(result, list) for plan in result]
