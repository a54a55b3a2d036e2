"""The whole batch: parts most often missing, copied shares, comparable figures of several schools."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import REVIEWED_ROLES, Indicator, Message, RoleState
from jyplan.reports.media.html_page import line_html
from jyplan.reports.media.labels import ROLE_WORDS
from jyplan.reports.review.html.charts import columns, stacked_bar, value_line
from jyplan.reports.review.html.page_data import cells_html, table_html
from jyplan.reports.review.words import listing_name
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import ReviewedPlan
    from jyplan.reports.review.html.page_data import ReviewPage

_STATES = (
    (RoleState.PRESENT, Message("there")),
    (RoleState.EMPTY, Message("empty")),
    (RoleState.MISSING, Message("missing")),
    (RoleState.OPEN, Message("not asked for, or not read")),
)
_TENTHS = 10
_LEAST_SCHOOLS = 3
"""Fewest schools with figures of a kind for a comparison."""
_KINDS = 20
"""Most kinds of figures on the page."""
_SUBJECT = lazy_pattern(r"(?<![㐀-鿿])[㐀-鿿]{2,8}\Z|[㐀-鿿]{4}\Z")
"""The words before a figure: 教师听课 before 不少于20节."""
_FILLER = lazy_pattern(r"(?:原则上|一般|总体|全部|基本|均|都|一律|[要应须需为共达])\Z")
"""Words between the counted noun and the figure."""
_BEFORE = 16
"""Characters read before a figure: longer than a counted noun with a filler."""
_LIMIT = lazy_pattern(
    r"不少于|不低于|不得少于|不超过|不高于|至少|最少|达到|达|超过|力争|确保|控制在|保持在|为|约|每|[0-9一二三四五六七八九十百两]"
)
"""Where the words of a figure end and the figure begins."""
_CHANGE = lazy_pattern(
    r"(?:提高|提升|上升|增加|增长|增幅|下降|降低|减少|缩小|高于|低于|高出|超过|领先|落后)(?:了|全|区|市|县|镇|校|省|平均|均值|水平|分){0,5}\Z"
)
"""Words before the figure of a change or a distance, not of a level: 平均分超过全镇平均分2分."""
_NAMELESS = frozenset({"比例", "比重", "占比", "总数", "数量", "人数", "次数", "其中"})
"""Endings without a counted noun."""
_KEY = lazy_pattern(r".{2}率\Z|.{2}\Z")
"""Last characters of the counted noun, equal for figures of a kind: 听课 in 教师听课 and 每人听课, 合格率 in 测评合格率."""


class _FigureKind(NamedTuple):
    """Common properties of comparable figures."""

    ending: str
    """The last characters of the words before the figure."""
    unit: str
    per: tuple[str, ...]


def overall_part(page: ReviewPage) -> str:
    """Return the charts; a sentence for a batch without plans."""
    say = page.say
    if not page.judged:
        return f"<p>{say(Message('There is no plan to count.'))}</p>"
    return (
        f"<h3>{say(Message('Parts of the plans'))}</h3>{_parts_chart(page)}"
        f"<h3>{say(Message('Copied in all, by number of plans'))}</h3>{_copied_chart(page)}"
        f"<h3>{say(Message('Figures of one kind in several schools'))}</h3>{_figures(page)}"
    )


def _parts_chart(page: ReviewPage) -> str:
    rows = []
    for role in REVIEWED_ROLES:
        counted = Counter(plan.standing(role).state for plan in page.judged)
        bar = stacked_bar([(state.value, counted[state], page.say(words)) for state, words in _STATES])
        rows.append(
            (
                counted[RoleState.MISSING] + counted[RoleState.EMPTY],
                cells_html(page.say(ROLE_WORDS[role]), bar, *(str(counted[state]) for state, _ in _STATES)),
            )
        )
    rows.sort(key=lambda row: -row[0])
    heads = [page.say(Message("Part")), page.say(Message("Shares")), *(page.say(words) for _, words in _STATES)]
    return table_html(heads, [row for _, row in rows], name=page.say(Message("Parts of the plans")))


def _copied_chart(page: ReviewPage) -> str:
    counted = Counter(_tenth(plan.copied) for plan in page.judged)
    labels = ["0", *(f"{tenth * 10}–{(tenth + 1) * 10}%" for tenth in range(_TENTHS))]
    name = page.say(Message("Copied in all, by number of plans"))
    return f'<div class="across" tabindex="0" role="group" aria-label="{name}">{columns([(label, counted[index - 1]) for index, label in enumerate(labels)], name)}</div>'


def _tenth(share: float) -> int:
    """Return the tenth of a share, from 0; -1 for a share of 0."""
    return min(int(share * _TENTHS), _TENTHS - 1) if share > 0 else -1


class _FigureOf(NamedTuple):
    """A figure of a school."""

    school: str
    subject: str
    value: float


def _figures(page: ReviewPage) -> str:
    of_kinds: defaultdict[_FigureKind, dict[str, _FigureOf]] = defaultdict(dict)
    for plan in page.judged:
        school = listing_name(page.review, plan.number)
        for kind, subject, value in _figures_of(plan):
            of_kinds[kind].setdefault(school, _FigureOf(school, subject, value))
    kinds = [(kind, list(figures.values())) for kind, figures in of_kinds.items() if len(figures) >= _LEAST_SCHOOLS]
    kinds.sort(key=lambda entry: -len(entry[1]))
    rows = [_figure_row(page, kind, figures) for kind, figures in kinds[:_KINDS]]
    words = (Message("Figure"), Message("Schools"), Message("Least"), Message("Middle"), Message("Greatest"))
    heads = [*(page.say(word) for word in words), page.say(Message("by school"))]
    table = table_html(heads, rows, name=page.say(Message("Figures of one kind in several schools")))
    return table or f"<p>{page.say(Message('No figure of one kind is in three schools or more.'))}</p>"


def _figures_of(plan: ReviewedPlan) -> Iterator[tuple[_FigureKind, str, float]]:
    text = plan.plan.text
    for node in plan.plan.walk():
        owners = [fact.text for fact in node.facts if fact.kind == "owner"]
        for fact in node.facts:
            if not isinstance(fact, Indicator) or not fact.unit:
                continue
            subject = _subject_of(fact, text)
            ending = _KEY.search(subject) if subject else None
            if ending and ending[0] not in _NAMELESS and not any(owner.endswith(subject) for owner in owners):
                yield _FigureKind(ending[0], fact.unit, fact.per), subject, fact.value


def _subject_of(figure: Indicator, text: str) -> str:
    """Return the counted noun before a figure; empty for a figure without a noun, and for a change of a figure."""
    limit = _LIMIT.search(figure.text)
    words = text[max(figure.start - _BEFORE, 0) : figure.start + (limit.start() if limit else 0)]
    if _CHANGE.search(words):
        return ""
    subject = _SUBJECT.search(_FILLER.sub("", words))
    return subject[0].lstrip("的地得") if subject else ""


def _figure_row(page: ReviewPage, kind: _FigureKind, figures: list[_FigureOf]) -> str:
    per = "".join(f"/{word}" for word in kind.per)
    numbers = [figure.value for figure in figures]
    subject = _common_ending([figure.subject for figure in figures])
    name = line_html(f"{subject}（{kind.unit}{per}）")
    dots = value_line([(figure.value, f"{figure.school} {_number(figure.value)}") for figure in figures], name)
    by_value = sorted(figures, key=lambda figure: figure.value)
    listed = page.options.language.say(Message(", ")).join(
        f"{figure.school} {_number(figure.value)}" for figure in by_value
    )
    detail = f"<details><summary>{dots}</summary>{line_html(listed)}</details>"
    return cells_html(name, str(len(figures)), *map(_number, (min(numbers), median(numbers), max(numbers))), detail)


def _number(value: float) -> str:
    """Return a figure with commas and at most two decimal places.

    >>> _number(1390000.0), _number(61.3)
    ('1,390,000', '61.3')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _common_ending(words: list[str]) -> str:
    """Return the longest common ending of words.

    >>> _common_ending(["教师听课", "每人听课"])
    '听课'
    """
    shortest = min(words, key=len)
    return next(
        shortest[start:] for start in range(len(shortest) + 1) if all(word.endswith(shortest[start:]) for word in words)
    )
