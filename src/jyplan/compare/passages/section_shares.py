"""How much of each section of a plan stands in other plans.

Characters are those that shares count, without spaces and marks, so that the copied characters of the sections are those of the plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.passages.views import view_text
from jyplan.model import SectionShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.compare.arrays import Mask
    from jyplan.model import TopSection


def place_sections(text: str, sections: Sequence[TopSection]) -> tuple[SectionShare, ...]:
    """Return the sections of a plan text with the places of their characters, nothing copied yet; sections without any are left out."""
    if not sections:
        return ()
    view = view_text(text)
    places = view.places[:-1][np.flatnonzero(view.content)]
    firsts, ends = (
        np.searchsorted(places, edges).tolist()
        for edges in zip(*((section.span.start, section.span.end) for section in sections), strict=True)
    )
    placed = zip(sections, firsts, ends, strict=True)
    return tuple(SectionShare(section, first, end - first) for section, first, end in placed if end > first)


def share_sections(
    sections: Iterable[SectionShare], copied: Mask, others: Mask, sources: Iterable[tuple[int, Mask]]
) -> tuple[SectionShare, ...]:
    """Return the sections with their shares.

    `copied` marks the characters of the plan that stand in any other plan, `others` those in plans of other schools; `sources` are
    the plans that share text, the closest first, each with the characters it has.
    """
    within = [*sections]
    most = [0] * len(within)
    closest: list[int | None] = [None] * len(within)
    for plan, mask in sources:
        for number, section in enumerate(within):
            chars = int(np.count_nonzero(mask[section.first : section.first + section.chars]))
            if chars > most[number]:
                most[number], closest[number] = chars, plan
    return tuple(
        replace(
            section,
            copied=_share(section, copied),
            others=_share(section, others),
            largest=chars / section.chars,
            source=source,
        )
        for section, chars, source in zip(within, most, closest, strict=True)
    )


def _share(section: SectionShare, mask: Mask) -> float:
    return int(np.count_nonzero(mask[section.first : section.first + section.chars])) / section.chars
