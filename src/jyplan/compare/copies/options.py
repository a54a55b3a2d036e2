"""How many texts are compared, and how the caller follows the progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jyplan.compare.passages.find import MIN_RUN

if TYPE_CHECKING:
    from jyplan.compare.passages.boilerplate import Boilerplate


class Step(StrEnum):
    """A step of the comparison that takes long."""

    FINGERPRINTS = "fingerprints"
    """Texts are fingerprinted."""
    PAIRS = "pairs"
    """Pairs are judged."""


Watch = Callable[[Step, int, int], None]
"""Called after each batch with the step, the texts or pairs done, and their total."""


def watch_nothing(_step: Step, _done: int, _total: int) -> None:
    """Ignore the progress."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """Options of a comparison of many texts."""

    min_run: int = MIN_RUN
    """Consecutive shared characters that make a passage."""
    boilerplate: Boilerplate | None = None
    """Text that any plan may contain without being a copy; None stands for the built-in slogans."""
    memory: int | None = None
    """Bytes of fingerprints held in memory, the rest waits on disk; None for no limit."""
    threads: int = 1
    """Threads that take and sort fingerprints."""
