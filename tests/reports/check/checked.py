"""Checked documents for the tests of all reports of findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.errors import InputError
from jyplan.inputs import Unreadable
from jyplan.language import Language
from jyplan.model import Checked, Finding, Level, Message, Place, Problem, Wording
from jyplan.reports import CheckOptions, CheckResult, RuleCard

PLAN = (
    "2025—2026学年第一学期教研工作计划\n\n一、工作目标\n1、及格率达到95%，\x1b[31m优秀率达到30%。\n"
    "2、把xx学校的“教研<组>办好, 100%::满意。\n\n二、主要工作\n三、行事历\n2023年9月：开学。\n"
)
CARDS = (RuleCard("placeholder", Level.ERROR, "“{words}” was never filled in", "fill it in", "usage"),)

HOSTILE = (
    "</title><script>window.hacked = 1</script>工作计划\n"
    "一、目标 </style><style>body{display:none}</style>\n"
    '1、"onmouseover="window.hacked=2" x="听课不少于xx节 <img src=x onerror=window.hacked=3>\n'
    '2、\'><a href="javascript:window.hacked=4">点我</a> &lt;b&gt; <!-- $figures ${style} xx学校\n'
    '</blockquote></article><script src="https://example.org/x.js"></script>xx班\u202e\ufffe了 </main>\n'
)
"""Markup, scripts and signs that hide, with placeholders among them for a rule to find."""


def checked(text: str, path: str) -> Checked:
    """Return a text checked with the default rules."""
    return check_outline(api.parse_bytes(text.encode(), path), api.load_rules())


def results() -> list[CheckResult]:
    """Return a plan with findings, an unread file and a plan without findings."""
    with_findings = checked(PLAN, "交, 计划.txt")
    without_findings = replace(checked(PLAN, "好.txt"), findings=())
    missing = Unreadable("没有.txt", InputError("there is no such file or folder", where="没有.txt"))
    return [with_findings, missing, without_findings]


def with_problem() -> Checked:
    """Return a plan with the problem of a rule given up."""
    problem = Problem(
        Message(
            "the rule “{rule}” takes too long here; its expression is {expression}", {"rule": "慢", "expression": "a<b"}
        )
    )
    return replace(checked(PLAN, "慢.txt"), findings=(), problems=(problem,))


def hostile() -> list[CheckResult]:
    """Return a plan with markup and formulas in its text, its path, and the rule of a finding."""
    with_findings = checked(HOSTILE, '=HYPERLINK("http://a.example")<img src=x onerror=window.hacked=5>.txt')
    own = Finding(
        "<b>=1+1</b>", Level.INFO, Wording("=cmd|' /C calc'!A0 <svg onload=window.hacked=6>"), Wording("@SUM(1)<i>"),
        with_findings.outline.document.path, 1, None, Place(line=1), 0, 5,
    )  # fmt: skip
    return [replace(with_findings, findings=(own, *with_findings.findings))]


def options(code: str, **changes: Any) -> CheckOptions:
    """Return how a report is wanted."""
    return CheckOptions(Language(code), **{"rule_set": "work-plan", "rules": CARDS, "version": "1.0"} | changes)
