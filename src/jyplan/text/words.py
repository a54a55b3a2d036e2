"""The words of a text, as jieba's dictionary cuts them; the only door to jieba, which is loaded at the first word.

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
    return lambda text: list(tokenizer.cut(text, HMM=False))
