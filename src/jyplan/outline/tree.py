"""The last stage: add roles and facts to the sketched nodes and build the plan's tree."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind, Node, Owner, Period, Plan, Role, Span
from jyplan.outline.facts import (
    find_column_owners,
    find_facts,
    find_school_year,
    heading_owner,
    is_undecided,
    month_above,
)
from jyplan.outline.genres.genre import Paper, judge_genre
from jyplan.outline.genres.titles import closed_up
from jyplan.outline.items import find_items
from jyplan.outline.plans.headlines import joined_lines
from jyplan.outline.readings.heading_words import is_signature
from jyplan.outline.roles import RoleEvidence, assign_roles, lists_dates
from jyplan.outline.sketches import signature_lines, sketch_nodes
from jyplan.text.patterns import lazy_pattern
from jyplan.text.school_names import find_school, labelled_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Fact, Genre, SchoolYear
    from jyplan.outline.levels import Placed
    from jyplan.outline.plans.drafts import PlanDraft
    from jyplan.outline.sketches import ParagraphSpan, Sketch

_ROW = BlockKind.ROW
"""Looked up once: up to Python 3.11 a member of an enumeration takes longer than a test of a short line."""
_JUDGED = 80
"""Characters at the beginning of a title or text, read for its role."""
_PARTICULARS = 6
"""Paragraphs and rows below the title among which the school, the subject, the teacher may be named."""
_FEWEST_ENTRIES = 2
"""Rows with times or owners that make a table of work: as good as numbered items."""
_NAMES = lazy_pattern(r"[、，,；;/\s]+")


class _PlanText(NamedTuple):
    """A plan's paragraphs with offsets into the plan text."""

    draft: PlanDraft
    offsets: tuple[int, ...]
    """The offset of each paragraph, and the length of the text."""
    year: SchoolYear | None

    def cut(self, piece: ParagraphSpan) -> str:
        return self.draft.blocks[piece.block].text[piece.start : piece.end]

    def folded(self, piece: ParagraphSpan) -> str:
        return self.draft.folded[piece.block][piece.start : piece.end]

    def start(self, piece: ParagraphSpan) -> int:
        return self.offsets[piece.block] + piece.start

    def end(self, piece: ParagraphSpan) -> int:
        return self.offsets[piece.block] + piece.end


def build_plan(draft: PlanDraft, placed: Sequence[Placed], number: int) -> Plan:
    """Return the plan of a draft, from the items of the best outline."""
    signed = signature_lines(draft)
    sketches, preamble = sketch_nodes(draft, placed, signed)
    signature = tuple(draft.blocks[index].text for index in sorted(signed))
    title = None if draft.title is None else joined_lines([b.text for b in draft.blocks[: draft.title_lines]])
    offsets = tuple(accumulate((len(b.text) + 1 for b in draft.blocks), initial=0))
    above = draft.letterhead[::-1]
    below = tuple(b.text for b in draft.blocks[draft.title_lines : draft.head])
    particulars = labelled_names(b.text for b in draft.blocks[draft.title_lines : draft.head + _PARTICULARS])
    school = find_school((*map(closed_up, (title or "", *above, *below)), *particulars, *map(closed_up, signature)))
    beside = "\n".join(line for line in (*above, *below) if not is_signature(line, None))
    signed_on = "\n".join(signature or below)
    year = find_school_year(closed_up(title or ""), "\n".join(block.text for block in draft.blocks), beside, signed_on)
    text = _PlanText(draft, offsets, year)
    genre = _genre(draft, sketches)
    nodes = _nest(text, sketches, _roles(text, sketches, genre))
    return Plan(number, title, genre, preamble, nodes, draft.blocks, year, signature, school)


def _genre(draft: PlanDraft, sketches: Sequence[Sketch]) -> Genre:
    title = closed_up(draft.headline)
    rows = sum(block.kind is _ROW for block in draft.blocks)
    top = tuple((s.title or "")[:_JUDGED] for s in sketches if s.depth == 0)
    entries = sum(bool(s.dates or s.owners) for s in sketches)
    numbered = entries >= _FEWEST_ENTRIES or any(s.marker is not None for s in sketches)
    return judge_genre(Paper(title, top, draft.folded, numbered, rows))


def _roles(text: _PlanText, sketches: Sequence[Sketch], genre: Genre) -> list[Role]:
    outlined = [
        RoleEvidence(
            s.depth,
            (s.title or "")[:_JUDGED],
            text.cut(s.text[0])[:_JUDGED] if s.text else "",
            s.shape,
            s.role,
            len(s.text) > 1 and s.title is not None and lists_dates([text.cut(piece) for piece in s.text]),
        )
        for s in sketches
    ]
    return assign_roles(outlined, genre)


def _nest(text: _PlanText, sketches: Sequence[Sketch], roles: Sequence[Role]) -> tuple[Node, ...]:
    """Return the nodes of the top level, children included."""
    root: list[Node] = []
    branch: list[tuple[Node, list[Node]]] = []

    def close(depth: int) -> None:
        while len(branch) > depth:
            node, children = branch.pop()
            if children:
                end = max(node.span.end, children[-1].span.end)
                node = replace(node, children=tuple(children), span=Span(node.span.start, end))
            (branch[-1][1] if branch else root).append(node)

    deeper = [later.depth > sketch.depth for sketch, later in pairwise(sketches)]
    for sketch, role, leads in zip(sketches, roles, [*deeper, False][: len(sketches)], strict=True):
        close(sketch.depth)
        siblings = branch[-1][1] if branch else root
        prefix = f"{branch[-1][0].id}." if branch else ""
        month = month_above(node for node, _ in reversed(branch))
        facts = _facts(text, sketch, month, leads=leads or bool(sketch.text))
        branch.append((_node(text, sketch, role, f"{prefix}{len(siblings) + 1}", facts), []))
    close(0)
    return tuple(root)


def _node(text: _PlanText, sketch: Sketch, role: Role, node_id: str, facts: tuple[Fact, ...]) -> Node:
    first = sketch.start.block  # a cell that reaches down from a row above stands outside the span
    pieces = [p for p in (sketch.start, *sketch.own, *sketch.dates, *sketch.owners) if p.block >= first]
    return Node(
        id=node_id,
        marker=sketch.marker,
        title=sketch.title,
        role=role,
        text=tuple(text.cut(piece) for piece in sketch.text),
        items=tuple(item for piece in sketch.text for item in find_items(text.cut(piece), text.folded(piece))),
        facts=facts,
        span=Span(min(map(text.start, pieces)), max(map(text.end, pieces))),
        place=text.draft.blocks[sketch.start.block].place,
    )


def _period_of_cell(text: _PlanText, piece: ParagraphSpan, month: str | None) -> Period:
    """Return the date of a cell in a column of times; white space for layout (九⏎月) hides no bounds."""
    written = text.cut(piece)
    bare = "".join(written.split())
    periods = [f for f in find_facts(bare, 0, text.year, month) if isinstance(f, Period)] if bare != written else []
    bounds = periods[0] if len(periods) == 1 and periods[0].text == bare else Period(written, 0, 0)
    return replace(bounds, text=written, start=text.start(piece), end=text.end(piece))


def _facts(text: _PlanText, sketch: Sketch, month: str | None, *, leads: bool) -> tuple[Fact, ...]:
    """Return the facts of a node by place; a cell in a column of dates or owners is a fact unless undecided (待定, —).

    `leads`: the node stands over text or items, which the departments of its heading own.
    """
    facts = [
        fact
        for piece in (*sketch.own, *sketch.dates)
        for fact in find_facts(text.cut(piece), text.start(piece), text.year, month)
    ]
    for listed in find_column_owners([(text.cut(piece), text.start(piece)) for piece in sketch.own]):
        facts = [f for f in facts if f.end <= listed.start or listed.end <= f.start]
        facts.append(listed)
    for piece in sketch.dates:
        if not is_undecided(text.cut(piece)) and not any(
            isinstance(fact, Period) and text.start(piece) <= fact.start < text.end(piece) for fact in facts
        ):
            facts.append(_period_of_cell(text, piece, month))
    for piece in sketch.owners:
        names = tuple(name for name in _NAMES.split(text.cut(piece)) if name)
        facts = [f for f in facts if not text.start(piece) <= f.start < text.end(piece)]
        if not is_undecided(text.cut(piece)):
            facts.append(Owner(text.cut(piece), text.start(piece), text.end(piece), names))
    if leads and sketch.title is not None and sketch.own:
        offset = text.cut(sketch.own[0]).find(sketch.title)
        owner = heading_owner(sketch.title, text.start(sketch.own[0]) + offset) if offset >= 0 else None
        if owner is not None and all(fact.start >= owner.end for fact in facts):
            facts.append(owner)
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end)))
