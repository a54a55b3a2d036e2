"""Sections that many plans share, as text: where each begins and ends, told from what its members say around it."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.passages.find import find_passages
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jyplan.compare.copies.frequent_sections import Section
    from jyplan.compare.passages.boilerplate import Boilerplate

TEMPLATE = 250
"""Characters of a section that somebody wrote and others took; what many plans share in shorter stretches, up to an
opening of three or four sentences with the title before it, is the language of the field."""
COMMON = 40
"""Characters of a shared stretch worth showing as common: shorter ones are phrases."""
_AROUND = 250
"""Characters looked at on either side of the first and the last fingerprint: these may be far from the ends in a
section that everybody edited."""
_WITNESSES = 7
"""Other members that a section's ends are told from: the median of an odd number is one of them."""
_END = 12
"""Characters that an end of the section is found by in the other members."""


def find_templates(
    sections: Iterable[Section], text_of: Callable[[int], str], boilerplate: Boilerplate | None = None
) -> list[SharedStretch]:
    """Return the sections that are long enough to be shown, most members first."""
    found = (_found(section, text_of, boilerplate) for section in sections if section.reach >= COMMON)
    return [stretch for stretch in found if stretch and stretch.chars >= COMMON]


def _found(section: Section, text_of: Callable[[int], str], boilerplate: Boilerplate | None) -> SharedStretch | None:
    reach = section.reach
    far = np.abs(section.ends - section.starts + GRAM - reach)
    best = int(np.lexsort((section.members, far, -section.found))[0])
    text = text_of(int(section.members[best]))
    low = max(int(section.starts[best]) - _AROUND, 0)
    window = text[low : int(section.ends[best]) + GRAM + _AROUND]
    others = [number for number in np.argsort(far, kind="stable").tolist() if number != best][:_WITNESSES]
    seen = [_shared_part(window, _window(section, number, text_of), boilerplate) for number in others]
    ends = [span for span in seen if span is not None]
    if 2 * len(ends) < len(seen):  # phrases that meet in other places in every text
        return None
    start, end = low + median_low(span.start for span in ends), low + median_low(span.end for span in ends)
    shown = text[start:end]
    shifts = start - int(section.starts[best]), end - int(section.ends[best])
    places = tuple(
        _place(text_of(int(member)), shown, int(first) + shifts[0], int(last) + shifts[1])
        for member, first, last in zip(section.members, section.starts, section.ends, strict=True)
    )
    return SharedStretch(tuple(section.members.tolist()), places, shown)


def _window(section: Section, number: int, text_of: Callable[[int], str]) -> str:
    low = max(int(section.starts[number]) - _AROUND, 0)
    return text_of(int(section.members[number]))[low : int(section.ends[number]) + GRAM + _AROUND]


def _shared_part(window: str, other: str, boilerplate: Boilerplate | None) -> Span | None:
    """Return which part of a window most of what it shares with another one stands in."""
    passages = find_passages(window, other, boilerplate=boilerplate)
    return max(passages, key=lambda passage: passage.chars).left if passages else None


def _place(text: str, shown: str, start: int, end: int) -> Span:
    """Return where a member has the section: by the words at its ends, else by where its fingerprints are."""
    start, end = max(start, 0), min(end, len(text))
    first = text.find(shown[:_END], max(start - _AROUND, 0), start + _AROUND)
    last = text.rfind(shown[-_END:], max(end - _AROUND, 0), end + _AROUND)
    start = first if first >= 0 else start
    end = last + _END if last >= 0 else end
    return Span(start, max(end, start))
