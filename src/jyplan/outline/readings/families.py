"""The ways to write a marker, and a reading of a place as a marker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.outline.weights import Weight


@dataclass(frozen=True, slots=True)
class Family:
    """A way to write markers; families of the same group may alternate in a sequence."""

    name: str
    group: str
    rank: float
    """The usual level: 一、（一）1.（1） are 2, 3, 4, 5 (GB/T 9704-2012, 7.3.3); smaller is higher up."""
    reject: Weight
    """The cost of taking such a marker at the beginning of a line for running text."""
    opening: Weight
    """The weight of such a marker as the first of a sequence."""


class MarkerShape(Enum):
    """The families, the least ambiguous first."""

    CHAPTER = Family("第一章", "chapter", 0, 4, 2)
    SECTION = Family("第一节", "section", 1, 4, 2)
    ARTICLE = Family("第一条", "article", 1.5, 3, 1.5)
    KEYED = Family("任务一：", "keyed", 3.05, 1.5, 0.8)
    """A noun of the field with a number: 任务一, 重点2, 行动三."""
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
    """A place of a paragraph, read as a marker."""

    block: int
    """Index of the paragraph in its plan."""
    start: int
    """Offset of the marker in the paragraph; `end` is the offset of the title."""
    end: int
    shape: MarkerShape
    ordinal: int
    parents: tuple[int, ...] = ()
    """The ordinals before the last of a decimal marker: (2, 1) of 2.1.3."""
    against: float = 0.0
    """The cost of this reading, whatever sequence it joins; negative where the words behind speak for it."""
    inline: bool = False
    """The marker stands inside a paragraph."""
    may_open: bool = True
    """The marker may be the first of a sequence."""
    heading_level: int | None = None
    """The outline level that the file gives its paragraph, 0 the topmost."""
    certain: bool = False
    """The file itself numbers the paragraph."""
