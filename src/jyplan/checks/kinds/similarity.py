"""Limits the share of a plan's text found in a single source plan: a submission, or a plan in the archive.

With such a rule, `jyplan check` compares the submissions with each other, as `jyplan dupes` does. In a large cluster of
copies, a plan is compared with the closest plans only.

```yaml
rules:
  copied:
    type: similarity
    max: 0.4
    among: archive
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Number, option
from jyplan.checks.protocol import Violation
from jyplan.model import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.subject import Subject

MESSAGE = Wording("{share}的文字与“{path}”相同", "{share} of its text stands in “{path}”")
HINT = Wording("改写相同的部分，或注明出处", "rewrite what is the same, or name the source")
PLACEHOLDERS = {
    "share": "share of the plan found in the source plan, as 40%",
    "path": "the source plan, as `plans.txt#2`",
    "limit": "`max`",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `similarity`."""

    max: float = option(Number(0, 1), "Greatest share of the plan allowed in a source plan, from 0 to 1.")
    among: str = option(
        Choice(("any", "submissions", "archive")), "Source plans that count: any, submissions or archive.", "any"
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the source plans above the limit, the greatest share first, each at its longest passage."""
    archived = {"any": (False, True), "submissions": (False,), "archive": (True,)}[options.among]
    matches = [match for match in subject.matches if match.archived in archived and match.copied > options.max]
    for match in sorted(matches, key=lambda match: (-match.copied, match.path, match.number)):
        place = max(match.passages, key=lambda span: span.end - span.start, default=subject.title_span)
        params = {
            "share": f"{int(match.copied * 100)}%",  # rounded down: 99.8 % is not 100 %
            "path": f"{match.path}#{match.number}",
            "limit": f"{options.max:.0%}",
        }
        yield Violation(place.start, place.end, params)
