"""Eight rule sets as offices write them, the JSON Schema of rule files, and the file that `rules new` gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from jyplan import api
from jyplan.checker.examples import try_examples
from jyplan.rulesets import load_rule_set, shipped_names
from jyplan.rulesets.schema import rule_file_schema
from jyplan.rulesets.sources import shipped_folder
from tests.places import CASES

OFFICE = sorted((CASES / "rules").glob("*.yaml"))
VALIDATOR = Draft202012Validator(rule_file_schema())


def as_editors_read(text: str) -> Any:
    """Return a rule file as a parser of YAML 1.1 gives it; a day stays a text, as in JSON."""
    loader = type(
        "Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": yaml.SafeLoader.yaml_implicit_resolvers.copy()}
    )
    loader.yaml_implicit_resolvers = {  # type: ignore[attr-defined]
        sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=loader)  # a safe loader without timestamps


def test_eight_rule_sets_of_offices_are_among_the_cases() -> None:
    assert len(OFFICE) == 8


@pytest.mark.parametrize("file", OFFICE, ids=lambda file: file.stem)
def test_a_rule_set_of_an_office_loads_and_does_as_its_examples_say(file: Path) -> None:
    rules = load_rule_set(str(file), lambda path: Path(path).read_bytes())
    assert [outcome for outcome in try_examples(rules) if outcome.complaint] == []
    assert [rule.id for rule in rules.rules.values() if not rule.title] == []


@pytest.mark.parametrize("file", [*OFFICE, *sorted(shipped_folder().glob("*.yaml"))], ids=lambda file: file.stem)
def test_rule_sets_fit_the_schema(file: Path) -> None:
    errors = [error.message for error in VALIDATOR.iter_errors(as_editors_read(file.read_text("utf-8")))]
    assert errors == []


_SET = "schema: 1\nid: x\ntitle: x\n"


@pytest.mark.parametrize(
    "text",
    [
        _SET + "rules: {a: {type: forbid, text: [x]}}",
        _SET + "rules: {a: {type: forbid, texts: [x], min: 3}}",
        _SET + "rules: {a: {texts: [x]}}",
        _SET + "rules: {a: {type: forbidd, texts: [x]}}",
        _SET + "rules: {a: {type: forbid, texts: [x], level: high}}",
        _SET + "extends: [base]\nrules: {placeholder: {levl: off}}",
        _SET + "score: {total: 10}",
        _SET + "score: {total: 10, criteria: [{name: a, point: 10}]}",
        _SET + "rule: {}",
        "id: x\ntitle: x\n",
    ],
)
def test_the_schema_refuses_unknown_keys_and_rules_without_a_type(text: str) -> None:
    assert list(VALIDATOR.iter_errors(as_editors_read(text)))


def test_every_shipped_set_has_titles() -> None:
    for name in shipped_names():
        assert [rule.id for rule in api.load_rules(name).rules.values() if not rule.title] == []


def test_a_new_file_names_the_schema_beside_it_and_has_no_mistakes() -> None:
    text = api.new_rule_file("our-district")
    assert text.splitlines()[1] == "# yaml-language-server: $schema=./jyplan-rules.schema.json"
    rules = load_rule_set("ours.yaml", lambda _: text.encode())
    assert [outcome for outcome in try_examples(rules) if outcome.complaint] == []
    assert not list(VALIDATOR.iter_errors(as_editors_read(text)))
