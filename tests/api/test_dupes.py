"""`jyplan.dupes`: copies among plans from Python."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

import jyplan
from jyplan import api
from jyplan.errors import InputError, OutputError
from jyplan.inputs import find_sources
from jyplan.model import Relation
from tests.compare.copies.copied_plans import unrelated
from tests.places import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reading.submissions import Submissions

PAGE = SAMPLES / "page-six-plans.txt"
SOURCE, OWN = unrelated(2, seed=30, opening=False)


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork workers even if threads of earlier tests still run."""
    monkeypatch.setattr("jyplan.reading.pool.can_fork", lambda: sys.platform == "linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, plan in (("a", SOURCE), ("b", SOURCE.renamed("柳堤小学")), ("c", OWN), ("d", OWN.renamed("清荷小学"))):
        (tmp_path / f"{name}.txt").write_text(plan.text, "utf-8")
    return tmp_path


def submissions(folder: Path) -> Submissions:
    return api.collect(api.read_submissions(find_sources([str(folder)]), workers=0))


def test_package_gives_copies_and_the_plans(folder: Path) -> None:
    (folder / "空.txt").touch()
    copies, plans = jyplan.dupes([folder])
    assert sorted((pair.a, pair.b, pair.relation) for pair in copies.pairs) == [
        (0, 1, Relation.NEAR_IDENTICAL),
        (2, 3, Relation.NEAR_IDENTICAL),
    ]
    assert [listing.name for listing in copies.listings] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [Path(file.path).name for file in plans.unread] == ["空.txt"]


def test_spans_of_passages_are_in_the_returned_texts() -> None:
    copies, plans = jyplan.dupes([PAGE])
    passage = copies.pairs[0].passages[0]
    left = plans.texts[0][passage.left.start : passage.left.end]
    right = plans.texts[4][passage.right.start : passage.right.end]
    assert left.splitlines()[1][:30] == right.splitlines()[1][:30]


def test_boilerplate_that_is_missing_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        jyplan.dupes([folder], boilerplate=[folder / "没有.txt"])


@pytest.mark.parametrize("workers", [1, 3])
def test_number_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path, workers: int) -> None:
    monkeypatch.setattr("jyplan.compare.copies.pair_batches._LARGEST", 1)
    plans = submissions(folder)
    assert api.find_copies(plans, workers=workers) == api.find_copies(plans, workers=2)


def test_text_of_punctuation_only_is_left_out_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text('{"id": "x", "text": "。。。"}\n{"id": "y", "text": "教研计划"}\n', "utf-8")
    copies, _ = jyplan.dupes([tmp_path])
    assert [str(plan.reason.template) for plan in copies.left_out] == ["has no text to compare"]


def test_pair_that_takes_too_long_is_left_out_with_a_reason(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def give_up(_: object, chunks: Sequence[object], **__: object) -> list[None]:
        return [None] * len(chunks)

    monkeypatch.setattr("jyplan.reading.many.run_in_processes", give_up)
    copies = api.find_copies(submissions(folder))
    assert (copies.pairs, len(copies.left_out)) == ((), 2)
    assert copies.left_out[0].reason.params == {"other": f"{folder}/b.txt#1"}


def full_disk() -> BinaryIO:
    return cast("BinaryIO", Path("/dev/full").open("r+b", buffering=0))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_full_disk_while_plans_are_read_is_an_output_error(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("jyplan.reading.spool.TemporaryFile", full_disk)
    results = api.read_submissions(find_sources([str(folder)]), workers=0)
    with pytest.raises(OutputError, match="there is no room on the disk for temporary files"):
        api.collect(results, spool=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_full_disk_while_plans_are_compared_is_an_output_error(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    plans = submissions(folder)
    monkeypatch.setattr("jyplan.compare.copies.inverted_index.TemporaryFile", full_disk)
    with pytest.raises(OutputError, match="there is no room on the disk for temporary files"):
        api.find_copies(plans, memory=1)


def test_corpus_is_no_document(tmp_path: Path) -> None:
    corpus = tmp_path / "plans.jsonl"
    corpus.write_text('{"id": "1", "text": "教研工作计划"}\n', "utf-8")
    with pytest.raises(InputError, match=r"a record each.*jyplan dupes"):
        api.parse(corpus)


def test_corpus_in_an_archive_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "plans.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plans.jsonl", '{"id": "1", "text": "教研工作计划"}\n{"id": "2", "text": "安全工作计划"}\n')
    _, submissions = api.dupes([packed])
    assert [listing.name for listing in submissions.listings] == ["1", "2"]


def test_a_plan_with_every_fourth_character_replaced_is_said_to_be_tampered_with(folder: Path) -> None:
    others = unrelated(1, seed=31)[0].text
    characters = list((folder / "a.txt").read_text("utf-8"))
    characters[3::4] = [
        other if "一" <= own <= "鿿" and "一" <= other <= "鿿" else own
        for own, other in zip(characters[3::4], others, strict=False)
    ]
    (folder / "e.txt").write_text("".join(characters), "utf-8")

    copies, _ = jyplan.dupes([folder], rewritten=False)

    [(path, message)] = [(Path(each.path).name, each.message) for each in copies.tampered]
    assert path == "e.txt"
    assert message.params["every"] == 4


def test_what_is_found_of_a_plan_with_every_eighth_character_replaced_is_told_as_a_part(folder: Path) -> None:
    others = unrelated(1, seed=31)[0].text
    characters = list((folder / "a.txt").read_text("utf-8"))
    is_hanzi = [place for place, own in enumerate(characters) if "一" <= own <= "鿿"]
    for place, other in zip(is_hanzi[7::8], (other for other in others if "一" <= other <= "鿿"), strict=False):
        characters[place] = other
    (folder / "e.txt").write_text("".join(characters), "utf-8")

    copies, _ = jyplan.dupes([folder], rewritten=False)

    assert any(copies.listings[pair.b].name == "e.txt" for pair in copies.pairs)
    assert all("nothing shared can be found" not in each.message.template for each in copies.tampered)


def test_shares_are_given_for_every_section_and_with_what_was_declared(tmp_path: Path) -> None:
    order = "各校统筹安排课后服务与作业管理，做到每日作业公示、每周教研反馈，确保学生在校内完成书面作业。\n"
    shared = SOURCE.text.replace("\n", "")[:300]
    for name, own in (("望湖小学", "每月抽查三个班的作业批改。"), ("沿江小学", "推门听课每周三节。")):
        text = f"{name}教学工作计划\n{order}一、指导思想\n{own}\n二、主要工作\n1.{shared}\n三、保障措施\n{own}"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    notice = tmp_path.parent / "notice.txt"
    notice.write_text(order, "utf-8")
    copies, _ = jyplan.dupes([tmp_path], boilerplate=[notice])
    union = copies.unions[0]
    assert [share.section.heading for share in union.sections] == [
        "",
        "一、指导思想",
        "二、主要工作",
        "三、保障措施",
    ]
    assert union.sections[2].copied > 0.9
    assert union.sections[2].source == 1
    assert union.sections[3].copied < 0.5
    assert union.copied + union.declared == union.with_declared > union.copied
