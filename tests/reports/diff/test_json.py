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


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMAS["diff"])


@settings(max_examples=60)
@given(comparisons())
def test_every_output_keeps_the_schema(comparison: Comparison) -> None:
    said = render(comparison, options(ignore_format=False)).decode("utf-8")
    VALIDATOR.validate(json.loads(said))
    assert not UNSAFE.search(said)


def test_the_fields_of_the_contract_are_there() -> None:
    found = data(two_years())
    assert found["schema"] == "jyplan/diff@1"
    assert list(found["left"].items())[:4] == [
        ("path", "2024.txt"),
        ("number", 1),
        ("title", "城南小学2024—2025学年教研工作计划"),
        ("chars", sum(not each.isspace() for each in found["left"]["text"])),
    ]
    assert {"similarity", "sections", "edits", "passages"} <= set(found)
    assert found["right"]["path"] == "page.txt"


def test_edits_turn_the_left_text_into_the_right_one() -> None:
    found = data(two_years(), ignore_format=False)
    text, at = "", 0
    for edit in found["edits"]:
        assert found["left"]["text"][edit["left"]["start"] : edit["left"]["end"]] == edit["left"]["text"]
        text += found["left"]["text"][at : edit["left"]["start"]] + edit["right"]["text"]
        at = edit["left"]["end"]
    assert text + found["left"]["text"][at:] == found["right"]["text"]


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
def test_a_part_alone_leaves_the_others_out(part: str) -> None:
    whole, alone = data(two_years()), data(two_years(), only=part)
    others = {name for each, names in PARTS.items() if each != part for name in names}
    assert alone == {name: value for name, value in whole.items() if name not in others}


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
def test_the_schema_refuses_what_the_contract_does(path: tuple[str | int, ...], value: object) -> None:
    found = data(two_years())
    *way, last = path
    place: Any = found
    for step in way:
        place = place[step]
    place[last] = value
    assert not VALIDATOR.is_valid(found)


def test_the_same_on_each_run() -> None:
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
