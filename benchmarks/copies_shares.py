"""The error of reported shares, reported minus true, on corpora with known shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.copies_corpus.shares import write_shares_corpora

from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.union import unite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.copies_corpus.shares import SharesCorpus

    from jyplan.model import CopiedPair

SHARES = (
    "| corpus | plans | pairs that share 10 % | reported | shares | mean error | mean of the amount | worst | unions: mean | worst |"
    "\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)
_LEAST = 0.1
"""Share of either plan from which on a pair should be reported."""


class Errors(NamedTuple):
    """Reported minus true shares."""

    mean: float
    amount: float
    """Mean of the amounts, without signs."""
    worst: float
    """The error of the largest amount, with its sign."""


def print_shares(seed: int, vocabulary: str) -> None:
    """Print a row for each corpus."""
    print(SHARES)
    for corpus in write_shares_corpora(seed, vocabulary):
        print(_row(corpus), flush=True)


def _row(corpus: SharesCorpus) -> str:
    result = find_copies(corpus.texts)
    reported = {(pair.a, pair.b): pair for pair in result.pairs}
    expected = {(a, b) for (a, b), share in corpus.pairs.items() if a < b and max(share, corpus.pairs[b, a]) >= _LEAST}
    errors = [*_pair_errors(corpus, reported)]
    of_pairs = _summarise(errors)
    cells = [corpus.name, len(corpus.texts), len(expected), len(expected & reported.keys()), len(errors)]
    cells += [f"{of_pairs.mean:+.4f}", f"{of_pairs.amount:.4f}", f"{of_pairs.worst:+.4f}"]
    unions = unite(result.pairs, len(corpus.texts))
    of_unions = _summarise([union.copied - true for union, true in zip(unions, corpus.unions, strict=True)])
    cells += [f"{of_unions.mean:+.4f}", f"{of_unions.worst:+.4f}"]
    return f"| {' | '.join(map(str, cells))} |"


def _pair_errors(corpus: SharesCorpus, reported: Mapping[tuple[int, int], CopiedPair]) -> Iterator[float]:
    for (a, b), pair in reported.items():
        yield pair.a_copied - corpus.pairs.get((a, b), 0.0)
        yield pair.b_copied - corpus.pairs.get((b, a), 0.0)


def _summarise(errors: Sequence[float]) -> Errors:
    count = max(len(errors), 1)
    return Errors(sum(errors) / count, sum(map(abs, errors)) / count, max(errors, key=abs, default=0.0))
