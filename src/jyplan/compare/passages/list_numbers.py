"""Numbers of headings and items at the beginnings of lines: format, which another scheme of numbers replaces.

| line | number |
|---|---|
| 一、工作目标 | 一、 |
| （二）听课评课 | （二） |
| 2.1 听课评课 | 2.1 |
| 2.5万元用于添置图书 | none: a quantity |
| 3 月召开家长会 | none: a date |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.text.numerals import NUMERAL
from jyplan.text.patterns import HANZI, lazy_pattern

if TYPE_CHECKING:
    from jyplan.compare.arrays import Ints

_ORDINAL = rf"(?:[0-9０-９]{{1,3}}|[{NUMERAL}]{{1,4}})"
_LEVELS = r"[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})"
_NO_UNIT = rf"(?![年月日号时点分秒周天个名次节人班位级课学元万亿千百米公本项篇套度倍%％{NUMERAL}]){HANZI}"
"""The word after a number without a mark; a unit makes the number a quantity or a date."""
_NUMBER = lazy_pattern(
    rf"[^\S\n]{{0,16}}(?:[(（〔\[【]{_ORDINAL}[)）〕\]】]、?"
    rf"|{_ORDINAL}[、)）.．:：](?![0-9０-９])"
    rf"|{_LEVELS}{{1,4}}(?:[、.．](?![0-9０-９])|(?=[^\S\n]?{_NO_UNIT}))"
    rf"|[0-9０-９]{{1,2}}(?=[^\S\n]{{1,4}}{_NO_UNIT})"
    rf"|第{_ORDINAL}[章节条编篇部款](?=[^\S\n:：、])"
    r"|[①-⒛㈠-㉃❶-❿Ⅰ-Ⅻ][、.．]?"
    r"|(?:[A-Za-z]|[IVX]{2,4})[、.．)）](?![A-Za-z0-9]))",
)


def list_numbers(text: str) -> tuple[Ints, Ints]:
    r"""Return the starts and the ends of the numbers at the beginnings of lines.

    >>> [span.tolist() for span in list_numbers("一、听课20节\n（1）评课\n2.5万元")]
    [[0, 8], [2, 11]]
    """
    spans = []
    offset = 0
    for line in text.split("\n"):
        if (number := _NUMBER.match(line)) is not None:
            spans.append((offset, offset + number.end()))
        offset += len(line) + 1
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    return starts, ends
