"""Find the numbered titles of the plans of a page: 篇1, 第二篇：…, 【篇三】…, 范文四, and 工作计划(2), 园务计划2."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.outline.genres.titles import bare_paper_title, genre_of_title
from jyplan.outline.plans.headlines import OPEN_END, SURE, title_strength
from jyplan.text.numerals import parse_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_N = "[一二三四五六七八九十百0-9]{1,4}"
_PART = lazy_pattern(
    rf"(?P<stem>.{{0,60}}?)[\[【(《]?\s?(?:第\s?(?P<a>{_N})\s?篇|篇\s?(?P<b>{_N})|范[文本]\s?[(]?(?P<c>{_N})[)]?|(?<=[划点案结排要告])\s?[(]?(?P<d>{_N})[)]?)\s?[\]】)》]?\s?(?P<rest>(?:[:、.\s]|(?<=[\]】)])).{{0,50}})?"
)
_COUNTED = lazy_pattern(r"(?P<stem>.{0,40}(?:计划|要点|总结|方案|安排)[^\d:]{0,8}?)\s?(?P<number>\d{1,2})")
"""…工作计划下学期2: a bare number counts the plans of a page where the same words are counted from 1."""
_DECORATION = "★☆◆◇■□●○※*#=~ "
_LONGEST_TITLE = 50
_LONGEST_PART = 110
"""Characters of a line that numbers a plan of a page: `…教研工作计划 篇3：…` holds a title too."""


class _PartTitle(NamedTuple):
    """A line with the number of a plan on a page."""

    line: int
    """Index of the line."""
    ordinal: int
    stem: str
    """The text before the number."""
    named: bool
    """True for a number with 篇 or 范文, False for a bare number behind a title."""


def numbered_titles(folded: Sequence[str]) -> list[int]:
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
        if len(run) > (0 if named else 1) and not (len(run) == 1 and _counts_other_texts(folded[run[0]])):
            return run
    return []


def _counts_other_texts(line: str) -> bool:
    """Whether the words beside a number name no plan: 学记 第一篇, and not 教研工作计划 篇1 or 【篇一】."""
    match = _PART.fullmatch(line.strip(_DECORATION))
    beside = (match["stem"], match["rest"] or "") if match else ()
    words = [word for text in beside if (word := text.strip(" :、.《》"))]
    return bool(words) and all(genre_of_title(bare_paper_title(word)) is None for word in words)


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


def is_plan_title(line: str) -> bool:
    """Return whether the words of a folded line are a plan's title."""
    return title_strength(line) >= SURE or (
        len(line) <= _LONGEST_TITLE and not OPEN_END.search(line) and "篇" in line and _PART.fullmatch(line) is not None
    )


def counts_on(line: str) -> bool:
    """Whether a title has the number of a later plan of a page, beginning inside the plan before: 园务计划2."""
    match = _COUNTED.fullmatch(line)
    return match is not None and int(match["number"]) > 1
