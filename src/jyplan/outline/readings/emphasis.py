"""Short lines in bold, in a larger size or in a heading's font.

Many plans have headings without number and without a style. Only the look shows such headings: the same for
all headings of a level, and different from the body.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind
from jyplan.outline.readings.markers import opens_with_marker
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block, Style

_PARAGRAPH = BlockKind.PARAGRAPH
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_LONGEST = 40
"""Characters of a heading, the same as for unnumbered headings without emphasis."""
_SENTENCE = lazy_pattern("[。;!?:]")
_HEADING_FONTS = lazy_pattern("黑|楷|标宋|Hei|Kai")
"""GB/T 9704-2012, 7.3.3 sets the first level in 黑体, the second in 楷体."""
_LEAST = 2
"""Lines of a look that may be headings: a single line is a title or a remark."""
_MOSTLY = 0.75
"""Least share of short lines among the paragraphs of a look; below it whole paragraphs are emphasised."""


class _Look(NamedTuple):
    font: str | None
    size: float | None
    bold: bool | None


def emphasised_lines(blocks: Sequence[Block], folded: Sequence[str]) -> dict[int, int | None]:
    """Return the level of every paragraph with the look of a heading, by index.

    Level 0 is the topmost; None where all headings share a look. Of two looks the larger stands higher; of
    two equally large looks the first in the document.
    """
    looks = {i: _look(block.style) for i, block in enumerate(blocks) if block.kind is _PARAGRAPH and block.style}
    body = _body_look(looks, folded)
    if body is None:
        return {}
    apart = {i: look for i, look in looks.items() if _stands_out(look, body) and not opens_with_marker(folded[i])}
    all_of_look = Counter(apart.values())
    lines = {i: look for i, look in apart.items() if i + 1 < len(blocks) and _is_line(folded[i])}
    lines_of_look = Counter(lines.values())
    lines = {i: look for i, look in lines.items() if lines_of_look[look] >= max(_LEAST, _MOSTLY * all_of_look[look])}
    looks_in_order = sorted(dict.fromkeys(lines.values()), key=lambda look: -(look.size or 0))
    return {i: looks_in_order.index(look) if len(looks_in_order) > 1 else None for i, look in lines.items()}


def _look(style: Style) -> _Look:
    return _Look(style.font, style.size, style.bold)


def _body_look(looks: dict[int, _Look], folded: Sequence[str]) -> _Look | None:
    """Return the look of most characters, None in a document without styles."""
    counted: Counter[_Look] = Counter()
    for index, look in looks.items():
        counted[look] += len(folded[index])
    return counted.most_common(1)[0][0] if counted else None


def _stands_out(look: _Look, body: _Look) -> bool:
    if look.size is not None and body.size is not None and look.size < body.size:
        return False
    larger = look.size is not None and body.size is not None and look.size > body.size
    bolder = bool(look.bold) and not body.bold
    heading_font = look.font != body.font and _HEADING_FONTS.search(look.font or "") is not None
    return larger or bolder or heading_font


def _is_line(folded: str) -> bool:
    return 1 < len(folded) <= _LONGEST and folded[0] not in "([<" and not _SENTENCE.search(folded.rstrip(":"))
