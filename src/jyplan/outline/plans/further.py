"""Find the titles of a file's unnumbered plans: above the strongest title, and below the first plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Genre
from jyplan.outline.genres.titles import bare_paper_title, genre_of_title
from jyplan.outline.plans.headlines import SURE, TITLE_BLOCK, Headline, headline_at, joined_lines, strongest_title
from jyplan.outline.plans.numbered import counts_on
from jyplan.outline.plans.site_lines import is_site_line
from jyplan.outline.readings.families import MarkerShape
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.heading_words import is_annex_title, is_signature, shape_of_line
from jyplan.outline.readings.markers import initial_readings, opens_with_marker
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block

_SHOWS_PATTERN = lazy_pattern("(?:如下|格式|模板|范文|范例|样本|样例|参考|示例):$")
"""格式如下: the text below is a part of the plan."""
_FEWEST_ITEMS = 2
"""Numbered lines of a plan before a second plan may begin."""
_LIKE_TITLES = 4
"""Characters at the end that two titles of one kind share: 教学计划."""
_FEWEST_SENTENCES = 2
"""Sentences below a title that make a plan without numbers."""
_SHORTEST_SENTENCE = 20
"""Characters of a sentence of an unnumbered plan."""
_CALENDAR = frozenset({HeadingShape.MONTH, HeadingShape.WEEK})
"""Lines that count the times of a calendar."""
_SECTION_RANK = MarkerShape.N.rank
"""Markers up to the rank of 1、 may number the sections of a plan."""
_LABEL, _ROW = BlockKind.LABEL, BlockKind.ROW
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""


class _KindOfPlan(NamedTuple):
    """The features of the first plan shared by a second plan of the same kind."""

    title: str
    shape: MarkerShape | None
    """The shape of the first marker, None without a marker."""


class _TextAbove(NamedTuple):
    """The text from a plan's title to the current line."""

    title: str
    items: int = 0
    """Numbered lines and labels of a form."""
    sentences: int = 0

    @property
    def is_unnumbered(self) -> bool:
        """Whether the text is a plan without numbers."""
        return not self.items and self.sentences >= _FEWEST_SENTENCES

    @property
    def may_be_whole(self) -> bool:
        """Whether the text is long enough for a plan, so that a second plan may begin below."""
        return self.items >= _FEWEST_ITEMS or self.is_unnumbered

    def repeats_its_title(self, title: str) -> bool:
        """Whether a title below is the plan's own again, directly above the text of the plan."""
        return bool(self.title) and _is_same_title(title, self.title) and (self.is_unnumbered or not self.sentences)

    def with_line(self, block: Block, line: str) -> _TextAbove:
        """Return the text with the next line."""
        is_item = block.kind is _LABEL or opens_with_marker(line)
        return _TextAbove(self.title, self.items + is_item, self.sentences + _is_sentence(line))


def unnumbered_above(blocks: Sequence[Block], folded: Sequence[str], first: Headline) -> list[Headline]:
    """Return the titles, at most 1, of plans without numbers above the strongest title of a file."""
    for index in range(first.start):
        last, strength = strongest_title(blocks, folded, index)
        if (
            strength >= SURE - 1
            and last <= first.start
            and blocks[index].kind is not _ROW
            and genre_of_title(bare_paper_title(folded[index])) is not None
            and not is_site_line(folded[index])
            and sum(map(_is_sentence, folded[last : first.start])) >= _FEWEST_SENTENCES
            and not _is_same_title(joined_lines(folded[index:last]), joined_lines(folded[first.start : first.end]))
        ):
            return [headline_at(blocks, folded, index, last, first=index, end=first.start)]
    return []


def _is_sentence(line: str) -> bool:
    return len(line) >= _SHORTEST_SENTENCE and line.endswith("。") and not opens_with_marker(line)


def _is_same_title(left: str, right: str) -> bool:
    """Whether two titles are equal or the longer holds the shorter, spaces apart: a plan may repeat its title."""
    left, right = left.replace(" ", ""), right.replace(" ", "")
    return left in right or right in left


def further_titles(blocks: Sequence[Block], folded: Sequence[str], first: Headline | None) -> list[Headline]:
    """Return the titles of the second and later plans, in a file without numbered plans.

    Behind a first plan without a title a second plan begins directly below a signature, or with its number on the page.
    """
    title_lines = slice(0, 0) if first is None else slice(first.start, first.end)
    title = joined_lines(folded[title_lines])
    kind = _KindOfPlan(title, _first_shape(blocks, folded, title_lines.stop))
    above = _TextAbove(title)
    titles: list[Headline] = []
    index = 0 if first is None else first.head
    while index < len(folded):
        headline = _title_at(blocks, folded, index, kind) if above.may_be_whole else None
        if headline and (first or titles or is_signature(folded[index - 1], None) or counts_on(folded[index])):
            title = joined_lines(folded[headline.start : headline.end])
            if not above.repeats_its_title(title):
                titles.append(headline)
                above, index = _TextAbove(title), headline.head
                continue
        above = above.with_line(blocks[index], folded[index])
        index += 1
    return titles


def _title_at(blocks: Sequence[Block], folded: Sequence[str], index: int, kind: _KindOfPlan) -> Headline | None:
    """Return the title of a further plan beginning at a line, None where the line goes on with the plan above."""
    if blocks[index].kind is _ROW or is_annex_title(folded[index]):
        return None
    if _SHOWS_PATTERN.search(folded[index - 1]):
        return None
    last, strength = strongest_title(blocks, folded, index)
    needed = SURE - is_signature(folded[index - 1], None)
    if strength < SURE - 1 or not _begins_again(blocks, folded, last - 1):
        return None
    if genre_of_title(kind.title) is Genre.CALENDAR and _is_entry(folded, index, last):
        return None
    if strength < needed and not _is_of_kind(blocks, folded, index, last, kind):
        return None
    return headline_at(blocks, folded, index, last, first=index, end=len(folded))


def _is_entry(folded: Sequence[str], index: int, last: int) -> bool:
    """Whether a line naming a summary is a calendar's: a month or a week follows before the next number."""
    if genre_of_title(bare_paper_title(joined_lines(folded[index:last]))) is not Genre.SUMMARY:
        return False
    below = folded[last : last + TITLE_BLOCK]
    numbered = next((i for i, line in enumerate(below) if opens_with_marker(line)), len(below))
    return any(shape_of_line(line) in _CALENDAR for line in below[: numbered + 1])


def _is_of_kind(blocks: Sequence[Block], folded: Sequence[str], index: int, last: int, kind: _KindOfPlan) -> bool:
    """Whether a line ends as the first title does and the top level of the plan begins again below the line."""
    ending, first_ending = (bare_paper_title(t)[-_LIKE_TITLES:] for t in (joined_lines(folded[index:last]), kind.title))
    return ending == first_ending and kind.shape is not None and _first_shape(blocks, folded, last) is kind.shape


def _first_shape(blocks: Sequence[Block], folded: Sequence[str], start: int) -> MarkerShape | None:
    """Return the shape of the first marker from a line on, None where a form or a number other than 1 comes first."""
    for block, line in zip(blocks[start : start + TITLE_BLOCK], folded[start : start + TITLE_BLOCK], strict=True):
        if block.kind is _LABEL:
            return None
        if readings := list(initial_readings(0, line)):
            return readings[0].shape if readings[0].ordinal == 1 else None
    return None


def _begins_again(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    """Whether the first numbered line after a title has the ordinal 1, or a form begins below the title."""
    for block, line in zip(
        blocks[index + 1 : index + TITLE_BLOCK], folded[index + 1 : index + TITLE_BLOCK], strict=True
    ):
        if block.kind is _LABEL:
            return True
        readings = list(initial_readings(0, line))
        if readings:
            return readings[0].ordinal == 1 and readings[0].shape.rank <= _SECTION_RANK
    return False
