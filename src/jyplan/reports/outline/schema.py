"""The JSON Schema of `jyplan/outline@1`.

It binds what the contract fixes and forbids nothing more: later versions may add fields.
"""

from __future__ import annotations

from jyplan.model import Genre, OutsideKind, PlanKind, ProblemKind, Role
from jyplan.reports.media.schema_parts import (
    COUNTED,
    FACT_SCHEMAS,
    OFFSET,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    contract,
    described,
    list_of,
    object_of,
    ref,
)
from jyplan.reports.outline.plain_data import SCHEMA

_YEAR: Schema = {"type": "integer"}

_PLACE = object_of(
    "Where it stands in the file, as a reader counts, from 1; what the format does not know is missing.",
    {},
    dict.fromkeys(("line", "paragraph", "page", "table", "row"), COUNTED),
)

_PROBLEM = object_of(
    "Something that keeps the document, or a part of it, from being read with certainty.",
    {
        "kind": described(
            {"enum": [kind.value for kind in ProblemKind]},
            "unread: shown at the place and not read; tampering: in the file and not shown; unseen: a few invisible characters "
            "that were dropped; damaged, limit: left out; "
            "unclear: a form whose sections cannot be told apart; note.",
        ),
        "message": described(TEXT, "For people, in their language."),
        "place": ref("place"),
    },
)

_OUTSIDE = object_of(
    "A text that the document shows outside its plans.",
    {
        "kind": described(
            {"enum": [kind.value for kind in OutsideKind]},
            "site: navigation, source and the like; before, after: text above the first plan or below a plan.",
        ),
        "text": TEXT,
        "place": ref("place"),
    },
)

_SCHOOL_YEAR = {
    "description": "The time the plan is for, null where it does not say.",
    "anyOf": [
        {"type": "null"},
        object_of(
            "A school year, a calendar year where both are equal, several years where they are further apart.",
            {
                "first": described(_YEAR, "The calendar year it begins in."),
                "last": described(_YEAR, "The calendar year it ends in."),
                "term": {"enum": [1, 2, None], "description": "1 autumn, 2 spring, null both."},
            },
        ),
    ],
}

_FACT: Schema = {"oneOf": [ref(kind) for kind in FACT_SCHEMAS]}
_NODE = object_of(
    "A heading or numbered item.",
    {
        "id": described(
            {"type": "string", "pattern": r"^[1-9][0-9]*(\.[1-9][0-9]*)*$"}, "Path of positions from 1: 2.1.3."
        ),
        "marker": described(TEXT_OR_NULL, "As displayed, separator included; null for an unnumbered heading."),
        "title": described(TEXT_OR_NULL, "The heading phrase; null for a running sentence."),
        "role": described({"enum": [role.value for role in Role]}, "What the section is for."),
        "text": list_of(TEXT, "Paragraphs under the title and before the first child."),
        "items": list_of(TEXT, "Enumerations inside running text; they are part of `text`, too."),
        "facts": list_of(_FACT, "In its own title and text; of a cell merged over rows in the first of the rows only."),
        "span": object_of(
            "From the marker to the end of the last descendant, in code points of the plan's text.",
            {"start": OFFSET, "end": described(OFFSET, "Exclusive.")},
        ),
        "place": ref("place"),
        "children": list_of(ref("node"), "In reading order."),
    },
    {
        "shared": list_of(
            _FACT, "Facts of a cell merged over rows, in all rows but the first, which has them as `facts`."
        )
    },
)

_PLAN = object_of(
    "A plan in a document.",
    {
        "number": described(COUNTED, "From 1, in its document."),
        "title": described(TEXT_OR_NULL, "Its title line as it stands."),
        "kind": described(
            {"enum": [kind.value for kind in PlanKind]},
            "`plan` for a plan, scheme, calendar, report or summary; `other` for a text that is no work plan.",
        ),
        "genre": described({"enum": [genre.value for genre in Genre]}, "What kind of paper it is."),
        "preamble": list_of(TEXT, "Paragraphs between the title and the first node."),
        "nodes": list_of(ref("node"), "The top level."),
    },
    {
        "signature": list_of(TEXT, "The lines that sign it: name and date; part of no node."),
        "school": described(
            TEXT_OR_NULL, "The school or office it is of, from its title, the lines beside it or the signature."
        ),
        "school_year": _SCHOOL_YEAR,
        "text": described(TEXT, "The plan text that all offsets point into: its paragraphs joined with line feeds."),
    },
)

_DOCUMENT = object_of(
    "A file. One that could not be read has no format and no plans, and a problem that says why.",
    {
        "path": described(TEXT, "As the user named it."),
        "format": described(TEXT_OR_NULL, "The reader's name: txt, docx."),
        "encoding": described(TEXT_OR_NULL, "Of a text format, by its Python name."),
        "sha256": described({"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}, "Of the file's bytes."),
        "problems": list_of(ref("problem"), "What could not be read with certainty."),
        "outside": list_of(
            ref("outside"),
            "What is in no plan: the body's texts in reading order, then headers, footers, footnotes, comments.",
        ),
        "plans": list_of(ref("plan"), "In reading order."),
    },
)

OUTLINE_SCHEMA = contract(
    SCHEMA,
    object_of(
        "Outlines of Chinese education work plans, as written by `jyplan parse --format json`.",
        {"schema": {"const": SCHEMA}, "documents": list_of(ref("document"), "In the order of the files.")},
    ),
    {
        "document": _DOCUMENT,
        "problem": _PROBLEM,
        "outside": _OUTSIDE,
        "plan": _PLAN,
        "node": _NODE,
        **FACT_SCHEMAS,
        "place": _PLACE,
    },
)
