"""The JSON Schema of `jyplan/check@1`: the fields of the contract are required, additional fields are allowed."""

from __future__ import annotations

from jyplan.model import Level
from jyplan.reports.check.json import SCHEMA
from jyplan.reports.media.schema_parts import (
    COUNTED,
    OFFSET,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    contract,
    described,
    list_of,
    object_of,
)

_POINTS: Schema = {"type": "number", "minimum": 0}
_PLACES: Schema = dict.fromkeys(
    ("line", "column", "paragraph", "page", "table", "row"),
    described(COUNTED, "Where it stands, as a reader counts; missing where the format does not know."),
)

_FINDING = object_of(
    "A finding against a plan.",
    {
        "rule": described(TEXT, "The rule's id."),
        "level": {"enum": [level.value for level in Level]},
        "message": described(TEXT, "For people, in their language."),
        "hint": described(TEXT_OR_NULL, "What to do about it."),
        "path": described(TEXT, "The document, as the user named it."),
        "plan": described(COUNTED, "The plan's number in its document."),
        "node": described(TEXT_OR_NULL, "Id of the section, null outside of all sections."),
        "start": described(OFFSET, "Offset into the plan's text, in code points."),
        "end": described(OFFSET, "Exclusive."),
    },
    _PLACES
    | {
        "words": described(TEXT, "The text from start to end."),
        "also": list_of(
            object_of("A further place.", {"start": OFFSET, "end": OFFSET}),
            "Further places of the same cause, where there are four or more.",
        ),
    },
)
_IGNORED = object_of("A suppressed finding.", {"path": TEXT, "rule": TEXT, "reason": TEXT}, _PLACES)
_SUMMARY = object_of(
    "What the run comes to.",
    {
        "rules": described(TEXT, "Id of the rule set."),
        "documents": OFFSET,
        "plans": OFFSET,
        "levels": object_of("Findings of each level.", {level.value: OFFSET for level in Level}),
        "by_rule": {"type": "object", "additionalProperties": COUNTED},
        "known": described(OFFSET, "Findings that a baseline or an exception holds back."),
        "settings": described(TEXT_OR_NULL, "The settings file that was heeded."),
        "ignored": list_of(_IGNORED, "Findings that a remark in their document suppresses."),
        "stale": list_of(TEXT, "Entries of the baseline that are no longer found."),
    },
)

_LOST = object_of(
    "Lost points with their reason.",
    {
        "points": _POINTS,
        "reason": described(TEXT, "For people, in their language."),
        "finding": {"type": ["integer", "null"], "description": "Index into `findings`."},
        "node": described(TEXT_OR_NULL, "Id of the section."),
    },
)
_CRITERION = object_of(
    "A criterion of the rubric.",
    {
        "name": TEXT,
        "points": {"type": ["number", "null"], "description": "Null where a person gives the points."},
        "of": described(_POINTS, "The greatest number of points."),
        "note": described(TEXT_OR_NULL, "Why a person must give points that rules usually give."),
        "lost": list_of(_LOST, "Each lost point with its reason; with the points they add up to `of`."),
    },
)
_SCORE = object_of(
    "The points of a plan.",
    {
        "path": TEXT,
        "plan": COUNTED,
        "points": described(_POINTS, "Points that the rules give."),
        "of": described(_POINTS, "The greatest number of points that the rules can give to this plan."),
        "open": described(_POINTS, "Points that a person gives."),
        "bonus": described(_POINTS, "Most points that a person may add."),
        "grade": described(TEXT_OR_NULL, "Null where open points decide, or without grades."),
        "grade_at_least": described(TEXT_OR_NULL, "The grade without any open point."),
        "veto": list_of(OFFSET, "Findings that give the lowest grade."),
        "criteria": list_of(_CRITERION, "In the order of the rubric."),
    },
)

CHECK_SCHEMA = contract(
    SCHEMA,
    object_of(
        "Findings against Chinese education work plans, as written by `jyplan check --format json`.",
        {
            "schema": {"const": SCHEMA},
            "findings": list_of(_FINDING, "By document, plan, place and rule."),
            "summary": _SUMMARY,
            "scores": list_of(_SCORE, "The points of each plan, where the rule set has a rubric."),
            "problems": list_of(
                object_of("A document or a rule.", {"path": TEXT, "message": TEXT}, _PLACES),
                "Documents that could not be read, or not with certainty, and rules that were given up.",
            ),
        },
    ),
)
