"""Times named by an event of some days: 读书节期间, 5·25心理健康月期间, 推普周前后.

Only what ends in 节, 日, 周 or 月 before 期间 and the like is such a name; its bounds are not known.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Period
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText, Spans

_REACH = 20
"""Characters of the longest name of an event, with its day in figures."""
_LETTER = "(?![在于趁每本当这该的一二两三四五六七八九十个])[^\\W\\d_]"
_NAME = f"(?:[0-9]{{1,2}}[·.•][0-9]{{1,2}}|“[^“”\n]{{1,12}}”|(?<=[，。；：、！？（ \n\t在于趁])|^)(?:{_LETTER}){{2,9}}[节日周月]$"
_LEADS = lazy_pattern(".*(?:利用|抓住|结合|围绕|借助|加强|做好|抓好|搞好|安排|组织|开展|负责|落实|[要应须将])")
"""Verbs before an event: 利用读书节期间, 总务处要做好体育节期间."""


class _EventDatePatterns(NamedTuple):
    tail: re.Pattern[str]
    """Words that turn an event into a time: 期间, 前后."""
    name: re.Pattern[str]
    none: tuple[str, ...]
    """Ends of words that name no event: 工作日, 季节."""


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(load_vocabulary().texts("dates.event_tails")))


@cache
def _patterns() -> _EventDatePatterns:
    words = load_vocabulary()
    return _EventDatePatterns(
        lazy_pattern(f"(?<=[节日周月])(?:{'|'.join(_tails())})"),
        lazy_pattern(_NAME),
        tuple(words.texts("dates.no_events")),
    )


def may_hold_event(text: str) -> bool:
    """Return whether a text has any of the words behind an event, a much cheaper search than the whole expression."""
    return any(tail in text for tail in _tails())


def find_event_dates(stretch: FactText, taken: Spans) -> Iterator[Period]:
    """Yield the times named by an event, outside the spans `taken`, by place."""
    text, patterns = stretch.text, _patterns()
    for tail in patterns.tail.finditer(text):
        begin = max(stretch.clause_start(tail.start()), tail.start() - _REACH)
        name = patterns.name.search(text, begin, tail.start())
        if name is None or name[0].endswith(patterns.none):
            continue
        lead = _LEADS.match(name[0])
        start = name.start() + (lead.end() if lead else 0)
        if not taken.meets(start, tail.end()):
            yield Period(*stretch.quote(start, tail.end()))
