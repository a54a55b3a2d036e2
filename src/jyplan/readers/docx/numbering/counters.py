"""Counting: the displayed number of each paragraph in a list (ECMA-376 part 1, 17.9).

Counts belong to the abstract definition, so lists with the same definition continue each other. A level starts again
after a paragraph of a higher level; with `w:lvlRestart` only after a paragraph of the stated level or a higher one, with 0
never. A start override of a level counts where its list first uses that level. A level used before the levels above it
counts these levels too: the first paragraph of level 1 is 1.1, not 0.1.
With the lists 1 and 2 of the example in `readers.docx.numbering.definitions`:

    list, level   counts after   displayed   reason
    1, 0          1 -            一、
    1, 1          1 1            1.1         w:isLgl: the number of level 0 is decimal
    1, 1          1 2            1.2
    1, 0          2 -            二、        level 1 starts again
    2, 0          5 -            五、        start override of list 2
    2, 1          5 1            5.1
    1, 0          6 -            六、        same definition: list 1 continues after list 2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.readers.docx.numbering.definitions import LEVELS
from jyplan.readers.docx.numbering.ordinals import format_custom, format_ordinal
from jyplan.readers.symbols import show
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.readers.docx.formatting.styles import ParagraphStyle
    from jyplan.readers.docx.numbering.definitions import ListLevel, NumberedList, Numbering
    from jyplan.readers.ooxml.problems import ProblemList

_NUMBER = lazy_pattern(r"%([1-9])")


class Counters:
    """The numbers of a document's lists, advanced paragraph by paragraph in reading order."""

    def __init__(self, numbering: Numbering, problems: ProblemList) -> None:
        self._numbering = numbering
        self._problems = problems
        # by the id of the abstract definition; the count of a level that starts again is None
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def find(self, style: ParagraphStyle, num_id: int | None, ilvl: int | None) -> tuple[NumberedList, int] | None:
        """Return the list and level of a paragraph; None for a paragraph without a number.

        The paragraph's own `w:numId` and `w:ilvl` win over its style's, separately (17.3.1.19). List
        number 0 means no list. Without a level of its own, the paragraph takes the level linked to its
        nearest style (17.9.23), or the level the style states ([MS-OI29500] 2.1.50: Word obeys both).
        """
        number = style.num_id if num_id is None else num_id
        if not number:
            return None
        numbered = self._numbering.get(number)
        if numbered is None:
            self._problems.add(
                Message("a paragraph is in list {list}, which does not exist; it has no number", {"list": number})
            )
            return None
        if ilvl is None:
            ilvl = _level_of(style, numbered)
        return (numbered, ilvl) if ilvl in numbered.levels else None

    def label(self, numbered: NumberedList, index: int) -> str:
        """Count a paragraph of a level and return its displayed label, separator included.

        A tab or space after the number becomes one space. A level that displays nothing has an empty label.
        """
        counts = self._advance(numbered, index)
        level = numbered.levels[index]
        if level.hidden:
            return ""
        if level.number_format == "bullet":
            text = show(level.text, level.font)
        else:
            text = _NUMBER.sub(lambda match: self._number(numbered, counts, level, int(match[1]) - 1), level.text)
        if not text:
            return ""
        return text if level.suffix == "nothing" or text[-1].isspace() else f"{text} "

    def _advance(self, numbered: NumberedList, index: int) -> list[int | None]:
        counts = self._counts.setdefault(numbered.counter, [None] * LEVELS)
        for above in range(index):
            # a level used before its parents counts its parents too, so that Word displays 1.1 and not 0.1
            if counts[above] is None:
                counts[above] = self._first(numbered, above)
        first_use = index in numbered.start_overrides and (numbered.number, index) not in self._started
        count = counts[index]
        counts[index] = self._first(numbered, index) if first_use or count is None else count + 1
        for below in range(index + 1, LEVELS):
            if _restarts(numbered.levels.get(below), below, index):
                counts[below] = None
        return counts

    def _first(self, numbered: NumberedList, index: int) -> int:
        self._started.add((numbered.number, index))
        return numbered.start(index)

    def _number(self, numbered: NumberedList, counts: list[int | None], shown: ListLevel, index: int) -> str:
        """Return the number of level `index` as written in the text of the level `shown`."""
        count = counts[index]
        level = numbered.levels.get(index)
        if count is None or level is None:
            return ""
        if shown.legal and level.number_format != "none":
            return str(count)
        if level.example and (custom := format_custom(count, level.example)) is not None:
            return custom
        written = format_ordinal(count, level.number_format)
        if written is None:
            name = level.example or level.number_format
            self._problems.add(
                Message("the number format {format} is not known; its numbers are shown as 1, 2, 3", {"format": name})
            )
            return str(count)
        return written


def _restarts(level: ListLevel | None, below: int, used: int) -> bool:
    """Return whether the level with index `below` starts again after a paragraph of the level `used`."""
    # Word starts again after the stated level and after any higher level: [MS-OI29500] on 17.9.10
    restart = None if level is None else level.restart
    if restart is None or restart > below:
        return True
    return used < restart


def _level_of(style: ParagraphStyle, numbered: NumberedList) -> int:
    for style_id, stated in zip(style.ids, style.levels, strict=True):
        linked = numbered.level_of_style(style_id)
        if linked is not None:
            return linked
        if stated is not None:
            return stated
    return 0
