"""`jyplan check --format github`: annotations for GitHub Actions, written to the log as workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Level
from jyplan.reports.check.wording import all_findings, heaviest_first, repository_path, unread_documents
from jyplan.reports.media.labels import reason
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Finding
    from jyplan.reports.protocol import CheckOptions, CheckResult

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return a workflow command per line: unread documents, then the findings, the heaviest first.

    GitHub shows ten errors, ten warnings and ten notices of a step.
    """
    unread = "warning" if options.tolerates_unread else "error"
    lines = [
        f"::{unread} file={_property(repository_path(document.path))}::{_data(reason(document, options.language))}"
        for document in unread_documents(results)
    ]
    lines += [_line(finding, options) for finding in heaviest_first(all_findings(results))]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _line(finding: Finding, options: CheckOptions) -> str:
    properties = {"file": repository_path(finding.path)}
    if finding.place.line is not None:
        properties["line"] = str(finding.place.line)
    if finding.place.column is not None:
        properties["col"] = str(finding.place.column)
    properties["title"] = options.rule_name(finding.rule)
    property_list = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = worded(finding.message, options.language)
    if hint := worded(finding.hint, options.language):
        text = f"{text}\n{hint}"
    return f"::{_COMMANDS[finding.level]} {property_list}::{_data(text)}"


def _data(text: str) -> str:
    lines = "\n".join(map(one_line, text.splitlines()))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
