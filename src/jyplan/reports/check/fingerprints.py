"""Fingerprints for services to recognise a finding of the previous run: no line numbers, since lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Finding, Plan
    from jyplan.reports.protocol import CheckResult

_MOST_CHARS = 1 << 40
"""Larger than any offset in a plan: number of the plan and offset of the line are packed in an integer."""


def with_fingerprints(results: Sequence[CheckResult]) -> Iterator[tuple[Finding, Plan, str]]:
    """Yield each finding with its plan and its fingerprint: 32 hexadecimal digits, unique in the run.

    The fingerprint is a SHA-256 over path, rule, plan title and words; for repeated values the last four digits
    count the repetitions.
    """
    counts: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Checked):
            plans = {plan.number: plan for plan in result.outline.plans}
            for finding in result.findings:
                plan = plans[finding.plan]
                words = plan.text[finding.start : finding.end]
                identity = "\n".join((finding.path, finding.rule, plan.title or "", words))
                digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
                counts[digest] += 1
                yield finding, plan, digest if counts[digest] == 1 else f"{digest[:28]}{counts[digest]:04x}"


def line_hash(path: str, plan: Plan, finding: Finding, counts: dict[tuple[str, str], dict[int, int]]) -> str:
    """Return a hash of the line of a finding, with the number of the line among equal lines of its file: `1f0c…:1`.

    GitHub recognises a finding by the hash when lines move (`primaryLocationLineHash`). `counts` are the counts of equal lines so far in the run.
    """
    begin = plan.text.rfind("\n", 0, finding.start) + 1
    end = plan.text.find("\n", begin)
    line = "".join(plan.text[begin : end if end >= 0 else None].split())
    digest = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    lines = counts.setdefault((path, digest), {})
    number = lines.setdefault(plan.number * _MOST_CHARS + begin, len(lines) + 1)
    return f"{digest}:{number}"
