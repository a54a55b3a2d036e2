"""The sentences of a text as items to align: spans, words with offsets, figures.

    text     一、目标  全组教师一起备课。听课15节；
    items    全组教师一起备课               一、目标 and 听课15节 have less than `LEAST_ITEM` Chinese characters
    words    全组 0, 教师 2, 一起 4, 备课 6   with offsets in the Chinese characters of all items

Shorter sentences are headings that every plan has.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from jyplan.compare.rewrites.figures import find_figures
from jyplan.model import Span
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.text.words import WordCutter

LEAST_ITEM = 6
"""Chinese characters of an item, at least."""
MOST_ITEMS = 1_000
"""Items of a text, at most, about 40,000 characters: two texts make a table of a million entries."""
LONGEST_ITEM = 400
"""Characters of an item, at most; a longer sentence is cut."""
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
    """Return the spans of the sentences of a plan text with the length of items."""
    return [span for _, span in _sentences(fold(text))]


def itemize(text: str, cut: WordCutter) -> ItemizedText:
    """Return the items of a plan text; spans are offsets into the text as given."""
    items: list[Item] = []
    hanzi: list[str] = []
    size = 0
    for sentence, span in _sentences(fold(text)):
        words = tuple(word for word in cut(sentence) if _WORD.fullmatch(word))
        ends = list(accumulate(map(len, words), initial=size))
        items.append(Item(span, words, tuple(ends[:-1]), tuple(find_figures(sentence))))
        hanzi += words
        size = ends[-1]
    return ItemizedText(tuple(items), "".join(hanzi))


def _sentences(folded: str) -> Iterator[tuple[str, Span]]:
    """Yield the sentences long enough to be items, with spans without outer spaces; `MOST_ITEMS` at most."""
    matches = (match for match in _SENTENCE.finditer(folded) if len(_HANZI.findall(match[0])) >= LEAST_ITEM)
    for match in islice(matches, MOST_ITEMS):
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped)
        yield match[0], Span(start, start + len(stripped))
