"""The result folder of `jyplan review`: its mark, the files of an earlier run, and a run without anything new."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan import inputs
from jyplan.cli import output
from jyplan.errors import JyplanError

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULT = "结果.json"
_LARGEST = 1 << 30
"""Largest result in bytes to be read again."""


@dataclass(frozen=True, slots=True)
class ResultMark:
    """The content of the mark."""

    key: str = ""
    """Digest of everything the results depend on; empty if unknown."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file written."""
    summary: str = ""
    """The summary as printed by the run."""
    verdicts: tuple[str, ...] = ()
    """Of the schools."""
    points: int = 0
    """Reasons and findings."""

    def content(self) -> bytes:
        """Return the content of the mark's file."""
        names = ("key", "digests", "summary", "verdicts", "points")
        data = {"written by": "jyplan review"} | {name: getattr(self, name) for name in names}
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_mark(folder: str) -> ResultMark:
    """Return the mark of a folder; an empty mark for a folder without a readable mark."""
    data = _json(str(Path(folder) / inputs.RESULT_MARK))
    try:
        return ResultMark(
            str(data["key"]),
            {str(name): str(digest) for name, digest in data["digests"].items()},
            str(data["summary"]),
            tuple(map(str, data["verdicts"])),
            int(data["points"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return ResultMark()


def is_as_written(folder: str, mark: ResultMark) -> bool:
    """Whether a folder holds all files of its mark, each unchanged."""
    names = {*mark.digests}
    return (
        bool(names)
        and not output.changed_in_folder(folder, mark.digests)
        and all(Path(folder, *name.split("/")).is_file() for name in names)
    )


def earlier_result(folder: str) -> Mapping[str, Any]:
    """Return the result of the earlier run; empty without an earlier run."""
    return _json(str(Path(folder) / RESULT)) if inputs.is_result_folder(folder) else {}


def _json(path: str) -> dict[str, Any]:
    try:
        data = json.loads(inputs.find_file(path, max_size=_LARGEST).read())
    except (JyplanError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
