"""Outlines at random, their text as hostile as text can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jyplan.model import Genre, Role
from tests.reports.build import Item, deliverable, indicator, outline, owner, period, plan

if TYPE_CHECKING:
    from jyplan.model import Fact, Outline

HOSTILE = (
    "\x1b[31m\x1b]0;title\x07",
    "\x9b2J",
    "\u202e\u2066反\u2069",
    "[bold]粗[/bold]",
    "<script>alert(1)</script>",
    "\ud800",
    "=1+1",
    "＝cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t\r\n",
    "\x00\x08\x7f\x85\u2028\ufffe",
    "_x000D_",
    "“”…①─☺\ufe0f👩\u200d🏫e\u0301",
    "1. # > - * `~~ [a](b) &amp; \\",
    "'",
    "yes",
    "2024-09-15",
)

texts = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(max_size=8)
    | st.sampled_from(["加强师资队伍建设，", "一二三四五六七八九十" * 9]),
    max_size=3,
).map("".join)


def _facts(text: str) -> list[Fact]:
    """Return a fact of each kind, named by the whole text."""
    if not text:
        return []
    return [indicator(text, 0.5, text, per=(text,)), owner(text), period(text, "2024-09"), deliverable(text)]


@st.composite
def _items(draw: st.DrawFn, children: st.SearchStrategy[tuple[Item, ...]]) -> Item:
    title = draw(st.none() | texts)
    text = draw(st.lists(texts, min_size=title is None, max_size=2))
    return Item(
        draw(st.sampled_from(Role)),
        draw(st.none() | st.sampled_from(["一、", "1.", "（1）", "第一章", "=1"])),
        title,
        tuple(text),
        tuple(_facts(draw(st.sampled_from([title or "", *text])))),
        tuple(text[:1]),
        draw(children),
    )


def _forests(deeper: st.SearchStrategy[tuple[Item, ...]]) -> st.SearchStrategy[tuple[Item, ...]]:
    return st.lists(_items(deeper), max_size=3).map(tuple)


forests = st.recursive(st.just(()), _forests, max_leaves=8)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    plans = [
        plan(draw(st.none() | texts), *draw(forests), number=number, genre=draw(st.sampled_from(Genre)))
        for number in range(1, draw(st.integers(1, 3)))
    ]
    return outline(*plans, path=draw(texts))
