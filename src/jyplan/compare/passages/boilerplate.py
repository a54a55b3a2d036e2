"""Boilerplate: official slogans and texts sent out by the bureau, free for every plan to repeat.

A slogan counts only where it stands whole, a declared text also where it is quoted in part. Boilerplate alone never
makes a passage; a copied passage goes on through boilerplate.
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
"""Shortest run of characters shared with a declared text that counts as a quotation; a shorter line of the declared
text counts where it stands whole."""
SHORTEST_PHRASE = 4
"""Shortest line of a declared text that counts as boilerplate; a shorter line is an everyday word, such as 备注."""


@dataclass(frozen=True)
class Boilerplate:
    """The slogans and declared texts every plan may repeat; empty by default."""

    phrases: tuple[str, ...] = ()
    """Slogans without punctuation, as in `View.bare`; a slogan counts only where it stands whole."""
    declared: tuple[View, ...] = ()
    """Texts sent out by the bureau; every run of `QUOTED_RUN` characters counts."""

    def slogans_in(self, view: View) -> Mask:
        """Return the mask of the characters of `view.plain` inside a slogan, with the punctuation inside the slogan."""
        mask = np.zeros(len(view.plain), dtype=bool)
        bare, places = view.bare
        for start, end in index_phrases(self.phrases).find(bare):
            mask[places[start] : places[end - 1] + 1] = True
        return mask

    def quoted_in(self, view: View) -> Mask:
        """Return the mask of the characters of `view.plain` quoted from a declared text."""
        mask = np.zeros(len(view.plain), dtype=bool)
        for declared in self.declared:
            runs = shared_runs(view.grams, declared.grams)
            long = runs.length >= QUOTED_RUN
            mask |= interval_mask(runs.left[long], runs.left[long] + runs.length[long], len(mask))
        if self.declared:
            mask |= Boilerplate(_short_lines(self.declared)).slogans_in(view)
        return mask


def declare(texts: Iterable[str] = (), *, slogans: bool = True) -> Boilerplate:
    """Return the boilerplate of the declared texts, with the built-in slogans unless `slogans` is false."""
    return Boilerplate(_read_slogans() if slogans else (), tuple(view_text(text) for text in texts))


def _short_lines(declared: tuple[View, ...]) -> tuple[str, ...]:
    """Return the lines of declared texts of 4 to 7 characters, without punctuation."""
    lines = (view_text(line).bare[0] for view in declared for line in view.text.splitlines())
    return tuple(sorted({line for line in lines if SHORTEST_PHRASE <= len(line) < QUOTED_RUN}))


@cache
def _read_slogans() -> tuple[str, ...]:
    """Return the official slogans of `data/slogans.txt` without punctuation, the longest first."""
    lines = _SLOGANS.read_text("utf-8").splitlines()
    phrases = {view_text(line).bare[0] for line in lines if line and not line.startswith("#")}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
