"""New texts against archived plans: copied pairs with passages, plans archived many times, plans removed meanwhile."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from benchmarks.plan_grammar import edit_text, write_plan

from jyplan import api
from jyplan.archive import matching
from jyplan.archive.lookup import open_archive
from jyplan.archive.matching import find_archived
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.compare.copies.options import CopyOptions
from jyplan.inputs import find_sources
from jyplan.model import Relation
from tests.archive.build import add, plan

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.archive.matching import ArchiveMatches

OLD = 30
SAME_SECTION = range(20, OLD)
SECTION = write_plan(Random(900), 800).partition("\n")[2]
"""A section of a third of the archived plans."""


def old_text(seed: int) -> str:
    text = write_plan(Random(seed), 2000)
    return f"{text}\n{SECTION}" if seed in SAME_SECTION else text


def new_text(seed: int) -> str:
    return write_plan(Random(1000 + seed), 2000)


@pytest.fixture(params=[True, False], ids=["texts", "no texts"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Plans of the grammar; the id of a plan is its seed plus 1."""
    plans = [plan(seed, text=old_text(seed), date="2023") for seed in range(OLD)]
    add(tmp_path, plans[:25], keep_texts=request.param)
    add(tmp_path, plans[25:], keep_texts=request.param)
    return tmp_path


def find(folder: Path, *texts: str) -> ArchiveMatches:
    return find_archived(open_archive(folder), texts, CopyOptions())


def archived_pairs(matches: ArchiveMatches, count: int) -> list[tuple[int, int, Relation]]:
    """Return the pairs: the new text, the id of the plan, the relation."""
    return [(pair.a, matches.plans[pair.b - count].id, pair.relation) for pair in matches.pairs]


def test_archived_plan_is_found_identical(folder: Path) -> None:
    matches = find(folder, new_text(1), old_text(3).replace("，", ", "))
    assert archived_pairs(matches, 2) == [(1, 4, Relation.IDENTICAL)]
    [pair] = matches.pairs
    assert (pair.a_copied, pair.b_copied) == (1.0, 1.0)
    assert [archived.listing.title for archived in matches.plans] == ["计划3"]


def test_edited_copy_is_near_identical(folder: Path) -> None:
    matches = find(folder, edit_text(Random(1), old_text(4), 0.03))
    assert archived_pairs(matches, 1) == [(0, 5, Relation.NEAR_IDENTICAL)]
    assert matches.pairs[0].copied > 0.9


def test_passage_leads_to_the_copied_section_in_both(folder: Path) -> None:
    section = old_text(6)[700:1200]
    text = f"{new_text(2)}\n{section}\n{new_text(3)}"
    matches = find(folder, text)
    assert archived_pairs(matches, 1) == [(0, 7, Relation.PARTIAL)]
    [passage] = matches.pairs[0].passages
    assert abs(passage.left.start - text.index(section)) < 20
    assert abs(passage.left.end - text.index(section) - 500) < 20
    assert abs(passage.right.start - 700) < 20
    assert abs(passage.right.end - 1200) < 20


def test_unrelated_plans_are_not_reported(folder: Path) -> None:
    assert find(folder, *(new_text(seed) for seed in range(20))).pairs == ()


def test_no_texts_and_empty_texts_match_nothing(folder: Path) -> None:
    assert find(folder) == ((), (), (), (), ())
    assert find(folder, "", "计划").pairs == ()


def test_plan_archived_many_times_is_reported_with_the_first_few(tmp_path: Path) -> None:
    add(tmp_path, [plan(seed, text=f"第{seed}小学\n{old_text(1)}") for seed in range(40)])
    matches = find(tmp_path, old_text(1))
    assert {relation for _, _, relation in archived_pairs(matches, 1)} == {Relation.NEAR_IDENTICAL}
    assert [number for _, number, _ in archived_pairs(matches, 1)] == [1, 2]


def test_batches_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [new_text(1), old_text(3), edit_text(Random(1), old_text(4), 0.03), old_text(25), new_text(2)]
    all_at_once = find(folder, *texts)
    monkeypatch.setattr(matching, "_BATCH", 2)
    assert find(folder, *texts) == all_at_once


def test_plan_removed_meanwhile_is_left_out(folder: Path) -> None:
    opened = open_archive(folder)
    remove_plans(folder, Selection(ids=(5,)))
    assert find_archived(opened, [edit_text(Random(1), old_text(4), 0.03)], CopyOptions()).pairs == ()


def test_api_lists_new_plans_first_and_archived_plans_after_them(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for name, text in (("a", new_text(1)), ("b", f"2025学年教研组工作计划\n{old_text(4)}")):
        (tmp_path / "new" / f"{name}.txt").write_text(text, "utf-8")
    submissions = api.collect(api.read_submissions(find_sources([str(tmp_path / "new")])))
    copies, texts = api.find_archived(submissions, folder, workers=1)
    assert [(listing.name, listing.archived) for listing in copies.listings] == [
        ("a.txt", False),
        ("b.txt", False),
        ("4.txt", True),
    ]
    assert [(pair.a, pair.b) for pair in copies.pairs] == [(1, 2)]
    assert [cluster.members for cluster in copies.clusters] == [(1, 2)]
    assert texts in {(old_text(4),), (None,)}


def test_point_inside_a_number_makes_a_copy_near_identical_as_in_a_folder(tmp_path: Path) -> None:
    text = f"优秀率提高1.5个百分点。\n{old_text(3)}"
    add(tmp_path, [plan(1, text=text)])
    [exact] = find(tmp_path, text.replace("。\n", "\n")).pairs
    [edited] = find(tmp_path, text.replace("1.5", "15")).pairs
    assert (exact.relation, exact.passages[0].edited) == (Relation.IDENTICAL, False)
    assert (edited.relation, edited.passages[0].edited) == (Relation.NEAR_IDENTICAL, True)
