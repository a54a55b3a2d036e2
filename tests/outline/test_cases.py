"""Every case of tests/cases/outline gives the expected outline."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff

import pytest

from jyplan.model import Role
from tests.outline.cases import FOLDER, Case, bare, load_cases

CASES = load_cases()
KNOWN_GAPS: dict[str, str] = {}
"""Cases that the parser does not master yet, each with what it does instead."""


def _params() -> list[object]:
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=KNOWN_GAPS[case.name], strict=True)] if case.name in KNOWN_GAPS else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", _params())
def test_a_case_gives_its_outline(case: Case) -> None:
    shown = case.shown
    if shown != case.expected:
        file = FOLDER / f"{case.name.partition('/')[0]}.txt"
        diff = "\n".join(
            unified_diff(case.expected.split("\n"), shown.split("\n"), "expected", "found", lineterm="", n=20)
        )
        pytest.fail(f"{file}:{case.line}\n{diff}", pytrace=False)


def test_no_two_cases_have_one_name() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []


def test_known_gaps_are_cases() -> None:
    assert KNOWN_GAPS.keys() <= {case.name for case in CASES}


def test_every_role_is_in_some_case() -> None:
    named = {word for case in CASES for line in case.expected.split("\n") for word in line.split(" ")[-1].split("|")}
    assert set(Role) <= named


@pytest.mark.parametrize(
    ("marker", "ordinal"),
    [
        ("（一）", "一"),
        ("第二章", "二"),
        ("③", "3"),
        ("⑷", "4"),
        ("⒌", "5"),
        ("１．", "1"),
        ("2.1 ", "2.1"),
        ("a)", "a"),
        ("其次，", "其次"),
        (None, "-"),
    ],
)
def test_a_marker_is_compared_by_its_ordinal(marker: str | None, ordinal: str) -> None:
    assert bare(marker) == ordinal
