r"""Compares figures with a quota: `听课` at least 15 `节` a term.

A figure counts if its clause (between ，。； and line ends) names the subject, and its unit is the one asked for;
`per` narrows that to figures counted per something (学期、人), where they say so at all. The largest of several figures
counts. With `required: true` a plan that says nothing of the subject is found too.

```yaml
rules:
  listening-quota:
    type: quota
    subject: [听课]
    unit: 节
    min: 15
    tests:
      pass: ["三年级工作计划\n一、工作目标\n每人每学期听课不少于16节。"]
      fail: ["三年级工作计划\n一、工作目标\n每人每学期听课不少于10节。"]
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Flag, ListOf, Number, RoleName, Shape, option
from jyplan.checks.protocol import Violation
from jyplan.model import Indicator, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording(
    "{subject}要求不少于{min}{unit}，计划写的是“{found}”",
    "{subject}: at least {min}{unit} asked for, the plan says “{found}”",
)
HINT = Wording("按要求调整指标", "raise the figure to what is asked for")
PLACEHOLDERS = {
    "subject": "what is counted",
    "found": "the figure as written, empty if there is none",
    "min": "`min`",
    "max": "`max`",
    "unit": "`unit`",
}
VARIANTS = ("low", "high", "missing")

_STOPS = "，,。；;\n"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `quota`."""

    subject: tuple[str, ...] = option(ListOf(Shape()), "Words for what is counted; any will do.")
    unit: str = option(Shape(), "The unit that counts, as 节 or %.")
    min: float = option(Number(), "At least so many.", 0.0)
    max: float = option(Number(), "At most so many; 0 for no limit.", 0.0)
    per: tuple[str, ...] = option(ListOf(Shape()), "Only figures per one of these, or that say nothing of it.", ())
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", tuple(Role))
    required: bool = option(Flag(), "Whether a plan must name a figure at all.", False)


NEEDS_ONE_OF: tuple[str, ...] = ("min", "max")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a figure that misses the quota, or the lack of any."""
    figures = sorted(_figures(subject, options), key=lambda figure: figure.value)
    params: dict[str, object] = {
        "subject": options.subject[0],
        "min": f"{options.min:g}",
        "max": f"{options.max:g}",
        "unit": options.unit,
        "found": "",
    }
    if not figures:
        if options.required:
            place = subject.title_span
            yield Violation(place.start, place.end, params, "missing")
        return
    largest = figures[-1]
    found = params | {"found": largest.text}
    if max(largest.value, largest.upper or 0) < options.min:
        yield Violation(largest.start, largest.end, found, "low")
    elif options.max and largest.value > options.max:
        yield Violation(largest.start, largest.end, found, "high")


def _figures(subject: Subject, options: Options) -> Iterator[Indicator]:
    words, unit = tuple(map(fold, options.subject)), fold(options.unit)
    for node in subject.with_roles(options.roles):
        for fact in node.facts:
            if isinstance(fact, Indicator) and fold(fact.unit) == unit and _counts_per(fact, options.per):
                clause = _clause(subject, fact)
                if any(word in clause for word in words):
                    yield fact


def _counts_per(fact: Indicator, per: tuple[str, ...]) -> bool:
    return not per or not fact.per or any(each in fact.per for each in per)


def _clause(subject: Subject, fact: Indicator) -> str:
    start = max((subject.text.rfind(stop, 0, fact.start) for stop in _STOPS), default=-1) + 1
    ends = [end for stop in _STOPS if (end := subject.text.find(stop, fact.end)) >= 0]
    return subject.folded[start : min(ends, default=len(subject.text))]
