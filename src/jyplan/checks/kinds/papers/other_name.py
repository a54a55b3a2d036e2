r"""Finds names of schools different from the plan's own school: the commonest trace of a copied plan.

The plan's own school is named in the title, in the signature, in the page header, or in the name of the file. A different name is
right in a sentence about a relation between the schools (联合, 结对, 观摩 and the like), behind 与, 赴 and the like, as the place of
an event, in front of the name of a teacher, and in a sentence with a word of `allow`. Names of offices and universities are not
checked, nor are plans of offices, nor plans of unknown schools. Each name is reported once, with the number of places.

```yaml
rules:
  other-name:
    type: other_name
    allow: [结对, 联合, 赴]
    tests:
      pass: ["双溪小学2025年工作计划\n一、主要工作\n1、双溪小学全体教师每周备课一次。\n2、联合青禾路小学开展教研。"]
      fail: ["双溪小学2025年工作计划\n一、主要工作\n1、努力把青禾路小学办成学生喜爱的乐园。"]
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, RoleName, Shape, option
from jyplan.checks.own_names import (
    are_different,
    is_above,
    is_of_an_office,
    names_of_schools,
    own_names,
    paper_words,
)
from jyplan.checks.places import ABOUT_WHERE, PLACES, title_lines, within
from jyplan.checks.protocol import Violation
from jyplan.model import Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("正文写的是“{name}”，计划是“{own}”的", "the text names “{name}”, and the plan is of “{own}”")
HINT = Wording("核对校名；可能是从别校的计划复制来的", "check the name; the text may be copied from another school")
PLACEHOLDERS = {
    "name": "the name of the other school",
    "own": "the plan's own school",
    "count": "the number of places with the name",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_LONGEST_SENTENCE = 200
"""Most characters of a sentence read before and behind a name."""
_MARKER = 3
"""Most characters of a marker at the beginning of a line: the 、 of 一、 is no list of schools."""
_PERSON = 3
"""Most characters of a person's name."""
_RULES = 16
"""Most lists of allowed words with a cached pattern."""
_ENDS = "。;!?\n\t"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `other_name`."""

    allow: tuple[str, ...] = option(
        ListOf(Shape()), "Words that make the name of another school right in a sentence, besides the usual ones.", ()
    )
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the first place of each name of a different school."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    own = [name for name in own_names(subject) if not is_above(name)]
    if not own or is_of_an_office(own):
        return
    allowed = _any_of((*map(fold, options.allow), *paper_words()["relations"]))
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end in _names(subject):
        name = subject.text[start:end]
        if all(are_different(name, own_name) for own_name in own) and not _is_related(
            subject.folded, start, end, allowed
        ):
            places.setdefault(fold(name), []).append((start, end))
    for spans in places.values():
        start, end = spans[0]
        yield Violation(start, end, {"name": subject.text[start:end], "own": own[0], "count": len(spans)})


def _names(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the spans of names of schools in the plan's text, title and signature left out."""
    titled = {span.start for span in title_lines(subject)}
    for block, span in zip(subject.plan.blocks, subject.block_spans, strict=True):
        if span.start not in titled and block.text.strip() not in subject.plan.signature:
            names = names_of_schools(subject.folded[span.start : span.end])
            yield from ((span.start + start, span.start + end) for start, end in names)


@lru_cache(_RULES)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _is_related(folded: str, start: int, end: int, allowed: re.Pattern[str]) -> bool:
    """Whether the sentence around a name has an allowed word, or the words beside the name speak of a relation."""
    words = paper_words()
    begin, stop = _sentence(folded, start, end)
    sentence, before, behind = folded[begin:stop], folded[begin:start].removesuffix("了"), folded[end:stop]
    if before.endswith(("、", ".", ")")) and len(before) <= _MARKER:
        before = ""
    return (
        allowed.search(sentence) is not None
        or before.endswith(words["before"])
        or behind.startswith(words["behind"])
        or (before.endswith(words["venue_before"]) and any(word in behind for word in words["venue"]))
        or folded[start:end].startswith(words["never_first"])
        or _is_book(before, behind)
        or _has_teacher(behind)
    )


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    around = max(start - _LONGEST_SENTENCE, 0)
    begin = max((folded.rfind(sign, around, start) for sign in _ENDS), default=-1) + 1 or around
    stops = [stop for sign in _ENDS if (stop := folded.find(sign, end, end + _LONGEST_SENTENCE)) >= 0]
    return begin, min(stops, default=end + _LONGEST_SENTENCE)


def _is_book(before: str, behind: str) -> bool:
    """Whether a name stands in the title of a book or film, and not of a paper of the school: 《青禾小学安全预案》."""
    if before.rfind("《") <= before.rfind("》"):
        return False
    return not behind.partition("》")[0].endswith(paper_words()["own_papers"])


def _has_teacher(behind: str) -> bool:
    """Whether a person's name and title stand behind the name of a school: 王老师, 李某某校长."""
    words = paper_words()
    lengths = (behind.find(title) for title in words["titles"])
    return any(1 <= length <= _PERSON and not behind.startswith(words["staff"]) for length in lengths)
