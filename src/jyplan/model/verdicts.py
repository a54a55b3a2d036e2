"""Verdicts of a review with their reasons, and the kinds of files set aside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model.plan import Role


class ReviewVerdict(StrEnum):
    """The next step for a file, a plan or a school, the heaviest first."""

    RETURN = "return"
    """退回重交: the file cannot be read, or is no plan of the school."""
    EXPLAIN = "explain"
    """请说明: text stands in plans of other schools or in last year's plan."""
    SUPPLEMENT = "supplement"
    """需补充: a part is missing or empty, or a rule was violated gravely."""
    MISSING = "missing"
    """未交: a school of the roster without a plan; no verdict of a file."""
    PASS = "pass"
    """可通过: no reason for another verdict."""
    SET_ASIDE = "set-aside"
    """不作为计划: a register, the empty template, a photograph."""


class ReasonKind(StrEnum):
    """Reason for the verdict of a plan or file."""

    UNREAD = "unread"
    """The file cannot be read."""
    NOT_A_PLAN = "not-a-plan"
    """A summary, notice or the like, handed in for a plan."""
    OTHERS_PLAN = "others-plan"
    """The text names another school than title and file do, and not the school itself."""
    EMPTY_TEMPLATE = "empty-template"
    """The template as it was sent out."""
    SAME_SOURCE = "same-source"
    """Three or more schools share the text."""
    ALIKE = "alike"
    """The plan shares text with the plan of one other school."""
    EARLIER = "earlier"
    """The text stands in an earlier plan of another school."""
    LAST_YEAR = "last-year"
    """The plan is the school's own of last year, hardly changed."""
    EARLIER_YEAR = "earlier-year"
    """The title names an earlier year than the titles of most plans of the batch."""
    ORIGIN = "origin"
    """Another school handed in the plan with this school's name in it; nothing to explain."""
    REWRITTEN = "rewritten"
    """The plan is suspected to be another one in other words."""
    TAMPERED = "tampered"
    """The file holds characters that a reader does not see."""
    ROLE_MISSING = "role-missing"
    ROLE_EMPTY = "role-empty"
    FINDING = "finding"
    """A rule found an error."""


WRONG_PAPERS = frozenset({ReasonKind.NOT_A_PLAN, ReasonKind.EMPTY_TEMPLATE})
"""Reasons beside which nothing else is claimed: another paper has no parts, the headings of a template are not the school's."""


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """A reason of a verdict; the kind decides the fields filled."""

    kind: ReasonKind
    verdict: ReviewVerdict
    """The verdict that the reason alone would give."""
    role: Role | None = None
    """Of a missing or empty part."""
    group: int | None = None
    """Index into `Review.groups`."""
    listing: int | None = None
    """Index into `Review.copies.listings`: the plan that most of the text is shared with."""
    copied: float = 0.0
    """Share of the plan's characters that the group has, or without a group `other`, from 0 to 1."""
    chars: int = 0
    """Characters of the plan that `other` has."""
    section: str | None = None
    """Id of the topmost section with most of these characters."""
    school: str = ""
    """The school that the text names, for OTHERS_PLAN; the school that handed in this text, for ORIGIN."""
    rule: str = ""
    """Of an error."""


class AsideKind(StrEnum):
    """The kind of a file that is no submission."""

    REGISTER = "register"
    """登记表, 名单, 汇总表: a table of data."""
    TEMPLATE = "template"
    """A template that the office sent out."""
    PHOTOGRAPH = "photograph"
    NOTICE = "notice"
    """A notice, letter or the like of no school."""
    DRAFT = "draft"
    """An earlier draft, by its name, of a plan that the school handed in again."""
    REPEATED = "repeated"
    """The same text as in another file of the school."""
    OTHER = "other"
