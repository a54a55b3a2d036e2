"""Checks numbers: gaps, repeats, several ways of numbering in a list, levels in an unusual order.

| `find` | |
|---|---|
| `gap` | a number is missing before the reported number, and is not in the text between |
| `repeat` | a number is repeated, or is smaller than the number before without beginning a new list |
| `mixed` | a list continues in a different way of numbering: 1、2、3． |
| `order` | `一、` stands below `1.` or `（一）` below `1.`: the usual order is 一、（一）1.（1） |

`restart` is the rule for lists under a new heading: `parent`, each begins with 1; `document`, the numbers continue;
`auto`, either. Numbers of table rows are not checked.

```yaml
rules:
  numbering-gap:
    type: numbering
    find: [gap]
    tests:
      pass:
        - |
          三年级工作计划
          （一）抓常规
          1、每周检查路队。
          2、每月评比一次。
          （二）抓家访
          3、走访五户。
          4、写好记录。
      fail:
        - |
          三年级工作计划
          （一）抓常规
          每周检查路队。
          （三）抓家访
          走访五户。
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.checks.markers import Marker, read_marker
from jyplan.checks.options import Choice, ListOf, RoleName, option
from jyplan.checks.places import ABOUT_WHERE, PLACES, within
from jyplan.checks.protocol import Violation
from jyplan.model import Role, Wording
from jyplan.text.fold import fold
from jyplan.text.ordinals import CIRCLED, chinese
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("编号“{marker}”前面是“{previous}”", "the number “{marker}” follows “{previous}”")
HINT = Wording("核对编号；如果漏了内容，补上", "look through the numbers; something may be missing")
PLACEHOLDERS = {
    "marker": "the number as displayed",
    "previous": "the number before, or for `order` the number of the heading above",
    "missing": "the missing numbers",
}
VARIANTS = ("gap", "repeat", "mixed", "order")
NEEDS_ONE_OF: tuple[str, ...] = ()

_PLAIN_DIGITS = frozenset({"1.", "1、", "1)", "1 ", "1:"})
"""Styles mixed in a single list without a break: 1．2）3、."""
_SLIP = 2
"""Step from the number before to a number mistyped by 1, as from 四 to 六."""
_BARE_NUMBER = lazy_pattern("^[ \\t]*+([0-9]{1,2})(?=[\u4e00-\u9fff])(?![年月日号周级班个位名])", re.MULTILINE)
"""A number without a sign at the beginning of a paragraph: 2围绕农村园."""
_IN_BRACKETS = ord("⑴") - 1
"""The code point before ⑴: plus 1 for ⑴, plus 2 for ⑵."""
_MOST_MISSING = 20
"""Most missing numbers of a gap; a longer jump is no gap: 2024. begins no item."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `numbering`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "gap, repeat, mixed, order.")
    restart: str = option(
        Choice(("auto", "parent", "document")),
        "The rule for lists under a new heading: auto, parent or document.",
        "auto",
    )
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", ())
    where: str = option(Choice(PLACES), ABOUT_WHERE, "all")


@dataclass(frozen=True, slots=True)
class _NumberedItem:
    node: Node
    marker: Marker


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the violations of the variants in `find`, in reading order."""
    yield from within(subject, _all_violations(subject, options), options.where, options.roles)


def _all_violations(subject: Subject, options: Options) -> Iterator[Violation]:
    violations: list[Violation] = []
    if {"gap", "repeat", "mixed"} & set(options.find):
        violations += [violation for items in _lists(subject) for violation in _in_list(subject, items)]
        violations += _beginnings(subject, options.restart)
    if "order" in options.find:
        violations += _orders(subject)
    yield from sorted(
        (violation for violation in violations if violation.variant in options.find),
        key=lambda violation: violation.start,
    )


@lru_cache(maxsize=1)  # several rules check the numbers of the same plan
def _lists(subject: Subject) -> list[list[_NumberedItem]]:
    """Return the numbered items of the top level and of every heading, a list for each."""
    numbered = _numbered(subject)
    siblings = [subject.plan.nodes, *(node.children for node in subject.nodes if node.children)]
    lists = ([numbered[node.id] for node in nodes if node.id in numbered] for nodes in siblings)
    return [items for items in lists if items]


@lru_cache(maxsize=1)
def _numbered(subject: Subject) -> Mapping[str, _NumberedItem]:
    """Return the items with a known marker by id, in reading order; table rows are left out."""
    return {
        node.id: _NumberedItem(node, marker)
        for node in subject.nodes
        if node.marker
        and not subject.in_row(node.span.start)
        and not _is_a_reference(subject, node)
        and (marker := read_marker(node.marker))
    }


def _is_a_reference(subject: Subject, node: Node) -> bool:
    """Whether a marker names an item elsewhere: 活动安排中第（二）、（三）项."""
    behind = subject.text[node.span.start + len(node.marker or "") :][:2].lstrip("、 ")
    return subject.text[node.span.start - 1 : node.span.start] == "第" or behind.startswith(("项", "款"))


def _in_list(subject: Subject, items: Sequence[_NumberedItem]) -> Iterator[Violation]:
    """Yield gaps, repeats and mixed ways of numbering between neighbours in a list."""
    mixed = False
    last_step = 1
    for previous, item in pairwise(items):
        before, marker = previous.marker, item.marker
        step = marker.number - before.number
        if before.style == marker.style and {last_step, step} == {0, _SLIP}:
            last_step = 1  # 四、六、六 and 四、四、六: a single wrong number, reported at the step before
            continue
        last_step = step
        is_one_list = (
            before.style == marker.style
            or before.rank == marker.rank is not None
            or {before.style, marker.style} <= _PLAIN_DIGITS
        )
        if before.style != marker.style and step == 1 and not mixed and is_one_list:
            mixed = True
            yield _violation(subject, item, previous, "mixed")
        elif step > 1 and is_one_list:
            missing = range(before.number + 1, marker.number)
            if len(missing) <= _MOST_MISSING and not _is_written(subject, item, missing, previous.node.span.start):
                yield _violation(subject, item, previous, "gap", missing)
        elif (
            before.style == marker.style
            and step <= 0
            and (marker.number > 1 or step == 0)
            and before.parents == marker.parents
            and not _begins_between(subject, previous, item)
        ):
            yield _violation(subject, item, previous, "repeat")


def _beginnings(subject: Subject, restart: str) -> Iterator[Violation]:
    """Yield the first items of lists with a number against the rule `restart`.

    A list continues the last list of the same depth and style: 1、2、 under （一）, then 3、4、 under （二）.
    """
    last_items: dict[tuple[int, str], _NumberedItem] = {}
    last_numbers: dict[str, int] = {}  # at any depth
    first_ids = {items[0].node.id for items in _lists(subject)}
    for item in _numbered(subject).values():
        depth_and_style = item.node.id.count("."), item.marker.style
        last = last_items.get(depth_and_style)
        last_items[depth_and_style] = item
        before, last_numbers[item.marker.style] = last_numbers.get(item.marker.style, 0), item.marker.number
        number = item.marker.number
        if item.node.id not in first_ids:
            continue
        if number > 1:
            continues = last is not None and number == last.marker.number + 1 and restart != "parent"
            parent = subject.parents.get(item.node.id)
            above = read_marker(parent.marker) if parent is not None and parent.marker else None
            continues |= above is not None and number == above.number + 1  # 四、 followed by （五）
            continues |= (
                number == before + 1 and restart != "parent"
            )  # 三、 below a heading of a table without a number
            if not continues and number <= _MOST_MISSING:
                missing = range(1, number)
                if not _is_written(subject, item, missing, parent.span.start if parent is not None else 0):
                    yield _violation(subject, item, last, "gap", missing)
        elif restart == "document" and last is not None and number == 1:
            yield _violation(subject, item, last, "repeat")


def _begins_between(subject: Subject, previous: _NumberedItem, item: _NumberedItem) -> bool:
    """Whether the list of an item begins inside a line behind the item before: 备注：1.请…, and 2. on the next line."""
    if item.marker.number <= 1:
        return False
    begun = _written(fold(item.node.marker or ""), item.marker, 1)
    start = previous.node.span.start + len(previous.node.marker or "")
    place = subject.folded.find(begun, start, item.node.span.start)
    return place > 0 and not subject.folded[place - 1].isdigit() and subject.folded[place - 1] != "\n"


def _orders(subject: Subject) -> Iterator[Violation]:
    """Yield the first item with a style usual above the style of the heading, as 一、 under （一）."""
    for item in _numbered(subject).values():
        parent = subject.parents.get(item.node.id)
        above = read_marker(parent.marker) if parent is not None and parent.marker else None
        if parent is None or above is None or above.rank is None or item.marker.rank is None:
            continue
        if item.marker.rank < above.rank:
            yield _violation(subject, item, _NumberedItem(parent, above), "order")
            return


def _is_written(subject: Subject, item: _NumberedItem, missing: range, start: int) -> bool:
    """Whether a missing number is written between the offset `start` and the item, as after a lost line break."""
    text = subject.folded[start : item.node.span.start]
    displayed = fold(item.node.marker or "")
    if any(_written(displayed, item.marker, number) in text for number in missing):
        return True
    if item.marker.style == "(1)" and any(chr(_IN_BRACKETS + number) in text for number in missing):
        return True
    if item.marker.style not in _PLAIN_DIGITS:
        return False
    begun = {match[1] for match in _BARE_NUMBER.finditer(text)}
    return any(str(number) in begun for number in missing)


def _written(displayed: str, marker: Marker, number: int) -> str:
    """Return the marker for `number` in the manner of a displayed marker: （七） for 7 in the manner of （三）."""
    shown = displayed.strip()
    if "㈠" <= shown <= "㈩" or "⑴" <= shown <= "⒛":
        return chr(ord(shown) + number - marker.number)
    if marker.style == "①":
        return CIRCLED[number - 1]
    if "1" in marker.style:
        return shown.replace(str(marker.number), str(number))
    zero = "〇" if "〇" in shown else "零"
    return shown.replace(chinese(marker.number, zero), chinese(number, zero))


def _violation(
    subject: Subject, item: _NumberedItem, previous: _NumberedItem | None, variant: str, missing: range = range(0)
) -> Violation:
    start = item.node.span.start
    displayed = (item.node.marker or "").strip()
    params = {
        "marker": displayed,
        "previous": (previous.node.marker or "").strip() if previous else "",
        "missing": "、".join(_written(displayed, item.marker, number) for number in missing).replace("、、", "、"),
    }
    return Violation(start, start + len((item.node.marker or "").rstrip()), params, variant)
