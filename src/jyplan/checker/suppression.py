"""Suppressed findings: by a remark in the document, exempt by the settings, or known in a baseline.

Four findings of one document, checked with an exemption from `repeated` and a baseline that holds a single `placeholder`
of the section 二、工作措施 with this paragraph:

| rule | section | result |
|---|---|---|
| repeated | 一、工作目标 | suppressed: exempt |
| placeholder | 二、工作措施 | suppressed: known, and the entry is used up |
| placeholder | 二、工作措施, the same paragraph | reported: the entry has count 1 |
| year | 二、工作措施 | reported |
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.checker.baseline import Key, KnownDocument, key_of
from jyplan.checker.remarks import Remark, remarks_by_finding

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.checker.settings import Settings
    from jyplan.model import Checked, Finding

STANDARD_INPUT = "-"
_LEAST_ALIKE = 2
"""Known findings in paragraphs that identify a renamed and edited document, at least …"""
_SHARE_ALIKE = 0.5
"""… and their least share of all known findings in paragraphs."""


class Sieve:
    """Suppresses findings of documents in turn, and counts the suppressed findings."""

    def __init__(
        self, settings: Settings, baseline_file: str = "", known: Sequence[KnownDocument] | None = None
    ) -> None:
        """Suppress findings by the exemptions of the settings, and by the baseline in `baseline_file` with documents `known`."""
        self._settings = settings
        self._baseline_file = baseline_file
        self._has_baseline = known is not None
        self._left = {document.file: document.counts.copy() for document in known or ()}
        self._by_content: dict[str, list[str]] = {}
        for document in known or ():
            self._by_content.setdefault(document.sha256, []).append(document.file)
        self._checked: set[str] = set()
        self._expected: set[str] | None = None
        self.held = 0
        """Number of findings suppressed by an exemption or the baseline so far."""
        self.remarks: list[tuple[str, str, Remark]] = []
        """Path, rule and remark of each finding suppressed in place so far."""

    def expect(self, paths: Iterable[str]) -> None:
        """Name all documents to sift: a known document under none of the paths was renamed, perhaps also edited."""
        self._expected = {relative_to(self._baseline_file, path) for path in paths}

    def sift(self, checked: Checked, ids: Mapping[str, str] | None = None) -> Checked:
        """Return a checked document without suppressed findings; `ids` are the ids of rules by folded title."""
        candidates = self._without_remarks(checked, ids or {})
        findings = [finding for finding in candidates if not self._is_exempt(checked, finding)]
        findings = self._not_in_baseline(checked, findings)
        self.held += len(candidates) - len(findings)
        return replace(checked, findings=tuple(findings))

    def _without_remarks(self, checked: Checked, ids: Mapping[str, str]) -> list[Finding]:
        """Return the findings without a remark in the document; the remarks are recorded for the report."""
        remarks = remarks_by_finding(checked, ids)
        path = checked.outline.document.path
        self.remarks += [(path, checked.findings[index].rule, remark) for index, remark in remarks.items()]
        return [finding for index, finding in enumerate(checked.findings) if index not in remarks]

    def stale(self) -> list[str]:
        """Return the baseline entries of sifted documents without a finding any more, as file: rule: section.

        An entry of count 2 is stale while only one finding of its key was found.
        """
        return [
            ": ".join(filter(None, (file, key.rule, key.section or key.missing)))
            for file in sorted(self._checked)
            for key, count in sorted(self._left[file].items())
            if count > 0
        ]

    def _is_exempt(self, checked: Checked, finding: Finding) -> bool:
        if not self._settings.exemptions or self._settings.file is None:
            return False
        path = relative_to(self._settings.file, checked.outline.document.path)
        return any(exemption.covers(path, finding.rule) for exemption in self._settings.exemptions)

    def _not_in_baseline(self, checked: Checked, findings: list[Finding]) -> list[Finding]:
        """Return the findings without an entry in the baseline; an entry with count 2 suppresses two findings."""
        if not self._has_baseline:
            return findings
        plans = {plan.number: plan for plan in checked.outline.plans}
        keys = [key_of(finding, plans[finding.plan]) for finding in findings]
        counts = self._entries_of(checked, keys)
        if counts is None:
            return findings
        remaining = []
        for finding, key in zip(findings, keys, strict=True):
            if counts[key] > 0:
                counts[key] -= 1
            else:
                remaining.append(finding)
        return remaining

    def _entries_of(self, checked: Checked, keys: Sequence[Key]) -> Counter[Key] | None:
        """Return the entries left for a document; None for an unknown document.

        A document is known by its path, else by its content, else by its findings if no document of the run has the known path.
        """
        document = checked.outline.document
        file = relative_to(self._baseline_file, document.path)
        if file not in self._left:
            renamed = (known for known in self._by_content.get(document.sha256, ()) if known not in self._checked)
            file = next(renamed, file)
        if file not in self._left:
            file = self._renamed_by_findings(keys) or file
        if file not in self._left:
            return None
        self._checked.add(file)
        return self._left[file]

    def _renamed_by_findings(self, keys: Sequence[Key]) -> str | None:
        """Return the known path of a renamed and edited document, by most findings in paragraphs; None for a new document."""
        keys_in_paragraphs = {key for key in keys if key.text}
        if self._expected is None or len(keys_in_paragraphs) < _LEAST_ALIKE:
            return None
        lost = sorted(file for file in self._left if file not in self._checked and file not in self._expected)
        known = {file: {key for key in self._left[file] if key.text} for file in lost}
        best = max(lost, key=lambda file: len(known[file] & keys_in_paragraphs), default=None)
        if best is None:
            return None
        shared = len(known[best] & keys_in_paragraphs)
        return best if shared >= max(_LEAST_ALIKE, _SHARE_ALIKE * len(known[best])) else None


def relative_to(file: str, path: str) -> str:
    """Return a document's path relative to the folder of a file, with `/` on every system; `-` stays `-`."""
    if path == STANDARD_INPUT:
        return path
    return os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
