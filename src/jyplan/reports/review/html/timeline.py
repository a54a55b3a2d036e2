"""The dates of a plan on a line of months, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Message, Period
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.section_names import section_name, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import ReviewedPlan, SchoolYear
    from jyplan.reports.review.html.page_data import ReviewPage

_MONTHS = 24
"""Most months of a line; a plan of several years has none."""
_ITEMS = 60
_LANES = 8
_MONTH_WIDTH, _LANE_HEIGHT = 60, 9
_LAST_DAY = 31


class _DatedBar(NamedTuple):
    """A dated item: months counted from year 0, with the day as fraction."""

    start: float
    end: float
    name: str


def timeline(page: ReviewPage, plan: ReviewedPlan) -> str:
    """Return the line with a bar for each dated item; empty for a plan with fewer than two."""
    stretches = sorted(set(_dated_bars(plan)))[:_ITEMS]
    if len(stretches) < 2:
        return ""
    first, last = int(stretches[0].start), int(max(stretch.end for stretch in stretches))
    months = last - first + 1
    if months > _MONTHS:
        return ""
    width = months * _MONTH_WIDTH
    lanes, bars = [0.0] * _LANES, []
    for stretch in stretches:
        lane = next((index for index, end in enumerate(lanes) if end <= stretch.start), _LANES - 1)
        lanes[lane] = stretch.end
        x = (stretch.start - first) * _MONTH_WIDTH
        wide = max((stretch.end - stretch.start) * _MONTH_WIDTH, 4)
        bars.append(
            f'<rect x="{x:.1f}" y="{18 + lane * _LANE_HEIGHT}" width="{wide:.1f}" height="{_LANE_HEIGHT - 2}" rx="2">'
            f"<title>{line_html(stretch.name)}</title></rect>"
        )
    used = max(index for index, end in enumerate(lanes) if end) + 1
    height = 20 + used * _LANE_HEIGHT
    ticks = "".join(_tick(page, first + month, month * _MONTH_WIDTH, height) for month in range(months))
    title = page.say(Message("Dated items: {count}", {"count": len(stretches)}))
    return (
        f'<p class="note">{title}</p><div class="across" tabindex="0" role="group" aria-label="{title}"><svg class="timeline" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{title}">{ticks}{"".join(bars)}</svg></div>'
    )


def _tick(page: ReviewPage, month: int, x: int, height: int) -> str:
    name = page.say(Message("month {number}", {"number": month % 12 + 1}))
    return f'<path class="grid" d="M{x} 0V{height}"/><text x="{x + 4}" y="12">{name}</text>'


def _dated_bars(plan: ReviewedPlan) -> Iterator[_DatedBar]:
    for node in plan.plan.walk():
        for fact in node.facts:
            if isinstance(fact, Period) and fact.first:
                start = _month_of(fact.first, plan.plan.school_year, is_end=False)
                end = _month_of(fact.last or fact.first, plan.plan.school_year, is_end=True)
                if start is not None and end is not None and start <= end:
                    yield _DatedBar(start, end, f"{shortened(fact.text, 20)} · {section_name(node)}")


def _month_of(iso: str, year: SchoolYear | None, *, is_end: bool) -> float | None:
    """Return a date as months since year 0; None for a date of an unknown year.

    >>> _month_of("2025-09", None, is_end=False), _month_of("--09-15", None, is_end=False)
    (24308.0, None)
    """
    lacks_year = iso.startswith("--")
    parts = [int(part) for part in iso.strip("-").split("-")]
    if lacks_year:
        years = year.year_of(parts[0]) if year else None
        if years is None:
            return None
        parts = [years, *parts]
    if len(parts) < 2:
        return None
    months = parts[0] * 12 + parts[1] - 1
    if len(parts) == 2:
        return float(months + (0.999 if is_end else 0))
    return months + (parts[2] - (0 if is_end else 1)) / _LAST_DAY * 0.999
