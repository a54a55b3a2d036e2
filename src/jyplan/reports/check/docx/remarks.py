"""The text of a comment on a finding: level and message, hint, rule and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.reports.check.wording import LEVEL_WORDS
from jyplan.reports.media.rule_words import worded
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Finding
    from jyplan.reports.media.word.content import Remark
    from jyplan.reports.protocol import CheckOptions

_LONGEST_QUOTE = 60
"""Longest quote in characters, for a comment away from the words of its finding."""


def remark_on(finding: Finding, options: CheckOptions, *, quoted: str = "") -> Remark:
    """Return the paragraphs of the comment on a finding; `quoted` is the words if the comment's place does not show them."""
    return tuple(_lines(finding, options, one_line(quoted)))


def _lines(finding: Finding, options: CheckOptions, quoted: str) -> Iterator[str]:
    say = options.language.say
    sentence = one_line(worded(finding.message, options.language))
    if options.for_teachers:
        yield sentence
    else:
        yield say(Message("{level}: {sentence}", {"level": LEVEL_WORDS[finding.level], "sentence": sentence}))
    if quoted:
        short = quoted if len(quoted) <= _LONGEST_QUOTE else f"{quoted[: _LONGEST_QUOTE - 1]}…"
        yield say(Message("On the words: “{words}”", {"words": short}))
    if hint := one_line(worded(finding.hint, options.language)):
        yield hint if options.for_teachers else f"→ {hint}"
    if options.for_teachers:
        return
    source = next((card.source for card in options.rules if card.id == finding.rule), "")
    rule = {"rule": options.rule_name(finding.rule), "source": one_line(source)}
    yield say(Message("Rule {rule}; source: {source}", rule) if source else Message("Rule {rule}", rule))
