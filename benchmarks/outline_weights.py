"""The effect of each weight of the outline on annotated documents.

    python -m benchmarks.outline_weights [--folder FOLDER]… [--only NAME]… [--jobs N]

Every constant that `jyplan.outline` declares as `Weight` is moved by −30 % and +30 % and set to zero, alone. Each
time all annotated documents are outlined anew: the cases of `tests/cases/outline`, the samples, and the
documents of each `--folder` beside their annotations (`NAME.txt`, `NAME.gold`, with rows in the format of
`tests/cases/samples.json`). A document without annotation only shows changes. For the
weights of `levels` there are up to three copies of every annotated document with a typing mistake: an ordinal typed
twice, an item left out, another separator behind a number; the expected outline is that of the whole document.

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
import random
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from tests.outline.cases import bare, load_cases
from tests.outline.regions import squeezed
from tests.places import CASES, SAMPLES, SOURCE

from jyplan import outline, readers
from jyplan.inputs import Source, find_sources
from jyplan.outline import tree
from jyplan.outline.furniture import mark_furniture
from jyplan.outline.levels import choose_levels
from jyplan.outline.paragraphs import join_paragraphs
from jyplan.outline.places import read_places
from jyplan.outline.plans.drafts import split_plans
from jyplan.outline.readings import families, headings
from jyplan.outline.readings.families import MarkerShape, MarkerWeights
from jyplan.outline.readings.heading_shapes import HeadingShape, HeadingWeights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from jyplan.model import Block, Document, Node, Plan
    from jyplan.outline.readings.families import Family, MarkerReading
    from jyplan.outline.readings.heading_shapes import HeadingCandidate, HeadingFamily

FACTORS = {"−30 %": 0.7, "+30 %": 1.3, "0": 0.0}
DAMAGES = ("repeated", "left out", "separator")
"""The typing mistakes of damaged copies; a copy has the mistake at the end of its name."""
CASE_ROW = re.compile(r"(?P<indent>(?:  )*)(?P<marker>\S+) (?P<title>.+) (?P<roles>[a-z|]+)")


class GoldRow(NamedTuple):
    """An annotated node."""

    depth: int
    marker: str
    title: str
    """With `~` before it the first characters of a node without a title."""
    roles: tuple[str, ...]
    """The roles of the gold."""


class GoldPlan(NamedTuple):
    """An annotated plan."""

    kind: str
    rows: list[GoldRow]


class Annotated(NamedTuple):
    """A document with an annotation, None for a document without annotation."""

    name: str
    document: Document
    gold: list[GoldPlan] | None


class Outcome(NamedTuple):
    """The outline of a document in comparable form, and its points."""

    shape: tuple[object, ...]
    """Kinds and titles of its plans; depth, marker, title and role of all nodes."""
    points: int


class PlanReadings(NamedTuple):
    """The readings of a plan, and the readings chosen with all weights as they are."""

    places: list[list[MarkerReading | HeadingCandidate]]
    chosen: list[tuple[int, int]]
    """The identity and the depth of each chosen reading."""


@dataclass(frozen=True)
class MovableWeight:
    """A weight of the outline, with the modules or the families that hold the value."""

    name: str
    value: float
    purpose: str
    modules: tuple[str, ...] = ()
    """The modules that hold the constant, the defining module first; none for a weight of families."""
    shapes: tuple[MarkerShape | HeadingShape, ...] = ()
    """The families of the group with the weight; none for a constant."""

    def set(self, value: float) -> None:
        """Set the weight in this process."""
        if self.modules:
            for module in self.modules:
                setattr(sys.modules[module], self.name, value)
        else:
            for shape in self.shapes:
                setattr(shape, self.name.partition(".")[2], value)

    @property
    def is_of_levels(self) -> bool:
        """Whether the weight changes the choice of levels only, and no reading of a place."""
        return self.modules in {(), (choose_levels.__module__,)}


# ------------------------------------------------------------------------------------ documents
def annotated_documents(folders: Sequence[Path]) -> list[Annotated]:
    """Return the cases, the samples and the documents of each folder, then the damaged copies."""
    whole = [*case_documents(), *sample_documents(), *chain.from_iterable(map(folder_documents, folders))]
    return [*whole, *(copy for entry in whole if entry.gold is not None for copy in damaged_copies(entry))]


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


def damaged_copies(entry: Annotated) -> Iterator[Annotated]:
    """Yield copies of an annotated document with a typing mistake in a sequence of three or more items.

    The annotation of a copy is the outline of the whole document, with the damaged item changed or left out.
    """
    chance = random.Random(entry.name)
    plans = outline.read_plans(entry.document)
    blocks = entry.document.blocks
    sequences = [nodes for plan in plans for nodes in (plan.nodes, *(node.children for node in plan.walk()))]
    for damage in DAMAGES:
        items = [
            (left, node) for nodes in sequences for left, node in pairwise(nodes[:-1]) if can_be(damage, left, node)
        ]
        chance.shuffle(items)
        for left, node in items[:5]:
            index = block_of(node, blocks)
            if index is None or not node.marker or not left.marker:
                continue
            marker = (
                left.marker if damage == "repeated" else node.marker[:-1] + ("." if node.marker[-1] == "、" else "、")
            )
            damaged = replace(blocks[index], text=blocks[index].text.replace(node.marker, marker, 1))
            remaining = () if damage == "left out" else (damaged,)
            document = replace(entry.document, blocks=(*blocks[:index], *remaining, *blocks[index + 1 :]))
            markers = {node: None if damage == "left out" else bare(marker)}
            yield Annotated(f"{entry.name}: {damage}", document, [gold_of(plan, markers) for plan in plans])
            break


def can_be(damage: str, left: Node, node: Node) -> bool:
    """Whether an item, neither the first nor the last of a sequence, can have a mistake; `left` is the item before."""
    if not left.marker or not node.marker:
        return False
    if damage == "repeated":
        return len(left.marker) == len(node.marker) and left.marker[-1] == node.marker[-1]
    if damage == "left out":
        return not node.children and len(node.text) + (node.title is not None) <= 1
    return re.fullmatch(r"\d+[、.]", node.marker) is not None


def block_of(node: Node, blocks: Sequence[Block]) -> int | None:
    """Return the index of the only block with a node's marker and first words, None for none or several."""
    head = f"{node.marker}{(node.title or ''.join(node.text))[:8]}"
    indices = [i for i, block in enumerate(blocks) if block.text.strip().startswith(head)]
    return indices[0] if len(indices) == 1 else None


def gold_of(plan: Plan, markers: dict[Node, str | None]) -> GoldPlan:
    """Return the outline of a plan as an annotation; `markers` holds changed ordinals, None for a node left out."""
    rows = []
    for node in plan.walk():
        marker = markers.get(node, bare(node.marker))
        if marker is not None:
            title = node.title or f"~{''.join(node.text)[:12]}"
            rows.append(GoldRow(node.id.count("."), marker, title, (str(node.role),)))
    return GoldPlan(str(plan.kind), rows)


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
    """Outline a document and return shape and points, 0 points without annotation."""
    plans = outline.read_plans(entry.document)
    shape = tuple(
        (plan.kind, plan.title, *((node.id, node.marker, node.title, node.role) for node in plan.walk()))
        for plan in plans
    )
    pairs = zip_longest(entry.gold, plans) if entry.gold is not None else ()
    return Outcome(shape, sum(points_of(gold, plan) for gold, plan in pairs))


def points_of(gold: GoldPlan | None, plan: Plan | None) -> int:
    """Return the number of annotated nodes in a plan, less the numbered nodes without annotation; 1 more for the right kind."""
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
    """Return the constants declared as `Weight`, by module and line, then the weights of groups of families."""
    return [*constant_weights(), *family_weights()]


def constant_weights() -> Iterator[MovableWeight]:
    """Yield the constants declared as `Weight` in the modules of `jyplan.outline`."""
    for path in sorted((SOURCE / "jyplan" / "outline").rglob("*.py")):
        home = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
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
    """Yield the weights of each group of families of markers and of unnumbered headings, moved in all families at once."""
    groups: list[tuple[ModuleType, type[MarkerWeights | HeadingWeights], type[MarkerShape | HeadingShape]]] = [
        (families, MarkerWeights, MarkerShape),
        (headings, HeadingWeights, HeadingShape),
    ]
    for module, kind, shapes in groups:
        for name, group in vars(module).items():
            if isinstance(group, kind):
                members = tuple(shape for shape in shapes if weights_of(shape.value, group._fields) == group)
                for field, value in zip(group._fields, group, strict=True):
                    yield MovableWeight(f"{name}.{field}", value, "", shapes=members)


def weights_of(family: Family | HeadingFamily, fields: Sequence[str]) -> tuple[float, ...]:
    """Return the weights of a family."""
    return tuple(getattr(family, field) for field in fields)


# --------------------------------------------------------------------------------------- running
STATE: dict[str, Any] = {}
"""The documents and their outcomes with the shipped weights, made once a process."""


def load(folders: Sequence[Path]) -> None:
    """Read and outline the documents in this process, with all weights as they are."""
    patch.object(tree, "find_facts", lambda *_: ()).start()  # facts change no outline and take half of the time
    documents = annotated_documents(folders)
    STATE.update(
        documents=documents,
        outcomes=[outcome_of(entry) for entry in documents],
        readings=[readings_of(entry.document) for entry in documents],
    )


def readings_of(document: Document) -> list[PlanReadings]:
    """Return the readings of each plan of a document, and the usual choice among them."""
    all_places = [read_places(draft) for draft in split_plans(join_paragraphs(mark_furniture(document.blocks)))]
    return [PlanReadings(places, choice_of(places)) for places in all_places]


def choice_of(places: list[list[MarkerReading | HeadingCandidate]]) -> list[tuple[int, int]]:
    """Return the identity and the depth of each chosen reading."""
    return [(id(placed.item), placed.depth) for placed in choose_levels(places)]


def moved(weight: MovableWeight) -> list[str]:
    """Return the cells of a weight: for each factor the numbers of changed documents and of documents with fewer points."""
    if not weight.value:
        return [""] * len(FACTORS)
    cells = []
    for factor in FACTORS.values():
        weight.set(weight.value * factor)
        changed = worse = 0
        for entry, usual, readings in zip(STATE["documents"], STATE["outcomes"], STATE["readings"], strict=True):
            if weight.is_of_levels:
                if all(choice_of(plan.places) == plan.chosen for plan in readings):
                    continue
            elif entry.name.endswith(DAMAGES):
                continue
            outcome = outcome_of(entry)
            changed += outcome.shape != usual.shape
            worse += outcome.points < usual.points
        weight.set(weight.value)
        cells.append(f"{changed}/{worse}" if changed else "")
    return cells


def show_constants(rows: Sequence[tuple[MovableWeight, list[str]]]) -> None:
    """Print a table of the constants, module by module."""
    print("| weight | value |", " | ".join(FACTORS), "| for |")
    print("|---|---:|---:|---:|---:|---|")
    for weight, cells in rows:
        home = weight.modules[0].rpartition(".")[2]
        print(f"| `{home}.{weight.name}` | {weight.value:g} |", " | ".join(cells), f"| {weight.purpose} |")


def show_families(rows: Sequence[tuple[MovableWeight, list[str]]]) -> None:
    """Print a table of the groups of families."""
    print("| group | weight | value |", " | ".join(FACTORS), "| families |")
    print("|---|---|---:|---:|---:|---:|---|")
    for weight, cells in rows:
        group, _, field = weight.name.partition(".")
        names = " ".join(shape.value.name.strip() for shape in weight.shapes)
        print(f"| `{group}` | {field} | {weight.value:g} |", " | ".join(cells), f"| {names} |")


def main() -> None:
    """Move every weight and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", default=[], help="a folder of annotated documents")
    parser.add_argument(
        "--only", action="append", default=[], help="a constant or a group to move; all without this option"
    )
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    options = parser.parse_args()
    weights = [
        weight for weight in movable_weights() if not options.only or weight.name.partition(".")[0] in options.only
    ]
    load(options.folder)
    annotated = [entry for entry in STATE["documents"] if entry.gold is not None]
    full = sum(len(plan.rows) + 1 for entry in annotated for plan in entry.gold or [])
    points = sum(outcome.points for outcome in STATE["outcomes"])
    print(f"{len(STATE['documents'])} documents, {len(annotated)} of them annotated; {points} of {full} points\n")
    with ProcessPoolExecutor(options.jobs, initializer=load, initargs=(options.folder,)) as pool:
        rows = []
        for weight, cells in zip(weights, pool.map(moved, weights), strict=True):
            print(weight.name, *cells, sep=" | ", file=sys.stderr)
            rows.append((weight, cells))
    show_constants([row for row in rows if row[0].modules])
    print()
    show_families([row for row in rows if not row[0].modules])


if __name__ == "__main__":
    main()
