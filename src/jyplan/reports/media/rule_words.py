"""Sentences of rules in the user's language."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jyplan.model import Message

if TYPE_CHECKING:
    from jyplan.language import Language
    from jyplan.model import Wording


def worded(wording: Wording | None, language: Language) -> str:
    """Return a rule's sentence in the user's language; Chinese if the rule has no English sentence, empty for None."""
    if wording is None:
        return ""
    template = wording.english if language.code == "en" and wording.english else wording.chinese
    values = {
        name: language.say(value) if isinstance(value, Message) else value for name, value in wording.params.items()
    }
    return template.format(**values)


def without_fields(template: str) -> str:
    """Return a rule's sentence with `…` in place of every `{field}`.

    >>> without_fields("“{words}” was never filled in")
    '“…” was never filled in'
    """
    return "".join(literal + ("" if field is None else "…") for literal, field, _, _ in Formatter().parse(template))
