"""The summary of a job on GitHub Actions: the findings as Markdown, added to the file named by `GITHUB_STEP_SUMMARY`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jyplan.cli import output
from jyplan.model import Message
from jyplan.reports import CHECK_REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports import CheckOptions, CheckResult

_LONGEST = 1_000_000
"""Bytes: GitHub shows summaries of up to 1 MiB, and nothing of a longer summary."""


def add_job_summary(results: Sequence[CheckResult], options: CheckOptions) -> None:
    """Add the findings to the summary of the job; nothing is done outside of GitHub Actions.

    Raises:
        OutputError: the file cannot be written.
    """
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        report = CHECK_REPORTS.load("md").render(results, options)
        ending = options.language.say(Message("the rest is left out: it is too long for this page"))
        output.append(page, shortened(str(report), ending, _LONGEST))


def shortened(report: str, ending: str, most: int) -> str:
    r"""Return a Markdown text of at most `most` bytes: whole parts between empty lines, then `ending` if a part is left out.

    >>> shortened("# 甲\n\n乙\n\n丙丁\n", "…", 18)
    '# 甲\n\n乙\n\n…\n'
    """
    if len(report.encode("utf-8", "replace")) <= most:
        return report
    parts: list[str] = []
    left = most - len(f"{ending}\n".encode())
    for part in report.split("\n\n"):
        left -= len(part.encode("utf-8", "replace")) + 2
        if left < 0:
            break
        parts.append(part)
    return "\n\n".join([*parts, ending]) + "\n"
