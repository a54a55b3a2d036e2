"""The edits of a comparison made in the left text, which must give the right text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Edit


def apply_edits(text: str, edits: Sequence[Edit], start: int = 0) -> str:
    """Return the left text with the edits made; `start` is the offset of `text` in the plan text the edits refer to."""
    pieces, offset = [], 0
    for edit in edits:
        pieces += [text[offset : edit.left.start - start], edit.right_text]
        offset = edit.left.end - start
    return "".join([*pieces, text[offset:]])
