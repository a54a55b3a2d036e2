"""The words of a text, as jieba's dictionary cuts them; the only door to jieba, which is loaded at the first word.

No hidden Markov model: it guesses words that no dictionary has, and guesses them differently in two wordings.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache, partial
from math import inf, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WordCutter = Callable[[str], list[str]]


@cache
def load_words(folder: Path | None = None) -> WordCutter:
    """Return the function that cuts a text into words, spaces and signs; the pieces joined are the text.

    `folder` keeps jieba's compiled dictionary for the next run (0.2 s instead of 0.8 s) and must be the user's own:
    jieba believes what it finds there. Without a folder nothing is kept.

    >>> load_words()("每周三下午集体备课")
    ['每周三', '下午', '集体', '备课']
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba asks for pkg_resources, which warns of its end
        import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it writes to stderr
    tokenizer = jieba.Tokenizer()
    if folder is None:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    else:
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
    # jieba lists the words at every place first; both steps at once take half the time
    tokenizer.get_DAG = lambda _: None
    tokenizer.calc = partial(_fill_route, tokenizer.FREQ, log(tokenizer.total))
    return lambda text: list(tokenizer.cut(text, HMM=False))


def _fill_route(
    counts: Mapping[str, int], log_total: float, text: str, _: None, route: dict[int, tuple[float, int]]
) -> None:
    """Fill in for each place of a text how likely the best words from there on are, and the last character of the first of them.

    `counts` has every beginning of a word, with 0 for what is no word itself; of equally likely words the longest is taken.
    """
    size = len(text)
    route[size] = (0, 0)
    for place in range(size - 1, -1, -1):
        best, best_last = -inf, place
        last, beginning = place, text[place]
        while last < size and (count := counts.get(beginning)) is not None:
            if count and (value := log(count) - log_total + route[last + 1][0]) >= best:
                best, best_last = value, last
            last += 1
            beginning = text[place : last + 1]
        if best == -inf:
            best = log(counts.get(text[place]) or 1) - log_total + route[place + 1][0]
        route[place] = (best, best_last)
