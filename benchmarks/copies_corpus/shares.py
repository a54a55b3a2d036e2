"""Three corpora with shares known to the character, hard for estimates of shares.

| corpus | plans | what is known |
|---|---|---|
| `alternating` | pairs, copied and own paragraphs in turn | the share of each pair |
| `stitched` | one plan of pieces of 4 to 12 others, a few own paragraphs between | the share of each pair, and of all sources together |
| `regulations` | texts of clauses, each clause in 2 to 10 of them | the share of each pair, and of all others together |

A character is a letter, a digit or a Hanzi. What is copied is copied unchanged; nothing else is shared but by chance.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from benchmarks.copies_corpus.grammar import make_grammar
from benchmarks.copies_corpus.planted import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.copies_corpus.grammar import Grammar

Piece = tuple[int, str]
"""A number that only pieces with the same words have, and the words."""


@dataclass(frozen=True)
class SharesCorpus:
    """Plans with the true shares of each."""

    name: str
    texts: tuple[str, ...]
    pairs: dict[tuple[int, int], float]
    """True share of the first plan that stands in the second, for each two plans in both orders; pairs without are missing."""
    unions: tuple[float, ...]
    """True union of each plan, 0 to 1: its share in all sources."""


def write_shares_corpora(seed: int, vocabulary: str) -> Iterator[SharesCorpus]:
    """Yield the three corpora."""
    for name, write in (("alternating", _alternating), ("stitched", _stitched), ("regulations", _regulations)):
        random = Random(f"{seed} {vocabulary} {name}")
        pieces = _Pieces(random, make_grammar(vocabulary, seed))
        yield _corpus(name, [*write(random, pieces)])


class _Pieces:
    """Writes pieces of text, each with a number of its own."""

    def __init__(self, random: Random, grammar: Grammar) -> None:
        self._random, self._grammar, self._count = random, grammar, 0

    def write(self, size: int) -> Piece:
        """Return sentences of at least `size` characters."""
        self._count += 1
        return self._count, self._grammar.write_paragraph(self._random, size)


def _alternating(random: Random, pieces: _Pieces) -> Iterator[list[Piece]]:
    """Yield sources and copies in turn: every paragraph of a copy is the source's or its own."""
    for _ in range(60):
        size, count = random.choice((20, 40, 80, 150)), random.randint(12, 60)
        source = [pieces.write(size) for _ in range(count)]
        own = random.choice((0.25, 0.5, 0.5, 0.75))
        shape = random.choice(("in turn", "replaced", "inserted"))
        copy: list[Piece] = []
        for number, piece in enumerate(source):
            is_own = number % 2 == 1 if shape == "in turn" else random.random() < own
            copy += [pieces.write(size)] if is_own else [piece]
            if is_own and shape == "inserted":
                copy.append(piece)
        yield source
        yield copy


def _stitched(random: Random, pieces: _Pieces) -> Iterator[list[Piece]]:
    """Yield sources, and after them a plan of a piece of each, own paragraphs between some."""
    for _ in range(15):
        sources = [[pieces.write(80) for _ in range(30)] for _ in range(random.randint(4, 12))]
        yield from sources
        copy: list[Piece] = []
        for source in random.sample(sources, len(sources)):
            length = random.randint(2, 5)
            start = random.randrange(len(source) - length)
            copy += source[start : start + length]
            if random.random() < 0.4:
                copy.append(pieces.write(random.choice((30, 80, 150))))
        yield copy


def _regulations(random: Random, pieces: _Pieces) -> Iterator[list[Piece]]:
    """Yield texts of 40 clauses in an order of their own; most of two texts have some in common."""
    texts: list[list[Piece]] = [[] for _ in range(45)]
    while min(map(len, texts)) < 40:
        clause = pieces.write(random.choice((25, 40, 60, 100)))
        for text in random.sample(texts, random.choice((1, 1, 2, 3, 5, 7, 10))):
            text.insert(random.randint(0, len(text)), clause)
    yield from texts


def _corpus(name: str, plans: Sequence[Sequence[Piece]]) -> SharesCorpus:
    sizes = [{number: len(normal(words)) for number, words in plan} for plan in plans]
    owners: defaultdict[int, list[int]] = defaultdict(list)
    for plan, of_plan in enumerate(sizes):
        for number in of_plan:
            owners[number].append(plan)
    pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
    unions = [0.0] * len(plans)
    for number, sharing in owners.items():
        for a, b in combinations(sharing, 2):
            pairs[a, b] += sizes[a][number] / sum(sizes[a].values())
            pairs[b, a] += sizes[b][number] / sum(sizes[b].values())
        for plan in sharing if len(sharing) > 1 else ():
            unions[plan] += sizes[plan][number] / sum(sizes[plan].values())
    texts = ("\n".join(words for _, words in plan) for plan in plans)
    return SharesCorpus(name, tuple(texts), dict(pairs), tuple(unions))
