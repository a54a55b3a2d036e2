"""The changes since the earlier run into the same folder: new, fixed and unchanged points.

A point is a reason of a file, or a finding in a plan with its words; files are matched by path.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jyplan.model import SinceLastRun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Point = tuple[str, ...]


def since_last_run(before: Mapping[str, Any], now: Mapping[str, Any]) -> SinceLastRun | None:
    """Return the difference of two results, each as the JSON of the contract; None where the earlier one is not to be read."""
    try:
        earlier, points = dict(_files(before)), Counter(_points(before))
    except (KeyError, TypeError, AttributeError):
        return None
    present, present_points = dict(_files(now)), Counter(_points(now))
    both = earlier.keys() & present.keys()
    unchanged = sum((points & present_points).values())
    return SinceLastRun(
        new_files=tuple(sorted(present.keys() - earlier.keys())),
        changed_files=tuple(sorted(path for path in both if earlier[path] != present[path])),
        gone_files=tuple(sorted(earlier.keys() - present.keys())),
        unchanged_files=sum(earlier[path] == present[path] for path in both),
        new=sum((present_points - points).values()),
        fixed=sum((points - present_points).values()),
        unchanged=unchanged,
    )


def _files(result: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for file in result["files"]:
        yield str(file["path"]), file["sha256"]


def _points(result: Mapping[str, Any]) -> Iterator[Point]:
    for file in result["files"]:
        for reason in file["reasons"]:
            yield str(file["path"]), *(str(reason[name]) for name in ("kind", "role", "rule", "school"))
    for plan in result["submissions"]:
        for finding in plan["findings"]:
            yield str(plan["path"]), str(plan["plan"]), str(finding["rule"]), str(finding["words"])
