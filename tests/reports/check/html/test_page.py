from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jyplan import api
from jyplan.model import Checked
from jyplan.reports.check.html import render
from jyplan.reports.media.visible import visible
from tests.places import SAMPLES
from tests.reports.check.checked import PLAN, checked, hostile, options, results, with_problem
from tests.reports.html_tree import Element, Tree, digest, everything

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports import CheckResult
    from tests.conftest import Golden


def page(check_results: Sequence[CheckResult], code: str = "en", **changes: Any) -> str:
    return render(check_results, options(code, **changes)).decode("utf-8")


def read(check_results: Sequence[CheckResult], **changes: Any) -> Element:
    return Tree(page(check_results, **changes)).root


def text_of(element: Element) -> str:
    return "".join(part if isinstance(part, str) else text_of(part) for part in element.parts)


def section(root: Element, name: str) -> Element:
    return next(each for each in root.all("section") if each.attributes["id"] == name)


def names(root: Element) -> list[str]:
    return [each.attributes["id"] for each in root.all("section")]


SHOWN: dict[str, Sequence[CheckResult]] = {
    "findings": results(),
    "samples": [api.check(SAMPLES / "planted-defects.txt"), api.check(SAMPLES / "page-six-plans.txt")],
    "hostile": hostile(),
    "nothing": [replace(checked(PLAN, "好.txt"), findings=())],
    "unreadable": results()[1:2],
    "no files": [],
}


@pytest.fixture(params=SHOWN)
def root(request: pytest.FixtureRequest) -> Element:
    return read(SHOWN[request.param])


@pytest.mark.parametrize("code", ["zh", "en"])
def test_page_equals_the_golden_file(code: str, golden: Golden) -> None:
    whole = page([*results(), with_problem()], code, known=3, stale=("a.txt: placeholder: 目标",))
    shown = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", re.sub(r"sha256-[^']+", "sha256-…", whole))
    golden(f"{code}.html", shown)


def test_ids_are_unique_and_every_link_has_a_target(root: Element) -> None:
    elements = everything(root)
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert sorted(ids) == sorted(set(ids))
    pointed = {
        element.attributes[name].removeprefix("#")
        for element in elements
        for name in ("href", "aria-labelledby", "aria-describedby")
        if name in element.attributes
    }
    assert pointed - set(ids) == set()


def test_the_page_loads_nothing(root: Element) -> None:
    elements = everything(root)
    assert {element.tag for element in elements} & {"link", "img", "iframe", "object", "svg", "base", "form"} == set()
    assert [element.attributes for element in elements if {"src", "style", "srcset"} & set(element.attributes)] == []
    assert {name for element in elements for name in element.attributes if name.startswith("on")} == set()
    links = [element.attributes["href"] for element in elements if "href" in element.attributes]
    assert [address for address in links if not address.startswith("#")] == []
    style = next(element for element in elements if element.tag == "style").parts[0]
    assert re.findall(r"url\(|@import|@font-face", str(style)) == []


def test_the_policy_allows_only_the_style_and_script_of_the_page(root: Element) -> None:
    elements = everything(root)
    [style] = [element for element in elements if element.tag == "style"]
    scripts = [element for element in elements if element.tag == "script"]
    policy = next(e.attributes["content"] for e in elements if e.attributes.get("http-equiv"))
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src '{digest(str(style.parts[0]))}'",
        f"script-src '{digest(str(scripts[0].parts[0]))}'" if scripts else "script-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_headings_skip_no_level(root: Element) -> None:
    levels = [int(element.tag[1]) for element in everything(root) if re.fullmatch("h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert [
        (level, next_level) for level, next_level in zip([0, *levels], levels, strict=False) if next_level > level + 1
    ] == []


def test_every_finding_is_shown_with_its_words_marked() -> None:
    result = api.check(SAMPLES / "planted-defects.txt")
    [plan] = result.outline.plans
    marked = [text_of(mark) for mark in read([result]).all("mark")]
    words = [plan.text[each.start : each.end] for each in result.findings]
    assert marked == [visible(each) for each in words if each != plan.title]
    assert len(read([result]).all("li")) == len(result.findings)


def test_a_quote_that_only_repeats_the_title_is_left_out() -> None:
    [result, *_] = results()
    assert isinstance(result, Checked)
    whole = [each for each in result.findings if each.node is None]
    root = read([replace(result, findings=tuple(whole))])
    assert (len(whole), root.all("blockquote")) == (2, [])


def test_a_long_paragraph_is_quoted_around_the_words() -> None:
    text = f"2025年工作计划\n一、目标\n1、{'听课' * 5000}xx学校{'评课' * 5000}。\n"
    quotes = [text_of(quote) for quote in read([checked(text, "长.txt")]).all("blockquote")]
    assert f"…{'听课' * 80}xx学校{'评课' * 80}…" in quotes
    assert max(map(len, quotes)) <= 2 + 4 * 160


def test_findings_are_listed_under_their_section() -> None:
    headings = [text_of(heading) for heading in read(results()).all("h4")]
    assert headings == ["plan as a whole", "一、工作目标", "二、主要工作", "三、行事历"]


def test_the_worst_plan_comes_first_in_the_overview() -> None:
    check_results = [
        checked(PLAN.replace("xx学校", "河湾小学"), "轻.txt"),
        *results(),
        checked(PLAN + "xx班\n", "重.txt"),
    ]
    rows = section(read(check_results), "overview").all("tr")[1:]
    assert [text_of(row.all("small")[0]) for row in rows] == ["重.txt", "交, 计划.txt", "轻.txt"]
    assert [[text_of(cell) for cell in row.all("td")[:3]] for row in rows] == [
        ["2", "2", "4"],
        ["1", "2", "4"],
        ["", "2", "4"],
    ]


def test_the_table_of_rules_has_counts_and_sources() -> None:
    rows = [
        [text_of(cell) for cell in row.all("td")] for row in section(read([*results(), *results()]), "rules").all("tr")
    ]
    assert rows[1] == ["error", "2", "2", "“…” was never filled in", "usage"]


def test_plans_of_a_file_are_numbered() -> None:
    root = read(SHOWN["samples"])
    paths = [text_of(path) for path in root.all("span") if "path" in path.classes]
    assert paths[:3] == [
        str(SAMPLES / name) for name in ("planted-defects.txt", "page-six-plans.txt#1", "page-six-plans.txt#2")
    ]


def test_problems_of_reading_and_checking_are_listed() -> None:
    table = section(read([*results(), with_problem()]), "problems")
    assert [[text_of(cell) for cell in (*row.all("th"), *row.all("td"))] for row in table.all("tr")[1:]] == [
        ["没有.txt", "", "there is no such file or folder"],
        ["慢.txt", "", "the rule “慢” takes too long here; its expression is a<b"],
    ]


def test_known_findings_and_stale_entries_of_the_baseline_are_shown() -> None:
    root = read(results(), known=3, stale=("a.txt: placeholder: <目标>",))
    assert [text_of(item) for item in section(root, "stale").all("li")] == ["a.txt: placeholder: <目标>"]
    cards = [text_of(card) for card in root.all("dl")[0].all("div")]
    assert cards[-1] == "Known and not shown3by baseline or exception"


@pytest.mark.parametrize(
    ("shown", "parts", "sentence"),
    [
        ("nothing", ["findings", "clean"], "Nothing found."),
        ("unreadable", ["problems", "findings"], "No plan was checked."),
    ],
)
def test_without_findings_there_is_nothing_to_filter(shown: str, parts: list[str], sentence: str) -> None:
    root = read(SHOWN[shown])
    assert (names(root), root.all("script"), root.all("input")) == (parts, [], [])
    assert text_of(section(root, "findings").all("p")[0]) == sentence


def test_a_document_without_a_plan_is_listed() -> None:
    with_plan = checked(PLAN, "空.html")
    without_plan = replace(with_plan, outline=replace(with_plan.outline, plans=()), findings=())
    assert "no plan found" in text_of(section(read([without_plan]), "problems"))


def test_markup_in_documents_is_shown_as_text() -> None:
    root = read(hostile())
    titles = [text_of(heading) for heading in root.all("h3")]
    assert titles == ["</title><script>window.hacked = 1</script>工作计划"]
    assert [str(code.parts[0]) for code in root.all("code")].count("<b>=1+1</b>") == 2
    assert [len(root.all(tag)) for tag in ("script", "style", "img", "svg", "i")] == [1, 1, 0, 0, 0]
    quoted = "".join(text_of(quote) for quote in root.all("blockquote"))
    assert "xx班\\ufffe了 </main>" in quoted
    assert re.findall("[\u202e\ufffe]", page(hostile())) == []


def test_levels_are_shown_in_words_besides_colours() -> None:
    items = section(read(results()), "findings").all("li")
    assert [text_of(item.all("b")[0]) for item in items] == [*item_levels(results())]
    assert {text_of(item.all("b")[0]) for item in items} == {"error", "warning", "info"}


def item_levels(check_results: Sequence[CheckResult]) -> list[str]:
    return [each.level.value for result in check_results if isinstance(result, Checked) for each in result.findings]


def test_the_same_findings_give_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.reports.check.checked import *; from jyplan.reports.check.html import render;"
        "print(hashlib.sha256(render([*results(), *hostile()], options('zh'))).hexdigest())"
    )
    digest = hashlib.sha256(render([*results(), *hostile()], options("zh"))).hexdigest()
    assert {_run(code, seed) for seed in ("1", "2")} == {digest}


def _run(code: str, seed: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
        cwd=SAMPLES.parent,
    )
    return run.stdout.strip()
