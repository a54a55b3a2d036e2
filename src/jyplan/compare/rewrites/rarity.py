"""How much a word, a character or a figure says about two texts that share it, by how rare it is.

| token | background texts of 200 | submissions of 100 | weight |
|---|---:|---:|---:|
| 工作 | 195 | – | 0 |
| 课例 | 12 | 30 | 0 |
| 绘本 | 2 | 4 | 1.3 |
| 招牌 | 0 | 2 | 2.1 |
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, NamedTuple

from jyplan.compare.rewrites.background import load_background
from jyplan.compare.rewrites.candidates import SAMPLE
from jyplan.compare.rewrites.figures import find_figures
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.compare.rewrites.candidates import PairIndex
    from jyplan.compare.rewrites.items import Item

_COUNT = lazy_pattern("[每第]?[一二两三四五六七八九十半百千万几多]++.?")
"""Words that are a number and a unit (一名, 每半年): figures are counted as figures."""
FLOOR = 2.5
"""A word in more texts than about one of 12 says nothing: the genre's own words."""
CHARACTER_FLOOR = 2.0
CHARACTER_WEIGHT = 0.6
"""A character is what is left of a word that was replaced by its like: 晨读, 早读."""


class WeighedItem(NamedTuple):
    """The rare tokens of an item with their weights, all above 0."""

    words: tuple[tuple[int, int, dict[str, float]], ...]
    """Place and length of each word with any, in reading order, and its tokens: itself and its characters."""
    figures: dict[str, float]
    tokens: dict[str, float]
    """All of them."""


class Rarity:
    """Weights of words, characters and figures among the submissions in an index and the background."""

    def __init__(self, index: PairIndex, sample: Iterable[str]) -> None:
        self._index = index
        self._background = load_background()
        self._share = min(1.0, SAMPLE / max(index.texts, 1))
        self._total = self._background.texts + self._share * index.texts + 1
        self._sampled = 0
        self._figures: Counter[str] = Counter()
        for text in sample:
            self._figures.update(set(find_figures(fold(text))))
            self._sampled += 1
        self._words: dict[str, float] = {}
        self._characters: dict[str, float] = {}
        self._tokens: dict[str, dict[str, float]] = {}
        self.weighed: dict[int, tuple[object, list[WeighedItem]]] = {}
        """By identity of a text, which is kept with it: each of its items."""

    def weigh(self, item: Item) -> WeighedItem:
        """Return the rare words and figures of an item."""
        words = [
            (place, len(word), rare)
            for word, place in zip(item.words, item.places, strict=True)
            if (rare := self._tokens_of(word))
        ]
        figures = {figure: weight for figure in item.figures if (weight := self.figure(figure)) > 0}
        tokens = {token: weight for _, _, rare in words for token, weight in rare.items()}
        return WeighedItem(tuple(words), figures, tokens | figures)

    def _tokens_of(self, word: str) -> dict[str, float]:
        """Return the weights above 0 of a word and its characters."""
        if word not in self._tokens:
            weights = {word: self.word(word)} if len(word) > 1 else {}
            weights |= {f"-{character}": self.character(character) for character in word}
            self._tokens[word] = {token: weight for token, weight in weights.items() if weight > 0}
        return self._tokens[word]

    def word(self, word: str) -> float:
        """Return the weight of a word, 0 for a frequent one."""
        if word not in self._words and _COUNT.fullmatch(word):
            self._words[word] = 0.0
        if word not in self._words:
            here = self._index.frequency(word)
            texts = self._background.counts.get(word, 0)
            rarity = (
                self._of_background(texts) if here is None else log(self._total / (texts + self._share * here + 0.5))
            )
            self._words[word] = max(rarity - FLOOR, 0.0)
        return self._words[word]

    def character(self, character: str) -> float:
        """Return the weight of a character, 0 for a frequent one."""
        if character not in self._characters:
            rarity = self._of_background(self._background.counts.get(character, 0))
            self._characters[character] = max(rarity - CHARACTER_FLOOR, 0.0) * CHARACTER_WEIGHT
        return self._characters[character]

    def figure(self, figure: str) -> float:
        """Return the weight of a figure."""
        texts = self._background.counts.get(figure, 0) + self._figures[figure]
        return max(log((self._background.texts + self._sampled + 1) / (texts + 0.5)), 0.0)

    def _of_background(self, texts: int) -> float:
        return log((self._background.texts + 1) / (texts + 0.5))
