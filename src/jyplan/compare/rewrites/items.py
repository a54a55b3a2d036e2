"""The sentences of a text as items to align: spans, words with their places, figures.

An item is a sentence with at least `LEAST_ITEM` Chinese characters: shorter ones are headings that every plan has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.compare.rewrites.figures import find_figures
from jyplan.model import Span
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.text.words import WordCutter

LEAST_ITEM = 6
"""Chinese characters of an item."""
MOST_ITEMS = 1_000
"""Items of a text that are read, about 40,000 characters: two such texts make a table of a million entries."""
LONGEST_ITEM = 400
"""Characters; a longer sentence is cut."""
_SENTENCE = lazy_pattern(f"[^。;!?\n]{{1,{LONGEST_ITEM}}}")
_HANZI = lazy_pattern("[一-鿿]")
_WORD = lazy_pattern("[一-鿿]++")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of a plan text."""

    span: Span
    words: tuple[str, ...]
    """The Chinese words, in reading order."""
    places: tuple[int, ...]
    """For each word, the offset of its first character in `ItemizedText.hanzi`."""
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemizedText:
    """A text as items, and the Chinese characters of all items in a row."""

    items: tuple[Item, ...]
    hanzi: str


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a plan text that are long enough to be items."""
    spans = []
    for match in _SENTENCE.finditer(fold(text)):
        if len(_HANZI.findall(match[0])) >= LEAST_ITEM:
            stripped = match[0].strip()
            start = match.start() + match[0].index(stripped)
            spans.append(Span(start, start + len(stripped)))
    return spans[:MOST_ITEMS]


def itemize(text: str, cut: WordCutter) -> ItemizedText:
    """Return the items of a plan text; spans are offsets into the text as given."""
    folded = fold(text)
    items: list[Item] = []
    hanzi: list[str] = []
    size = 0
    for match in _SENTENCE.finditer(folded):
        sentence = match[0]
        if len(_HANZI.findall(sentence)) < LEAST_ITEM:
            continue
        if len(items) == MOST_ITEMS:
            break
        words = [word for word in cut(sentence) if _WORD.fullmatch(word)]
        places = []
        for word in words:
            places.append(size)
            size += len(word)
        hanzi += words
        stripped = sentence.strip()
        start = match.start() + sentence.index(stripped)
        items.append(
            Item(Span(start, start + len(stripped)), tuple(words), tuple(places), tuple(find_figures(sentence)))
        )
    return ItemizedText(tuple(items), "".join(hanzi))
