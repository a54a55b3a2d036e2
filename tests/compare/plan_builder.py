"""A plan as a readable text: the depth of a section is its indentation, its marker what stands before a space."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent

from jyplan.model import Block, Fact, Genre, Node, Place, Plan, Role, Span

ROLES = {"目标": Role.GOAL, "工作": Role.TASK, "措施": Role.MEASURE}


@dataclass
class Draft:
    marker: str | None
    title: str | None
    depth: int
    start: int
    end: int
    text: list[str] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)


def plan(text: str, *facts: Fact) -> Plan:
    """Return a plan whose first line is its title.

    Every other line is `marker title：text`, two spaces deeper than the section it belongs to; a line
    without a marker (no space in it) is text of the section above it. A space is no part of the plan.
    """
    title, *lines = dedent(text).strip("\n").split("\n")
    blocks = [title]
    roots: list[Draft] = []
    path: list[Draft] = []
    at = len(title) + 1
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        marker, _, rest = line.strip().rpartition(" ")
        shown = marker + rest
        if marker:
            heading, colon, body = rest.partition("：")
            draft = Draft(marker, heading, depth, at, at + len(shown), [body] if colon else [])
            path = path[:depth]
            (path[-1].children if path else roots).append(draft)
            path.append(draft)
        elif path:
            path[-1].text.append(rest)
        for above in path:
            above.end = at + len(shown)
        blocks.append(shown)
        at += len(shown) + 1
    nodes = tuple(node(draft, str(number), Role.OTHER, facts) for number, draft in enumerate(roots, 1))
    return Plan(1, title, Genre.PLAN, (), nodes, tuple(Block(shown) for shown in blocks))


def node(draft: Draft, name: str, role: Role, facts: tuple[Fact, ...]) -> Node:
    role = ROLES.get((draft.title or "")[-2:], role)
    below = min((child.start for child in draft.children), default=draft.end)
    return Node(
        name,
        draft.marker,
        draft.title,
        role,
        tuple(draft.text),
        (),
        tuple(fact for fact in facts if draft.start <= fact.start < below),
        Span(draft.start, draft.end),
        Place(),
        tuple(node(child, f"{name}.{number}", role, facts) for number, child in enumerate(draft.children, 1)),
    )
