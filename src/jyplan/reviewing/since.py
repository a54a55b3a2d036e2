"""The changes since the earlier run into the same folder: new, fixed and unchanged points, as a baseline of linters.

A point is a reason for a verdict on a file, or a finding in a plan with its words. Files are matched by path below the
named folder: `jyplan review 材料` and `jyplan review /home/办公室/材料` read the same files.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from jyplan.model import SinceLastRun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Point = tuple[str, ...]
"""File, and kind, role, rule and school of a reason; or file, number of the plan, rule and words of a finding."""


def since_last_run(before: Mapping[str, Any], now: Mapping[str, Any]) -> SinceLastRun | None:
    """Return the changes from one result to the next, both as JSON of `jyplan review`; None for an unreadable earlier result."""
    try:
        old_files, old_points = dict(_files(before)), Counter(_points(before))
    except (KeyError, TypeError, AttributeError):
        return None
    new_files, new_points = dict(_files(now)), Counter(_points(now))
    both = old_files.keys() & new_files.keys()
    unchanged = {place for place in both if old_files[place].digest == new_files[place].digest}
    return SinceLastRun(
        new_files=tuple(sorted(new_files[place].path for place in new_files.keys() - both)),
        changed_files=tuple(sorted(new_files[place].path for place in both - unchanged)),
        gone_files=tuple(sorted(old_files[place].path for place in old_files.keys() - both)),
        unchanged_files=len(unchanged),
        new=sum((new_points - old_points).values()),
        fixed=sum((old_points - new_points).values()),
        unchanged=sum((old_points & new_points).values()),
    )


class _File(NamedTuple):
    path: str
    digest: object
    """SHA-256 in hexadecimal; None for an unread file."""


def _files(result: Mapping[str, Any]) -> Iterator[tuple[str, _File]]:
    """Yield the files of a result by their places below the named folders."""
    for file in result["files"]:
        yield _inside(file["path"], result), _File(str(file["path"]), file["sha256"])


def _inside(path: str, result: Mapping[str, Any]) -> str:
    """Return a path as the number of its input, and the path below; the whole path of a file named by itself."""
    for number, name in enumerate(result["batch"]["inputs"]):
        folder = str(name).rstrip("/\\")
        if folder and path.startswith(folder) and path[len(folder) :].startswith(("/", "\\", "!")):
            return f"{number}{path[len(folder) :]}"
    return path


def _points(result: Mapping[str, Any]) -> Iterator[Point]:
    for file in result["files"]:
        for reason in file["reasons"]:
            yield _inside(file["path"], result), *(str(reason[name]) for name in ("kind", "role", "rule", "school"))
    for plan in result["submissions"]:
        for finding in plan["findings"]:
            yield _inside(plan["path"], result), str(plan["plan"]), str(finding["rule"]), str(finding["words"])
