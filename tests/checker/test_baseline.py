"""Baselines: what a key depends on, and which files are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.checker.baseline import SCHEMA, Key, key_of, read, write
from jyplan.checker.run import check_outline
from jyplan.errors import InputError

if TYPE_CHECKING:
    from jyplan.model import Checked

PLAN = "数学教研组工作计划\n一、工作目标\n每人听课XX节。\n二、工作措施\n教务处每周三检查。\n"


def check(text: str) -> Checked:
    return check_outline(api.parse_bytes(text.encode(), "plan.txt"), api.load_rules())


def key_of_placeholder(text: str) -> Key:
    checked = check(text)
    [finding] = [finding for finding in checked.findings if finding.rule == "placeholder"]
    return key_of(finding, checked.outline.plans[0])


def test_key_names_the_rule_and_the_headings_above() -> None:
    key = key_of_placeholder(PLAN)
    assert (key.rule, key.section, key.missing) == ("placeholder", "工作目标", "")
    assert len(key.text) == 16


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param("二、工作措施\n", "二、工作措施\n每月交流一次。\n", True, id="text elsewhere"),
        pytest.param("每人听课XX节。", "每人 听课XX节。", True, id="a space in the paragraph"),
        pytest.param("一、工作目标", "（一）工作目标", True, id="another marker"),
        pytest.param("数学教研组工作计划", "2025年数学教研组工作计划", True, id="a corrected title"),
        pytest.param("每人听课XX节。", "每人每月听课XX节。", False, id="a word in the paragraph"),
        pytest.param("一、工作目标", "一、总体目标", False, id="another heading"),
    ],
)
def test_key_changes_with_its_paragraph_and_headings_only(before: str, after: str, same: bool) -> None:
    edited = PLAN.replace(before, after)
    assert edited != PLAN
    assert (key_of_placeholder(edited) == key_of_placeholder(PLAN)) is same


def test_keys_of_missing_sections_differ_by_section_and_not_by_title() -> None:
    before, after = (
        check(PLAN),
        check(
            PLAN.replace("数学教研组工作计划", "2025年秋季数学教研组工作计划").replace("一、工作目标", "一、写在前面")
        ),
    )
    keys = {
        key_of(finding, before.outline.plans[0]) for finding in before.findings if finding.rule == "missing-section"
    }
    later = {key_of(finding, after.outline.plans[0]) for finding in after.findings if finding.rule == "missing-section"}
    assert later - keys == {Key("missing-section", "", "goals", "")}
    assert keys <= later


def test_baseline_read_back_counts_equal_findings() -> None:
    checked = check(PLAN)
    [finding] = [finding for finding in checked.findings if finding.rule == "placeholder"]
    twice = replace(checked, findings=(finding, finding))
    [known] = read(write([twice], lambda path: path), "baseline.json")
    assert (known.file, known.sha256) == ("plan.txt", checked.outline.document.sha256)
    assert known.counts == {key_of_placeholder(PLAN): 2}


def test_entries_are_sorted_whatever_the_order_of_the_documents() -> None:
    checked = check(PLAN)
    names = iter(["b.txt", "a.txt"])
    documents = json.loads(write([checked, checked], lambda _: next(names)))["documents"]
    assert [document["file"] for document in documents] == ["a.txt", "b.txt"]
    assert documents[0]["findings"] == sorted(
        documents[0]["findings"], key=lambda entry: (entry["rule"], entry["section"])
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nothing", "is not a jyplan baseline"),
        ("[]", "is not a jyplan baseline"),
        ('{"schema": "jyplan/check@1"}', "is not a jyplan baseline"),
        (f'{{"schema": "{SCHEMA}", "documents": [{{"file": 1}}]}}', "is not a jyplan baseline"),
        (
            '{"schema": "jyplan/baseline@99", "documents": []}',
            r"is a baseline of another version \(jyplan/baseline@99\)",
        ),
    ],
)
def test_file_that_is_no_baseline_of_this_version_is_refused(content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(content.encode(), "baseline.json")
