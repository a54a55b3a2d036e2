"""Reads the annotated documents of `tests/cases/manner` and scores outlines and facts against them.

The formats stand in tests/cases/manner/README.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from jyplan.api import parse
from tests.outline.cases import bare
from tests.outline.regions import squeezed
from tests.places import CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.model import Plan, SchoolYear

FOLDER = CASES / "manner"
KINDS = ("indicator", "date", "owner", "deliverable")
OPENING = 8
"""Letters by which a node is known."""


class Heading(NamedTuple):
    """A node, annotated or found, in reading order."""

    depth: int
    marker: str
    title: str
    roles: tuple[str, ...]
    opening: str
    """The letters of title and text that a node begins with."""
    parent: int | None
    """Index of the parent in the same plan."""
    judged: bool = True
    """False for a node without a title of its own."""


class Stated(NamedTuple):
    """A fact, annotated or found."""

    kind: str
    text: str
    required: bool = True
    """False for an annotated fact that need not be found."""


@dataclass
class Expected:
    """What is annotated of a plan."""

    title: str
    kind: str
    genre: str
    school: str
    year: str
    headings: list[Heading] = field(default_factory=list)
    facts: list[Stated] = field(default_factory=list)


class Miss(NamedTuple):
    """A difference from the annotation."""

    what: str
    expected: str
    found: str


@dataclass
class Score:
    """Counts over one plan or many, and what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.counts.update(other.counts)
        self.misses += other.misses

    def right(self, what: str, right: bool, expected: object = "", found: object = "") -> None:
        """Count a judgement, and keep what was found instead."""
        self.counts[f"{what} of"] += 1
        self.counts[what] += right
        if not right:
            self.misses.append(Miss(what, str(expected), str(found)))

    def share(self, what: str) -> float:
        """The share of judgements that are right; 1 without any."""
        return self.counts[what] / self.counts[f"{what} of"] if self.counts[f"{what} of"] else 1.0

    @property
    def node(self) -> float:
        """F1 of the nodes found."""
        both = 2 * self.counts["node"]
        wrong = self.counts["node of"] - self.counts["node"] + self.counts["extra"]
        return both / (both + wrong) if both + wrong else 1.0

    def precision(self, kind: str) -> float:
        claimed = self.counts[kind] + self.counts[f"{kind} wrong"]
        return self.counts[kind] / claimed if claimed else 1.0


def documents() -> list[Path]:
    """Return the documents that have an annotation beside them, in order."""
    beside = {gold.stem: gold for gold in FOLDER.glob("*.gold")}
    return sorted(path for path in FOLDER.glob("*.*") if path.name.split(".")[0] in beside and not _is_annotation(path))


def _is_annotation(path: Path) -> bool:
    return path.suffix in {".gold", ".facts"}


def read_expected(document: Path) -> list[Expected]:
    """Return what is annotated of the plans of a document."""
    stem = FOLDER / document.name.split(".")[0]
    plans: list[Expected] = []
    for line in stem.with_suffix(".gold").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "plan":
            title, kind, genre, school, year = cells[1:]
            plans.append(Expected(title, kind, genre, school, year))
        else:
            depth, marker, title, role = cells
            headings = plans[-1].headings
            opening = letters(title)[:OPENING]
            judged = not title.startswith("~")
            parent = _parent(headings, int(depth))
            headings.append(
                Heading(int(depth), marker, title.lstrip("~"), tuple(role.split("|")), opening, parent, judged)
            )
    number = -1
    for line in stem.with_suffix(".facts").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            number += 1
            continue
        kind, text = line.removeprefix("? ").split(" | ", 1)
        plans[number].facts.append(Stated(kind, text, required=not line.startswith("? ")))
    return plans


def _parent(headings: Sequence[Heading], depth: int) -> int | None:
    return next((index for index in range(len(headings) - 1, -1, -1) if headings[index].depth < depth), None)


def letters(text: str) -> str:
    """Return what carries the wording: letters and digits, widths folded."""
    return "".join(char for char in squeezed(text) if char.isalnum())


def score_document(document: Path) -> Score:
    """Parse a document and score its plans, in order."""
    score = Score()
    expected, found = read_expected(document), list(parse(document).plans)
    score.right("plans", len(expected) == len(found), len(expected), len(found))
    for plan, outline in zip(expected, [*found, *[None] * len(expected)], strict=False):
        score.add(score_plan(plan, outline))
    return score


def score_plan(expected: Expected, plan: Plan | None) -> Score:
    """Score a plan against its annotation; None has nothing."""
    score = Score()
    if plan is not None:
        _score_particulars(expected, plan, score)
    _score_headings(expected.headings, found_headings(plan) if plan else [], score)
    _score_facts(expected.facts, found_facts(plan) if plan else [], score)
    return score


def _score_particulars(expected: Expected, plan: Plan, score: Score) -> None:
    particulars = {
        "plan title": (expected.title, plan.title or "-"),
        "kind": (expected.kind, str(plan.kind)),
        "school year": (expected.year, year_words(plan.school_year)),
    }
    if hasattr(plan, "genre"):  # which versions before this measure do not give
        particulars["genre"] = (expected.genre, str(plan.genre))
    if hasattr(plan, "school"):
        particulars["school"] = (expected.school, plan.school or "-")
    for what, (annotated, found) in particulars.items():
        choices = annotated.split("|")
        if "?" not in choices:
            score.right(what, letters(found) in map(letters, choices), annotated, found)


def year_words(year: SchoolYear | None) -> str:
    """Return a year as the annotation has it: `2024-2025-1`, `2024`, `-`."""
    if year is None:
        return "-"
    years = [year.first] if year.last in (None, year.first) else [year.first, year.last]
    return "-".join(map(str, [*years, *([year.term] if year.term else [])]))


def found_headings(plan: Plan) -> list[Heading]:
    """Return the nodes of a plan in reading order."""
    headings: list[Heading] = []
    for node in plan.walk():
        depth = node.id.count(".")
        opening = letters((node.title or "") + "".join(node.text))
        parent = _parent(headings, depth)
        headings.append(Heading(depth, bare(node.marker), node.title or "", (str(node.role),), opening, parent))
    return headings


def found_facts(plan: Plan) -> list[Stated]:
    """Return the facts of a plan's nodes in reading order."""
    return [Stated(fact.kind, fact.text) for node in plan.walk() for fact in node.facts]


def _score_headings(expected: Sequence[Heading], found: Sequence[Heading], score: Score) -> None:
    pairs = align(expected, found)
    for index, heading in enumerate(expected):
        where = f"{heading.marker} {heading.title}"
        score.right("node", index in pairs, where)
        if index not in pairs:
            continue
        other = found[pairs[index]]
        parent = None if heading.parent is None else pairs.get(heading.parent, -1)
        score.right("depth", heading.depth == other.depth, f"{heading.depth} {where}", other.depth)
        score.right("parent", parent == other.parent, where)
        score.right("role", other.roles[0] in heading.roles, f"{'|'.join(heading.roles)} {where}", other.roles[0])
        if heading.judged:
            score.right("title", letters(heading.title) == letters(other.title), heading.title, other.title)
    for index, heading in enumerate(found):
        if index not in pairs.values() and heading.marker != "-":
            score.counts["extra"] += 1
            score.misses.append(Miss("extra", "", f"{heading.marker} {heading.opening[:20]}"))


def align(expected: Sequence[Heading], found: Sequence[Heading]) -> dict[int, int]:
    """Return the longest common subsequence of nodes that agree, as indices."""
    best = [[0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    for i in range(len(expected) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            taken = best[i + 1][j + 1] + 1 if _agree(expected[i], found[j]) else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs, i, j = {}, 0, 0
    while i < len(expected) and j < len(found):
        if _agree(expected[i], found[j]) and best[i][j] == best[i + 1][j + 1] + 1:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _agree(expected: Heading, found: Heading) -> bool:
    return expected.marker == found.marker and found.opening.startswith(expected.opening)


def _score_facts(expected: Iterable[Stated], found: Iterable[Stated], score: Score) -> None:
    """Count the facts found: first those of equal text, then those of which one holds most of the other."""
    open_facts, claimed = list(expected), list(found)
    for is_alike in (_is_equal, _is_about):
        for fact in list(claimed):
            choices = [other for other in open_facts if other.kind == fact.kind and is_alike(other.text, fact.text)]
            if choices:
                choice = max(choices, key=lambda other: other.required)
                open_facts.remove(choice)
                claimed.remove(fact)
                if choice.required:
                    score.right(choice.kind, right=True)
                    score.right("bounds", is_alike is _is_equal, choice.text, fact.text)
    for fact in claimed:
        score.counts[f"{fact.kind} wrong"] += 1
        score.misses.append(Miss(f"{fact.kind} wrong", "", fact.text))
    for fact in open_facts:
        if fact.required:
            score.right(fact.kind, right=False, expected=fact.text)


def _is_equal(left: str, right: str) -> bool:
    return squeezed(left) == squeezed(right)


def _is_about(left: str, right: str) -> bool:
    """Whether one text holds the other, and that is half of it at least or has all of its figures."""
    short, long = sorted((squeezed(left), squeezed(right)), key=len)
    return short in long and (2 * len(short) >= len(long) or _figures(short) == _figures(long) != "")


def _figures(text: str) -> str:
    return "".join(char for char in text if char.isnumeric())


def rows(scores: Iterable[tuple[str, Score]]) -> Iterator[str]:
    """Yield a Markdown table: a row a document, the last one pooled."""
    shares = ("depth", "parent", "title", "role")
    yield "| document | node | depth | parent | title | role | facts P | facts R |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    pooled = Score()
    for name, score in [*scores, ("all", pooled)]:
        if score is not pooled:
            pooled.add(score)
        facts = Score()
        for kind in KINDS:
            for part in ("", " of", " wrong"):
                facts.counts[f"fact{part}"] += score.counts[f"{kind}{part}"]
        figures = [score.node, *map(score.share, shares), facts.precision("fact"), facts.share("fact")]
        yield f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"
