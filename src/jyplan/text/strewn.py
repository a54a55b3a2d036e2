"""Characters strewn into a text so that a comparison does not find it: ※, x or 的 after every few characters.

| text | strewn | kept |
|---|---|---|
| 每周※三下※午共※读一※本教※学实录 | ※ five times | 每周三下午共读一本教学实录 |
| 每周x三下q午共m读一z本教k学实录 | single letters between Hanzi | the same |
| 每周的三下的午共的读一的本教的学实录 | 的, every fourth Hanzi | the same |
| 每周三下nbsp午共读一nbsp本教学实nbsp录 | one word, over and over | the same |
| 第3周、第4周、第5周 | none: figures in a list are a plan's own | |
| 2月24日 教务处 2月25日 教科室 | none: the days of a calendar | |

A comparison leaves strewn characters out. A plan is judged whole: what is strewn stands there by the dozen.
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

LEAST = 12
"""Strewn characters of a text, at least."""
MOST = 0.6
"""Share of strewn characters, at most: 教研教研教研 is a repetition."""
LONE = 0.1
"""Signs and letters, alone or in twos between Hanzi, for each Hanzi of a text where they are strewn: real plans have .01, …"""
LONE_DIGITS = 0.12
"""… and of digits, which plans have more of …"""
REGULAR = 0.6
"""… and which therefore count only at this share of equal distances."""
NEARLY_REGULAR = 0.8
"""… or at this share of distances that differ by two at most, where whoever strewed them counted marks as well."""
REPEATED = 4
"""Signs for each different character before or behind them, at most: the options of a form stand beside the same words …"""
MANY = 60
"""… unless there are so many different ones."""
BORDERS = 0.5
"""Share of the signs beside a space, a mark or the end of a line from which on they are ticks and bullets."""
WORD = 8
"""Letters of a strewn word, at most …"""
WORDS = 0.1
"""… and how often the same word stands for each Hanzi where it is strewn at regular distances: a real plan has .01 of PPT or STEAM …"""
WORDS_ANYWHERE = 0.14
"""… and at any distances."""
NEIGHBOUR = 0.25
"""Share of the commonest character before or behind such a word, at most: whoever strews looks at no words, while STEAM社团 is a club."""
FREQUENT = 0.12
"""Share of a Hanzi that is strewn: the commonest of a real plan, 的 or 学, has .06 at most …"""
PARTICLES = "的了之与和而也地得着及其"
PARTICLES_SHARE = 0.15
"""… and all particles together .08."""
BESIDE = 0.4
"""Share of the commonest character before or behind such a Hanzi, and of numerals, at most: in a roster of classes 班 stands behind numerals."""
RUN = 3
"""Characters of a strewn stretch, at most: 哈哈 …"""
RUNS = 0.08
"""… and stretches for each character, at least."""
_COUNTED = "年月日号周天点时分秒期级班节届名人次位个项条篇本课校元岁米册章组室楼份所台件"
"""A digit before one of these, or behind 第, tells a date or a number …"""
COUNTED_SHARE = 0.35
"""… and where more digits do, they are a calendar's, however many: strewn ones do so at .2."""
_COMMON = frozenset("，。、；：！？“”‘’（）《》〈〉【】「」—…·,.;:!?()[]\"'-~～/|")
"""Punctuation, which every text has between its Hanzi."""
_FIRST, _LAST = 0x3400, 0x9FFF
_FIRST_HANZI, _LAST_HANZI = chr(_FIRST), chr(_LAST)
_HANZI = f"{_FIRST_HANZI}-{_LAST_HANZI}"
_PUNCTUATION = lazy_pattern(f"[{re.escape(''.join(sorted(_COMMON)))}]++")
_LONE_RUN = lazy_pattern(rf"(?<=[{_HANZI}])([^{_HANZI}])[^{_HANZI}]?+(?![^{_HANZI}])")
"""The first of one or two characters between Hanzi that are none."""
_WORD = lazy_pattern(rf"(?<=[{_HANZI}])([^{_HANZI}]{{3,{WORD}}})(?=[{_HANZI}])")
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
    if size < 4 * LEAST:
        return None
    is_hanzi = (codes >= _FIRST) & (codes <= _LAST)
    hanzi = int(np.count_nonzero(is_hanzi))
    if not hanzi:
        return None
    found = _frequent(codes, is_hanzi)
    if size - hanzi >= max(LEAST, LONE * hanzi):
        lone = _lone(codes, is_hanzi, hanzi) | _words(codes, is_hanzi, hanzi)
        found = lone if found is None else found | lone
    is_strewn = found is not None and 0 < np.count_nonzero(found) <= MOST * size
    return found if is_strewn else None


def strewn_places(text: str) -> list[int]:
    """Return the offsets of the characters that are strewn into a displayed text, in order; none where most stand at borders of words.

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
    return strewn if at_borders < BORDERS * len(strewn) else []


def _counts(character: str) -> bool:
    return not character.isspace() and character not in _COMMON


def _may_be_strewn(text: str) -> bool:
    """Whether `find_strewn` may find anything; the import of numpy takes longer than a small plan is read."""
    counts = Counter(text)
    for character in [character for character in counts if character in _COMMON or character.isspace()]:
        del counts[character]
    size = counts.total()
    of_hanzi = [count for character, count in counts.items() if _FIRST_HANZI <= character <= _LAST_HANZI]
    hanzi = sum(of_hanzi)
    if size < 4 * LEAST or not hanzi:
        return False
    particles = sum(counts.get(character, 0) for character in PARTICLES)
    if max(of_hanzi) >= max(LEAST, FREQUENT * size) or particles >= max(LEAST, PARTICLES_SHARE * size):
        return True
    if size - hanzi < max(LEAST, LONE * hanzi):
        return False
    bare = _PUNCTUATION.sub("", "".join(text.split()))
    lone: list[str] = _LONE_RUN.findall(bare)
    digits = sum("0" <= first <= "9" for first in lone)
    others = len(lone) - digits
    most = max(Counter(_WORD.findall(bare)).values(), default=0)
    return (
        others >= max(LEAST, LONE * hanzi)
        or digits >= max(LEAST, LONE_DIGITS * hanzi)
        or most >= max(LEAST, WORDS * hanzi)
    )


def _lone(codes: Codes, is_hanzi: Mask, hanzi: int) -> Mask:
    """Return the mask of signs, letters or digits strewn alone or in twos behind Hanzi."""
    import numpy as np

    edges = np.flatnonzero(np.diff(~is_hanzi, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) < LEAST:
        return np.zeros(len(codes), dtype=bool)
    is_inside = (ends - starts <= 2) & (starts > 0)
    starts, ends = starts[is_inside], ends[is_inside]
    is_digit = (codes[starts] >= ord("0")) & (codes[starts] <= ord("9"))
    followers = codes[np.minimum(ends, len(codes) - 1)]
    is_counted = is_digit & (np.isin(followers, _counting()) | (codes[starts - 1] == ord("第")))
    of_a_calendar = np.count_nonzero(is_counted) > COUNTED_SHARE * np.count_nonzero(is_digit)
    mask: Mask = np.zeros(len(codes), dtype=bool)
    for of_kind, share in ((~is_digit, LONE), (is_digit, LONE_DIGITS)):
        first, last = starts[of_kind], ends[of_kind]
        if len(first) < max(LEAST, share * hanzi) or (
            share == LONE_DIGITS and (of_a_calendar or not _is_regular(first))
        ):
            continue
        if min(_count_different(codes[first - 1]), _count_different(codes[last[last < len(codes)]])) < len(first):
            continue
        mask[first] = True
        mask[last - 1] = True
    return mask


def _words(codes: Codes, is_hanzi: Mask, hanzi: int) -> Mask:
    """Return the mask of a word, three to `WORD` characters and no figure, that stands between Hanzi over and over."""
    import numpy as np

    mask: Mask = np.zeros(len(codes), dtype=bool)
    edges = np.flatnonzero(np.diff(~is_hanzi, prepend=False, append=False))
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    is_word = (sizes > 2) & (sizes <= WORD) & (starts > 0)
    starts, sizes = starts[is_word], sizes[is_word]
    if len(starts) < max(LEAST, WORDS * hanzi):
        return mask
    letters = codes[np.minimum(starts[:, None] + np.arange(WORD), len(codes) - 1)]
    letters[np.arange(WORD) >= sizes[:, None]] = 0
    words, numbers, counts = np.unique(letters, axis=0, return_inverse=True, return_counts=True)
    most = int(counts.argmax())
    is_most = numbers.ravel() == most
    starts, word = starts[is_most], words[most]
    shown = "".join(map(chr, word[word > 0].tolist()))
    is_figure = shown.isalnum() and not shown.isalpha()
    followers = codes[np.minimum(starts + len(shown), len(codes) - 1)]
    commonest = max(int(np.bincount(neighbours).max(initial=0)) for neighbours in (codes[starts - 1], followers))
    if is_figure or commonest > NEIGHBOUR * len(starts):
        return mask
    if len(starts) < max(LEAST, (WORDS if _is_regular(starts) else WORDS_ANYWHERE) * hanzi):
        return mask
    mask[starts[:, None] + np.arange(len(shown))] = True
    return mask


def _count_different(neighbours: Codes) -> int:
    """Return for how many strewn characters there are enough different neighbours: 优 and 良 behind □ make a form."""
    import numpy as np

    different = len(np.unique(neighbours))
    return len(neighbours) + 1 if different >= MANY else REPEATED * different


def _is_regular(places: NDArray[np.int64]) -> bool:
    import numpy as np

    counts = np.bincount(np.diff(places), minlength=3)
    return bool(
        max(counts.max() / REGULAR, (counts[:-2] + counts[1:-1] + counts[2:]).max() / NEARLY_REGULAR) >= len(places) - 1
    )


def _frequent(codes: Codes, is_hanzi: Mask) -> Mask | None:
    """Return the mask of Hanzi that are far more frequent than any Hanzi is in a text that somebody wrote; None without any."""
    import numpy as np

    counts = np.bincount(codes[is_hanzi], minlength=_LAST + 1)
    least = max(LEAST, FREQUENT * len(codes))
    frequent = np.flatnonzero(counts >= least).tolist() if counts.max() >= least else []
    strewn = np.array([code for code in frequent if _stands_anywhere(codes, code)], dtype=np.int64)
    particles = np.setdiff1d(_particles(), strewn) if len(strewn) else _particles()
    if counts[particles].sum() >= max(LEAST, PARTICLES_SHARE * len(codes)):
        strewn = np.concatenate((strewn, particles))
    if not len(strewn):
        return None
    mask = np.isin(codes, strewn)
    starts, ends = _runs(mask)
    return mask if np.count_nonzero(ends - starts <= RUN) >= max(LEAST, RUNS * len(codes)) else None


def _stands_anywhere(codes: Codes, code: int) -> bool:
    """Whether a Hanzi stands beside all kinds of others: 周 in a calendar stands beside numerals, 组 behind letters, 级 in a roster behind 年."""
    import numpy as np

    starts, ends = _runs(codes == code)
    before, after = codes[starts[starts > 0] - 1], codes[ends[ends < len(codes)]]
    commonest = max(int(np.bincount(neighbours).max(initial=0)) for neighbours in (before, after))
    beside_numerals = max(int(np.isin(neighbours, _numerals()).sum()) for neighbours in (before, after))
    return max(commonest, beside_numerals) <= BESIDE * len(starts)


def _runs(mask: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and the ends of the stretches of a mask that are true."""
    import numpy as np

    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return edges[::2], edges[1::2]


@cache
def _counting() -> NDArray[np.uint32]:
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
