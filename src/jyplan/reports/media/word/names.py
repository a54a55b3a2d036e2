"""Elements of transitional WordprocessingML, which nearly all Word files use (ECMA-376 part 1, 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.word.vocabulary import Vocabulary, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

USUAL = Vocabulary(W)
w = USUAL.tag
element = USUAL.element


def run(text: str, *, deleted: bool = False) -> Element:
    """Return a run with the text of a line; tabs become `w:tab`, unsafe characters are made visible."""
    run_element = element("r")
    for number, part in enumerate(text.split("\t")):
        if number:
            run_element.append(element("tab"))
        if part:
            run_element.append(USUAL.text(part, "delText" if deleted else "t"))
    return run_element
