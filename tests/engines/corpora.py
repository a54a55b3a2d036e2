"""Small corpora with copies of all kinds, each a function of its seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WORDS = [chr(code) + chr(code * 7 % 20000 + 0x4E00) for code in range(0x4E00, 0x5200)]


def write_texts(random: Random, count: int) -> list[str]:
    """Return texts of which some are copied whole, edited, in part, or share a section with many others."""
    section = _write(random, 60)
    texts: list[str] = []
    for number in range(count):
        own = _write(random, random.choice((0, 3, 60, 200)))
        match random.randrange(6) if texts else 5:
            case 0:
                text = random.choice(texts)
            case 1:
                text = random.choice(texts).replace(random.choice(WORDS)[0], "、")
            case 2:
                source = random.choice(texts)
                start = random.randrange(len(source) + 1)
                text = own + source[start : start + 400] + own[:50]
            case 3 | 4:
                text = own + section + str(number)
            case _:
                text = own
        texts.append(text)
    return texts


def _write(random: Random, words: int) -> str:
    weights = [1 / (rank + 3) for rank in range(len(WORDS))]
    chosen = random.choices(WORDS, weights, k=words)
    return "".join(word + "，" * (random.random() < 0.1) for word in chosen)
