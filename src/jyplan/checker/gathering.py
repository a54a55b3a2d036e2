"""Findings of the same cause joined into one finding with all places: a blank never filled in, twenty times in a plan.

| findings of a rule with one message in a plan | reported |
|---|---|
| up to three | as they are |
| four or more | the first, whose message names how many there are and where |
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Message, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Finding

_FEWEST = 4
"""Findings that are gathered: three are still read one by one."""
_NAMED = 8
"""Places that a message names."""


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a plan in order; findings of the same cause are joined at the place of the first."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        message = finding.message
        params = tuple(sorted((name, str(value)) for name, value in message.params.items()))
        alike.setdefault((finding.rule, finding.level, message.chinese, params), []).append(finding)
    kept: list[Finding] = []
    for group in alike.values():
        kept += group if len(group) < _FEWEST else [_one(group)]
    return sorted(kept, key=lambda finding: (finding.start, finding.rule, finding.end))


def _one(group: list[Finding]) -> Finding:
    first = group[0]
    message = first.message
    params = dict(message.params) | {"times": len(group), "places": _places(group)}
    wording = Wording(
        message.chinese + "（共 {times} 处{places}）",
        f"{message.english} ({{times}} times{{places}})" if message.english else "",
        params,
    )
    return replace(first, message=wording, also=tuple(Span(finding.start, finding.end) for finding in group[1:]))


def _places(group: list[Finding]) -> Message | str:
    """Return the lines, else the paragraphs, of findings; empty where the format knows neither."""
    for name, template in (("line", Message(": lines {numbers}")), ("paragraph", Message(": paragraphs {numbers}"))):
        numbers = list(dict.fromkeys(getattr(finding.place, name) for finding in group))
        if None not in numbers:
            listed = "、".join(map(str, numbers[:_NAMED])) + ("…" if len(numbers) > _NAMED else "")
            return Message(template.template, {"numbers": listed})
    return ""
