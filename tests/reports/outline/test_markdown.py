from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from markdown_it import MarkdownIt

from jyplan.reports.media.markdown_text import inline, paragraph
from jyplan.reports.media.visible import one_line
from jyplan.reports.outline.markdown import render
from tests.reports.build import item, outline, plan
from tests.reports.samples import options
from tests.reports.strategies import outlines, texts

if TYPE_CHECKING:
    from jyplan.model import Outline
    from tests.reports.build import Item

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


def blocks(*items: Item) -> list[str]:
    return render([outline(plan("计划", *items))], options()).split("\n\n")[2:]


def shown(markdown: str) -> list[tuple[str, str]]:
    """Return tag and displayed text of each block."""
    blocks_shown = []
    tag = ""
    for token in MARKDOWN.parse(markdown):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            blocks_shown.append((tag, "".join(child.content for child in children)))
        else:
            assert token.type.endswith("_close")
    return blocks_shown


@given(texts)
def test_a_paragraph_shows_what_the_text_says(text: str) -> None:
    assert shown(paragraph(text)) == ([("p", one_line(text))] if one_line(text) else [])


@given(texts)
def test_a_heading_shows_what_the_text_says(text: str) -> None:
    assert shown(f"# {inline(text)}") == [("h1", one_line(text))]


@given(outlines())
def test_no_html_of_a_document_comes_through(document: Outline) -> None:
    assert "<script>" not in MARKDOWN.render(render([document], options()))


def test_nodes_with_text_or_children_below_the_title_are_headings() -> None:
    section = item("task", "一、", "工作").holding(item("task", "（一）", "教研", "每周一次。"))
    assert blocks(section) == ["## 一、工作", "### （一）教研", "每周一次。\n"]


def test_nodes_without_a_title_are_a_list() -> None:
    section = item("task", "一、", "工作").holding(
        item("measure", "1.", None, "听课。"),
        item("measure", "2.", None, "评课。").holding(item("measure", "①", "互评")),
    )
    assert blocks(section) == ["## 一、工作", "- 1\\. 听课。\n- 2\\. 评课。\n  - ①互评\n"]


def test_nodes_deeper_than_six_levels_are_a_list() -> None:
    node = item("measure", "1.", "听课", "推门听课。", "当天评课。")
    for marker in ("A.", "a)", "①", "（1）", "1、"):
        node = item("task", marker, "教研").holding(node)
    assert blocks(node)[5:] == ["- **1. 听课** 推门听课。", "  当天评课。\n"]
