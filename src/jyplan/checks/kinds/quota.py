r"""Compares figures with a quota: `听课` at least 15 `节` a term.

A figure counts if the unit is `unit` and a word of `subject` stands beside the figure, or earlier in the sentence without a
different thing named between (听课：新教师40节，其他教师5节). Results of last term and parts of a figure (其中) are no targets.

With `per`, figures per anything else do not count: `人` is every person (每位教师, 人均). Figures over other times are converted to the
first time in `per`, a month as four weeks, a term as `weeks` weeks: 每周1节 is 18 a term. Of several figures for a group (校长, 教师,
语文) the largest is compared, with `which: every` every figure. With `required: true`, a plan without a figure is reported too.

```yaml
rules:
  listening-quota:
    type: quota
    subject: [听课]
    unit: 节
    min: 15
    per: [学期]
    tests:
      pass: ["三年级工作计划\n一、工作目标\n每人每学期听课不少于16节。", "三年级工作计划\n一、工作目标\n每周听课1节。"]
      fail: ["三年级工作计划\n一、工作目标\n每人每学期听课不少于10节。", "三年级工作计划\n一、工作目标\n新教师听课40节，其他教师5节。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Flag, ListOf, Number, RoleName, Shape, Whole, option
from jyplan.checks.places import ABOUT_SECTIONS, OF_SECTIONS, in_places
from jyplan.checks.protocol import Violation
from jyplan.checks.quotas import figures, length_of, per_period
from jyplan.model import Message, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.quotas import Figure
    from jyplan.checks.subject import Subject

MESSAGE = Wording(
    "{subject}要求不少于{min}{unit}，计划写的是“{found}”",
    "{subject}: at least {min}{unit} asked for, the plan says “{found}”",
)
MESSAGES = {
    "high": Wording(
        "{subject}要求不超过{max}{unit}，计划写的是“{found}”",
        "{subject}: at most {max}{unit} asked for, the plan says “{found}”",
    ),
    "missing": Wording("没有写明{subject}的数量", "the plan gives no figure for {subject}"),
}
HINT = Wording("按要求调整指标", "raise the figure to what is asked for")
PLACEHOLDERS = {
    "subject": "the first word of `subject`",
    "found": "the figure as written, with what it comes to where it was converted; empty without a figure",
    "min": "`min`",
    "max": "`max`",
    "unit": "`unit`",
}
VARIANTS = ("low", "high", "missing")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `quota`."""

    subject: tuple[str, ...] = option(ListOf(Shape()), "Words for the thing counted, any of which is enough.")
    unit: str = option(Shape(), "The unit of the figure, as 节 or %.")
    min: float = option(Number(), "The least figure allowed.", 0.0)
    max: float = option(Number(), "The greatest figure allowed; 0 for no limit.", 0.0)
    per: tuple[str, ...] = option(
        ListOf(Shape()),
        "人 and a unit of time, as 学期: only figures per these, converted, and figures without a “per”.",
        (),
    )
    which: str = option(
        Choice(("largest", "every")), "The figures of a group that are compared: largest, every.", "largest"
    )
    weeks: int = option(Whole(least=1), "Weeks of a term.", 18)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", tuple(Role))
    where: str = option(Choice(OF_SECTIONS), ABOUT_SECTIONS, "all")
    required: bool = option(Flag(), "Whether a plan without a figure is reported.", False)


NEEDS_ONE_OF: tuple[str, ...] = ("min", "max")


@dataclass(frozen=True, slots=True)
class _Target:
    """A figure to be compared with the quota."""

    figure: Figure
    value: float
    """The figure over the time asked for."""
    is_converted: bool


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the largest figure of each group, or every figure, outside the quota; with `required`, the lack of a figure."""
    targets = list(_targets(subject, options))
    params: dict[str, object] = {
        "subject": options.subject[0],
        "min": f"{options.min:g}",
        "max": f"{options.max:g}",
        "unit": options.unit,
        "found": "",
    }
    if not targets and options.required and not subject.may_hold_more():
        place = subject.title_span
        yield Violation(place.start, place.end, params, "missing")
    for target in targets if options.which == "every" else _largest(targets):
        fact = target.figure.fact
        too_low, too_high = target.value < options.min, bool(options.max) and target.value > options.max
        if too_low or too_high:
            variant = "low" if too_low else "high"
            yield Violation(fact.start, fact.end, params | {"found": _written(target, options)}, variant)


def _targets(subject: Subject, options: Options) -> Iterator[_Target]:
    names, unit = tuple(map(fold, options.subject)), fold(options.unit)
    for node in subject.with_roles(options.roles):
        for figure in figures(subject, node, names, unit):
            if not in_places(subject, figure.fact.start, options.where, ()):
                continue
            if (converted := per_period(figure, options.per, options.weeks)) is not None:
                yield _Target(figure, *converted)


def _largest(targets: list[_Target]) -> Iterator[_Target]:
    """Yield the largest target of each group, in the order of the groups."""
    by_group: dict[str, _Target] = {}
    for target in targets:
        group = target.figure.group
        if group not in by_group or target.value > by_group[group].value:
            by_group[group] = target
    yield from by_group.values()


def _written(target: _Target, options: Options) -> Message | str:
    text = target.figure.fact.text
    if not target.is_converted:
        return text
    period = next(word for word in options.per if length_of(word, options.weeks) is not None)
    params = {
        "figure": text,
        "value": f"{target.value:g}",
        "unit": options.unit,
        "period": period,
        "weeks": options.weeks,
    }
    return Message("{figure} (with {weeks} weeks a term {value}{unit} per {period})", params)
