"""Looks at numbers: gaps, repeats, several ways of numbering in one list, levels in an unusual order.

| `find` | |
|---|---|
| `gap` | a number is missing before this one, and stands nowhere in the text between |
| `repeat` | a number comes a second time, or a smaller one than before that begins no new list |
| `mixed` | one list goes on with another way of numbering: 1、2、3． |
| `order` | `一、` stands below `1.` or `（一）` below `1.`: the usual order is 一、（一）1.（1） |

`restart` says what numbers begin with under a new heading: `parent`, 1 each time; `document`, they run on; `auto`, either.
Numbers of table rows are not looked at.

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

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jyplan.checks.markers import Marker, read_marker
from jyplan.checks.options import Choice, ListOf, option
from jyplan.checks.protocol import Violation
from jyplan.model import Wording
from jyplan.text.fold import fold
from jyplan.text.ordinals import CIRCLED, chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("编号“{marker}”前面是“{previous}”", "the number “{marker}” follows “{previous}”")
HINT = Wording("核对编号；如果漏了内容，补上", "look through the numbers; something may be missing")
PLACEHOLDERS = {
    "marker": "the number as displayed",
    "previous": "the number before it, or that of the heading above it",
    "missing": "the numbers that are missing",
}
VARIANTS = ("gap", "repeat", "mixed", "order")
NEEDS_ONE_OF: tuple[str, ...] = ()

_SLIP = 2
"""The step to a number that is one too high."""
_MOST_MISSING = 20
"""A jump over more numbers than this is no gap: 2024. begins no item."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `numbering`."""

    find: tuple[str, ...] = option(ListOf(Choice(VARIANTS)), "gap, repeat, mixed, order.")
    restart: str = option(
        Choice(("auto", "parent", "document")), "What numbers begin with under a new heading.", "auto"
    )


@dataclass(frozen=True, slots=True)
class _NumberedItem:
    node: Node
    marker: Marker


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield what is wrong with the numbers, by place."""
    violations: list[Violation] = []
    if {"gap", "repeat", "mixed"} & set(options.find):
        violations += [violation for siblings in _lists(subject) for violation in _in_list(subject, siblings)]
        violations += _beginnings(subject, options.restart)
    if "order" in options.find:
        violations += _orders(subject)
    yield from sorted(
        (violation for violation in violations if violation.variant in options.find),
        key=lambda violation: violation.start,
    )


@lru_cache(maxsize=1)  # several rules look at the numbers of one plan
def _lists(subject: Subject) -> list[list[_NumberedItem]]:
    """Return the numbered items under each heading, and those of the top level."""
    items = _read(subject)
    under = [subject.plan.nodes, *(node.children for node in subject.nodes if node.children)]
    lists = ([items[node.id] for node in nodes if node.id in items] for nodes in under)
    return [each for each in lists if each]


@lru_cache(maxsize=1)
def _read(subject: Subject) -> Mapping[str, _NumberedItem]:
    """Return the numbered items by their id, in reading order."""
    return {
        node.id: _NumberedItem(node, marker)
        for node in subject.nodes
        if node.marker and not subject.in_row(node.span.start) and (marker := read_marker(node.marker))
    }


def _in_list(subject: Subject, items: Sequence[_NumberedItem]) -> Iterator[Violation]:
    """Yield gaps, repeats and mixtures between neighbours of one list."""
    mixed = slip = False
    for one, other in pairwise(items):
        step = other.marker.number - one.marker.number
        if slip and one.marker.style == other.marker.style and step in {0, _SLIP}:
            slip = False  # 四、六、六 and 四、四、六: one number is wrong, and it has been told
            continue
        slip = one.marker.style == other.marker.style and step in {0, _SLIP}
        if one.marker.style != other.marker.style:
            if step == 1 and not mixed and _could_be_one_list(one.marker, other.marker):
                mixed = True
                yield _violation(subject, other, one, "mixed")
        elif step > 1:
            missing = range(one.marker.number + 1, other.marker.number)
            if len(missing) <= _MOST_MISSING and not _stands_between(subject, one, other, missing):
                yield _violation(subject, other, one, "gap", missing)
        elif step <= 0 and (other.marker.number > 1 or step == 0) and one.marker.parents == other.marker.parents:
            yield _violation(subject, other, one, "repeat")


def _could_be_one_list(one: Marker, other: Marker) -> bool:
    return one.rank == other.rank and one.rank is not None


def _beginnings(subject: Subject, restart: str) -> Iterator[Violation]:
    """Yield the lists that begin with neither 1 nor the number that follows the last of their style."""
    last: dict[tuple[int, str], Marker] = {}
    previous: dict[tuple[int, str], _NumberedItem] = {}
    starts = {items[0].node.id for items in _lists(subject)}
    for item in _read(subject).values():
        key = item.node.id.count("."), item.marker.style
        number = item.marker.number
        if item.node.id in starts and number > 1:
            runs_on = key in last and number == last[key].number + 1
            if not (runs_on and restart != "parent") and number <= _MOST_MISSING:
                missing = range(1, number)
                if not _stands_before(subject, item, missing):
                    yield _violation(subject, item, previous.get(key), "gap", missing)
        elif item.node.id in starts and restart == "document" and key in last and number == 1:
            yield _violation(subject, item, previous.get(key), "repeat")
        last[key], previous[key] = item.marker, item


def _orders(subject: Subject) -> Iterator[Violation]:
    """Yield the first item whose style usually stands above that of its heading."""
    for item in _read(subject).values():
        parent = subject.parents.get(item.node.id)
        above = read_marker(parent.marker) if parent is not None and parent.marker else None
        if parent is None or above is None or above.rank is None or item.marker.rank is None:
            continue
        if item.marker.rank < above.rank:
            yield _violation(subject, item, _NumberedItem(parent, above), "order")
            return


def _stands_between(subject: Subject, one: _NumberedItem, other: _NumberedItem, missing: range) -> bool:
    """Whether a missing number stands in the text between, where no item begins: it lost its line break."""
    text = subject.folded[one.node.span.start : other.node.span.start]
    return any(_written(fold(other.node.marker or ""), other.marker, number) in text for number in missing)


def _stands_before(subject: Subject, item: _NumberedItem, missing: range) -> bool:
    """Whether a missing number stands in the text of the heading above."""
    parent = subject.parents.get(item.node.id)
    start = parent.span.start if parent is not None else 0
    text = subject.folded[start : item.node.span.start]
    return any(_written(fold(item.node.marker or ""), item.marker, number) in text for number in missing)


def _written(displayed: str, marker: Marker, number: int) -> str:
    """Return how another number of the same list is written where that one is displayed so."""
    shown = displayed.strip()
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
        "missing": "、".join(_written(displayed, item.marker, number) for number in missing),
    }
    return Violation(start, start + len((item.node.marker or "").rstrip()), params, variant)
