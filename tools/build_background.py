"""Count in how many texts words, characters, figures and pairs of characters stand: data/background*.txt.

    python tools/build_background.py FILE...

Only counts of tokens that several texts contain are written, so that no text can be read from them. A long text counts
as one for every `PIECE` characters.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from jyplan.compare.rewrites.background import LEAST_PAIR, PAIRS, WORDS
from jyplan.compare.rewrites.items import itemize
from jyplan.text.encodings import decode
from jyplan.text.fold import fold
from jyplan.text.words import load_words

DATA = Path(__file__).resolve().parent.parent / "src" / "jyplan" / "data"
PIECE = 1500
"""Characters, about a plan."""
LEAST = 2
"""Texts that a listed token is in."""
HEADER = """\
# In how many texts a word, a character or a figure stands. Counted by tools/build_background.py in
# samples/, the plans and papers of tests/cases/manner, sixteen public plans and pages, and twelve provincial government work reports of 2026
# (official documents, in pieces of 1,500 characters). Counts only; tokens of a single text are left out.
# The first number is the number of texts; then a number of texts and the tokens that stand in so many.
"""
PAIRS_HEADER = f"""\
# The pairs of characters in {LEAST_PAIR} or more of the texts of {WORDS}: no text is recognised by them.
"""


def count(texts: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the numbers of texts with each word, character and figure, and with each pair of characters."""
    cut = load_words()
    tokens: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        found: set[str] = set()
        for item in itemize(text, cut).items:
            found |= {*item.words, *"".join(item.words), *item.figures}
        tokens.update(found)
        pairs.update({run[i : i + 2] for run in re.findall("[一-鿿]+", text) for i in range(len(run) - 1)})
    return tokens, pairs


def main(names: list[str]) -> None:
    """Write both files."""
    pieces = []
    for name in names:
        decoded = decode(Path(name).read_bytes())
        text = fold(decoded.text) if decoded else ""
        pieces += [text[start : start + PIECE] for start in range(0, max(len(text) - PIECE // 2, 1), PIECE)]
    tokens, pairs = count(pieces)
    by_count: dict[int, list[str]] = {}
    for token, number in tokens.items():
        if number >= LEAST:
            by_count.setdefault(number, []).append(token)
    lines = [
        str(len(pieces)),
        *(f"{n}\t{' '.join(sorted(found))}" for n, found in sorted(by_count.items(), reverse=True)),
    ]
    (DATA / WORDS).write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    common = sorted(pair for pair, number in pairs.items() if number >= LEAST_PAIR)
    rows = ["".join(common[start : start + 50]) for start in range(0, len(common), 50)]
    (DATA / PAIRS).write_text(PAIRS_HEADER + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
