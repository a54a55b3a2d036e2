"""Parts of the JSON Schemas of all outputs: basic types, arrays, objects, references, facts."""

from __future__ import annotations

from jyplan.model import Comparator

Schema = dict[str, object]


def described(schema: Schema, description: str) -> Schema:
    """Return a schema with a description."""
    return schema | {"description": description}


def list_of(items: Schema, description: str) -> Schema:
    """Return the schema of an array."""
    return {"type": "array", "items": items, "description": description}


def object_of(description: str, required: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object with required and optional fields; further fields are allowed."""
    return {
        "type": "object",
        "description": description,
        "properties": required | (optional or {}),
        "required": list(required),
    }


def contract(name: str, content: Schema, definitions: Schema | None = None) -> Schema:
    """Return the whole schema of a JSON output: `name` is its version (`jyplan/diff@1`), `content` the object it holds."""
    head: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{name.replace('/', ':')}",
        "title": name,
    }
    return head | content | ({"$defs": definitions} if definitions else {})


def ref(name: str) -> Schema:
    """Return a reference to the definition `name` in `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
COUNTED: Schema = {"type": "integer", "minimum": 1}
OFFSET: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
FLAG: Schema = {"type": "boolean"}
SPAN: Schema = object_of(
    "A stretch of a plan's text, in code points.", {"start": OFFSET, "end": described(OFFSET, "Exclusive.")}
)
_DATE: Schema = {"type": ["string", "null"], "pattern": r"^([0-9]{4}(-[0-9]{2}){0,2}|-(-[0-9]{2}){1,2})$"}


def _fact_schema(kind: str, description: str, fields: Schema) -> Schema:
    """Return the schema of a kind of fact: the shared fields, then `fields`, all required."""
    return object_of(
        description,
        {
            "kind": {"const": kind},
            "text": described(TEXT, "As written."),
            "start": described(OFFSET, "Offset into the plan's text, in code points."),
            "end": described(OFFSET, "Exclusive."),
        }
        | fields,
    )


FACT_SCHEMAS: Schema = {
    "indicator": _fact_schema(
        "indicator",
        "A figure that can be measured.",
        {
            "value": described(_NUMBER_OR_NULL, "Null where it is too large for a number."),
            "upper": described(_NUMBER_OR_NULL, "The upper bound of a range."),
            "unit": described(TEXT, "As written; % for per cent, empty for none."),
            "comparator": {
                "enum": [comparator.value for comparator in Comparator],
                "description": "How the figure binds.",
            },
            "per": list_of(TEXT, "What it is counted per, without 每: 人, 年."),
        },
    ),
    "date": _fact_schema(
        "date",
        "A date or period, both ends inclusive, as far as known.",
        {
            "from": described(_DATE, "ISO date (2024, 2024-09, 2024-09-15; --09-15 without its year), or null."),
            "to": described(_DATE, "As `from`."),
        },
    ),
    "owner": _fact_schema("owner", "Who is responsible.", {"names": list_of(TEXT, "Each office or person.")}),
    "deliverable": _fact_schema("deliverable", "What will lie on the table.", {}),
}
"""By `Fact.kind`: the fields of every fact, then the fields of the kind."""
