"""What a new Word file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Remark = tuple[str, ...]
"""The paragraphs of a comment; empty for none."""


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a file, and the comments on them."""

    blocks: list[Element]
    """`w:p`, and ends of moved ranges between them."""
    remarks: list[Remark]
    """The comments; their places in this list are their ids."""
