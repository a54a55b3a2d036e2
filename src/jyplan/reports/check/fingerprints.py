"""What tells services that a finding is the one of the last run: no line in it, as lines move."""

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
    """Yield each finding with its plan and a fingerprint that no other finding of the run has."""
    seen: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Checked):
            for finding in result.findings:
                plan = plan_of(result, finding)
                words = plan.text[finding.start : finding.end]
                said = "\n".join((finding.path, finding.rule, plan.title or "", words))
                digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
                seen[digest] += 1
                yield finding, plan, digest if seen[digest] == 1 else f"{digest[:28]}{seen[digest]:04x}"
