"""Adding plans: all of a run or none, every plan once, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.archive import adding, segments, texts
from jyplan.archive.lookup import list_plans, open_archive
from jyplan.archive.plans import Selection
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.errors import ArchiveError
from tests.archive.build import add, damage, plan, remarks, titles, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jyplan.archive.plans import Incoming


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_plan_is_listed_with_all_its_particulars(folder: Path) -> None:
    incoming = plan(1, label="2023范文", school="三小", date="2023-09", path="提交/计划.docx", number=5)
    [filed] = add(folder, [incoming])
    assert (filed.is_new, filed.plan.listing, filed.plan.sha256) == (True, incoming.listing, incoming.sha256)
    assert (filed.plan.id, filed.plan.added, filed.plan.has_text) == (1, "2026-03-01T08:30:00Z", True)
    assert filed.plan.fingerprints == len(set(take_fingerprints([incoming.text]).hashes.tolist()))
    assert list_plans(folder, Selection()) == [filed.plan]


def test_text_comes_back_as_it_was(folder: Path) -> None:
    text = "第一行\n\n　第二行\t𠮷\x1b[31m\ud800＝1+1"
    add(folder, [plan(1), plan(2, text=text)])
    assert open_archive(folder).texts([2]) == {2: text}


def test_same_plan_is_added_once_and_the_archived_plan_is_named(folder: Path) -> None:
    add(folder, [plan(1), plan(2)])
    filed = add(folder, [plan(2, path="elsewhere.txt"), plan(3)])
    assert [(entry.is_new, entry.plan.id, entry.plan.listing.path) for entry in filed] == [
        (False, 2, "plans/2.txt"),
        (True, 3, "plans/3.txt"),
    ]
    assert titles(folder) == ["计划1", "计划2", "计划3"]


def test_plan_given_twice_in_one_run_is_added_once(folder: Path) -> None:
    assert [entry.is_new for entry in add(folder, [plan(1), plan(1, path="copy.txt")])] == [True, False]


def test_plan_in_another_format_is_not_new(folder: Path) -> None:
    add(folder, [plan(1, text="一、听课不少于15节。二、集体备课每周一次。")])
    [filed] = add(folder, [plan(2, text="一、 听课不少于１５节。\n二、集体备课每周一次")])
    assert not filed.is_new


def test_text_is_not_stored_without_keep_texts(folder: Path) -> None:
    [filed] = add(folder, [plan(1)], keep_texts=False)
    assert (filed.plan.has_text, filed.plan.fingerprints > 0) == (False, True)
    assert open_archive(folder).texts([1]) == {}
    assert sorted(path.suffix for path in folder.iterdir()) == [".hashes", ".postings", ".sqlite"]


def test_plan_too_short_for_a_fingerprint_is_kept(folder: Path) -> None:
    [filed] = add(folder, [plan(1, text="计划")])
    assert (filed.is_new, filed.plan.fingerprints, damage(folder)) == (True, 0, [])


def test_repeated_text_has_each_fingerprint_once(folder: Path) -> None:
    section = write_text(1)
    [once, twice] = add(folder, [plan(1, text=section), plan(2, text=section + write_text(2) + section)])
    assert twice.plan.fingerprints < 3 * once.plan.fingerprints
    assert damage(folder) == []


def test_without_plans_no_archive_is_made(folder: Path) -> None:
    assert add(folder, []) == []
    assert not folder.exists()


def test_names_in_no_encoding_become_escapes(folder: Path) -> None:
    [filed] = add(folder, [plan(1, path="caf\udce9/../计划\x1b.txt", title="ﷺ\udcff")])
    assert (filed.plan.listing.path, filed.plan.listing.title) == ("caf\\udce9/../计划\x1b.txt", "ﷺ\\udcff")


def test_small_batches_give_the_same_archive(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = [plan(seed, text=write_text(seed % 7) + write_text(100 + seed)) for seed in range(20)]
    add(folder, plans)
    monkeypatch.setattr(adding, "_CHARS", 500)
    monkeypatch.setattr(adding, "_ENTRIES", 300)
    monkeypatch.setattr(segments, "_SLICE", 100)
    monkeypatch.setattr(texts, "FULL", 4000)
    add(tmp_path / "small", plans)
    assert list_plans(tmp_path / "small", Selection()) == list_plans(folder, Selection())
    for suffix in ("hashes", "postings"):
        [small] = (tmp_path / "small").glob(f"*.{suffix}")
        [large] = folder.glob(f"*.{suffix}")
        assert small.read_bytes() == large.read_bytes()
    assert len(list((tmp_path / "small").glob("*.texts"))) > 1
    assert damage(tmp_path / "small") == []


def test_many_small_additions_leave_few_files(folder: Path) -> None:
    for seed in range(40):
        add(folder, [plan(seed)])
        assert len(list(folder.iterdir())) <= 1 + 3 * 4  # each file is more than twice as large as all later files
    assert titles(folder) == [f"计划{seed}" for seed in range(40)]
    assert (damage(folder), remarks(folder)) == ([], [])


def test_error_while_adding_undoes_the_whole_run(folder: Path) -> None:
    def stop_in_the_middle() -> Iterator[Incoming]:
        yield plan(2)
        raise KeyboardInterrupt

    add(folder, [plan(1)])
    before = sorted(folder.iterdir())
    with pytest.raises(KeyboardInterrupt):
        add(folder, stop_in_the_middle())
    assert (titles(folder), sorted(folder.iterdir())) == (["计划1"], before)


def test_archive_of_other_fingerprints_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(folder, [plan(1)])
    monkeypatch.setattr("jyplan.archive.scheme.scheme", lambda: "another")
    with pytest.raises(ArchiveError, match="compares texts differently; build it again from the files"):
        add(folder, [plan(2)])
    with pytest.raises(ArchiveError, match="compares texts differently"):
        open_archive(folder)
    assert titles(folder) == ["计划1"]
