"""`jyplan check --format junit`: a test suite per document, a test case per plan.

Findings that make the run fail are the failure of their test case; the remaining findings are its output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from jyplan.model import Checked, Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.labels import place_words, plan_title, reason
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Finding
    from jyplan.reports.protocol import CheckOptions, CheckResult, Unread

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are not allowed in an XML document: XML 1.0, 2.2."""


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the test suites of all documents as XML, with totals; the suite of an unread document has a single error."""
    suites = [
        _suite(result, options) if isinstance(result, Checked) else _unread_suite(result, options) for result in results
    ]
    totals = " ".join(
        f'{name}="{sum(getattr(suite, name) for suite in suites)}"' for name in ("tests", "failures", "errors")
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="jyplan" {totals}>']
    for suite in suites:
        lines += suite.lines
    return _NO_XML.sub("\ufffd", "\n".join([*lines, "</testsuites>", ""])).encode()


class _Suite(NamedTuple):
    tests: int
    failures: int
    errors: int
    lines: list[str]


def _suite(checked: Checked, options: CheckOptions) -> _Suite:
    path = checked.outline.document.path
    plans = checked.outline.plans
    failing: dict[int, list[Finding]] = {}
    tolerated: dict[int, list[Finding]] = {}
    for finding in checked.findings:
        (failing if options.fails(finding) else tolerated).setdefault(finding.plan, []).append(finding)
    lines = [f'  <testsuite name={_attribute(path)} tests="{len(plans)}" failures="{len(failing)}" errors="0">']
    for plan in plans:
        name = plan_title(plan.number, plan.title, options.language)
        lines.append(f"    <testcase name={_attribute(f'#{plan.number} {name}')} classname={_class_name(path)}>")
        if of_plan := failing.get(plan.number):  # one element for all: some readers show only the first
            details = "\n".join(_line(finding, options) for finding in of_plan)
            lines.append(
                f"      <failure message={_attribute(_message(of_plan, options))} type={_attribute(_rules(of_plan))}>"
                f"{escape(details)}</failure>"
            )
        if of_plan := tolerated.get(plan.number):
            details = "\n".join(_line(finding, options) for finding in of_plan)
            lines.append(f"      <system-out>{escape(details)}</system-out>")
        lines.append("    </testcase>")
    return _Suite(len(plans), len(failing), 0, [*lines, "  </testsuite>"])


def _unread_suite(document: Unread, options: CheckOptions) -> _Suite:
    name, kind = _attribute(document.path), "skipped" if options.tolerates_unread else "error"
    errors = 0 if options.tolerates_unread else 1
    lines = [
        f'  <testsuite name={name} tests="1" failures="0" errors="{errors}">',
        f"    <testcase name={name} classname={_class_name(document.path)}>",
        f"      <{kind} message={_attribute(reason(document, options.language))}/>",
        "    </testcase>",
        "  </testsuite>",
    ]
    return _Suite(1, 0, errors, lines)


def _rules(findings: Sequence[Finding]) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in findings))


def _message(findings: Sequence[Finding], options: CheckOptions) -> str:
    """Return the sentence of the first finding, with the number of further findings."""
    first = one_line(worded(findings[0].message, options.language))
    if len(findings) == 1:
        return first
    return options.language.say(Message("{first} (and {more} more)", {"first": first, "more": len(findings) - 1}))


def _class_name(path: str) -> str:
    """Return a path without dots: Jenkins would split package and class at the last dot."""
    return _attribute(path.replace(".", "_"))


def _line(finding: Finding, options: CheckOptions) -> str:
    parts = (
        options.language.say(LEVEL_WORDS[finding.level]),
        place_words(finding.place, options.language),
        options.rule_name(finding.rule),
        one_line(worded(finding.message, options.language)),
        one_line(worded(finding.hint, options.language)),
    )
    return " · ".join(filter(None, parts))


def _attribute(text: str) -> str:
    return quoteattr(one_line(text))
