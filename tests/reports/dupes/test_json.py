from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from jyplan.model import Copies
from jyplan.reports.dupes.json import render
from jyplan.reports.media.visible import UNSAFE
from jyplan.reports.schemas import SCHEMAS
from tests.reports.dupes.copied import UNREAD, Case, by_hand, from_samples, hostile, many

if TYPE_CHECKING:
    from collections.abc import Callable

VALIDATOR = Draft202012Validator(SCHEMAS["dupes"])


def data_of(case: Case) -> Any:
    return json.loads(render(case.copies, case.options(unread=(UNREAD,))))


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMAS["dupes"])


@pytest.mark.parametrize("made", [by_hand, from_samples, hostile, lambda: many(60, 40)])
def test_every_output_conforms_to_the_schema(made: Callable[[], Case]) -> None:
    VALIDATOR.validate(data_of(made()))


def test_an_output_without_plans_conforms_to_the_schema() -> None:
    data = data_of(Case(Copies((), (), (), (), ()), ()))
    VALIDATOR.validate(data)
    assert data["documents"] == data["pairs"] == []


@pytest.mark.parametrize("field", ["documents", "pairs", "clusters", "templates", "problems"])
def test_an_output_without_a_fixed_field_breaks_the_schema(field: str) -> None:
    data = data_of(by_hand())
    del data[field]
    assert not VALIDATOR.is_valid(data)


def test_the_id_of_a_document_is_its_index() -> None:
    documents = data_of(by_hand())["documents"]
    assert [document["id"] for document in documents] == [0, 1, 2, 3, 4]
    assert documents[4] == {
        "id": 4,
        "path": "范文.txt",
        "name": "范文.txt",
        "number": 1,
        "title": "2023年范文",
        "chars": len(by_hand().texts[4] or ""),
        "school": None,
        "date": "2023",
        "label": "2023范文",
        "archived": True,
        "copied": 0.0,
        "largest": 0.0,
        "other_schools": 0.0,
        "with_declared": 0.0,
        "sources": [],
        "sections": [],
    }


def test_passages_point_to_the_same_words_on_both_sides() -> None:
    case = by_hand()
    pair = next(pair for pair in data_of(case)["pairs"] if pair["b"] == 3)
    (passage,) = pair["passages"]
    left, right = (
        (case.texts[pair[plan]] or "")[passage[side]["start"] : passage[side]["end"]]
        for plan, side in (("a", "left"), ("b", "right"))
    )
    assert left.strip() == right.strip()
    assert not passage["edited"]


def test_a_cluster_has_closest_members_and_the_earliest() -> None:
    (cluster,) = data_of(by_hand())["clusters"]
    assert (cluster["members"], cluster["relation"], cluster["earliest"]) == ([0, 1, 2], "near-identical", 2)
    assert [(each["member"], each["closest"]) for each in cluster["closest"]] == [(0, 1), (1, 0), (2, 0)]


def test_a_template_has_its_text_and_all_its_places() -> None:
    case = by_hand()
    (template,) = data_of(case)["templates"]
    assert template["chars"] == len(template["text"])
    for member, place in zip(template["members"], template["places"], strict=True):
        assert (case.texts[member] or "")[place["start"] : place["end"]] == template["text"]


def test_problems_are_files_first_then_plans() -> None:
    assert data_of(by_hand())["problems"] == [
        {"path": "in/六小/计划.docx", "number": None, "message": "the file is empty"},
        {
            "path": "in/五小/计划.txt",
            "number": 2,
            "message": "the plan in this file is empty: nothing stands under its title",
        },
    ]


def test_the_summary_counts() -> None:
    assert data_of(by_hand())["summary"] == {
        "documents": 4,
        "archived": 1,
        "pairs": {"identical": 1, "near-identical": 2, "partial": 6},
        "rewritten": 0,
        "clusters": 1,
        "templates": 1,
        "problems": 2,
    }


def test_control_characters_are_escaped() -> None:
    shown = render(hostile().copies, hostile().options()).decode()
    assert not UNSAFE.search(shown)


def test_the_output_has_no_plan_texts() -> None:
    case = many(30, 20)
    assert all((text or "")[:200] not in render(case.copies, case.options()).decode() for text in case.texts)


def test_a_passage_is_a_single_line() -> None:
    lines = render(by_hand().copies, by_hand().options()).decode().splitlines()
    assert sum(line.lstrip().startswith('{"id": ') for line in lines) == 5
    assert sum(line.lstrip().startswith('{"left": ') for line in lines) == sum(
        len(pair.passages) for pair in by_hand().copies.pairs
    )
