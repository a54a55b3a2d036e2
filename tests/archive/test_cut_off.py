"""A run that is killed at any moment, or meets a full disk, leaves the archive as it was before or after."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

COULD_NOT_WRITE = 9
CHANGES = ["create", "add", "remove", "compact"]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")


def cut_off(way: str, change: str, folder: Path) -> tuple[list[int], list[str]]:
    """Return the exit code of every run, and the state that it left: before or after."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.archive.cut_off", way, change, str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    names = {json.dumps(result["after"]): "after", json.dumps(result["before"]): "before"}
    return [run["code"] for run in result["runs"]], [names[json.dumps(run["left"])] for run in result["runs"]]


@pytest.mark.gate
@pytest.mark.parametrize("change", CHANGES)
def test_run_that_is_killed_before_any_of_its_steps(change: str, tmp_path: Path) -> None:
    codes, left = cut_off("step", change, tmp_path)
    assert codes == [-signal.SIGKILL] * (len(codes) - 1) + [0]
    assert len(codes) > 25
    assert "".join(left).replace("before", "b").replace("after", "a").rstrip("a").strip("b") == ""


@pytest.mark.parametrize("change", CHANGES)
def test_run_that_is_killed_after_any_time(change: str, tmp_path: Path) -> None:
    codes, left = cut_off("time", change, tmp_path)
    assert set(codes) <= {-signal.SIGALRM, 0}
    assert codes[0] == -signal.SIGALRM
    assert all(state in {"before", "after"} for state in left)


@pytest.mark.parametrize("change", CHANGES)
def test_run_on_a_full_disk_fails_and_changes_nothing(change: str, tmp_path: Path) -> None:
    codes, left = cut_off("size", change, tmp_path)
    assert set(codes) == {COULD_NOT_WRITE, 0}
    if change != "compact":  # the same plans before and after
        assert left == ["before" if code else "after" for code in codes]
