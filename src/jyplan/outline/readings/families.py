"""The ways to write a marker, and a reading of a place as a marker."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jyplan.outline.weights import Weight


class MarkerWeights(NamedTuple):
    """The weights of a group of families, as fields of `Family`."""

    reject: Weight
    opening: Weight


# A family without weights of its own has the weights of a group: `benchmarks/outline_weights.md` says what each group changes.
CLEAR = MarkerWeights(3, 1.5)
"""Numbers with punctuation of their own, which stand in running text only by chance: the rejection costs what the next
item is worth."""
DECIMAL = MarkerWeights(2, 0)
"""1.1: also a version, a price, a date; the first of a sequence is settled by the parent (`levels.WRONG_PARENT`)."""
WORDS = MarkerWeights(1.2, 0.8)
"""Words with a number, which also begin sentences: 一是, 其一, 第一阶段."""
SELDOM = MarkerWeights(1, 0.2)
"""Letters, and digits with unusual punctuation, which are times, scores and names more often: 8:30, A级."""
SPACED = MarkerWeights(0.8, -0.5)
"""A number before a space alone: the space may be layout."""
GLUED = MarkerWeights(0.3, -0.8)
"""A number with nothing behind: 1集体备课, but also 30名教师."""
ADVERB = MarkerWeights(0.4, -0.5)
"""首先: an ordinary adverb as well."""


class Family(NamedTuple):
    """A way to write markers; families of the same group may alternate in a sequence."""

    name: str
    group: str
    rank: float
    """The usual level: 一、（一）1.（1） are 2, 3, 4, 5 (GB/T 9704-2012, 7.3.3); smaller is higher up."""
    reject: Weight
    """The cost of taking a marker of the family, at the beginning of a line, for running text."""
    opening: Weight
    """The weight of a marker of the family as the first of a sequence."""


class MarkerShape(Enum):
    """The families, the least ambiguous first; the fields of a family are attributes of the shape."""

    def __init__(self, _name: str, group: str, rank: float, reject: Weight, opening: Weight) -> None:
        self.group = group
        self.rank = rank
        self.reject = reject
        self.opening = opening

    PART = Family("第一部分", "part", -0.5, *CLEAR)
    """Above chapters, which are counted on from part to part: 第一部分 第一章 第二章, 第二部分 第三章."""
    CHAPTER = Family("第一章", "chapter", 0, *CLEAR)
    SECTION = Family("第一节", "section", 1, *CLEAR)
    ARTICLE = Family("第一条", "article", 1.5, *CLEAR)
    KEYED = Family("任务一：", "keyed", 3.05, *WORDS)
    """A noun of the field with a number: 任务一, 重点2, 行动三."""
    STAGE = Family("第一阶段", "stage", 3.1, *WORDS)
    FORMAL = Family("壹、", "formal", 1.8, *CLEAR)
    FORMAL_BRACKETS = Family("（壹）", "(formal)", 2.8, *CLEAR)
    FORMAL_SPACE = Family("壹 ", "formal", 1.8, *SPACED)
    STEM = Family("甲、", "stem", 1.85, *SELDOM)
    ROMAN_CAPITAL = Family("I.", "ROMAN", 1.9, *SELDOM)
    SIGNED = Family("§1", "§", 1.95, *WORDS)
    PADDED = Family("01", "01", 1.75, *SELDOM)
    """Numbers of two figures, as public accounts write them beside headings."""
    CN = Family("一、", "cn", 2, *CLEAR)
    CN_BRACKETS = Family("（一）", "(cn)", 3, *CLEAR)
    CN_HALF = Family("一）", "cn)", 3.5, *CLEAR)
    CN_COMMA = Family("一，", "cn", 2, *SELDOM)
    CN_SPACE = Family("一 ", "cn", 2, *SPACED)
    N = Family("1、", "n", 4, *CLEAR)
    N_DOT = Family("1.", "n", 4, *CLEAR)
    N_COLON = Family("1:", "n", 4, *SELDOM)
    N_SPACE = Family("1 ", "n", 4, *SPACED)
    N_DASH = Family("1-", "n-", 4, *SELDOM)
    NUMERO = Family("No.1", "No", 3.05, *WORDS)
    N_GLUED = Family("1", "glued", 5, *GLUED)
    N_BRACKETS = Family("（1）", "(n)", 5, *CLEAR)
    N_HALF = Family("1）", "n)", 5.2, *CLEAR)
    N_SQUARE = Family("［1］", "[n]", 5, *SELDOM)
    KEYCAP = Family("1⃣", "keycap", 4, *CLEAR)
    CIRCLED = Family("①", "circled", 6, *CLEAR)
    DECIMAL_2 = Family("1.1", "decimal2", 3.2, *DECIMAL)
    DECIMAL_3 = Family("1.1.1", "decimal3", 3.4, *DECIMAL)
    DECIMAL_4 = Family("1.1.1.1", "decimal4", 3.6, *DECIMAL)
    YI_SHI = Family("一是", "yi", 5.5, *WORDS)
    QI_YI = Family("其一", "qi", 5.6, *WORDS)
    FIRSTLY = Family("首先", "firstly", 5.7, *ADVERB)
    FIRST = Family("第一，", "first", 5.4, *WORDS)
    UPPER = Family("A.", "upper", 5.8, *SELDOM)
    LOWER = Family("a)", "lower", 6.2, *SELDOM)
    ROMAN = Family("i.", "roman", 6.4, *SELDOM)


class MarkerReading(NamedTuple):
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
    names_section: bool = False
    """Behind the marker stands a section's name and no other word: 一、指导思想."""
    certain: bool = False
    """The file itself numbers the paragraph."""
