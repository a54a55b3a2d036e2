"""A short stretch that archived plans share with submissions is reported once, as among submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.inputs import find_sources
from tests.archive.build import add, plan
from tests.compare.copies.copied_plans import hanzi, texts, unrelated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.model import Copies
    from jyplan.reading.submissions import Submissions

OPENING = hanzi(150, 1)
PLANS = [f"{text[:15]}{OPENING}{text[15:]}" for text in texts(unrelated(14, 3, opening=False))]


def submit(folder: Path, plans: Sequence[str]) -> Submissions:
    folder.mkdir()
    for number, text in enumerate(plans):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return api.collect(api.read_submissions(find_sources([str(folder)])))


def query(folder: Path, new: Sequence[str], old: Sequence[str], *, keep_texts: bool = True) -> Copies:
    add(folder / "archive", [plan(number, text=text) for number, text in enumerate(old)], keep_texts=keep_texts)
    return api.find_archived(submit(folder / "new", new), folder / "archive", workers=1)[0]


@pytest.mark.parametrize("keep_texts", [True, False])
@pytest.mark.parametrize(("new", "old"), [(1, 5), (1, 9), (3, 9)])
def test_opening_of_archived_plans_is_reported_once(tmp_path: Path, new: int, old: int, *, keep_texts: bool) -> None:
    copies = query(tmp_path, PLANS[:new], PLANS[new : new + old], keep_texts=keep_texts)
    assert copies.pairs == ()
    [stretch] = copies.templates
    assert stretch.members == tuple(range(new + old))
    assert OPENING[10:140] in stretch.text
    assert all(union.copied > 0 for union in copies.unions)


def test_an_archived_plan_with_the_opening_of_six_submissions_belongs_to_them(tmp_path: Path) -> None:
    copies = query(tmp_path, PLANS[:6], PLANS[6:8])
    assert (copies.pairs, copies.templates[0].members) == ((), tuple(range(8)))


def test_opening_of_four_archived_plans_stays_in_pairs(tmp_path: Path) -> None:
    copies = query(tmp_path, PLANS[:1], PLANS[1:5])
    assert (len(copies.pairs), copies.templates) == (4, ())


def test_archived_plan_that_shares_more_than_the_opening_stays_a_pair(tmp_path: Path) -> None:
    copies = query(tmp_path, [f"{PLANS[0]}\n{PLANS[5][2000:2400]}"], PLANS[1:9])
    [pair] = copies.pairs
    assert copies.listings[pair.b].name == "4.txt"
    assert len(copies.templates) == 1


def test_opening_among_submissions_and_in_the_archive_is_one_stretch(tmp_path: Path) -> None:
    archived = query(tmp_path, PLANS[:6], PLANS[6:12])
    among = api.find_copies(submit(tmp_path / "again", PLANS[:6]))
    joined = api.join_copies(among, archived)
    assert [stretch.members for stretch in joined.templates] == [tuple(range(12))]
    assert joined.pairs == ()


def test_an_opening_known_from_the_archive_makes_no_pairs_of_a_few_submissions(tmp_path: Path) -> None:
    archived = query(tmp_path, PLANS[:3], PLANS[3:12])
    among = api.find_copies(submit(tmp_path / "again", PLANS[:3]))
    joined = api.join_copies(among, archived)
    assert (len(among.pairs), joined.pairs) == (3, ())
    assert [stretch.members for stretch in joined.templates] == [tuple(range(12))]


def test_place_of_an_archived_plan_is_in_its_own_text(tmp_path: Path) -> None:
    [stretch] = query(tmp_path, PLANS[:1], [f"{hanzi(300, 8)}\n{text}" for text in PLANS[1:7]]).templates
    assert all(span.start > 300 for span in stretch.places[1:])
