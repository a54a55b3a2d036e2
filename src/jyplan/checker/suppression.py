"""Suppressed findings: exempt by the settings, or known in a baseline.

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
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.checker.baseline import Key, key_of

if TYPE_CHECKING:
    from jyplan.checker.settings import Settings
    from jyplan.model import Checked, Finding

STANDARD_INPUT = "-"


class Sieve:
    """Suppresses findings of documents in turn, and counts the suppressed findings."""

    def __init__(self, settings: Settings, baseline_file: str = "", known: Counter[Key] | None = None) -> None:
        """Suppress findings by the exemptions of the settings, and by the baseline in `baseline_file` with entries `known`."""
        self._settings = settings
        self._baseline_file = baseline_file
        self._left = None if known is None else known.copy()
        self._checked: set[str] = set()
        self.held = 0
        """Number of suppressed findings so far."""

    def sift(self, checked: Checked) -> Checked:
        """Return a checked document without its suppressed findings."""
        findings = [finding for finding in checked.findings if not self._is_exempt(checked, finding)]
        findings = self._not_in_baseline(checked, findings)
        self.held += len(checked.findings) - len(findings)
        return replace(checked, findings=tuple(findings))

    def stale(self) -> list[str]:
        """Return the baseline entries of sifted documents that match no finding any more, as file: rule: section.

        An entry of count 2 is stale while only one finding of its key was found.
        """
        left = self._left or Counter[Key]()
        keys = sorted(key for key, count in left.items() if count > 0 and key.file in self._checked)
        return [f"{key.file}: {key.rule}: {key.section}" for key in keys]

    def _is_exempt(self, checked: Checked, finding: Finding) -> bool:
        if not self._settings.exemptions or self._settings.file is None:
            return False
        path = relative_to(self._settings.file, checked.outline.document.path)
        return any(exemption.covers(path, finding.rule) for exemption in self._settings.exemptions)

    def _not_in_baseline(self, checked: Checked, findings: list[Finding]) -> list[Finding]:
        """Return the findings without an entry in the baseline; an entry with count 2 suppresses two findings."""
        if self._left is None:
            return findings
        file = relative_to(self._baseline_file, checked.outline.document.path)
        self._checked.add(file)
        plans = {plan.number: plan for plan in checked.outline.plans}
        remaining = []
        for finding in findings:
            key = key_of(finding, plans[finding.plan], file)
            if self._left[key] > 0:
                self._left[key] -= 1
            else:
                remaining.append(finding)
        return remaining


def relative_to(file: str, path: str) -> str:
    """Return a document's path relative to the folder of a file, with `/` on every system; `-` stays `-`."""
    if path == STANDARD_INPUT:
        return path
    return os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
