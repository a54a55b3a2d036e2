"""What the JSON Schemas are put together from."""

from __future__ import annotations

Schema = dict[str, object]


def said(schema: Schema, description: str) -> Schema:
    """Return a schema with what it means."""
    return schema | {"description": description}


def list_of(items: Schema, description: str) -> Schema:
    """Return the schema of an array."""
    return {"type": "array", "items": items, "description": description}


def object_of(description: str, required: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object: fields that must be there, and fields that may."""
    return {
        "type": "object",
        "description": description,
        "properties": required | (optional or {}),
        "required": list(required),
    }


def ref(name: str) -> Schema:
    """Return a reference to one of the definitions."""
    return {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
COUNTED: Schema = {"type": "integer", "minimum": 1}
OFFSET: Schema = {"type": "integer", "minimum": 0}
SPAN: Schema = object_of(
    "A stretch of a plan's text, in code points.", {"start": OFFSET, "end": said(OFFSET, "Exclusive.")}
)
