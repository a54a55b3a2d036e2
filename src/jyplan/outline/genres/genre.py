"""Decide the genre of a text: by the title, then by the form.

| title | form | genre |
|---|---|---|
| 青禾路小学教研工作计划 | sections of a plan | plan |
| 教研工作计划总结 | | summary: the last word of a title names the genre |
| 2024年总结及2025年工作计划 | | plan: of two joined papers the one that is to be done |
| 读书节活动方案 | | scheme: an event and no standing work |
| 关于印发《教研工作计划》的通知 | sections of a plan | plan, else notice |
| 第三届读书节 | 参赛对象, 评分标准, 联系电话 | notice |
| 聚力课堂——我校召开教研推进会 | | news: a school and what it did |
| 家长工作计划 | 孩子, 您, 宝宝 and no section | other: the words outweigh the title |
| 职业规划的困惑 | 你需要, 很多人都, 怎么办? | other: it advises a reader |
| | 工作计划的目的, 工作计划的要求 | other: it speaks of plans as a subject |
| 工作计划格式 | 标题, 正文, 落款, 公文式 | other: it teaches how a plan is written |
| | 组长职责, 成员职责, 值班制度 | other: rules, by the titles of most sections |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Genre, PlanKind
from jyplan.outline.genres.titles import bare_paper_title, genre_of_title
from jyplan.outline.genres.words import genre_words
from jyplan.outline.sections import named_role, roles_in, without_last_bracket
from jyplan.outline.vocabulary import vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from jyplan.outline.weights import Weight

_SAMPLE = 20_000
"""Characters at the beginning of a text in which its words are counted."""
_SHORTEST_SAMPLE = 200
"""Characters: a shorter text counts as this long, so that a single word does not decide."""
_OPENING = 120
"""Lines at the beginning of a text in which the signs of a genre are looked for."""
_CLOSING = 20
"""Lines at the end of a text, also searched for the signs of a genre."""
_FIRST_LINES = 4
"""Lines at the beginning of a text that may name its kind."""
_LINE = 200
"""Characters of a line, searched for signs."""

# The sum is above 0 for a plan.
PLAN_TITLE: Weight = 2.0
"""A plan's word in the title: 工作计划, 要点."""
OTHER_TITLE: Weight = -3.0
"""A title that ends with the word for a text of another kind: 制度, 讲话, 教案."""
SECTION_ROLE: Weight = 1.5
"""For each role that the titles of the top level name."""
SECTION_ROLES_MOST: Weight = 4.0
"""The most that the roles of the top level add."""
UNNUMBERED: Weight = -1.5
"""No node with a marker."""
PLAN_WORDS: Weight = 0.125
"""For each plan word (加强, 落实, 目标) in 1,000 characters."""
PLAN_WORDS_MOST: Weight = 3.0
"""The most that plan words add."""
OTHER_WORDS: Weight = -0.25
"""For each word of texts of another kind in 1,000 characters."""
OTHER_WORDS_MOST: Weight = -6.0
"""The most that words of other texts take away."""


SILENT_PLAN: Weight = 2.0
"""The sum from which on a numbered text is a plan though neither its title nor a section says so: sixteen plan words in
1,000 characters. News and speeches hold some, and plans that say nothing of themselves far more."""

_HEARD = frozenset({Genre.REPORT, Genre.SPEECH})
"""Genres whose word also ends the title of a news item: 师生热议…报告."""
_LONGEST_HEADLINE = 60
"""Characters of a first line that may be the title of an article."""
_SENTENCE_ENDS = ("。", ";", ":", ",")
_SIGNS = 2
"""Signs of a genre in a text that make it that genre where the title is silent."""
_SIGNS_OF_A_LESSON = 3
"""Signs of a text that teaches how plans are written or advises a reader, and lines of advice that speak to a reader."""
_LINES_OF_ADVICE = 8
"""Lines of advice per line that speaks to the reader."""
_QUOTED = lazy_pattern("“[^“”]{0,60}”|《[^《》]{0,60}》")
_FEWEST_RULES = 3
"""Sections by the name of a rule that make a text without a title a set of rules."""
_FEWEST_ON_PLANNING = 2
"""Sections that speak of plans as a subject, in an article on plans."""
_WORK = ("工作", "活动")
"""Last words of a title that names a notice, and of a title that says who began what: 县教育局启动…申报工作."""
_PLAN_SECTIONS = 2
"""Roles at the top level with which a notice is the plan that it hands on."""


class Paper(NamedTuple):
    """The evidence for the genre of a text; all texts are folded."""

    title: str
    top_titles: tuple[str, ...]
    """The titles of the top level."""
    lines: tuple[str, ...]
    """The paragraphs of the text."""
    numbered: bool
    """Whether a node has a marker, or the text has a table of work with times or owners."""
    rows: int = 0
    """The number of lines that are rows of tables."""


def judge_genre(paper: Paper) -> Genre:
    """Return the genre of a text."""
    named = genre_of_title(paper.title)
    if named in _HEARD and _roles(paper) == set() and genre_words().heard.search(paper.title):
        return Genre.NEWS
    if named is Genre.NOTICE and (handed_on := _handed_on(paper)):
        return handed_on
    if named is Genre.NOTICE and paper.title.endswith(_WORK) and genre_words().news_reports.search(paper.title):
        return Genre.NEWS
    if named is not None and named.kind is PlanKind.OTHER:
        return named
    if _is_article(paper) or _advises(paper) or (named is None and _holds_rules(paper)):
        return Genre.OTHER
    if named is None and genre_words().news_reports.search(_headline(paper)):
        return Genre.NEWS
    if (named is None and _is_calendar(paper)) or (named is Genre.CALENDAR and _dated(paper)):
        return Genre.CALENDAR
    if _plan_score(paper, named) > 0:
        if named:
            return _by_form(paper, named)
        if _roles(paper) or (paper.numbered and _plan_score(paper, named) >= SILENT_PLAN):
            return _silent_plan(paper)
    return _other_form(paper)


def _teaches_writing(paper: Paper) -> bool:
    """Whether a text says how a plan is written, and is none."""
    words = genre_words()
    shown = _shown(paper)
    text = "\n".join(shown)
    if not any(word in text for word in words.lesson_words):
        return False  # without a word of writing no sign is looked for
    return sum(any(sign.search(line) for line in shown) for sign in words.forms[Genre.OTHER]) >= _SIGNS_OF_A_LESSON


def _is_article(paper: Paper) -> bool:
    """Whether a text speaks of plans or of itself: how to write a plan, the purpose of plans, the topic of the text."""
    of_itself = genre_words().of_itself
    return (
        _teaches_writing(paper)
        or _treats_planning(paper)
        or any(of_itself.search(line[: 2 * _LINE]) for line in paper.lines[:_FIRST_LINES])
    )


def _treats_planning(paper: Paper) -> bool:
    """Whether at least half of the sections speak of plans as a subject: 工作计划的目的, 工作计划的要求."""
    on_planning = genre_words().on_planning
    count = sum(on_planning.search(title) is not None for title in paper.top_titles if title)
    return count >= _FEWEST_ON_PLANNING and 2 * count >= len(paper.top_titles)


def _advises(paper: Paper) -> bool:
    """Whether a text without the sections of a plan advises a reader: how to make a plan, a career, friends.

    A school's plan may quote words to a child; words in quotes are no advice.
    """
    words = genre_words()
    if vocabulary().plans.organisations.search(paper.title) or not any(
        word in "\n".join(paper.lines) for word in words.advice_words
    ):
        return False
    shown = [_QUOTED.sub("", line) for line in _shown(paper)]
    spoken_to = sum(any(word in line for word in words.advice_words) for line in shown)
    if spoken_to < max(_SIGNS_OF_A_LESSON, len(shown) / _LINES_OF_ADVICE):
        return False
    sections = {role for title in paper.top_titles if title and (role := named_role(title))}
    if len(sections) >= _PLAN_SECTIONS:
        return False
    return sum(any(map(_finder(sign), shown)) for sign in words.advice) >= _SIGNS_OF_A_LESSON


def _holds_rules(paper: Paper) -> bool:
    """Whether a text has articles (第一条), or half of its titles end with a word for other papers than plans: 值班制度."""
    if sum(genre_words().articles.match(line) is not None for line in paper.lines[:_OPENING]) >= _FEWEST_RULES:
        return True
    rules = sum(genre_of_title(title) is Genre.OTHER for title in paper.top_titles if title)
    return rules >= _FEWEST_RULES and 2 * rules >= len(paper.top_titles)


def _headline(paper: Paper) -> str:
    """Return the title, else a first line as a possible title without a genre."""
    first = paper.lines[0] if paper.lines and not paper.title else ""
    if first and paper.lines[1:2] and paper.lines[1].startswith(("——", "--")):
        first += paper.lines[1]
    return paper.title or (first if len(first) <= _LONGEST_HEADLINE and not first.endswith(_SENTENCE_ENDS) else "")


def _handed_on(paper: Paper) -> Genre | None:
    """Return the genre of the plan enclosed below a notice: 关于印发《教研工作计划》的通知; else None."""
    opened, closed = paper.title.find("《"), paper.title.rfind("》")
    if not 0 <= opened < closed:
        return None
    handed_on = genre_of_title(paper.title[opened + 1 : closed])
    is_plan = handed_on is not None and handed_on.kind is PlanKind.PLAN and len(_roles(paper)) >= _PLAN_SECTIONS
    return handed_on if is_plan else None


def _by_form(paper: Paper, named: Genre) -> Genre:
    """Return the genre of a titled plan: 安排 over dated lines is a calendar, 方案 with the sections of an event a scheme."""
    if named is not Genre.PLAN:
        return named
    bare = bare_paper_title(paper.title)
    if bare.endswith("安排") and "计划" not in bare and _dated(paper):
        return Genre.CALENDAR
    event = bare.endswith("方案") and not genre_words().works.search(bare) and _signs(paper)[Genre.SCHEME] > _SIGNS
    return Genre.SCHEME if event else named


def _roles(paper: Paper) -> set[object]:
    return {role for t in paper.top_titles if t and (role := named_role(t) or next(iter(roles_in(t)), None))}


def _plan_score(paper: Paper, named: Genre | None) -> float:
    """Return how much a text is a plan, above 0 for a plan.

    Title, sections, markers and words all count: a page may call advice to parents a work plan.
    """
    words = vocabulary().plans
    score = 0.0
    if named is not None:
        score += PLAN_TITLE
    elif without_last_bracket(paper.title).rstrip().endswith(words.other_titles):
        score += OTHER_TITLE
    elif any(word in paper.title for word in words.titles):
        score += PLAN_TITLE
    score += min(SECTION_ROLES_MOST, SECTION_ROLE * len(_roles(paper)))
    score += 0 if paper.numbered else UNNUMBERED
    sample = "\n".join(paper.lines)[:_SAMPLE]
    per_mille = 1000 / max(len(sample), _SHORTEST_SAMPLE)
    score += min(PLAN_WORDS_MOST, len(words.words.findall(sample)) * per_mille * PLAN_WORDS)
    score += max(OTHER_WORDS_MOST, len(words.other_words.findall(sample)) * per_mille * OTHER_WORDS)
    return score


def _silent_plan(paper: Paper) -> Genre:
    """Return the genre of a text with the form of a plan and a title without a genre."""
    signs = _signs(paper)
    if not paper.numbered and _news_title(paper) and signs[Genre.NEWS]:
        return Genre.NEWS
    if any(genre_words().summary_lead.search(line[-_LINE:]) for line in paper.lines[:_FIRST_LINES]):
        return Genre.SUMMARY
    if not paper.title and (_names_event(paper) or _leads_to_scheme(paper)):
        return Genre.SCHEME
    return next(
        (genre for genre in (Genre.NOTICE, Genre.NEWS, Genre.SUMMARY, Genre.SCHEME) if signs[genre] > _SIGNS),
        Genre.PLAN,
    )


def _leads_to_scheme(paper: Paper) -> bool:
    """Whether a line among the first announces the scheme of an event: 以下是本次活动方案."""
    return any(genre_words().scheme_lead.search(line[-_LINE:]) for line in paper.lines[:_FIRST_LINES])


def _names_event(paper: Paper) -> bool:
    """Whether two sections of a text without a title are sections of an event: 活动主题, 活动时间."""
    titles = [title for title in paper.top_titles if title]
    return sum(any(map(_finder(sign), titles)) for sign in genre_words().forms[Genre.SCHEME]) >= _SIGNS


def _is_calendar(paper: Paper) -> bool:
    """Whether a text is a table of dates, or a table below the name of a week."""
    named_week = genre_words().dates.match(paper.title) is not None
    return 0 < len(paper.lines) <= 2 * paper.rows and (_dated(paper) or named_week)


def _news_title(paper: Paper) -> bool:
    return genre_words().news_titles.search(_headline(paper)) is not None


def _dated(paper: Paper) -> bool:
    """Whether most lines below the title begin with a date or a week, perhaps behind a number."""
    dated = sum(genre_words().dates.match(line) is not None for line in paper.lines[:_OPENING])
    return 2 * dated >= min(len(paper.lines), _OPENING) - 2


def _other_form(paper: Paper) -> Genre:
    """Return the genre of a text that does not read like a plan."""
    signs = _signs(paper)
    leads = bool(paper.lines) and genre_words().lead.search(paper.lines[0][:_LINE]) is not None
    if not paper.numbered and signs[Genre.NEWS] and (leads or _news_title(paper)):
        return Genre.NEWS
    signs[Genre.NEWS] += _news_title(paper)
    best = max((Genre.NOTICE, Genre.SPEECH, Genre.NEWS, Genre.SUMMARY), key=signs.__getitem__)
    if signs[best] < _SIGNS:
        return Genre.SCHEME if signs[Genre.SCHEME] > _SIGNS else Genre.OTHER
    return best


def _signs(paper: Paper) -> dict[Genre, int]:
    """Return the number of signs of each genre in the lines of a text."""
    shown = _shown(paper)
    return {
        genre: sum(any(map(_finder(sign), shown)) for sign in signs) for genre, signs in genre_words().forms.items()
    }


def _finder(sign: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return the search for a sign in a line: a sign anchored at the beginning is only matched at the beginning."""
    return sign.match if sign.pattern.startswith("^") else sign.search


def _shown(paper: Paper) -> list[str]:
    """Return the beginnings of the lines searched for signs."""
    return [line[:_LINE] for line in paper.lines[:_OPENING] + paper.lines[_OPENING:][-_CLOSING:]]
