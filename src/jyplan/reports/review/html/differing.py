"""What differs between two stretches that are otherwise the same: the words in the middle of lines, marked for the eye.

| left | right | marked |
|---|---|---|
| 由红星路小学总务处检查 | 由总务处检查 | 红星路小学 |
| 听课15节 | 听课20节 | 15, 20 |
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LINES = 200
"""Lines of a stretch that are paired; of a longer one nothing is marked."""


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
            pairs = [_middle_marked(*pair) for pair in zip(lines, others, strict=False)]
            left_html += [pair[0] for pair in pairs] + _whole_marked(lines[len(pairs) :])
            right_html += [pair[1] for pair in pairs] + _whole_marked(others[len(pairs) :])
    return "\n".join(left_html), "\n".join(right_html)


def _middle_marked(left: str, right: str) -> tuple[str, str]:
    """Return two lines with what stands between their common beginning and their common end in `<mark>`."""
    begin = _count_equal(left, right)
    end = _count_equal(left[begin:][::-1], right[begin:][::-1])
    return _marked(left, begin, len(left) - end), _marked(right, begin, len(right) - end)


def _count_equal(left: str, right: str) -> int:
    """Return how many first characters two texts have in common."""
    pairs = zip(left, right, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _whole_marked(lines: Sequence[str]) -> list[str]:
    return [_marked(line, 0, len(line)) for line in lines]


def _marked(line: str, start: int, end: int) -> str:
    if start >= end:
        return text_html(line)
    return f"{text_html(line[:start])}<mark>{text_html(line[start:end])}</mark>{text_html(line[end:])}"
