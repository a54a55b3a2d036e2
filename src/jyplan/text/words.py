"""The words of a text by jieba's dictionary; the only module that imports jieba, at first use.

No hidden Markov model: it guesses words that no dictionary has, and guesses them differently in two wordings.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WordCutter = Callable[[str], list[str]]


def load_words(folder: Path | None = None) -> WordCutter:
    """Return a function from a text to the list of its words, spaces and signs; the pieces joined are the text.

    With the extra `fast` it is rjieba, jieba in Rust: the same words in a tenth of the time, and nothing to keep.
    `folder` is for jieba itself, as `load_jieba` says.

    >>> load_words()("每周三下午集体备课")
    ['每周三', '下午', '集体', '备课']
    """
    try:
        import rjieba
    except ImportError:
        return load_jieba(folder)

    def cut(text: str) -> list[str]:
        try:
            words: list[str] = rjieba.cut(text, hmm=False)
        except UnicodeEncodeError:  # half a character, which Rust does not know
            return load_jieba(folder)(text)
        return words

    return cut


@cache
def load_jieba(folder: Path | None = None) -> WordCutter:
    """Return the same function by jieba in Python.

    `folder` keeps jieba's compiled dictionary for the next run (0.2 s instead of 0.8 s) and must be the user's own:
    jieba believes what it finds there. Without a folder nothing is kept.
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
    return lambda text: list(tokenizer.cut(text, HMM=False))
