"""Reports for further programs are valid by the published schemas, for documents with any content."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.errors import InputError
from jyplan.inputs import Unreadable
from jyplan.language import Language
from jyplan.reports import CHECK_REPORTS, CheckOptions, CheckResult
from jyplan.rulesets import RuleSet  # noqa: TC001
from tests.places import SAMPLES

SCHEMAS = Path(__file__).parent / "schemas"
ODD_PATHS = [
    "计划.txt",
    "a b,c:d;e=f%20g.txt",
    "::error file=x::y.txt",
    "line\nbreak\r.txt",
    "\"quoted'<&>.txt",
    "\x1b[31m\u202e\udc80.txt",
    "./三年级/../a.txt",
    "/srv/交/a.txt",
    "a.zip/三年级/计划.txt",
    "-",
    "😀#2?x.txt",
]
TEXT = (
    "2025—2026学年第一学期教研工作计划\n\n一、工作目标\n　　1、𠮷村小学及格率达到95%，把xx学校的“教研<组>办好, 100%::满意。\n"
    "二、主要工作\n三、行事历\n2023年9月：\x1b[31m开学&\x00\ufffe。\n"
)
GITLAB = {
    # https://docs.gitlab.com/ci/testing/code_quality/ names these fields and severities
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return api.load_rules()


@pytest.fixture(scope="module")
def results(rules: RuleSet) -> list[CheckResult]:
    check_results: list[CheckResult] = [
        check_outline(api.parse_bytes(TEXT.encode(), path), rules) for path in ODD_PATHS
    ]
    check_results += [Unreadable(path, InputError("there is no such file or folder", where=path)) for path in ODD_PATHS]
    docx = api.parse(str(SAMPLES / "district-plan-auto-numbering.docx"))
    return [*check_results, check_outline(docx, api.load_rules("gbt9704"))]


def rendered(name: str, results: list[CheckResult], code: str = "zh") -> bytes:
    report = CHECK_REPORTS.load(name).render(results, CheckOptions(Language(code), rule_set="work-plan", version="1.0"))
    assert isinstance(report, bytes)
    return report


@pytest.mark.parametrize("code", ["zh", "en"])
def test_sarif_is_valid_by_the_published_schema(results: list[CheckResult], code: str) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    log = json.loads(rendered("sarif", results, code))
    assert [error.message for error in validator.iter_errors(log)] == []
    [run] = log["runs"]
    assert len(run["results"]) > len(ODD_PATHS)
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == len(ODD_PATHS)


def test_sarif_uris_lead_back_to_the_files(results: list[CheckResult]) -> None:
    [run] = json.loads(rendered("sarif", results))["runs"]
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["invocations"][0]["toolExecutionNotifications"]
    ]
    # RFC 3986, 3.3: these characters alone may stand in a path; a colon only behind a scheme
    assert [uri for uri in uris if not re.fullmatch(r"(file://)?(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)] == []
    paths = [unquote(uri.removeprefix("file://"), errors="surrogateescape") for uri in uris]
    assert paths == [path.removeprefix("./") for path in ODD_PATHS]


def test_sarif_regions_are_the_words_in_the_file_counting_the_indent(rules: RuleSet) -> None:
    checked = check_outline(api.parse_bytes(TEXT.encode(), "p.txt"), rules)
    [run] = json.loads(rendered("sarif", [checked]))["runs"]
    [result] = [each for each in run["results"] if each["ruleId"] == "placeholder"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert run["columnKind"] == "unicodeCodePoints"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "xx学校"


def test_sarif_region_of_a_wrapped_sentence_ends_in_its_last_line(rules: RuleSet) -> None:
    sentence = (
        "认真落实听课评课制度，教研组长每月检查一次备课本，把每一次检查的结果如实记在教研组的日志\n里，每学期末汇总。"
    )
    text = f"2025年工作计划\n一、主要工作\n{sentence}\n写好记录。\n　　{sentence}\n"
    checked = check_outline(api.parse_bytes(text.encode(), "p.txt"), rules)
    [run] = json.loads(rendered("sarif", [checked]))["runs"]
    [result] = [each for each in run["results"] if each["ruleId"] == "repeated-paragraph"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 6, "startColumn": 3, "endLine": 7, "endColumn": 10}


def test_gitlab_report_has_the_required_fields(results: list[CheckResult]) -> None:
    issues = json.loads(rendered("gitlab", results))
    assert [error.message for error in Draft202012Validator(GITLAB).iter_errors(issues)] == []
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > len(ODD_PATHS)


def test_junit_report_is_valid_by_the_schema_of_jenkins(results: list[CheckResult]) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    tree = etree.fromstring(rendered("junit", results))
    schema.assertValid(tree)
    assert len(tree.findall("testsuite")) == 2 * len(ODD_PATHS) + 1


def test_github_annotations_stay_one_command_a_line(results: list[CheckResult]) -> None:
    lines = rendered("github", results).decode("utf-8").split("\n")
    assert lines.pop() == ""
    command = r"::(?:error|warning|notice) file=[^,:\r\n]+(?:,(?:line|col)=\d+)*(?:,title=[\w-]+)?::[^\r\n\x1b]+"
    assert [line for line in lines if not re.fullmatch(command, line)] == []


def test_github_decodes_what_was_escaped(results: list[CheckResult]) -> None:
    """As the runner does: actions/runner, ActionCommand, `%25` last."""
    lines = rendered("github", results).decode("utf-8").splitlines()
    [named] = {line.partition("file=")[2].partition(",")[0].partition("::")[0] for line in lines if "%2520" in line}
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        named = named.replace(code, character)
    assert named == "a b,c:d;e=f%20g.txt"
