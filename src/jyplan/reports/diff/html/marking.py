"""The text of one side as HTML: edits, moves, copied passages and changed facts marked inside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import EditKind, Span
from jyplan.reports.diff.html.pieces import Piece, Track, clip
from jyplan.reports.media.html_page import text_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.model import Edit

_LOOKS = 6
"""Colours and borders that passages take turns in: `.p0` … in page.css."""
_SHORT_FIGURE = 16
"""Characters of an edit that is emphasised as a changed figure; in a longer one the figure is not all there is."""


class _Segment(NamedTuple):
    """A stretch of text all of which looks the same."""

    span: Span
    piece: Piece
    passage: int
    fact: int
    point: int


@dataclass(frozen=True)
class MarkedText:
    """A plan text with what is to be seen in it."""

    text: str
    track: Track
    passages: list[int]
    """For every character the passage it is in, -1 for none."""
    facts: list[int]
    """For every character the changed fact it belongs to, -1 for none."""
    chips: Mapping[int, str]
    """HTML that stands before a character."""
    show_format: bool

    @cached_property
    def _points(self) -> list[int]:
        return sorted(self.chips)

    def html(self, span: Span, gone: Mapping[int, str] | None = None) -> str:
        """Return a stretch as HTML; `gone` is deleted text, as HTML, to stand before a character of it."""
        absent = gone or {}
        found: list[str] = []
        segments = self._segments(span, sorted(set(absent)))
        for (_, move, passage), group in groupby(segments, key=lambda s: (s.point, s.piece.move, s.passage)):
            inside = list(group)
            start = inside[0].span.start
            found += [self.chips.get(start, ""), absent.get(start, "")]
            classes = ["moved"] if move is not None else []
            classes += [f"passage {passage_look(passage)}"] if passage >= 0 else []
            found.append(_wrapped("span", classes, "".join(self._pieces(inside))))
        return "".join([*found, absent.get(span.end, "")])

    def _segments(self, span: Span, breaks: list[int]) -> Iterator[_Segment]:
        """Yield the stretches of a span at whose ends anything changes."""
        known = self._points
        points = sorted({*breaks, *known[bisect_left(known, span.start) : bisect_left(known, span.end)]})
        for piece in self.track.within(span):
            inside = clip(piece.on(self.track.side), span)
            places = range(inside.start, inside.end)
            looks = groupby(places, key=lambda at: (self.passages[at], self.facts[at], bisect_right(points, at)))
            for (passage, fact, point), run in looks:
                first, *rest = run
                yield _Segment(Span(first, (rest or [first])[-1] + 1), piece, passage, fact, point)

    def _pieces(self, segments: Iterable[_Segment]) -> Iterator[str]:
        """Yield segments as HTML, those of one edit in one element."""
        for _, group in groupby(segments, key=lambda segment: id(segment.piece)):
            inside = list(group)
            content = "".join(
                _wrapped("strong", [] if segment.fact >= 0 else None, stretch_html(self.text, segment.span))
                for segment in inside
            )
            tag = "del" if self.track.side == "left" else "ins"
            yield edit_html(tag, inside[0].piece.edit, content, show_format=self.show_format)


def edit_html(tag: str, edit: Edit | None, content: str, *, show_format: bool, extra: str = "") -> str:
    """Return the HTML of one side of an edit, its content as it is where nothing is to be shown."""
    if not content or edit is None or edit.kind is EditKind.MOVE:
        return content
    if edit.kind is EditKind.FORMAT and not show_format:
        return content
    classes = [] if edit.kind is EditKind.TEXT else [str(edit.kind)]
    if edit.marks and edit.chars <= _SHORT_FIGURE:
        classes.append("figure")
    return _wrapped(tag, [*classes, extra] if extra else classes, content)


def passage_look(index: int) -> str:
    """Return the class that a passage is coloured by."""
    return f"p{index % _LOOKS}"


def stretch_html(text: str, span: Span) -> str:
    """Return a stretch of a text so that nothing in it is taken for HTML or hides from the eye."""
    return text_html(text[span.start : span.end])


def painted(length: int, stretches: Iterable[tuple[Span, int]]) -> list[int]:
    """Return for every character the number of the last stretch it is in, -1 for none."""
    colours = [-1] * length
    for span, number in stretches:
        colours[span.start : span.end] = [number] * (span.end - span.start)
    return colours


def _wrapped(tag: str, classes: list[str] | None, content: str) -> str:
    """Return content in an element; None for its classes leaves it as it is, so does a span without any."""
    if classes is None or (tag == "span" and not classes):
        return content
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{tag}{attribute}>{content}</{tag}>"
