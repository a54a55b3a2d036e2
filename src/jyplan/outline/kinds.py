"""Decide whether a text is a work plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import PlanKind
from jyplan.outline.sections import named_role, roles_in, without_last_bracket
from jyplan.outline.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.outline.weights import Weight

_SAMPLE = 20_000
"""Characters at the beginning of a text in which its words are counted."""
_SHORTEST_SAMPLE = 200
"""Characters: a shorter text counts as this long, so that a single word does not decide."""

# The sum is above 0 for a plan.
PLAN_TITLE: Weight = 2.0
"""A plan's word in the title: 工作计划, 要点."""
OTHER_TITLE: Weight = -3.0
"""A title that ends with the word for a text of another kind: 制度, 讲话, 教案."""
SECTION_ROLE: Weight = 1.5
"""For each role that the titles of the top level name."""
SECTION_ROLES_MOST: Weight = 4.0
"""The most that the roles of the top level add."""
UNNUMBERED: Weight = -1.5
"""No node with a marker."""
PLAN_WORDS: Weight = 0.125
"""For each plan word (加强, 落实, 目标) in 1,000 characters."""
PLAN_WORDS_MOST: Weight = 3.0
"""The most that plan words add."""
OTHER_WORDS: Weight = -0.25
"""For each word of texts of another kind in 1,000 characters."""
OTHER_WORDS_MOST: Weight = -6.0
"""The most that words of other texts take away."""


def judge_kind(title: str, top_titles: Sequence[str], text: str, *, numbered: bool) -> PlanKind:
    """Return whether a text is a plan.

    `title` and `text` are folded; `top_titles` are the titles of the top level; `numbered`: some node has a marker.
    Title, sections, markers and words all count: a page may call advice to parents a work plan.
    """
    words = vocabulary()
    bare = without_last_bracket(title).rstrip()
    score = 0.0
    if bare.endswith(words.other_titles):
        score += OTHER_TITLE
    elif any(word in bare for word in words.titles):
        score += PLAN_TITLE
    roles = {role for t in top_titles if t and (role := named_role(t) or next(iter(roles_in(t)), None))}
    score += min(SECTION_ROLES_MOST, SECTION_ROLE * len(roles))
    score += 0 if numbered else UNNUMBERED
    sample = text[:_SAMPLE]
    per_mille = 1000 / max(len(sample), _SHORTEST_SAMPLE)
    score += min(PLAN_WORDS_MOST, len(words.plan_words.findall(sample)) * per_mille * PLAN_WORDS)
    score += max(OTHER_WORDS_MOST, len(words.other_words.findall(sample)) * per_mille * OTHER_WORDS)
    return PlanKind.PLAN if score > 0 else PlanKind.OTHER
