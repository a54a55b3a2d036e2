"""The JSON Schema of `jyplan/check@1`: the fields of the contract are required, additional fields are allowed."""

from __future__ import annotations

from jyplan.model import Level
from jyplan.reports.check.json import SCHEMA
from jyplan.reports.check.scores.data import SCORES_SCHEMA

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NUMBER: Schema = {"type": "integer", "minimum": 1}
_PLACES: Schema = {
    name: _NUMBER | {"description": "Where it stands, as a reader counts; missing where the format does not know."}
    for name in ("line", "column", "paragraph", "page", "table", "row")
}
_FINDING: Schema = {
    "rule": _TEXT | {"description": "The rule's id."},
    "level": {"enum": [level.value for level in Level]},
    "message": _TEXT | {"description": "For people, in their language."},
    "hint": {"type": ["string", "null"], "description": "What to do about it."},
    "path": _TEXT | {"description": "The document, as the user named it."},
    "plan": _NUMBER | {"description": "The plan's number in its document."},
    "node": {"type": ["string", "null"], "description": "Id of the section, null outside of all sections."},
    "start": _COUNT | {"description": "Offset into the plan's text, in code points."},
    "end": _COUNT | {"description": "Exclusive."},
}
_SUMMARY: Schema = {
    "rules": _TEXT | {"description": "Id of the rule set."},
    "documents": _COUNT,
    "plans": _COUNT,
    "levels": {
        "type": "object",
        "properties": {level.value: _COUNT for level in Level},
        "required": [level.value for level in Level],
    },
    "by_rule": {"type": "object", "additionalProperties": _NUMBER},
    "known": _COUNT | {"description": "Findings that a baseline or an exception holds back."},
    "settings": {"type": ["string", "null"], "description": "The settings file that was heeded."},
    "ignored": {
        "type": "array",
        "description": "Findings that a remark in their document suppresses.",
        "items": {
            "type": "object",
            "properties": {"path": _TEXT, "rule": _TEXT, "reason": _TEXT} | _PLACES,
            "required": ["path", "rule", "reason"],
        },
    },
    "stale": {"type": "array", "items": _TEXT, "description": "Entries of the baseline that are no longer found."},
}

CHECK_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:{SCHEMA.replace('/', ':')}",
    "title": SCHEMA,
    "type": "object",
    "description": "Findings against Chinese education work plans, as written by `jyplan check --format json`.",
    "properties": {
        "schema": {"const": SCHEMA},
        "findings": {
            "type": "array",
            "description": "By document, plan, place and rule.",
            "items": {
                "type": "object",
                "properties": _FINDING
                | _PLACES
                | {
                    "words": _TEXT | {"description": "The text from start to end."},
                    "also": {
                        "type": "array",
                        "description": "Further places of the same cause, where there are four or more.",
                        "items": {
                            "type": "object",
                            "properties": {"start": _COUNT, "end": _COUNT},
                            "required": ["start", "end"],
                        },
                    },
                },
                "required": list(_FINDING),
            },
        },
        "summary": {"type": "object", "properties": _SUMMARY, "required": list(_SUMMARY)},
        "scores": SCORES_SCHEMA,
        "problems": {
            "type": "array",
            "description": "Documents that could not be read, or not with certainty, and rules that were given up.",
            "items": {
                "type": "object",
                "properties": {"path": _TEXT, "message": _TEXT} | _PLACES,
                "required": ["path", "message"],
            },
        },
    },
    "required": ["schema", "findings", "summary", "scores", "problems"],
}
