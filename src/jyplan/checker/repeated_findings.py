"""Findings of the same cause joined into a finding with all places: a blank never filled in, twenty times in a plan.

| findings of a rule with the same message in a plan | reported |
|---|---|
| up to three | each |
| four or more | the first; its message names the number and the lines |
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Message, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.model import Finding, Node

_FEWEST = 4
"""Findings of the same cause that are joined, at least: three are still read singly."""
_NAMED = 8
"""Lines, or sections, that a message names, at most."""


def join_repeated(findings: Iterable[Finding], nodes: Sequence[Node]) -> list[Finding]:
    """Return the findings of a plan in order; findings of the same cause are joined at the place of the first.

    `nodes` are the topmost sections of the plan.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        message = finding.message
        params = tuple(sorted((name, str(value)) for name, value in message.params.items()))
        alike.setdefault((finding.rule, finding.level, message.chinese, params), []).append(finding)
    joined: list[Finding] = []
    for group in alike.values():
        joined += group if len(group) < _FEWEST else [_joined(group, nodes)]
    return sorted(joined, key=lambda finding: (finding.start, finding.rule, finding.end))


def _joined(group: list[Finding], nodes: Sequence[Node]) -> Finding:
    first = group[0]
    message = first.message
    params = dict(message.params) | {"times": len(group), "places": _places(group, nodes)}
    wording = Wording(
        message.chinese + "（共 {times} 处{places}）",
        f"{message.english} ({{times}} times{{places}})" if message.english else "",
        params,
    )
    return replace(
        first,
        message=wording,
        also=first.also
        + tuple(span for finding in group[1:] for span in (Span(finding.start, finding.end), *finding.also)),
    )


def _places(group: list[Finding], nodes: Sequence[Node]) -> Message | str:
    """Return the lines of findings, in formats without lines their sections; empty without either."""
    lines = dict.fromkeys(finding.place.line for finding in group)
    if None not in lines:
        return Message(": lines {numbers}", {"numbers": _listed(map(str, lines))})
    starts = sorted(finding.start for finding in group)
    titles = [
        f"“{node.marker or ''}{node.title}”"
        for node in nodes
        if node.title and bisect_left(starts, node.span.start) < bisect_left(starts, node.span.end)
    ]
    return Message(": under {sections}", {"sections": _listed(titles)}) if titles else ""


def _listed(names: Iterable[str]) -> str:
    all_names = list(names)
    return "、".join(all_names[:_NAMED]) + ("…" if len(all_names) > _NAMED else "")
