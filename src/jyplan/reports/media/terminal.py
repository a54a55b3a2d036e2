"""Colours of a terminal, as the plain sequences of ECMA-48, 8.3.117 (SGR).

Reports use a handful of colours and no layout, so this needs no library: importing rich would
cost four times what the whole report does.
"""

from __future__ import annotations

BOLD = "1"
DIM = "2"
RED = "31"
GREEN = "32"
YELLOW = "33"
CYAN = "36"
DEFAULT = "39"


def to_column(column: int) -> str:
    """Return the code that moves the cursor to a column of the line, counted from 0: CHA of ECMA-48, 8.3.9.

    Text columns stay aligned on terminals that disagree about the width of “”, … and the like.
    """
    return f"\x1b[{column + 1}G"


def painted(text: str, *codes: str) -> str:
    r"""Return `text` in the given colours and weights; unchanged if empty or without codes.

    >>> painted("目标", BOLD)
    '\x1b[1m目标\x1b[0m'
    """
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes and text else text
