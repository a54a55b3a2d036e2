"""The words of a corpus: two sets written by hand, and as many drawn from jieba's dictionary as there are seeds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

WRITTEN = ("teaching", "care")
"""The sets beside this module; they have no word in common."""
DRAWN = "dictionary-"
"""`dictionary-3` is the third set drawn from the dictionary."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Words by class, and the shapes of clauses made of them."""

    name: str
    words: dict[str, Words]
    shapes: tuple[str, ...]
    """Clauses with classes in braces; `{n}` in a word stands for a number."""


@cache
def load_vocabulary(name: str) -> Vocabulary:
    """Return a vocabulary by its name: one of `WRITTEN`, or `dictionary-` and a number.

    Raises:
        ValueError: There is no such vocabulary.
    """
    if name in WRITTEN:
        return _read(name)
    if name.startswith(DRAWN) and name.removeprefix(DRAWN).isdecimal():
        return _draw(name)
    raise ValueError(f"no vocabulary {name!r}: there are {', '.join(WRITTEN)} and {DRAWN}1, {DRAWN}2, …")


def _read(name: str) -> Vocabulary:
    words: dict[str, Words] = {}
    shapes = []
    for line in (Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8").splitlines():
        kind, _, rest = line.partition(": ")
        if kind == "shape":
            shapes.append(rest)
        elif rest:
            words[kind] = tuple(rest.split())
    return Vocabulary(name, words, tuple(shapes))


SIZES = {"verb": 90, "quality": 90, "head": 90, "deed": 60, "matter": 80}
"""Words drawn for each class of content words."""
_PARTS = {"verb": ("v", 2), "quality": ("n", 2), "head": ("n", 2), "deed": ("v", 2), "matter": ("n", 4)}
"""Part of speech in jieba's notation and number of characters."""
_COMMON = {2: (500, 8000), 4: (20, 2000)}
"""Least and greatest frequency in jieba's dictionary by length of the word: neither unknown nor everyday words."""


def _draw(name: str) -> Vocabulary:
    """Return a written vocabulary with the classes of `SIZES` drawn anew: no sense, but new words in real shapes."""
    random = Random(name)
    frame = _read(random.choice(WRITTEN))
    drawn: dict[str, Words] = {}
    taken: set[str] = set()
    for kind, (part, length) in _PARTS.items():
        pool = [word for word in _dictionary(part, length) if word not in taken]
        drawn[kind] = tuple(random.sample(pool, SIZES[kind]))
        taken.update(drawn[kind])
    return Vocabulary(name, frame.words | drawn, frame.shapes)


@cache
def _dictionary(part: str, length: int) -> Words:
    lowest, highest = _COMMON[length]
    entries = (line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
    return tuple(
        word
        for word, often, kind in entries
        if kind == part and len(word) == length and lowest <= int(often) <= highest
    )
