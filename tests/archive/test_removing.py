"""Removed plans leave neither row nor text nor fingerprint."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jyplan.archive.compacting import compact
from jyplan.archive.lookup import list_plans, open_archive
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.compare.copies.fingerprints import take_fingerprints
from tests.archive.build import add, damage, everything, plan, remarks, titles, write_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path, [
        plan(1, label="2023范文", date="2023"),
        plan(2, label="2023范文", date="2023-09", school="三小"),
        plan(3, label="上报", date="2024-09-01", school="三小", path="上报/三小/计划.docx"),
        plan(4, label="上报", date="20", path="上报/三小2/计划.docx"),
    ])  # fmt: skip
    add(tmp_path, [plan(5)])
    return tmp_path


@pytest.mark.parametrize(
    ("selection", "removed"),
    [
        (Selection(), []),
        (Selection(ids=(2, 5, 77)), [2, 5]),
        (Selection(label="2023范文"), [1, 2]),
        (Selection(label="2023"), []),
        (Selection(school="三小"), [2, 3]),
        (Selection(date="2023"), [1, 2]),
        (Selection(date="2023-09"), [2]),
        (Selection(date="2024"), [3]),
        (Selection(path="上报"), [3, 4]),
        (Selection(path="上报/三小"), [3]),
        (Selection(path="上报/三小/"), [3]),
        (Selection(path="上报/三小/计划.docx"), [3]),
        (Selection(path="%"), []),
        (Selection(label="上报", school="三小"), [3]),
        (Selection(ids=(1, 3), label="上报"), [3]),
        (Selection(label="' OR 1=1 --"), []),
    ],
    ids=repr,
)
def test_plans_that_meet_all_conditions_are_removed(folder: Path, selection: Selection, removed: list[int]) -> None:
    assert [removed_plan.id for removed_plan in remove_plans(folder, selection)] == removed
    assert [present.id for present in list_plans(folder, Selection())] == [n for n in range(1, 6) if n not in removed]
    assert (damage(folder), remarks(folder)) == ([], [])


def test_removed_plan_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    gone = plan(
        7, title="将被删除的标题", path="某校/机密.docx", label="机密标签", school="机密小学", date="1987-06-05"
    )
    add(tmp_path, [*(plan(seed) for seed in range(1, 7)), gone, plan(8)])
    digest = f"{7:064x}"
    hashes = np.unique(take_fingerprints([gone.text]).hashes)
    traces = [
        *(text.encode() for text in (gone.listing.title, "机密", digest, "1987-06-05")),
        zlib.compress(gone.text.encode()),
        *(value.astype("<u8").tobytes() for value in hashes),
    ]
    assert all(trace in everything(tmp_path) for trace in traces)
    remove_plans(tmp_path, Selection(ids=(7,)))
    assert [trace for trace in traces if trace in everything(tmp_path)] == []
    assert len(open_archive(tmp_path).look_up(hashes, 9).asked) == 0


def test_removed_plan_can_be_added_again_with_a_new_number(folder: Path) -> None:
    remove_plans(folder, Selection(ids=(5,)))
    [filed] = add(folder, [plan(5)])
    assert (filed.is_new, filed.plan.id) == (True, 6)


def test_archive_is_empty_after_all_plans_are_removed(folder: Path) -> None:
    remove_plans(folder, Selection(ids=(1, 2, 3, 4, 5)))
    assert [path.name for path in folder.iterdir()] == ["catalogue.sqlite"]
    assert (titles(folder), damage(folder)) == ([], [])
    add(folder, [plan(1)])
    assert titles(folder) == ["计划1"]


def test_texts_of_remaining_plans_stay_readable(folder: Path) -> None:
    remove_plans(folder, Selection(ids=(2,)))
    texts = {number: write_text(number) for number in (1, 3, 4, 5)}
    assert open_archive(folder).texts(range(9)) == texts
    compact(folder)
    assert open_archive(folder).texts(range(9)) == texts
    assert len(list(folder.iterdir())) == 4
