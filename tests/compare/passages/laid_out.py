"""Pairs of texts laid out for the steps that take several at once, and what they find pair by pair."""

from __future__ import annotations

from itertools import pairwise

from jyplan.compare.arrays import code_points
from jyplan.compare.passages.chains import LONELY, chain_runs_of
from jyplan.compare.passages.seeds import Layout, index_grams, shared_runs_of

Rows = list[tuple[int, int, int]]
"""Runs: the offsets on the left and on the right, and the length."""


def layout_of(*pairs: tuple[str, str]) -> Layout:
    return Layout([(index_grams(code_points(left)), index_grams(code_points(right))) for left, right in pairs])


def chains_of(left: str, right: str, least: int = LONELY) -> list[Rows]:
    return chains_of_pairs((left, right), least=least)[0]


def chains_of_pairs(*pairs: tuple[str, str], least: int = LONELY) -> list[list[Rows]]:
    layout = layout_of(*pairs)
    runs = shared_runs_of(layout)
    chains = chain_runs_of(runs, runs.length, layout.starts, least)
    rows = list(zip(*(column.tolist() for column in chains.runs), strict=True))
    found: list[list[Rows]] = [[] for _ in pairs]
    for pair, (first, end) in zip(chains.pairs.tolist(), pairwise(chains.firsts.tolist()), strict=True):
        start = int(layout.starts[pair])
        found[pair].append([(left - start, right - start, length) for left, right, length in rows[first:end]])
    return found
