"""The kinds of unnumbered headings with the weights of each kind, and candidates for headings."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jyplan.outline.weights import Weight


class HeadingWeights(NamedTuple):
    """The weights of a group of kinds, as fields of `HeadingFamily`."""

    reject: Weight
    opening: Weight
    following: Weight


# As with `families.MarkerWeights`, `benchmarks/outline_weights.md` says what each group changes.
STATED = HeadingWeights(4, 2, 2.5)
"""Headings by the file's own word, and 附件: more than the beginning of a numbered sequence."""
DATED = HeadingWeights(1, 1.2, 2.5)
"""Times on a line of their own, which come in sequence: 第一学期, 三月, 第二周."""
NAMED = HeadingWeights(1, 1, 2)
"""Lines that a look or a section's name sets apart."""
FAINT = HeadingWeights(0.4, 0.2, 1.5)
"""Weak signs: a grade's name, a short line, a beginning shared with neighbouring lines."""
LABELLED = HeadingWeights(0.3, -0.5, 1.5)
"""教师目标：…: as weak, and often the first words of a paragraph."""


class HeadingFamily(NamedTuple):
    """A kind of unnumbered heading, with the fields of `families.Family` and a weight more."""

    name: str
    group: str
    rank: float
    reject: Weight
    opening: Weight
    following: Weight
    """The weight of the next heading of the same kind."""


class HeadingShape(Enum):
    """The kinds of unnumbered headings; the fields of a kind are attributes of the shape."""

    def __init__(self, _name: str, group: str, rank: float, reject: Weight, opening: Weight, following: Weight) -> None:
        self.group = group
        self.rank = rank
        self.reject = reject
        self.opening = opening
        self.following = following

    ANNEX = HeadingFamily("annex", "annex", -1, *STATED)
    """附件, notes, a dated table after the last section: always at the top."""
    CLOSING = HeadingFamily("closing", "annex", -1, *STATED)
    """A label over a list behind the last section: 工作分工：, always at the top."""
    FORM = HeadingFamily("form", "form", 0, *STATED)
    """The label of a form's section."""
    DECLARED = HeadingFamily("declared", "declared", 1.8, *STATED)
    """The file's own style declares the line a heading."""
    EMPHASISED = HeadingFamily("emphasised", "emphasised", 2.5, *NAMED)
    """A short line set in a look of its own, shared with at least one line more (see `emphasis`)."""
    SECTION = HeadingFamily("section", "section", 1.9, *NAMED)
    """A section's name on a line of its own."""
    TERM = HeadingFamily("term", "term", 3.15, *DATED)
    """第一学期, 上半年, 暑假."""
    MONTH = HeadingFamily("month", "month", 3.2, *DATED)
    WEEK = HeadingFamily("week", "week", 3.3, *DATED)
    GRADE = HeadingFamily("grade", "grade", 3.4, *FAINT)
    LABEL = HeadingFamily("label", "label", 4, *LABELLED)
    """One of several labels, each over a list: 教师目标：… 学生目标：…"""
    SIGNED = HeadingFamily("signed", "signed", 2.4, *NAMED)
    """One of several short lines behind the same sign, each over text: ★服务宗旨."""
    LEAD = HeadingFamily("lead", "lead", 3, *FAINT)
    """One of three or more lines with the same beginning: 这一年，…… 这一年，……"""
    SHORT = HeadingFamily("short", "short", 3.6, *FAINT)
    """One of several short lines, each over a long paragraph."""


ALWAYS_TOP = frozenset({HeadingShape.ANNEX, HeadingShape.CLOSING})
"""Kinds that stand beside the sections, whatever stands above."""


class HeadingCandidate(NamedTuple):
    """A candidate for an unnumbered heading."""

    block: int
    shape: HeadingShape
    heading_level: int | None = None
    start: int = 0
    opening: bool = False
    """The line opens a text (前言, 基本情况): the numbered sections after it are its siblings."""
    fills: bool = False
    """The line stands directly below a numbered heading, which holds nothing without it."""
