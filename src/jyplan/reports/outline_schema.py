"""The JSON Schema of `jyplan/outline@1`.

It binds what the contract fixes and forbids nothing more: later versions may add fields.
"""

from __future__ import annotations

from jyplan.model import Comparator, PlanKind, Role
from jyplan.reports.interchange import SCHEMA

Schema = dict[str, object]


def _said(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


def _list_of(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _object(description: str, required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": required | (optional or {}),
        "required": list(required),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _fact(kind: str, description: str, fields: Schema) -> Schema:
    """Return one kind of fact: what all have, then its own fields, all required."""
    return _object(
        description,
        {
            "kind": {"const": kind},
            "text": _said(_TEXT, "As written."),
            "start": _said(_OFFSET, "Offset into the plan's text, in code points."),
            "end": _said(_OFFSET, "Exclusive."),
        }
        | fields,
    )


_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
_COUNTED: Schema = {"type": "integer", "minimum": 1}
_OFFSET: Schema = {"type": "integer", "minimum": 0}
_DATE: Schema = {"type": ["string", "null"], "pattern": r"^([0-9]{4}(-[0-9]{2}){0,2}|-(-[0-9]{2}){1,2})$"}
_YEAR: Schema = {"type": "integer"}

_PLACE = _object(
    "Where it stands in the file, as a reader counts, from 1; what the format does not know is missing.",
    {},
    dict.fromkeys(("line", "paragraph", "page", "table", "row"), _COUNTED),
)

_PROBLEM = _object(
    "Something that keeps the document, or a part of it, from being read with certainty.",
    {"message": _said(_TEXT, "For people, in their language."), "place": _ref("place")},
)

_SCHOOL_YEAR = {
    "description": "The time the plan is for, null where it does not say.",
    "anyOf": [
        {"type": "null"},
        _object(
            "A school year, or a calendar year where both are equal.",
            {
                "first": _said(_YEAR, "The calendar year it begins in."),
                "last": _said(_YEAR, "The calendar year it ends in."),
                "term": {"enum": [1, 2, None], "description": "1 autumn, 2 spring, null both."},
            },
        ),
    ],
}

_FACTS: Schema = {
    "indicator": _fact(
        "indicator",
        "A figure that can be measured.",
        {
            "value": _said(_NUMBER_OR_NULL, "Null where it is too large for a number."),
            "upper": _said(_NUMBER_OR_NULL, "The upper bound of a range."),
            "unit": _said(_TEXT, "As written; % for per cent, empty for none."),
            "comparator": {"enum": [each.value for each in Comparator], "description": "How the figure binds."},
            "per": _list_of(_TEXT, "What it is counted per, without 每: 人, 年."),
        },
    ),
    "date": _fact(
        "date",
        "A date or period, both ends inclusive, as far as known.",
        {
            "from": _said(_DATE, "ISO date (2024, 2024-09, 2024-09-15; --09-15 without its year), or null."),
            "to": _said(_DATE, "As `from`."),
        },
    ),
    "owner": _fact("owner", "Who is responsible.", {"names": _list_of(_TEXT, "Each office or person.")}),
    "deliverable": _fact("deliverable", "What will lie on the table.", {}),
}

_NODE = _object(
    "A heading or numbered item.",
    {
        "id": _said(
            {"type": "string", "pattern": r"^[1-9][0-9]*(\.[1-9][0-9]*)*$"}, "Path of positions from 1: 2.1.3."
        ),
        "marker": _said(_TEXT_OR_NULL, "As displayed, separator included; null for an unnumbered heading."),
        "title": _said(_TEXT_OR_NULL, "The heading phrase; null for a running sentence."),
        "role": _said({"enum": [role.value for role in Role]}, "What the section is for."),
        "text": _list_of(_TEXT, "Paragraphs under the title and before the first child."),
        "items": _list_of(_TEXT, "Enumerations inside running text; they are part of `text`, too."),
        "facts": _list_of({"oneOf": [_ref(kind) for kind in _FACTS]}, "In its own title and text."),
        "span": _object(
            "From the marker to the end of the last descendant, in code points of the plan's text.",
            {"start": _OFFSET, "end": _said(_OFFSET, "Exclusive.")},
        ),
        "place": _ref("place"),
        "children": _list_of(_ref("node"), "In reading order."),
    },
)

_PLAN = _object(
    "A plan in a document.",
    {
        "number": _said(_COUNTED, "From 1, in its document."),
        "title": _said(_TEXT_OR_NULL, "Its title line as it stands."),
        "kind": _said({"enum": [kind.value for kind in PlanKind]}, "`other` for a text that is no work plan."),
        "preamble": _list_of(_TEXT, "Paragraphs between the title and the first node."),
        "nodes": _list_of(_ref("node"), "The top level."),
    },
    {
        "school_year": _SCHOOL_YEAR,
        "text": _said(_TEXT, "The plan text that all offsets point into: its paragraphs joined with line feeds."),
    },
)

_DOCUMENT = _object(
    "A file. One that could not be read has no format and no plans, and a problem that says why.",
    {
        "path": _said(_TEXT, "As the user named it."),
        "format": _said(_TEXT_OR_NULL, "The reader's name: txt, docx."),
        "encoding": _said(_TEXT_OR_NULL, "Of a text format, by its Python name."),
        "sha256": _said({"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}, "Of the file's bytes."),
        "problems": _list_of(_ref("problem"), "What could not be read with certainty."),
        "plans": _list_of(_ref("plan"), "In reading order."),
    },
)

OUTLINE_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:{SCHEMA.replace('/', ':')}",
    "title": SCHEMA,
    **_object(
        "Outlines of Chinese education work plans, as written by `jyplan parse --format json`.",
        {"schema": {"const": SCHEMA}, "documents": _list_of(_ref("document"), "In the order of the files.")},
    ),
    "$defs": {
        "document": _DOCUMENT,
        "problem": _PROBLEM,
        "plan": _PLAN,
        "node": _NODE,
        **_FACTS,
        "place": _PLACE,
    },
}
