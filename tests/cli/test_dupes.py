"""`jyplan dupes` from the command line."""

from __future__ import annotations

import json
import os
import signal
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from jyplan.cli import boundary, copying, main
from jyplan.compare.copies.options import Step
from jyplan.inputs import find_sources
from jyplan.reports import DUPES_REPORTS
from jyplan.reports.schemas import SCHEMAS
from tests.compare.copies.copied_plans import unrelated
from tests.compare.rewrites.plans import ORIGINAL, REWRITTEN, UNRELATED
from tests.places import SAMPLES

if TYPE_CHECKING:
    from tests.cli.conftest import Jyplan, JyplanProcess, Run

PAGE = SAMPLES / "page-six-plans.txt"
SOURCE, OWN = unrelated(2, seed=20, opening=False)
COPY = SOURCE.renamed("柳堤小学")


@pytest.fixture
def submissions(folder: Path) -> Path:
    """A folder with a plan, a copy with a different school name, and an unrelated plan."""
    submissions = folder / "交来"
    submissions.mkdir()
    for name, plan in (("一小.txt", SOURCE), ("二小.txt", COPY), ("三小.txt", OWN)):
        (submissions / name).write_text(plan.text, "utf-8")
    return submissions


def data_of(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run.out)
    jsonschema.validate(data, SCHEMAS["dupes"])
    return data


def copied(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pairs without those only suspected: plans made of a few words at random look rewritten."""
    return [pair for pair in data["pairs"] if pair["relation"] != "rewritten"]


def pairs(data: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the relation of each pair, by the sorted names of both plans."""
    names = [document["name"] for document in data["documents"]]
    relations = {}
    for pair in copied(data):
        left, right = sorted((names[pair["a"]], names[pair["b"]]))
        relations[left, right] = pair["relation"]
    return relations


def refused(run: Run) -> str:
    assert (run.code, run.out) == (2, b"")
    return run.err


def test_first_plan_of_a_page_stands_in_the_fifth_nearly_whole(jyplan: Jyplan) -> None:
    data = data_of(jyplan("dupes", str(PAGE), "-f", "json"))
    assert [document["number"] for document in data["documents"]] == [1, 2, 3, 4, 5, 6]
    assert [(pair["a"], pair["b"], pair["relation"]) for pair in data["pairs"]] == [(0, 4, "near-identical")]
    assert (data["pairs"][0]["a_copied"], data["pairs"][0]["b_copied"]) == (0.998005, 0.90096)
    assert [group["members"] for group in data["clusters"]] == [[0, 4]]


def test_example_in_the_guide_is_the_output(jyplan: Jyplan) -> None:
    shown = jyplan("dupes", str(PAGE)).out.decode("utf-8")
    guide = (SAMPLES.parent / "docs" / "guide.md").read_text("utf-8")
    assert f"$ jyplan dupes samples/page-six-plans.txt\n{shown}```" in guide


def test_copy_in_a_folder_is_reported_as_text(jyplan: Jyplan, submissions: Path) -> None:
    run = jyplan("dupes", submissions.name, "--no-rewritten")
    shown = run.out.decode("utf-8")
    assert (run.code, run.err) == (0, "")
    assert "near-identical" in shown
    assert "三小.txt" not in shown
    assert "plans compared: 3\n" in shown


@pytest.mark.parametrize(("lang", "count"), [("en", "plans compared: 3"), ("zh", "比对了 3 篇计划")])
def test_report_is_in_the_language_of_the_user(jyplan: Jyplan, submissions: Path, lang: str, count: str) -> None:
    assert count in jyplan("dupes", submissions.name, "--lang", lang).out.decode("utf-8")


@pytest.mark.parametrize("name", DUPES_REPORTS)
def test_every_format_can_be_written(jyplan: Jyplan, submissions: Path, name: str) -> None:
    run = jyplan("dupes", submissions.name, "-f", name)
    assert (run.code, run.err) == (0, "")
    assert run.out


@pytest.mark.parametrize(
    ("file", "beginning"),
    [("o.json", b"{"), ("o.csv", b"\xef\xbb\xbf"), ("o.xlsx", b"PK"), ("o.html", b"<!DOCTYPE"), ("o.txt", b"Plans")],
)
def test_format_follows_the_name_of_the_output(
    jyplan: Jyplan, folder: Path, submissions: Path, file: str, beginning: bytes
) -> None:
    run = jyplan("dupes", submissions.name, "-o", file)
    assert (run.code, run.out) == (0, b"")
    assert run.err == f"written to {file}: 3 plans, 1 pairs\n"
    assert (folder / file).read_bytes().startswith(beginning)


def test_standard_input_is_not_plans_and_boilerplate_at_once(jyplan: Jyplan) -> None:
    run = jyplan("dupes", "-", "--boilerplate", "-", data="工作计划".encode())
    assert (run.code, run.err) == (2, "-: standard input can be read only once\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of one's own")
@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_pages_are_not_written_to_a_terminal(jyplan_process: JyplanProcess, submissions: Path, name: str) -> None:
    master, terminal = os.openpty()
    run = jyplan_process("dupes", submissions.name, "-f", name, stdout=terminal)
    os.close(terminal)
    os.close(master)
    assert (run.code, run.err) == (2, "jyplan: this format is not for a terminal; name a file with -o\n")


def test_json_fits_the_printed_schema(jyplan: Jyplan, submissions: Path) -> None:
    schema = json.loads(jyplan("schema", "dupes").out)
    jsonschema.validate(json.loads(jyplan("dupes", submissions.name, "-f", "json").out), schema)


class TestExitCode:
    """0, 1 for a copied share of `--fail-on`, 2 for an unreadable file."""

    def test_copies_are_no_failure(self, jyplan: Jyplan, submissions: Path) -> None:
        assert jyplan("dupes", submissions.name).code == 0

    @pytest.mark.parametrize(("share", "code"), [("0.5", 1), ("0.99", 1), ("1", 1), ("0", 1)])
    def test_reached_share_gives_1(self, jyplan: Jyplan, submissions: Path, share: str, code: int) -> None:
        (submissions / "四小.txt").write_text(SOURCE.text, "utf-8")
        assert jyplan("dupes", submissions.name, "--fail-on", share).code == code

    def test_share_below_the_limit_gives_0(self, jyplan: Jyplan, submissions: Path) -> None:
        half = SOURCE.text[: len(SOURCE.text) // 4] + OWN.text
        (submissions / "二小.txt").write_text(half, "utf-8")
        (submissions / "三小.txt").unlink()
        assert jyplan("dupes", submissions.name, "--fail-on", "0.9").code == 0

    def test_unreadable_file_gives_2_even_with_copies(self, jyplan: Jyplan, submissions: Path) -> None:
        (submissions / "空.txt").touch()
        assert jyplan("dupes", submissions.name, "--fail-on", "0.5").code == 2

    @pytest.mark.parametrize("share", ["1.5", "-0.1", "half"])
    def test_share_is_between_0_and_1(self, jyplan: Jyplan, submissions: Path, share: str) -> None:
        assert "--fail-on" in refused(jyplan("dupes", submissions.name, "--fail-on", share))


class TestInputs:
    """Files, folders, archives and corpora."""

    def test_folder_in_a_zip(self, jyplan: Jyplan, folder: Path) -> None:
        with zipfile.ZipFile(folder / "交来.zip", "w") as archive:
            archive.writestr("甲/一.txt", SOURCE.text)
            archive.writestr("乙/二.txt", COPY.text)
        assert pairs(data_of(jyplan("dupes", "交来.zip", "-f", "json"))) == {("一.txt", "二.txt"): "near-identical"}

    def test_file_under_two_names_is_reported_as_identical(
        self, jyplan: Jyplan, folder: Path, submissions: Path
    ) -> None:
        (submissions / "又一小.txt").hardlink_to(submissions / "一小.txt")
        (submissions / "二小.txt").unlink()
        assert pairs(data_of(jyplan("dupes", submissions.name, "-f", "json"))) == {
            ("一小.txt", "又一小.txt"): "identical"
        }

    @pytest.mark.parametrize(
        "again",
        ["交来/一小.txt", "交来/../交来/一小.txt", "交来/一小.txt#1", "又一小.txt"],
        ids=["again", "..", "#1", "link"],
    )
    def test_plan_is_no_copy_of_itself(self, jyplan: Jyplan, folder: Path, submissions: Path, again: str) -> None:
        (folder / "又一小.txt").symlink_to(submissions / "一小.txt")
        run = jyplan("dupes", again, submissions.name, "-f", "json")
        data = data_of(run)
        assert (run.code, len(data["documents"])) == (0, 3)
        assert [problem["message"].partition(", ")[0].partition(" as ")[0] for problem in data["problems"]] == [
            "is the same file"
        ]
        assert pairs(data) == {("一小.txt", "二小.txt"): "near-identical"} or again == "又一小.txt"

    def test_plans_of_one_page_are_different_plans(self, jyplan: Jyplan) -> None:
        data = data_of(jyplan("dupes", f"{PAGE}#1", f"{PAGE}#5", f"{PAGE}#5", "-f", "json"))
        assert [(pair["a"], pair["b"]) for pair in copied(data)] == [(0, 1)]

    def test_one_file_alone_shares_nothing(self, jyplan: Jyplan) -> None:
        data = data_of(jyplan("dupes", "plan.txt", "-f", "json"))
        assert (len(data["documents"]), copied(data), data["clusters"], data["templates"]) == (1, [], [], [])

    def test_standard_input_is_compared_with_files(self, jyplan: Jyplan, submissions: Path) -> None:
        run = jyplan(
            "dupes",
            "-",
            f"{submissions.name}/一小.txt",
            "--stdin-name",
            "新.txt",
            "-f",
            "json",
            data=COPY.text.encode(),
        )
        assert pairs(data_of(run)) == {("一小.txt", "新.txt"): "near-identical"}

    @pytest.mark.parametrize("name", [[], ["--stdin-name", "新.txt"]], ids=["unnamed", "named as a text"])
    def test_corpus_on_standard_input_is_recognised_by_its_content(self, jyplan: Jyplan, name: list[str]) -> None:
        lines = [json.dumps({"id": "a", "text": SOURCE.text}), json.dumps({"id": "b", "text": COPY.text})]
        run = jyplan("dupes", "-", *name, "-f", "json", data="\n".join(lines).encode())
        assert (run.code, run.err) == (0, "")
        assert pairs(data_of(run)) == {("a", "b"): "near-identical"}

    def test_good_lines_of_a_corpus_with_bad_lines_are_compared(self, jyplan: Jyplan, folder: Path) -> None:
        lines = [
            json.dumps({"id": "a", "text": SOURCE.text}),
            "{",
            json.dumps({"id": "b"}),
            json.dumps({"id": "c", "text": COPY.text}),
        ]
        (folder / "all.jsonl").write_text("\n".join(lines), "utf-8")
        run = jyplan("dupes", "all.jsonl", "-f", "json")
        data = data_of(run)
        assert run.code == 2
        assert pairs(data) == {("a", "c"): "near-identical"}
        assert len(data["problems"]) == 2
        assert [line.partition(": ")[0] for line in run.err.splitlines()] == ["all.jsonl:2", "all.jsonl:3"]
        assert [(problem["path"], problem["number"]) for problem in data_of(run)["problems"]] == [
            ("all.jsonl", 2),
            ("all.jsonl", 3),
        ]

    def test_bad_record_is_listed_with_its_number(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "all.jsonl").write_text("nothing\n", "utf-8")
        shown = jyplan("dupes", "all.jsonl").out.decode()
        assert "! all.jsonl#1: is not JSON from character 1 on; write one object a line\n" in shown

    def test_unreadable_file_among_good_ones(self, jyplan: Jyplan, submissions: Path) -> None:
        (submissions / "坏.docx").write_bytes(b"PK\x03\x04 no document")
        (submissions / "空.txt").touch()
        run = jyplan("dupes", submissions.name, "-f", "json")
        data = data_of(run)
        assert run.code == 2
        assert pairs(data) == {("一小.txt", "二小.txt"): "near-identical"}
        assert {Path(problem["path"]).name for problem in data["problems"]} == {"坏.docx", "空.txt"}
        assert len(run.err.splitlines()) == 2

    def test_file_that_vanishes_before_its_turn(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], submissions: Path
    ) -> None:
        def find_and_lose(*arguments: Any, **options: Any) -> list[Any]:
            sources = list(find_sources(*arguments, **options))
            (submissions / "三小.txt").unlink(missing_ok=True)
            return sources

        monkeypatch.setattr("jyplan.inputs.find_sources", find_and_lose)
        assert main(["--lang", "en", "dupes", str(submissions), "-f", "json"]) == 2
        out, err = capfd.readouterr()
        assert len(copied(json.loads(out))) == 1
        assert "三小.txt" in err

    def test_missing_folder_is_clear(self, jyplan: Jyplan) -> None:
        run = jyplan("dupes", "没有", "-f", "json")
        assert run.code == 2
        assert run.err.startswith("没有: there is no such file or folder")

    def test_document_without_a_plan_is_listed(self, jyplan: Jyplan, folder: Path, submissions: Path) -> None:
        data = data_of(jyplan("dupes", submissions.name, str(SAMPLES / "news-item.txt"), "-f", "json"))
        assert len(data["documents"]) + len(data["problems"]) == 4


class TestOptions:
    """Options of the command."""

    def test_boilerplate_is_not_copying(self, jyplan: Jyplan, folder: Path, submissions: Path) -> None:
        (folder / "通知.txt").write_text(SOURCE.text, "utf-8")
        data = data_of(jyplan("dupes", submissions.name, "--boilerplate", "通知.txt", "-f", "json"))
        assert copied(data) == []

    def test_missing_boilerplate_is_reported_before_reading_plans(self, jyplan: Jyplan, submissions: Path) -> None:
        (submissions / "空.txt").touch()
        error = refused(jyplan("dupes", submissions.name, "--boilerplate", "通知.txt"))
        assert error == "通知.txt: there is no such file or folder; check the name and the folder\n"

    def test_share_is_accepted_in_per_cent(self, jyplan: Jyplan, submissions: Path) -> None:
        assert jyplan("dupes", submissions.name, "--fail-on", "50%").code == 1
        assert refused(jyplan("dupes", submissions.name, "--fail-on", "50")) == (
            "--fail-on: “50” is not a share; write it as 0.5 or 50%\n"
        )

    @pytest.mark.parametrize("memory", ["1MB", "1GB"])
    def test_memory_does_not_change_the_report(self, jyplan: Jyplan, submissions: Path, memory: str) -> None:
        plain = jyplan("dupes", submissions.name, str(PAGE), "-f", "json")
        assert jyplan("dupes", submissions.name, str(PAGE), "-f", "json", "--memory", memory).out == plain.out

    def test_memory_that_is_no_size_is_refused(self, jyplan: Jyplan, submissions: Path) -> None:
        assert "much" in refused(jyplan("dupes", submissions.name, "--memory", "much"))

    def test_memory_without_a_unit_is_refused(self, jyplan: Jyplan, submissions: Path) -> None:
        assert "500MB or 4GB" in refused(jyplan("dupes", submissions.name, "--memory", "4"))

    def test_missing_archive_is_reported_before_reading_plans(
        self, jyplan: Jyplan, submissions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("jyplan.api.read_submissions", None)
        assert "no archive was found here" in refused(jyplan("dupes", submissions.name, "--archive", "none"))

    def test_min_run_limits_the_passages(self, jyplan: Jyplan, submissions: Path) -> None:
        few = data_of(jyplan("dupes", submissions.name, "-f", "json", "--min-run", "5000"))
        assert copied(few) == []

    @pytest.mark.parametrize("name", ["copies.docx", "copies.PDF", "copies.xls"])
    def test_text_is_not_written_under_the_name_of_another_format(
        self, jyplan: Jyplan, folder: Path, submissions: Path, name: str
    ) -> None:
        error = refused(jyplan("dupes", submissions.name, "-o", name))
        suffix = name[6:].lower()
        assert error.startswith(f"{name}: this command writes no {suffix}; name a file that ends in .json, ")
        assert not (folder / name).exists()

    def test_named_format_is_written_under_any_file_name(self, jyplan: Jyplan, folder: Path, submissions: Path) -> None:
        assert jyplan("dupes", submissions.name, "-f", "text", "-o", "copies.xml").code == 0
        assert (folder / "copies.xml").exists()

    def test_output_is_never_an_input(self, jyplan: Jyplan, submissions: Path) -> None:
        before = (submissions / "一小.txt").read_bytes()
        refused(jyplan("dupes", submissions.name, "-o", f"{submissions.name}/一小.txt"))
        assert (submissions / "一小.txt").read_bytes() == before

    def test_table_is_not_written_to_a_terminal_only_to_files_and_pipes(
        self, jyplan: Jyplan, submissions: Path
    ) -> None:
        assert jyplan("dupes", submissions.name, "-f", "xlsx").out.startswith(b"PK")


@pytest.mark.parametrize(
    "where", ["corpus.take_fingerprints", "engine.find_candidates", "engine.find_shared_stretches"]
)
def test_interrupt_gives_no_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], submissions: Path, where: str
) -> None:
    def interrupt(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(f"jyplan.compare.copies.{where}", interrupt)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert main(["dupes", str(submissions)]) == boundary.INTERRUPTED
    assert tuple(capfd.readouterr()) == ("", "")


def test_bug_is_reported_with_its_log(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, submissions: Path
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("of ours")

    monkeypatch.setattr("jyplan.compare.copies.engine.find_candidates", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert main(["--lang", "en", "dupes", str(submissions)]) == boundary.BUG
    assert "a mistake in jyplan itself (KeyError)" in capfd.readouterr().err


def test_every_step_of_the_comparison_has_a_sentence() -> None:
    assert set(copying._STEPS) == set(Step)


class TestRewritten:
    @pytest.fixture
    def folder_of_rewrites(self, tmp_path: Path) -> str:
        folder = tmp_path / "改写"
        folder.mkdir()
        for name, text in (("甲.txt", ORIGINAL), ("乙.txt", REWRITTEN), ("丙.txt", UNRELATED)):
            (folder / name).write_text(text, "utf-8")
        return str(folder)

    def test_plan_in_other_words_is_in_a_list_of_its_own(self, jyplan: Jyplan, folder_of_rewrites: str) -> None:
        run = jyplan("dupes", folder_of_rewrites, "-f", "json", "--fail-on", "0.01")
        data = data_of(run)
        [pair] = data["rewritten"]
        names = [document["name"] for document in data["documents"]]
        assert ({names[pair["a"]], names[pair["b"]]}, pair["relation"]) == ({"甲.txt", "乙.txt"}, "rewritten")
        [row] = data["pairs"]
        assert (row["a"], row["b"], row["relation"]) == (pair["a"], pair["b"], "rewritten")
        assert (row["a_copied"], row["b_copied"], row["passages"], run.code) == (0, 0, [], 0)

    def test_exit_code_heeds_it_only_when_asked(self, jyplan: Jyplan, folder_of_rewrites: str) -> None:
        assert jyplan("dupes", folder_of_rewrites, "--fail-on-rewritten").code == 1
        off = jyplan("dupes", folder_of_rewrites, "--no-rewritten")
        assert (off.code, b"rewritten" in off.out) == (0, False)
        assert jyplan("dupes", folder_of_rewrites, "--no-rewritten", "--fail-on-rewritten").code == 2

    def test_text_shows_the_sentences_side_by_side(self, jyplan: Jyplan, folder_of_rewrites: str) -> None:
        shown = jyplan("dupes", folder_of_rewrites).out.decode()
        assert "Suspected rewriting" in shown
        assert "种植园" in shown
        assert "both: " in shown
