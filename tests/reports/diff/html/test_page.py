"""Bytes of the page: complete text, valid links, no external parts."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jyplan.reports.media.visible import visible
from tests.places import ROOT
from tests.reports.diff.html.pairs import HOSTILE, HOSTILE_NEXT, LAST_YEAR, THIS_YEAR, column, compare, page, sample
from tests.reports.html_tree import Tree, digest, everything
from tests.reports.languages import CHINESE, ENGLISH

if TYPE_CHECKING:
    from jyplan.language import Language
    from jyplan.model import Comparison
    from tests.conftest import Golden

PAIRS = {
    "one-word": lambda: sample("page-six-plans.txt#1", "page-six-plans.txt#5"),
    "pasted-section": lambda: sample("safety-fengqiao-primary.txt", "safety-xinhe-primary.txt"),
    "next-year": lambda: compare(LAST_YEAR, THIS_YEAR),
    "year-before": lambda: compare(THIS_YEAR, LAST_YEAR),
    "hostile": lambda: compare(HOSTILE, HOSTILE_NEXT),
    "same": lambda: compare(LAST_YEAR, LAST_YEAR),
    "unlike": lambda: compare(LAST_YEAR, HOSTILE),
    "lost-line-breaks": lambda: sample("lost-line-breaks.txt", "well-made.txt"),
}


@pytest.fixture(params=PAIRS)
def comparison(request: pytest.FixtureRequest) -> Comparison:
    return PAIRS[request.param]()


def lines(text: str) -> str:
    """Return a plan text without line ends and blank lines, as the page shows the text."""
    return visible("".join(line for line in text.split("\n") if line.strip()))


def test_each_column_shows_exactly_the_text_of_its_plan(comparison: Comparison) -> None:
    root = Tree(page(comparison)).root
    assert "".join(column(root, "l")) == lines(comparison.left.text)
    assert "".join(column(root, "r")) == lines(comparison.right.text)


def test_ids_are_unique_and_every_link_has_a_target(comparison: Comparison) -> None:
    elements = everything(Tree(page(comparison)).root)
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert sorted(ids) == sorted(set(ids))
    pointed = {
        element.attributes[name].removeprefix("#")
        for element in elements
        for name in ("href", "aria-controls", "aria-labelledby")
        if name in element.attributes
    }
    assert pointed - set(ids) == set()


def test_a_short_section_that_moved_is_a_move_like_any_other() -> None:
    short = "（三）提升教师能力\n1、每组每学期完成两轮课例研修，留下三样材料。\n"
    moved = LAST_YEAR.replace("（一）开展", short.replace("（三）", "（零）") + "（一）开展")
    comparison = compare(LAST_YEAR.replace("三、保障措施", short + "三、保障措施"), moved)
    root = Tree(page(comparison)).root
    links = [link.attributes["href"] for link in root.all("a") if "move" in link.classes]
    assert (links, len(comparison.moves)) == (["#M1L", "#M1R"], 1)


@pytest.mark.parametrize("only", ["roles", "sections"])
def test_without_texts_no_link_points_to_a_text(only: str) -> None:
    root = Tree(page(compare(LAST_YEAR, THIS_YEAR), only=only)).root
    assert (root.all("a"), root.all("script")) == ([], [])


def test_every_section_is_in_the_outline(comparison: Comparison) -> None:
    root = Tree(page(comparison)).root
    links = [link.attributes["href"] for link in root.all("nav")[0].all("a")]
    assert links == [f"#R{match.right}" if match.right else f"#L{match.left}" for match in comparison.sections]


def test_the_page_loads_nothing(comparison: Comparison) -> None:
    elements = everything(Tree(page(comparison)).root)
    assert {element.tag for element in elements} & {"link", "img", "iframe", "object", "svg", "base", "form"} == set()
    assert {name for element in elements for name in element.attributes if name.startswith("on")} == set()
    assert [element.attributes for element in elements if {"src", "style", "srcset"} & set(element.attributes)] == []
    outside = [element.attributes["href"] for element in elements if "href" in element.attributes]
    assert [address for address in outside if not address.startswith("#")] == []
    style = next(element for element in elements if element.tag == "style").parts[0]
    assert re.findall(r"url\(|@import|@font-face", str(style)) == []


def test_the_policy_allows_only_the_style_and_script_of_the_page(comparison: Comparison) -> None:
    elements = everything(Tree(page(comparison)).root)
    styles, scripts = ([element for element in elements if element.tag == tag] for tag in ("style", "script"))
    assert (len(styles), len(scripts)) == (1, 1)
    policy = next(e.attributes["content"] for e in elements if e.attributes.get("http-equiv"))
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src '{digest(str(styles[0].parts[0]))}'",
        f"script-src '{digest(str(scripts[0].parts[0]))}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_headings_skip_no_level(comparison: Comparison) -> None:
    elements = everything(Tree(page(comparison)).root)
    levels = [int(element.tag[1]) for element in elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1


def test_every_control_has_a_name(comparison: Comparison) -> None:
    root = Tree(page(comparison)).root
    assert ["" for button in root.all("button") if not button.parts] == []
    assert [len(label.all("input")) for label in root.all("label")] == [1, 1]


@pytest.mark.parametrize("language", [pytest.param(ENGLISH, id="en"), pytest.param(CHINESE, id="zh")])
def test_the_plan_of_the_next_year(language: Language, golden: Golden) -> None:
    whole = page(compare(LAST_YEAR, THIS_YEAR), language, left_path="去年.txt", right_path="今年.txt#1")
    shown = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", re.sub(r"sha256-[^']+", "sha256-…", whole))
    golden(f"next-year-{language.code}.html", shown)


@pytest.mark.parametrize(
    ("only", "headings"),
    [
        ("roles", ["What became of goals, tasks and measures", "Changed figures, dates, owners and deliverables"]),
        ("sections", ["Outline"]),
        ("passages", ["Shared passages", "Outline", "Both plans side by side"]),
        ("edits", ["Outline", "Both plans side by side"]),
    ],
)
def test_only_the_requested_part_is_shown(only: str, headings: list[str]) -> None:
    root = Tree(page(compare(LAST_YEAR, THIS_YEAR), only=only)).root
    assert [heading.parts[0] for heading in root.all("h2")] == headings


def test_differences_of_format_are_shown_on_request() -> None:
    comparison = compare("计划\n一、目标\n每周听课，写好记录。", "计划\n一、目标\n每周听课,写好记录。")
    marked = [
        [e for e in everything(Tree(page(comparison, ignore_format=ignored)).root) if "format" in e.classes]
        for ignored in (True, False)
    ]
    assert [[(element.tag, element.parts) for element in elements] for elements in marked] == [
        [],
        [("del", ["，"]), ("del", ["，"]), ("ins", [","])],
    ]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.reports.diff.html.pairs import *;"
        "print(hashlib.sha256(page(compare(LAST_YEAR, THIS_YEAR)).encode()).hexdigest())"
    )
    runs = {_run(code, seed) for seed in ("1", "2")}
    assert runs == {hashlib.sha256(page(compare(LAST_YEAR, THIS_YEAR)).encode()).hexdigest()}


def _run(code: str, seed: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=environment, cwd=ROOT
    )
    return run.stdout.strip()
