"""`where` means the same to every kind that looks at words: they look for 双, which stands in each part of a plan."""

import pytest

from jyplan import api
from jyplan.checker.run import outside_by_plan, violations_of
from jyplan.checks.subject import Subject
from jyplan.model import Submission
from jyplan.rulesets import load_rule_set
from tests.checks.kinds.trying import found

_PLAN = """双教〔2025〕12号
双溪小学2025年双减工作计划
一、双减常规
1、每周双人家访一次，开展听课8节，每月安全例会一次，双周小结，把结果写在本子上。
2、每月检查一次。双减工作的检查由教导处负责。结果向家长通报。
双溪小学
2025年9月1日
抄送：双教办"""
_LINES = {
    "all": [2, 2, 3, 4, 4, 5, 6, 8],
    "title": [2, 2],
    "headings": [3],
    "text": [4, 4, 5, 6, 8],
    "header": [1],
    "signature": [6],
    "after": [8],
}
"""The lines with 双 of each part; line 1 stands above the plan."""


def lines(rule: str, text: str = _PLAN) -> list[int]:
    """Return the number of the line of each place that a rule finds, in order."""
    source = f"schema: 1\nid: tried\ntitle: tried\nrules:\n  rule: {rule}\n"
    outline = api.parse_bytes(text.encode(), "plan.txt")
    (plan,) = outline.plans
    subject = Subject(Submission(plan, outline.document, (), outside_by_plan(outline).get(plan.number, ())))
    (tried,) = load_rule_set("rules.yaml", lambda path: source.encode()).rules.values()
    violations = violations_of(tried, subject)
    return sorted((violation.place or subject.place_at(violation.start)).line or 0 for violation in violations)


@pytest.mark.parametrize(("where", "expected"), _LINES.items())
def test_a_word_is_forbidden_in_the_part(where: str, expected: list[int]) -> None:
    assert lines(f"{{type: forbid, texts: [双], where: {where}}}") == expected


@pytest.mark.parametrize(("where", "there"), _LINES.items())
def test_a_word_is_required_in_the_part(where: str, there: list[int]) -> None:
    assert lines(f"{{type: require, texts: [双], where: {where}}}") == []
    assert len(lines(f"{{type: require, texts: [抄送], where: {where}}}")) == (8 not in there)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("all", [2, 3, 4, 5, 6, 7, 8]),
        ("paragraphs", [2, 3, 4, 5, 6, 7, 8]),
        ("title", [2]),
        ("headings", [3, 5]),
        ("text", [4, 5, 6, 7, 8]),
        ("header", [1]),
        ("signature", [6]),
        ("after", [8]),
    ],
)
def test_a_form_is_asked_of_the_part(where: str, expected: list[int]) -> None:
    assert lines(f"{{type: pattern, match: 三双, where: {where}}}") == expected
    assert lines(f"{{type: pattern, match: '.', where: {where}}}") == []


@pytest.mark.parametrize(
    ("where", "count"),
    [("all", 7), ("title", 1), ("headings", 2), ("text", 5), ("header", 1), ("signature", 2), ("after", 1)],
)
def test_paragraphs_are_counted_in_the_part(where: str, count: int) -> None:
    rule = f"{{type: count, of: paragraphs, min: 99, where: {where}, message: '{{count}}', message_en: '{{count}}'}}"
    assert [message for _, message in found(rule, _PLAN)] == [str(count)]


@pytest.mark.parametrize(
    ("where", "expected"), [(where, expected) for where, expected in _LINES.items() if where != "signature"]
)
def test_slips_are_found_in_the_part(where: str, expected: list[int]) -> None:
    plan = _PLAN.replace("双", "双的的").replace("双的的溪小学\n2025年9", "双溪小学\n2025年9")
    expected = [line for line in expected if line != 6]
    assert lines(f"{{type: typos, find: [doubled], where: {where}}}", plan) == expected


@pytest.mark.parametrize(
    "kind",
    [
        "quota, subject: [听课], unit: 节, min: 15",
        "frequency, subject: [安全例会], at_least: 每周一次, required: false",
    ],
)
def test_what_sections_name_is_looked_for_in_the_part(kind: str) -> None:
    assert [lines(f"{{type: {kind}, where: {where}}}") for where in ("all", "text", "headings")] == [[4], [4], []]


def test_the_title_above_a_plan_says_its_year() -> None:
    pages = "2023年春季学校少先队工作计划\n春季学校少先队工作计划 篇1\n一、指导思想\n以活动育人。\n二、主要工作\n1、每周一升旗。\n"
    rule = "{type: pattern, where: title, match: '20[0-9]{2}'}"
    assert found(rule, pages) == []
    assert len(found(rule, pages.replace("2023年", ""))) == 1
