r"""Looks at punctuation.

| `find` | |
|---|---|
| `heading-end` | a heading on a line of its own ends with ，、；, or with 。 where its neighbours do not |
| `mixed-width` | a few half-width commas and the like between Chinese characters, in a plan that else has full-width ones |
| `brackets` | a bracket or 《 that is not closed in its paragraph, or closed and never opened |
| `quotes` | a “ without its ”, or the other way round, in a paragraph |

```yaml
rules:
  heading-punctuation:
    type: punctuation
    find: [heading-end]
    tests:
      pass: ["三年级工作计划\n一、工作目标\n及格率达到95%。\n二、主要工作\n每周家访一次。"]
      fail: ["三年级工作计划\n一、工作目标；\n及格率达到95%。\n二、主要工作\n每周家访一次。"]
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.protocol import Violation
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("标点有误：“{words}”", "punctuation: “{words}”")
HINT = Wording("改正标点", "correct the punctuation")
PLACEHOLDERS = {"words": "the sign, with what stands before it"}
VARIANTS = ("heading-end", "mixed-width", "brackets", "quotes")
NEEDS_ONE_OF: tuple[str, ...] = ()

_NEVER = "，,、；;"
"""What no heading ends with."""
_HALF = re.compile("(?<=[\u4e00-\u9fff])[,;:!?](?=[\u4e00-\u9fff])")
_FULL = re.compile("(?<=[\u4e00-\u9fff])[，；：！？](?=[\u4e00-\u9fff])")
_SHORT = 20
"""Characters of a line that may be a heading where nothing but its place says so."""
_FEW = 0.1
"""Share of half-width signs up to which they are slips and no habit."""
_PAIRS = {")": "(", "]": "[", "】": "【", "》": "《"}
_BRACKET = re.compile(r"[()\[\]【】《》]")
_ITEM = re.compile(r"(?:^|(?<=[\s。；;，,:、]))[(（]?(?:[0-9一二三四五六七八九十a-zA-Z]{1,3})[)）]")
"""1) and a): markers with only a closing bracket."""
_ARROW = re.compile("^([^《》]*)》{2,}|《{2,}(?=[^《》]*$)")
"""》》返回首页《《: two signs at once before which nothing was opened, or behind which nothing is closed."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `punctuation`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "heading-end, mixed-width, brackets, quotes.")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield what is wrong, by place."""
    violations: list[Violation] = []
    if "heading-end" in options.find:
        violations += _heading_ends(subject)
    if "mixed-width" in options.find:
        violations += _mixed_width(subject)
    if "brackets" in options.find:
        violations += _brackets(subject)
    if "quotes" in options.find:
        violations += _quotes(subject)
    yield from sorted(violations, key=lambda violation: violation.start)


def _heading_ends(subject: Subject) -> Iterator[Violation]:
    for node in subject.nodes:
        line = _own_line(subject, node)
        if line is None:
            continue
        last = subject.text[line[1] - 1]
        if last in _NEVER or (last == "。" and _is_alone_with_it(subject, node)):
            yield Violation(
                line[1] - 1,
                line[1],
                {"words": quoted(subject.text[max(line[0], line[1] - 8) : line[1]])},
                "heading-end",
            )


def _own_line(subject: Subject, node: Node) -> tuple[int, int] | None:
    """Return the line of a heading under which more stands; None for one that runs on, or has nothing under it."""
    if subject.in_row(node.span.start) or not (node.children or node.text):
        return None
    index = subject.block_index_at(node.span.start)
    if index is None:
        return None
    span = subject.block_span(index)
    end = len(subject.text[: span.end].rstrip())
    title = subject.heading_span(node).end
    if node.title is None:
        # a short line that ends like a clause while more stands under it: the heading that it was meant to be
        if len(node.text[0] if node.text else "") > _SHORT or not (node.children or len(node.text) > 1):
            return None
    elif end - title > 1 or title > end:
        return None
    if end <= span.start:
        return None
    return node.span.start, end


def _is_alone_with_it(subject: Subject, node: Node) -> bool:
    """Whether most of the neighbours that stand on a line of their own end without 。."""
    lines = [line for other in subject.siblings(node) if other is not node and (line := _own_line(subject, other))]
    return len(lines) >= 2 and 3 * sum(subject.text[end - 1] == "。" for _, end in lines) <= len(lines)


def _mixed_width(subject: Subject) -> Iterator[Violation]:
    half = list(_HALF.finditer(subject.text))
    if half and len(half) <= _FEW * sum(1 for _ in _FULL.finditer(subject.text)):
        for match in half:
            words = subject.text[max(0, match.start() - 4) : match.end() + 4]
            yield Violation(match.start(), match.end(), {"words": quoted(words)}, "mixed-width")


def _brackets(subject: Subject) -> Iterator[Violation]:
    for index, block in enumerate(subject.plan.blocks):
        if block.kind is BlockKind.ROW:
            continue
        span = subject.block_span(index)
        if not _BRACKET.search(subject.folded, span.start, span.end):
            continue
        folded = _blanked(subject.folded[span.start : span.end])
        waiting: list[tuple[str, int]] = []
        for offset, sign in enumerate(folded):
            if sign in _PAIRS.values():
                waiting.append((sign, offset))
            elif sign in _PAIRS:
                if waiting and waiting[-1][0] == _PAIRS[sign]:
                    waiting.pop()
                else:
                    yield _sign(subject, span.start + offset, "brackets")
                    waiting.clear()
                    break
        if waiting:
            yield _sign(subject, span.start + waiting[0][1], "brackets")


def _blanked(line: str) -> str:
    """Return a line with spaces for the signs that look like brackets and are none."""
    line = _ITEM.sub(lambda match: " " * len(match[0]), line)
    return _ARROW.sub(lambda match: (match[1] or "").ljust(len(match[0])), line)


def _quotes(subject: Subject) -> Iterator[Violation]:
    for index, block in enumerate(subject.plan.blocks):
        if block.kind is BlockKind.ROW or block.text.count("“") == block.text.count("”"):
            continue
        span = subject.block_span(index)
        sign = "“" if block.text.count("“") > block.text.count("”") else "”"
        yield _sign(subject, span.start + block.text.index(sign), "quotes")


def _sign(subject: Subject, offset: int, variant: str) -> Violation:
    return Violation(offset, offset + 1, {"words": quoted(subject.text[offset : offset + 10])}, variant)
