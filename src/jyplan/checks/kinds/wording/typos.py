r"""Finds slips of the pen: words surely confused, words written twice, misquoted names of policies.

| `find` | |
|---|---|
| `confusion` | 与此同此 for 与此同时, 独挡一面 for 独当一面; only words wrong in every sentence |
| `doubled` | 的的, 进行进行, ，，, ；； |
| `policy` | the title of a law or a notice in 《》 that is often misquoted, or wrong in one character |

```yaml
rules:
  typos:
    type: typos
    tests:
      pass: ["2025年工作计划\n一、主要工作\n培养能独当一面的教师，与此同时抓好常规。"]
      fail:
        - "2025年工作计划\n一、主要工作\n培养能独挡一面的教师。"
        - "2025年工作计划\n一、主要工作\n提高学生的的能力。"
        - "2025年工作计划\n一、主要工作\n学习《幼儿园教育指导大纲》。"
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, RoleName, Shape, option
from jyplan.checks.places import ABOUT_WHERE, AROUND, PLACES, texts_around, within
from jyplan.checks.protocol import Violation
from jyplan.checks.slip_words import doubled_words, find_expressions, find_misspelled, mistyped_names, right_spellings
from jyplan.checks.words import quoted
from jyplan.model import Role, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("“{words}”可能是“{right}”", "“{words}” may be meant for “{right}”")
HINT = Wording("核对后改正", "check and correct it")
PLACEHOLDERS = {"words": "the words as written", "right": "what is probably meant"}
VARIANTS = ("confusion", "doubled", "policy")
NEEDS_ONE_OF: tuple[str, ...] = ()

_DOUBLED_WORD = lazy_pattern(r"([\u4e00-\u9fff]{2})\1(?!\1)")
_ENDS_OF_NAMES = ("长", "组", "部", "室", "员")
"""Endings of a name beginning with the second of two equal words: 各年级年级长, 各学校学校部."""
_PHRASE = range(4, 9)
"""Characters of a phrase: 家访记录家访记录."""
_DOUBLED_PHRASE = lazy_pattern(rf"([\u4e00-\u9fff]{{{_PHRASE[0]},{_PHRASE[-1]}}})\1")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `typos`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "What to look for.", VARIANTS)
    allow: tuple[str, ...] = option(ListOf(Shape()), "Words that are right here.", ())
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the slips, kind by kind."""
    if options.where in AROUND:
        yield from _around(subject, options)
        return
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _around(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the slips above the title or below the signature."""
    allowed = frozenset(map(fold, options.allow))
    for line in texts_around(subject, options.where):
        for name in options.find:
            for start, end, right in _slips(fold(line.text), name):
                if fold(line.text[start:end]) not in allowed:
                    span = line.part(start, end)
                    params = {"words": quoted(line.text[start:end]), "right": right}
                    yield Violation(span.start, span.end, params, name, place=line.place)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    allowed = frozenset(map(fold, options.allow))
    for name in options.find:
        for start, end, right in _slips(subject.folded, name):
            if subject.folded[start:end] not in allowed and not (name == "doubled" and subject.in_row(start)):
                yield Violation(start, end, {"words": quoted(subject.text[start:end]), "right": right}, name)


def _slips(folded: str, name: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right spelling of the slips of a kind."""
    if name == "doubled":
        yield from _doubled(folded)
        return
    words = {"confusion": "confusions", "policy": "policies"}[name]
    right = right_spellings(words)
    for start, wrong in find_misspelled(folded, words):
        yield start, start + len(wrong), right[wrong]
    if name == "policy":
        for start, end, name_right in mistyped_names(folded):
            if folded[start:end] not in right:
                yield start, end, name_right


def _doubled(folded: str) -> Iterator[tuple[int, int, str]]:
    for start, end in find_expressions(folded, "doubled_signs"):
        yield start, end, folded[start]
    for match in _DOUBLED_WORD.finditer(folded):
        if match[0] in doubled_words() and not folded.startswith(_ENDS_OF_NAMES, match.end()):
            yield *match.span(), match[1]
    if _has_doubled_phrase(folded):
        for match in _DOUBLED_PHRASE.finditer(folded):
            yield *match.span(), match[1]


def _has_doubled_phrase(folded: str) -> bool:
    """Whether a phrase may stand twice in a row; takes a quarter of the time of the expression.

    The text is read as a large number. The exclusive or of the number and the number shifted by a phrase leaves zeros for equal
    characters: as many zeros as the phrase has bytes are a doubled phrase.
    """
    codes = folded.encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(codes, "little")
    return any(bytes(2 * size) in (number ^ (number >> 16 * size)).to_bytes(len(codes), "little") for size in _PHRASE)
