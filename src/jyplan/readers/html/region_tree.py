"""The regions of a page as a tree, with furniture and the main region marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.readers.html.lists import OWN_MARKER
from jyplan.readers.html.regions import Furniture
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.readers.html.regions import PageLine, Region

MOST = 0.9
"""A child region with this share of its parent's text takes the parent's place as main region."""
LINKED = 0.6
"""A region with more than this share of its characters in links may be a list of links."""
LINKS = 3
"""Fewest links, or consecutive lines of links, in a list of links."""
BESIDE_CHARS = 60
"""Fewest characters of a region outside the main region that counts as text."""
BESIDE_LINKED = 0.3
"""Largest share of link characters in a region outside the main region that counts as text."""
SENTENCE_END = lazy_pattern("[。；！？]")
TITLE_CHARS = 5


class RegionTree:
    """The regions of a page; the root is the whole page."""

    def __init__(self, lines: Sequence[PageLine], regions: Sequence[Region]) -> None:
        self.lines = lines
        self.regions = regions
        self.children: list[list[int]] = [[] for _ in regions]
        for i, region in enumerate(regions[1:], 1):
            self.children[max(0, region.parent)].append(i)
        self.furniture = self._find_furniture()
        self.mass = self._weigh()
        self.path = self._find_main()

    def _find_furniture(self) -> list[bool]:
        """Return whether each region is furniture; False for a region with half of the page's text."""
        half = sum(line.chars - line.linked for line in self.lines) / 2
        furniture = [False]
        for region in self.regions[1:]:
            linked = region.linked > LINKED * region.chars and region.links >= LINKS
            small = region.chars - region.linked <= half
            named = region.furniture is Furniture.SURE or (
                region.furniture is Furniture.DOUBTFUL and not self._reads_as_text(region)
            )
            furniture.append(furniture[max(0, region.parent)] or (small and (named or linked)))
        return furniture

    def _reads_as_text(self, region: Region) -> bool:
        """Whether a region holds no links and a sentence or a numbered line."""
        return not region.linked and any(
            SENTENCE_END.search(line.text) or OWN_MARKER.match(line.text)
            for line in self.lines[region.first : region.last]
        )

    def _weigh(self) -> list[int]:
        """Return the number of characters in each region, without links and furniture."""
        mass = [
            0 if furniture else r.chars - r.linked for r, furniture in zip(self.regions, self.furniture, strict=True)
        ]
        below = [0] * len(mass)  # characters of furniture below each region
        for i in range(len(mass) - 1, 0, -1):
            region = self.regions[i]
            below[max(0, region.parent)] += region.chars - region.linked if self.furniture[i] else below[i]
        return [m and m - lost for m, lost in zip(mass, below, strict=True)]

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
        return self._without_furniture(self.path[-1])

    def lines_beside(self, title: str) -> set[int]:
        """Return the indices of text lines outside the main region.

        A neighbour of the main region without links may be a title or a signature. Regions farther away
        must read as text, unless the page has no furniture at all.
        """
        beside: set[int] = set()
        main = self.regions[self.path[-1]]
        plain = not any(self.furniture) and not self.regions[0].linked
        for parent, heir in zip(self.path, self.path[1:], strict=False):
            for child in self.children[parent]:
                region = self.regions[child]
                near = plain or (heir == self.path[-1] and not region.linked)
                if child != heir and not self.furniture[child] and (near or self._is_text(region)):
                    beside |= self._without_furniture(child)
        own = re.split("[-_|—–]", title, maxsplit=1)[0].rstrip()
        above = [i for i in range(main.first) if _is_title(self.lines[i], title, own)]
        return beside | set(above[-1:])

    def _without_furniture(self, root: int) -> set[int]:
        region = self.regions[root]
        lines = set(range(region.first, region.last))
        waiting = [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if self.furniture[child]:
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
