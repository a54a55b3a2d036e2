"""The page of a review as HTML: whole, safe, and with the figures of the JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import jyplan
from jyplan import api
from jyplan.model import Message, Problem, ReviewVerdict
from jyplan.reports.media.labels import percent
from jyplan.reports.review.html import FILE, files, render
from jyplan.reports.review.html.overall import _figures_of
from jyplan.reports.review.json import render as as_json
from tests.reports.html_tree import Element, Tree, digest, everything
from tests.reports.review.reviewed import HOSTILE, options, reviewed
from tests.reviewing.batch import (
    GOALS,
    GUIDING,
    OTHER_GOALS,
    OTHER_TASKS,
    SAFEGUARDS,
    SCHEDULE,
    SHARED,
    plan_of,
    write_batch,
)

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import ReviewedPlan


def tree(language: str = "en") -> Element:
    return Tree(render(reviewed(), options(language)).decode("utf-8")).root


def text_of(element: Element) -> str:
    return "".join(part if isinstance(part, str) else text_of(part) for part in element.parts)


def by_id(name: str) -> Element:
    return next(element for element in everything(tree()) if element.attributes.get("id") == name)


def row_of(school: str) -> Element:
    return next(row for row in by_id("schools").all("tr") if school in text_of(row))


def test_the_folder_gets_one_page() -> None:
    assert [name for name, _ in files(reviewed(), options())] == [FILE]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_line_of_the_review_is_a_row(language: str) -> None:
    table = next(each for each in tree(language).all("table") if "schools" in each.classes)
    assert len(table.all("tr")) == 1 + len(reviewed().schools)


def test_schools_stand_with_the_heaviest_verdict_first() -> None:
    order = [verdict.value for verdict in ReviewVerdict]
    shown = [row.attributes["data-verdict"] for row in by_id("schools").all("tr")[1:]]
    assert shown == sorted(shown, key=order.index)


def test_a_tile_has_the_number_of_files_of_its_verdict() -> None:
    tiles = [each for each in everything(tree()) if "tile" in each.classes]
    shown = {tile.attributes["data-verdict"]: int(text_of(tile.all("strong")[0])) for tile in tiles}
    counts = json.loads(as_json(reviewed(), options()))["batch"]["counts"]
    assert shown == counts["verdicts"] | {"missing": counts["missing"]}


def test_tile_of_what_is_set_aside_leads_to_its_list() -> None:
    tile = next(each for each in tree().all("a") if "tile" in each.classes)
    assert tile.attributes["href"] == "#limits"
    assert "登记表.txt" in text_of(by_id("limits"))


def test_batch_without_schools_says_so() -> None:
    empty = replace(reviewed(), files=(), plans=(), schools=(), missing=(), groups=())
    root = Tree(render(empty, options()).decode("utf-8")).root
    shown = next(element for element in everything(root) if element.attributes.get("id") == "shown")
    assert shown.attributes["data-nothing"] == "No submission was found in this batch."


def test_shares_are_those_of_the_json() -> None:
    for plan in json.loads(as_json(reviewed(), options()))["submissions"]:
        if plan["school"]:
            assert percent(plan["copied"]) in text_of(row_of(plan["school"]))


def test_a_part_is_known_by_its_shape() -> None:
    assert [text_of(cell) for cell in row_of("东风小学").all("td") if "role" in cell.classes][:2] == ["✓1", "✓1"]
    assert "missing" in text_of(row_of("红旗小学")) or "–" in text_of(row_of("红旗小学"))


def test_every_school_has_an_address_and_every_address_leads_somewhere() -> None:
    root = tree()
    ids = [element.attributes["id"] for element in everything(root) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    inside = {link.attributes["href"] for link in root.all("a") if link.attributes.get("href", "").startswith("#")}
    assert inside <= {f"#{name}" for name in ids}
    assert {f"#s{number + 1}" for number in range(len(reviewed().schools))} <= inside


def test_copied_text_stands_beside_its_source() -> None:
    article = by_id(row_of("东风小学").all("a")[0].attributes["href"][1:])
    pairs = [each for each in article.all("div") if "pair" in each.classes and "青蓝携手" in text_of(each)]
    assert [text_of(quoted)[:6] for quoted in pairs[0].all("blockquote")] == ["三、主要工作"] * 2
    assert "向阳小学" in text_of(article)


def test_last_years_plan_stands_beside_this_years() -> None:
    article = text_of(by_id(row_of("龙泉小学").all("a")[0].attributes["href"][1:]))
    assert "Against last year" in article


def test_document_text_is_never_markup() -> None:
    html = render(reviewed(), options()).decode("utf-8")
    assert "window.hacked" in html
    assert HOSTILE not in html
    assert "<b>南山" not in html
    assert not re.search(r'href="(?!#|%)', html)


def test_the_policy_names_the_style_and_the_script() -> None:
    root = tree()
    policy = next(each.attributes["content"] for each in root.all("meta") if each.attributes.get("http-equiv"))
    style, script = (text_of(root.all(tag)[0]) for tag in ("style", "script"))
    assert "default-src 'none'" in policy
    assert f"'{digest(style)}'" in policy
    assert f"'{digest(script)}'" in policy
    assert len(root.all("script")) == 1


def test_figures_of_one_kind_are_named_by_whole_words() -> None:
    shown = [_figures_of(plan_with(words)) for words in ("测评合格率达到95%", "各科及格率达到90%")]
    assert [kind.ending for [(kind, _, _)] in map(list, shown)] == ["合格率", "及格率"]
    [(kind, subject, _)] = _figures_of(plan_with("加强管理，课堂上教师讲授时间原则上不超过20分钟"))
    assert (kind.ending, subject) == ("时间", "讲授时间")


@pytest.mark.parametrize("words", ["平均分比上学期提高2分", "三科平均分超过全镇平均分2分", "按时完成的比例达到95%"])
def test_change_of_a_figure_and_share_of_nothing_named_are_not_compared(words: str) -> None:
    assert list(_figures_of(plan_with(words))) == []


def test_figure_is_named_without_the_particle_before_it() -> None:
    assert [subject for _, subject, _ in _figures_of(plan_with("后两成学生的平均分达到38分"))] == ["平均分"]


def test_problem_that_a_file_has_often_takes_one_row() -> None:
    first, *others = reviewed().plans
    problem = Problem(Message("a picture is not read"))
    document = replace(first.document, problems=(problem,) * 3)
    review = replace(reviewed(), plans=(replace(first, document=document), *others))
    root = Tree(render(review, options()).decode("utf-8")).root
    rows = [text_of(row) for row in root.all("tr") if "a picture is not read" in text_of(row)]
    assert rows == [f"{document.path}a picture is not read (3 times)"]


def test_drafts_of_a_school_stand_in_one_row_with_their_files(tmp_path: Path) -> None:
    text = f"三、主要工作\n{SHARED}"
    files = {
        "东风小学教学计划.txt": plan_of("东风小学", GUIDING, GOALS, text, SAFEGUARDS, SCHEDULE),
        "东风小学德育计划.txt": plan_of("东风小学", OTHER_GOALS, OTHER_TASKS, text),
    }
    review = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    root = Tree(render(review, options("zh")).decode("utf-8")).root
    table = next(each for each in root.all("table") if text_of(each).startswith("本校另一稿"))
    [_, row] = table.all("tr")
    assert [text_of(cell) for cell in row.all("td")][::2][:1] == ["东风小学"]
    assert all(name in text_of(row) for name in files)


def test_school_shows_its_files_that_are_no_submissions(tmp_path: Path) -> None:
    whole = plan_of("东风小学")
    files = {"东风小学.txt": whole, "东风小学（初稿）.txt": whole.replace(SCHEDULE, "")}
    review = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    root = Tree(render(review, options("zh")).decode("utf-8")).root
    school = next(element for element in everything(root) if element.attributes.get("id") == "s1")
    assert text_of(school).endswith("另收到，不作为计划：旧稿 东风小学（初稿）.txt")


def test_edited_passage_is_shown_section_by_section(tmp_path: Path) -> None:
    text = plan_of("", GUIDING, GOALS, f"三、主要工作\n{SHARED}", SAFEGUARDS, SCHEDULE)
    spaced = text.replace("、", "、 ").replace("校长", "书记").replace("每月两次", "每月三次")
    files = {"东风小学.txt": f"东风小学{text}", "向阳小学.txt": f"向阳小学{spaced}"}
    review = jyplan.review([write_batch(tmp_path, files)], settings=jyplan.Settings(), date="2025-09-12")
    root = Tree(render(review, options("zh")).decode("utf-8")).root
    shown = [text_of(head) for head in root.all("h5")]
    assert {"二、工作目标", "三、主要工作", "四、保障措施"} <= {*shown}
    marked = [text_of(mark) for mark in root.all("mark")]
    assert marked[:2] == ["东风", "向阳"], "the line of the title is shown whole"
    assert all(words.strip() for words in marked), "a blank behind a number is no difference"


def plan_with(words: str) -> ReviewedPlan:
    content = f"东风小学2025年工作计划\n一、工作目标\n1、{words}。\n".encode()
    outline = api.parse_bytes(content, "plan.txt")
    return replace(reviewed().plans[0], plan=outline.plans[0])
