"""How much of each section of a plan stands in other plans.

Characters are those that shares count, without spaces and marks, so that the copied characters of the sections are those of the plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.passages.shares import copied_runs
from jyplan.compare.passages.views import view_text
from jyplan.model import SectionShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.compare.arrays import Ints, Mask
    from jyplan.model import CopiedText, TopSection


def place_sections(text: str, sections: Sequence[TopSection]) -> tuple[SectionShare, ...]:
    """Return the sections of a plan text with the places of their characters, nothing copied yet; sections without any are left out."""
    if not sections:
        return ()
    places = view_text(text).content_places
    firsts, ends = (
        np.searchsorted(places, edges).tolist()
        for edges in zip(*((section.span.start, section.span.end) for section in sections), strict=True)
    )
    placed = zip(sections, firsts, ends, strict=True)
    return tuple(SectionShare(section, first, end - first) for section, first, end in placed if end > first)


def share_sections(
    sections: Iterable[SectionShare], copied: Mask, others: Mask, sources: Iterable[tuple[int, CopiedText]]
) -> tuple[SectionShare, ...]:
    """Return the sections with their shares.

    `copied` marks the characters of the plan that stand in any other plan, `others` those in plans of other schools; `sources` are
    the plans that share text, the closest first, each with the characters it has.
    """
    within, every = [*sections], [*sources]
    most, closest = [0] * len(within), [0] * len(within)
    if within and every:
        chars = _count_in_sections(within, [text for _, text in every])
        most, closest = chars.max(axis=0).tolist(), chars.argmax(axis=0).tolist()
    return tuple(
        replace(
            section,
            copied=_share(section, copied),
            other_schools=_share(section, others),
            largest=chars / section.chars,
            source=every[number][0] if chars else None,
        )
        for section, chars, number in zip(within, most, closest, strict=True)
    )


def _count_in_sections(sections: Sequence[SectionShare], sources: Sequence[CopiedText]) -> Ints:
    """Return how many characters of each section, a column, each source has, a row; the copied texts are laid out one behind the other."""
    runs = [copied_runs(text) for text in sources]
    origins = np.cumsum([0, *(text.size + 1 for text in sources[:-1])])
    of_run = np.repeat(origins, [len(starts) for starts, _ in runs])
    starts, ends = (np.concatenate(edges) + of_run for edges in zip(*runs, strict=True))
    edges = np.array([[section.first, section.first + section.chars] for section in sections]).T
    offsets = origins[:, None, None] + edges
    begun = np.searchsorted(starts, offsets)
    counted = np.append(0, np.cumsum(ends - starts))[begun] - np.maximum(np.append(0, ends)[begun] - offsets, 0)
    in_sections: Ints = counted[:, 1] - counted[:, 0]
    return in_sections


def _share(section: SectionShare, mask: Mask) -> float:
    return int(np.count_nonzero(mask[section.first : section.first + section.chars])) / section.chars
