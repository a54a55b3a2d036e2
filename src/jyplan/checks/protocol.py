"""What every rule kind is, and what it yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.checks.subject import Subject
    from jyplan.model import Wording


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a check has something against. Level and rule are not its business."""

    start: int
    """Offset into the plan text; `end` is exclusive."""
    end: int
    params: Mapping[str, object] = field(default_factory=dict)
    """What the message's placeholders stand for."""
    variant: str = ""
    """Which of the kind's `VARIANTS` this is, for rules that weigh them differently; else empty."""


class Options(Protocol):
    """The options of a rule kind: a frozen dataclass whose fields are made with `checks.options.option`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class Check(Protocol):
    """A module in `checks/`. Its docstring is its manual, with examples that pass and that fail."""

    Options: type[Options]
    MESSAGE: Wording
    """What it says where a rule has no `message` of its own."""
    HINT: Wording
    PLACEHOLDERS: Mapping[str, str]
    """The names that messages may use, each with what it stands for."""
    VARIANTS: tuple[str, ...]
    """The names that a rule's `levels` may use; empty for most kinds."""
    NEEDS_ONE_OF: tuple[str, ...]
    """Options one of which must be given, as else nothing could be found."""

    @staticmethod
    def check(subject: Subject, options: Any) -> Iterator[Hit]:
        """Yield what is wrong, by place."""
        ...
