"""Characters strewn into a text to hide it from comparisons: ※, x or 的 after every few characters.

| text | strewn | kept |
|---|---|---|
| 每周※三下※午共※读一※本教※学实录 | ※ five times | 每周三下午共读一本教学实录 |
| 每周x三下q午共m读一z本教k学实录 | single letters between Hanzi | the same |
| 每周的三下的午共的读一的本教的学实录 | 的, every fourth Hanzi | the same |
| 每周三下nbsp午共读一nbsp本教学实nbsp录 | one word, over and over | the same |
| 第3周、第4周、第5周 | none: figures in a list | |
| 2月24日 教务处 2月25日 教科室 | none: the days of a calendar | |

A comparison leaves strewn characters out. Whole plans are judged, never single sentences: strewn characters come by the dozen.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from string import ascii_letters
from typing import TYPE_CHECKING

from jyplan.text.numerals import NUMERAL
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32] | NDArray[np.uint16]
    Mask = NDArray[np.bool_]

FEWEST = 12
"""Fewest strewn characters in a text."""
LARGEST_SHARE = 0.6
"""Largest share of strewn characters in a text: 教研教研教研 is a repetition."""

# Lone signs, letters and digits: one or two characters between Hanzi. Shares are of the number of Hanzi.
LONE_SHARE = 0.1
"""Least share of lone signs and letters that are strewn; real plans have 0.01."""
LONE_DIGIT_SHARE = 0.12
"""The same for digits, more frequent in real plans; digits must also be regular (`EQUAL_DISTANCES`)."""
EQUAL_DISTANCES = 0.6
"""Characters are regular if this share of their distances is equal, ..."""
NEARLY_EQUAL_DISTANCES = 0.8
"""... or this share differs by two at most, for writers who count punctuation as well."""
MOST_PER_NEIGHBOUR = 4
"""Most lone characters for each different character before or behind them; the options of a form repeat few neighbours."""
ENOUGH_NEIGHBOURS = 60
"""With this many different neighbours `MOST_PER_NEIGHBOUR` does not count."""
_COUNTED = "年月日号周天点时分秒期级班节届名人次位个项条篇本课校元岁米册章组室楼份所台件"
"""A digit before one of these characters, or behind 第, is a date or a number."""
COUNTED_SHARE = 0.35
"""Largest share of dates and numbers among strewn digits (0.2 in strewn texts); more are a calendar."""

# Words: the same three and more characters between Hanzi, over and over. Shares are of the number of Hanzi.
LONGEST_WORD = 8
"""Letters."""
WORD_SHARE = 0.1
"""Least share of a strewn word at regular distances; PPT or STEAM has 0.01 in real plans."""
WORD_SHARE_ANYWHERE = 0.14
"""The same at any distances."""
COMMONEST_NEIGHBOUR = 0.25
"""Largest share of the most common character before or behind a strewn word: a writer strews at random, but STEAM社团 is a club."""

# Hanzi of extreme frequency. Shares are of the number of characters.
HANZI_SHARE = 0.12
"""Least share of a strewn Hanzi; the most common in real plans, 的 or 学, has 0.06."""
PARTICLES = "的了之与和而也地得着及其"
PARTICLE_SHARE = 0.15
"""Least share of all particles together; 0.08 in real plans."""
COMMONEST_BESIDE = 0.4
"""Largest share of the most common character, and of numerals, before or behind a strewn Hanzi: in a roster 班 follows numerals."""
COMMONEST_TWO_BESIDE = 0.5
"""Share of the two commonest characters on one side, at most: whoever strews looks at no words."""
LONGEST_RUN = 3
"""Characters of a strewn run of frequent Hanzi: 哈哈."""
RUN_SHARE = 0.08
"""Least number of strewn runs for each character of the text."""

AT_BORDERS = 0.5
"""From this share of strewn characters beside a space, a punctuation mark or a line end on, the characters are ticks and bullets."""
_COMMON = frozenset("，。、；：！？“”‘’（）《》〈〉【】「」—…·,.;:!?()[]\"'-~～/|")
"""Punctuation, present between the Hanzi of every text."""
_FIRST, _LAST = 0x3400, 0x9FFF
_FIRST_HANZI, _LAST_HANZI = chr(_FIRST), chr(_LAST)
_HANZI = f"{_FIRST_HANZI}-{_LAST_HANZI}"
_PUNCTUATION = lazy_pattern(f"[{re.escape(''.join(sorted(_COMMON)))}]++")
_LONE_RUN = lazy_pattern(rf"(?<=[{_HANZI}])([^{_HANZI}])[^{_HANZI}]?+(?![^{_HANZI}])")
"""The first of one or two characters between Hanzi."""
_WORD = lazy_pattern(rf"(?<=[{_HANZI}])([^{_HANZI}]{{3,{LONGEST_WORD}}})(?=[{_HANZI}])")
"""A word between Hanzi."""


def find_strewn(codes: Codes) -> Mask | None:
    """Return the mask of the strewn characters of a folded text without spaces and punctuation; None without any.

    >>> import numpy as np
    >>> codes = np.array([ord(character) for character in "每周※三下※午共※读一※本教※学实※录" * 3], dtype=np.uint32)
    >>> int(find_strewn(codes).sum())
    18
    """
    import numpy as np

    size = len(codes)
    if size < 4 * FEWEST:
        return None
    is_hanzi = (codes >= _FIRST) & (codes <= _LAST)
    hanzi = int(np.count_nonzero(is_hanzi))
    if not hanzi:
        return None
    mask = _frequent(codes, is_hanzi)
    if size - hanzi >= max(FEWEST, LONE_SHARE * hanzi):
        lone = _lone(codes, is_hanzi, hanzi) | _words(codes, is_hanzi, hanzi)
        mask = lone if mask is None else mask | lone
    is_strewn = mask is not None and 0 < np.count_nonzero(mask) <= LARGEST_SHARE * size
    return mask if is_strewn else None


def strewn_places(text: str) -> list[int]:
    """Return the offsets of the characters strewn into a displayed text, in order; none if most are ticks and bullets.

    >>> strewn_places("每周※三下※午共※读一※本教※学实※录" * 3)[:3]
    [2, 5, 8]
    """
    if not _may_be_strewn(text):
        return []
    import numpy as np

    places = [place for place, character in enumerate(text) if _counts(character)]
    mask = find_strewn(np.array([ord(text[place]) for place in places], dtype=np.uint32))
    strewn = [] if mask is None else [places[index] for index in np.flatnonzero(mask).tolist()]
    at_borders = sum(
        not _counts(text[place - 1 : place] or " ") or not _counts(text[place + 1 : place + 2] or " ")
        for place in strewn
    )
    return strewn if at_borders < AT_BORDERS * len(strewn) else []


def _counts(character: str) -> bool:
    return not character.isspace() and character not in _COMMON


def _may_be_strewn(text: str) -> bool:
    """Return whether `find_strewn` may find anything: a quick test without numpy, slow to import."""
    counts = Counter(text)
    for character in [character for character in counts if character in _COMMON or character.isspace()]:
        del counts[character]
    size = counts.total()
    of_hanzi = [count for character, count in counts.items() if _FIRST_HANZI <= character <= _LAST_HANZI]
    hanzi = sum(of_hanzi)
    if size < 4 * FEWEST or not hanzi:
        return False
    particles = sum(counts.get(character, 0) for character in PARTICLES)
    if max(of_hanzi) >= max(FEWEST, HANZI_SHARE * size) or particles >= max(FEWEST, PARTICLE_SHARE * size):
        return True
    if size - hanzi < max(FEWEST, LONE_SHARE * hanzi):
        return False
    bare = _PUNCTUATION.sub("", "".join(text.split()))
    lone: list[str] = _LONE_RUN.findall(bare)
    digits = sum("0" <= first <= "9" for first in lone)
    signs = len(lone) - digits
    most = max(Counter(_WORD.findall(bare)).values(), default=0)
    return (
        signs >= max(FEWEST, LONE_SHARE * hanzi)
        or digits >= max(FEWEST, LONE_DIGIT_SHARE * hanzi)
        or most >= max(FEWEST, WORD_SHARE * hanzi)
    )


def _lone(codes: Codes, is_hanzi: Mask, hanzi: int) -> Mask:
    """Return the mask of signs, letters or digits strewn alone or in twos behind Hanzi."""
    import numpy as np

    edges = np.flatnonzero(np.diff(~is_hanzi, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) < FEWEST:
        return np.zeros(len(codes), dtype=bool)
    is_inside = (ends - starts <= 2) & (starts > 0)
    starts, ends = starts[is_inside], ends[is_inside]
    is_digit = (codes[starts] >= ord("0")) & (codes[starts] <= ord("9"))
    followers = codes[np.minimum(ends, len(codes) - 1)]
    is_counted = is_digit & (np.isin(followers, _counted_things()) | (codes[starts - 1] == ord("第")))
    of_a_calendar = np.count_nonzero(is_counted) > COUNTED_SHARE * np.count_nonzero(is_digit)
    mask: Mask = np.zeros(len(codes), dtype=bool)
    for of_kind, share in ((~is_digit, LONE_SHARE), (is_digit, LONE_DIGIT_SHARE)):
        first, last = starts[of_kind], ends[of_kind]
        if len(first) < max(FEWEST, share * hanzi) or (
            share == LONE_DIGIT_SHARE and (of_a_calendar or not _is_regular(first))
        ):
            continue
        neighbours = codes[first - 1], codes[last[last < len(codes)]]
        if min(map(_most_with_neighbours, neighbours)) < len(first):
            continue
        mask[first] = True
        mask[last - 1] = True
    return mask


def _words(codes: Codes, is_hanzi: Mask, hanzi: int) -> Mask:
    """Return the mask of the most frequent word of three to `LONGEST_WORD` characters between Hanzi, if strewn; never a figure."""
    import numpy as np

    mask: Mask = np.zeros(len(codes), dtype=bool)
    edges = np.flatnonzero(np.diff(~is_hanzi, prepend=False, append=False))
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    is_word = (sizes > 2) & (sizes <= LONGEST_WORD) & (starts > 0)
    starts, sizes = starts[is_word], sizes[is_word]
    if len(starts) < max(FEWEST, WORD_SHARE * hanzi):
        return mask
    letters = codes[np.minimum(starts[:, None] + np.arange(LONGEST_WORD), len(codes) - 1)]
    letters[np.arange(LONGEST_WORD) >= sizes[:, None]] = 0
    words, numbers, counts = np.unique(letters, axis=0, return_inverse=True, return_counts=True)
    most = int(counts.argmax())
    is_most = numbers.ravel() == most
    starts, word = starts[is_most], words[most]
    shown = "".join(map(chr, word[word > 0].tolist()))
    is_figure = shown.isalnum() and not shown.isalpha()
    followers = codes[np.minimum(starts + len(shown), len(codes) - 1)]
    commonest = max(int(np.bincount(neighbours).max(initial=0)) for neighbours in (codes[starts - 1], followers))
    if is_figure or commonest > COMMONEST_NEIGHBOUR * len(starts):
        return mask
    if len(starts) < max(FEWEST, (WORD_SHARE if _is_regular(starts) else WORD_SHARE_ANYWHERE) * hanzi):
        return mask
    mask[starts[:, None] + np.arange(len(shown))] = True
    return mask


def _most_with_neighbours(neighbours: Codes) -> int:
    """Return the largest number of strewn characters with these neighbours: □ always before 优 or 良 is a form."""
    import numpy as np

    different = len(np.unique(neighbours))
    return len(neighbours) + 1 if different >= ENOUGH_NEIGHBOURS else MOST_PER_NEIGHBOUR * different


def _is_regular(places: NDArray[np.int64]) -> bool:
    import numpy as np

    counts = np.bincount(np.diff(places), minlength=3)
    return bool(
        max(counts.max() / EQUAL_DISTANCES, (counts[:-2] + counts[1:-1] + counts[2:]).max() / NEARLY_EQUAL_DISTANCES)
        >= len(places) - 1
    )


def _frequent(codes: Codes, is_hanzi: Mask) -> Mask | None:
    """Return the mask of Hanzi more frequent than in any real text; None without any."""
    import numpy as np

    counts = np.bincount(codes[is_hanzi], minlength=_LAST + 1)
    least = max(FEWEST, HANZI_SHARE * len(codes))
    frequent = np.flatnonzero(counts >= least).tolist() if counts.max() >= least else []
    strewn = np.array([code for code in frequent if _has_varied_neighbours(codes, code)], dtype=np.int64)
    particles = np.setdiff1d(_particles(), strewn) if len(strewn) else _particles()
    if counts[particles].sum() >= max(FEWEST, PARTICLE_SHARE * len(codes)):
        strewn = np.concatenate((strewn, particles))
    if not len(strewn):
        return None
    mask = np.isin(codes, strewn)
    starts, ends = _runs(mask)
    return mask if np.count_nonzero(ends - starts <= LONGEST_RUN) >= max(FEWEST, RUN_SHARE * len(codes)) else None


def _has_varied_neighbours(codes: Codes, code: int) -> bool:
    """Return whether the neighbours of a Hanzi vary: 周 in a calendar stands beside numerals, 级 in a roster behind 年."""
    import numpy as np

    starts, ends = _runs(codes == code)
    before, after = codes[starts[starts > 0] - 1], codes[ends[ends < len(codes)]]
    counts = [np.sort(np.bincount(neighbours)) for neighbours in (before, after)]
    commonest = max(int(each[-1:].sum()) for each in counts)
    if max(int(each[-2:].sum()) for each in counts) > COMMONEST_TWO_BESIDE * len(starts):
        return False  # 考试 and 考员 of a timetable of examinations
    beside_numerals = max(int(np.isin(neighbours, _numerals()).sum()) for neighbours in (before, after))
    return max(commonest, beside_numerals) <= COMMONEST_BESIDE * len(starts)


def _runs(mask: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of the true stretches of a mask."""
    import numpy as np

    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return edges[::2], edges[1::2]


@cache
def _counted_things() -> NDArray[np.uint32]:
    import numpy as np

    return np.array(sorted(map(ord, set(_COUNTED))), dtype=np.uint32)


@cache
def _numerals() -> NDArray[np.uint32]:
    import numpy as np

    return np.array([ord(character) for character in f"0123456789第日{NUMERAL}{ascii_letters}"], dtype=np.uint32)


@cache
def _particles() -> NDArray[np.int64]:
    import numpy as np

    return np.array([ord(character) for character in PARTICLES])
