"""Findings of the default rules in the samples, and single steps of a check."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from jyplan import api
from jyplan.checker.run import check_outline
from jyplan.model import Checked, CopiedText, Match, Span, Wording
from tests.places import SAMPLES

if TYPE_CHECKING:
    from jyplan.rulesets import RuleSet


EXPECTED = {
    "well-made.txt": [],
    "kindergarten-spring.txt": [],
    "primary-maths-group-wrapped.txt": [("residue", 1, 31)],  # the number of a page
    "vocational-industry-decimal.txt": [],
    "young-pioneers-gb18030.txt": [],
    "traditional-chinese-big5.txt": [],
    "schedule-table-tabs.txt": [],
    "lost-line-breaks.txt": [("residue", 1, 2)],
    "safety-fengqiao-primary.txt": [],
    "safety-xinhe-primary.txt": [],
    "district-plan-auto-numbering.docx": [],
    "plan-page.html": [],
    "news-item.txt": [("not-a-plan", 1, 1)],
    "middle-school-english-group.txt": [],
    "county-office-points.txt": [],
    "planted-defects.txt": [
        ("missing-section", 1, 1),
        ("placeholder", 1, 3),
        ("goal-without-indicator", 1, 10),
        ("numbering-gap", 1, 21),
        ("repeated-paragraph", 1, 24),
        ("year-mismatch", 1, 30),
    ],
    "page-six-plans.txt": [
        ("missing-section", 1, 8),
        ("residue", 1, 8),
        ("residue", 1, 62),
        ("missing-section", 2, 70),
        *[("missing-section", 3, 118)] * 2,
        ("numbering-gap", 3, 154),
        ("not-a-plan", 4, 162),
        ("missing-section", 5, 190),
        ("residue", 5, 244),
        ("schedule-without-owner", 5, 252),
        ("residue", 6, 276),
    ],
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return api.load_rules()


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_has_exactly_these_findings(name: str, rules: RuleSet) -> None:
    checked = api.check(SAMPLES / name, rules)
    assert [(f.rule, f.plan, f.place.line) for f in checked.findings] == EXPECTED[name]


def test_rule_set_for_work_points_requires_tasks_only() -> None:
    assert api.check(SAMPLES / "county-office-points.txt", "annual-points").findings == ()
    rules = api.load_rules("annual-points").select(lambda rule: rule == "missing-section")
    outline = api.parse_bytes(
        "2026年工作要点\n一、指导思想\n育人为本。\n二、工作目标\n全县及格率95%。".encode(), "p.txt"
    )
    assert len(check_outline(outline, rules).findings) == 1


def test_finding_spans_the_defective_words() -> None:
    checked = api.check(SAMPLES / "planted-defects.txt")
    text = checked.outline.plans[0].text
    assert [text[f.start : f.end][:17] for f in checked.findings if f.rule != "missing-section"] == [
        "xx学校",
        "2、努力营造团结友爱的校园氛围，全",
        "（四）",
        "组织基本功比赛。十一月举行情景答辩",
        "2024年12月",
    ]


def copied_at(*edges: int) -> CopiedText:
    return CopiedText(100, struct.pack(f"<{len(edges)}I", *edges))


def test_similarity_rule_counts_what_stands_in_all_sources_together() -> None:
    from jyplan.rulesets import load_rule_set

    rules = load_rule_set(
        "c.yaml", lambda _: b"schema: 1\nid: c\ntitle: c\nrules:\n  copied: {type: similarity, max: 0.5}\n"
    )
    matches = (
        Match("a.txt", 1, 0.3, (Span(0, 9),), text=copied_at(0, 30)),
        Match("b.txt", 1, 0.3, (Span(5, 19),), text=copied_at(20, 40, 60, 70)),
        Match("c.txt", 1, 0.1, (Span(40, 50),), archived=True, text=copied_at(80, 90)),
    )
    outline = api.parse(SAMPLES / "well-made.txt")
    [finding] = check_outline(outline, rules, {1: matches}).findings
    assert dict(finding.message.params) == {
        "share": "60%", "sources": 3, "path": "a.txt#1", "largest": "30%", "limit": "50%"
    }  # fmt: skip
    assert check_outline(outline, rules, {1: matches[:2]}).findings == ()


def test_similarity_rule_reports_the_longest_passage_of_a_match() -> None:
    copied = "schema: 1\nid: c\ntitle: c\nrules:\n  copied: {type: similarity, max: 0.4, among: archive, hint: ''}\n"
    from jyplan.rulesets import load_rule_set

    rules = load_rule_set("c.yaml", lambda _: copied.encode())
    outline = api.parse(SAMPLES / "well-made.txt")
    matches = (
        Match("old.txt", 1, 0.5, (Span(30, 40), Span(50, 90)), archived=True),
        Match("other.txt", 1, 0.9, (), archived=False),
    )
    assert check_outline(outline, rules).findings == ()
    [finding] = check_outline(outline, rules, {1: matches}).findings
    assert (finding.start, finding.end) == (50, 90)
    assert finding.message == Wording(
        "{share}的文字见于其他计划（共{sources}份），最多的是“{path}”（{largest}）",
        "{share} of its text stands in other plans ({sources}), most of it in “{path}” ({largest})",
        {"share": "50%", "sources": 1, "path": "old.txt#1", "largest": "50%", "limit": "40%"},
    )


def test_rule_with_a_slow_expression_is_given_up_and_all_remaining_rules_are_applied() -> None:
    # alternatives with the same beginning: no static test recognises every such expression
    slow = (
        "schema: 1\nid: s\ntitle: s\nrules:\n"
        "  slow: {type: forbid, patterns: ['(?:a|aa|ab?){30,99}c']}\n  other: {type: forbid, texts: [目标]}\n"
    )
    from jyplan.rulesets import load_rule_set

    rules = load_rule_set("s.yaml", lambda _: slow.encode())
    outline = api.parse_bytes(f"三年级工作计划\n一、工作目标\n{'a' * 5000}\n二、主要工作\n家访。\n".encode(), "p.txt")
    checked: Checked = check_outline(outline, rules)
    assert [finding.rule for finding in checked.findings] == ["other"]
    assert [problem.message.params["rule"] for problem in checked.problems] == ["slow"]
