"""A work plan as understood: nodes, roles and facts.

Offsets are code points of the plan text, start inclusive, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from jyplan.model.document import Block, Document, Outside, Place
from jyplan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


class PlanKind(StrEnum):
    """Whether a text is read as a work plan."""

    PLAN = "plan"
    OTHER = "other"


class Genre(StrEnum):
    """The kind of paper: plan, notice or summary, for example."""

    PLAN = "plan"
    """工作计划, 工作要点, 工作安排, 规划: what is to be done."""
    NOTICE = "notice"
    """通知, 公告, 评选办法, 招募: a request or an offer to other people."""
    SUMMARY = "summary"
    """总结, 回顾, 述职: what has been done."""
    SCHEME = "scheme"
    """活动方案: one event, with time, place and course."""
    CALENDAR = "calendar"
    """行事历, 校历, 周工作安排: dates and little else."""
    REPORT = "report"
    """工作报告, 调研报告."""
    SPEECH = "speech"
    """讲话, 致辞, 发言."""
    NEWS = "news"
    """新闻, 简讯, 报道."""
    OTHER = "other"

    @property
    def kind(self) -> PlanKind:
        """PLAN for genres outlined with the roles of a plan; OTHER for notices, speeches, news and the like."""
        return PlanKind.PLAN if self in _PLANS else PlanKind.OTHER


_PLANS = frozenset({Genre.PLAN, Genre.SUMMARY, Genre.SCHEME, Genre.CALENDAR, Genre.REPORT})


class Role(StrEnum):
    """The purpose of a section, in the field's words."""

    BACKGROUND = "background"
    GUIDING = "guiding"
    GOAL = "goal"
    TASK = "task"
    MEASURE = "measure"
    SAFEGUARD = "safeguard"
    SCHEDULE = "schedule"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the plan text, from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable statement in a node's text: a figure, a date, an owner or a deliverable."""

    text: str
    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int

    @property
    def kind(self) -> str:
        """The name in JSON: the class's name in lower case, `date` for a period."""
        raise NotImplementedError


class Comparator(StrEnum):
    """How a figure limits the measured value."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "~"


@dataclass(frozen=True, slots=True)
class Indicator(Fact):
    """A measurable figure: 听课不少于80节, 达到95%以上, 每周一次."""

    value: float = 0.0
    """百分之九十五 and 95% are 95 with the unit %."""
    upper: float | None = None
    """The upper bound of a range: 0.5到1个百分点."""
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    per: tuple[str, ...] = ()
    """The units of `per`, as written without 每: ("人", "年") for 每人每年, ("周",) for 每周."""

    @property
    def kind(self) -> str:
        return "indicator"


@dataclass(frozen=True, slots=True)
class Period(Fact):
    """A date or period.

    `first` and `last` are ISO dates, inclusive, as far as known: 2024-09-15, 2024-09, or --09 and
    --09-15 where the year is not known (ISO 8601:2000, 5.2.1.3); None for a week of a term or a
    recurring day (每周三), whose term start is not known.
    """

    first: str | None = None
    last: str | None = None

    @property
    def kind(self) -> str:
        return "date"


@dataclass(frozen=True, slots=True)
class Owner(Fact):
    """The body or person in charge: 教务处, 由教研组长负责, 牵头单位：…."""

    names: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "owner"


@dataclass(frozen=True, slots=True)
class Deliverable(Fact):
    """A document promised by the plan: 《……方案》, 台账, 报告."""

    @property
    def kind(self) -> str:
        return "deliverable"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school year, term, calendar year or span of years of a plan."""

    first: int
    """The calendar year of its beginning."""
    last: int
    """The calendar year of its end; equal to `first` for a plan of a calendar year, more than a year later for a plan of several."""
    term: int | None = None
    """1 is autumn, 2 is spring, None is both."""

    def year_of(self, month: int) -> int | None:
        """Return the calendar year of a month from 1 to 12, None in a plan of several years.

        A school year begins in August; the August of a plan for its second term ends the term.

        >>> SchoolYear(2024, 2025).year_of(9), SchoolYear(2024, 2025).year_of(3), SchoolYear(2024, 2026).year_of(3)
        (2024, 2025, None)
        >>> SchoolYear(2024, 2025, 1).year_of(8), SchoolYear(2024, 2025, 2).year_of(8)
        (2024, 2025)
        """
        if self.spans_years:
            return None
        begins = 9 if self.term == 2 else 8
        return self.first if month >= begins else self.last

    @property
    def spans_years(self) -> bool:
        """Whether the plan is for more than a school year: 三年行动计划（2020—2022）."""
        return self.last - self.first > 1


@dataclass(frozen=True, slots=True)
class Node:
    """A heading or a numbered item."""

    id: str
    """Path of positions from 1: 2.1.3 is the third child of the first child of the second node."""
    marker: str | None
    """As displayed, separator included (`（一）`, `1、`); None for an unnumbered heading."""
    title: str | None
    """The heading phrase without marker and closing punctuation; None for a running sentence."""
    role: Role
    text: tuple[str, ...]
    """Paragraphs under the title and before the first child, including list items."""
    items: tuple[str, ...]
    """Enumerations inside running text (①…；②…), with markers; also part of `text`."""
    facts: tuple[Fact, ...]
    """The facts in this node's own title and text, without the facts of its children."""
    span: Span
    """From the marker to the end of the last descendant, into the plan text."""
    place: Place
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield the node and all descendants in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _ComputedText:
    """Room for values that `Plan` computes once; not fields, so that equality, pickles and copies ignore the values."""

    __slots__ = ("_starts", "_text")

    _text: str
    _starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan(_ComputedText):
    """A work plan in a document."""

    number: int
    """Position in the document, from 1."""
    title: str | None
    genre: Genre
    preamble: tuple[str, ...]
    """Paragraphs between the title and the first node."""
    nodes: tuple[Node, ...]
    blocks: tuple[Block, ...]
    """Its paragraphs in reading order, title included."""
    school_year: SchoolYear | None = None
    signature: tuple[str, ...] = ()
    """The signing lines, above or below the text: school, date, author, reviewer."""
    school: str | None = None
    """The school or office of the plan, as written beside the title or in the signature."""

    @property
    def kind(self) -> PlanKind:
        """Whether the text is read as a work plan, by its genre."""
        return self.genre.kind

    @property
    def text(self) -> str:
        """The plan text, the base of all offsets; joined once."""
        try:
            return self._text
        except AttributeError:
            text = "\n".join(block.text for block in self.blocks)
            object.__setattr__(self, "_text", text)
            return text

    def place_at(self, offset: int) -> Place:
        """Return the place in the file of the character at an offset into the plan text; an empty `Place` beyond the text."""
        starts = self._block_starts()
        index = max(bisect_right(starts, offset) - 1, 0)
        if index >= len(self.blocks):
            return Place()
        return self.blocks[index].place_at(offset - starts[index])

    def _block_starts(self) -> tuple[int, ...]:
        """Return the offset of each block, and of the end of the text with a line end."""
        try:
            return self._starts
        except AttributeError:
            starts = tuple(accumulate((len(block.text) + 1 for block in self.blocks), initial=0))
            object.__setattr__(self, "_starts", starts)
            return starts

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with all plans of the document."""

    document: Document
    plans: tuple[Plan, ...]
    outside: tuple[Outside, ...] = ()
    """What the document shows in no plan: the body's texts in reading order, then headers, footers and notes."""
