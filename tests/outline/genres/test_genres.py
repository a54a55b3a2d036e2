"""Every case of tests/cases/genres has its genre."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import jyplan
from jyplan.model import Genre
from tests.outline.cases import parse
from tests.places import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator


DATA = Path(jyplan.__file__).parent / "data"


class GenreCase(NamedTuple):
    """A text and its genre."""

    name: str
    """What is hard about it."""
    genres: frozenset[Genre]
    """Several where each is right."""
    text: str


def genre_cases() -> Iterator[GenreCase]:
    """Yield the cases of every file, in order."""
    for file in sorted((CASES / "genres").glob("*.txt")):
        for case in file.read_text("utf-8").removeprefix("== ").split("\n== "):
            head, text = case.split("\n", 1)
            genres, name = head.split(" | ")
            yield GenreCase(f"{file.stem}/{genres}/{name}", frozenset(map(Genre, genres.split("|"))), text.strip())


ALL_CASES = list(genre_cases())


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_a_text_has_its_genre(case: GenreCase) -> None:
    assert {plan.genre for plan in parse(case.text)} & case.genres, [(p.title, p.genre) for p in parse(case.text)]


def test_a_last_word_names_one_genre() -> None:
    words = tomllib.loads((DATA / "genres.toml").read_text("utf-8"))["titles"]
    assert [word for word, count in Counter(chain.from_iterable(words.values())).items() if count > 1] == []


def test_every_genre_has_cases() -> None:
    assert {genre for case in ALL_CASES for genre in case.genres} == set(Genre)
