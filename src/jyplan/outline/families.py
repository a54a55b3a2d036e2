"""The ways of writing a marker, and a reading of a place as one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Family:
    """A way of writing markers. Those of one group may stand for each other in one sequence."""

    name: str
    group: str
    rank: float
    """Where it usually stands: 一、（一）1.（1）: GB/T 9704-2012, 7.3.3; smaller is higher up."""
    reject: float
    """What it costs to take it for running text at the beginning of a line."""
    opening: float
    """What the first of a sequence is worth."""


class MarkerShape(Enum):
    """The families, most telling first."""

    CHAPTER = Family("第一章", "chapter", 0, 4, 2)
    SECTION = Family("第一节", "section", 1, 4, 2)
    ARTICLE = Family("第一条", "article", 1.5, 3, 1.5)
    KEYED = Family("任务一：", "keyed", 3.05, 1.5, 0.8)
    """A word of the field with a number: 任务一, 重点2, 行动三."""
    STAGE = Family("第一阶段", "stage", 3.1, 1, 0.5)
    CN = Family("一、", "cn", 2, 3, 1.5)
    CN_BRACKETS = Family("（一）", "(cn)", 3, 3, 1.5)
    CN_HALF = Family("一）", "cn)", 3.5, 2, 1)
    CN_SPACE = Family("一 ", "cn", 2, 0.8, -0.5)
    N = Family("1、", "n", 4, 3, 1.5)
    N_DOT = Family("1.", "n", 4, 3, 1.5)
    N_COLON = Family("1:", "n", 4, 1, 0)
    N_SPACE = Family("1 ", "n", 4, 0.8, -0.5)
    N_GLUED = Family("1", "glued", 5, 0.3, -0.8)
    N_BRACKETS = Family("（1）", "(n)", 5, 2.5, 1.3)
    N_HALF = Family("1）", "n)", 5.2, 2.5, 1.3)
    N_SQUARE = Family("［1］", "[n]", 5, 1, 0.5)
    CIRCLED = Family("①", "circled", 6, 2.5, 1.3)
    DECIMAL_2 = Family("1.1", "decimal2", 3.2, 2, 0)
    DECIMAL_3 = Family("1.1.1", "decimal3", 3.4, 2, 0)
    DECIMAL_4 = Family("1.1.1.1", "decimal4", 3.6, 2, 0)
    YI_SHI = Family("一是", "yi", 5.5, 1.5, 1)
    QI_YI = Family("其一", "qi", 5.6, 1.5, 1)
    FIRSTLY = Family("首先", "firstly", 5.7, 0.4, -0.5)
    FIRST = Family("第一，", "first", 5.4, 1.2, 0.8)
    UPPER = Family("A.", "upper", 5.8, 1, 0.2)
    LOWER = Family("a)", "lower", 6.2, 1, 0.2)
    ROMAN = Family("i.", "roman", 6.4, 1, 0.2)


@dataclass(frozen=True, slots=True)
class MarkerReading:
    """One way to read a place of a paragraph as a marker."""

    block: int
    """Index of the paragraph in its plan."""
    start: int
    """Where the marker begins in the paragraph; `end` is where the title begins."""
    end: int
    shape: MarkerShape
    ordinal: int
    parents: tuple[int, ...] = ()
    """The ordinals before the last of a decimal marker: (2, 1) of 2.1.3."""
    against: float = 0.0
    """What speaks against it, whatever the sequence says."""
    inline: bool = False
    """It stands inside a paragraph."""
    may_open: bool = True
    """It may be the first of a sequence."""
    heading_level: int | None = None
    """The outline level that the file gives its paragraph, 0 the topmost."""
    certain: bool = False
    """The file itself numbers the paragraph."""
