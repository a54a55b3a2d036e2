r"""Compares the attachments that a plan names with those in its file: named and not there, there and not named.

An attachment is there if a line begins with 附件 and its number, in the plan or below it in the file, and text follows. It is named
by 详见附件2, （附件1）, or in a list after 附件：. A plan with a part that was not read, or on
a page of a web site, which has its attachments as links, is not accused.

```yaml
rules:
  attachments:
    type: attachments
    tests:
      pass: ["2025年工作计划\n一、主要工作\n每周家访一次，安排见附件1。\n附件1\n家访安排表\n九月：一年级。"]
      fail:
        - "2025年工作计划\n一、主要工作\n每周家访一次，安排见附件2。"
        - "2025年工作计划\n一、主要工作\n每周家访一次。\n附件1\n家访安排表\n九月：一年级。"
```
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import Message, Wording
from jyplan.text.fold import fold
from jyplan.text.numerals import whole_number
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("{attachment}：{problem}", "{attachment}: {problem}")
HINT = Wording("补上附件，或在正文里写明见哪个附件", "add the attachment, or say in the text where it is used")
PLACEHOLDERS = {"attachment": "the attachment as written", "problem": "that it is not there, or is nowhere named"}
VARIANTS = ("missing", "unnamed")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NUMBER = "(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_HEADING = lazy_pattern(
    rf"(?:(?<!\s)\s++)?[\[【(]?附(?P<word>[件表])\s?{_NUMBER}?\s?[\]】)]?\s?[:.、]?\s?(?P<rest>[^\n]{{0,60}})"
)
_NAMED = lazy_pattern(
    rf"(?:见|参见|按|按照|填写|填报)\s?[(“]?附(?P<word>[件表])\s?{_NUMBER}?|\(附(?P<bracketed>[件表])\s?(?P<inside>[0-9一二三四五六七八九十]{{0,3}})\)"
)
_LISTED = lazy_pattern(rf"(?:(?<!\s)\s++)?{_NUMBER}\s?[.、:]")
"""A line of the list after 附件：."""


_ELSEWHERE = frozenset({"html"})
"""Formats whose attachments are files of their own."""


class _Label(NamedTuple):
    """An attachment: 附件 or 附表, and its number, 0 without one."""

    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Options:
    """`attachments` has no options."""


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the attachments named in the text and missing from the file, and the attachments of the file named nowhere."""
    if "附" not in subject.folded or subject.may_hold_more() or subject.document.format in _ELSEWHERE:
        return
    lines = [fold(block.text) for block in subject.plan.blocks]
    signature = frozenset(map(fold, subject.plan.signature))
    own = dict(_headings(lines, signature))
    there = {
        *own,
        *(label for label, _ in _headings([fold(block.text) for block in subject.document.blocks], signature)),
    }
    named = dict(_names(subject, lines, frozenset(own.values())))
    for label, (start, end) in named.items():
        if label not in there and not (label.number == 0 and there):
            yield Violation(start, end, _params(subject, start, end, Message("is named and is not there")), "missing")
    for label, index in own.items():
        if label.number and label not in named and _Label(label.word, 0) not in named:
            span = subject.block_span(index)
            problem = Message("is there and is nowhere named")
            yield Violation(span.start, span.end, _params(subject, span.start, span.end, problem), "unnamed")


def _headings(lines: list[str], signature: frozenset[str]) -> Iterator[tuple[_Label, int]]:
    """Yield the attachments with their lines; the lines of a list of attachments are none."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index, following in pairwise(filled):
        match = _HEADING.fullmatch(lines[index])
        if match is None or match["rest"].rstrip().endswith(("。", ";")) or _LISTED.match(match["rest"]):
            continue
        if not match["rest"].strip() and _LISTED.match(lines[following]):
            continue
        if _HEADING.fullmatch(lines[following]) or lines[following].strip() in signature:
            continue
        yield _label(match["word"], match["number"]), index


def _names(subject: Subject, lines: list[str], headings: frozenset[int]) -> Iterator[tuple[_Label, tuple[int, int]]]:
    """Yield the attachments that the text names, the last place of each first, so that a mapping keeps the first."""
    found: list[tuple[_Label, tuple[int, int]]] = []
    is_list = False
    for index, line in enumerate(lines):
        start = subject.block_span(index).start
        if index not in headings and (match := _HEADING.fullmatch(line)):
            is_list = match["number"] is None
            number = match["number"]
            if number is None and (listed := _LISTED.match(match["rest"])):
                number = listed["number"]
            found.append((_label(match["word"], number), (start + match.start("word") - 1, start + match.end())))
            continue
        if is_list and (listed := _LISTED.match(line)):
            found.append((_label("件", listed["number"]), (start, start + len(line))))
            continue
        is_list = False
        for named in _NAMED.finditer(line):
            word, number = (named["word"], named["number"]) if named["word"] else (named["bracketed"], named["inside"])
            found.append((_label(word, number), (start + named.start(), start + named.end())))
    yield from reversed(found)


def _label(word: str, number: str | None) -> _Label:
    if not number:
        return _Label(word, 0)
    return _Label(word, whole_number(number))


def _params(subject: Subject, start: int, end: int, problem: Message) -> dict[str, object]:
    return {"attachment": quoted(subject.text[start:end]), "problem": problem}
