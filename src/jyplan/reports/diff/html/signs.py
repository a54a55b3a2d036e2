"""Signs of the statuses of sections on the page."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jyplan.model import SectionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping


STATUS_SIGNS: Mapping[SectionStatus, str] = MappingProxyType(
    {
        SectionStatus.SAME: "=",
        SectionStatus.EDITED: "≠",
        SectionStatus.MOVED: "⇅",
        SectionStatus.MOVED_EDITED: "⇅≠",
        SectionStatus.ADDED: "+",
        SectionStatus.REMOVED: "−",
    }
)
"""Shown beside every colour, so that no status is shown by colour alone."""
