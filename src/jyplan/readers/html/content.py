"""Separates the main text of a page from the furniture of the site: navigation, related links, footers.

Boilerplate detection by three signs, as in Kohlschütter et al., "Boilerplate Detection using Shallow Text
Features" (2010): the names of elements (tag, role, class), the share of links in a region, and the region
with the bulk of the text. No line is dropped: furniture is marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.readers.html.region_tree import LINKS, SENTENCE_END, RegionTree
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.readers.html.regions import Flow, PageLine

FURNITURE_LINE = lazy_pattern(
    r"(?:您?(?:的|现在的|当前的?|当前所在)?位置\s*[:：]|上一[篇页]|下一[篇页]|版权所有|copyright\b|©|.{0,12}ICP备|.{0,4}公网安备|技术支持\s*[:：]"
    r"|字[体号]\s*[:：]|分享(?:到|至)|扫一扫|打印本页|关闭窗口|返回(?:顶部|首页|列表)|首页\s*[>»›|])",
    re.IGNORECASE,
)
LABELLED_LINE = lazy_pattern(
    r"(?:本文|文章|信息|稿件)?(?:来源|出处|作者|编辑|责任编辑|发布(?:时间|日期|者|人)?|更新(?:时间|日期)|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|量|次数)?)\s*[:：]"
)
"""Lines of source, author, date, number of readers: furniture above the first or below the last sentence of a text, else text."""
FURNITURE_LINE_CHARS = 80
"""Longer lines are sentences that begin with a furniture word by chance."""
RELATED = lazy_pattern(
    r"【?.{0,30}(?:相关(?:文章|阅读|推荐|链接|内容|范文|新闻)|推荐(?:阅读|文章)|(?:热门|最新|精[选彩])(?:文章|推荐|范文|更新)|猜你喜欢|为[你您]推荐|延伸阅读|友情链接)】?\s*[:：]?"
)
"""The heading of a list of links."""
LINKED_LINE = 0.8
"""A line with more than this share of its characters in links is a link; the rest may be a typed number."""


def classify_lines(flow: Flow, title: str) -> list[BlockKind]:
    """Return the kind of each line; `title` is the text of the page's title element.

    A page of nothing but furniture is read as text: the user named the page.
    """
    lines = flow.lines
    if not flow.regions:
        return [line.kind for line in lines]
    notes = _note_lines(flow)
    page = RegionTree(lines, flow.regions)
    text = page.main_lines() | page.lines_beside(title)
    text -= _furniture_lines(lines, _between_sentences([i for i in sorted(text) if i not in notes], lines))
    text -= _find_link_runs(lines, lambda line: line.linked)
    text = _without_link_headings(lines, text)
    if not text:
        return [notes.get(i, line.kind) for i, line in enumerate(lines)]
    contents = _find_link_runs(lines, lambda line: line.inside)
    kinds = (
        BlockKind.FURNITURE if i not in text else BlockKind.CONTENTS if i in contents else line.kind
        for i, line in enumerate(lines)
    )
    return [notes.get(i, kind) for i, kind in enumerate(kinds)]


def _note_lines(flow: Flow) -> dict[int, BlockKind]:
    """Return the kind of note of each line inside a note, by index; a note inside a note has the outer kind."""
    regions = flow.regions
    outermost = (r for r in regions if r.note and (r.parent < 0 or not regions[r.parent].note))
    return {i: region.note for region in outermost if region.note for i in range(region.first, region.last)}


def _between_sentences(shown: Sequence[int], lines: Sequence[PageLine]) -> range:
    """Return the range of lines from the first sentence of a text to the last."""
    sentences = [i for i in shown if SENTENCE_END.search(lines[i].text)]
    return range(sentences[0], sentences[-1]) if sentences else range(0)


def _furniture_lines(lines: Sequence[PageLine], between: range) -> set[int]:
    """Return the indices of short lines with the words of furniture; labelled lines `between` sentences are text."""
    return {
        i
        for i, line in enumerate(lines)
        if len(line.text) <= FURNITURE_LINE_CHARS
        and (FURNITURE_LINE.match(line.text) or (i not in between and LABELLED_LINE.match(line.text)))
    }


def _without_link_headings(lines: Sequence[PageLine], text: set[int]) -> set[int]:
    """Return the indices without headings of lists of links: 相关文章 above furniture or above a line of links."""
    remaining = set(text)
    for i in sorted(text, reverse=True):
        if len(lines[i].text) <= FURNITURE_LINE_CHARS and RELATED.fullmatch(lines[i].text):
            is_above_links = any(line.linked * 2 > line.chars for line in lines[i + 1 : i + 2])
            if i + 1 not in remaining or is_above_links:
                remaining.discard(i)
    return remaining


def _find_link_runs(lines: Sequence[PageLine], linked: Callable[[PageLine], int]) -> set[int]:
    """Return the indices of lines in runs of at least `LINKS` lines of links only."""
    runs: set[int] = set()
    run: list[int] = []
    for i, line in enumerate(lines):
        if linked(line) > LINKED_LINE * line.chars:
            run.append(i)
            continue
        if len(run) >= LINKS:
            runs |= set(run)
        run = []
    return runs | set(run) if len(run) >= LINKS else runs
