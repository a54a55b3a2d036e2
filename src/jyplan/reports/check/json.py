"""`jyplan check --format json`: the contract `jyplan/check@1`, described by `jyplan schema check`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.model import Checked
from jyplan.reports.check.scores.data import score_rows
from jyplan.reports.check.wording import all_findings, count_levels, plan_of, run_problems
from jyplan.reports.media.fact_data import place_data
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import laid_out
from jyplan.reports.media.rule_words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Finding
    from jyplan.reports.protocol import CheckOptions, CheckResult

SCHEMA = "jyplan/check@1"


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return a JSON object with all findings, a summary and all problems."""
    return laid_out(
        {
            "schema": SCHEMA,
            "findings": list(_findings(results, options)),
            "summary": _summary(results, options),
            "scores": list(score_rows(results, options.language)),
            "problems": [
                {"path": shown_name(problem.path), "message": problem.message, **place_data(problem.place)}
                for problem in run_problems(results, options.language)
            ],
        }
    )


def _findings(results: Sequence[CheckResult], options: CheckOptions) -> Iterator[dict[str, object]]:
    for result in results:
        if isinstance(result, Checked):
            for finding in result.findings:
                yield _finding(finding, plan_of(result, finding).text, options)


def _finding(finding: Finding, text: str, options: CheckOptions) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": worded(finding.message, options.language),
        "hint": worded(finding.hint, options.language) or None,
        "path": shown_name(finding.path),
        "plan": finding.plan,
        "node": finding.node,
        **place_data(finding.place),
        "start": finding.start,
        "end": finding.end,
        "words": text[finding.start : finding.end],
        **({"also": [{"start": span.start, "end": span.end} for span in finding.also]} if finding.also else {}),
    }


def _summary(results: Sequence[CheckResult], options: CheckOptions) -> dict[str, object]:
    checked = [result for result in results if isinstance(result, Checked)]
    findings = list(all_findings(results))
    by_rule = Counter(finding.rule for finding in findings)
    return {
        "rules": options.rule_set,
        "settings": options.settings or None,
        "documents": len(results),
        "plans": sum(len(result.outline.plans) for result in checked),
        "levels": {level.value: count for level, count in count_levels(findings).items()},
        "by_rule": {rule: by_rule[rule] for rule in sorted(by_rule)},
        "known": options.known,
        "stale": list(options.stale),
        "ignored": [
            {"path": entry.path, "rule": entry.rule, "reason": entry.reason, **place_data(entry.place)}
            for entry in options.ignored
        ],
    }
