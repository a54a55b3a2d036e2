r"""Compares figures with a quota: `听课` at least 15 `节` a term.

A figure counts if its clause (between ，。； and line ends) contains a word of `subject`, and its unit is `unit`. With `per`
(学期、人), figures per anything else do not count. Of several figures, the largest is compared. With `required: true`, a
plan without a figure is reported too.

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

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
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
    "subject": "the first word of `subject`",
    "found": "the figure as written, empty without a figure",
    "min": "`min`",
    "max": "`max`",
    "unit": "`unit`",
}
VARIANTS = ("low", "high", "missing")

_STOPS = "，,。；;\n"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `quota`."""

    subject: tuple[str, ...] = option(ListOf(Shape()), "Words for the thing counted, any of which is enough.")
    unit: str = option(Shape(), "The unit of the figure, as 节 or %.")
    min: float = option(Number(), "The least figure allowed.", 0.0)
    max: float = option(Number(), "The greatest figure allowed; 0 for no limit.", 0.0)
    per: tuple[str, ...] = option(ListOf(Shape()), "Only figures per one of these, and figures without a “per”.", ())
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", tuple(Role))
    required: bool = option(Flag(), "Whether a plan without a figure is reported.", False)


NEEDS_ONE_OF: tuple[str, ...] = ("min", "max")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the largest figure if it misses the quota, or the lack of a figure if a figure is required."""
    figures = sorted(_figures(subject, options), key=lambda figure: figure.value)
    params: dict[str, object] = {
        "subject": options.subject[0],
        "min": f"{options.min:g}",
        "max": f"{options.max:g}",
        "unit": options.unit,
        "found": "",
    }
    if not figures:
        if options.required and not subject.may_hold_more():
            place = subject.title_span
            yield Violation(place.start, place.end, params, "missing")
        return
    largest = figures[-1]
    params["found"] = largest.text
    if max(largest.value, largest.upper or 0) < options.min:
        yield Violation(largest.start, largest.end, params, "low")
    elif options.max and largest.value > options.max:
        yield Violation(largest.start, largest.end, params, "high")


def _figures(subject: Subject, options: Options) -> Iterator[Indicator]:
    words, unit = tuple(map(fold, options.subject)), fold(options.unit)
    for node in subject.with_roles(options.roles):
        for fact in node.facts:
            if isinstance(fact, Indicator) and fold(fact.unit) == unit and _counts_per(fact, options.per):
                clause = _clause(subject, fact)
                if any(word in clause for word in words):
                    yield fact


def _counts_per(fact: Indicator, per: tuple[str, ...]) -> bool:
    return not per or not fact.per or any(words in fact.per for words in per)


def _clause(subject: Subject, fact: Indicator) -> str:
    stops = _stops(subject)
    before, after = bisect_left(stops, fact.start), bisect_left(stops, fact.end)
    start = stops[before - 1] + 1 if before else 0
    return subject.folded[start : stops[after] if after < len(stops) else len(subject.text)]


@lru_cache(maxsize=1)
def _stops(subject: Subject) -> list[int]:
    """Return the offsets of all ends of clauses."""
    return [offset for offset, character in enumerate(subject.text) if character in _STOPS]
