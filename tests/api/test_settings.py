"""`jyplan.check` obeys the settings file, exceptions and a baseline, as `jyplan check` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

DEFECT = "数学教研组工作计划\n\n一、工作目标\n每人听课XX节。\n二、工作措施\n1、集体备课\n教务处每周三检查。\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with a defect, in the working folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "plan.txt"
    file.write_text(DEFECT, "utf-8")
    return file


def rules_found(plan: Path, **options: object) -> set[str]:
    return {finding.rule for finding in jyplan.check(plan, **options).findings}  # type: ignore[arg-type]


def test_without_settings_the_default_rules_apply(plan: Path) -> None:
    assert "placeholder" in rules_found(plan)


def test_settings_of_the_working_folder_apply(plan: Path) -> None:
    plan.with_name("jyplan.toml").write_text('ignore = ["placeholder"]\n', "utf-8")
    assert "placeholder" not in rules_found(plan)
    assert "placeholder" in rules_found(plan, settings=jyplan.Settings())


def test_exception_applies_only_to_its_files(plan: Path) -> None:
    exception = '[[exceptions]]\nfiles = ["plan.txt"]\nignore = ["placeholder"]\n'
    plan.with_name("jyplan.toml").write_text(exception, "utf-8")
    second_plan = plan.with_name("other.txt")
    second_plan.write_text(DEFECT, "utf-8")
    assert "placeholder" not in rules_found(plan)
    assert "placeholder" in rules_found(second_plan)


def test_baseline_suppresses_only_its_findings(plan: Path) -> None:
    file = plan.with_name("known.json")
    file.write_text(jyplan.baseline_of([jyplan.check(plan)], file), "utf-8")
    plan.with_name("jyplan.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert rules_found(plan) == set()
    plan.write_text(DEFECT + "2、每人上公开课XX节。\n", "utf-8")
    assert "placeholder" in rules_found(plan)


def test_settings_apply_to_many_files(plan: Path) -> None:
    plan.with_name("jyplan.toml").write_text('ignore = ["placeholder"]\n', "utf-8")
    [checked] = jyplan.check_many(jyplan.find_sources([str(plan)]))
    assert "placeholder" not in {finding.rule for finding in checked.findings}  # type: ignore[union-attr]


def test_unknown_rule_in_the_settings_is_refused(plan: Path) -> None:
    plan.with_name("jyplan.toml").write_text('ignore = ["placeholders"]\n', "utf-8")
    with pytest.raises(UsageError, match="there is no rule “placeholders”"):
        jyplan.check(plan)
