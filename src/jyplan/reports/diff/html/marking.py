"""Text of a plan as HTML with its edits, moves, shared passages and changed facts marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import EditKind, Span
from jyplan.reports.diff.html.span_pairs import PairSequence, SpanPair, clip
from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.model import Edit

_PASSAGE_CLASSES = 6
"""Number of classes that passages take in turn: `.p0` to `.p5` in page.css."""
_SHORT_FIGURE = 16
"""Longest edit in characters that is emphasised as a changed figure; longer edits change more than the figure."""


class _Segment(NamedTuple):
    """A stretch of text with the same marks throughout."""

    span: Span
    pair: SpanPair
    passage: int
    """Index of the passage, -1 for none."""
    fact: int
    """Index of the changed fact, -1 for none."""
    break_count: int
    """Number of chips and deleted texts up to the segment: consecutive segments with an equal number touch."""


@dataclass(frozen=True)
class MarkedText:
    """A plan text with its marks."""

    text: str
    pairs: PairSequence
    passages: list[int]
    """By character: index of the passage, -1 for none."""
    facts: list[int]
    """By character: index of the changed fact, -1 for none."""
    chips: Mapping[int, str]
    """HTML of links, by the offset of the character after the link."""
    show_format: bool
    """Whether edits of format are marked."""

    @cached_property
    def _chip_offsets(self) -> list[int]:
        return sorted(self.chips)

    def html(self, span: Span, deleted: Mapping[int, str] | None = None) -> str:
        """Return the text of a span as HTML; `deleted` holds HTML of deleted text, by the offset of the next character."""
        deleted = deleted or {}
        parts: list[str] = []
        segments = self._segments(span, deleted)
        for (_, move, passage), group in groupby(segments, key=lambda s: (s.break_count, s.pair.move, s.passage)):
            marked = list(group)
            start = marked[0].span.start
            parts += [self.chips.get(start, ""), deleted.get(start, "")]
            classes = ["moved"] if move is not None else []
            classes += [f"passage {passage_class(passage)}"] if passage >= 0 else []
            parts.append(_wrapped("span", classes, "".join(self._segments_html(marked))))
        return "".join([*parts, deleted.get(span.end, "")])

    def _segments(self, span: Span, deleted: Iterable[int]) -> Iterator[_Segment]:
        """Yield the segments of a span; chips and deleted texts stand between segments."""
        chip_offsets = self._chip_offsets
        first, end = bisect_left(chip_offsets, span.start), bisect_left(chip_offsets, span.end)
        breaks = sorted({*deleted, *chip_offsets[first:end]})
        for pair in self.pairs.overlapping(span):
            part = clip(pair.on(self.pairs.side), span)
            by_marks = groupby(
                range(part.start, part.end),
                key=lambda offset: (self.passages[offset], self.facts[offset], bisect_right(breaks, offset)),
            )
            for (passage, fact, break_count), group in by_marks:
                offsets = list(group)
                yield _Segment(Span(offsets[0], offsets[-1] + 1), pair, passage, fact, break_count)

    def _segments_html(self, segments: Iterable[_Segment]) -> Iterator[str]:
        """Yield segments as HTML; the segments of an edit share an element."""
        for _, group in groupby(segments, key=lambda segment: id(segment.pair)):
            marked = list(group)
            content = "".join(
                _wrapped("strong", [] if segment.fact >= 0 else None, stretch_html(self.text, segment.span))
                for segment in marked
            )
            tag = "del" if self.pairs.side == "left" else "ins"
            yield edit_html(tag, marked[0].pair.edit, content, show_format=self.show_format)


def edit_html(tag: str, edit: Edit | None, content: str, *, show_format: bool, extra: str = "") -> str:
    """Return one side of an edit as an element; only the content for equal text, moves and hidden format edits."""
    if not content or edit is None or edit.kind is EditKind.MOVE:
        return content
    if edit.kind is EditKind.FORMAT and not show_format:
        return content
    classes = [] if edit.kind is EditKind.TEXT else [str(edit.kind)]
    if edit.marks and edit.chars <= _SHORT_FIGURE:
        classes.append("figure")
    return _wrapped(tag, [*classes, extra] if extra else classes, content)


def passage_class(index: int) -> str:
    """Return the CSS class with the colour of a passage."""
    return f"p{index % _PASSAGE_CLASSES}"


def stretch_html(text: str, span: Span) -> str:
    """Return the text of a span as HTML, escaped and made visible."""
    return text_html(text[span.start : span.end])


def last_index_by_character(chars: int, spans: Iterable[tuple[Span, int]]) -> list[int]:
    """Return by character the index of the last span around the character, -1 for none."""
    indices = [-1] * chars
    for span, index in spans:
        indices[span.start : span.end] = [index] * (span.end - span.start)
    return indices


def _wrapped(tag: str, classes: list[str] | None, content: str) -> str:
    """Return content in an element; unchanged if `classes` is None, or empty for a span."""
    if classes is None or (tag == "span" and not classes):
        return content
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{tag}{attribute}>{content}</{tag}>"
