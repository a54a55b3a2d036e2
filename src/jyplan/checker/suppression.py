"""Findings held back: by an exception in the settings, or because a baseline knows them."""

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
    """Holds findings back, document by document, and counts them."""

    def __init__(self, settings: Settings, baseline_file: str = "", known: Counter[Key] | None = None) -> None:
        """Hold back by the exceptions in the settings and by the baseline in a file, whose entries are `known`."""
        self._settings = settings
        self._baseline_file = baseline_file
        self._left = None if known is None else known.copy()
        self._checked: set[str] = set()
        self.held = 0
        """How many findings were held back."""

    def sift(self, checked: Checked) -> Checked:
        """Return the document's findings without those held back."""
        findings = tuple(finding for finding in checked.findings if not self._is_excepted(checked, finding))
        findings = tuple(self._unknown(checked, findings))
        self.held += len(checked.findings) - len(findings)
        return replace(checked, findings=findings)

    def stale(self) -> list[str]:
        """Return the entries of the baseline, in words, for which nothing was found in the documents sifted."""
        left = self._left or Counter[Key]()
        keys = sorted(key for key, count in left.items() if count > 0 and key.file in self._checked)
        return [f"{key.file}: {key.rule}: {key.section}" for key in keys]

    def _is_excepted(self, checked: Checked, finding: Finding) -> bool:
        if not self._settings.exceptions or self._settings.file is None:
            return False
        path = relative_to(self._settings.file, checked.outline.document.path)
        return any(exemption.covers(path, finding.rule) for exemption in self._settings.exceptions)

    def _unknown(self, checked: Checked, findings: tuple[Finding, ...]) -> list[Finding]:
        """Return the findings that no entry of the baseline stands for; an entry stands for one finding."""
        if self._left is None:
            return list(findings)
        file = relative_to(self._baseline_file, checked.outline.document.path)
        self._checked.add(file)
        plans = {plan.number: plan for plan in checked.outline.plans}
        unknown = []
        for finding in findings:
            key = key_of(finding, plans[finding.plan], file)
            if self._left[key] > 0:
                self._left[key] -= 1
            else:
                unknown.append(finding)
        return unknown


def relative_to(file: str, path: str) -> str:
    """Return a document's path as seen from the folder of a file, with `/` on every system."""
    if path == STANDARD_INPUT:
        return path
    return os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
