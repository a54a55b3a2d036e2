"""Text of strangers inside Markdown: what it says, never what it would mean there."""

from __future__ import annotations

import re

from jyplan.reports.media.visible import one_line

# What begins something inside a line, and what does so at its start: CommonMark 0.31, 4 and 6; ~ and | are GFM's
_INLINE = re.compile(r"[\\`*_#\[\]<>&~|]")
_START = re.compile(r"^(?=[+=-])|(?<=^\d)(?=[.)])|^(\d{2,9})(?=[.)])")


def paragraph(text: str) -> str:
    r"""Return a line that shows `text` as it is, wherever a block may begin.

    >>> print(paragraph("1. <b>听课</b> [x](y)"))
    1\. \<b\>听课\</b\> \[x\](y)
    """
    return _START.sub(lambda match: f"{match[0]}\\", inline(text))


def inline(text: str) -> str:
    r"""Return what shows `text` as it is inside a heading or a line, controls made visible."""
    return _INLINE.sub(r"\\\g<0>", one_line(text))
