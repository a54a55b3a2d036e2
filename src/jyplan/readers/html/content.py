"""A page's own text told from the furniture of its site: navigation, related links, footers.

Three signs are used: what an element says it is (tag, role, class), how much of a region is links,
and where the bulk of the text stands. Nothing is dropped: furniture is marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from jyplan.readers.html.regions import Flow, Line, Region

CHROME_TAGS = frozenset({"nav", "aside", "footer", "menu"})
CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"}
)
CHROME_WORDS = frozenset({
    "nav", "navi", "navbar", "navigation", "topnav", "subnav", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs",
    "footer", "foot", "header", "logo", "banner", "slogan", "hotline", "top", "footnav", "copyright", "sidebar", "related", "relate", "relevant", "recommend", "recommended",
    "hotnews", "tuijian", "xiangguan", "share", "sharebar", "bdsharebuttonbox", "comment", "comments", "pinglun",
    "pager", "pagination", "pagenav", "prenext", "toolbar", "topbar", "login", "search", "ad", "ads", "advert",
    "advertisement", "guanggao", "friendlink", "friendlinks", "flink", "qrcode", "backtop", "weizhi", "daohang",
    "dibu", "tags",
})  # fmt: skip
"""Parts of class names and ids on the sites that publish plans, pinyin ones included."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
CHROME_LINE = re.compile(
    r"(?:您?(?:的|现在的|当前的?|当前所在)?位置\s*[:：]|上一[篇页]|下一[篇页]|版权所有|copyright\b|©|.{0,12}ICP备|.{0,4}公网安备|技术支持\s*[:：]"
    r"|(?:本文|文章|信息|稿件)?(?:来源|出处|作者|编辑|责任编辑|发布(?:时间|日期|者|人)?|更新(?:时间|日期)|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|量|次数)?)\s*[:：]"
    r"|字[体号]\s*[:：]|分享(?:到|至)|扫一扫|打印本页|关闭窗口|返回(?:顶部|首页|列表)|首页\s*[>»›|])",
    re.IGNORECASE,
)
CHROME_LINE_CHARS = 80
"""Longer lines are sentences that happen to begin with such a word."""
RELATED = re.compile(
    r"【?.{0,30}(?:相关(?:文章|阅读|推荐|链接|内容|范文|新闻)|推荐(?:阅读|文章)|(?:热门|最新|精[选彩])(?:文章|推荐|范文|更新)|猜你喜欢|为[你您]推荐|延伸阅读|友情链接)】?\s*[:：]?"
)
"""A line that announces links, where links follow."""
MOST = 0.9
"""The share of a region's text that one region in it must hold to stand for it."""
LINKED = 0.6
"""From this share on a region may be a list of links."""
LINKED_LINE = 0.8
"""From this share on a line is a link; a typed number may stand before it."""
LINKS = 3
"""So many links, or lines of links on end, make a list of them."""
BESIDE_CHARS = 60
"""Text beside the main region is kept from this length on, where it ends sentences."""
BESIDE_LINKED = 0.3
SENTENCE_END = re.compile("[。；！？]")
TITLE_CHARS = 5


def is_chrome(element: etree._Element) -> bool:
    """Return whether an element says of itself that it is a site's furniture."""
    if element.tag in CHROME_TAGS or element.get("role") in CHROME_ROLES:
        return True
    if element.tag in {"html", "body", "article", "main"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return not CHROME_WORDS.isdisjoint(word.lower() for word in WORD.findall(names))


def judge(flow: Flow, title: str) -> list[BlockKind]:
    """Return for each line what it is; `title` is the text of the page's title element.

    A page of nothing but furniture is what the user asked for, and is read as text.
    """
    lines = flow.lines
    if not flow.regions:
        return [_own_kind(line) for line in lines]
    page = _Page(lines, flow.regions)
    shown = page.main_lines() | page.lines_beside(title)
    for i, line in enumerate(lines):
        if len(line.text) <= CHROME_LINE_CHARS and CHROME_LINE.match(line.text):
            shown.discard(i)
    shown -= _find_link_runs(lines, lambda line: line.linked)
    contents = _find_link_runs(lines, lambda line: line.inside)
    for i in sorted(shown, reverse=True):
        if len(lines[i].text) <= CHROME_LINE_CHARS and RELATED.fullmatch(lines[i].text):
            following = lines[i + 1 : i + 2]
            if i + 1 not in shown or any(line.linked * 2 > line.chars for line in following):
                shown.discard(i)
    if not shown:
        return [_own_kind(line) for line in lines]
    return [
        BlockKind.FURNITURE if i not in shown else BlockKind.CONTENTS if i in contents else _own_kind(line)
        for i, line in enumerate(lines)
    ]


class _Page:
    """The regions of a page, weighed."""

    def __init__(self, lines: Sequence[Line], regions: Sequence[Region]) -> None:
        self.lines = lines
        self.regions = regions
        self.children: list[list[int]] = [[] for _ in regions]
        for i, region in enumerate(regions[1:], 1):
            self.children[max(0, region.parent)].append(i)
        self.chrome = self._find_chrome()
        self.mass = self._weigh()
        self.path = self._find_main()

    def _find_chrome(self) -> list[bool]:
        """Return which regions are furniture; none that holds half of the page's text is."""
        half = sum(line.chars - line.linked for line in self.lines) / 2
        chrome = [False]
        for region in self.regions[1:]:
            linked = region.linked > LINKED * region.chars and region.links >= LINKS
            small = region.chars - region.linked <= half
            chrome.append(chrome[max(0, region.parent)] or (small and (region.chrome or linked)))
        return chrome

    def _weigh(self) -> list[int]:
        """Return how much text each region holds, links and furniture apart."""
        mass = [0 if chrome else r.chars - r.linked for r, chrome in zip(self.regions, self.chrome, strict=True)]
        lost = [0] * len(mass)
        for i in range(len(mass) - 1, 0, -1):
            region = self.regions[i]
            lost[max(0, region.parent)] += region.chars - region.linked if self.chrome[i] else lost[i]
        return [m and m - gone for m, gone in zip(mass, lost, strict=True)]

    def _find_main(self) -> list[int]:
        """Return the way from the page down to the smallest region with nearly all of its text."""
        path = [0]
        while True:
            enough = MOST * self.mass[path[-1]]
            heavy = [i for i in self.children[path[-1]] if self.mass[i] >= max(enough, 1)]
            # a paragraph alone stands for nothing: its neighbours are a title and a signature
            if not heavy or self.regions[heavy[0]].last - self.regions[heavy[0]].first < 2:
                return path
            path.append(heavy[0])

    def main_lines(self) -> set[int]:
        """Return the lines of the main region that stand in no furniture."""
        return self._without_chrome(self.path[-1])

    def lines_beside(self, title: str) -> set[int]:
        """Return the lines outside the main region that are the page's text all the same.

        Next to it a title or a signature may stand; farther off only what reads as text is taken,
        unless the page has no furniture at all.
        """
        kept: set[int] = set()
        main = self.regions[self.path[-1]]
        plain = not any(self.chrome) and not self.regions[0].linked
        for parent, heir in zip(self.path, self.path[1:], strict=False):
            for child in self.children[parent]:
                region = self.regions[child]
                near = plain or (heir == self.path[-1] and not region.linked)
                if child != heir and not self.chrome[child] and (near or self._is_text(region)):
                    kept |= self._without_chrome(child)
        above = [i for i in range(main.first) if _is_title(self.lines[i], title)]
        return kept | set(above[-1:])

    def _without_chrome(self, root: int) -> set[int]:
        region = self.regions[root]
        kept = set(range(region.first, region.last))
        waiting = [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if self.chrome[child]:
                    kept -= set(range(self.regions[child].first, self.regions[child].last))
                else:
                    waiting.append(child)
        return kept

    def _is_text(self, region: Region) -> bool:
        if region.chars < BESIDE_CHARS or region.linked > BESIDE_LINKED * region.chars:
            return False
        return any(SENTENCE_END.search(line.text) for line in self.lines[region.first : region.last])


def _is_title(line: Line, title: str) -> bool:
    """Return whether a line is the page's title, which its title element repeats before the site's name."""
    own = re.split(r"\s*[-_|—–]\s*", title)[0]
    return len(line.text) >= TITLE_CHARS and (title.startswith(line.text) or (bool(own) and line.text.startswith(own)))


def _find_link_runs(lines: Sequence[Line], linked: Callable[[Line], int]) -> set[int]:
    """Return the lines in runs of `LINKS` or more that are links and nothing else."""
    found: set[int] = set()
    run: list[int] = []
    for i, line in enumerate(lines):
        if linked(line) > LINKED_LINE * line.chars:
            run.append(i)
            continue
        if len(run) >= LINKS:
            found |= set(run)
        run = []
    return found | set(run) if len(run) >= LINKS else found


def _own_kind(line: Line) -> BlockKind:
    if line.cells:
        return BlockKind.ROW
    return BlockKind.PARAGRAPH if line.style.outline_level is None else BlockKind.HEADING
