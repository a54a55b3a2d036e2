"""A part of the plan text, prepared once for the finders of all kinds of facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from jyplan.outline.facts.folding import fold
from jyplan.outline.facts.numbers import NUMBER
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import SchoolYear

CLAUSE_ENDS = "，。；：！？\n\t"
_BREAK = lazy_pattern(f"[{CLAUSE_ENDS}](?!(?<=[0-9]：)[0-9]{{2}})")
"""The end of a clause; the colon of a clock time is none: 下午2：30前."""
# Titles, document numbers, and quotations short enough to be a slogan or a name (12: “县管校聘+交流轮岗” and the like).
_SEALED = lazy_pattern(
    r"[《“〔\[\"](?:(?<=《)[^《》\n]{0,60}》|(?<=“)[^“”\n]{0,12}”|(?<=〔)[^〕\n]{0,8}〕|(?<=\[)[^\]\n]{0,8}\]|(?<=\")[^\"\n]{1,12}\")"
)


class Spans:
    """Sorted spans without overlaps."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        places = list(spans)
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def meets(self, start: int, end: int) -> bool:
        """Return whether any span shares a character with the span from `start` to `end`.

        >>> spans = Spans([(2, 4), (8, 9)])
        >>> spans.meets(3, 8), spans.meets(4, 8)
        (True, False)
        """
        index = bisect_left(self._starts, end)
        return index > 0 and self._ends[index - 1] > start


class FactText:
    """The folded text of a node, as long as the displayed text, so that offsets hold in both."""

    __slots__ = ("_clauses", "_sealed", "dates", "month", "numbers", "shown", "start", "text", "year")

    def __init__(self, shown: str, start: int, year: SchoolYear | None, month: str | None = None) -> None:
        self.shown = shown
        """As displayed."""
        self.start = start
        """The offset of the text in the plan text."""
        self.year = year
        self.month = month
        """The month that days without a month belong to, as ISO text, from a heading above."""
        self.text = fold(shown)
        self.dates: list[tuple[int, int]] = []
        """The spans of the dates in the text, filled by the search for dates."""
        self.numbers = list(NUMBER.finditer(self.text))
        self._clauses: list[int] | None = None
        self._sealed: Spans | None = None

    def is_sealed(self, offset: int) -> bool:
        """Return whether an offset lies in 《》, in a document number or in a short quotation."""
        if self._sealed is None:
            self._sealed = Spans(match.span() for match in _SEALED.finditer(self.text))
        return self._sealed.meets(offset, offset + 1)

    def clause_start(self, offset: int) -> int:
        """Return the start of the clause around an offset."""
        if self._clauses is None:
            self._clauses = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        return self._clauses[bisect_right(self._clauses, offset) - 1]

    def quote(self, start: int, end: int) -> tuple[str, int, int]:
        """Return text, start and end of a `Fact`: the displayed words, and offsets into the plan text."""
        return self.shown[start:end], self.start + start, self.start + end
