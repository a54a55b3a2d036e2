"""Find the lines of a web site around a plan: 来源：…, 上一篇：…, 分享到…, 相关推荐."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.outline.plans.headlines import PUNCTUATION, TITLE_BLOCK
from jyplan.outline.readings.markers import initial_readings, opens_with_marker
from jyplan.outline.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_SITE_LINE = 90
"""Characters; longer lines are text, whatever they begin with."""
_LONGEST_LINK_TITLE = 70
"""Characters of a line that begins the related links below a plan."""


def is_site_line(line: str) -> bool:
    """Return whether a folded line is a site's, around a text: 来源：…, 上一篇：…, 分享到…."""
    return len(line) <= _LONGEST_SITE_LINE and vocabulary().site.lines.search(line) is not None


def first_text_line(folded: Sequence[str], start: int, end: int) -> int:
    """Return the first line from `start` on that no site writes; the last line where a site writes all lines."""
    while start < end - 1 and is_site_line(folded[start]):
        start += 1
    return start


def end_of_text(folded: Sequence[str], start: int, end: int) -> int:
    """Return the index of the line behind a plan, before related links and further lines of the site."""
    words = vocabulary().site
    for index in range(start + 1, end):
        if len(folded[index]) <= _LONGEST_LINK_TITLE and words.after_plans.search(folded[index]):
            if (
                index <= start + TITLE_BLOCK
                and not _has_item(folded[start + 1 : index])
                and _has_item(folded[index:end])
            ):
                continue  # 相关推荐 between a page's title and its text
            end = index
            break
    while end > start + 1 and (is_site_line(folded[end - 1]) or not folded[end - 1].strip("|>»·-— ")):
        end -= 1
    return end


def _has_item(lines: Sequence[str]) -> bool:
    """Whether a section begins in some lines: 一、, 1、."""
    return any(reading.ordinal == 1 for line in lines for reading in initial_readings(0, line))


def site_lines_below_title(folded: Sequence[str], start: int, end: int) -> frozenset[int]:
    """Return the lines of a site between a title and the text: 发布时间：…, 来源：….

    A line whose single label a plan may have as well (时间：8月23日上午8:00) counts only beside a line of the site.
    """
    sure, doubtful = set(), set()
    for index in range(start + 1, min(end, start + 1 + TITLE_BLOCK)):
        line = folded[index]
        labelled = len(line) <= _LONGEST_SITE_LINE and vocabulary().site.labels.match(line) is not None
        if is_site_line(line) or (labelled and len(vocabulary().site.labels.findall(line)) > 1):
            sure.add(index)
        elif labelled:
            doubtful.add(index)
        elif opens_with_marker(line) or PUNCTUATION.search(line):
            break
    return frozenset(sure | {index for index in doubtful if {index - 1, index + 1} & sure})
