"""Nothing that a user can type is missing in the guide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.cli import boundary, main
from jyplan.cli.app import build
from jyplan.cli.commandline import Command, CommandGroup, TyperOption
from jyplan.language import Language
from jyplan.model import Role
from jyplan.reports import CHECK_REPORTS, DIFF_REPORTS, DUPES_REPORTS, PARSE_REPORTS, REPORT_TABLES
from jyplan.reports.schemas import SCHEMAS
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_sections(page: str) -> dict[str, str]:
    """Return the sections of a guide by their headings."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, flags=re.DOTALL | re.MULTILINE))


GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
SECTIONS = read_sections("guide.md")
CHINESE_SECTIONS = read_sections("guide.zh.md")


def commands() -> Mapping[str, Command]:
    group = build(Language("en"))
    assert isinstance(group, CommandGroup)
    return group.commands


def options(command: Command) -> set[str]:
    """Return the options of a command and of the commands below it."""
    below = command.commands.values() if isinstance(command, CommandGroup) else ()
    return set().union(*map(options, below)) | {
        name
        for parameter in command.params
        if isinstance(parameter, TyperOption)
        for name in parameter.opts + parameter.secondary_opts
    }


@pytest.mark.parametrize("name", commands())
@pytest.mark.parametrize(
    ("sections", "common"),
    [(SECTIONS, "For every command"), (CHINESE_SECTIONS, "各个命令都有的")],
    ids=["English", "Chinese"],
)
def test_command_has_a_section_with_all_its_options(sections: dict[str, str], common: str, name: str) -> None:
    documented = set(re.findall(r"`(--?[a-z-]+)`", sections[f"jyplan {name}"] + sections[common]))
    assert options(commands()[name]) <= documented


@pytest.mark.parametrize("sections", [SECTIONS, CHINESE_SECTIONS], ids=["English", "Chinese"])
def test_guide_has_no_command_and_no_option_that_does_not_exist(sections: dict[str, str]) -> None:
    assert {title.removeprefix("jyplan ") for title in sections if title.startswith("jyplan ")} == set(commands())
    existing = options(build(Language("en")))
    rows = re.findall(r"^\| (`--[^|]*)", "".join(sections.values()), flags=re.MULTILINE)
    assert set(re.findall(r"`(--[a-z-]+)`", "".join(rows))) <= existing


@pytest.mark.parametrize("name", [*PARSE_REPORTS, *CHECK_REPORTS, *DIFF_REPORTS, *DUPES_REPORTS, *SCHEMAS, *Role])
def test_format_schema_and_role_are_explained(name: str) -> None:
    assert f"`{name}`" in GUIDE
    assert f"`{name}`" in "".join(CHINESE_SECTIONS.values())


@pytest.mark.parametrize("command", REPORT_TABLES)
@pytest.mark.parametrize("sections", [SECTIONS, CHINESE_SECTIONS], ids=["English", "Chinese"])
def test_option_format_lists_the_formats_of_the_command(sections: dict[str, str], command: str) -> None:
    """The row of `--format`, with the subcommand in the second cell where the section is about several."""
    group, _, subcommand = command.partition(" ")
    rows = re.findall(r"^\| `--format`(.*)$", sections[f"jyplan {group}"], flags=re.MULTILINE)
    (row,) = [row for row in rows if not subcommand or row.split(" | ")[1] == subcommand]
    assert set(re.findall(r"`([a-z]+)`", row)) == set(REPORT_TABLES[command])


@pytest.mark.parametrize("name", DUPES_REPORTS)
def test_format_of_copies_is_explained(name: str) -> None:
    assert f"\n| `{name}` |" in SECTIONS["Reports of copies"]


def test_python_section_uses_every_public_name_and_no_unknown_name() -> None:
    used = set(re.findall(r"\bjyplan\.(\w+)", SECTIONS["From Python"])) - {"toml", "model"}
    assert used | {"__version__"} == set(jyplan.__all__)


def test_settings_and_archive_examples_for_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(jyplan, "load_settings", lambda _: jyplan.Settings())
    for folder in ("2024", "submissions"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text("工作计划\n一、目标\n每学期听课不少于15节。\n", "utf-8")
    examples = re.findall(r"```python\n(.*?)```", SECTIONS["From Python"], flags=re.DOTALL)
    chosen = [example for example in examples if "Settings()" in example or "add_to_archive" in example]
    for example in chosen:
        exec(compile(example, "guide.md", "exec"), {"jyplan": jyplan, "Path": Path})
    assert len(chosen) == 2
    assert (tmp_path / "baseline.json").exists()
    assert jyplan.list_archive("archive") == []


@pytest.mark.parametrize("code", [0, 1, 2, boundary.BUG, boundary.INTERRUPTED, boundary.PIPE_CLOSED])
def test_exit_code_is_explained(code: int) -> None:
    assert f"| {code} |" in SECTIONS["Exit codes"]
    assert f"| {code} |" in CHINESE_SECTIONS["退出码"]


@pytest.mark.parametrize(
    "page",
    ["README.md", "README.zh.md", "CONTRIBUTING.md", "docs/guide.md", "docs/guide.zh.md", "benchmarks/README.md"],
)
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_messages_that_the_chinese_readme_explains_are_said() -> None:
    catalogue = (ROOT / "src/jyplan/locale/zh_CN/LC_MESSAGES/jyplan.po").read_text("utf-8")
    said = re.sub(r'"\n"|\{[a-z]+\}|[0-9…]+', "", catalogue).replace(" ", "")
    table = (ROOT / "README.zh.md").read_text("utf-8").partition("## 屏幕上的提示")[2].partition("\n\n退出码")[0]
    explained = [
        re.sub(r"[0-9…]+( MB)?", "", text).replace(" ", "")
        for text in re.findall(r"^\| `([^`]+)`", table, flags=re.MULTILINE)
    ]
    assert len(explained) == 8
    assert [text for text in explained if text not in said] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_readme_shows_what_the_command_prints(
    page: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command, shown = re.findall(
        r"```\n\$ jyplan ([^\n]+)\n(.*?)```", (ROOT / page).read_text("utf-8"), flags=re.DOTALL
    )[0]
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JYPLAN_LANG", "zh")
    assert main(command.split()) == 0
    assert capfd.readouterr().out == shown
