"""Whether a time before the plan's term is a deadline of the plan or a look back; words in `data/past.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from jyplan.checks.mentions import Mention
    from jyplan.checks.subject import Subject
    from jyplan.model import Node

_FILE = Path(__file__).parents[1] / "data" / "past.toml"
_STOPS = "。;!?\n"
_BEFORE = 30
"""Characters before a time searched for the opening bracket of a name: 《义务教育课程方案（2022年版."""
_NAMES = (("《", "》"), ("〈", "〉"), ("[", "]"))
"""Brackets of the names of documents."""
_DEADLINE = lazy_pattern(r"[^,。;:、\n()]{0,4}?(?:(?<!提)前|之前|以前)(?!后|[一-十两]?[天日周月年个])")
"""2022年10月前, 2022年10月中旬前."""
_UNTIL = ("到", "至", "最迟", "不迟于", "不晚于")
_ATTRIBUTE = lazy_pattern(r"[^,。;:、\n]{0,12}?的")
"""2022年10月购置的设备: the time belongs to a thing."""
_OF_A_NAME = lazy_pattern(r"》\s?\($")
"""《关于加强作业管理的通知》（2021年4月）: the date of a document."""
_DONE = lazy_pattern(r"[^。;!?\n]{0,40}?(?<![为除])了(?![解然结])")
"""2023年12月，我校顺利通过了验收: a past event."""
_DONE_REACH = 48
"""Characters behind a time searched for 了, the sign of a past event."""


_WORDS_BEFORE = 4
"""Characters before a time compared with the words of `before` and `_UNTIL`, none of them longer."""
_WORDS_BEHIND = 20
"""Characters behind a time compared with the words of `behind`, `long_plans`, `plan_headings` and `tasks`."""
_DEADLINE_REACH, _ATTRIBUTE_REACH = 12, 16
"""Characters behind a time searched for 前 and for 的; enough for the longest match of `_DEADLINE` and `_ATTRIBUTE`."""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in tomllib.loads(_FILE.read_text("utf-8")).items()}


def looks_back(subject: Subject, node: Node | None) -> bool:
    """Whether a section or a section above is a review: 工作回顾, 现状分析."""
    while node is not None:
        if any(word in subject.folded[slice(*_heading(subject, node))] for word in _words()["headings"]):
            return True
        node = subject.parents.get(node.id)
    return False


def is_own_time(subject: Subject, mention: Mention, *, leads: bool) -> bool:
    """Whether a plan sets a time for the plan's own work; False in doubt.

    `leads` is for a time that begins an entry of a schedule or stands in a heading.
    """
    words, text = _words(), subject.folded
    window = text[max(0, mention.start - _BEFORE) : mention.start]
    if any(window.rfind(opening) > window.rfind(closing) for opening, closing in _NAMES):
        return False
    sentence = _sentence(text, mention)
    before, behind = (
        text[max(0, mention.start - _WORDS_BEFORE) : mention.start].rstrip(" ("),
        text[mention.end : mention.end + _WORDS_BEHIND].lstrip(" )"),
    )
    if _OF_A_NAME.search(window):
        return False
    is_deadline = _DEADLINE.match(text, mention.end, mention.end + _DEADLINE_REACH) is not None or before.endswith(
        _UNTIL
    )
    # 2024年11月：质量分析
    is_entry = leads and mention.kind != "year" and text.startswith(":", mention.end)
    if is_deadline or is_entry:
        return not any(word in sentence for word in words["deadline"])
    if behind.startswith(words["behind"]) or any(word in sentence for word in words["sentence"]):
        return False
    if _DONE.search(text, mention.end, mention.end + _DONE_REACH):
        return False
    if mention.kind == "span" and any(word in behind for word in words["long_plans"]):
        return False
    if leads:
        return (
            mention.kind != "year" or any(word in behind for word in words["plan_headings"]) or behind.startswith(":")
        )
    if before.endswith(words["before"]) or _ATTRIBUTE.match(text, mention.end, mention.end + _ATTRIBUTE_REACH):
        return False
    return mention.kind not in {"year", "span"} or behind.startswith(words["tasks"])


def _sentence(text: str, mention: Mention) -> str:
    start = max(text.rfind(stop, 0, mention.start) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := text.find(stop, mention.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _heading(subject: Subject, node: Node) -> tuple[int, int]:
    span = subject.heading_span(node)
    return span.start, span.end
