"""The data of the page: schools with their rows, addresses, sentences as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.model import ReviewVerdict
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.html_page import line_html, text_html
from jyplan.reports.media.labels import percent
from jyplan.reports.review.rows import rows_by_school
from jyplan.reports.review.words import listing_name
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.model import Message, Review, ReviewedFile, ReviewedPlan, ReviewedSchool
    from jyplan.reports.protocol import ReviewOptions
    from jyplan.reports.review.rows import ReviewRow


_FIGURE = lazy_pattern(r"[\d.,%]+")


@dataclass(frozen=True)
class SchoolLine:
    """A line of the first screen."""

    number: int
    """Index into `Review.schools`; part of the address of the school on the page."""
    school: ReviewedSchool
    rows: tuple[ReviewRow, ...]
    """Plans and files of the school, the gravest first; the table shows the first row."""

    @property
    def name(self) -> str:
        """The school; for an unknown school, the name of the file."""
        name = self.school.name if self.school.is_known else PurePath(self.school.name).stem
        return shown_name(name)

    @property
    def address(self) -> str:
        """The HTML id of the school's part of the page."""
        return f"s{self.number + 1}"


@dataclass(frozen=True)
class ReviewPage:
    """The content of the page for a batch."""

    review: Review
    options: ReviewOptions
    """With the names of all schools: the page is for the reviewer."""

    @cached_property
    def lines(self) -> list[SchoolLine]:
        """All schools, the gravest first."""
        rows = rows_by_school(self.review, self.options)
        return [
            SchoolLine(number, school, of_school)
            for number, (school, of_school) in enumerate(zip(self.review.schools, rows, strict=True))
        ]

    @cached_property
    def judged(self) -> list[ReviewedPlan]:
        """The submissions: all plans not set aside."""
        return [plan for plan in self.review.plans if plan.verdict is not ReviewVerdict.SET_ASIDE]

    @cached_property
    def asides_of(self) -> Mapping[str, tuple[ReviewedFile, ...]]:
        """The files set aside, by the name of the school."""
        by_school: dict[str, tuple[ReviewedFile, ...]] = {}
        for file in self.review.files_with(ReviewVerdict.SET_ASIDE):
            if file.school:
                by_school[file.school] = (*by_school.get(file.school, ()), file)
        return by_school

    @cached_property
    def _line_of_plan(self) -> dict[int, SchoolLine]:
        return {plan: line for line in self.lines for plan in line.school.plans}

    def say(self, message: Message) -> str:
        """Return a sentence in the user's language as HTML; parameters with document text are escaped."""
        return text_html(self.options.language.say(message))

    def plan_link(self, listing: int) -> str:
        """Return the name of a plan as HTML; a plan of the batch links to its school."""
        name = line_html(listing_name(self.review, listing))
        line = self._line_of_plan.get(listing)
        return f'<a href="#{line.address}">{name}</a>' if line else name


def percent_html(share: float | None) -> str:
    """Return a share as a percentage; a dash for None."""
    return "–" if share is None else percent(share)


def table_html(heads: list[str], rows: list[str], *, name: str = "") -> str:
    """Return a table of HTML rows in a box that scrolls sideways; empty without rows."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    caption = f'<caption class="sr">{name}</caption>' if name else ""
    label = f' aria-label="{name}"' if name else ""
    return (
        f'<div class="across" tabindex="0" role="group"{label}><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def cells_html(*cells: str) -> str:
    """Return a row of ready cells."""
    return f"<tr>{''.join(map(_cell_html, cells))}</tr>"


def _cell_html(cell: str) -> str:
    """Return a cell; a figure is never broken over two lines."""
    looks = ' class="figure"' if _FIGURE.fullmatch(cell) else ""
    return f"<td{looks}>{cell}</td>"
