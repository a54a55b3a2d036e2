"""The queries on DuckDB find the same as the local engine."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import duckdb
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.compare.copies.candidates import find_candidates
from jyplan.compare.copies.corpus import take_corpus
from jyplan.compare.copies.fingerprints import take_fingerprints
from jyplan.compare.copies.frequent_sections import find_sections
from jyplan.compare.copies.options import CopyOptions
from jyplan.compare.copies.partners import CandidatePairs
from jyplan.engines.sql import CANDIDATES, CROWDED, FREQUENT, SHARED, as_frequent, as_rows, select_candidates
from tests.engines.corpora import write_texts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def originals(seed: int, count: int) -> list[str]:
    """Return texts without identical copies, which are set aside before fingerprints are joined."""
    texts = write_texts(Random(seed), count)
    return list(dict(zip(reversed(take_fingerprints(texts).digests), reversed(texts), strict=True)).values())[::-1]


def shared(texts: list[str]) -> DuckDBPyConnection:
    """Return a database with the shared fingerprints of the texts."""
    owners, hashes, places = as_rows(take_fingerprints(texts))
    rows = {"doc": owners, "hash": hashes, "place": places}
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("CREATE TABLE fingerprints AS SELECT * FROM rows")
    assert len(rows) == 3  # DuckDB finds the arrays by their name
    connection.execute(f"CREATE TABLE shared AS {SHARED}")
    return connection


@settings(max_examples=15)
@given(st.integers(0, 1 << 20), st.integers(2, 60))
def test_candidates_are_those_of_the_local_engine(seed: int, count: int) -> None:
    texts = originals(seed, count)
    corpus = take_corpus(texts, CopyOptions())
    local = find_candidates(corpus.rare, corpus.same.ranks)
    database = shared(texts)
    database.execute(f"CREATE TABLE candidates AS {CANDIDATES}")
    pairs = database.execute("SELECT left_doc, right_doc, fingerprints FROM candidates").fetchnumpy()
    left, right, left_places, right_places = database.execute(CROWDED).fetchnumpy().values()
    selected = select_candidates(
        CandidatePairs(*pairs.values()), (left, right, left_places, right_places), corpus.same.ranks
    )
    assert len(pairs["left_doc"]) == len(local.kept.left) + len(local.left_out.left)
    for column, expected in zip(selected.kept, local.kept, strict=True):
        np.testing.assert_array_equal(column, expected)


@settings(max_examples=15)
@given(st.integers(0, 1 << 20), st.integers(13, 60))
def test_sections_are_those_of_the_local_engine(seed: int, count: int) -> None:
    texts = originals(seed, count)
    corpus = take_corpus(texts, CopyOptions())
    rows = shared(texts).execute(FREQUENT).fetchnumpy()
    sections = find_sections([as_frequent(rows["doc"], rows["hash"], rows["place"], rows["texts"])])
    expected = find_sections(corpus.frequent)
    assert len(sections) == len(expected)
    for section, expected_section in zip(sections, expected, strict=True):
        for field, expected_field in zip(section, expected_section, strict=True):
            np.testing.assert_array_equal(field, expected_field)
