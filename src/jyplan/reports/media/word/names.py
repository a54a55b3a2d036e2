"""Elements of the usual vocabulary, transitional WordprocessingML (ECMA-376 part 1, 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.word.vocabulary import Vocabulary, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

USUAL = Vocabulary(W)
w = USUAL.tag
element = USUAL.element


def run(text: str, *, deleted: bool = False) -> Element:
    """Return a run of text on one line; what XML cannot hold, or would hide, is spelled out."""
    made = element("r")
    for number, part in enumerate(text.split("\t")):
        if number:
            made.append(element("tab"))
        if part:
            made.append(USUAL.text(part, "delText" if deleted else "t"))
    return made
