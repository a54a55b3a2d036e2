"""What differs between two stretches that are otherwise the same, line by line, marked for the eye.

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
"""Lines of a stretch that are paired; of a longer one nothing is marked."""
_LEAST_RUN = 3
"""Characters in a row that both lines have and that are not marked."""
_LONGEST_MIDDLE = 400
"""Characters between the common beginning and the common end of two lines that are compared; longer ones are marked whole."""


def marked_html(left: str, right: str) -> tuple[str, str]:
    """Return both texts as HTML, what only one of them has in `<mark>`."""
    left_lines, right_lines = left.split("\n"), right.split("\n")
    if max(len(left_lines), len(right_lines)) > _MOST_LINES:
        return text_html(left), text_html(right)
    left_html: list[str] = []
    right_html: list[str] = []
    matcher = SequenceMatcher(None, left_lines, right_lines, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        lines, others = left_lines[start:end], right_lines[other_start:other_end]
        if tag == "equal":
            left_html += map(text_html, lines)
            right_html += map(text_html, others)
        else:
            pairs = [_differing_marked(*pair) for pair in zip(lines, others, strict=False)]
            left_html += [pair[0] for pair in pairs] + _whole_marked(lines[len(pairs) :])
            right_html += [pair[1] for pair in pairs] + _whole_marked(others[len(pairs) :])
    return "\n".join(left_html), "\n".join(right_html)


def _differing_marked(left: str, right: str) -> tuple[str, str]:
    """Return two lines with what only one of them has in `<mark>`; what both have by chance, a character or two, is marked with it."""
    begin = _count_equal(left, right)
    end = _count_equal(left[begin:][::-1], right[begin:][::-1])
    left_middle, right_middle = left[begin : len(left) - end], right[begin : len(right) - end]
    kept = list(_kept_runs(left_middle, right_middle))
    return (
        _with_runs_unmarked(left, begin, left_middle, [(run.a, run.size) for run in kept]),
        _with_runs_unmarked(right, begin, right_middle, [(run.b, run.size) for run in kept]),
    )


def _kept_runs(left: str, right: str) -> Iterator[Match]:
    """Yield the runs that both middles have, in order."""
    if min(len(left), len(right)) >= _LEAST_RUN and max(len(left), len(right)) <= _LONGEST_MIDDLE:
        for run in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            if run.size >= _LEAST_RUN:
                yield run


def _with_runs_unmarked(line: str, begin: int, middle: str, runs: Sequence[tuple[int, int]]) -> str:
    """Return a line whose `middle`, from `begin` on, is in `<mark>` but for some runs, given by start and size."""
    parts = [text_html(line[:begin])]
    done = 0
    for start, size in runs:
        parts += [_in_mark(middle[done:start]), text_html(middle[start : start + size])]
        done = start + size
    return "".join([*parts, _in_mark(middle[done:]), text_html(line[begin + len(middle) :])])


def _count_equal(left: str, right: str) -> int:
    """Return how many first characters two texts have in common."""
    pairs = zip(left, right, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _whole_marked(lines: Sequence[str]) -> list[str]:
    return [_in_mark(line) for line in lines]


def _in_mark(words: str) -> str:
    """Return words in `<mark>`; a blank, which Word puts behind automatic numbers, is no difference."""
    return f"<mark>{text_html(words)}</mark>" if words.strip() else text_html(words)
