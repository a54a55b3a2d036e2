"""Commands are imported when they are named."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.places import SAMPLES, SOURCE

if TYPE_CHECKING:
    from tests.cli.conftest import Jyplan

OTHERS = (
    "jyplan.cli.check",
    "jyplan.cli.diff",
    "jyplan.cli.dupes",
    "jyplan.archive",
    "jyplan.compare",
    "jyplan.rulesets",
)


def test_a_command_imports_no_other_command() -> None:
    """`jyplan parse` starts without what only the other commands need."""
    script = f"""
import sys
from jyplan.cli import main
main(["parse", "--help"])
print("loaded:", *sys.modules.keys() & {set(OTHERS)})
"""
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    run = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8", env=environment
    )
    assert run.stdout.splitlines()[-1] == "loaded:"


@pytest.mark.parametrize("arguments", [["--lang", "en", "dupse"], ["dupse"]])
def test_an_unknown_command_is_met_with_all_commands_in_mind(jyplan: Jyplan, arguments: list[str]) -> None:
    assert "Did you mean 'dupes'?" in jyplan(*arguments, "--lang", "en").err


@pytest.mark.parametrize("room", ["jyplan", "jyplan.model", "jyplan.api", "jyplan.reports", "jyplan.reports.protocol"])
def test_every_name_of_a_room_is_handed_on(room: str) -> None:
    module = import_module(room)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert not hasattr(module, "nonsense")


def test_the_second_plan_of_standard_input_is_no_option(jyplan: Jyplan) -> None:
    data = (SAMPLES / "page-six-plans.txt").read_bytes()
    written = jyplan("parse", "-#2", "-f", "md", data=data).out.decode()
    assert [line for line in written.splitlines() if line.startswith("# ")] != []
    assert "No such option" in jyplan("parse", "-#x", "--lang", "en").err


def test_no_threads_are_started_for_matrices() -> None:
    script = (
        "import os; from jyplan.cli import main; main(['parse', '--help']); print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    run = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment | {"PYTHONPATH": str(SOURCE)},
    )
    assert run.stdout.splitlines()[-1] == "1"
