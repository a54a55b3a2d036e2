"""`jyplan diff` from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import docx
import pytest

from jyplan.reports import DIFF_REPORTS
from tests.places import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan, Run

PAGE = SAMPLES / "page-six-plans.txt"
COPIED = (f"{PAGE}#1", f"{PAGE}#5")
PLAN = "数学教研组工作计划\n\n一、工作目标\n每人每学期听课不少于15节。\n二、工作措施\n1、集体备课\n教务处每周三检查。\n"
TEXTS = ("text", "json", "md")


@pytest.fixture
def later(folder: Path) -> Path:
    """A second plan in the folder, a year later."""
    path = folder / "later.txt"
    path.write_text(PLAN.replace("15节", "20节"), "utf-8")
    return path


def refused(run: Run) -> str:
    assert (run.code, run.out) == (2, b"")
    return run.err


def test_copied_pair_is_reported_as_text(jyplan: Jyplan) -> None:
    run = jyplan("diff", *COPIED)
    shown = run.out.decode("utf-8")
    assert (run.code, run.err) == (0, "")
    assert "由[-柳堤-]{+清荷+}小学" in shown
    assert shown.count("[-") == 1
    assert [line for line in shown.splitlines() if line.startswith("- ")] == []
    assert len([line for line in shown.splitlines() if line.startswith("+ ")]) == 12


def test_copied_pair_is_reported_as_json(jyplan: Jyplan) -> None:
    comparison = json.loads(jyplan("diff", *COPIED, "--format", "json").out)
    assert [edit["left"]["text"] for edit in comparison["edits"]] == ["柳堤", ""]
    left, right = comparison["left"], comparison["right"]
    assert (left["path"], left["number"], right["number"]) == (str(PAGE), 1, 5)


@pytest.mark.parametrize("name", DIFF_REPORTS)
def test_every_format_can_be_written(jyplan: Jyplan, later: Path, name: str) -> None:
    run = jyplan("diff", "plan.txt", later.name, "--format", name)
    assert (run.code, run.err) == (0, "")
    assert run.out


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        ("o.json", b"{"),
        ("o.md", b"<!-- written by jyplan -->\n\n# "),
        ("o.html", b"<!DOCTYPE"),
        ("o.docx", b"PK"),
        ("o.txt", b"A  "),
    ],
)
def test_format_follows_the_name_of_the_output(
    jyplan: Jyplan, folder: Path, later: Path, file: str, beginning: bytes
) -> None:
    assert jyplan("diff", "plan.txt", later.name, "-o", file).code == 0
    assert (folder / file).read_bytes().startswith(beginning)


def test_only_is_refused_for_a_format_without_parts(jyplan: Jyplan) -> None:
    run = jyplan("diff", *COPIED, "--only", "edits", "-o", "compared.docx")
    error = "--only: --format docx has no such option; it is for text, json, md, html\n"
    assert (run.code, run.err) == (2, error)


@pytest.mark.parametrize("part", ["edits", "passages", "sections", "roles"])
@pytest.mark.parametrize("name", TEXTS)
def test_only_limits_the_report_to_a_part(jyplan: Jyplan, part: str, name: str) -> None:
    run = jyplan("diff", *COPIED, "--only", part, "-f", name)
    assert (run.code, run.err) == (0, "")
    assert run.out != jyplan("diff", *COPIED, "-f", name).out


def test_standard_input_can_be_either_side(jyplan: Jyplan, later: Path) -> None:
    data = later.read_bytes()
    run = jyplan("diff", "plan.txt", "-", "--stdin-name", "新.txt", "-f", "json", data=data)
    assert json.loads(run.out)["right"]["path"] == "新.txt"
    assert json.loads(jyplan("diff", "-", "plan.txt", "-f", "json", data=data).out)["left"]["path"] == "-"


class TestExitCode:
    """0, or 1 on request."""

    def test_differences_are_no_failure(self, jyplan: Jyplan, later: Path) -> None:
        assert jyplan("diff", "plan.txt", later.name).code == 0

    def test_exit_code_option_gives_1_for_differences(self, jyplan: Jyplan, later: Path) -> None:
        assert jyplan("diff", "plan.txt", later.name, "--exit-code").code == 1

    def test_format_counts_as_a_difference_on_request(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "wide.txt").write_text(PLAN.replace("。", "．"), "utf-8")
        assert jyplan("diff", "plan.txt", "wide.txt", "--exit-code").code == 0
        assert jyplan("diff", "plan.txt", "wide.txt", "--exit-code", "--no-ignore-format").code == 1

    def test_exceeded_similarity_gives_1_and_a_note(self, jyplan: Jyplan) -> None:
        run = jyplan("diff", *COPIED, "--max-similarity", "0.5")
        assert (run.code, run.err) == (1, "jyplan: similarity 99.8% is above the 50.0% of --max-similarity\n")
        assert run.out
        assert jyplan("diff", *COPIED, "--max-similarity", "1").code == 0

    @pytest.mark.parametrize("share", ["1.5", "-0.1", "half"])
    def test_share_is_between_0_and_1(self, jyplan: Jyplan, share: str) -> None:
        assert "--max-similarity" in refused(jyplan("diff", *COPIED, "--max-similarity", share))


class TestBadInput:
    """Errors name the mistake and the remedy."""

    def test_several_plans_are_listed(self, jyplan: Jyplan) -> None:
        error = refused(jyplan("diff", str(PAGE), "plan.txt"))
        assert error.startswith(f"{PAGE}: this file holds 6 plans; name one of them, as {PAGE}#1:\n")
        assert "  #4  2025-2026学年学校教研工作计划 篇4 (no work plan)\n" in error

    def test_several_plans_are_listed_in_chinese(self, jyplan: Jyplan) -> None:
        error = refused(jyplan("diff", str(PAGE), "plan.txt", "--lang", "zh"))
        assert error.startswith(f"{PAGE}: 其中有6篇计划；请指明是哪一篇，如 {PAGE}#1：\n  #1  ")

    def test_no_plan(self, jyplan: Jyplan) -> None:
        assert "the text in this file is not a work plan" in refused(
            jyplan("diff", str(SAMPLES / "news-item.txt"), "plan.txt")
        )

    def test_number_that_is_not_there(self, jyplan: Jyplan) -> None:
        assert refused(jyplan("diff", "plan.txt#3", "plan.txt")).startswith("plan.txt: this file has no plan 3")

    @pytest.mark.parametrize("right", ["plan.txt", "./plan.txt", "plan.txt#1", "hard.txt"])
    def test_same_file_twice(self, jyplan: Jyplan, folder: Path, right: str) -> None:
        (folder / "hard.txt").hardlink_to("plan.txt")
        assert "both sides are the same plan of the same file" in refused(jyplan("diff", "plan.txt", right))

    def test_empty_plan(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "bare.txt").write_text("数学教研组工作计划\n", "utf-8")
        assert "nothing stands under its title" in refused(jyplan("diff", "plan.txt", "bare.txt"))

    @pytest.mark.parametrize("content", ["", " \n\n"])
    def test_empty_file(self, jyplan: Jyplan, folder: Path, content: str) -> None:
        (folder / "empty.txt").write_text(content, "utf-8")
        assert refused(jyplan("diff", "plan.txt", "empty.txt")).startswith("empty.txt: ")

    def test_folder_is_no_side(self, jyplan: Jyplan) -> None:
        assert (
            refused(jyplan("diff", "plan.txt", "."))
            == ".: is a folder, and plan.txt is a file; name a file in it, or two folders to compare last year’s plans with this year’s\n"
        )

    def test_missing_side(self, jyplan: Jyplan) -> None:
        assert refused(jyplan("diff", "plan.txt", "plan.tx")).startswith(
            "plan.tx: there is no such file or folder; did"
        )

    def test_standard_input_twice(self, jyplan: Jyplan) -> None:
        assert refused(jyplan("diff", "-", "-")) == "-: standard input can be read only once\n"
        assert refused(jyplan("diff", "-", "plan.txt", "--boilerplate", "-")).startswith("-: standard input")

    def test_unreadable_boilerplate(self, jyplan: Jyplan, later: Path) -> None:
        run = jyplan("diff", "plan.txt", later.name, "--boilerplate", "notice.docx")
        assert refused(run) == "notice.docx: there is no such file or folder; check the name and the folder\n"

    def test_very_different_size_is_noted_and_compared(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "short.txt").write_text("工作计划\n一、目标\n听课。\n", "utf-8")
        run = jyplan("diff", "short.txt", COPIED[1])
        assert run.code == 0
        assert run.err.startswith("B is 175 times as long as A (")

    def test_input_is_not_overwritten(self, jyplan: Jyplan, folder: Path, later: Path) -> None:
        before = later.read_bytes()
        for target in (later.name, "notice.txt"):
            (folder / "notice.txt").write_bytes(before)
            run = jyplan("diff", "plan.txt", later.name, "--boilerplate", "notice.txt", "-o", target)
            assert refused(run).startswith(f"{target}: is one of the inputs and would be lost")
        assert later.read_bytes() == before


def test_file_name_like_an_address_is_unchanged(jyplan: Jyplan, folder: Path, later: Path) -> None:
    (folder / "plan.txt#1").write_bytes(later.read_bytes())
    run = jyplan("diff", later.name, "plan.txt#1", "-f", "json")
    assert json.loads(run.out)["right"]["path"] == "plan.txt#1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_and_names_are_shown_as_escapes(jyplan: Jyplan, folder: Path, language: str) -> None:
    hostile = PLAN.replace("集体备课", "集体\x1b[31m备课\u202e")
    (folder / "\x1b]0;x\x07.txt").write_text(hostile, "utf-8")
    for name in TEXTS:
        run = jyplan("diff", "plan.txt", "\x1b]0;x\x07.txt", "-f", name, "--lang", language)
        assert b"\x1b" not in run.out
        assert "\u202e" not in run.out.decode("utf-8")


def test_passage_from_the_title_of_a_word_file_on_has_a_place(jyplan: Jyplan, folder: Path) -> None:
    text = SAMPLES.joinpath("page-six-plans.txt").read_text("utf-8").split("\n\n\n")[0]
    for name in ("left.docx", "right.docx"):
        document = docx.Document()
        for line in text.splitlines()[:60]:
            document.add_paragraph(line)
        document.save(str(folder / name))
    shown = jyplan("diff", "left.docx", "right.docx", "--lang", "zh").out.decode("utf-8")
    assert "  A  开头" in shown
    assert not [line for line in shown.splitlines() if line.strip() in {"A", "B"}]
