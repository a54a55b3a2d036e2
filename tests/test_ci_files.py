"""The files for pre-commit, GitHub and GitLab do what the guide says: their commands are run as these services run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from jyplan.cli import main
from tests.places import ROOT

GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
JOB = yaml.safe_load((ROOT / "ci" / "gitlab" / "jyplan.yml").read_text("utf-8"))["jyplan"]

GOOD = (ROOT / "samples" / "well-made.txt").read_text("utf-8")
RULES = """\
schema: 1
id: ours
title: 本校规则
rules:
  old-words:
    type: forbid
    texts: [旧提法]
    tests: {pass: ["2025年工作计划\\n一、目标\\n新提法。"], fail: ["2025年工作计划\\n一、目标\\n旧提法。"]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "各校 计划").mkdir()
    (tmp_path / "各校 计划" / "好.txt").write_text(GOOD, "utf-8")
    (tmp_path / "各校 计划" / "坏.txt").write_text(GOOD.replace("本校第四届", "xx学校第四届"), "utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    return tmp_path


def run_script(script: str, *, shell: tuple[str, ...], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the working folder with `jyplan` on the path."""
    environment = os.environ | {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "PYTHONPATH": str(ROOT / "src"),
        **variables,
    }
    return subprocess.run(
        [*shell, script], env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


# GitHub


def step(name: str) -> dict[str, Any]:
    [found] = [each for each in ACTION["runs"]["steps"] if each.get("name") == name]
    assert isinstance(found, dict)
    return found


def run_action(**inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks as the runner does: `shell: bash` is these options."""
    given = {name: about.get("default", "") for name, about in ACTION["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    said = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: given[match[1]], value)
        for name, value in step("Check plans")["env"].items()
    }
    return run_script(
        step("Check plans")["run"], shell=("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"), **said
    )


def test_action_annotates_what_it_finds_and_fails(folder: Path) -> None:
    run = run_action(paths="各校 计划\n")
    line = next(number for number, text in enumerate(GOOD.splitlines(), 1) if "本校第四届" in text)
    assert run.returncode == 1
    assert run.stdout.startswith(f"::error file=各校 计划/坏.txt,line={line},col=")
    assert run.stdout.count("\n") == 1


def test_action_passes_inputs_on(folder: Path) -> None:
    run = run_action(
        paths="各校 计划/好.txt\n各校 计划/坏.txt",
        rules="rules.yaml",
        fail_on="info",
        format="json",
        output="found.json",
    )
    assert (run.returncode, run.stdout) == (0, "")
    assert json.loads((folder / "found.json").read_text("utf-8"))["summary"]["rules"] == "ours"
    assert run_action(paths="各校 计划", fail_on="never").returncode == 0


def test_action_takes_inputs_for_words_never_for_commands(folder: Path) -> None:
    run = run_action(paths="$(touch caught)\n`touch caught`\n--help", rules="; touch caught")
    assert run.returncode == 2
    assert not (folder / "caught").exists()
    assert "${{" not in "".join(each.get("run", "") for each in ACTION["runs"]["steps"])


def test_action_uses_every_input_that_it_has_and_no_other() -> None:
    used = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def test_action_installs_only_what_the_lock_pins() -> None:
    lock, package = [line for line in step("Install jyplan")["run"].splitlines() if "pip install" in line]
    assert "--require-hashes" in lock
    assert '"$SOURCE/requirements.lock"' in lock
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(package.split())


def test_actions_are_pinned_by_commit() -> None:
    used = re.findall(r"uses: (\S+)", (ROOT / "action.yml").read_text("utf-8") + GUIDE)
    assert [name for name in used if not re.search(r"@([0-9a-f]{40}|VERSION)$", name)] == []


# GitLab


def run_job(paths: str) -> subprocess.CompletedProcess[str]:
    """Run the job's script as the runner does: all lines in one shell that stops at the first failure."""
    return run_script("\n".join(JOB["script"]), shell=("sh", "-e", "-c"), JYPLAN_PATHS=paths, JYPLAN_LANG="zh")


def test_job_installs_only_what_the_lock_pins() -> None:
    lock, package = JOB["before_script"]
    assert "--require-hashes" in lock
    assert "${JYPLAN_LOCK:?" in lock
    assert {"--no-deps", "--no-build-isolation"} <= set(package.split())


def test_job_writes_the_report_and_fails_by_what_the_log_shows(folder: Path) -> None:
    run = run_job("各校 计划\n")
    [issue] = json.loads((folder / JOB["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert issue["location"]["path"] == "各校 计划/坏.txt"
    assert run.returncode == 1
    assert "没填的空" in run.stdout


def test_job_does_the_rest_where_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "各校 计划" / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    run = run_job(".")
    issues = json.loads((folder / JOB["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert {issue["check_name"] for issue in issues} >= {"placeholder", "unreadable"}
    assert run.returncode == 2
    assert ".gl-code-quality-report.json" not in run.stdout


def test_job_passes_where_nothing_is_found_and_says_what_it_needs(folder: Path) -> None:
    assert run_job("各校 计划/好.txt").returncode == 0
    run = run_job("")
    assert run.returncode != 0
    assert "JYPLAN_PATHS" in run.stderr


# pre-commit


def test_hook_checks_the_files_that_it_is_given(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command, *arguments = HOOKS["jyplan-check"]["entry"].split()
    assert command == "jyplan"
    assert main([*arguments, "各校 计划/好.txt"]) == 0
    assert main([*arguments, "各校 计划/坏.txt", "各校 计划/好.txt"]) == 1
    assert "placeholder" in capfd.readouterr().out


def test_hook_tries_a_rule_file(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command, *arguments = HOOKS["jyplan-rules"]["entry"].split()
    assert command == "jyplan"
    assert main([*arguments, "rules.yaml"]) == 0
    (folder / "rules.yaml").write_text(RULES.replace("新提法", "旧提法"), "utf-8")
    assert main([*arguments, "rules.yaml"]) == 1
    (folder / "rules.yaml").write_text(RULES.replace("texts", "text"), "utf-8")
    assert main([*arguments, "rules.yaml"]) == 2
    assert "rules.yaml:7:5" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "is_plan"), [("三年级/计划.docx", True), ("a.doc", True), ("README.md", False), ("docx.py", False)]
)
def test_hook_looks_at_documents_alone(name: str, is_plan: bool) -> None:
    assert bool(re.search(HOOKS["jyplan-check"]["files"], name)) is is_plan


# All of them


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab/jyplan.yml")]
)
def test_file_is_valid_by_the_schema_of_its_service(schema: str, file: str) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNDEFAULTENCODING"}
    run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout


def test_guide_names_every_input_variable_and_hook() -> None:
    names = [*ACTION["inputs"], *JOB["variables"], *HOOKS]
    assert [name for name in names if f"`{name}`" not in GUIDE] == []


def test_shells_are_there() -> None:
    assert all(map(shutil.which, ("bash", "sh")))
