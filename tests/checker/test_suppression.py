"""Findings suppressed by exemptions and by a baseline, and stale entries of a baseline."""

from __future__ import annotations

from collections import Counter

import pytest

from jyplan import api
from jyplan.checker.baseline import KnownDocument, key_of
from jyplan.checker.settings import Exemption, Settings
from jyplan.checker.suppression import Sieve, relative_to
from jyplan.model import Checked, Finding, Level, Place, Wording

TEXT = "数学教研组工作计划\n一、工作目标\n每人听课XX节。\n二、工作措施\n由XX检查。\n"
OUTLINE = api.parse_bytes(TEXT.encode(), "plans/a.txt")
[PLAN] = OUTLINE.plans


def finding(rule: str, words: str, node: str) -> Finding:
    start = PLAN.text.index(words)
    return Finding(
        rule, Level.WARNING, Wording("有问题"), None, "plans/a.txt", 1, node, Place(), start, start + len(words)
    )


REPEATED = finding("repeated", "每人听课", "1")
PLACEHOLDER = finding("placeholder", "XX检查", "2")
YEAR = finding("year", "检查", "2")
CHECKED = Checked(OUTLINE, (REPEATED, PLACEHOLDER, PLACEHOLDER, YEAR))


def known(*findings: Finding, file: str = "plans/a.txt", sha256: str = "") -> tuple[KnownDocument, ...]:
    return (KnownDocument(file, sha256, Counter(key_of(finding, PLAN) for finding in findings)),)


def test_worked_example_of_the_module_is_true() -> None:
    settings = Settings(file="jyplan.toml", exemptions=(Exemption(("plans/*",), ("repeated",)),))
    sieve = Sieve(settings, "baseline.json", known(PLACEHOLDER))
    assert sieve.sift(CHECKED).findings == (PLACEHOLDER, YEAR)
    assert sieve.held == 2
    assert sieve.stale() == []


def test_without_exemptions_and_baseline_every_finding_is_reported() -> None:
    sieve = Sieve(Settings())
    assert sieve.sift(CHECKED) == CHECKED
    assert (sieve.held, sieve.stale()) == (0, [])


def test_exemption_without_a_settings_file_covers_nothing() -> None:
    sieve = Sieve(Settings(exemptions=(Exemption(("*",), ("repeated",)),)))
    assert sieve.sift(CHECKED) == CHECKED


def test_entry_is_stale_while_fewer_findings_than_its_count_were_found() -> None:
    sieve = Sieve(Settings(), "baseline.json", known(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER, YEAR))
    sieve.sift(CHECKED)
    assert sieve.stale() == ["plans/a.txt: placeholder: 工作措施"]


def test_entry_of_a_document_that_was_not_checked_is_not_stale() -> None:
    sieve = Sieve(Settings(), "baseline.json", known(YEAR, file="plans/b.txt"))
    sieve.sift(CHECKED)
    assert sieve.stale() == []


def test_renamed_document_is_known_by_its_content() -> None:
    renamed = known(YEAR, PLACEHOLDER, file="plans/b.txt", sha256=OUTLINE.document.sha256)
    assert Sieve(Settings(), "baseline.json", renamed).sift(CHECKED).findings == (REPEATED, PLACEHOLDER)


@pytest.mark.parametrize(
    ("expected", "left"),
    [
        pytest.param(["plans/a.txt"], (REPEATED, PLACEHOLDER), id="the old name is gone"),
        pytest.param(["plans/a.txt", "plans/b.txt"], CHECKED.findings, id="the old name is checked, too"),
        pytest.param(None, CHECKED.findings, id="nobody said what is checked"),
    ],
)
def test_renamed_and_edited_document_is_known_by_its_findings(
    expected: list[str] | None, left: tuple[Finding, ...]
) -> None:
    sieve = Sieve(Settings(), "baseline.json", known(YEAR, PLACEHOLDER, file="plans/b.txt", sha256="another"))
    if expected is not None:
        sieve.expect(expected)
    assert sieve.sift(CHECKED).findings == left


def test_one_finding_alone_makes_no_document_known() -> None:
    sieve = Sieve(Settings(), "baseline.json", known(YEAR, file="plans/b.txt", sha256="another"))
    sieve.expect(["plans/a.txt"])
    assert sieve.sift(CHECKED) == CHECKED


def test_entry_of_a_renamed_document_suppresses_once_for_two_copies() -> None:
    sieve = Sieve(Settings(), "baseline.json", known(YEAR, file="plans/b.txt", sha256=OUTLINE.document.sha256))
    assert YEAR not in sieve.sift(CHECKED).findings
    assert YEAR in sieve.sift(CHECKED).findings


@pytest.mark.parametrize(
    ("file", "path", "relative"),
    [
        ("baseline.json", "plans/a.txt", "plans/a.txt"),
        ("ci/baseline.json", "plans/a.txt", "../plans/a.txt"),
        ("ci/baseline.json", "-", "-"),
    ],
)
def test_path_is_relative_to_the_folder_of_the_file(file: str, path: str, relative: str) -> None:
    assert relative_to(file, path) == relative
