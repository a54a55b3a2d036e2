"""How far the outline depends on each of its weights.

    python -m benchmarks.outline_weights [--folder FOLDER]… [--only NAME]… [--jobs N]

Every constant that `jyplan.outline` declares as `Weight` is moved by −30 % and +30 % and set to zero, alone. Each
time all annotated documents are outlined anew: the cases of `tests/cases/outline`, the samples, and the
documents of each `--folder`, which stand beside their annotation (`NAME.txt`, `NAME.gold`; the format is the one
of `tests/cases/samples.json`, a row a line). A document of a folder without annotation only shows changes.

A cell `5/3` says: the outlines of 5 documents change, and 3 documents lose points. The points of a document are
the annotated nodes found with the right depth, marker, title and role, less the numbered nodes found that are not annotated.
An empty cell says that nothing changes.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from tests.outline.cases import bare, load_cases
from tests.outline.regions import squeezed
from tests.places import CASES, SAMPLES, SOURCE

from jyplan import outline, readers
from jyplan.inputs import Source, find_sources
from jyplan.outline import tree
from jyplan.outline.families import Family, MarkerShape
from jyplan.outline.headings import HeadingFamily, HeadingShape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Document, Node, Plan

FACTORS = {"−30 %": 0.7, "+30 %": 1.3, "0": 0.0}
CASE_ROW = re.compile(r"(?P<indent>(?:  )*)(?P<marker>\S+) (?P<title>.+) (?P<roles>[a-z|]+)")


class GoldRow(NamedTuple):
    """An annotated node."""

    depth: int
    marker: str
    title: str
    """With `~` before it the first characters of a node without a title."""
    roles: tuple[str, ...]
    """The roles that are right."""


class GoldPlan(NamedTuple):
    """An annotated plan."""

    kind: str
    rows: list[GoldRow]


class Annotated(NamedTuple):
    """A document with its annotation, None where the document has none."""

    name: str
    document: Document
    gold: list[GoldPlan] | None


class Outcome(NamedTuple):
    """What the outline of a document is compared by."""

    shape: tuple[object, ...]
    """Kinds and titles of its plans; depth, marker, title and role of all nodes."""
    points: int


@dataclass(frozen=True)
class MovableWeight:
    """A weight of the outline and the place where its value is set."""

    name: str
    value: float
    purpose: str
    modules: tuple[str, ...] = ()
    """The modules that hold the constant, the first is its home; none for a field of a family."""

    def set(self, value: float) -> None:
        """Set the weight in this process."""
        if self.modules:
            for module in self.modules:
                setattr(sys.modules[module], self.name, value)
        else:
            family, field = self.name.split(".")
            member = MarkerShape[family] if family in MarkerShape.__members__ else HeadingShape[family]
            object.__setattr__(member.value, field, value)


# ------------------------------------------------------------------------------------ documents
def annotated_documents(folders: Sequence[Path]) -> list[Annotated]:
    """Return the cases, the samples and the documents of each folder, in this order."""
    return [
        *case_documents(),
        *sample_documents(),
        *(entry for folder in folders for entry in folder_documents(folder)),
    ]


def case_documents() -> Iterator[Annotated]:
    """Yield the cases of tests/cases/outline."""
    for case in load_cases():
        plans: list[GoldPlan] = []
        for line in case.expected.split("\n"):
            if line.startswith(("plan ", "other ")):
                plans.append(GoldPlan(line.partition(" ")[0], []))
            elif not line.lstrip().startswith(("> ", "* ")) and (match := CASE_ROW.fullmatch(line)):
                depth = len(match["indent"]) // 2
                plans[-1].rows.append(GoldRow(depth, match["marker"], match["title"], tuple(match["roles"].split("|"))))
        yield Annotated(case.name, readers.read(case.text.encode(), "case.txt"), plans)


def sample_documents() -> Iterator[Annotated]:
    """Yield the samples."""
    for sample in json.loads((CASES / "samples.json").read_text("utf-8"))["samples"]:
        members = sample.get("members", [])
        sources = [source for source in find_sources([str(SAMPLES / sample["file"])]) if isinstance(source, Source)]
        source = next(source for source in sources if all(member in source.path for member in members[-1:]))
        plans = [GoldPlan(plan["kind"], [read_row(row) for row in plan["outline"]]) for plan in sample["plans"]]
        yield Annotated(sample["file"], readers.read(source.read(), source.path), plans)


def folder_documents(folder: Path) -> Iterator[Annotated]:
    """Yield the documents of a folder, each with the annotation of `NAME.gold` for `NAME.txt`."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix != ".gold":
            gold = folder / f"{path.name.partition('.')[0]}.gold"
            document = readers.read(path.read_bytes(), path.name)
            yield Annotated(path.name, document, read_gold(gold) if gold.exists() else None)


def read_gold(path: Path) -> list[GoldPlan]:
    """Return the annotated plans of a `.gold` file: `plan TAB title TAB kind`, rows, `same TAB number`."""
    plans: list[GoldPlan] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "plan":
            plans.append(GoldPlan(cells[2], []))
        elif cells[0] == "same":
            plans[-1].rows.extend(plans[int(cells[1]) - 1].rows)
        elif line and not line.startswith("#"):
            plans[-1].rows.append(read_row(line))
    return plans


def read_row(line: str) -> GoldRow:
    """Return a row `depth TAB marker TAB title TAB role|role`."""
    depth, marker, title, roles = line.split("\t")
    return GoldRow(int(depth), marker, title, tuple(roles.split("|")))


# -------------------------------------------------------------------------------------- outcomes
def outcome_of(entry: Annotated) -> Outcome:
    """Outline a document and return its shape and points, 0 points without annotation."""
    plans = outline.read_plans(entry.document)
    shape = tuple(
        (plan.kind, plan.title, *((node.id, node.marker, node.title, node.role) for node in plan.walk()))
        for plan in plans
    )
    pairs = zip_longest(entry.gold, plans) if entry.gold is not None else ()
    return Outcome(shape, sum(points_of(gold, plan) for gold, plan in pairs))


def points_of(gold: GoldPlan | None, plan: Plan | None) -> int:
    """Return the annotated nodes that a plan has, less its numbered nodes without annotation; 1 more for its kind."""
    nodes = list(plan.walk()) if plan else []
    rows = gold.rows if gold else []
    right = [0] * (len(rows) + 1)  # of the nodes so far and the first n rows, by the longest common subsequence
    for node in nodes:
        diagonal = 0
        for n, row in enumerate(rows, 1):
            above = right[n]
            right[n] = diagonal + 1 if agrees(row, node) else max(above, right[n - 1])
            diagonal = above
    surplus = max(0, sum(node.marker is not None for node in nodes) - sum(row.marker != "-" for row in rows))
    return right[-1] - surplus + (gold is not None and plan is not None and gold.kind == str(plan.kind))


def agrees(row: GoldRow, node: Node) -> bool:
    """Whether a node is the annotated node in depth, marker, role and title."""
    if node.id.count(".") != row.depth or str(node.role) not in row.roles or bare(node.marker) != row.marker:
        return False
    if row.title.startswith("~"):
        return squeezed((node.title or "") + "".join(node.text)).startswith(squeezed(row.title[1:]))
    return squeezed(node.title or "") == squeezed(row.title)


# --------------------------------------------------------------------------------------- weights
def movable_weights() -> list[MovableWeight]:
    """Return the constants declared as `Weight`, by module and line, then the fields of the families."""
    return [*constant_weights(), *family_weights()]


def constant_weights() -> Iterator[MovableWeight]:
    """Yield the constants of the modules of `jyplan.outline` that are annotated `Weight`."""
    for path in sorted((SOURCE / "jyplan" / "outline").glob("*.py")):
        home = f"jyplan.outline.{path.stem}"
        statements = ast.parse(path.read_text("utf-8")).body
        for statement, below in zip(statements, [*statements[1:], ast.Pass()], strict=True):
            match statement, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="Weight")),
                    ast.Expr(value=ast.Constant(value=str(purpose))),
                ):
                    importlib.import_module(home)
                    holders = [
                        m for m in sys.modules if m.startswith("jyplan.outline.") and name in vars(sys.modules[m])
                    ]
                    value = vars(sys.modules[home])[name]
                    yield MovableWeight(name, value, purpose.split("\n")[0], (home, *(m for m in holders if m != home)))


def family_weights() -> Iterator[MovableWeight]:
    """Yield the weights of the families of markers and of unnumbered headings."""
    members: list[tuple[str, Family | HeadingFamily]] = [
        *((shape.name, shape.value) for shape in MarkerShape),
        *((shape.name, shape.value) for shape in HeadingShape),
    ]
    for name, family in members:
        for field in fields(family):
            if field.type == "Weight":
                yield MovableWeight(f"{name}.{field.name}", getattr(family, field.name), "")


# --------------------------------------------------------------------------------------- running
STATE: dict[str, Any] = {}
"""The documents and their outcomes with all weights as they are, once in each process."""


def load(folders: Sequence[Path]) -> None:
    """Read the documents of this process, and outline them with all weights as they are."""
    patch.object(tree, "find_facts", lambda *_: ()).start()  # facts change no outline and take half of the time
    documents = annotated_documents(folders)
    STATE.update(documents=documents, outcomes=[outcome_of(entry) for entry in documents])


def moved(weight: MovableWeight) -> list[str]:
    """Return the cells of a weight: for each factor the documents that change and those that lose points."""
    cells = []
    for factor in FACTORS.values():
        changed, worse = [], []
        if weight.value:
            weight.set(weight.value * factor)
            for entry, usual in zip(STATE["documents"], STATE["outcomes"], strict=True):
                outcome = outcome_of(entry)
                if outcome.shape != usual.shape:
                    changed.append(entry.name)
                if outcome.points < usual.points:
                    worse.append(entry.name)
            weight.set(weight.value)
        cells.append(f"{len(changed)}/{len(worse)}" if changed else "")
    return cells


def show_constants(rows: Sequence[tuple[MovableWeight, list[str]]]) -> None:
    """Print a table of the constants, module by module."""
    print("| weight | value |", " | ".join(FACTORS), "| for |")
    print("|---|---:|---:|---:|---:|---|")
    for weight, cells in rows:
        home = weight.modules[0].rpartition(".")[2]
        print(f"| `{home}.{weight.name}` | {weight.value:g} |", " | ".join(cells), f"| {weight.purpose} |")


def show_families(rows: Sequence[tuple[MovableWeight, list[str]]]) -> None:
    """Print a table of the families, a line for each weight that changes an outline."""
    print("| family | weight | value |", " | ".join(FACTORS), "|")
    print("|---|---|---:|---:|---:|---:|")
    for weight, cells in rows:
        if any(cells):
            family, field = weight.name.split(".")
            print(f"| {family} | {field} | {weight.value:g} |", " | ".join(cells), "|")
    idle = [weight.name for weight, cells in rows if weight.value and not any(cells)]
    print(f"\nThese change nothing, even at zero: {', '.join(idle)}.")


def main() -> None:
    """Move every weight and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", default=[], help="a folder of annotated documents")
    parser.add_argument("--only", action="append", default=[], help="a weight to move; all without this option")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    options = parser.parse_args()
    weights = [weight for weight in movable_weights() if not options.only or weight.name in options.only]
    load(options.folder)
    annotated = [entry for entry in STATE["documents"] if entry.gold is not None]
    full = sum(len(plan.rows) + 1 for entry in annotated for plan in entry.gold or [])
    points = sum(outcome.points for outcome in STATE["outcomes"])
    print(f"{len(STATE['documents'])} documents, {len(annotated)} of them annotated; {points} of {full} points\n")
    with ProcessPoolExecutor(options.jobs, initializer=load, initargs=(options.folder,)) as pool:
        rows = list(zip(weights, pool.map(moved, weights), strict=True))
    show_constants([row for row in rows if row[0].modules])
    print()
    show_families([row for row in rows if not row[0].modules])


if __name__ == "__main__":
    main()
