from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from jyplan.model import Role
from jyplan.reports.media.visible import UNSAFE
from jyplan.reports.outline import json as outline_json
from jyplan.reports.outline import yaml as outline_yaml
from jyplan.reports.schemas import SCHEMAS
from tests.reports.build import indicator, item, outline, plan
from tests.reports.samples import nothing_found, options, primary_school, unreadable
from tests.reports.strategies import outlines

if TYPE_CHECKING:
    from jyplan.model import Outline

VALIDATOR = Draft202012Validator(SCHEMAS["outline"])


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMAS["outline"])


def test_a_folder_conforms_to_the_schema() -> None:
    VALIDATOR.validate(json.loads(outline_json.render([primary_school(), nothing_found(), unreadable()], options())))


@given(outlines())
def test_every_output_conforms_to_the_schema(document: Outline) -> None:
    VALIDATOR.validate(json.loads(outline_json.render([document], options())))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "jyplan/outline@2"),
        (("documents", 0, "sha256"), "abc"),
        (("documents", 0, "plans", 0, "number"), 0),
        (("documents", 0, "plans", 0, "kind"), "report"),
        (("documents", 0, "plans", 0, "nodes", 0, "role"), "aim"),
        (("documents", 0, "plans", 0, "nodes", 0, "id"), "1."),
        (("documents", 0, "plans", 0, "nodes", 2, "children", 0, "facts", 0, "value"), "95"),
        (("documents", 0, "plans", 0, "nodes", 2, "children", 0, "facts", 0, "kind"), "date"),
    ],
)
def test_the_schema_refuses_violations_of_the_contract(path: tuple[str | int, ...], value: object) -> None:
    data = json.loads(outline_json.render([primary_school()], options()))
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    assert not VALIDATOR.is_valid(data)


@settings(max_examples=30)
@given(outlines())
def test_yaml_has_the_data_of_json(document: Outline) -> None:
    data = json.loads(outline_json.render([document], options()))
    assert yaml.safe_load(outline_yaml.render([document], options())) == data


@given(outlines())
def test_control_characters_are_escaped(document: Outline) -> None:
    for report in (outline_json, outline_yaml):
        assert not UNSAFE.search(report.render([document], options()).decode("utf-8"))


@given(outlines())
def test_text_survives_the_round_trip(document: Outline) -> None:
    data = json.loads(outline_json.render([document], options()))
    for read, written in zip(data["documents"][0]["plans"], document.plans, strict=True):
        assert read["text"] == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in written.text)


def test_offsets_point_into_the_text_of_the_plan() -> None:
    data = json.loads(outline_json.render([primary_school()], options()))
    written = data["documents"][0]["plans"][0]
    fact = written["nodes"][2]["children"][0]["facts"][0]
    assert written["text"][fact["start"] : fact["end"]] == fact["text"] == "达到95%以上"


def test_a_number_too_large_for_json_is_null() -> None:
    endless = plan("计划", item("goal", "1、", None, "九节", facts=[indicator("九节", float("inf"), "节")]))
    data = json.loads(outline_json.render([outline(endless)], options()))
    assert data["documents"][0]["plans"][0]["nodes"][0]["facts"][0]["value"] is None
    VALIDATOR.validate(data)


def test_a_fact_of_a_cell_merged_over_rows_is_listed_once() -> None:
    figure = indicator("九节", 9, "节")
    written = plan("计划", item("task", "1、", None, "九节", facts=[figure]), item("task", "2、", None, "听课"))
    upper, lower = written.nodes
    merged = replace(written, nodes=(upper, replace(lower, facts=upper.facts)))
    data = json.loads(outline_json.render([outline(merged)], options()))
    first, second = data["documents"][0]["plans"][0]["nodes"]
    assert ([fact["text"] for fact in first["facts"]], "shared" in first) == (["九节"], False)
    assert (second["facts"], [fact["text"] for fact in second["shared"]]) == ([], ["九节"])
    VALIDATOR.validate(data)


def test_a_chosen_role_keeps_the_ids() -> None:
    data = json.loads(outline_json.render([primary_school()], options(roles=frozenset({Role.SAFEGUARD}))))
    assert [node["id"] for node in data["documents"][0]["plans"][0]["nodes"]] == ["5"]


def test_yaml_without_libyaml_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = outline_yaml.render([primary_school()], options())

    class Slow(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    Slow.yaml_representers = outline_yaml._Dumper.yaml_representers
    monkeypatch.setattr(outline_yaml, "_Dumper", Slow)
    assert outline_yaml.render([primary_school()], options()) == fast
