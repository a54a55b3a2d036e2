"""The outline as plain data: the fields of `jyplan/outline@1` in fixed order, for JSON and YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Document, Node, Outline, Outside, Plan, ProblemKind, SchoolYear
from jyplan.reports.media.fact_data import fact_data, place_data
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.labels import reason
from jyplan.reports.outline.selection import select_roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.language import Language
    from jyplan.reports.protocol import OutlineOptions, Parsed, Unread

SCHEMA = "jyplan/outline@1"


def outline_data(results: Iterable[Parsed], options: OutlineOptions) -> dict[str, object]:
    """Return the whole output as new dicts, lists, strings, numbers and None."""
    return {"schema": SCHEMA, "documents": [_result(result, options) for result in results]}


def _result(result: Parsed, options: OutlineOptions) -> dict[str, object]:
    if not isinstance(result, Outline):
        return _unread(result, options.language)
    outline = select_roles(result, options.roles)
    return {
        **_document(outline.document, options.language),
        "outside": [_outside(text) for text in outline.outside],
        "plans": [_plan(plan) for plan in outline.plans],
    }


def _unread(unread: Unread, language: Language) -> dict[str, object]:
    return {
        "path": shown_name(unread.path),
        "format": None,
        "encoding": None,
        "sha256": None,
        "problems": [{"kind": ProblemKind.UNREAD.value, "message": reason(unread, language), "place": {}}],
        "outside": [],
        "plans": [],
    }


def _document(document: Document, language: Language) -> dict[str, object]:
    return {
        "path": shown_name(document.path),
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "problems": [
            {
                "kind": problem.kind.value,
                "message": language.say(problem.message),
                "place": place_data(problem.place),
            }
            for problem in document.problems
        ],
    }


def _outside(outside: Outside) -> dict[str, object]:
    return {"kind": outside.kind.value, "text": outside.text, "place": place_data(outside.place)}


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "number": plan.number,
        "title": plan.title,
        "kind": plan.kind.value,
        "genre": plan.genre.value,
        "school": plan.school,
        "school_year": _school_year(plan.school_year),
        "preamble": list(plan.preamble),
        "nodes": _nodes(plan.nodes, set()),
        "signature": list(plan.signature),
        "text": plan.text,
    }


def _school_year(year: SchoolYear | None) -> dict[str, object] | None:
    return None if year is None else {"first": year.first, "last": year.last, "term": year.term}


def _nodes(nodes: Iterable[Node], listed: set[tuple[str, int, int]]) -> list[dict[str, object]]:
    """Return siblings with their descendants; `listed` are the facts of all nodes before, by kind and place."""
    return [_node(node, listed) for node in nodes]


def _node(node: Node, listed: set[tuple[str, int, int]]) -> dict[str, object]:
    """Return a node; facts of a cell merged over rows are `facts` of the first of the rows and `shared` in the others."""
    own = [fact for fact in node.facts if (fact.kind, fact.start, fact.end) not in listed]
    shared = [fact for fact in node.facts if (fact.kind, fact.start, fact.end) in listed]
    listed.update((fact.kind, fact.start, fact.end) for fact in own)
    return {
        "id": node.id,
        "marker": node.marker,
        "title": node.title,
        "role": node.role.value,
        "text": list(node.text),
        "items": list(node.items),
        "facts": [fact_data(fact) for fact in own],
        **({"shared": [fact_data(fact) for fact in shared]} if shared else {}),
        "span": {"start": node.span.start, "end": node.span.end},
        "place": place_data(node.place),
        "children": _nodes(node.children, listed),
    }
