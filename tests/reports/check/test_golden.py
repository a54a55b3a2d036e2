"""The reports of findings, as files: the planted sample, an unread document, a plan without findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from jyplan import api
from jyplan.reports import CHECK_REPORTS
from tests.reports.check.checked import PLAN, options, results

if TYPE_CHECKING:
    from tests.conftest import Golden

TEXTS = [name for name in CHECK_REPORTS if name not in {"html", "xlsx", "docx", "scoresheet"}]
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
