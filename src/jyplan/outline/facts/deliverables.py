"""The deliverables of a plan: documents to be written, collected or handed in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Deliverable
from jyplan.outline.facts.vocabulary import load_vocabulary
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from jyplan.outline.facts.fact_text import FactText

_REACH = 24
"""Characters between a verb and the end of its document's name."""
_TITLE_REACH = 14
"""Characters between a verb and a title in 《》."""
_TITLE = lazy_pattern(r"《[^《》\n]{1,60}》(?:（(?:试行|草案|修订|暂行|讨论稿|征求意见稿|[0-9]{4})[^（）\n]{0,8}）)?")
_STOP = lazy_pattern(r"[，。；：！？\n\t（）]")
_MORE_TITLES = lazy_pattern("(?:、|，|和|及|与|以及)?(?=《)")
_BOUNDARY = lazy_pattern(
    r"$|[，。；：、！？\s（）”》]|[一二两三四五六七八九十0-9]|并|和|与|及|以及|或|等|报(?![告表名道])|于|后|的|前|各|上|不|至|每|达|共|由|供|并"
)
_LINKED = lazy_pattern("[、，]|和|与|及|以及|或")
_QUANTITY = lazy_pattern(
    "(?:了|好|出|并|本|每人|各自|实施|印发|、)*(?:(?:不少于|至少|约)?[一二两三四五六七八九十百0-9]{1,4}[多余]?(?:份|套|篇|本|个|项|册|张|次|批|期)(?:以上)?)*"
)
_MADE = lazy_pattern("的(?:编|修|制|起草|汇编|撰|印|研制|整理)")


class _DeliverablePatterns(NamedTuple):
    verb: re.Pattern[str]
    noun: re.Pattern[str]
    citing: re.Pattern[str]
    label: re.Pattern[str]
    carrying: frozenset[str]
    carried: tuple[str, ...]
    own: tuple[str, ...]


@cache
def _patterns() -> _DeliverablePatterns:
    words = load_vocabulary()
    return _DeliverablePatterns(
        lazy_pattern(words.branches("deliverables.verbs")),
        lazy_pattern(words.branches("deliverables.nouns")),
        lazy_pattern(words.branches("deliverables.citing")),
        lazy_pattern(words.alternatives("deliverables.labels") + "："),
        words.texts("deliverables.carrying"),
        tuple(words.texts("deliverables.carried")),
        tuple(words.texts("deliverables.own")),
    )


def find_deliverables(stretch: FactText) -> list[Deliverable]:
    """Return the documents that a text promises, by place."""
    spans: dict[int, int] = {}
    """End to start of a document's name; of two verbs with the same document the nearer gives the shorter name."""
    for match in _patterns().verb.finditer(stretch.text):
        if stretch.is_sealed(match.start()):
            continue
        for start, end in _objects(stretch.text, match[0], match.end()):
            spans[end] = max(start, spans.get(end, start))
    for match in _patterns().label.finditer(stretch.text):
        for start, end in _phrases(stretch.text, match.end(), ""):
            spans.setdefault(end, start)
    return [Deliverable(*stretch.quote(start, end)) for end, start in sorted(spans.items(), key=lambda span: span[1])]


def _objects(text: str, verb: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the documents that are objects of the verb before `start`."""
    title = text.find("《", start, start + _TITLE_REACH)
    if title >= 0 and not _STOP.search(text, start, title):
        yield from _titles(text, verb, start, title)
    elif text[start : start + 1] != "的":
        yield from _phrases(text, start, verb)


def _titles(text: str, verb: str, start: int, title: int) -> Iterator[tuple[int, int]]:
    if _patterns().citing.search(text, start, title) or "的" in text[start:title]:
        return
    while match := _TITLE.match(text, title):
        following = text[match.end() : match.end() + 1]
        if following == "的" and not _MADE.match(text, match.end()):
            return
        if verb not in _patterns().carrying or following == "的" or _BOUNDARY.match(text, match.end()):
            yield match.span()
        link = _MORE_TITLES.match(text, match.end())
        if link is None:
            return
        title = link.end()


def _phrases(text: str, start: int, verb: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the document names from `start` on, several names where 、 or 和 joins them."""
    stop = _STOP.search(text, start, start + _REACH)
    end = stop.start() if stop else min(len(text), start + _REACH)
    while True:
        noun = _document(text, start, end)
        if noun is None:
            return
        if verb in _patterns().carrying and noun[0].endswith(_patterns().carried):
            return
        begin = _phrase_start(text, start, noun[1])
        if begin is None:
            return
        yield begin, noun[2]
        link = _LINKED.match(text, noun[2])
        if link is None:
            return
        start = link.end()
        end = min(len(text), start + _REACH // 2)
        stop = _STOP.search(text, start, end)
        end = stop.start() if stop else end


def _document(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Return the first document noun before a boundary, with start and end; None without such a noun."""
    search_start = start
    while noun := _patterns().noun.search(text, search_start, end):
        if _BOUNDARY.match(text, noun.end()):
            return noun[0], noun.start(), noun.end()
        search_start = noun.start() + 1
    return None


def _phrase_start(text: str, start: int, noun: int) -> int | None:
    """Return the start of a noun phrase, behind the last 的 and a quantity; None for a name of the plan itself (本方案)."""
    particle = text.rfind("的", start, noun)
    begin = particle + 1 if particle >= 0 else start
    quantity = _QUANTITY.match(text, begin, noun)
    if text.startswith(_patterns().own, begin) and not text.startswith("本校", begin):
        return None
    if quantity is not None:
        begin = quantity.end()
    if _patterns().citing.search(text, start, noun) or "《" in text[begin:noun]:
        return None
    return begin
