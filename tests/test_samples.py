"""Every file of samples/ is what tests/cases/samples.json says: encoding, plans, kinds, outlines."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from jyplan.api import parse_bytes
from jyplan.inputs import Source, find_sources
from tests.outline.cases import bare
from tests.outline.regions import squeezed
from tests.places import CASES, SAMPLES
from tests.programs import needs_libreoffice

if TYPE_CHECKING:
    from jyplan.model import Node, Outline, Plan

EXPECTED = json.loads((CASES / "samples.json").read_text("utf-8"))["samples"]


class Row(NamedTuple):
    """A row of an expected outline: `depth TAB marker TAB title TAB role|role`."""

    depth: int
    marker: str
    title: str
    roles: tuple[str, ...]


def name_of(sample: dict[str, Any]) -> str:
    return "!".join([sample["file"], *sample.get("members", [])])


def marks_of(name: str) -> list[pytest.MarkDecorator]:
    return [needs_libreoffice] if name.endswith(".doc") else []


BY_NAME = {name_of(sample): sample for sample in EXPECTED}
NAMES = [pytest.param(name, marks=marks_of(name)) for name in BY_NAME]
PLANS = [
    pytest.param(name, number, id=f"{name}#{number}", marks=marks_of(name))
    for name, sample in BY_NAME.items()
    for number in range(1, len(sample["plans"]) + 1)
]


@cache
def outline(name: str) -> Outline:
    file, *members = name.split("!")
    sources = [source for source in find_sources([str(SAMPLES / file)]) if isinstance(source, Source)]
    (source,) = [each for each in sources if all(member in each.path for member in members[-1:])]
    return parse_bytes(source.read(), source.path)


def found(name: str, number: int) -> tuple[dict[str, Any], Plan]:
    return BY_NAME[name]["plans"][number - 1], outline(name).plans[number - 1]


def rows_of(plan: Plan, expected: list[Row]) -> list[Row]:
    """Return a plan's nodes in the expected words where these leave something open, table rows left out."""
    return [_row(node, expected) for node in plan.walk() if node.marker or node.title]


def _row(node: Node, expected: list[Row]) -> Row:
    found = Row(node.id.count("."), bare(node.marker), node.title or f"~{''.join(node.text)[:12]}", (str(node.role),))
    return next((row for row in expected if _agree(row, found, node)), found)


def _agree(row: Row, found: Row, node: Node) -> bool:
    if (row.depth, row.marker) != (found.depth, found.marker) or found.roles[0] not in row.roles:
        return False
    if row.title.startswith("~"):  # its first characters are given, and its title is not judged
        return squeezed((node.title or "") + "".join(node.text)).startswith(squeezed(row.title[1:]))
    return row.title == found.title


def test_every_file_of_samples_is_described() -> None:
    files = {path.name for path in SAMPLES.iterdir() if not path.name.startswith(".")} - {"README.md"}
    assert files == {sample["file"] for sample in EXPECTED}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_its_encoding_and_number_of_plans(name: str) -> None:
    read = outline(name)
    assert (read.document.encoding, len(read.plans)) == (BY_NAME[name]["encoding"], len(BY_NAME[name]["plans"]))


@pytest.mark.parametrize(("name", "number"), PLANS)
def test_a_plan_of_a_sample_has_its_title_and_kind(name: str, number: int) -> None:
    expected, plan = found(name, number)
    assert (plan.title, str(plan.kind)) == (expected["title"], expected["kind"])


@pytest.mark.parametrize(("name", "number"), PLANS)
def test_a_plan_of_a_sample_has_its_outline(name: str, number: int) -> None:
    expected, plan = found(name, number)
    rows = [
        Row(int(depth), marker, title, tuple(roles.split("|")))
        for depth, marker, title, roles in (line.split("\t") for line in expected["outline"])
    ]
    assert rows_of(plan, rows) == rows
