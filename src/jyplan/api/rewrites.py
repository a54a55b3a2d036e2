"""Plans suspected to be rewritten in other words, among the submissions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.api.checking import cache_folder

if TYPE_CHECKING:
    from jyplan.model import Copies
    from jyplan.reading.submissions import Submissions
    from jyplan.text.words import WordCutter

_KNOWN = 0.65
"""Share of either plan that is copied in a pair that is not looked at again: there is nothing left to say in other words."""


def find_rewritten(submissions: Submissions, copies: Copies) -> Copies:
    """Return the copies with the pairs of submissions suspected to be rewritten; mostly copied pairs are none of them."""
    from jyplan.compare.rewrites.engine import find_rewrites
    from jyplan.reading.sentence_facts import facts_of_sentence

    known = ((pair.a, pair.b) for pair in copies.pairs if pair.copied >= _KNOWN)
    found = find_rewrites(submissions.texts, load_word_cutter, facts_of_sentence, known)
    return replace(copies, rewritten=found)


def load_word_cutter() -> WordCutter:
    """Return the function that cuts texts into words; its dictionary is kept in the user's cache folder."""
    from jyplan.cache.private import make_private_folder
    from jyplan.text.words import load_words

    folder = cache_folder()
    kept = folder / "words" if folder else None
    return load_words(kept if kept and make_private_folder(kept) else None)
