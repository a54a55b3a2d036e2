"""`jyplan parse --format tree`, the default: every plan at a glance.

Each node has a line: its role, then marker and title in the tree, or the beginning of its text without a title. A
faint line below shows the node's facts, except facts in the title.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Document, Fact, Message, Node, Outline, Plan, Role
from jyplan.reports.media.columns import fit_end, width, wrap
from jyplan.reports.media.labels import (
    ROLE_WORDS,
    heading,
    problem_place_words,
    reason,
    with_marker,
)
from jyplan.reports.media.screen import ReportScreen
from jyplan.reports.media.terminal import BOLD, DEFAULT, DIM, YELLOW
from jyplan.reports.media.visible import one_line
from jyplan.reports.outline.fact_summary import summarised
from jyplan.reports.outline.selection import select_roles
from jyplan.reports.outline.words import GENRE_WORDS, school_year_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed

_ROLE_COLOURS: Mapping[Role, str] = MappingProxyType(
    {
        Role.BACKGROUND: DEFAULT,
        Role.GUIDING: "35",
        Role.GOAL: "32",
        Role.TASK: "94",
        Role.MEASURE: "36",
        Role.SAFEGUARD: "33",
        Role.SCHEDULE: "95",
        Role.OTHER: DEFAULT,
    }
)
"""Readable on light and dark grounds; red is left to errors and to text that is gone. Every tag is a word, too."""


class _Drawing(NamedTuple):
    """The signs of a tree: branches and indents."""

    child: str
    last: str
    past: str
    """Indent of the descendants of a child that is not the last."""
    space: str
    """Indent of the descendants of the last child."""


_LINES = _Drawing("├─ ", "└─ ", "│  ", "   ")
_ASCII = _Drawing("|- ", "`- ", "|  ", "   ")


def render(results: Sequence[Parsed], options: OutlineOptions) -> str:
    """Return the trees of all documents, no line wider than the screen."""
    screen = _TreeScreen(options)
    return "\n".join("".join(f"{line}\n" for line in screen.result_lines(result)) for result in results)


class _TreeScreen(ReportScreen):
    """Draws trees in the width, colours, signs and language of the user's screen."""

    narrowest = 40

    def __init__(self, options: OutlineOptions) -> None:
        super().__init__(options)
        self._options = options
        self._drawing = _LINES if options.unicode else _ASCII
        self._tags = {role: self.language.say(word) for role, word in ROLE_WORDS.items()}
        self._gutter = max(map(width, self._tags.values())) + 2

    def result_lines(self, result: Parsed) -> Iterator[str]:
        """Yield the lines of a document: path, problems, plans."""
        if not isinstance(result, Outline):
            yield self._path_line(result.path, "")
            yield from self._note(reason(result, self.language))
            return
        outline = select_roles(result, self._options.roles)
        yield self._path_line(outline.document.path, self.dot.join(self._document_details(outline)))
        yield from self._problems(outline.document)
        for plan in outline.plans:
            yield ""
            yield from self._plan_lines(plan)

    def _path_line(self, path: str, details: str) -> str:
        room = self.width - (width(details) + 2 if details else 0)
        shown = self.paint(fit_end(one_line(path), room, self.ellipsis), BOLD)
        return f"{shown}  {self.paint(details, DIM)}" if details else shown

    def _document_details(self, outline: Outline) -> Iterator[str]:
        yield outline.document.format
        if outline.document.encoding:
            yield outline.document.encoding
        match len(outline.plans):
            case 0:
                yield self.language.say(Message("no plan found"))
            case 1:
                yield self.language.say(Message("1 plan"))
            case count:
                yield self.language.say(Message("{count} plans", {"count": count}))

    def _problems(self, document: Document) -> Iterator[str]:
        for problem in document.problems:
            sentence = problem.message
            if place := problem_place_words(problem.place, self.language):
                sentence = Message("{where}: {sentence}", {"where": place, "sentence": sentence})
            yield from self._note(self.language.say(sentence))

    def _note(self, sentence: str) -> Iterator[str]:
        for index, line in enumerate(wrap(one_line(sentence), self.width - 4)):
            yield self.paint(f"  {' ' if index else '!'} {line}", YELLOW)

    def _plan_lines(self, plan: Plan) -> Iterator[str]:
        number = f"#{plan.number} "
        title = one_line(plan.title or self.language.say(Message("untitled")))
        # no reader wants a title of more than three lines in full
        title = self.fit(title, 3 * (self.width - len(number)))
        for index, line in enumerate(wrap(title, self.width - len(number))):
            yield self.paint((" " * len(number) if index else number) + line, BOLD)
        details = " " * len(number) + self.dot.join(self._plan_details(plan))
        yield self.paint(self.fit(details, self.width), DIM)
        yield from self._node_lines(plan.nodes, stem="", depth=0)

    def _plan_details(self, plan: Plan) -> Iterator[str]:
        yield self.language.say(GENRE_WORDS[plan.genre])
        if plan.school and plan.school not in (plan.title or ""):
            yield one_line(plan.school)
        if plan.school_year:
            yield school_year_words(plan.school_year, self.language)
        match sum(1 for _ in plan.walk()):
            case 0 if self._options.roles is not None:
                yield self.language.say(Message("nothing of the chosen roles"))
            case 0:
                yield self.language.say(Message("no headings or numbered items"))
            case 1:
                yield self.language.say(Message("1 heading or item"))
            case count:
                yield self.language.say(Message("{count} headings and items", {"count": count}))

    def _node_lines(self, nodes: Sequence[Node], stem: str, depth: int) -> Iterator[str]:
        """Yield the lines of siblings and their descendants; `stem` is the part of the tree to the left."""
        drawing = self._drawing
        deeper = self._gutter + 2 * width(stem) < self.width
        for index, node in enumerate(nodes):
            last = index == len(nodes) - 1
            branch = (drawing.last if last else drawing.child) if depth else ""
            below = stem + ((drawing.space if last else drawing.past) if depth and deeper else "")
            yield self._node_line(node, stem + branch, depth)
            if facts := [fact for fact in node.facts if fact.text not in (node.title or "")]:
                yield from self._facts_line(facts, below + (drawing.past if node.children else drawing.space))
            yield from self._node_lines(node.children, below, depth + 1)

    def _node_line(self, node: Node, branch: str, depth: int) -> str:
        colour = _ROLE_COLOURS[node.role]
        room = self.width - self._gutter - width(branch)
        tag = self._tags[node.role]
        gutter = self.paint(tag, colour) + " " * (self._gutter - width(tag))
        title = heading(node)
        shown = self.fit(self._beginning(node, room) if title is None else one_line(title), room)
        if self._options.roles is not None and node.role not in self._options.roles:
            return f"{gutter}{branch}{self.paint(shown, DIM)}"
        codes = () if title is None else (colour,) if depth else (BOLD, colour)
        return f"{gutter}{branch}{self.paint(shown, *codes)}"

    def _beginning(self, node: Node, room: int) -> str:
        """Return marker and text of a node, cut to somewhat more than a line: paragraphs can have millions of characters."""
        text = node.text[0] if node.text else ""
        return one_line(with_marker(node.marker, text[: 4 * max(room, 0) + 4]))

    def _facts_line(self, facts: Sequence[Fact], stem: str) -> Iterator[str]:
        room = self.width - self._gutter - width(stem)
        summary = summarised(facts, room, self.language, ellipsis=self.ellipsis, separator=self.dot)
        if summary:
            yield " " * self._gutter + stem + self.paint(summary, DIM)
