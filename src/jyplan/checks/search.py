"""Literal words and expressions found in a plan's folded text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression


def find_all(subject: Subject, texts: Sequence[str], patterns: Sequence[Expression]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every occurrence, by place, the longest first where several begin."""
    found = [span for text in texts for span in _occurrences(subject.folded, fold(text))]
    found += [span for pattern in patterns for span in pattern.find(subject.folded)]
    yield from sorted(set(found), key=lambda span: (span[0], -span[1]))


def _occurrences(folded: str, wanted: str) -> Iterator[tuple[int, int]]:
    start = folded.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = folded.find(wanted, start + len(wanted))
