"""Queries of an archive: hashes in plans, listings, texts, snapshots."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.archive.lookup import Archive, open_archive
from jyplan.archive.plans import Selection
from jyplan.archive.removing import remove_plans
from jyplan.archive.segments import sort_fingerprints
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.errors import ArchiveError
from tests.archive.build import add, plan, write_text

EVERY = 1000


def fingerprints(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.unique(take_fingerprints([text]).hashes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven plans added in two runs; plans 2, 4 and 6 share a section."""
    shared = write_text(99)
    add(tmp_path, [plan(n, text=write_text(n) + (shared if n % 2 == 0 else "")) for n in range(1, 6)])
    add(tmp_path, [plan(n, text=(shared if n % 2 == 0 else "") + write_text(n)) for n in (6, 7)])
    return tmp_path


def test_shared_section_is_found_in_all_its_plans(folder: Path) -> None:
    asked = fingerprints(write_text(99))
    hits = open_archive(folder).look_up(asked, EVERY)
    assert hits.plans.tolist() == [2, 4, 6] * len(asked)
    assert hits.asked.tolist() == np.repeat(np.arange(len(asked)), 3).tolist()
    assert set(hits.frequencies.tolist()) == {3}


def test_places_lead_to_the_text(folder: Path) -> None:
    taken = take_fingerprints([write_text(3)])
    order = np.argsort(taken.hashes)
    hits = open_archive(folder).look_up(taken.hashes[order], EVERY)
    assert hits.places.tolist() == taken.places[order].tolist()
    assert set(hits.plans.tolist()) == {3}


def test_only_the_earliest_plans_are_returned_and_all_are_counted(folder: Path) -> None:
    hits = open_archive(folder).look_up(fingerprints(write_text(99)), 2)
    assert set(hits.plans.tolist()) == {2, 4}
    assert set(hits.frequencies.tolist()) == {3}


def test_unknown_text_has_no_hits(folder: Path) -> None:
    hits = open_archive(folder).look_up(fingerprints(write_text(1234)), EVERY)
    assert (len(hits.asked), hits.frequencies.sum()) == (0, 0)


def test_no_hashes_have_no_hits(folder: Path) -> None:
    hits = open_archive(folder).look_up(np.zeros(0, dtype=np.uint64), EVERY)
    assert [len(column) for column in hits] == [0, 0, 0, 0]


def test_open_archive_stays_as_it_was_while_another_run_removes(folder: Path) -> None:
    opened = open_archive(folder)
    remove_plans(folder, Selection(ids=(2,)))
    hits = opened.look_up(fingerprints(write_text(99)), EVERY)
    assert set(hits.plans.tolist()) == {2, 4, 6}
    assert sorted(opened.describe([2, 4])) == [4]
    assert sorted(opened.texts([2, 4])) == [4]
    assert set(open_archive(folder).look_up(fingerprints(write_text(99)), EVERY).plans.tolist()) == {4, 6}


def test_damaged_text_is_an_error_and_never_a_wrong_text(folder: Path) -> None:
    [*_, pack] = sorted(folder.glob("*.texts"))
    pack.write_bytes(bytes(len(pack.read_bytes())))
    with pytest.raises(ArchiveError, match="the archive is damaged; see jyplan archive verify --archive"):
        open_archive(folder).texts([7])


def test_missing_file_is_damage(folder: Path) -> None:
    next(folder.glob("*.postings")).unlink()
    with pytest.raises(ArchiveError, match="the archive is damaged"):
        open_archive(folder)


@given(
    plans=st.lists(st.lists(st.integers(0, 12), max_size=9), min_size=1, max_size=9),
    cut=st.integers(0, 9),
    asked=st.sets(st.integers(0, 14)),
    most=st.integers(1, 4),
    few=st.integers(0, 4),
)
def test_lookup_agrees_with_a_plain_index(
    plans: list[list[int]], cut: int, asked: set[int], most: int, few: int
) -> None:
    index: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = [[(value, number, place) for place, value in enumerate(values)] for number, values in enumerate(plans, 1)]
    for row in rows:
        for value, number, place in row:
            if number not in [plan for plan, _ in index[value]]:
                index[value].append((number, place))
    parts = [[entry for row in half for entry in row] for half in (rows[:cut], rows[cut:])]
    segments = tuple(
        sort_fingerprints(
            np.array([entry[0] for entry in part], np.uint64),
            np.array([entry[1] for entry in part], np.uint32),
            np.array([entry[2] for entry in part], np.uint32),
        )
        for part in parts
        if part
    )
    hashes = sorted(asked)
    hits = Archive(Path("of nothing"), segments).look_up(np.array(hashes, np.uint64), most, few)
    assert list(zip(hits.asked.tolist(), hits.plans.tolist(), hits.places.tolist(), strict=True)) == [
        (number, *posting)
        for number, value in enumerate(hashes)
        for posting in index[value][: most if len(index[value]) <= most else few]
    ]
    assert np.minimum(hits.frequencies, most + 1).tolist() == [min(len(index[value]), most + 1) for value in hashes]


def test_hashes_that_differ_in_their_lowest_bits_alone_are_sorted() -> None:
    hashes = np.array([9, 8, 9, 1 << 40, 8, 3], np.uint64)
    numbers = np.arange(1, 7, dtype=np.uint32)
    entries = sort_fingerprints(hashes, numbers, numbers)
    assert entries.hashes.tolist() == [3, 8, 8, 9, 9, 1 << 40]
    assert entries.postings[:, 0].tolist() == [6, 2, 5, 1, 3, 4]
