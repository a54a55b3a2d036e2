"""The facts of a sentence without an outline, for texts compared as plain strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.outline.facts import find_facts

if TYPE_CHECKING:
    from jyplan.model import Fact


def facts_of_sentence(sentence: str, start: int) -> tuple[Fact, ...]:
    """Return the figures, dates, owners and deliverables of a sentence; offsets are shifted by `start`."""
    return find_facts(sentence, start, None)
