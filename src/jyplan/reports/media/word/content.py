"""Content of a new Word file: paragraphs and comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Remark = tuple[str, ...]
"""Paragraphs of a comment; empty for no comment."""


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and comments of a Word file."""

    blocks: list[Element]
    """`w:p` elements, and between them ends of moved ranges."""
    remarks: list[Remark]
    """Comments; the index of a comment is its id."""
