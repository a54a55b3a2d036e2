"""Names and signs of changes in all reports on a comparison."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import Change, Message, Role, SectionStatus
from jyplan.reports.media.labels import FACT_WORDS, ROLE_WORDS
from jyplan.reports.media.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.language import Language
    from jyplan.model import SchemeChange

CHANGE_WORDS: Mapping[Change, Message] = MappingProxyType(
    {
        Change.KEPT: Message("kept"),
        Change.CHANGED: Message("changed"),
        Change.NEW: Message("new"),
        Change.DROPPED: Message("dropped"),
    }
)

CHANGE_SIGNS: Mapping[Change, str] = MappingProxyType(
    {Change.KEPT: "=", Change.CHANGED: "~", Change.NEW: "+", Change.DROPPED: "-"}
)
"""Signs that need no colours."""

STATUS_WORDS: Mapping[SectionStatus, Message] = MappingProxyType(
    {
        SectionStatus.SAME: Message("same"),
        SectionStatus.EDITED: Message("edited"),
        SectionStatus.MOVED: Message("moved"),
        SectionStatus.MOVED_EDITED: Message("moved and edited"),
        SectionStatus.ADDED: Message("added"),
        SectionStatus.REMOVED: Message("removed"),
    }
)

STATUS_SIGNS: Mapping[SectionStatus, str] = MappingProxyType(
    {
        SectionStatus.SAME: "=",
        SectionStatus.EDITED: "~",
        SectionStatus.MOVED: ">",
        SectionStatus.MOVED_EDITED: ">",
        SectionStatus.ADDED: "+",
        SectionStatus.REMOVED: "-",
    }
)


def role_word(role: str, language: Language) -> str:
    """Return the name of a role of `RoleSummary`, `indicator` included."""
    word = FACT_WORDS["indicator"] if role == "indicator" else ROLE_WORDS[Role(role)]
    return language.say(word)


def fact_word(kind: str, language: Language) -> str:
    """Return the name of a kind of fact; “figure” for a number outside of all facts, “sense” for a sense turned round."""
    if kind == "sense":
        return language.say(Message("sense turned"))
    return language.say(FACT_WORDS[kind] if kind in FACT_WORDS else Message("figure"))


def scheme_sentence(schemes: Sequence[SchemeChange]) -> Message:
    """Return the remark on another scheme of numbers."""
    forms = ", ".join(f"{one_line(change.left)} → {one_line(change.right)}" for change in schemes)
    count = sum(change.sections for change in schemes)
    return Message("Another scheme of numbers: {forms} (sections: {count}).", {"forms": forms, "count": count})
