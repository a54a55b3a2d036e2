"""A rule tried on a text."""

from __future__ import annotations

from typing import NamedTuple

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.language import Language
from jyplan.reports.media.rule_words import worded
from jyplan.rulesets import RuleSet, load_rule_set

_HEAD = "schema: 1\nid: tried\ntitle: tried\nrules:\n  rule: "


def broken_rules(text: str, rules: RuleSet) -> list[str]:
    """Return the ids of the rules that the plans of a text break, a finding each."""
    outline = api.parse_bytes(text.encode(), "p.txt")
    return [finding.rule for finding in check_outline(outline, rules).findings]


class Found(NamedTuple):
    """A finding in words."""

    words: str
    message: str


def found(rule: str, text: str, name: str = "plan.txt", **files: bytes) -> list[Found]:
    """Return what a rule, written as a mapping on one line, finds in a text; `files` are those beside the rule file, by stem."""
    beside = {f"{stem}.txt": data for stem, data in files.items()}
    rules = load_rule_set("rules.yaml", lambda path: beside[path] if path in beside else f"{_HEAD}{rule}\n".encode())
    checked = check_outline(api.parse_bytes(text.encode(), name), rules)
    texts = {plan.number: plan.text for plan in checked.outline.plans}
    return [
        Found(texts[finding.plan][finding.start : finding.end], worded(finding.message, Language("en")))
        for finding in checked.findings
    ]
