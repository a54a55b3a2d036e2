r"""Compares the plan's school with a list of schools, and the date of the signature with a deadline.

`list` is a text file with a name a line; of a CSV file the first column counts. A plan of a school missing from the list is
reported, and so is a plan signed after `by`. A plan without the name of a school, or without a date, is not reported. For the
schools without a plan in a batch, use `jyplan review`.

The example below writes the names in the rule, as `names`, so that it can be tried.

```yaml
rules:
  handed-in:
    type: handed_in
    names: [双溪小学, 青禾路小学]
    by: 2025-09-10
    tests:
      pass: ["双溪镇中心小学2025年工作计划\n一、主要工作\n每周家访一次。\n双溪小学\n2025年9月1日"]
      fail:
        - "云台小学2025年工作计划\n一、主要工作\n每周家访一次。\n云台小学\n2025年9月1日"
        - "双溪小学2025年工作计划\n一、主要工作\n每周家访一次。\n双溪小学\n2025年9月15日"
```
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jyplan.checks.options import BadValueError, ListFile, ListOf, Shape, option, shortened
from jyplan.checks.own_names import are_different
from jyplan.checks.places import texts_around
from jyplan.checks.protocol import Violation
from jyplan.model import Message, Wording
from jyplan.text.fold import fold
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject
    from jyplan.model import Span

MESSAGE = Wording("{problem}", "{problem}")
HINT = Wording("核对单位名称和日期", "check the name and the date")
PLACEHOLDERS = {
    "problem": "that the school is not in the list, or that the plan is late",
    "school": "the plan's school",
    "date": "the date of the signature",
    "by": "`by`",
}
VARIANTS = ("unlisted", "late")
NEEDS_ONE_OF: tuple[str, ...] = ("list", "names", "by")

_DATE = lazy_pattern(
    r"(?P<year>20[0-9]{2})\s?[年./-]\s?(?P<month>1[0-2]|0?[1-9])\s?[月./-]\s?(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class RosterFile(ListFile):
    """The path of a list of schools; of a CSV file the first column counts."""

    def content(self, text: str) -> tuple[str, ...]:
        """Return the names."""
        rows: tuple[str, ...] = ListFile.content(self, text)
        names = (row.replace("\t", ",").split(",")[0].strip().strip('"') for row in rows)
        return tuple(
            name for name in names if name and name not in {"学校", "学校名称", "单位", "单位名称", "名称", "school"}
        )


@dataclass(frozen=True, slots=True)
class Day(Shape):
    """A day as 2025-09-10."""

    def read(self, text: str) -> datetime.date:
        """Return the day."""
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise BadValueError(
                Message("must be a day as 2025-09-10, not “{text}”", {"text": shortened(text)})
            ) from None

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `handed_in`; `list`, `names` or `by` must be given."""

    list: tuple[str, ...] = option(
        RosterFile(), "A file with the names of the schools, by its path from the rule file.", ()
    )
    names: tuple[str, ...] = option(ListOf(Shape()), "Names of the schools, besides those in the file.", ())
    by: datetime.date | None = option(Day(), "The last day, as 2025-09-10.", None)


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the school missing from the list, and the date after the deadline."""
    school, names = subject.plan.school, (*options.list, *options.names)
    params: dict[str, Any] = {"school": school or "", "date": "", "by": options.by.isoformat() if options.by else ""}
    if school and names and not any(is_listed(school, name) for name in names):
        place = subject.title_span
        problem = Message("{school} is not in the list", {"school": school})
        yield Violation(place.start, place.end, params | {"problem": problem}, "unlisted")
    dated = _signed(subject)
    if options.by is not None and dated is not None and dated[1] > options.by:
        words = {"date": dated[1].isoformat(), "by": options.by.isoformat()}
        problem = Message("dated {date}, after {by}", words)
        yield Violation(dated[0].start, dated[0].end, params | words | {"problem": problem}, "late")


def is_listed(school: str, name: str) -> bool:
    """Whether a plan's school is the school called `name` in a list.

    >>> is_listed("双溪镇中心小学", "双溪小学"), is_listed("云台小学", "双溪小学")
    (True, False)
    """
    return fold(school) == fold(name) or not are_different(school, name)


def _signed(subject: Subject) -> tuple[Span, datetime.date] | None:
    """Return the last date of the signature with the span of the line; None without a whole date."""
    last_date = None
    for line in texts_around(subject, "signature"):
        for match in _DATE.finditer(fold(line.text)):
            try:
                day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            last_date = (line.span, day)
    return last_date
