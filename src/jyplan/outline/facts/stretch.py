"""A stretch of plan text with what every kind of fact wants to know about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.outline.facts.folding import fold
from jyplan.outline.facts.numbers import NUMBER

if TYPE_CHECKING:
    from jyplan.model import SchoolYear

CLAUSE_ENDS = "，。；：！？\n\t"
_BREAK = re.compile(f"[{CLAUSE_ENDS}]")
# Titles, document numbers, and quotations short enough to be a slogan or a name (12: “县管校聘+交流轮岗” and the like).
_SEALED = re.compile(
    r"[《“〔\[\"](?:(?<=《)[^《》\n]{0,60}》|(?<=“)[^“”\n]{0,12}”|(?<=〔)[^〕\n]{0,8}〕|(?<=\[)[^\]\n]{0,8}\]|(?<=\")[^\"\n]{1,12}\")"
)


@dataclass(frozen=True)
class Stretch:
    """Text of one node, folded; offsets in it are those of the text as displayed."""

    shown: str
    """As displayed."""
    start: int
    """Where it stands in the plan text."""
    year: SchoolYear | None

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return fold(self.shown)

    @cached_property
    def numbers(self) -> tuple[re.Match[str], ...]:
        """Every number in it."""
        return tuple(NUMBER.finditer(self.text))

    @cached_property
    def _sealed(self) -> list[tuple[int, int]]:
        return [match.span() for match in _SEALED.finditer(self.text)]

    @cached_property
    def _clauses(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @cached_property
    def _sentences(self) -> list[int]:
        return [start for start in self._clauses if start == 0 or self.text[start - 1] not in "，："]

    def is_sealed(self, offset: int) -> bool:
        """Return whether a place lies in 《》, in a document number or in a short quotation."""
        at = bisect_right(self._sealed, (offset, len(self.text))) - 1
        return at >= 0 and offset < self._sealed[at][1]

    def clause_start(self, offset: int) -> int:
        """Return where the clause that holds this place begins."""
        return self._clauses[bisect_right(self._clauses, offset) - 1]

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence that holds this place begins."""
        return self._sentences[bisect_right(self._sentences, offset) - 1]

    def quote(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the displayed words of a place with their offsets in the plan text, as a `Fact` wants them."""
        return self.shown[start:end], self.start + start, self.start + end
