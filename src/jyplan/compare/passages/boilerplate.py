"""Boilerplate: official slogans, titles, lines of web sites and texts sent out by the bureau, free for every plan to repeat.

A slogan counts only where it stands whole, as does the title of a law, a policy or a book in 《》, and a line that a site puts
around a text: 发布时间、浏览次数. A declared text counts also where it is quoted in part. Boilerplate alone never makes a
passage; a copied passage goes on through boilerplate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Mask, interval_mask
from jyplan.compare.passages.phrases import index_phrases
from jyplan.compare.passages.seeds import shared_runs
from jyplan.compare.passages.views import View, bare_phrase, view_text
from jyplan.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATA = Path(__file__).parents[2] / "data"
_TITLE = re.compile(r"《[^《》]{2,60}》(?:\([^()]{4,20}号\))?")
"""A title, with the number of its document: 《…的意见》(教基〔2023〕4号)."""
_SHORT_LINE = 30
"""Characters of a line that a single word of `data/site_lines.txt` makes a site's …"""
_LONG_LINE = 160
"""… and of one that two words do; what is longer is text."""
QUOTED_RUN = 8
"""Shortest run of characters shared with a declared text that counts as a quotation; a shorter line of the declared
text counts where it stands whole."""
SHORTEST_PHRASE = 4
"""Shortest line of a declared text that counts as boilerplate; a shorter line is an everyday word, such as 备注."""


@dataclass(frozen=True)
class Boilerplate:
    """The slogans and declared texts every plan may repeat; empty by default."""

    phrases: tuple[str, ...] = ()
    """Slogans without punctuation, as in `View.bare`; a slogan counts only where it stands whole."""
    site_words: frozenset[str] = frozenset()
    """Words in the lines of web sites, as in `View.bare`, four characters or more."""
    titles: bool = False
    """Whether titles in 《》 are free."""
    declared: tuple[View, ...] = ()
    """Texts sent out by the bureau; every run of `QUOTED_RUN` characters counts."""

    def slogans_in(self, view: View) -> Mask:
        """Return the mask of the characters of `view.plain` inside a slogan, a title or a line of a site."""
        mask = np.zeros(len(view.plain), dtype=bool)
        bare, places = view.bare
        of_site: list[int] = []
        for start, end in index_phrases(self._all_phrases).find(bare):
            if bare[start:end] in self.site_words:
                of_site.append(int(view.places[places[start]]))
            else:
                mask[places[start] : places[end - 1] + 1] = True
        for line in _site_lines(view.text, of_site):
            start, end = view.within(line)
            mask[start:end] = True
        if self.titles and "《" in view.plain:
            for title in _TITLE.finditer(view.plain):
                mask[title.start() : title.end()] = True
        return mask

    @property
    def _all_phrases(self) -> tuple[str, ...]:
        return _with_words(self.phrases, self.site_words)

    def quoted_in(self, view: View) -> Mask:
        """Return the mask of the characters of `view.plain` quoted from a declared text."""
        mask = np.zeros(len(view.plain), dtype=bool)
        for declared in self.declared:
            runs = shared_runs(view.grams, declared.grams)
            long = runs.length >= QUOTED_RUN
            mask |= interval_mask(runs.left[long], runs.left[long] + runs.length[long], len(mask))
        if self.declared:
            mask |= Boilerplate(_short_lines(self.declared)).slogans_in(view)
        return mask

    def quoted_share(self, text: str) -> float:
        """Return the share of a text's characters, spaces and format not counted, that are quoted from a declared text."""
        if not self.declared:
            return 0.0
        view = view_text(text)
        counted = self.quoted_in(view)[view.content]
        return int(np.count_nonzero(counted)) / max(len(counted), 1)


def declare(texts: Iterable[str] = (), *, slogans: bool = True) -> Boilerplate:
    """Return the boilerplate of the declared texts, with what is built in unless `slogans` is false."""
    views = tuple(view_text(text) for text in texts)
    if not slogans:
        return Boilerplate(declared=views)
    phrases = _read_phrases("slogans.txt", "skeleton.txt")
    return Boilerplate(phrases, frozenset(_read_phrases("site_lines.txt")), True, views)


def _site_lines(text: str, offsets: Iterable[int]) -> Iterator[Span]:
    """Yield the lines of a text that are a site's, given the offsets of a site's words."""
    breaks: list[int] | None = None
    lines: Counter[int] = Counter()
    for offset in offsets:
        if breaks is None:
            breaks = [-1, *(line_end.start() for line_end in re.finditer("\n", text)), len(text)]
        lines[bisect_right(breaks, offset) - 1] += 1
    for line, words in lines.items():
        assert breaks
        start, end = breaks[line] + 1, breaks[line + 1]
        if end - start <= (_LONG_LINE if words > 1 else _SHORT_LINE):
            yield Span(start, end)


@cache
def _with_words(phrases: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    return (*phrases, *sorted(words))


def _short_lines(declared: tuple[View, ...]) -> tuple[str, ...]:
    """Return the lines of declared texts of 4 to 7 characters, without punctuation."""
    lines = (view_text(line).bare[0] for view in declared for line in view.text.splitlines())
    return tuple(sorted({line for line in lines if SHORTEST_PHRASE <= len(line) < QUOTED_RUN}))


@cache
def _read_phrases(*names: str) -> tuple[str, ...]:
    """Return the phrases of files in `data/` without punctuation, the longest first."""
    lines = [line for name in names for line in (_DATA / name).read_text("utf-8").splitlines()]
    phrases = {bare_phrase(line) for line in lines if line and not line.startswith("#")}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
