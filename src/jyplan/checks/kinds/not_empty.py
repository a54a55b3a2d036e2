"""Requires text or items under the main headings.

A heading is empty if neither text, an item nor a table stands under it while all but one of its neighbours have a sentence at
least: a list of phrases is no row of empty sections. Left out are headings with a fact (a figure, date, owner), headings that
are a sentence, annexes (附件、附表), the first and the last heading (a divider, a line above the signature) unless they name a
section, and headings over a picture or the like.

```yaml
rules:
  empty-section:
    type: not_empty
    tests:
      pass:
        - |
          三年级工作计划
          一、工作目标
          及格率达到95%。
          二、主要工作
          1、家访
          2、班会
      fail:
        - |
          三年级工作计划
          一、工作目标
          二、主要工作
          每周家访一次。
          三、保障措施
          成立领导小组。
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.markers import read_marker
from jyplan.checks.options import ListOf, RoleName, Whole, option
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import own_chars
from jyplan.checks.words import quoted
from jyplan.model import BlockKind, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{title}”下面没有内容", "there is nothing under “{title}”")
HINT = Wording("写上内容，或者删去这个标题", "write something under it or drop the heading")
PLACEHOLDERS = {"title": "the heading"}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

_ANNEX = ("附", "见附")
_SHORTEST, _LONGEST = 2, 14
"""Characters of a section's heading; a marker alone is no section, and a longer line is a phrase."""
_NEIGHBOURS = 3
"""Least headings of a level; of two, either may be a divider."""
_PHRASE = re.compile("[，,。；;、]")
"""Signs of a sentence or a list inside a heading."""
_SENTENCE = 6
"""Least characters under a neighbour with content."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `not_empty`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only sections of these roles.", tuple(Role))
    depth: int = option(Whole(least=1), "Levels of headings that are checked, from the top.", 1)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the empty headings."""
    full_counts: dict[str, int] = {}
    for node in subject.with_roles(options.roles):
        if node.id.count(".") >= options.depth or not _is_empty_section(subject, node):
            continue
        if subject.plan.title is None and node.marker is None and node is subject.nodes[0]:
            continue  # an unrecognised title of the plan
        siblings = subject.siblings(node)
        parent_id = node.id.rpartition(".")[0]
        if parent_id not in full_counts:
            full_counts[parent_id] = sum(map(_has_sentence, siblings))
        ends = node in (siblings[0], siblings[-1]) and node.role is Role.OTHER
        if ends or len(siblings) < _NEIGHBOURS or full_counts[parent_id] < len(siblings) - 2:
            continue
        if not subject.may_hold_more(node) and not _numbers_begin_again(node, siblings):
            span = subject.heading_span(node)
            yield Violation(span.start, span.end, {"title": quoted(node.title or "")})


def _numbers_begin_again(node: Node, siblings: Sequence[Node]) -> bool:
    """Whether the next heading has the number 1 again: the content of 二、具体措施, numbered 一、 on the same level."""
    following = siblings.index(node) + 1
    own = read_marker(node.marker or "")
    number = read_marker(siblings[following].marker or "") if following < len(siblings) else None
    return own is not None and number is not None and number.number == 1 and own.number > 1


def _is_empty_section(subject: Subject, node: Node) -> bool:
    title = node.title or ""
    return (
        not (node.text or node.children or node.facts)
        and _SHORTEST <= len(title) <= _LONGEST
        and not fold(title).startswith(_ANNEX)
        and not _PHRASE.search(title)
        and not subject.in_row(node.span.start)
        and not _stands_above_table(subject, node)
    )


def _stands_above_table(subject: Subject, node: Node) -> bool:
    index = subject.block_index_at(node.span.start)
    blocks = subject.plan.blocks
    return index is not None and index + 1 < len(blocks) and blocks[index + 1].kind is BlockKind.ROW


def _has_sentence(node: Node) -> bool:
    return bool(node.children) or own_chars(node) >= _SENTENCE
