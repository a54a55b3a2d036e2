from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from jyplan.reports.diff.json import PARTS, render
from jyplan.reports.media.visible import UNSAFE
from jyplan.reports.schemas import SCHEMAS
from tests.reports.diff.pairs import LAST_YEAR, compared, options, two_years
from tests.reports.diff.test_text import comparisons
from tests.reports.languages import ENGLISH

if TYPE_CHECKING:
    from jyplan.model import Comparison

VALIDATOR = Draft202012Validator(SCHEMAS["diff"])


def data(comparison: Comparison, **details: object) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(comparison, options(ENGLISH, **details)))
    VALIDATOR.validate(loaded)
    return loaded


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMAS["diff"])


@settings(max_examples=60)
@given(comparisons())
def test_every_output_is_valid_and_without_unsafe_characters(comparison: Comparison) -> None:
    text = render(comparison, options(ignore_format=False)).decode("utf-8")
    VALIDATOR.validate(json.loads(text))
    assert not UNSAFE.search(text)


def test_output_has_the_fields_of_the_contract() -> None:
    output = data(two_years())
    assert output["schema"] == "jyplan/diff@1"
    assert list(output["left"].items())[:4] == [
        ("path", "2024.txt"),
        ("number", 1),
        ("title", "城南小学2024—2025学年教研工作计划"),
        ("chars", sum(not char.isspace() for char in output["left"]["text"])),
    ]
    assert {"similarity", "sections", "edits", "passages"} <= set(output)
    assert output["right"]["path"] == "page.txt"


def test_applying_the_edits_to_the_left_text_gives_the_right_text() -> None:
    output = data(two_years(), ignore_format=False)
    text, offset = "", 0
    for edit in output["edits"]:
        assert output["left"]["text"][edit["left"]["start"] : edit["left"]["end"]] == edit["left"]["text"]
        text += output["left"]["text"][offset : edit["left"]["start"]] + edit["right"]["text"]
        offset = edit["left"]["end"]
    assert text + output["left"]["text"][offset:] == output["right"]["text"]


def test_format_is_counted_and_not_among_the_edits() -> None:
    comparison = compared(LAST_YEAR, LAST_YEAR.replace("校长任组长，", "校长任组长,"))
    assert data(comparison)["edits"] == []
    assert data(comparison)["counts"]["format"] == 1
    assert [edit["kind"] for edit in data(comparison, ignore_format=False)["edits"]] == ["format"]


def test_a_changed_figure_is_marked() -> None:
    edits = data(two_years())["edits"]
    assert [(e["left"]["text"], e["right"]["text"]) for e in edits if "indicator" in e["marks"]] == [
        ("60", "80"),
        ("90%", "95%"),
    ]


@pytest.mark.parametrize("part", PARTS)
def test_a_single_part_leaves_out_all_others(part: str) -> None:
    whole, alone = data(two_years()), data(two_years(), only=part)
    left_out = {name for other_part, names in PARTS.items() if other_part != part for name in names}
    assert alone == {name: value for name, value in whole.items() if name not in left_out}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "jyplan/diff@2"),
        (("similarity", "ratio"), 1.1),
        (("left", "number"), 0),
        (("sections", 0, "status"), "gone"),
        (("sections", 0, "left"), "1."),
        (("edits", 0, "left", "start"), -1),
        (("passages", 0, "moved"), "no"),
        (("facts", 0, "left"), {}),
        (("roles", 0, "role"), "aim"),
    ],
)
def test_the_schema_refuses_values_outside_the_contract(path: tuple[str | int, ...], value: object) -> None:
    output = data(two_years())
    *parents, key = path
    parent: Any = output
    for step in parents:
        parent = parent[step]
    parent[key] = value
    assert not VALIDATOR.is_valid(output)


def test_each_run_gives_the_same_output() -> None:
    code = (
        "from tests.reports.diff.pairs import *; from jyplan.reports.diff.json import render; import sys;"
        "sys.stdout.buffer.write(render(two_years(), options()))"
    )
    outputs = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."]), "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1
