"""Search for literal words and expressions in the folded text of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.text.expressions import Expression


def find_all(subject: Subject, texts: Sequence[str], patterns: Sequence[Expression]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every occurrence, sorted by start; of occurrences with the same start, the longest first."""
    spans = [span for text in texts for span in _occurrences(subject.folded, fold(text))]
    spans += [span for pattern in patterns for span in pattern.find(subject.folded)]
    yield from sorted(set(spans), key=lambda span: (span[0], -span[1]))


def find_in(text: str, texts: Sequence[str], patterns: Sequence[Expression]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every occurrence in a text outside of the plan, as `find_all` does."""
    folded = fold(text)
    spans = [span for words in texts for span in _occurrences(folded, fold(words))]
    spans += [span for pattern in patterns for span in pattern.find(folded)]
    yield from sorted(set(spans), key=lambda span: (span[0], -span[1]))


def _occurrences(folded: str, words: str) -> Iterator[tuple[int, int]]:
    start = folded.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = folded.find(words, start + len(words))
