"""Write src/jyplan/data/hanzi.txt: how common each Simplified character is.

Counts the characters of the words in jieba's dictionary, each word as often as jieba says it occurs.
Some of the texts behind the dictionary were UTF-8 decoded as GBK: 銆 occurs 7,000 times and 涓 13,000 times, each as a
word by itself, and a decoder needs the true frequency of such characters. So the count of a character as a word by itself
is limited to ten times its count inside longer words.
Run from the root of the repository: python tools/build_hanzi.py
"""

import math
from collections import Counter
from pathlib import Path

import jieba

from jyplan.text.fold import fold

HEADER = """\
# How common a Simplified character is: "9 年..." means that one character in 2**9 to 2**10 is 年.
# Counted from the word frequencies of jieba 0.42.1 by tools/build_hanzi.py; jieba is
# Copyright (c) 2013 Sun Junyi, MIT licence. Characters rarer than one in 2**22 are left out.
"""
RAREST = 21
"""Largest exponent in the table; rarer characters (30 of 60 million) are typing errors and notes on old books."""
MOST_ALONE = 10
"""Greatest ratio of a character's count as a word by itself to its count inside longer words."""


def main() -> None:
    """Write the table."""
    alone: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        into = counts if len(word) > 1 else alone
        for character in fold(word):
            if "\u4e00" <= character <= "\u9fff":
                into[character] += int(count)
    for character, times in alone.items():
        counts[character] += min(times, MOST_ALONE * counts[character])
    rows: dict[int, list[str]] = {}
    for character, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        rarity = int(math.log2(counts.total() / times)) if times else RAREST + 1
        if rarity <= RAREST:
            rows.setdefault(rarity, []).append(character)
    lines = (f"{rarity} {''.join(row)}\n" for rarity, row in sorted(rows.items()))
    Path("src/jyplan/data/hanzi.txt").write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
