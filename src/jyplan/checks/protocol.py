"""The interface of a rule kind: options, wordings and a check for violations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.checks.subject import Subject
    from jyplan.model import Place, Span, Wording


@dataclass(frozen=True, slots=True)
class Violation:
    """A stretch of the plan text against a rule; the checker adds rule, level and message."""

    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int
    params: Mapping[str, object] = field(default_factory=dict)
    """Values of the message's placeholders, by name."""
    variant: str = ""
    """A name out of the kind's `VARIANTS`, for the `levels` of a rule; empty for kinds without variants."""
    also: tuple[Span, ...] = ()
    """Spans of further places with the same fault, in reading order."""
    place: Place | None = None
    """Place in the file of words outside the plan, as a line above the title; None for words of the plan text."""


class Options(Protocol):
    """The options of a rule kind: a frozen dataclass with fields made by `checks.options.option`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class Check(Protocol):
    """A module in `checks/kinds/`. The docstring is the manual of the kind, with a passing and a failing example."""

    Options: type[Options]
    MESSAGE: Wording
    """The message of rules without a `message` key. A module with different messages for variants has
    `MESSAGES`, too: messages by variant."""
    HINT: Wording
    """The hint of rules without a `hint` key; empty Chinese text for no hint."""
    PLACEHOLDERS: Mapping[str, str]
    """Meanings of the placeholders of messages for the manual, by name."""
    VARIANTS: tuple[str, ...]
    """Names for the `levels` of a rule; empty for most kinds."""
    NEEDS_ONE_OF: tuple[str, ...]
    """A rule must set any of these options, since a rule without would find nothing; empty for kinds without a need."""

    @staticmethod
    def check(subject: Subject, options: Any) -> Iterator[Violation]:
        """Yield the violations of a plan, in any order."""
        ...
