r"""Finds attachments named in a plan and missing from the file, and attachments in the file named nowhere.

An attachment is present if a line begins with 附件 and a number, in the plan or below the plan in the file, and text follows. A plan
names an attachment by 详见附件2, by （附件1）, or in a list after 附件：. Nothing is reported for a plan with unread parts, or for a web
page, where attachments are links.

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
PLACEHOLDERS = {
    "attachment": "the attachment as written",
    "problem": "the problem: missing from the file, or named nowhere",
}
VARIANTS = ("missing", "unnamed")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NUMBER = "(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_HEADING = lazy_pattern(
    rf"(?:(?<!\s)\s++)?[\[【(]?附(?P<word>[件表])\s?{_NUMBER}?\s?[\]】)]?\s?[:.、]?\s?(?P<title>[^\n]{{0,60}})"
)
"""The heading of an attachment, alone on a line: 附件1：家访安排表."""
_NAMED = lazy_pattern(
    rf"(?:见|参见|按|按照|填写|填报)\s?[(“]?附(?P<word>[件表])\s?{_NUMBER}?|\(附(?P<bracketed>[件表])\s?(?P<inside>[0-9一二三四五六七八九十]{{0,3}})\)"
)
"""A reference in a sentence: 详见附件2, （附件1）."""
_LISTED = lazy_pattern(rf"(?:(?<!\s)\s++)?{_NUMBER}\s?[.、:]")
"""The beginning of a line in the list after 附件：."""
_LINKING_FORMATS = frozenset({"html"})
"""Formats of web pages, where attachments are links to separate files."""


class _Label(NamedTuple):
    """The label of an attachment: 附件2, 附表."""

    word: str
    """件 or 表."""
    number: int
    """0 for a label without a number."""


@dataclass(frozen=True, slots=True)
class Options:
    """`attachments` has no options."""


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the attachments named in the text and missing from the file, and the attachments of the file named nowhere."""
    if "附" not in subject.folded or subject.may_hold_more() or subject.document.format in _LINKING_FORMATS:
        return
    lines = [fold(block.text) for block in subject.plan.blocks]
    signature = frozenset(map(fold, subject.plan.signature))
    in_plan = dict(_headings(lines, signature))
    in_file = dict(_headings([fold(block.text) for block in subject.document.blocks], signature))
    present = in_plan.keys() | in_file.keys()
    named = dict(_names(subject, lines, frozenset(in_plan.values())))
    for label, (start, end) in named.items():
        if label not in present and not (label.number == 0 and present):
            yield Violation(start, end, _params(subject, start, end, Message("is named and is not there")), "missing")
    for label, index in in_plan.items():
        if label.number and label not in named and _Label(label.word, 0) not in named:
            span = subject.block_span(index)
            problem = Message("is there and is nowhere named")
            yield Violation(span.start, span.end, _params(subject, span.start, span.end, problem), "unnamed")


def _headings(lines: list[str], signature: frozenset[str]) -> Iterator[tuple[_Label, int]]:
    """Yield the label of each attachment with the index of the heading's line; lists of attachments are left out."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index, following in pairwise(filled):
        match = _HEADING.fullmatch(lines[index])
        if match is None or match["title"].rstrip().endswith(("。", ";")) or _LISTED.match(match["title"]):
            continue
        if not match["title"].strip() and _LISTED.match(lines[following]):
            continue
        if _HEADING.fullmatch(lines[following]) or lines[following].strip() in signature:
            continue
        yield _label(match["word"], match["number"]), index


def _names(subject: Subject, lines: list[str], headings: frozenset[int]) -> Iterator[tuple[_Label, tuple[int, int]]]:
    """Yield label and span of the attachments named in the text, from last to first: a dict of the pairs keeps the first span."""
    names: list[tuple[_Label, tuple[int, int]]] = []
    is_list = False
    for index, line in enumerate(lines):
        start = subject.block_span(index).start
        if index not in headings and (match := _HEADING.fullmatch(line)):
            is_list = match["number"] is None
            number = match["number"]
            if number is None and (listed := _LISTED.match(match["title"])):
                number = listed["number"]
            names.append((_label(match["word"], number), (start + match.start("word") - 1, start + match.end())))
            continue
        if is_list and (listed := _LISTED.match(line)):
            names.append((_label("件", listed["number"]), (start, start + len(line))))
            continue
        is_list = False
        for named in _NAMED.finditer(line):
            word, number = (named["word"], named["number"]) if named["word"] else (named["bracketed"], named["inside"])
            names.append((_label(word, number), (start + named.start(), start + named.end())))
    yield from reversed(names)


def _label(word: str, number: str | None) -> _Label:
    """Return the label of a word and a numeral; None or an empty numeral is number 0."""
    if not number:
        return _Label(word, 0)
    return _Label(word, whole_number(number))


def _params(subject: Subject, start: int, end: int, problem: Message) -> dict[str, object]:
    return {"attachment": quoted(subject.text[start:end]), "problem": problem}
