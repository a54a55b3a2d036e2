"""One rule for `-o` in every command: one result, where its name says, and what was written is told once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan, JyplanProcess

COMMANDS = {
    "parse": ("parse", "plan.txt"),
    "check": ("check", "plan.txt"),
    "dupes": ("dupes", "plan.txt"),
    "diff": ("diff", "plan.txt", "later.txt"),
}


@pytest.fixture(autouse=True)
def later(folder: Path) -> None:
    """A plan to be compared with."""
    (folder / "later.txt").write_text(PLAN.replace("15", "20"), "utf-8")


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev")


@pytest.mark.parametrize("command", COMMANDS)
def test_two_outputs_are_refused_and_none_is_written(jyplan: Jyplan, folder: Path, command: str) -> None:
    run = jyplan(*COMMANDS[command], "-o", "a.json", "--output", "b.json")
    assert (run.code, "is given twice" in run.err) == (2, True)
    assert not any(folder.glob("*.json"))


@posix
@pytest.mark.parametrize("command", COMMANDS)
def test_dev_stdout_is_standard_output_be_it_a_pipe(jyplan_process: JyplanProcess, folder: Path, command: str) -> None:
    usual = jyplan_process(*COMMANDS[command], "--format", "json")
    run = jyplan_process(*COMMANDS[command], "--format", "json", "-o", "/dev/stdout")
    assert (run.code, run.out, run.err) == (usual.code, usual.out, usual.err)


@pytest.mark.parametrize("command", COMMANDS)
def test_name_without_suffix_gets_the_default_format(jyplan: Jyplan, folder: Path, command: str) -> None:
    usual = jyplan(*COMMANDS[command])
    run = jyplan(*COMMANDS[command], "-o", "查重")
    assert run.err.startswith("written to 查重: ")
    assert (folder / "查重").read_text("utf-8") == usual.out.decode().replace("...", "…").replace("->", "→")


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_folders_are_made(jyplan: Jyplan, folder: Path, command: str) -> None:
    jyplan(*COMMANDS[command], "-o", "新/夹/结果.json")
    assert (folder / "新/夹/结果.json").is_file()


@pytest.mark.parametrize("inputs", [["交"], ["交/plan.txt"], ["交/plan.txt", "plan.txt"]])
def test_copies_go_into_a_folder_however_many_they_are(jyplan: Jyplan, folder: Path, inputs: list[str]) -> None:
    (folder / "交").mkdir()
    (folder / "交/plan.txt").write_text(PLAN, "utf-8")
    jyplan("check", *inputs, "-f", "docx", "-o", "批注")
    assert len([path for path in (folder / "批注").rglob("*.docx") if path.is_file()]) == len(inputs)


def test_single_copy_goes_into_a_file_that_is_named_as_one(jyplan: Jyplan, folder: Path) -> None:
    run = jyplan("check", "plan.txt", "-o", "批注.docx")
    assert (folder / "批注.docx").is_file()
    assert run.err.startswith("written to 批注.docx: 1 plans, ")


REPORTS = [
    ("parse", ("a.json", "a.md", "a.csv", "a.txt")),
    ("check", ("a.json", "a.md", "a.html", "a.txt", "a.sarif")),
    ("dupes", ("a.json", "a.csv", "a.html", "a.txt")),
    ("diff", ("a.json", "a.md", "a.html", "a.txt")),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("command", "names"), REPORTS, ids=[command for command, _ in REPORTS])
def test_reports_among_the_inputs_are_skipped(
    jyplan: Jyplan, folder: Path, command: str, names: tuple[str, ...], lang: str
) -> None:
    for name in names:
        jyplan(*COMMANDS[command], "-o", f"交/{name}", "--lang", lang)
    (folder / "交/plan.txt").write_text(PLAN, "utf-8")
    for reader in ("parse", "check", "dupes"):
        run = jyplan(reader, "交", "--format", "json")
        assert f"reports of jyplan, not read: {len(names)} (" in run.err
        assert run.out.count(b'"number": 1') <= 1
