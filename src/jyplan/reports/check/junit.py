"""`jyplan check --format junit`: a test suite per document, a test case per plan.

Findings that make the run fail are the failure of their test case; the remaining findings are its output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from jyplan.model import Checked
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.labels import place_words, plan_title, reason
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Finding
    from jyplan.reports.protocol import CheckOptions, CheckResult, Unread

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are not allowed in an XML document: XML 1.0, 2.2."""


def render(results: Sequence[CheckResult], options: CheckOptions) -> bytes:
    """Return the test suites of all documents as XML; the suite of an unread document has a single error."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="jyplan">']
    for result in results:
        lines += _suite(result, options) if isinstance(result, Checked) else _unread_suite(result, options)
    return _NO_XML.sub("\ufffd", "\n".join([*lines, "</testsuites>", ""])).encode()


def _suite(checked: Checked, options: CheckOptions) -> Iterator[str]:
    path = checked.outline.document.path
    failing = [finding for finding in checked.findings if options.fails(finding)]
    plans = checked.outline.plans
    failures = len({finding.plan for finding in failing})
    yield f'  <testsuite name={_attribute(path)} tests="{len(plans)}" failures="{failures}" errors="0">'
    for plan in plans:
        name = plan_title(plan.number, plan.title, options.language)
        yield f"    <testcase name={_attribute(f'#{plan.number} {name}')} classname={_attribute(path)}>"
        of_plan = [finding for finding in checked.findings if finding.plan == plan.number]
        failures_of_plan = [finding for finding in of_plan if finding in failing]
        if failures_of_plan:  # one element for all: some readers show only the first
            details = "\n".join(_line(finding, options) for finding in failures_of_plan)
            rules = ", ".join(dict.fromkeys(finding.rule for finding in failures_of_plan))
            yield f"      <failure message={_attribute(rules)}>{escape(details)}</failure>"
        if tolerated := [finding for finding in of_plan if finding not in failures_of_plan]:
            details = "\n".join(_line(finding, options) for finding in tolerated)
            yield f"      <system-out>{escape(details)}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _unread_suite(document: Unread, options: CheckOptions) -> Iterator[str]:
    name = _attribute(document.path)
    yield f'  <testsuite name={name} tests="1" failures="0" errors="1">'
    yield f"    <testcase name={name} classname={name}>"
    yield f"      <error message={_attribute(reason(document, options.language))}/>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _line(finding: Finding, options: CheckOptions) -> str:
    parts = (
        options.language.say(LEVEL_WORDS[finding.level]),
        place_words(finding.place, options.language),
        finding.rule,
        one_line(worded(finding.message, options.language)),
        one_line(worded(finding.hint, options.language)),
    )
    return " · ".join(filter(None, parts))


def _attribute(text: str) -> str:
    return quoteattr(one_line(text))
