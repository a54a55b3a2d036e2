"""What is new, fixed and unchanged since the earlier run."""

from __future__ import annotations

from typing import Any

import pytest

from jyplan.model import SinceLastRun
from jyplan.reviewing.since import since_last_run


def result(folder: str, *words: str) -> dict[str, Any]:
    """Return the parts of a result that are compared: a file in a folder, with a finding for each of some words."""
    path = f"{folder}/甲校.txt"
    return {
        "batch": {"inputs": [folder]},
        "files": [{"path": path, "sha256": "0", "reasons": []}],
        "submissions": [
            {"path": path, "plan": 1, "findings": [{"rule": "placeholder", "words": word} for word in words]}
        ],
    }


def test_points_are_new_fixed_or_unchanged() -> None:
    assert since_last_run(result("材料", "××", "XX"), result("材料", "XX", "某某", "____")) == SinceLastRun(
        unchanged_files=1, new=2, fixed=1, unchanged=1
    )


@pytest.mark.parametrize("folder", ["./材料", "/办公室/材料", "材料/"])
def test_a_folder_named_in_another_way_has_the_same_files(folder: str) -> None:
    assert since_last_run(result("材料", "××"), result(folder.rstrip("/"), "××")) == SinceLastRun(
        unchanged_files=1, unchanged=1
    )


def test_files_are_new_changed_or_gone() -> None:
    before, now = result("材料"), result("材料")
    now["files"][0]["sha256"] = "1"
    now["files"].append({"path": "材料/乙校.txt", "sha256": "2", "reasons": []})
    since = since_last_run(before, now)
    assert since == SinceLastRun(new_files=("材料/乙校.txt",), changed_files=("材料/甲校.txt",))
    assert since_last_run(now, before) == SinceLastRun(gone_files=("材料/乙校.txt",), changed_files=("材料/甲校.txt",))


def test_a_damaged_result_is_compared_with_nothing() -> None:
    assert since_last_run({"files": 3}, result("材料", "××")) is None
