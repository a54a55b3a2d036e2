"""What may stand in every plan: official slogans, and texts that the bureau itself sent out.

A slogan is looked for as it stands, a declared text by every stretch of it; neither makes a passage,
though a copied passage goes on through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jyplan.compare.arrays import Mask, interval_mask
from jyplan.compare.passages.phrases import index_phrases
from jyplan.compare.passages.seeds import shared_runs
from jyplan.compare.passages.views import View, view_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLOGANS = Path(__file__).parents[2] / "data" / "slogans.txt"
QUOTED_RUN = 8
"""Consecutive characters of a declared text that are taken as quoted from it; shorter lines count whole."""
SHORTEST_PHRASE = 4
"""A shorter line of a declared text says nothing: 备注."""


@dataclass(frozen=True)
class Boilerplate:
    """Phrases and texts that everybody may use; empty by default."""

    phrases: tuple[str, ...] = ()
    """As `View.bare`, found only whole."""
    declared: tuple[View, ...] = ()
    """Texts that may be quoted in parts."""

    def slogans_in(self, view: View) -> Mask:
        """Return which characters of a text belong to a slogan."""
        mask = np.zeros(len(view.plain), dtype=bool)
        bare, places = view.bare
        for start, end in index_phrases(self.phrases).find(bare):
            mask[places[start] : places[end - 1] + 1] = True
        return mask

    def quoted_in(self, view: View) -> Mask:
        """Return which characters of a text are quoted from a declared one."""
        mask = np.zeros(len(view.plain), dtype=bool)
        for text in self.declared:
            runs = shared_runs(view.grams, text.grams)
            long = runs.length >= QUOTED_RUN
            mask |= interval_mask(runs.left[long], runs.left[long] + runs.length[long], len(mask))
        if self.declared:
            mask |= Boilerplate(_short_lines(self.declared)).slogans_in(view)
        return mask


def built_in_slogans() -> tuple[str, ...]:
    """Return the official phrases that come with the program, as they are looked for."""
    return _read_slogans()


def declare(texts: Iterable[str] = (), *, slogans: bool = True) -> Boilerplate:
    """Return the built-in slogans (or none) with the texts that a bureau declares to be its own."""
    return Boilerplate(_read_slogans() if slogans else (), tuple(view_text(text) for text in texts))


def _short_lines(declared: tuple[View, ...]) -> tuple[str, ...]:
    lines = (view_text(line).bare[0] for view in declared for line in view.text.splitlines())
    return tuple(sorted({line for line in lines if SHORTEST_PHRASE <= len(line) < QUOTED_RUN}))


@cache
def _read_slogans() -> tuple[str, ...]:
    lines = _SLOGANS.read_text("utf-8").splitlines()
    phrases = {view_text(line).bare[0] for line in lines if line and not line.startswith("#")}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
