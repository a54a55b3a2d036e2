"""The reports of findings, as files: the planted sample, an unread document, a plan without findings."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from jyplan import api
from jyplan.model import Checked, Level
from jyplan.reports import CHECK_REPORTS, RuleCard
from tests.reports.check.checked import CARDS, PLAN, checked, options, results

if TYPE_CHECKING:
    from tests.conftest import Golden

TEXTS = [name for name in CHECK_REPORTS if name not in {"html", "xlsx", "docx", "scores"}]
"""A page, a workbook and Word files are tested in folders of their own."""


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_report_equals_the_golden_file(name: str, code: str, golden: Golden) -> None:
    golden(f"{name}-{code}.txt", CHECK_REPORTS.load(name).render(results(), options(code)))


def test_text_marks_with_colours_on_a_terminal(golden: Golden) -> None:
    colours = options("zh", width=60, colour=True, known=3, stale=("a.txt: placeholder: 目标",))
    golden("text-colour.txt", CHECK_REPORTS.load("text").render(results(), colours))


def test_no_report_passes_control_characters_to_the_terminal() -> None:
    for name in TEXTS:
        rendered = CHECK_REPORTS.load(name).render(results(), options("zh"))
        assert "\x1b" not in (rendered if isinstance(rendered, str) else rendered.decode())


def test_sarif_names_columns_in_code_points() -> None:
    [run] = json.loads(CHECK_REPORTS.load("sarif").render(results(), options("zh")))["runs"]
    [result] = [each for each in run["results"] if each["ruleId"] == "placeholder"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "%E4%BA%A4%2C%20%E8%AE%A1%E5%88%92.txt"},
        "region": {"startLine": 5, "startColumn": 4, "endColumn": 8},
    }


def test_fingerprints_differ_within_a_run_and_stay_when_lines_move() -> None:
    from jyplan.checker.run import check_outline

    def prints(text: str) -> list[str]:
        checked = check_outline(api.parse_bytes(text.encode(), "p.txt"), api.load_rules("base"))
        data = CHECK_REPORTS.load("gitlab").render([checked], options("zh"))
        return [issue["fingerprint"] for issue in json.loads(data)]

    doubled = PLAN.replace("xx学校", "xx学校、xx学校")
    assert len(set(prints(doubled))) == len(prints(doubled)) > 1
    assert prints(PLAN.replace("\n\n", "\n\n\n\n")) == prints(PLAN)


def test_junit_failures_are_the_findings_that_fail_the_run() -> None:
    data = CHECK_REPORTS.load("junit").render(results(), options("zh", fails=lambda finding: False))
    assert [suite.get("failures") for suite in ET.fromstring(data).iter("testsuite")] == ["0", "0", "0"]


def many(count: int) -> Checked:
    """Return a document with `count` infos and one error, the last."""
    document = checked(PLAN, "a.txt")
    found = document.findings[0]
    infos = [replace(found, level=Level.INFO, start=index % 40) for index in range(count)]
    return replace(document, findings=(*infos, replace(found, level=Level.ERROR)))


def test_sarif_lists_the_heaviest_findings_that_github_takes_and_says_what_is_left_out() -> None:
    [run] = json.loads(CHECK_REPORTS.load("sarif").render([many(25_001)], options("en")))["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][-1]["level"] == "error"
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "only the 25000 heaviest findings are listed; left out: 2"
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_rules_show_no_fields_of_templates() -> None:
    rule = RuleCard("missing-section", Level.WARNING, "缺少“{section}”部分", "补写“{section}”", "")
    [run] = json.loads(CHECK_REPORTS.load("sarif").render(results(), options("zh", rules=(rule,))))["runs"]
    [shown] = run["tool"]["driver"]["rules"]
    assert (shown["shortDescription"], shown["help"]) == ({"text": "缺少“…”部分"}, {"text": "补写“…”"})


def test_sarif_knows_equal_lines_of_a_file_apart() -> None:
    document = checked("2025年工作计划\n一、安排\nxx学校检查。\n二、目标\nxx学校检查。\n", "a.txt")
    [run] = json.loads(CHECK_REPORTS.load("sarif").render([document], options("zh")))["runs"]
    hashes = [
        result["partialFingerprints"]["primaryLocationLineHash"]
        for result in run["results"]
        if result["ruleId"] == "placeholder"
    ]
    assert [line_hash.partition(":")[2] for line_hash in hashes] == ["1", "2"]
    assert len({line_hash.partition(":")[0] for line_hash in hashes}) == 1


def test_github_shows_the_heaviest_findings_first() -> None:
    lines = CHECK_REPORTS.load("github").render([many(30)], options("zh"))
    assert isinstance(lines, bytes)
    assert lines.startswith(b"::error ")


@pytest.mark.parametrize("format_", ["github", "junit"])
def test_logs_show_the_name_of_a_rule_to_people(format_: str) -> None:
    named = tuple(replace(card, title=f"规则 {card.id}") for card in CARDS)
    report = CHECK_REPORTS.load(format_).render(results(), options("zh", rules=named))
    assert isinstance(report, bytes)
    assert "规则 placeholder" in report.decode()


def test_junit_counts_totals_and_keeps_dots_out_of_class_names() -> None:
    report = CHECK_REPORTS.load("junit").render(results(), options("en"))
    root = ET.fromstring(report)
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("3", "1", "1")
    assert {case.attrib["classname"] for case in root.iter("testcase")} == {"交, 计划_txt", "没有_txt", "好_txt"}


def test_junit_failure_says_its_first_finding() -> None:
    root = ET.fromstring(CHECK_REPORTS.load("junit").render([many(2)], options("en")))
    [failure] = root.iter("failure")
    assert failure.attrib["message"].endswith("(and 2 more)")
