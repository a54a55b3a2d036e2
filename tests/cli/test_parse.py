from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from jyplan.cli import main
from jyplan.cli.app import COMMANDS
from jyplan.model import Role
from jyplan.reports import PARSE_REPORTS
from tests.readers.docx.builder import build, p, r

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jyplan

TITLE = "数学教研组工作计划"


def test_outline_is_a_tree_unless_asked_otherwise(jyplan: Jyplan) -> None:
    run = jyplan("parse", "plan.txt")
    assert (run.code, run.err) == (0, "")
    assert TITLE in run.out.decode("utf-8")
    assert b"\x1b" not in run.out


@pytest.mark.parametrize("name", PARSE_REPORTS)
def test_every_format_can_be_written(jyplan: Jyplan, name: str) -> None:
    run = jyplan("parse", "plan.txt", "--format", name)
    assert (run.code, run.err) == (0, "")
    assert run.out


@pytest.mark.parametrize(
    ("file", "beginning"), [("o.json", b"{"), ("o.JSON", b"{"), ("o.xlsx", b"PK"), ("o.csv", b"\xef\xbb\xbf")]
)
def test_format_follows_the_name_of_the_output(jyplan: Jyplan, folder: Path, file: str, beginning: bytes) -> None:
    assert jyplan("parse", "plan.txt", "-o", file).code == 0
    assert (folder / file).read_bytes().startswith(beginning)


def test_unreadable_file_does_not_stop_the_other_files(jyplan: Jyplan, folder: Path) -> None:
    (folder / "empty.txt").touch()
    run = jyplan("parse", "missing.txt", "empty.txt", "plan.txt", "--format", "json")
    documents = json.loads(run.out)["documents"]
    assert [(document["path"], len(document["plans"])) for document in documents] == [
        ("missing.txt", 0),
        ("empty.txt", 0),
        ("plan.txt", 1),
    ]
    assert run.code == 2
    assert (
        run.err
        == "missing.txt: there is no such file or folder; check the name and the folder\nempty.txt: the file is empty; ask for the file again\n"
    )


def test_workbook_is_not_written_without_a_readable_file(jyplan: Jyplan, folder: Path) -> None:
    run = jyplan("parse", "missing.txt", "-o", "result.xlsx")
    assert (run.code, run.out, run.err) == (
        2,
        b"",
        "missing.txt: there is no such file or folder; check the name and the folder\n",
    )
    assert not (folder / "result.xlsx").exists()


def test_json_is_written_even_without_a_readable_file(jyplan: Jyplan) -> None:
    run = jyplan("parse", "missing.txt", "--format", "json", "--lang", "zh")
    [document] = json.loads(run.out)["documents"]
    assert run.code == 2
    assert document["problems"][0]["message"] == "没有这个文件或文件夹；请核对名字和所在的文件夹"


def test_standard_input_has_the_name_it_is_given(jyplan: Jyplan) -> None:
    run = jyplan("parse", "-", "--stdin-name", "计划.txt", "-f", "json", data="工作计划\n一、目标\n".encode())
    assert json.loads(run.out)["documents"][0]["path"] == "计划.txt"


def test_standard_input_cannot_be_named_twice(jyplan: Jyplan) -> None:
    run = jyplan("parse", "-", "-", data=b"x")
    assert (run.code, run.err) == (2, "-: standard input can be read only once\n")


def test_missing_plan_number_is_reported(jyplan: Jyplan) -> None:
    run = jyplan("parse", "plan.txt#3")
    assert (run.code, run.err) == (2, "plan.txt: this file has no plan 3; it holds 1\n")


def test_file_over_the_limit_is_refused_before_it_is_read(jyplan: Jyplan, folder: Path) -> None:
    (folder / "large.txt").touch()
    os.truncate(folder / "large.txt", 200 * 1024**2)
    run = jyplan("parse", "large.txt")
    assert run.code == 2
    assert run.err.startswith("large.txt: is larger than the limit of 50 MB; ")


def test_folder_without_files_is_reported(jyplan: Jyplan, folder: Path) -> None:
    (folder / "none" / ".hidden").mkdir(parents=True)
    run = jyplan("parse", "none")
    assert (run.code, run.err) == (2, "none: the folder holds no files; hidden files do not count\n")


@pytest.mark.parametrize("role", ["goal", "goal,task", "目标", " goal , schedule "])
def test_roles_are_named_in_english_or_as_the_tree_shows_them(jyplan: Jyplan, role: str) -> None:
    assert jyplan("parse", "plan.txt", "--role", role, "--lang", "zh").code == 0


def test_number_words_in_help_do_not_cut_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    from jyplan.reports.media.columns import width

    for language in ("zh", "en"):
        for command in COMMANDS:
            assert main([command, "--help", "--lang", language]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert [line for line in lines if width(line) > 80] == []


class TestOutput:
    """`-o FILE` is written whole or not at all."""

    def test_folder_is_no_file(self, jyplan: Jyplan, folder: Path) -> None:
        run = jyplan("parse", "plan.txt", "-o", str(folder))
        assert (run.code, run.err) == (2, f"{folder}: is a folder; name a file in it\n")

    def test_missing_folder_is_made(self, jyplan: Jyplan, folder: Path) -> None:
        run = jyplan("parse", "plan.txt", "-o", "none/new/result.json")
        assert (run.code, run.err) == (0, "written to none/new/result.json: 1 plans\n")
        assert (folder / "none/new/result.json").is_file()

    def test_name_of_a_folder_is_no_file(self, jyplan: Jyplan) -> None:
        run = jyplan("parse", "plan.txt", "-o", "none/")
        assert (run.code, run.err) == (2, "none/: is a folder; name a file in it\n")

    def test_file_is_no_folder(self, jyplan: Jyplan) -> None:
        run = jyplan("parse", "plan.txt", "-o", "plan.txt/result.json")
        assert (run.code, run.err) == (2, "plan.txt: there is no such folder to write to\n")

    @pytest.mark.parametrize("name", ["plan.txt", "./plan.txt", "link.txt", "hard.txt"])
    def test_input_is_not_overwritten(self, jyplan: Jyplan, folder: Path, name: str) -> None:
        (folder / "link.txt").symlink_to("plan.txt")
        (folder / "hard.txt").hardlink_to("plan.txt")
        before = (folder / "plan.txt").read_bytes()
        run = jyplan("parse", ".", "-o", name)
        assert run.code == 2
        assert run.err.startswith(f"{name}: is one of the inputs and would be lost; ")
        assert (folder / "plan.txt").read_bytes() == before

    def test_replaced_file_keeps_its_mode(self, jyplan: Jyplan, folder: Path) -> None:
        target = folder / "result.json"
        target.write_bytes(b"old")
        target.chmod(0o640)
        assert jyplan("parse", "plan.txt", "-o", "result.json").code == 0
        assert json.loads(target.read_bytes())["schema"] == "jyplan/outline@1"
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_new_file_has_the_usual_mode(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "usual").touch()
        assert jyplan("parse", "plan.txt", "-o", "result.json").code == 0
        assert (folder / "result.json").stat().st_mode == (folder / "usual").stat().st_mode

    def test_link_stays_a_link(self, jyplan: Jyplan, folder: Path) -> None:
        (folder / "real.json").touch()
        (folder / "link.json").symlink_to("real.json")
        assert jyplan("parse", "plan.txt", "-o", "link.json").code == 0
        assert (folder / "link.json").is_symlink()
        assert (folder / "real.json").read_bytes().startswith(b"{")

    def test_device_is_written_directly(self, jyplan: Jyplan) -> None:
        run = jyplan("parse", "plan.txt", "-o", "/dev/full")
        assert (run.code, run.err) == (2, "/dev/full: cannot be written (there is no space left)\n")
        assert jyplan("parse", "plan.txt", "-o", "/dev/null").code == 0

    def test_dash_is_standard_output(self, jyplan: Jyplan) -> None:
        assert jyplan("parse", "plan.txt", "-f", "json", "-o", "-").out.startswith(b"{")

    def test_full_disk_leaves_the_earlier_file(
        self, monkeypatch: pytest.MonkeyPatch, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def fail(_source: str, _target: str) -> None:
            raise OSError(28, "No space left on device")

        (folder / "result.json").write_bytes(b"old")
        monkeypatch.setattr("os.replace", fail)
        assert main(["parse", "plan.txt", "-o", "result.json", "--lang", "en"]) == 2
        assert capfd.readouterr().err == "result.json: cannot be written (there is no space left)\n"
        assert (folder / "result.json").read_bytes() == b"old"
        assert sorted(path.name for path in folder.iterdir()) == ["plan.txt", "result.json"]


@pytest.mark.parametrize(("revisions", "title"), [("accepted", "新计划"), ("original", "旧计划")])
@pytest.mark.parametrize("text_files", [(), ("plan.txt",)])
def test_tracked_changes_are_accepted_or_undone(
    jyplan: Jyplan, folder: Path, revisions: str, title: str, text_files: tuple[str, ...]
) -> None:
    changed = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    (folder / "a.docx").write_bytes(build(p(changed + r("计划"))))
    run = jyplan("parse", "a.docx", *text_files, "--format", "text", "--revisions", revisions)
    assert (run.code, title in run.out.decode("utf-8").splitlines()) == (0, True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_of_role_lists_every_role(jyplan: Jyplan, language: str) -> None:
    shown = jyplan("--lang", language, "parse", "--help", COLUMNS="200").out.decode()
    assert [role for role in Role if role not in shown] == []
