"""A text as the comparison sees it: format taken away, with the way back to the text as displayed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Codes, Ints, Mask, code_points, interval_mask, text_of
from jyplan.compare.passages.seeds import Grams, index_grams
from jyplan.model import Span
from jyplan.text.normalise import normalise, normalise_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

PAUSES = frozenset(",.:;!?、。…·")
"""Marks that a writer exchanges for each other without saying something else."""
QUOTES = frozenset("“”‘’\"'`")
FORMAT = PAUSES | QUOTES | frozenset("()[]{}【】《》〈〉—-~_/|\\*#•●■◆▲★☆○□◇△")
"""What is format where it comes or goes; between two digits none of it is."""


@dataclass(frozen=True)
class View:
    """One text without its format: normalised, pauses made one, quotes made one."""

    text: str
    """As displayed; offsets that leave this package point here."""
    plain: str
    """What is compared: one code point for each entry of `places`."""
    places: Ints
    """Offset in `text` of every character of `plain`; one more entry is the length of `text`."""

    @cached_property
    def raw(self) -> Codes:
        """The characters of `text` as an array."""
        return code_points(self.text)

    @cached_property
    def codes(self) -> Codes:
        """The characters of `plain` as an array."""
        return code_points(self.plain)

    @cached_property
    def marks(self) -> Mask:
        """Which characters of `plain` are punctuation."""
        return _lookup(FORMAT, self.codes)

    @cached_property
    def bare(self) -> tuple[str, Ints]:
        """The text without punctuation, and the offset in `plain` of each of its characters."""
        places = np.flatnonzero(~self.marks)
        return text_of(self.codes[places]), places

    @cached_property
    def grams(self) -> Grams:
        """The seeds of `plain`, ready for joining with those of another text."""
        return index_grams(self.codes)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of `plain` stands in `text`; an empty one has no width there either."""
        at = int(self.places[start])
        return Span(at, int(self.places[end - 1]) + 1 if end > start else at)

    def part(self, start: int, end: int) -> View:
        """Return the view of a stretch of `plain` alone."""
        span = self.span(start, end)
        places = np.r_[self.places[start:end], span.end] - span.start
        return View(self.text[span.start : span.end], self.plain[start:end], places)

    def bounds(self, spans: Sequence[Span]) -> tuple[Ints, Ints]:
        """Return where the stretches of `plain` begin and end that stretches of `text` hold."""
        starts = np.searchsorted(self.places[:-1], [span.start for span in spans])
        return starts, np.searchsorted(self.places[:-1], [span.end for span in spans])

    def within(self, span: Span) -> tuple[int, int]:
        """Return the stretch of `plain` that a stretch of `text` holds."""
        (start,), (end,) = self.bounds([span])
        return int(start), int(end)

    def mask(self, spans: Sequence[Span]) -> Mask:
        """Return which characters of `plain` stand in one of the stretches of `text`."""
        return interval_mask(*self.bounds(spans), len(self.plain))


def view_text(text: str) -> View:
    r"""Return a text as the comparison sees it.

    >>> view_text("一、 教研，备课；\n听课1.5节").plain
    '一,教研,备课,听课1.5节'
    """
    codes, places = normalise_codes(code_points(text))
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    inside_number = np.zeros(len(codes), dtype=bool)
    inside_number[1:-1] = digit[:-2] & digit[2:]
    codes = np.where(_lookup(PAUSES, codes) & ~inside_number, np.uint32(ord(",")), codes)
    codes = np.where(_lookup(QUOTES, codes), np.uint32(ord('"')), codes)
    return View(text, text_of(codes), np.append(places, len(text)))


def says_the_same(one: View, other: View) -> bool:
    """Return whether two texts differ by format only; what stands inside a number is none.

    >>> [says_the_same(view_text("听课1.5节。"), view_text(text)) for text in ("（听课１.５节）", "听课15节。")]
    [True, False]
    """
    return one.bare[0] == other.bare[0] and np.array_equal(_with_numbers(one), _with_numbers(other))


def _with_numbers(view: View) -> Codes:
    """Return the characters of a text without punctuation, save a mark right between two digits."""
    digit = (view.codes >= ord("0")) & (view.codes <= ord("9"))
    beside = np.diff(view.places[:-1]) == 1
    inside = np.zeros(len(digit), dtype=bool)
    inside[1:-1] = digit[:-2] & digit[2:] & beside[:-1] & beside[1:]
    return view.codes[~view.marks | inside]


def _lookup(characters: frozenset[str], codes: Codes) -> Mask:
    """Return which codes are one of the characters."""
    return _table(characters)[np.minimum(codes, 0xFFFF)]


@cache
def _table(characters: frozenset[str]) -> Mask:
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


def is_format(text: str) -> bool:
    """Return whether a piece of text is spaces and punctuation only; the empty text is."""
    return not text.isalnum() and all(character in FORMAT for character in normalise(text).text)
