"""The documents in the manner of real ones are read as well as benchmarks/manner.md says, or better."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from jyplan.api import parse
from tests.outline.manner import KINDS, Score, documents, letters, read_expected, score_document

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    "node": 0.985,
    "depth": 0.985,
    "parent": 0.985,
    "title": 0.97,
    "role": 0.97,
}
"""Pooled shares, a little below what is reached; raised when it is."""
FACT_FLOORS = {
    # kind         precision, recall
    "indicator": (0.985, 0.975),
    "date": (0.975, 0.985),
    "owner": (0.98, 0.985),
    "deliverable": (0.84, 0.88),
}
NUMBER = 30
OVER_TWO_PAGES = {"每周不少于3次"}
"""Annotated words with a page's number and header inside."""


@cache
def pooled() -> Score:
    score = Score()
    for document in documents():
        score.add(score_document(document))
    return score


def test_thirty_documents_are_annotated() -> None:
    assert len(documents()) == NUMBER


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_what_is_annotated_stands_in_the_document(document: Path) -> None:
    text = letters("".join(block.text for block in parse(document).document.blocks))
    annotated = [
        words
        for plan in read_expected(document)
        for words in [*(heading.title for heading in plan.headings), *(fact.text for fact in plan.facts)]
    ]
    assert {words for words in annotated if letters(words) not in text} <= OVER_TWO_PAGES


@pytest.mark.parametrize("what", FLOORS)
def test_outlines_are_no_worse_than_measured(what: str) -> None:
    reached = pooled().node if what == "node" else pooled().share(what)
    assert reached >= FLOORS[what], [miss for miss in pooled().misses if miss.what == what]


@pytest.mark.parametrize("kind", KINDS)
def test_facts_are_no_worse_than_measured(kind: str) -> None:
    precision, recall = FACT_FLOORS[kind]
    misses = [miss for miss in pooled().misses if miss.what.startswith(kind)]
    assert pooled().precision(kind) >= precision, misses
    assert pooled().share(kind) >= recall, misses
