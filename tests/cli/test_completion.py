"""Completions for a shell on Tab, requested as by the shell: through environment variables."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.api import shipped_rule_sets
from jyplan.model import Role
from jyplan.reports import CHECK_REPORTS, DUPES_REPORTS, PARSE_REPORTS
from jyplan.reports.schemas import SCHEMAS
from tests.places import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Jyplan, JyplanProcess

    Offer = Callable[[str], list[str]]


@pytest.fixture
def offered(jyplan: Jyplan) -> Offer:
    """Completions in bash for the last word of a line."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        run = jyplan(_JYPLAN_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
        assert (run.code, run.err) == (0, "")
        return run.out.decode("utf-8").split()

    return ask


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("jyplan ", ["parse", "diff", "dupes", "check", "review", "schema", "archive", "rules"]),
        ("jyplan arch", ["archive"]),
        ("jyplan archive re", ["remove"]),
        ("jyplan parse --form", ["--format"]),
        ("jyplan parse --format ", list(PARSE_REPORTS)),
        ("jyplan check plan.txt -f ", list(CHECK_REPORTS)),
        ("jyplan archive query -f ", list(DUPES_REPORTS)),
        ("jyplan check --rules ", list(shipped_rule_sets())),
        ("jyplan rules show -r wor", ["work-plan"]),
        ("jyplan rules test gb", ["gbt9704"]),
        ("jyplan parse --role ", list(Role)),
        ("jyplan parse --role goal,sche", ["goal,schedule"]),
        ("jyplan parse --revisions ", ["accepted", "original"]),
        ("jyplan schema ", list(SCHEMAS)),
        ("jyplan --lang ", ["zh", "en"]),
        ("jyplan parse pla", []),  # the shell then offers files
    ],
)
def test_commands_options_and_names_are_offered(offered: Offer, line: str, names: list[str]) -> None:
    assert offered(line) == names


@pytest.mark.parametrize(("language", "about"), [("en", "Compare two plans"), ("zh", "比对两篇计划")])
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_show_the_help_in_the_language_of_the_user(
    jyplan_process: JyplanProcess, shell: str, language: str, about: str
) -> None:
    run = jyplan_process(
        _JYPLAN_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS="jyplan d",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        JYPLAN_LANG=language,
    )
    assert run.code == 0
    assert about in run.out.decode("utf-8")
    assert "parse" not in run.out.decode("utf-8")


def test_exit_code_tells_fish_whether_there_are_completions(jyplan_process: JyplanProcess) -> None:
    def ask(line: str) -> int:
        return jyplan_process(
            _JYPLAN_COMPLETE="complete_fish", _TYPER_COMPLETE_FISH_ACTION="is-args", _TYPER_COMPLETE_ARGS=line
        ).code

    assert (ask("jyplan par"), ask("jyplan parse pla")) == (0, 1)


def test_request_for_completions_does_not_run_the_line(offered: Offer) -> None:
    assert offered("jyplan --help --version pars") == ["parse"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_for_the_shell_is_shown(jyplan: Jyplan, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setattr("jyplan.cli.shell.completion._shell", lambda: shell)
    run = jyplan("--show-completion")
    assert (run.code, run.err) == (0, "")
    assert f"_JYPLAN_COMPLETE=complete_{shell}" in run.out.decode("utf-8")


@pytest.mark.parametrize(
    ("shell", "file"), [("bash", ".bash_completions/jyplan.sh"), ("fish", ".config/fish/completions/jyplan.fish")]
)
@pytest.mark.parametrize(("language", "message"), [("en", "is installed"), ("zh", "的自动补全")])
def test_script_is_installed_where_the_shell_finds_it(
    jyplan: Jyplan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, file: str, language: str, message: str
) -> None:
    monkeypatch.setattr("jyplan.cli.shell.completion._shell", lambda: shell)
    run = jyplan("--lang", language, "--install-completion", HOME=str(tmp_path))
    assert (run.code, run.out) == (0, b"")
    assert f"complete_{shell}" in (tmp_path / file).read_text("utf-8")
    assert run.err.startswith(str(tmp_path / file))
    assert message in run.err


def test_start_from_no_shell_is_an_error_that_names_the_shells(jyplan: Jyplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.cli.commandline.running_shell", lambda: None)
    run = jyplan("--show-completion")
    assert run.code == 2
    assert "bash, zsh, fish" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """Bash itself reads the script and calls the completion function."""
    program = tmp_path / "jyplan"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m jyplan "$@"\n', "utf-8")
    program.chmod(0o755)
    script = """
        eval "$(jyplan --show-completion)"
        COMP_WORDS=(jyplan parse --format y)
        COMP_CWORD=3
        _jyplan_completion jyplan
        echo "${COMPREPLY[@]}"
    """
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(SOURCE),
        "SHELL": "/bin/bash",
    }
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=environment, check=True, timeout=60)
    assert done.stdout.decode("utf-8").split() == ["yaml"]
