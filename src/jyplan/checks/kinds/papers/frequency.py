r"""Requires a least frequency of a thing done: safety meetings at least once a quarter.

`at_least` is written as in a plan: 每季度一次, 每月2次, 每两周一次, 每学期不少于4次. A higher frequency is enough: 每周一次, 每周三, 每天
satisfy 每月一次. A frequency counts in a sentence with a word of `subject`, or in a section with a word of `subject` in the heading.
The highest frequency is compared. A plan without a frequency for the thing is reported unless `required: false`.

```yaml
rules:
  meetings:
    type: frequency
    subject: [安全例会]
    at_least: 每季度一次
    tests:
      pass:
        - "2025年工作计划\n一、主要工作\n1、每月召开一次安全例会。"
        - "2025年工作计划\n一、主要工作\n1、安全例会每季度至少一次，由总务处召集。"
      fail:
        - "2025年工作计划\n一、主要工作\n1、每学期召开一次安全例会。"
        - "2025年工作计划\n一、主要工作\n1、按时召开安全例会。"
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.frequencies import Frequency, find_frequencies, read_frequency
from jyplan.checks.options import BadValueError, Choice, Flag, ListOf, RoleName, Shape, Whole, option, shortened
from jyplan.checks.places import ABOUT_SECTIONS, OF_SECTIONS, in_places
from jyplan.checks.protocol import Violation
from jyplan.model import Message, Role, Wording
from jyplan.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording(
    "{subject}要求{at_least}，计划写的是“{found}”", "{subject}: {at_least} asked for, the plan says “{found}”"
)
MESSAGES = {
    "missing": Wording(
        "{subject}要求{at_least}，计划没有写明多久一次",
        "{subject}: {at_least} asked for, the plan does not say how often",
    ),
}
HINT = Wording("按要求写明多久一次", "say how often, as asked for")
PLACEHOLDERS = {
    "subject": "the first word of `subject`",
    "at_least": "`at_least`",
    "found": "the frequency as written; 没有写 without one",
}
VARIANTS = ("low", "missing")
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Often(Shape):
    """A frequency as written in plans."""

    def read(self, text: str) -> str:
        """Return the text; a text without a frequency is refused."""
        if read_frequency(text) is None:
            raise BadValueError(Message("“{text}” is no frequency; write it as 每月一次", {"text": shortened(text)}))
        return text


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `frequency`."""

    subject: tuple[str, ...] = option(ListOf(Shape()), "Words for the thing done, any of which is enough.")
    at_least: str = option(Often(), "How often it must be done: 每季度一次.")
    weeks: int = option(Whole(least=1), "Weeks of a term.", 18)
    roles: tuple[Role, ...] = option(ListOf(RoleName()), "Only in sections of these roles.", tuple(Role))
    where: str = option(Choice(OF_SECTIONS), ABOUT_SECTIONS, "all")
    required: bool = option(Flag(), "Whether a plan that does not say how often is reported.", True)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the highest frequency if too low, or the lack of a frequency."""
    least = read_frequency(options.at_least)
    assert least is not None  # the shape has read it
    names = tuple(map(fold, options.subject))
    frequencies = [
        frequency
        for node in subject.with_roles(options.roles)
        for frequency in find_frequencies(subject, node, names)
        if in_places(subject, frequency.start, options.where, ())
    ]
    params: dict[str, object] = {"subject": options.subject[0], "at_least": options.at_least}
    if not frequencies:
        if options.required and not subject.may_hold_more():
            place = subject.title_span
            yield Violation(place.start, place.end, params | {"found": Message("nothing of it")}, "missing")
        return
    highest = max(frequencies, key=lambda frequency: frequency.per_term(options.weeks))
    if highest.per_term(options.weeks) < least.per_term(options.weeks) * _ROUNDING:
        yield Violation(highest.start, highest.end, params | {"found": _written(subject, highest)}, "low")


_ROUNDING = 0.99
"""Share of the least frequency that is enough, for rounding; three times a quarter (13 weeks) are less than once a month (4 weeks)."""


def _written(subject: Subject, frequency: Frequency) -> str:
    return subject.text[frequency.start : frequency.end]
