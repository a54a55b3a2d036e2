"""Differences between two nearly equal stretches, marked line by line.

| left | right | marked |
|---|---|---|
| 由红星路小学总务处检查 | 由总务处检查 | 红星路小学 |
| 听课15节 | 听课20节 | 15, 20 |
| 十月起每周三开放机房两小时 | 九月起每周三晚上开放机房三小时 | 十, 两; 九, 晚上, 三 |
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from difflib import Match

_MOST_LINES = 200
"""Most lines of a stretch; a longer stretch has no marks."""
_LEAST_RUN = 3
"""Characters of the shortest shared run in the middle of two lines; shorter runs are marked as differences."""
_LONGEST_MIDDLE = 400
"""Most characters between common beginning and common end of two lines; a longer middle is marked whole."""


def marked_html(left: str, right: str) -> tuple[str, str]:
    """Return both texts as HTML, their differences in `<mark>`."""
    left_lines, right_lines = left.split("\n"), right.split("\n")
    if max(len(left_lines), len(right_lines)) > _MOST_LINES:
        return text_html(left), text_html(right)
    left_html: list[str] = []
    right_html: list[str] = []
    matcher = SequenceMatcher(None, left_lines, right_lines, autojunk=False)
    for tag, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        old, new = left_lines[left_start:left_end], right_lines[right_start:right_end]
        if tag == "equal":
            left_html += map(text_html, old)
            right_html += map(text_html, new)
        else:
            pairs = [_differing_marked(*pair) for pair in zip(old, new, strict=False)]
            left_html += [pair[0] for pair in pairs] + _whole_marked(old[len(pairs) :])
            right_html += [pair[1] for pair in pairs] + _whole_marked(new[len(pairs) :])
    return "\n".join(left_html), "\n".join(right_html)


def _differing_marked(left: str, right: str) -> tuple[str, str]:
    """Return two lines with their differences in `<mark>`, shared runs shorter than `_LEAST_RUN` included."""
    begin = _count_equal(left, right)
    end = _count_equal(left[begin:][::-1], right[begin:][::-1])
    left_middle, right_middle = left[begin : len(left) - end], right[begin : len(right) - end]
    shared = list(_shared_runs(left_middle, right_middle))
    return (
        _with_runs_unmarked(left, begin, left_middle, [(run.a, run.size) for run in shared]),
        _with_runs_unmarked(right, begin, right_middle, [(run.b, run.size) for run in shared]),
    )


def _shared_runs(left: str, right: str) -> Iterator[Match]:
    """Yield the runs shared by two middles of lines, in order."""
    if min(len(left), len(right)) >= _LEAST_RUN and max(len(left), len(right)) <= _LONGEST_MIDDLE:
        for run in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            if run.size >= _LEAST_RUN:
                yield run


def _with_runs_unmarked(line: str, begin: int, middle: str, runs: Sequence[tuple[int, int]]) -> str:
    """Return a line with its `middle`, from `begin` on, in `<mark>`, except for `runs`, given by start and size."""
    parts = [text_html(line[:begin])]
    end = 0
    for start, size in runs:
        parts += [_in_mark(middle[end:start]), text_html(middle[start : start + size])]
        end = start + size
    return "".join([*parts, _in_mark(middle[end:]), text_html(line[begin + len(middle) :])])


def _count_equal(left: str, right: str) -> int:
    """Return the length of the common beginning of two texts."""
    pairs = zip(left, right, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _whole_marked(lines: Sequence[str]) -> list[str]:
    return [_in_mark(line) for line in lines]


def _in_mark(words: str) -> str:
    """Return words in `<mark>`; blanks alone, as Word adds behind automatic numbers, are not marked."""
    return f"<mark>{text_html(words)}</mark>" if words.strip() else text_html(words)
