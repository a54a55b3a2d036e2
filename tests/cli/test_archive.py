from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from jyplan.cli import boundary, main
from jyplan.reports import DUPES_REPORTS
from jyplan.reports.schemas import SCHEMAS
from tests.compare.rewrites.plans import ORIGINAL, REWRITTEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

LANGUAGE_PLAN = (
    "语文教研组2024年工作计划\n\n一、工作目标\n全员参加读书活动。\n二、工作措施\n每月举办一次朗读展示，由组长登记。\n"
)


@pytest.fixture(autouse=True)
def language_plan(folder: Path) -> None:
    (folder / "other.txt").write_text(LANGUAGE_PLAN, "utf-8")


def listed(jyplan: Jyplan, *arguments: str) -> list[dict[str, object]]:
    run = jyplan("archive", "list", "--archive", "存档", "-f", "json", *arguments)
    assert (run.code, run.err) == (0, "")
    data = json.loads(run.out)
    jsonschema.validate(data, SCHEMAS["archive"])
    plans: list[dict[str, object]] = data["plans"]
    return plans


def test_plans_are_added_and_listed(jyplan: Jyplan) -> None:
    run = jyplan(
        "archive", "add", "plan.txt", "other.txt", "--archive", "存档", "--label", "2023范文", "--school", "三小"
    )
    assert (run.code, run.err) == (0, "")
    assert run.out.decode() == (
        "    1 数学教研组工作计划\n      plan.txt\n    2 语文教研组2024年工作计划\n      other.txt\nadded: 2, already in the archive: 0\n"
    )
    run = jyplan("archive", "list", "--archive", "存档")
    assert run.out.decode() == (
        "    1 数学教研组工作计划\n      plan.txt · 三小 · 2023范文\n"
        "    2 语文教研组2024年工作计划\n      other.txt · 2024 · 三小 · 2023范文\nplans: 2\n"
    )


def test_plan_already_in_the_archive_is_listed_and_not_added(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    (folder / "copy.txt").write_bytes((folder / "plan.txt").read_bytes())
    run = jyplan("archive", "add", "copy.txt", "plan.txt", "other.txt", "--archive", "存档")
    assert run.out.decode() == (
        "    1 数学教研组工作计划\n      copy.txt\n      already in the archive as plan.txt\n"
        "    1 数学教研组工作计划\n      plan.txt · already in the archive\n"
        "    2 语文教研组2024年工作计划\n      other.txt\nadded: 1, already in the archive: 2\n"
    )


def test_records_of_a_corpus_are_added(jyplan: Jyplan, folder: Path) -> None:
    records = [
        {"id": "甲", "text": "甲校的计划内容。", "school": "甲校", "year": "2022"},
        {"id": "乙", "text": "乙校的另一份计划。"},
    ]
    (folder / "plans.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    assert jyplan("archive", "add", "plans.jsonl", "--archive", "存档", "--school", "本校").code == 0
    assert [(plan["name"], plan["number"], plan["school"], plan["date"]) for plan in listed(jyplan)] == [
        ("甲", 1, "本校", "2022"),
        ("乙", 2, "本校", None),
    ]


def test_unreadable_file_does_not_stop_the_other_files(jyplan: Jyplan) -> None:
    run = jyplan("archive", "add", "missing.txt", "plan.txt", "--archive", "存档")
    assert run.code == 2
    assert run.err == "missing.txt: there is no such file or folder; check the name and the folder\n"
    assert [plan["path"] for plan in listed(jyplan)] == ["plan.txt"]


def test_no_archive_is_created_without_a_readable_plan(jyplan: Jyplan, folder: Path) -> None:
    assert jyplan("archive", "add", "missing.txt", "--archive", "存档").code == 2
    assert not (folder / "存档").exists()


def test_list_can_be_narrowed_and_written_to_a_file(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档", "--label", "甲", "--year", "2023-09")
    jyplan("archive", "add", "other.txt", "--archive", "存档", "--label", "乙")
    assert [plan["path"] for plan in listed(jyplan, "--label", "甲")] == ["plan.txt"]
    assert [plan["path"] for plan in listed(jyplan, "--year", "2023")] == ["plan.txt"]
    assert [plan["path"] for plan in listed(jyplan, "--path", "other.txt")] == ["other.txt"]
    run = jyplan("archive", "list", "-a", "存档", "-f", "json", "-o", "list.json")
    assert (run.code, run.out) == (0, b"")
    assert len(json.loads((folder / "list.json").read_bytes())["plans"]) == 2


def test_text_is_left_out_on_request(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档", "--no-text")
    assert [plan["has_text"] for plan in listed(jyplan)] == [False]
    assert jyplan("archive", "list", "-a", "存档").out.decode().splitlines()[1] == "      plan.txt · without its text"
    assert list((folder / "存档").glob("*.texts")) == []


def test_plans_are_removed_by_number(jyplan: Jyplan) -> None:
    jyplan("archive", "add", "plan.txt", "other.txt", "--archive", "存档")
    run = jyplan("archive", "remove", "1", "--archive", "存档", "--dry-run")
    assert (run.code, run.err) == (0, "would be removed: 1\n")
    assert len(listed(jyplan)) == 2
    run = jyplan("archive", "remove", "1", "--archive", "存档")
    assert (run.code, run.err) == (0, "removed: 1\n")
    assert run.out.decode() == "    1 数学教研组工作计划\n      plan.txt\nplans: 1\n"
    assert [plan["id"] for plan in listed(jyplan)] == [2]


def test_unknown_number_removes_nothing(jyplan: Jyplan) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    run = jyplan("archive", "remove", "1", "7", "--archive", "存档")
    assert (run.code, run.out) == (2, b"")
    assert run.err == (
        "jyplan: no plan 7 in the archive meets all conditions; nothing was removed; "
        "see jyplan archive list --archive 存档\n"
    )
    assert len(listed(jyplan)) == 1


def test_remove_without_a_selection_removes_nothing(jyplan: Jyplan) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    run = jyplan("archive", "remove", "--archive", "存档")
    assert (run.code, run.out) == (2, b"")
    assert "say which plans to remove" in run.err
    assert len(listed(jyplan)) == 1


def test_damage_is_reported_with_exit_code_2(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    run = jyplan("archive", "verify", "--archive", "存档")
    assert (run.code, run.err) == (0, "")
    assert run.out.decode().endswith("\nno damage\n")
    [pack] = (folder / "存档").glob("*.texts")
    pack.write_bytes(b"-" + pack.read_bytes()[1:])
    run = jyplan("archive", "verify", "--archive", "存档")
    assert (run.code, run.err) == (2, "存档: 000001.texts has changed: its checksum is different\n")
    assert run.out.decode().endswith("\ndamage: 1\n")


def test_archive_is_compacted(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    (folder / "存档" / "000009.hashes").write_bytes(b"left over")
    run = jyplan("archive", "compact", "--archive", "存档")
    assert (run.code, run.out, run.err) == (0, b"", "")
    assert len(list((folder / "存档").iterdir())) == 4


@pytest.mark.parametrize("command", ["list", "verify", "compact", "query plan.txt"])
def test_missing_archive_is_reported_in_a_sentence(jyplan: Jyplan, command: str) -> None:
    run = jyplan("archive", *command.split(), "--archive", "nowhere")
    assert (run.code, run.out) == (2, b"")
    assert run.err == (
        "nowhere: no archive was found here; check the name, or begin one with jyplan archive add PATH... --archive nowhere\n"
    )


@pytest.mark.parametrize("year", ["二〇二三", "23", "2023-9", "2023/09"])
def test_invalid_year_is_refused(jyplan: Jyplan, year: str) -> None:
    run = jyplan("archive", "add", "plan.txt", "--archive", "存档", "--year", year)
    assert (run.code, run.err) == (
        2,
        f"jyplan: “{year}” is not a year or date; write it as 2023, 2023-09 or 2023-09-01\n",
    )


def test_escape_sequences_in_file_names_do_not_reach_the_screen(jyplan: Jyplan, folder: Path) -> None:
    name = "\x1b[31m=1+1\u202e.txt"
    (folder / name).write_text(LANGUAGE_PLAN, "utf-8")
    run = jyplan("archive", "add", name, "--archive", "存档", "--label", "\x1b]0;x\x07")
    assert b"\x1b" not in run.out
    assert b"\x1b" not in jyplan("archive", "list", "--archive", "存档").out
    assert [plan["path"] for plan in listed(jyplan)] == [name]


def test_archive_without_disk_space_is_reported_and_unchanged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jyplan.archive.storage.NewFile.finish", fail)
    assert main(["archive", "add", "plan.txt", "--archive", "存档", "--lang", "en"]) == 2
    assert tuple(capfd.readouterr()) == (
        "",
        "存档: the archive cannot be written and was not changed (there is no space left)\n",
    )
    assert list((folder / "存档").glob("0*")) == []


def test_interrupted_add_writes_no_message_and_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    main(["archive", "add", "plan.txt", "--archive", "存档", "--lang", "en"])
    before = sorted((folder / "存档").iterdir())
    capfd.readouterr()
    monkeypatch.setattr("jyplan.archive.segments.write_segment", interrupt)
    assert main(["archive", "add", "other.txt", "--archive", "存档"]) == boundary.INTERRUPTED
    assert (tuple(capfd.readouterr()), sorted((folder / "存档").iterdir())) == (("", ""), before)


def test_query_finds_a_copy_of_an_archived_plan(jyplan: Jyplan, folder: Path) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档", "--label", "2023范文")
    (folder / "copy.txt").write_bytes((folder / "plan.txt").read_bytes())
    run = jyplan("archive", "query", "copy.txt", "other.txt", "--archive", "存档", "-f", "json")
    assert (run.code, run.err) == (0, "")
    data = json.loads(run.out)
    jsonschema.validate(data, SCHEMAS["dupes"])
    assert [(document["path"], document["label"], document["archived"]) for document in data["documents"]] == [
        ("copy.txt", None, False),
        ("other.txt", None, False),
        ("plan.txt", "2023范文", True),
    ]
    assert [(pair["a"], pair["b"], pair["relation"]) for pair in data["pairs"]] == [(0, 2, "identical")]


@pytest.mark.parametrize("name", DUPES_REPORTS)
def test_query_writes_every_format(jyplan: Jyplan, folder: Path, name: str) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档", "--no-text")
    run = jyplan("archive", "query", "plan.txt", "--archive", "存档", "--format", name, "-o", "found")
    assert (run.code, run.out) == (0, b"")
    assert run.err.startswith("written to found: 1 plans, ")
    assert (folder / "found").stat().st_size > 0


def test_fail_on_sets_the_share_for_exit_code_1(jyplan: Jyplan) -> None:
    jyplan("archive", "add", "plan.txt", "--archive", "存档")
    assert jyplan("archive", "query", "plan.txt", "--archive", "存档", "--fail-on", "0.5").code == 1
    assert jyplan("archive", "query", "other.txt", "--archive", "存档", "--fail-on", "0.5").code == 0
    assert jyplan("archive", "query", "plan.txt", "missing.txt", "--archive", "存档", "--fail-on", "0.5").code == 2


@pytest.fixture
def rewriting(jyplan: Jyplan, folder: Path) -> None:
    (folder / "source.txt").write_text(ORIGINAL, "utf-8")
    (folder / "new.txt").write_text(REWRITTEN, "utf-8")
    jyplan("archive", "add", "source.txt", "other.txt", "--archive", "存档")


@pytest.mark.usefixtures("rewriting")
@pytest.mark.parametrize("command", [("archive", "query"), ("dupes",)])
def test_an_archived_plan_in_other_words_is_suspected_and_not_copied(jyplan: Jyplan, command: tuple[str, ...]) -> None:
    run = jyplan(*command, "new.txt", "--archive", "存档", "-f", "json")

    data = json.loads(run.out)
    jsonschema.validate(data, SCHEMAS["dupes"])
    assert run.code == 0
    assert [(pair["a"], pair["b"]) for pair in data["rewritten"]] == [(0, 1)]
    assert data["documents"][1]["name"] == "source.txt"
    assert data["documents"][0]["copied"] == 0


@pytest.mark.usefixtures("rewriting")
@pytest.mark.parametrize("report", ["text", "html", "csv", "xlsx"])
def test_every_report_shows_an_archived_plan_in_other_words(jyplan: Jyplan, folder: Path, report: str) -> None:
    run = jyplan("archive", "query", "new.txt", "--archive", "存档", "-f", report, "-o", f"out.{report}")

    assert run.code == 0
    assert report == "xlsx" or "source.txt" in (folder / f"out.{report}").read_text("utf-8-sig")


@pytest.mark.usefixtures("rewriting")
@pytest.mark.parametrize(
    ("options", "code"),
    [((), 0), (("--fail-on-rewritten",), 1), (("--no-rewritten",), 0), (("--no-rewritten", "--fail-on-rewritten"), 2)],
)
def test_suspected_plans_fail_a_query_only_when_asked(jyplan: Jyplan, options: tuple[str, ...], code: int) -> None:
    assert jyplan("archive", "query", "new.txt", "--archive", "存档", *options).code == code


@pytest.mark.usefixtures("rewriting")
def test_a_large_archive_is_only_read_for_plans_in_other_words_when_asked(
    jyplan: Jyplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jyplan.api.archived_copies.LARGE_ARCHIVE", 1)
    query = ("archive", "query", "new.txt", "--archive", "存档", "-f", "json")

    usual, asked = jyplan("--lang", "en", *query), jyplan(*query, "--rewritten")

    assert "looked for with --rewritten" in usual.err
    assert (json.loads(usual.out)["rewritten"], usual.code) == ([], 0)
    assert len(json.loads(asked.out)["rewritten"]) == 1
    assert jyplan(*query, "--fail-on-rewritten").code == 1
