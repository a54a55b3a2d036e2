"""The genre of a title: by its last word, tails aside.

| title | genre |
|---|---|
| 教研工作计划总结 | summary: the last word |
| 教研工作计划与实施细则 | plan: the rules belong to the plan |
| 2024年总结及2025年计划 | plan: of two joined papers the one that is to be done |
| 读书节活动方案 | scheme: an event and no standing work |
| 教育简讯:三校共教研 | news: the word before a colon |
| 乘势而上——在教育工作会议上的讲话 | speech: the subtitle |
| 【招募】读书节志愿者 | notice: the word before the title |
| 工作计划 青禾路小学 | plan: only a school stands behind |
| 保健工作计划_计划总结 | plan: a site names its column behind the stroke |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Genre, PlanKind
from jyplan.outline.genres.words import genre_words
from jyplan.outline.sections import without_last_bracket
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAILS = 6
"""Words behind the last word of a title that are taken away: 工作计划范文（精选）2."""
_LONGEST_TAIL = 8
"""Characters of the longest tail: 征求意见稿 has five, 第十二篇 four."""
_LONGEST_COLUMN = 12
"""Characters before a colon that may name a genre: 教育简讯：…."""
_SHORTEST_BEFORE_SLOGAN = 8
"""Characters of a title before the colon and its slogan."""
_COLUMNS = frozenset({Genre.NEWS, Genre.SPEECH, Genre.NOTICE})
"""Genres that may stand before a colon; 工作目标:… is a section."""
_COLUMN = lazy_pattern(r"【([^【】]{2,12})】|([^|]{2,20})\|")
"""A word before the title of an article: 【志愿者招募】…, 三行诗征集 | …."""
_SET_APART = lazy_pattern(rf"(?<![^ ]){HANZI}(?: {{1,4}}{HANZI}){{2,60}}(?![^ ])")
_SLOGAN = lazy_pattern(rf"(?:{HANZI}{{4,12}}|{HANZI}{{3,8}}[, ]{HANZI}{{3,8}}(?:[, ]{HANZI}{{3,8}}){{0,2}})")
"""深耕课堂，静待花开, behind the colon of a title."""
_NAMED_TITLE = lazy_pattern(r"\d{4}|学年|学期|年度")
_SUBTITLE = lazy_pattern("[—-]{2,}")
_HOW_TO = ("细则", "办法", "清单", "台账", "分工")
"""Last words of papers that belong to the plan before them: 工作计划与实施细则."""
_JOINED = (Genre.PLAN, Genre.SCHEME, Genre.REPORT, Genre.SUMMARY, Genre.CALENDAR)
"""Genres by precedence: of two papers joined in a title the earlier in this list counts."""


def closed_up(line: str) -> str:
    """Return a folded line without the spaces between characters, common in titles.

    >>> closed_up("教 研 组 工 作 计 划"), closed_up("青禾路小学 教研组 计划")
    ('教研组工作计划', '青禾路小学 教研组 计划')
    """
    return _SET_APART.sub(lambda match: match[0].replace(" ", ""), line) if " " in line else line


def genre_of_title(title: str) -> Genre | None:
    """Return the genre of a folded title; None for a title without a genre.

    >>> [str(genre_of_title(t)) for t in ("教研工作计划总结", "2024年总结及2025年计划", "读书节方案", "关于召开家长会的通知")]
    ['summary', 'plan', 'scheme', 'notice']
    """
    title = closed_up(title)
    if title.startswith(("转发", "关于转发")):
        return Genre.NOTICE
    if genre_of_part := next((genre for part in _parts(title) if (genre := _last_genre(bare_paper_title(part)))), None):
        return genre_of_part
    colon = title.find(":")
    column = _last_genre(bare_paper_title(title[:colon])) if 0 < colon <= _LONGEST_COLUMN else None
    return column if column in _COLUMNS else None


def _parts(title: str) -> Iterator[str]:
    """Yield the parts of a title that may name its genre, the best first."""
    if (name := title.rfind("_")) > 0:
        yield title[:name]  # 保健工作计划_计划总结: behind the stroke a site names its column
    yield title
    if (column := _COLUMN.match(title)) is not None:
        yield column[1] or column[2]
    if "——" in title or "--" in title:
        yield from _SUBTITLE.split(title)[::-1]
    if (
        (colon := title.rfind(":")) >= _SHORTEST_BEFORE_SLOGAN
        and is_slogan(title[colon + 1 :])
        and _NAMED_TITLE.search(title)
    ):
        yield title[:colon]
    if (space := title.rfind(" ")) > 0 and vocabulary().plans.organisations.search(title, space):
        yield title[:space]


def is_slogan(tail: str) -> bool:
    """Return whether a slogan stands behind the colon of a title: a single clause, or several of equal length.

    >>> is_slogan("深耕课堂,静待花开"), is_slogan("周一升旗,周三扫除"), is_slogan("开展教研活动,提高质量")
    (True, False, False)
    """
    tail = tail.strip(" !")
    return (
        _SLOGAN.fullmatch(tail) is not None
        and genre_words().no_slogan.search(tail) is None
        and len({len(clause) for clause in tail.replace(" ", ",").split(",")}) == 1
    )


def _last_genre(bare: str) -> Genre | None:
    words = genre_words()
    last = words.last_word(bare)
    if not last:
        return None
    genre = words.titles[last]
    if genre.kind is PlanKind.OTHER and genre is not Genre.OTHER:
        return genre
    joined = {genre}
    for joiner in words.joiners.finditer(bare):
        if left := words.last_word(bare_paper_title(bare[: joiner.start()])):
            joined.add(words.titles[left])
    if genre is Genre.OTHER and (Genre.PLAN not in joined or not last.endswith(_HOW_TO)):
        return genre
    genre = next(genre for genre in _JOINED if genre in joined)
    return Genre.SCHEME if genre is Genre.PLAN and _names_event(bare, last) else genre


def _names_event(bare: str, last: str) -> bool:
    """Whether a title ending in 方案 or 计划 names an event, no standing work; 活动 alone is no event of a 计划."""
    words = genre_words()
    if words.works.search(bare.removesuffix(last)) or not last.endswith(("方案", "计划", "安排")):
        return False
    return words.events.search(bare if last.endswith("方案") else bare.replace("活动", "")) is not None


def bare_paper_title(title: str) -> str:
    """Return a folded title without brackets, quotes and words behind the word of the genre.

    >>> bare_paper_title("《教研工作计划》(修订稿) 篇2")
    '教研工作计划'
    """
    words, bare = genre_words(), title
    for _ in range(_TAILS):
        shorter = without_last_bracket(bare.strip(" 《》“”\"'[]【】:。")).rstrip()
        if not words.last_word(shorter) and (tail := words.tails.search(shorter, max(0, len(shorter) - _LONGEST_TAIL))):
            shorter = shorter[: tail.start()]
        if shorter == bare:
            break
        bare = shorter
    return bare
