"""Weights of words, characters and figures by rarity, as evidence for a common source: inverse document frequency.

The frequency counts the texts of the background and the submissions together; frequent words weigh 0 (`FLOOR`):

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
    from jyplan.compare.rewrites.items import Item, ItemizedText

_COUNT = lazy_pattern("[每第]?[一二两三四五六七八九十半百千万几多]++.?")
"""Words made of number and unit (一名, 每半年): these weigh as figures, not as words."""
FLOOR = 2.5
"""Subtracted from the inverse document frequency (natural logarithm): a word of every twelfth text weighs 0, as do all
more frequent words of the genre."""
CHARACTER_FLOOR = 2.0
CHARACTER_WEIGHT = 0.6
"""Factor of single characters, the trace of a word replaced by a synonym: 晨读, 早读."""


class WeighedItem(NamedTuple):
    """The rare tokens of an item with weights, all above 0."""

    words: tuple[tuple[int, int, dict[str, float]], ...]
    """Offset and length of each word with rare tokens, in reading order, and the tokens: the word and its characters."""
    figures: dict[str, float]
    tokens: dict[str, float]
    """The tokens of all words and figures."""


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
        self._weighed: dict[int, tuple[ItemizedText, list[WeighedItem]]] = {}
        """By identity of a text, with the text, whose identity is free for another object otherwise."""

    def weigh_text(self, text: ItemizedText) -> list[WeighedItem]:
        """Return the rare words and figures of each item, computed once for all pairs with the text."""
        if id(text) not in self._weighed:
            self._weighed[id(text)] = text, [self.weigh(item) for item in text.items]
        return self._weighed[id(text)][1]

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
        """Return the weights above 0 of a word and of each character in it, the latter under keys such as `-晨`."""
        if word not in self._tokens:
            weights = {word: self.word(word)} if len(word) > 1 else {}
            weights |= {f"-{character}": self.character(character) for character in word}
            self._tokens[word] = {token: weight for token, weight in weights.items() if weight > 0}
        return self._tokens[word]

    def word(self, word: str) -> float:
        """Return the weight of a word, 0 for a frequent word or a count."""
        if word not in self._words:
            self._words[word] = 0.0 if _COUNT.fullmatch(word) else max(self._rarity(word) - FLOOR, 0.0)
        return self._words[word]

    def _rarity(self, word: str) -> float:
        """Return the inverse document frequency of a word, in the background alone if the index has no pair of the word."""
        texts = self._background.counts.get(word, 0)
        submissions = self._index.frequency(word)
        if submissions is None:
            return self._rarity_in_background(texts)
        return log(self._total / (texts + self._share * submissions + 0.5))

    def character(self, character: str) -> float:
        """Return the weight of a character, 0 for a frequent character."""
        if character not in self._characters:
            rarity = self._rarity_in_background(self._background.counts.get(character, 0))
            self._characters[character] = max(rarity - CHARACTER_FLOOR, 0.0) * CHARACTER_WEIGHT
        return self._characters[character]

    def figure(self, figure: str) -> float:
        """Return the weight of a figure."""
        texts = self._background.counts.get(figure, 0) + self._figures[figure]
        return max(log((self._background.texts + self._sampled + 1) / (texts + 0.5)), 0.0)

    def _rarity_in_background(self, texts: int) -> float:
        return log((self._background.texts + 1) / (texts + 0.5))
