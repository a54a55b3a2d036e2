"""The outline as plain data: the fields of `jyplan/outline@1` in their fixed order, for JSON and YAML."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from jyplan.model import Document, Fact, Indicator, Node, Outline, Owner, Period, Place, Plan, SchoolYear
from jyplan.reports.media.labels import reason
from jyplan.reports.outline.selection import select_roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.language import Language
    from jyplan.reports.protocol import Parsed, ReportOptions, Unread

SCHEMA = "jyplan/outline@1"
_EXACT = 2**53
"""Below this every whole float is an integer that JSON readers keep exactly: RFC 8259, 6."""


def outline_data(results: Iterable[Parsed], options: ReportOptions) -> dict[str, object]:
    """Return the whole output as new dicts, lists, strings, numbers and None."""
    return {"schema": SCHEMA, "documents": [_result(each, options) for each in results]}


def _result(result: Parsed, options: ReportOptions) -> dict[str, object]:
    if not isinstance(result, Outline):
        return _unread(result, options.language)
    outline = select_roles(result, options.roles)
    return _document(outline.document, options.language) | {"plans": [_plan(plan) for plan in outline.plans]}


def _unread(unread: Unread, language: Language) -> dict[str, object]:
    return {
        "path": unread.path,
        "format": None,
        "encoding": None,
        "sha256": None,
        "problems": [{"message": reason(unread, language), "place": {}}],
        "plans": [],
    }


def _document(document: Document, language: Language) -> dict[str, object]:
    return {
        "path": document.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "problems": [
            {"message": language.say(problem.message), "place": place_data(problem.place)}
            for problem in document.problems
        ],
    }


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "number": plan.number,
        "title": plan.title,
        "kind": plan.kind.value,
        "school_year": _school_year(plan.school_year),
        "preamble": list(plan.preamble),
        "nodes": [_node(node) for node in plan.nodes],
        "text": plan.text,
    }


def _school_year(year: SchoolYear | None) -> dict[str, object] | None:
    return None if year is None else {"first": year.first, "last": year.last, "term": year.term}


def _node(node: Node) -> dict[str, object]:
    return {
        "id": node.id,
        "marker": node.marker,
        "title": node.title,
        "role": node.role.value,
        "text": list(node.text),
        "items": list(node.items),
        "facts": [fact_data(fact) for fact in node.facts],
        "span": {"start": node.span.start, "end": node.span.end},
        "place": place_data(node.place),
        "children": [_node(child) for child in node.children],
    }


def place_data(place: Place) -> dict[str, object]:
    """Return what is known of a place.

    >>> place_data(Place(line=12))
    {'line': 12}
    """
    names = ("line", "column", "paragraph", "page", "table", "row")
    return {name: number for name in names if (number := getattr(place, name)) is not None}


def fact_data(fact: Fact) -> dict[str, object]:
    """Return a fact with what its kind knows more.

    >>> fact_data(Period("九月", 4, 6, first="2025-09", last="2025-09"))
    {'kind': 'date', 'text': '九月', 'start': 4, 'end': 6, 'from': '2025-09', 'to': '2025-09'}
    """
    return {"kind": fact.kind, "text": fact.text, "start": fact.start, "end": fact.end} | _details(fact)


def _details(fact: Fact) -> dict[str, object]:
    match fact:
        case Indicator():
            return {
                "value": _number(fact.value),
                "upper": None if fact.upper is None else _number(fact.upper),
                "unit": fact.unit,
                "comparator": fact.comparator.value,
                "per": list(fact.per),
            }
        case Period():
            return {"from": fact.first, "to": fact.last}
        case Owner():
            return {"names": list(fact.names)}
        case _:
            return {}


def _number(value: float) -> float | None:
    """Return a whole number as one, and None for what JSON has no number for."""
    if not isfinite(value):
        return None
    return int(value) if abs(value) < _EXACT and value == int(value) else value
