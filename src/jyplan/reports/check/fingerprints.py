"""Fingerprints for services to recognise a finding of the previous run: no line numbers, since lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Checked
from jyplan.reports.check.wording import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Finding, Plan
    from jyplan.reports.protocol import CheckResult


def with_fingerprints(results: Sequence[CheckResult]) -> Iterator[tuple[Finding, Plan, str]]:
    """Yield each finding with its plan and its fingerprint: 32 hexadecimal digits, unique in the run.

    The fingerprint is a SHA-256 over path, rule, plan title and words; for repeated values the last four digits
    count the repetitions.
    """
    counts: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Checked):
            for finding in result.findings:
                plan = plan_of(result, finding)
                words = plan.text[finding.start : finding.end]
                identity = "\n".join((finding.path, finding.rule, plan.title or "", words))
                digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
                counts[digest] += 1
                yield finding, plan, digest if counts[digest] == 1 else f"{digest[:28]}{counts[digest]:04x}"
