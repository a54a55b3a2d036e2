"""The text of shared sections, cut at the median bounds of what seven members share with the shown member.

Fingerprints place a section roughly. The member with the most of the section's fingerprints is shown. A window of its
text, `_AROUND` characters wider than its fingerprints on both sides, is compared with the windows of `_WITNESSES` other
members, the witnesses, whose length is closest to the median. The section is cut at the medians of the shared spans;
templates and shorter shared stretches are cut alike. Three witnesses of a section that begins 250 characters into the
window:

| witness | span shared with the window | |
|---:|---|---|
| 1 | 250–748 | |
| 2 | 131–748 | has the sentence before the section as well |
| 3 | 250–702 | lacks the last sentence |
| median | 250–748 | |
"""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.fingerprints import GRAM
from jyplan.compare.passages.find import find_passages
from jyplan.model import SharedStretch, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.frequent_sections import FrequentSection
    from jyplan.compare.passages.boilerplate import Boilerplate

TEMPLATE = 250
"""Characters of a template, at least, a section that one author wrote; shorter shared stretches, up to an opening of
three or four sentences with the title before it, are the language of the field."""
COMMON = 40
"""Characters of a shared stretch that is reported as common, at least: shorter ones are phrases."""
_AROUND = 250
"""Characters of a window on either side of the first and the last fingerprint, which may be far from the ends of a
section that everybody edited."""
_WITNESSES = 7
"""Members that the shown member is compared with: odd, so that the median is the bound of one of them."""
_END = 12
"""Characters at each end of the shown text that are searched for in the other members."""


class _Window(NamedTuple):
    start: int
    """Offset in the member's text."""
    text: str


def find_shared_stretches(
    sections: Iterable[FrequentSection],
    text_of: Callable[[int], str],
    boilerplate: Boilerplate | None = None,
    ranks: Ints | None = None,
) -> list[SharedStretch]:
    """Return the text and places of the sections of at least `COMMON` characters, in the order of the sections.

    `ranks` has the rank of every text by content, which decides between members that are alike; None is their order. Stretches of at least `TEMPLATE` characters are templates, shorter stretches are common ones.
    """
    stretches = (
        _cut_out(section, text_of, boilerplate, section.members if ranks is None else ranks[section.members])
        for section in sections
        if section.reach >= COMMON
    )
    return [stretch for stretch in stretches if stretch and stretch.chars >= COMMON]


def _cut_out(
    section: FrequentSection, text_of: Callable[[int], str], boilerplate: Boilerplate | None, ranks: Ints
) -> SharedStretch | None:
    """Return a section's text and places, given the ranks of its members; None where most witnesses share no passage with the shown member."""
    deviation = np.abs(section.ends - section.starts + GRAM - section.reach)
    shown_member = int(np.lexsort((ranks, deviation, -section.counts))[0])
    window = _window(section, shown_member, text_of)
    by_deviation = np.lexsort((ranks, deviation)).tolist()
    witnesses = [member for member in by_deviation if member != shown_member][:_WITNESSES]
    spans = [_longest_shared(window, _window(section, member, text_of), boilerplate) for member in witnesses]
    shared = [span for span in spans if span is not None]
    if 2 * len(shared) < len(spans):  # phrases that stand side by side, elsewhere in every text
        return None
    start = window.start + median_low(span.start for span in shared)
    end = window.start + median_low(span.end for span in shared)
    shown = text_of(int(section.members[shown_member]))[start:end]
    start_shift = start - int(section.starts[shown_member])
    end_shift = end - int(section.ends[shown_member])
    places = tuple(
        _place(text_of(int(member)), shown, int(first) + start_shift, int(last) + end_shift)
        for member, first, last in zip(section.members, section.starts, section.ends, strict=True)
    )
    return SharedStretch(tuple(section.members.tolist()), places, shown)


def _window(section: FrequentSection, member: int, text_of: Callable[[int], str]) -> _Window:
    start = max(int(section.starts[member]) - _AROUND, 0)
    return _Window(start, text_of(int(section.members[member]))[start : int(section.ends[member]) + GRAM + _AROUND])


def _longest_shared(window: _Window, witness: _Window, boilerplate: Boilerplate | None) -> Span | None:
    """Return the span of the longest passage shared with `witness` in `window`; None without a passage."""
    passages = find_passages(window.text, witness.text, boilerplate=boilerplate)
    return max(passages, key=lambda passage: passage.chars).left if passages else None


def _place(text: str, shown: str, start: int, end: int) -> Span:
    """Return the span of a section in a member: each end where the shown text's end is found near the expected offset.

    `start` and `end` are the expected offsets; an end that is not found stays there.
    """
    start, end = max(start, 0), min(end, len(text))
    first = text.find(shown[:_END], max(start - _AROUND, 0), start + _AROUND)
    last = text.rfind(shown[-_END:], max(end - _AROUND, 0), end + _AROUND)
    start = first if first >= 0 else start
    end = last + _END if last >= 0 else end
    return Span(start, max(end, start))
