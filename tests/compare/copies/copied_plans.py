"""Plans by the grammar that benchmarks use, for the tests of copies: unrelated until something is planted."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.grammar import make_grammar

if TYPE_CHECKING:
    from benchmarks.copies_corpus.grammar import Grammar, Plan

    from jyplan.compare.copies.engine import Result


@cache
def grammar() -> Grammar:
    return make_grammar("teaching", 1)


@cache
def unrelated(count: int, seed: int = 0, *, opening: bool | None = None) -> tuple[Plan, ...]:
    """Return plans of about 4,400 characters that share slogans and sentences only, and an opening if asked for."""
    random = Random(f"copied plans {seed} {opening}")
    return tuple(grammar().write_plan(random, opening=opening) for _ in range(count))


def texts(plans: tuple[Plan, ...]) -> list[str]:
    return [plan.text for plan in plans]


def hanzi(size: int, seed: int = 0) -> str:
    """Return characters that nobody else has."""
    random = Random(f"hanzi {seed}")
    return "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(size))


def told(result: Result) -> dict[tuple[int, int], str]:
    """Return the relation of each pair that was found."""
    return {(pair.a, pair.b): str(pair.relation) for pair in result.pairs}
