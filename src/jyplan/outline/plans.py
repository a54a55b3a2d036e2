"""Split a document into plans; text of the page around the plans belongs to no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Genre
from jyplan.outline.genres.titles import bare_paper_title, genre_of_title
from jyplan.outline.headlines import (
    OPEN_END,
    PUNCTUATION,
    SURE,
    Headline,
    find_headline,
    headline_at,
    joined_lines,
    stands_over_text,
    strongest_title,
    title_strength,
)
from jyplan.outline.readings.heading_shapes import HeadingShape
from jyplan.outline.readings.heading_words import is_annex_title, is_signature, shape_of_line
from jyplan.outline.readings.markers import initial_readings, opens_with_marker
from jyplan.outline.translations import find_translations
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.fold import fold
from jyplan.text.numerals import parse_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.readings.families import MarkerShape

_N = "[一二三四五六七八九十百0-9]{1,4}"
_PART = lazy_pattern(
    rf"(?P<stem>.{{0,60}}?)[\[【(《]?\s?(?:第\s?(?P<a>{_N})\s?篇|篇\s?(?P<b>{_N})|范[文本]\s?[(]?(?P<c>{_N})[)]?|(?<=[划点案结排要告])\s?[(]?(?P<d>{_N})[)]?)\s?[\]】)》]?\s?(?P<rest>(?:[:、.\s]|(?<=[\]】)])).{{0,50}})?"
)
_COUNTED = lazy_pattern(r"(?P<stem>.{0,40}(?:计划|要点|总结|方案|安排)[^\d:]{0,8}?)\s?(?P<number>\d{1,2})")
"""…工作计划下学期2: a bare number counts the plans of a page where the same words are counted from 1."""
_SHOWS_PATTERN = lazy_pattern("(?:如下|格式|模板|范文|范例|样本|样例|参考|示例):$")
"""格式如下: what stands below is a part of the text."""
_DECORATION = "★☆◆◇■□●○※*#=~ "
_LONGEST_TITLE = 50
_LONGEST_CHROME = 90
"""Characters; longer lines are text, whatever they begin with."""
_LABEL, _ROW = BlockKind.LABEL, BlockKind.ROW
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_LONGEST_PART = 110
"""Characters of a line that numbers a plan of a page: `…教研工作计划 篇3：…` holds a title too."""
_LONGEST_LINK_TITLE = 70
"""Characters of a line that begins the related links below a plan."""
_TITLE_BLOCK = 12
"""Lines below a title among which its date, source and author are looked for, or its first item."""
_FEWEST_ITEMS = 2
"""Numbered lines of a plan before a second plan may begin."""
_LIKE_TITLES = 4
"""Characters at the end that two titles of one kind share: 教学计划."""
_FEWEST_SENTENCES = 2
"""Sentences below a title that make a plan without numbers."""
_SHORTEST_SENTENCE = 20
"""Characters of such a sentence."""
_LETTERHEAD = 3
"""Lines above a title that may name a school or a year."""
_LONGEST_LETTERHEAD = 40
"""Characters of such a line."""
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LABEL, BlockKind.ROW})
"""The kinds of blocks that plans are made of."""


_CALENDAR = frozenset({HeadingShape.MONTH, HeadingShape.WEEK})
"""Lines that count the times of a calendar."""


class PlanDraft(NamedTuple):
    """A plan of a document without its outline."""

    title: int | None
    """Index of the title in `blocks`, None without a title."""
    blocks: tuple[Block, ...]
    folded: tuple[str, ...]
    title_lines: int = 1
    """The number of lines at the beginning that are the title."""
    head: int = 1
    """The number of lines at the beginning in which no section begins: the title and what stands in brackets below."""
    letterhead: tuple[str, ...] = ()
    """The lines above the title, outside the plan, as displayed: who wrote it, and for when."""

    @property
    def headline(self) -> str:
        """The title over all its lines, folded; empty without a title."""
        return "" if self.title is None else joined_lines(self.folded[: self.title_lines])


class _PartTitle(NamedTuple):
    """A line with the number of a plan on a page."""

    line: int
    """Index of the line."""
    ordinal: int
    stem: str
    """The text before the number."""
    named: bool
    """True for a number with 篇 or 范文, False for a bare number behind a title."""


def split_plans(blocks: Sequence[Block]) -> list[PlanDraft]:
    """Return a draft for each plan of a document, from a title to the next title, without page furniture."""
    shown = [b for b in blocks if b.kind in _TEXT and b.text.strip()]
    folded = [fold(b.text).strip() for b in shown]
    if translated := find_translations(folded):
        shown = [block for line, block in enumerate(shown) if line not in translated]
        folded = [text for line, text in enumerate(folded) if line not in translated]
    headlines = [
        headline_at(shown, folded, line, line + 1, first=line, end=len(shown)) for line in _numbered_titles(folded)
    ]
    if not headlines:
        first = find_headline(shown, folded, 0, len(shown))
        headlines = [] if first is None else [*_unnumbered_above(shown, folded, first), first]
        further = _further_titles(shown, folded, first)
        headlines += [Headline(0, 0, 0), *further] if first is None and further else further
    drafts = []
    for number, headline in enumerate(headlines or [Headline(0, 0, 0)]):
        following = headlines[number + 1].start if number + 1 < len(headlines) else len(shown)
        above = headline.start if number else 0  # the lines above belong to the plan before
        if draft := _draft(shown, folded, headline, above, following):
            drafts.append(draft)
    return drafts


def _draft(
    blocks: Sequence[Block], folded: Sequence[str], headline: Headline, above: int, following: int
) -> PlanDraft | None:
    """Return the plan below a headline; without a title, its first line is the title where it has the form of one."""
    end = _end_of_text(folded, headline.start, following)
    start = headline.start if headline.end > headline.start else _first_content(folded, headline.start, end)
    chrome = _chrome_below_title(folded, max(start, headline.end - 1), end)
    chosen = [i for i in range(start, end) if i not in chrome or blocks[i].place.table]
    if not chosen:
        return None
    shown, lines = tuple(blocks[i] for i in chosen), tuple(folded[i] for i in chosen)
    if headline.end == headline.start and stands_over_text(shown, lines):
        headline = headline_at(blocks, folded, start, start + 1, first=start, end=end)
    letterhead = tuple(
        block.text
        for block in blocks[max(above, start - _LETTERHEAD) : start]
        if len(block.text) <= _LONGEST_LETTERHEAD
    )
    return PlanDraft(
        title=0 if headline.end > headline.start else None,
        blocks=shown,
        folded=lines,
        title_lines=headline.end - headline.start,
        head=sum(i < headline.head for i in chosen),
        letterhead=letterhead,
    )


def is_plan_title(line: str) -> bool:
    """Return whether the words of a folded line are a plan's title."""
    return title_strength(line) >= SURE or (
        len(line) <= _LONGEST_TITLE and not OPEN_END.search(line) and "篇" in line and _PART.fullmatch(line) is not None
    )


def _numbered_titles(folded: Sequence[str]) -> list[int]:
    """Return the lines with the numbers of a page's plans: 篇1, 第二篇：…, 【篇三】…, 范文四, else 工作计划(2)."""
    titles: list[_PartTitle] = []
    for index, line in enumerate(folded):
        bare = line.strip(_DECORATION)
        if len(bare) > _LONGEST_PART or OPEN_END.search(bare):
            continue
        if "篇" not in bare and (counted := _COUNTED.fullmatch(bare)):
            titles.append(_PartTitle(index, int(counted["number"]), counted["stem"].strip(), named=False))
            continue
        if not (match := _PART.fullmatch(bare)):
            continue
        named = match["d"] is None
        ordinal = parse_number(match["a"] or match["b"] or match["c"] or match["d"])
        if ordinal is not None and (named or not match["rest"]):
            titles.append(_PartTitle(index, int(ordinal), match["stem"].strip(), named))
    for named in (True, False):
        run = _run_of_titles([entry for entry in titles if entry.named is named], len(folded))
        if len(run) > (0 if named else 1) and not (len(run) == 1 and _is_of_a_book(folded[run[0]])):
            return run
    return []


def _is_of_a_book(line: str) -> bool:
    """Whether the only numbered title of a page is that of something else: 学记 第一篇, and not 教研工作计划 篇1 or 【篇一】."""
    match = _PART.fullmatch(line.strip(_DECORATION))
    around = ((match["stem"], match["rest"]) if match else ("", "")) or ("", "")
    words = [part.strip(" :、.《》") for part in around if part and part.strip(" :、.《》")]
    return bool(words) and all(genre_of_title(bare_paper_title(part)) is None for part in words)


def _run_of_titles(titles: Sequence[_PartTitle], end: int) -> list[int]:
    """Return the lines of the numbered titles over text, counted from 1 with gaps of at most a number.

    A title directly above the next title is a link to a plan below, and skipped.
    """
    run: list[int] = []
    last, stem = 0, ""
    for position, title in enumerate(titles):
        following = titles[position + 1].line if position + 1 < len(titles) else end
        if following == title.line + 1 and following != end:
            continue
        goes_on = run and last < title.ordinal <= last + 2 and (title.named or title.stem == stem)
        if title.ordinal == 1 or goes_on:
            run.append(title.line)
            last, stem = title.ordinal, title.stem
    return run


def _unnumbered_above(blocks: Sequence[Block], folded: Sequence[str], first: Headline) -> list[Headline]:
    """Return the title of a plan without numbers above the strongest title of a file, as a list of none or one."""
    for index in range(first.start):
        last, strength = strongest_title(blocks, folded, index)
        if (
            strength >= SURE - 1
            and last <= first.start
            and blocks[index].kind is not _ROW
            and genre_of_title(bare_paper_title(folded[index])) is not None
            and not looks_like_chrome(folded[index])
            and sum(map(_is_sentence, folded[last : first.start])) >= _FEWEST_SENTENCES
            and not _is_same_title(joined_lines(folded[index:last]), joined_lines(folded[first.start : first.end]))
        ):
            return [headline_at(blocks, folded, index, last, first=index, end=first.start)]
    return []


def _is_sentence(line: str) -> bool:
    return len(line) >= _SHORTEST_SENTENCE and line.endswith("。") and not opens_with_marker(line)


def _is_same_title(title: str, other: str) -> bool:
    """Whether a title equals or contains the second title: a plan may repeat its title above its text."""
    title, other = title.replace(" ", ""), other.replace(" ", "")
    return title in other or other in title


def _further_titles(blocks: Sequence[Block], folded: Sequence[str], first: Headline | None) -> list[Headline]:
    """Return the titles of the second and later plans, in a file without numbered plans.

    Behind a first plan without a title a second one begins directly below a signature, or with its number on the page.
    """
    is_untitled = first is None
    first = first or Headline(0, 0, 0)
    titles: list[Headline] = []
    items = sentences = 0
    above = joined_lines(folded[first.start : first.end])
    kind = _KindOfPlan(joined_lines(folded[first.start : first.end]), _first_shape(blocks, folded, first.end))
    index = first.head
    while index < len(folded):
        line = folded[index]
        unnumbered = not items and sentences >= _FEWEST_SENTENCES
        if (items >= _FEWEST_ITEMS or unnumbered) and (title := _title_at(blocks, folded, index, kind)):
            own = joined_lines(folded[title.start : title.end])
            signed = not (is_untitled and not titles) or is_signature(folded[index - 1], None) or _counts_on(line)
            again = above and _is_same_title(own, above) and (unnumbered or not sentences)
            if signed and not again:
                titles.append(title)
                items, sentences, above, index = 0, 0, own, title.head
                continue
        sentences += _is_sentence(line)
        if blocks[index].kind is _LABEL or opens_with_marker(line):
            items += 1
        index += 1
    return titles


def _counts_on(line: str) -> bool:
    """Whether a title has the number of a later plan of a page that begins inside the plan before: 园务计划2."""
    match = _COUNTED.fullmatch(line)
    return match is not None and int(match["number"]) > 1


class _KindOfPlan(NamedTuple):
    """What a second plan of the same kind has in common with the first."""

    title: str
    shape: MarkerShape | None
    """The shape of the first marker, None without a marker."""


def _title_at(blocks: Sequence[Block], folded: Sequence[str], index: int, kind: _KindOfPlan) -> Headline | None:
    """Return the title of a further plan that begins at a line, None where the line goes on with the plan above."""
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
    """Whether a line that names a summary stands in a calendar: a month or a week follows before the next number."""
    if genre_of_title(bare_paper_title(joined_lines(folded[index:last]))) is not Genre.SUMMARY:
        return False
    below = folded[last : last + _TITLE_BLOCK]
    numbered = next((i for i, line in enumerate(below) if opens_with_marker(line)), len(below))
    return any(shape_of_line(line) in _CALENDAR for line in below[: numbered + 1])


def _is_of_kind(blocks: Sequence[Block], folded: Sequence[str], index: int, last: int, kind: _KindOfPlan) -> bool:
    """Whether a line ends as the first title does and the top level of the plan begins again below it."""
    ending, first_ending = (bare_paper_title(t)[-_LIKE_TITLES:] for t in (joined_lines(folded[index:last]), kind.title))
    return ending == first_ending and kind.shape is not None and _first_shape(blocks, folded, last) is kind.shape


def _first_shape(blocks: Sequence[Block], folded: Sequence[str], start: int) -> MarkerShape | None:
    """Return the shape of the first marker from a line on, None where a form or another number comes first."""
    for block, line in zip(blocks[start : start + _TITLE_BLOCK], folded[start : start + _TITLE_BLOCK], strict=True):
        if block.kind is _LABEL:
            return None
        if readings := list(initial_readings(0, line)):
            return readings[0].shape if readings[0].ordinal == 1 else None
    return None


def _begins_again(blocks: Sequence[Block], folded: Sequence[str], index: int) -> bool:
    """Whether the first numbered line after a title has the ordinal 1, or a form begins below the title."""
    for block, line in zip(
        blocks[index + 1 : index + _TITLE_BLOCK], folded[index + 1 : index + _TITLE_BLOCK], strict=True
    ):
        if block.kind is _LABEL:
            return True
        readings = list(initial_readings(0, line))
        if readings:
            return readings[0].ordinal == 1 and readings[0].shape.rank <= 4
    return False


def _first_content(folded: Sequence[str], start: int, end: int) -> int:
    while start < end - 1 and looks_like_chrome(folded[start]):
        start += 1
    return start


def _end_of_text(folded: Sequence[str], start: int, end: int) -> int:
    """Return the index of the line where a plan ends, before related links and chrome of the site."""
    words = vocabulary()
    for index in range(start + 1, end):
        if len(folded[index]) <= _LONGEST_LINK_TITLE and words.after_plans.search(folded[index]):
            if (
                index <= start + _TITLE_BLOCK
                and not _has_item(folded[start + 1 : index])
                and _has_item(folded[index:end])
            ):
                continue  # 相关推荐 between a page's title and its text
            end = index
            break
    while end > start + 1 and (looks_like_chrome(folded[end - 1]) or not folded[end - 1].strip("|>»·-— ")):
        end -= 1
    return end


def _has_item(lines: Sequence[str]) -> bool:
    """Whether a section begins in some lines: 一、, 1、."""
    return any(reading.ordinal == 1 for line in lines for reading in initial_readings(0, line))


def _chrome_below_title(folded: Sequence[str], start: int, end: int) -> frozenset[int]:
    """Return the lines of chrome between a title and its text: 发布时间：…, 来源：….

    A line with a single label that a plan may have, too (时间：8月23日上午8:00), is chrome only beside such a line.
    """
    sure, doubtful = set(), set()
    for index in range(start + 1, min(end, start + 1 + _TITLE_BLOCK)):
        line = folded[index]
        labelled = len(line) <= _LONGEST_CHROME and vocabulary().labels.match(line) is not None
        if looks_like_chrome(line) or (labelled and len(vocabulary().labels.findall(line)) > 1):
            sure.add(index)
        elif labelled:
            doubtful.add(index)
        elif opens_with_marker(line) or PUNCTUATION.search(line):
            break
    return frozenset(sure | {index for index in doubtful if {index - 1, index + 1} & sure})


def looks_like_chrome(line: str) -> bool:
    """Return whether a folded line is what a site writes around a text: 来源：…, 上一篇：…, 分享到…."""
    return len(line) <= _LONGEST_CHROME and vocabulary().chrome.search(line) is not None
