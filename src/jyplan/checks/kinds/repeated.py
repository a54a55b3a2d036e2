r"""Finds paragraphs that stand twice in a plan. Markers, spaces and width do not count; nor do table rows and schedules.

Two paragraphs are the same if sentences that make up at least `share` of the shorter one stand in both.

```yaml
rules:
  repeated-paragraph:
    type: repeated
    least: 20
    tests:
      pass: ["三年级工作计划\n一、主要工作\n1、每周检查路队一次，把结果记录在班级日志里，月底汇总。\n2、每月走访五户学生家庭，写好记录。"]
      fail: ["三年级工作计划\n一、主要工作\n1、每周检查路队一次，把结果记录在班级日志里，月底汇总。\n2、每周检查路队一次，把结果记录在班级日志里，月底汇总。"]
```
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import ListOf, Number, RoleName, Whole, option
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Role, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("这一段与前面的“{first}”重复", "this paragraph repeats “{first}” above")
HINT = Wording("删去一处，或改写成不同的内容", "delete one of them or say something else")
PLACEHOLDERS = {"first": "the beginning of the first of them", "text": "the beginning of this one"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_MARKER = re.compile(
    r"\s*(?:[(\[【]?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,2})*[)\]】、.:]+|第[一二三四五六七八九十\d]{1,3}[章节条,、]|[①-⒛])\s*"
)
_SENTENCE = re.compile(r"[^。；;!?！？]+")
_SHORT = 8
"""Letters of a sentence: shorter ones are phrases that recur."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `repeated`."""

    least: int = option(Whole(least=1), "Characters of a paragraph; shorter ones are not looked at.", 20)
    share: float = option(Number(0, 1), "From this share of shared sentences on two paragraphs are the same.", 0.8)
    excepted: tuple[Role, ...] = option(
        ListOf(RoleName()), "Sections of these roles are not looked at.", (Role.SCHEDULE,)
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield each paragraph that stands above already."""
    owner: dict[str, int] = {}
    for index, block in enumerate(subject.plan.blocks):
        if block.kind is BlockKind.ROW or len(block.text) < options.least:
            continue
        span = subject.block_span(index)
        node = subject.node_at(span.start)
        if node is not None and node.role in options.excepted:
            continue
        folded = subject.folded[span.start : span.end]
        marker = _MARKER.match(folded)
        begin = marker.end() if marker else 0
        sentences = ["".join(each.split()) for each in _SENTENCE.findall(folded[begin:])]
        length = sum(map(len, sentences))
        if length < options.least:
            continue
        before: Counter[int] = Counter()
        for sentence in sentences:
            if len(sentence) >= _SHORT and sentence in owner:
                before[owner[sentence]] += len(sentence)
        for sentence in sentences:
            owner.setdefault(sentence, index)
        if before:
            first, shared = before.most_common(1)[0]
            if shared >= options.share * length:
                other = _MARKER.sub("", subject.plan.blocks[first].text.strip(), count=1)
                text = subject.text[span.start + begin : span.end]
                yield Violation(span.start + begin, span.end, {"first": quoted(other), "text": quoted(text)})
