"""`jyplan check --format sarif`: SARIF 2.1.0 (OASIS), columns in code points.

Only text formats have lines; a finding in a Word document has its section and paragraph as logical locations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from jyplan.model import Level, Message
from jyplan.reports.findings import unread, worded
from jyplan.reports.fingerprints import column, with_fingerprints
from jyplan.reports.json_layout import laid_out
from jyplan.reports.labels import place_words, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Plan
    from jyplan.reports.protocol import CheckOptions, CheckResult, RuleCard

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return one run."""
    rules = {card.id: index for index, card in enumerate(options.rules)}
    notifications = [
        {
            "level": "error",
            "message": {"text": reason(each, options.language)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(each.path)}}}],
        }
        for each in unread(results)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "jyplan",
                "version": options.version,
                "rules": [_rule(card) for card in options.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "results": [
            _result(finding, plan, fingerprint, rules, options.language)
            for finding, plan, fingerprint in with_fingerprints(results)
        ],
    }
    return laid_out({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(card: RuleCard) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": card.id,
        "shortDescription": {"text": card.about},
        "defaultConfiguration": {"level": _LEVELS[card.level]},
    }
    if card.hint:
        rule["help"] = {"text": card.hint}
    if card.source:
        rule["fullDescription"] = {"text": card.source}
    return rule


def _result(
    finding: Finding, plan: Plan, fingerprint: str, rules: dict[str, int], language: Language
) -> dict[str, object]:
    text = worded(finding.message, language)
    if hint := worded(finding.hint, language):
        text = language.say(Message("{sentence}; {hint}", {"sentence": text, "hint": hint}))
    location: dict[str, object] = {"physicalLocation": _physical(finding, plan)}
    place = place_words(finding.place, language)
    if finding.place.line is None and place:
        location["message"] = {"text": place}
    location["logicalLocations"] = [{"fullyQualifiedName": f"#{finding.plan}/{finding.node or ''}", "kind": "section"}]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"jyplan/v1": fingerprint},
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    return result


def _physical(finding: Finding, plan: Plan) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.place.line is not None:
        words = plan.text[finding.start : finding.end].partition("\n")[0]
        begin = column(finding, plan)
        physical["region"] = {
            "startLine": finding.place.line,
            "startColumn": begin,
            "endColumn": begin + len(words),
        }
    return physical


def _uri(path: str) -> str:
    """Return a relative or absolute path as a URI reference: RFC 3986, 4.1."""
    return quote(path.replace("\\", "/").encode("utf-8", "surrogatepass"), safe="/")
