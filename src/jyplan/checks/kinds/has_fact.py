"""Requires a fact in every item of a section: a figure, a date, an owner or a deliverable.

Items are the innermost entries of the section, or the paragraphs of a section without entries; in a schedule only items
with a date. A quantity that is to rise or fall (比例稳中有升) and a blank (不少于__次) count as a figure, a frequency (每月) as a
date, and a bracket at the end of an item as an owner. With `need: all` an item must name a fact of every kind:
`facts: [owner, date]`, an owner and a date.

If at least `share` of the items have the facts asked for, each item without is reported; otherwise the section is reported once,
as `few`, or as `section` if no item has the facts. With `each: true` every item without is reported, whatever the share.

Left out are items of fewer than six characters or with a colon at the end, and learning goals (掌握因数的意义, 知识与技能：……).
Below a heading for goals and something else (目标和措施) only headings of goals are checked, if the section has any.

```yaml
rules:
  goal-without-indicator:
    type: has_fact
    roles: [goal]
    facts: [indicator]
    tests:
      pass:
        - |
          三年级工作计划
          一、工作目标
          1、及格率达到95%。
          2、每人每学期听课15节。
      fail:
        - |
          三年级工作计划
          一、工作目标
          1、及格率达到95%。
          2、营造团结友爱的氛围，提高学生的素养。
        - |
          三年级工作计划
          一、工作目标
          营造团结友爱的氛围，提高学生的素养。
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.items import judged_items, lacking_kinds
from jyplan.checks.options import Choice, Flag, ListOf, Number, RoleName, Whole, option
from jyplan.checks.own_names import paper_words
from jyplan.checks.places import ABOUT_SECTIONS, OF_SECTIONS, in_places
from jyplan.checks.protocol import Violation
from jyplan.checks.subject import topmost
from jyplan.checks.words import FACT_NAMES, fact_words, facts_together, quoted
from jyplan.model import Role, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Node

MESSAGE = Wording("“{item}”没有写明{fact}", "“{item}” does not name {fact}")
MESSAGES = {
    "few": Wording(
        "“{item}”的{of}条里，只有{with}条写明{fact}", "of the {of} items of “{item}” only {with} name {fact}"
    ),
}
HINT = Wording("写出可以检查的内容", "name something that can be checked")
PLACEHOLDERS = {
    "item": "the beginning of the item, or the section's title",
    "fact": "the missing fact",
    "with": "the number of items with such a fact",
    "of": "the number of items in the section",
}
VARIANTS = ("item", "section", "few")
NEEDS_ONE_OF: tuple[str, ...] = ()


_BESIDE = lazy_pattern(rf"目标[和与及、][\u4e00-\u9fff]{{0,6}}(?:{'|'.join(paper_words()['beside_goals'])})")
"""Goals and something else in one heading."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `has_fact`."""

    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Sections of these roles.")
    facts: tuple[str, ...] = option(
        ListOf(Choice(tuple(FACT_NAMES))),
        "Kinds of facts: indicator, date, owner, deliverable; see `need`.",
    )
    share: float = option(
        Number(0, 1),
        "Least share of items with a fact at which items without a fact are reported one by one, from 0 to 1.",
        0.5,
    )
    need: str = option(
        Choice(("any", "all")), "any: a fact of one kind is enough; all: a fact of every kind is needed.", "any"
    )
    each: bool = option(Flag(), "Whether every item without a fact is reported, whatever `share`.", False)
    least: int = option(Whole(least=1), "Sections with fewer items are not checked.", 1)
    where: str = option(Choice(OF_SECTIONS), ABOUT_SECTIONS, "all")


def _sections(subject: Subject, roles: Collection[Role]) -> Iterator[Node]:
    """Yield the topmost sections of the roles; below a heading for goals and something else, only the goals."""
    for section in topmost(subject, roles):
        if section.role is not Role.GOAL or not _BESIDE.search(fold(section.title or "")):
            yield section
            continue
        goals = [node for node in section.walk() if node is not section and (node.title or "").endswith("目标")]
        ids = {node.id for node in goals}
        innermost = [node for node in goals if not any(below.id in ids for below in node.walk() if below is not node)]
        yield from innermost or [section]


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the items without a fact, or the section if few items have a fact."""
    all_kinds = options.need == "all"
    for section in _sections(subject, options.roles):
        items = [
            item for item in judged_items(subject, section) if in_places(subject, item.span.start, options.where, ())
        ]
        lacking = [lacking_kinds(subject, item, options.facts, all_kinds=all_kinds) for item in items]
        without = [(item, kinds) for item, kinds in zip(items, lacking, strict=True) if kinds]
        if not without or len(items) < options.least or subject.may_hold_more(section):
            continue
        share = 1 - len(without) / len(items)
        counts: dict[str, object] = {"with": len(items) - len(without), "of": len(items)}
        words = facts_together if all_kinds else fact_words
        if options.each or (share and share >= options.share):
            for item, kinds in without:
                text = quoted(subject.text[item.span.start : item.span.end])
                yield Violation(item.span.start, item.span.end, {"item": text, "fact": words(kinds)} | counts, "item")
        else:
            span = subject.heading_span(section)
            params = {"item": quoted(subject.text[span.start : span.end]), "fact": words(options.facts)}
            yield Violation(span.start, span.end, params | counts, "few" if share else "section")
