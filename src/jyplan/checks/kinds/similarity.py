"""Finds plans that share too much with another: with another submission, or with one in the archive.

`jyplan check` compares the submissions with each other, as `jyplan dupes` does, where such a rule is on. In a large group
of copies each plan is held against its closest ones only.

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
    "share": "share of this plan that stands in the other, as 40%",
    "path": "the other plan",
    "limit": "`max`",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `similarity`."""

    max: float = option(Number(0, 1), "Share of this plan that may stand in another one, from 0 to 1.")
    among: str = option(Choice(("any", "submissions", "archive")), "Which other plans count.", "any")


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield the other plans that share too much, the most copied first, at the longest passage."""
    wanted = {"any": (False, True), "submissions": (False,), "archive": (True,)}[options.among]
    matches = [match for match in subject.matches if match.archived in wanted and match.copied > options.max]
    for match in sorted(matches, key=lambda match: (-match.copied, match.path, match.number)):
        place = max(match.passages, key=lambda span: span.end - span.start, default=subject.title_span)
        params = {
            "share": f"{int(match.copied * 100)}%",  # 99.8 % is not all of it
            "path": f"{match.path}#{match.number}",
            "limit": f"{options.max:.0%}",
        }
        yield Violation(place.start, place.end, params)
