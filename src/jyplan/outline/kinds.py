"""Whether a text is a work plan at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.model import PlanKind
from jyplan.outline.sections import named_role, roles_in
from jyplan.outline.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAMPLE = 20_000
"""Characters from which the words of a text are counted."""
_BRACKET = re.compile(r"[(\[【][^)\]】]*[)\]】]$")


def judge_kind(title: str, top_titles: Sequence[str], numbered: int, text: str) -> PlanKind:
    """Return whether a text is a plan.

    `title` and `text` are folded; `top_titles` are those of the topmost nodes, `numbered` counts
    the nodes with a marker. The title, the sections and the words each have a say: a page may call
    advice to parents a work plan.
    """
    words = vocabulary()
    bare = _BRACKET.sub("", title).rstrip()
    score = 0.0
    if bare.endswith(words.other_titles):
        score -= 3
    elif any(word in bare for word in words.titles):
        score += 2
    roles = {role for t in top_titles if t and (role := named_role(t) or next(iter(roles_in(t)), None))}
    score += min(4, 1.5 * len(roles))
    score += 0.5 if numbered >= 3 else -1.5 if numbered == 0 else 0
    sample = text[:_SAMPLE]
    per_mille = 1000 / max(len(sample), 200)
    score += min(3.0, len(words.plan_words.findall(sample)) * per_mille / 8) - 0.5
    score -= min(6.0, len(words.other_words.findall(sample)) * per_mille / 4)
    return PlanKind.PLAN if score > 0 else PlanKind.OTHER
