"""Limits the share of a plan's text found in all source plans together: submissions, or plans in the archive.

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

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyplan.checks.options import Choice, Number, option
from jyplan.checks.protocol import Violation
from jyplan.model import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.subject import Subject
    from jyplan.model import Match

MESSAGE = Wording(
    "{share}的文字见于其他计划（共{sources}份），最多的是“{path}”（{largest}）",
    "{share} of its text stands in other plans ({sources}), most of it in “{path}” ({largest})",
)
HINT = Wording("改写相同的部分，或注明出处", "rewrite what is the same, or name the source")
PLACEHOLDERS = {
    "share": "share of the plan found in all source plans together, as 40%",
    "sources": "number of source plans",
    "path": "the source plan with the largest share, as `plans.txt#2`",
    "largest": "share of the plan found in that source plan, as 30%",
    "limit": "`max`",
}
VARIANTS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `similarity`."""

    max: float = option(Number(0, 1), "Greatest share of the plan allowed in all source plans together, from 0 to 1.")
    among: str = option(
        Choice(("any", "submissions", "archive")), "Source plans that count: any, submissions or archive.", "any"
    )


def check(subject: Subject, options: Options) -> Iterator[Violation]:
    """Yield a violation at the longest passage of the largest source plan if the share exceeds the limit."""
    archived = {"any": (False, True), "submissions": (False,), "archive": (True,)}[options.among]
    matches = sorted(
        (match for match in subject.matches if match.archived in archived),
        key=lambda match: (-match.copied, match.path, match.number),
    )
    share = _united(matches)
    if not matches or share <= options.max:
        return
    largest = matches[0]
    place = max(largest.passages, key=lambda span: span.end - span.start, default=subject.title_span)
    params = {
        "share": f"{int(share * 100)}%",  # rounded down: 99.8 % is not 100 %
        "sources": len(matches),
        "path": f"{largest.path}#{largest.number}",
        "largest": f"{int(largest.copied * 100)}%",
        "limit": f"{options.max:.0%}",
    }
    yield Violation(place.start, place.end, params)


def _united(matches: Sequence[Match]) -> float:
    """Return the share of the plan found in any source plan, each character counted once."""
    largest = max((match.copied for match in matches), default=0.0)
    size = max((match.text.size for match in matches), default=0)
    covered = reach = 0
    for start, end in sorted(edges for match in matches if match.text.size == size for edges in _stretches(match)):
        covered += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return max(covered / size if size else 0.0, largest)


def _stretches(match: Match) -> Iterator[tuple[int, int]]:
    """Yield start and end of each copied stretch."""
    numbers = struct.unpack(f"<{len(match.text.edges) // 4}I", match.text.edges)
    return zip(numbers[::2], numbers[1::2], strict=True)
