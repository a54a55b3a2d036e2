"""Archived plans that a submission says in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan import api
from jyplan.archive.lookup import open_archive
from jyplan.compare.rewrites.candidates import RARE, find_candidates, index_texts
from tests.compare.copies.copied_plans import texts, unrelated
from tests.compare.rewrites.plans import ORIGINAL, REWRITTEN, UNRELATED

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Copies


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def submissions(tmp_path: Path, **plans: str) -> api.Submissions:
    folder = tmp_path / "_".join(plans)
    folder.mkdir()
    for name, text in plans.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return api.collect(jyplan.read_submissions(jyplan.find_sources([str(folder)])))


def keep(archive: Path, tmp_path: Path, *, keep_texts: bool = True, **plans: str) -> None:
    folder = tmp_path / "earlier"
    folder.mkdir()
    for name, text in plans.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    jyplan.add_to_archive(archive, jyplan.read_submissions(jyplan.find_sources([str(folder)])), keep_texts=keep_texts)


def suspected(copies: Copies) -> list[tuple[str, str, bool]]:
    return [
        (copies.listings[pair.a].name, copies.listings[pair.b].name, copies.listings[pair.b].archived)
        for pair in copies.rewritten
    ]


def test_a_submission_that_says_an_archived_plan_in_other_words_is_suspected(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, one=UNRELATED, two=ORIGINAL)

    copies, plan_texts = api.find_archived(submissions(tmp_path, new=REWRITTEN), archive, rewritten=True)

    assert suspected(copies) == [("new.txt", "two.txt", True)]
    assert copies.pairs == ()
    [pair] = copies.rewritten
    assert plan_texts[pair.b - 1] is not None
    assert len(pair.items) >= 7


def test_the_evidence_and_strength_are_those_of_a_batch(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, one=ORIGINAL)

    archived, _ = api.find_archived(submissions(tmp_path, new=REWRITTEN), archive, rewritten=True)
    batch = submissions(tmp_path, a=REWRITTEN, b=ORIGINAL)
    among = api.find_rewritten(batch, api.find_copies(batch))

    assert archived.rewritten == among.rewritten


def test_nothing_is_suspected_unless_asked_nor_without_texts(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, keep_texts=False, one=ORIGINAL)
    new = submissions(tmp_path, new=REWRITTEN)

    assert api.find_archived(new, archive)[0].rewritten == ()
    assert api.find_archived(new, archive, rewritten=True)[0].rewritten == ()


def test_submissions_and_archived_plans_are_joined_in_one_list(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, one=ORIGINAL)
    new = submissions(tmp_path, a=REWRITTEN, b=UNRELATED)
    among = api.find_rewritten(new, api.find_copies(new))

    joined = api.join_copies(among, api.find_archived(new, archive, rewritten=True)[0])

    assert suspected(joined) == [("a.txt", "one.txt", True)]


def test_a_copied_plan_is_not_suspected_as_well(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, one=ORIGINAL)

    copies, _ = api.find_archived(submissions(tmp_path, new=ORIGINAL), archive, rewritten=True)

    assert len(copies.pairs) == 1
    assert copies.rewritten == ()


def test_texts_of_an_archive_are_read_in_order_and_by_number(tmp_path: Path, archive: Path) -> None:
    keep(archive, tmp_path, one=ORIGINAL, two=UNRELATED)

    earlier = open_archive(archive).all_texts(str.upper)

    assert [earlier[number] for number in range(len(earlier))] == list(earlier)
    assert len(earlier[1:]) == 1


def test_earlier_texts_are_candidates_as_in_one_batch_but_not_with_each_other() -> None:
    new = [REWRITTEN, *texts(unrelated(2))]
    every = [*new, ORIGINAL, *texts(unrelated(RARE, 1)), ORIGINAL]

    beside = find_candidates(index_texts(every, len(new)))

    assert all(pair.left < len(new) <= pair.right for pair in beside)
    assert {pair for pair in find_candidates(index_texts(every)) if pair.left < len(new) <= pair.right} <= {*beside}
