"""Text of documents escaped for Markdown, so that no character acts as markup."""

from __future__ import annotations

from jyplan.reports.media.visible import one_line
from jyplan.text.patterns import lazy_pattern

# Characters that begin markup inside a line and at the start of a line: CommonMark 0.31, 4 and 6; ~ and | are of GFM
_INLINE = lazy_pattern(r"[\\`*_#\[\]<>&~|]")
_START = lazy_pattern(r"^(?=[+=-])|(?<=^\d)(?=[.)])|^(\d{2,9})(?=[.)])")


def paragraph(text: str) -> str:
    r"""Return `text` escaped to stand at the start of a Markdown block.

    >>> print(paragraph("1. <b>听课</b> [x](y)"))
    1\. \<b\>听课\</b\> \[x\](y)
    """
    return _START.sub(lambda match: f"{match[0]}\\", inline(text))


def inline(text: str) -> str:
    """Return `text` escaped to stand inside a Markdown line, control characters made visible."""
    return _INLINE.sub(r"\\\g<0>", one_line(text))
