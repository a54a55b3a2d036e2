"""Document frequencies of words, characters, figures and pairs of characters in plans and official texts.

Only counts are shipped. `tools/build_background.py` counts; `data/background.txt` names the texts counted.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parents[2] / "data"
WORDS, PAIRS, FIELD = "background.txt", "background_pairs.txt", "field_words.txt"
LEAST_PAIR = 4
"""Texts with a listed pair of characters, at least: rarer pairs identify a text."""


class Background(NamedTuple):
    """Document frequencies of tokens: words, characters, figures."""

    texts: int
    """Number of texts counted."""
    counts: dict[str, int]
    """Number of texts with each token."""


@cache
def load_background() -> Background:
    """Return the counts of words, characters and figures."""
    texts, counts = 0, dict[str, int]()
    for line in (_DATA / WORDS).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, _, tokens = line.partition("\t")
        if tokens:
            counts.update(dict.fromkeys(tokens.split(), int(number)))
        else:
            texts = int(number)
    field_words = dict.fromkeys(load_field_words(), texts // 4)
    return Background(texts, counts | {word: max(counts.get(word, 0), number) for word, number in field_words.items()})


def load_field_words() -> list[str]:
    """Return the words of the field, counted as words of every fourth text."""
    lines = (_DATA / FIELD).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def load_common_pairs() -> str:
    """Return the pairs of `LEAST_PAIR` texts or more and of the field's words, two characters each, without spaces."""
    lines = (_DATA / PAIRS).read_text("utf-8").splitlines()
    of_words = (word[i : i + 2] for word in load_field_words() for i in range(len(word) - 1))
    return "".join([*(line for line in lines if not line.startswith("#")), *of_words])
