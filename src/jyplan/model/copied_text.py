"""The copied characters of a plan; a comparison of two plans needs no other fact about copies among many."""

from __future__ import annotations

from dataclasses import field

from jyplan.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class CopiedText:
    """The copied characters of a plan, as stretches of its content characters: spaces and format are not counted."""

    size: int
    """Characters of the plan."""
    edges: bytes = field(repr=False)
    """Starts and ends of the copied stretches in turn, ascending, as little-endian numbers of 32 bits."""


NOT_COPIED = CopiedText(0, b"")
"""Nothing of a plan whose characters are not known."""
