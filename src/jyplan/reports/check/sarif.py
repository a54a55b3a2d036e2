"""`jyplan check --format sarif`: SARIF 2.1.0 (OASIS), columns in code points.

Only text formats have lines; a finding in a Word document has its section and paragraph as logical locations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from jyplan.model import Level, Message
from jyplan.reports.check.fingerprints import line_hash, with_fingerprints
from jyplan.reports.check.wording import all_findings, heaviest_first, repository_path, unread_documents
from jyplan.reports.media.file_names import name_bytes
from jyplan.reports.media.json_layout import laid_out
from jyplan.reports.media.labels import place_words, reason
from jyplan.reports.media.rule_words import without_fields, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.language import Language
    from jyplan.model import Finding, Plan
    from jyplan.reports.protocol import CheckOptions, CheckResult, RuleCard

_DRIVE = re.compile("([A-Za-z])%3A(?=/)")
_MOST_RESULTS = 25_000
"""Most results of a run on GitHub; GitHub drops further results, or the whole file."""
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return a SARIF log with a single run; unread documents are notifications of the tool."""
    rules = {card.id: index for index, card in enumerate(options.rules)}
    kept_ids, left_out = _kept(results)
    lines: dict[tuple[str, str], dict[int, int]] = {}
    notifications: list[dict[str, object]] = [
        {
            "level": "warning" if options.tolerates_unread else "error",
            "message": {"text": reason(document, options.language)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(document.path)}}}],
        }
        for document in unread_documents(results)
    ]
    succeeded = options.tolerates_unread or not notifications
    if left_out:
        params = {"most": _MOST_RESULTS, "count": left_out}
        words = options.language.say(Message("only the {most} heaviest findings are listed; left out: {count}", params))
        notifications.append({"level": "note", "message": {"text": words}})
    run = {
        "tool": {
            "driver": {
                "name": "jyplan",
                "version": options.version,
                "rules": [_rule(card) for card in options.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": succeeded, "toolExecutionNotifications": notifications}],
        "results": [
            _result(
                finding, plan, (fingerprint, line_hash(finding.path, plan, finding, lines)), rules, options.language
            )
            for finding, plan, fingerprint in with_fingerprints(results)
            if kept_ids is None or id(finding) in kept_ids
        ],
    }
    return laid_out({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _kept(results: Sequence[CheckResult]) -> tuple[set[int] | None, int]:
    """Return the identities of the heaviest findings that fit in a run, None for all, and the number of dropped findings."""
    findings = list(all_findings(results))
    if len(findings) <= _MOST_RESULTS:
        return None, 0
    return {id(finding) for finding in heaviest_first(findings)[:_MOST_RESULTS]}, len(findings) - _MOST_RESULTS


def _rule(card: RuleCard) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": card.id,
        "shortDescription": {"text": without_fields(card.about)},
        "defaultConfiguration": {"level": _LEVELS[card.level]},
    }
    if card.hint:
        rule["help"] = {"text": without_fields(card.hint)}
    if card.source:
        rule["fullDescription"] = {"text": card.source}
    return rule


def _result(
    finding: Finding, plan: Plan, fingerprints: tuple[str, str], rules: dict[str, int], language: Language
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
        "partialFingerprints": {"jyplan/v1": fingerprints[0], "primaryLocationLineHash": fingerprints[1]},
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    return result


def _physical(finding: Finding, plan: Plan) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.place.line is not None:
        physical["region"] = {"startLine": finding.place.line, **_columns(finding, plan)}
    return physical


def _columns(finding: Finding, plan: Plan) -> dict[str, object]:
    """Return the first and the end column of a finding's words, and the end line: SARIF 2.1.0, 3.30.5 to 3.30.8.

    Empty where columns are unknown. Words in several paragraphs are reduced to the first paragraph.
    """
    if finding.place.column is None:
        return {}
    words = plan.text[finding.start : finding.end].partition("\n")[0]
    last = plan.place_at(finding.start + max(len(words) - 1, 0))
    end = (last.column or 1) + (1 if words else 0)
    end_line = {} if last.line == finding.place.line else {"endLine": last.line}
    return {"startColumn": finding.place.column, **end_line, "endColumn": end}


def _uri(path: str) -> str:
    r"""Return a relative path as a URI reference and an absolute path as a URI: RFC 3986, 4.1; RFC 8089, 2 and E.2.

    >>> _uri("交 1/a:b.txt"), _uri(r"C:\计划.txt"), _uri("/srv/a.txt"), _uri(r"\\host\a.txt")
    ('%E4%BA%A4%201/a%3Ab.txt', 'file:///C:/%E8%AE%A1%E5%88%92.txt', 'file:///srv/a.txt', 'file://host/a.txt')
    """
    quoted = quote(name_bytes(repository_path(path)), safe="/")
    if drive := _DRIVE.match(quoted):
        return f"file:///{drive[1]}:{quoted[drive.end() :]}"
    if path.startswith("\\\\"):
        return f"file:{quoted}"
    return f"file:///{quoted.lstrip('/')}" if quoted.startswith("/") else quoted
