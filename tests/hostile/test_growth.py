"""No stage grows with the square of its input: calls of n lines against 2n, counted, and processor time of n against 4n."""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from jyplan import api, parse_bytes
from jyplan.api import load_rules
from jyplan.checker.run import check_outline
from jyplan.compare.diff.comparison import ComparisonOptions, compare_plans
from jyplan.language import Language
from jyplan.model import Archived, Listing
from jyplan.reading.limits import UNLIMITED
from jyplan.reading.submissions import Submissions
from jyplan.reports import (
    ARCHIVE_REPORTS,
    CHECK_REPORTS,
    DIFF_REPORTS,
    DUPES_REPORTS,
    PARSE_REPORTS,
    ArchiveOptions,
    CheckOptions,
    DiffOptions,
    DupesOptions,
    OutlineOptions,
)
from tests.hostile.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jyplan.model import Copies, Outline, Plan

pytestmark = pytest.mark.gate

LINES = 250
PLANS = 60
LIMIT = 2.3
"""Linear growth gives 2, growth with the square 4; the rest is for what grows by the logarithm."""
SLACK = 3_000
"""Calls that do not count: first calls of a process fill caches."""
FEW = 170
"""Calls for a line that are few anyhow: how many anchors two texts share varies, and growth with the square gives 500."""
RULES = ("annual-points", "base", "gbt9704", "teaching-research", "work-plan")
COPYING = {"docx"}
"""Formats that read the checked file again; their stages are those of `new_file`, measured by the report of `diff`."""
SCORED = "scores"
"""The format that needs points."""


def count_calls(run: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a run calls."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls


def assert_linear(small: Callable[[], object], large: Callable[[], object], stage: str) -> None:
    for run in (small, large):  # fills caches, of the facts of short lines among them
        run()
    before, after = count_calls(small), count_calls(large)
    assert after < max(LIMIT * before + SLACK, FEW * 2 * LINES), f"{stage}: {before} calls for n, {after} for 2n"


def read(name: str, lines: int) -> Outline:
    file, make = SHAPES[name]
    return parse_bytes(make(lines), file, limits=UNLIMITED)


def test_growth_is_seen() -> None:
    """A stage that compares every line with every line; calls in another process are not counted."""
    lines = "第三周\n" * LINES

    def compare_all(text: str) -> None:
        [len(left) for left in text.splitlines() for _ in text.splitlines()]

    with pytest.raises(AssertionError, match="calls for n"):
        assert_linear(lambda: compare_all(lines), lambda: compare_all(2 * lines), "every line with every line")


def longest_plan(outline: Outline) -> Plan:
    return max(outline.plans, key=lambda plan: len(plan.text))


@pytest.mark.parametrize("name", SHAPES)
def test_reading_and_outline_grow_with_the_text(name: str) -> None:
    file, make = SHAPES[name]
    small, large = make(LINES), make(2 * LINES)
    assert_linear(
        lambda: parse_bytes(small, file, limits=UNLIMITED), lambda: parse_bytes(large, file, limits=UNLIMITED), name
    )


TEXTS = [name for name, (file, _) in SHAPES.items() if file == "a.txt"]
OUTLINES = [*TEXTS, "markdown list", "html rows", "html items", "word paragraphs", "word numbers", "word rows"]


@pytest.mark.parametrize("name", OUTLINES)
def test_checks_grow_with_the_text(name: str) -> None:
    small, large = read(name, LINES), read(name, 2 * LINES)
    for rules in map(load_rules, RULES):
        assert_linear(
            lambda rules=rules: check_outline(small, rules),  # type: ignore[misc]
            lambda rules=rules: check_outline(large, rules),  # type: ignore[misc]
            f"{name}, {rules.id}",
        )


def test_words_and_what_excepts_them_do_not_multiply(tmp_path: Path) -> None:
    """Each of n forbidden words was held against each of n allowed places."""
    rule = "type: forbid, texts: [某某], excepted: [第某某]"
    (tmp_path / "own.yaml").write_text(f"schema: 1\nid: own\ntitle: 自定\nrules:\n  words: {{{rule}}}\n", "utf-8")
    rules = load_rules(tmp_path / "own.yaml")
    small, large = (
        parse_bytes(f"2025学年工作计划\n一、目标\n{'第某某，某某。' * n}".encode(), "a.txt", limits=UNLIMITED)
        for n in (LINES, 2 * LINES)
    )
    [finding] = check_outline(small, rules).findings
    assert finding.message.params["times"] == LINES
    assert_linear(lambda: check_outline(small, rules), lambda: check_outline(large, rules), "forbid")


@pytest.mark.parametrize("name", OUTLINES)
def test_comparison_grows_with_the_text(name: str) -> None:
    plans = {lines: longest_plan(read(name, lines)) for lines in (LINES, LINES - 25, 2 * LINES, 2 * LINES - 50)}

    def compare(lines: int) -> object:
        return compare_plans(plans[lines], plans[lines - lines // 10], ComparisonOptions())

    assert_linear(lambda: compare(LINES), lambda: compare(2 * LINES), name)


@pytest.mark.parametrize("name", ["empty siblings", "items", "dates", "one line", "plans"])
def test_reports_grow_with_the_text(name: str) -> None:
    outlines = [read(name, LINES), read(name, 2 * LINES)]
    rules = load_rules("work-plan")
    checked = [check_outline(outline, rules) for outline in outlines]
    scored = [check_outline(outline, load_rules("score-school-plan")) for outline in outlines]
    comparisons = [
        compare_plans(longest_plan(outline), longest_plan(read(name, lines)), ComparisonOptions())
        for outline, lines in zip(outlines, (LINES - 25, 2 * LINES - 50), strict=True)
    ]
    english = Language("en")
    for kind in PARSE_REPORTS:
        outline_report = PARSE_REPORTS.load(kind)
        runs = [partial(outline_report.render, [outline], OutlineOptions(english)) for outline in outlines]
        assert_linear(runs[0], runs[1], f"parse -f {kind}, {name}")
    for kind in set(CHECK_REPORTS) - COPYING:
        check_report = CHECK_REPORTS.load(kind)
        if kind == SCORED and not all(result.scores for result in scored):  # no work plan, no points
            continue
        results = scored if kind == SCORED else checked
        runs = [partial(check_report.render, [result], CheckOptions(english)) for result in results]
        assert_linear(runs[0], runs[1], f"check -f {kind}, {name}")
    for kind in DIFF_REPORTS:
        diff_report = DIFF_REPORTS.load(kind)
        runs = [partial(diff_report.render, comparison, DiffOptions(english)) for comparison in comparisons]
        assert_linear(runs[0], runs[1], f"diff -f {kind}, {name}")


def plan_texts(plans: int) -> list[str]:
    """Return plans of which every second one has a paragraph of the one before, and all have their own words."""
    own = [
        "".join(chr(0x4E00 + (number * 9_973 + place * 131) % 20_000) for place in range(60)) for number in range(plans)
    ]
    return [
        f"{number}年级工作计划\n一、工作目标\n{own[number]}\n{own[number - number % 2]}\n" for number in range(plans)
    ]


def test_finding_copies_and_its_reports_grow_with_the_number_of_plans() -> None:
    def find(plans: int) -> tuple[Copies, list[str]]:
        texts = plan_texts(plans)
        listings = [
            Listing(f"{number}.txt", f"{number}.txt", 1, text[:7], len(text)) for number, text in enumerate(texts)
        ]
        return api.find_copies(Submissions(listings, texts, [], []), workers=1, limits=UNLIMITED), texts

    assert_linear(lambda: find(PLANS), lambda: find(2 * PLANS), "dupes")
    results = [find(PLANS), find(2 * PLANS)]
    small, large = (len(copies.pairs) for copies, _ in results)
    assert large == 2 * small > 0.9 * PLANS
    for kind in DUPES_REPORTS:
        report = DUPES_REPORTS.load(kind)
        runs = [
            partial(report.render, copies, DupesOptions(Language("en"), text_of=texts.__getitem__))
            for copies, texts in results
        ]
        assert_linear(runs[0], runs[1], f"dupes -f {kind}")


@pytest.mark.parametrize("kind", ARCHIVE_REPORTS)
def test_list_of_an_archive_grows_with_the_number_of_plans(kind: str) -> None:
    report = ARCHIVE_REPORTS.load(kind)
    plans = [
        Archived(number, Listing(f"{number}.txt", "a", 1, "计划", 2), None, "2026-09-01T08:00:00Z", 5, has_text=True)
        for number in range(2 * LINES)
    ]
    runs = [partial(report.render, plans[:count], ArchiveOptions(Language("en"))) for count in (LINES, 2 * LINES)]
    assert_linear(runs[0], runs[1], f"archive list -f {kind}")


def cpu(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("sentence", ["加强学习，提高质量，落实任务。\n", "学"])
def test_comparison_of_repetitive_text_takes_time_by_its_length(sentence: str) -> None:
    """Text of 0.6 million characters took 5 s, of 1.2 million 22 s: the work was in one call that no count shows."""

    def compare(characters: int) -> float:
        text = f"2025学年第一学期工作计划\n一、工作目标\n{sentence * (characters // len(sentence))}"
        left, right = (
            longest_plan(parse_bytes(version.encode(), "a.txt")) for version in (text, text[:-20] + "结尾不同。")
        )
        return cpu(lambda: compare_plans(left, right, ComparisonOptions()))

    # linear growth gives 4, growth with the square 16
    assert compare(160_000) < 9 * compare(40_000) + 0.2
