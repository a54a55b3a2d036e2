"""The JSON Schema of rule files, for editors: `jyplan rules schema`."""

from __future__ import annotations

from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import options_of
from jyplan.model import chinese_words
from jyplan.rulesets.build import COMMON_KEYS, when_shapes
from jyplan.rulesets.examples import KINDS, example_schema
from jyplan.rulesets.layers import LEVEL_VALUES
from jyplan.rulesets.rubric_reader import rubric_schema
from jyplan.rulesets.sources import shipped_names

Schema = dict[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_LEVEL: Schema = {
    "enum": [*LEVEL_VALUES, *chinese_words(LEVEL_VALUES), False, True]
}  # editors that read YAML 1.1 take off and on for booleans
_VARIABLE: Schema = {"type": "string", "pattern": r"\$\{[^{}]+\}"}


def rule_file_schema() -> Schema:
    """Return the schema (draft 2020-12).

    A rule of a file with `extends` may change a rule of an extended file and need not name the `type`; without it every
    rule must.
    """
    when: Schema = {
        "type": "object",
        "properties": {name: shape.schema() for name, shape in when_shapes().items()},
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:jyplan:rules@1",
        "title": "jyplan rule file",
        "type": "object",
        "properties": {
            "schema": {"const": 1},
            "id": _TEXT,
            "title": _TEXT,
            "extends": {**_TEXTS, "examples": [[name] for name in shipped_names()]},
            "vars": {"type": "object"},
            "score": rubric_schema(when),
            "rules": {"type": "object", "additionalProperties": {"anyOf": [_LEVEL, _rule_schema(when)]}},
        },
        "required": ["schema", "id", "title"],
        "if": {"not": {"required": ["extends"]}},
        "then": {"properties": {"rules": {"additionalProperties": {"type": "object", "required": ["type"]}}}},
        "additionalProperties": False,
    }


def _rule_schema(when: Schema) -> Schema:
    """Return the schema of a rule: the keys of all types, and for each type the options that may stand beside it."""
    options = {name: _options(load_check(name).Options) for name in CHECKS}
    all_keys = sorted({key for of_type in options.values() for key in of_type} | {*COMMON_KEYS})
    example = example_schema()
    examples: Schema = {"anyOf": [example, {"type": "array", "items": example, "minItems": 1}]}
    common: Schema = {
        "type": {"enum": [*CHECKS, *chinese_words(CHECKS)], "description": "The kind of the rule."},
        "level": {"anyOf": [_LEVEL, _VARIABLE]},
        "levels": {"type": "object", "additionalProperties": _LEVEL},
        **{key: {"type": "string"} for key in ("title", "message", "message_en", "hint", "hint_en", "source")},
        "messages": {"type": "object", "additionalProperties": {"type": "string"}},
        "when": when,
        "tests": {"type": "object", "properties": dict.fromkeys(KINDS, examples), "additionalProperties": False},
    }
    return {
        "type": "object",
        "properties": common,
        "propertyNames": {"enum": all_keys},
        "allOf": [_when_of_type(name, of_type) for name, of_type in options.items()],
    }


def _options(kind: type) -> Schema:
    return {
        name: {"anyOf": [option.shape.schema(), _VARIABLE], "description": option.about}
        for name, option in options_of(kind).items()
    }


def _when_of_type(name: str, options: Schema) -> Schema:
    return {
        "if": {"properties": {"type": {"enum": [name, *chinese_words([name])]}}, "required": ["type"]},
        "then": {"properties": options, "propertyNames": {"enum": [*options, *COMMON_KEYS]}},
    }
