"""`jyplan check --format gitlab`: GitLab's code quality report, a subset of the Code Climate format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.model import Level
from jyplan.reports.check.fingerprints import with_fingerprints
from jyplan.reports.check.wording import repository_path, unread_documents
from jyplan.reports.media.labels import reason
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import escaped_in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import CheckOptions, CheckResult

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return a JSON list of issues; a finding without a line number is placed in line 1, since the format requires a line."""
    issues = [
        {
            "description": worded(finding.message, options.language),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.level],
            "location": {"path": repository_path(finding.path), "lines": {"begin": finding.place.line or 1}},
        }
        for finding, _, fingerprint in with_fingerprints(results)
    ]
    issues += [
        {
            "description": reason(document, options.language),
            "check_name": "unreadable",
            "fingerprint": f"unreadable {document.path}",
            "severity": "minor" if options.tolerates_unread else "blocker",
            "location": {"path": repository_path(document.path), "lines": {"begin": 1}},
        }
        for document in unread_documents(results)
    ]
    return escaped_in_quotes(json.dumps(issues, ensure_ascii=False, indent=1) + "\n").encode()
