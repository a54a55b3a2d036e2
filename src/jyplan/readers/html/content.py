"""Separates the main text of a page from the furniture of its site: navigation, related links, footers.

Boilerplate detection by three signs, as in Kohlschütter et al., "Boilerplate Detection using Shallow Text
Features" (2010): the names of elements (tag, role, class), the share of links in a region, and the region
with the bulk of the text. No line is dropped: furniture is marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import BlockKind
from jyplan.readers.html import css
from jyplan.readers.html.context import HEADINGS
from jyplan.readers.html.lists import OWN_MARKER
from jyplan.readers.html.regions import Chrome, RegionEvidence
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from jyplan.readers.html.regions import Flow, PageLine, Region

CHROME_TAGS = frozenset({"nav", "aside", "footer", "menu", "button"})
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
"""Words in class names and ids of furniture, on the sites that publish plans; some are pinyin."""
NOTE_ELEMENTS = {
    "comment-list": BlockKind.COMMENT, "comment": BlockKind.COMMENT, "footnote-list": BlockKind.FOOTNOTE,
    "footnote": BlockKind.FOOTNOTE, "endnote-list": BlockKind.ENDNOTE, "endnote": BlockKind.ENDNOTE,
    "header": BlockKind.HEADER, "footer": BlockKind.FOOTER,
}  # fmt: skip
"""The notes of a page that Word or LibreOffice wrote: the property `mso-element`, the attribute `type` or `title`, …"""
NOTE_IDS = {"sdfootnote": BlockKind.FOOTNOTE, "sdendnote": BlockKind.ENDNOTE}
"""… the beginning of an id."""
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "blockquote", "pre", "td", "th", "li"})
"""Elements with a line of text or two: whatever their name is, they may be a part of the text."""
DOUBTFUL_WORDS = frozenset({"ad", "ads", "banner", "header", "related", "relate", "relevant", "share", "tags", "top"})
"""Words of `CHROME_WORDS` that also name a part of a text on some sites."""
WORD = lazy_pattern(r"[A-Z]?[a-z]+|[A-Z]+")
CHROME_LINE = lazy_pattern(
    r"(?:您?(?:的|现在的|当前的?|当前所在)?位置\s*[:：]|上一[篇页]|下一[篇页]|版权所有|copyright\b|©|.{0,12}ICP备|.{0,4}公网安备|技术支持\s*[:：]"
    r"|字[体号]\s*[:：]|分享(?:到|至)|扫一扫|打印本页|关闭窗口|返回(?:顶部|首页|列表)|首页\s*[>»›|])",
    re.IGNORECASE,
)
LABELLED_LINE = lazy_pattern(
    r"(?:本文|文章|信息|稿件)?(?:来源|出处|作者|编辑|责任编辑|发布(?:时间|日期|者|人)?|更新(?:时间|日期)|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|量|次数)?)\s*[:：]"
)
"""Furniture above the first sentence of a text or below the last; between them such a line is text."""
CHROME_LINE_CHARS = 80
"""Longer lines are sentences that begin with a furniture word by chance."""
RELATED = lazy_pattern(
    r"【?.{0,30}(?:相关(?:文章|阅读|推荐|链接|内容|范文|新闻)|推荐(?:阅读|文章)|(?:热门|最新|精[选彩])(?:文章|推荐|范文|更新)|猜你喜欢|为[你您]推荐|延伸阅读|友情链接)】?\s*[:：]?"
)
"""The heading of a list of links."""
MOST = 0.9
"""A child region with this share of its parent's text takes the parent's place as main region."""
LINKED = 0.6
"""A region with more than this share of its characters in links may be a list of links."""
LINKED_LINE = 0.8
"""A line with more than this share of its characters in links is a link; the rest may be a typed number."""
LINKS = 3
"""Fewest links, or consecutive lines of links, in a list of links."""
BESIDE_CHARS = 60
"""Fewest characters of a region outside the main region that counts as text."""
BESIDE_LINKED = 0.3
"""Largest share of link characters in a region outside the main region that counts as text."""
SENTENCE_END = lazy_pattern("[。；！？]")
TITLE_CHARS = 5


def evidence_of(element: etree._Element) -> RegionEvidence:
    """Return what the tag and the names of an element say about it."""
    return RegionEvidence(_chrome_of(element), _note_of(element))


def _chrome_of(element: etree._Element) -> Chrome:
    """Return whether an element is furniture by its tag, role, class or id."""
    if element.tag in CHROME_TAGS or element.get("role") in CHROME_ROLES:
        return Chrome.SURE
    if element.tag in {"html", "body", "article", "main"}:
        return Chrome.NONE
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    # MsoHeader and MsoCommentText are Word's names for the look of any paragraph
    words = {word.lower() for name in names.split() if not name.startswith("Mso") for word in WORD.findall(name)}
    named = words & CHROME_WORDS
    if not named or (element.tag in HEADINGS and named <= DOUBTFUL_WORDS):
        return Chrome.NONE
    return Chrome.DOUBTFUL if element.tag in PARAGRAPHS or named <= DOUBTFUL_WORDS else Chrome.SURE


def _note_of(element: etree._Element) -> BlockKind | None:
    """Return the kind of note that an element of a page written by a word processor holds, None for the body."""
    if element.tag not in {"div", "section"}:
        return None
    named = (css.style_of(element).get("mso-element"), element.get("type"), element.get("title"))
    found = next((NOTE_ELEMENTS[name.lower()] for name in named if name and name.lower() in NOTE_ELEMENTS), None)
    own = element.get("id") or ""
    return found or next((kind for beginning, kind in NOTE_IDS.items() if own.startswith(beginning)), None)


def judge(flow: Flow, title: str) -> list[BlockKind]:
    """Return the kind of each line; `title` is the text of the page's title element.

    A page of furniture only is read as text: the user named it.
    """
    lines = flow.lines
    if not flow.regions:
        return [_own_kind(line) for line in lines]
    outermost = (r for r in flow.regions if r.note and (r.parent < 0 or not flow.regions[r.parent].note))
    notes = {i: region.note for region in outermost if region.note for i in range(region.first, region.last)}
    page = _RegionTree(lines, flow.regions)
    shown = page.main_lines() | page.lines_beside(title)
    between = _between_sentences([i for i in sorted(shown) if i not in notes], lines)
    for i, line in enumerate(lines):
        if len(line.text) <= CHROME_LINE_CHARS and (
            CHROME_LINE.match(line.text) or (i not in between and LABELLED_LINE.match(line.text))
        ):
            shown.discard(i)
    shown -= _find_link_runs(lines, lambda line: line.linked)
    contents = _find_link_runs(lines, lambda line: line.inside)
    for i in sorted(shown, reverse=True):
        if len(lines[i].text) <= CHROME_LINE_CHARS and RELATED.fullmatch(lines[i].text):
            following = lines[i + 1 : i + 2]
            if i + 1 not in shown or any(line.linked * 2 > line.chars for line in following):
                shown.discard(i)
    if not shown:
        return [notes.get(i, _own_kind(line)) for i, line in enumerate(lines)]
    kinds = (
        BlockKind.FURNITURE if i not in shown else BlockKind.CONTENTS if i in contents else _own_kind(line)
        for i, line in enumerate(lines)
    )
    return [notes.get(i, kind) for i, kind in enumerate(kinds)]


def _between_sentences(shown: Sequence[int], lines: Sequence[PageLine]) -> range:
    """Return the range of lines from the first sentence of a text to the last."""
    sentences = [i for i in shown if SENTENCE_END.search(lines[i].text)]
    return range(sentences[0], sentences[-1]) if sentences else range(0)


class _RegionTree:
    """The regions of a page as a tree, with furniture and the main region marked."""

    def __init__(self, lines: Sequence[PageLine], regions: Sequence[Region]) -> None:
        self.lines = lines
        self.regions = regions
        self.children: list[list[int]] = [[] for _ in regions]
        for i, region in enumerate(regions[1:], 1):
            self.children[max(0, region.parent)].append(i)
        self.chrome = self._find_chrome()
        self.mass = self._weigh()
        self.path = self._find_main()

    def _find_chrome(self) -> list[bool]:
        """Return for each region whether it is furniture; a region with half of the page's text never is."""
        half = sum(line.chars - line.linked for line in self.lines) / 2
        chrome = [False]
        for region in self.regions[1:]:
            linked = region.linked > LINKED * region.chars and region.links >= LINKS
            small = region.chars - region.linked <= half
            named = region.chrome is Chrome.SURE or (
                region.chrome is Chrome.DOUBTFUL and not self._reads_as_text(region)
            )
            chrome.append(chrome[max(0, region.parent)] or (small and (named or linked)))
        return chrome

    def _reads_as_text(self, region: Region) -> bool:
        """Whether a region holds no links and a sentence or a numbered line."""
        return not region.linked and any(
            SENTENCE_END.search(line.text) or OWN_MARKER.match(line.text)
            for line in self.lines[region.first : region.last]
        )

    def _weigh(self) -> list[int]:
        """Return the number of characters in each region, without links and furniture."""
        mass = [0 if chrome else r.chars - r.linked for r, chrome in zip(self.regions, self.chrome, strict=True)]
        furniture = [0] * len(mass)  # characters of furniture below each region
        for i in range(len(mass) - 1, 0, -1):
            region = self.regions[i]
            furniture[max(0, region.parent)] += region.chars - region.linked if self.chrome[i] else furniture[i]
        return [m and m - below for m, below in zip(mass, furniture, strict=True)]

    def _find_main(self) -> list[int]:
        """Return the path of regions from the page down to the main region, by index.

        The main region is the smallest region with nearly all of the page's text.
        """
        path = [0]
        while True:
            enough = MOST * self.mass[path[-1]]
            heavy = [i for i in self.children[path[-1]] if self.mass[i] >= max(enough, 1)]
            # a single paragraph is no main region: its neighbours are a title and a signature
            if not heavy or self.regions[heavy[0]].last - self.regions[heavy[0]].first < 2:
                return path
            path.append(heavy[0])

    def main_lines(self) -> set[int]:
        """Return the indices of the lines in the main region, outside furniture."""
        return self._without_chrome(self.path[-1])

    def lines_beside(self, title: str) -> set[int]:
        """Return the indices of text lines outside the main region.

        A neighbour of the main region without links may be a title or a signature. Regions farther away
        must read as text, unless the page has no furniture at all.
        """
        beside: set[int] = set()
        main = self.regions[self.path[-1]]
        plain = not any(self.chrome) and not self.regions[0].linked
        for parent, heir in zip(self.path, self.path[1:], strict=False):
            for child in self.children[parent]:
                region = self.regions[child]
                near = plain or (heir == self.path[-1] and not region.linked)
                if child != heir and not self.chrome[child] and (near or self._is_text(region)):
                    beside |= self._without_chrome(child)
        own = re.split("[-_|—–]", title, maxsplit=1)[0].rstrip()
        above = [i for i in range(main.first) if _is_title(self.lines[i], title, own)]
        return beside | set(above[-1:])

    def _without_chrome(self, root: int) -> set[int]:
        region = self.regions[root]
        lines = set(range(region.first, region.last))
        waiting = [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if self.chrome[child]:
                    lines -= set(range(self.regions[child].first, self.regions[child].last))
                else:
                    waiting.append(child)
        return lines

    def _is_text(self, region: Region) -> bool:
        if region.chars < BESIDE_CHARS or region.linked > BESIDE_LINKED * region.chars:
            return False
        return any(SENTENCE_END.search(line.text) for line in self.lines[region.first : region.last])


def _is_title(line: PageLine, title: str, own: str) -> bool:
    """Return whether a line is the title of the page; `own` is the title element before the name of the site."""
    return len(line.text) >= TITLE_CHARS and (title.startswith(line.text) or (bool(own) and line.text.startswith(own)))


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


def _own_kind(line: PageLine) -> BlockKind:
    if line.cells:
        return BlockKind.ROW
    return BlockKind.PARAGRAPH if line.style.outline_level is None else BlockKind.HEADING
