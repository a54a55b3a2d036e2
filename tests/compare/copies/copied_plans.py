"""Plans written by the grammar of the benchmarks: unrelated until a test plants a copy."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.grammar import make_grammar

if TYPE_CHECKING:
    from benchmarks.copies_corpus.grammar import Grammar, Plan

    from jyplan.compare.copies.conclusion import CopyResult


@cache
def grammar() -> Grammar:
    return make_grammar("teaching", 1)


@cache
def unrelated(count: int, seed: int = 0, *, opening: bool | None = None) -> tuple[Plan, ...]:
    """Return plans of about 4,400 characters that share slogans and official sentences only; with `opening` an opening too."""
    random = Random(f"copied plans {seed} {opening}")
    return tuple(grammar().write_plan(random, opening=opening) for _ in range(count))


def texts(plans: tuple[Plan, ...]) -> list[str]:
    return [plan.text for plan in plans]


def hanzi(size: int, seed: int = 0) -> str:
    """Return random characters: two seeds share no passage."""
    random = Random(f"hanzi {seed}")
    return "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(size))


def relations(result: CopyResult) -> dict[tuple[int, int], str]:
    """Return the relation of each reported pair, by the indices of its texts."""
    return {(pair.a, pair.b): str(pair.relation) for pair in result.pairs}
