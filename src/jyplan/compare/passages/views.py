"""The text as compared, without format, with the offsets of the displayed text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Codes, Ints, Mask, code_points, interval_mask, text_of
from jyplan.compare.passages.list_numbers import list_numbers
from jyplan.compare.passages.seeds import Grams, index_grams
from jyplan.model import Span
from jyplan.text.normalise import normalise, normalise_codes
from jyplan.text.strewn import find_strewn

if TYPE_CHECKING:
    from collections.abc import Sequence

PAUSES = frozenset(",.:;!?、。…·")
"""Punctuation for pauses; a writer exchanges these marks without a change of meaning."""
QUOTES = frozenset("“”‘’\"'`")
FORMAT = PAUSES | QUOTES | frozenset("()[]{}【】《》〈〉—-~_/|\\*#•●■◆▲★☆○□◇△")
"""Characters that are format: their presence or absence is no change of content, except between two digits."""

RESERVED = ("\U0010fffe", "\U0010ffff")
"""The last two noncharacters of Unicode: a displayed text may contain them, a plain text has U+FFFD instead, so that
they are free for placeholders."""
_BASIC = 0xFFFF
_REPLACEMENT = 0xFFFD
"""U+FFFD, the replacement character."""


@dataclass(frozen=True)
class View:
    """A text without format: normalised, every pause a comma, every quotation mark straight."""

    text: str
    """The displayed text; the results of this package are offsets into `text`."""
    plain: str
    """The compared text, without the `RESERVED` characters: one code point for each entry of `places` but the last."""
    places: Ints
    """Offset in `text` of every character of `plain`, and the length of `text` as the last entry."""

    @cached_property
    def raw(self) -> Codes:
        """The code points of `text`."""
        return code_points(self.text)

    @cached_property
    def codes(self) -> Codes:
        """The code points of `plain`."""
        return code_points(self.plain)

    @cached_property
    def marks(self) -> Mask:
        """The mask of the characters of `plain` in `FORMAT`."""
        return _lookup(FORMAT, self.codes)

    @cached_property
    def words(self) -> Mask:
        """The mask of the characters of `plain` that are no format; a mark between two digits is none."""
        is_digit = self.codes - np.uint32(ord("0")) <= 9
        inside_number = np.flatnonzero(is_digit[:-2] & is_digit[2:])
        words: Mask = ~self.marks
        words[inside_number[self.places[inside_number + 2] - self.places[inside_number] == 2] + 1] = True
        return words

    @cached_property
    def content(self) -> Mask:
        """The mask of the characters of `plain` that shares count: all words but the numbers of headings and items."""
        starts, ends = (np.searchsorted(self.places[:-1], edges) for edges in list_numbers(self.text))
        if not len(starts):
            return self.words
        content: Mask = self.words & ~interval_mask(starts, ends, len(self.plain))
        return content

    @cached_property
    def content_places(self) -> Ints:
        """Offset in `text` of every character of `content`."""
        places: Ints = self.places[:-1][self.content]
        return places

    @cached_property
    def bare(self) -> tuple[str, Ints]:
        """The text without the characters of `FORMAT`, and the offset in `plain` of each character left."""
        places = np.flatnonzero(~self.marks)
        return text_of(self.codes[places]), places

    @cached_property
    def grams(self) -> Grams:
        """The n-grams of `plain`, indexed for `shared_runs`."""
        return index_grams(self.codes)

    def span(self, start: int, end: int) -> Span:
        """Return the span of `text` that shows `plain[start:end]`; an empty stretch has an empty span."""
        text_start = int(self.places[start])
        return Span(text_start, int(self.places[end - 1]) + 1 if end > start else text_start)

    def part(self, start: int, end: int) -> View:
        """Return the view of `plain[start:end]` alone."""
        span = self.span(start, end)
        places = np.r_[self.places[start:end], span.end] - span.start
        return View(self.text[span.start : span.end], self.plain[start:end], places)

    def bounds(self, spans: Sequence[Span]) -> tuple[Ints, Ints]:
        """Return starts and ends of the stretches of `plain` inside spans of `text`."""
        starts = np.searchsorted(self.places[:-1], [span.start for span in spans])
        return starts, np.searchsorted(self.places[:-1], [span.end for span in spans])

    def within(self, span: Span) -> tuple[int, int]:
        """Return start and end of the stretch of `plain` inside a span of `text`."""
        (start,), (end,) = self.bounds([span])
        return int(start), int(end)

    def mask(self, spans: Sequence[Span]) -> Mask:
        """Return the mask of the characters of `plain` inside any of the spans of `text`."""
        if not spans:
            return np.zeros(len(self.plain), dtype=bool)
        return interval_mask(*self.bounds(spans), len(self.plain))


def view_text(text: str, *, may_be_strewn: bool = True) -> View:
    r"""Return the view of a displayed text; characters strewn in are not looked for with `may_be_strewn` false.

    >>> view_text("一、 教研，备课；\n听课1.5节").plain
    '一,教研,备课,听课1.5节'
    """
    codes, places = normalise_codes(code_points(text))
    if may_be_strewn:
        codes, places = _without_strewn(codes, places)
    alike = _alike_table().take(codes, mode="clip")
    if len(codes) and codes.max() > _BASIC:
        alike = np.where(codes <= _BASIC, alike, codes)
        alike[codes >= ord(RESERVED[0])] = _REPLACEMENT
    is_digit = codes - np.uint32(ord("0")) <= 9
    inside_number = np.flatnonzero(is_digit[:-2] & is_digit[2:]) + 1
    pauses = inside_number[alike[inside_number] == ord(",")]
    alike[pauses] = codes[pauses]
    return View(text, text_of(alike), np.append(places, len(text)))


def bare_phrase(phrase: str) -> str:
    """Return the text that the `bare` of a phrase's view has; nothing is strewn into a phrase.

    >>> bare_phrase("立德树人、五育并举。")
    '立德树人五育并举'
    """
    return "".join(character for character in normalise(phrase).text if character not in FORMAT)


def _without_strewn(codes: Codes, places: Ints) -> tuple[Codes, Ints]:
    """Return characters and offsets without those strewn in for disguise."""
    content = np.flatnonzero(~_lookup(FORMAT, codes))
    strewn = find_strewn(codes[content])
    if strewn is None:
        return codes, places
    is_kept = np.ones(len(codes), dtype=bool)
    is_kept[content[strewn]] = False
    return codes[is_kept], places[is_kept]


def has_same_content(left: View, right: View) -> bool:
    """Return whether two texts differ by format only; a mark between two digits is content.

    >>> [has_same_content(view_text("听课1.5节。"), view_text(text)) for text in ("（听课１.５节）", "听课15节。")]
    [True, False]
    """
    return left.bare[0] == right.bare[0] and np.array_equal(left.codes[left.words], right.codes[right.words])


def _lookup(characters: frozenset[str], codes: Codes) -> Mask:
    """Return the mask of the codes in a set of characters of the basic plane."""
    return _table(characters).take(codes, mode="clip")


@cache
def _alike_table() -> Codes:
    """Return the character that stands for each of the basic plane: a comma for a pause, a straight quotation mark."""
    table = np.arange(_BASIC + 1, dtype=np.uint32)
    table[[ord(character) for character in PAUSES]] = ord(",")
    table[[ord(character) for character in QUOTES]] = ord('"')
    return table


@cache
def _table(characters: frozenset[str]) -> Mask:
    """Return a table that is true at the code points of the characters."""
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


def is_format(text: str) -> bool:
    """Return whether a piece of text consists of spaces and punctuation only, or is empty."""
    return not text.isalnum() and all(character in FORMAT for character in normalise(text).text)
