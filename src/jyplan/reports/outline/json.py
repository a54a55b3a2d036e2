"""`jyplan parse --format json`: the contract `jyplan/outline@1`, described by `jyplan schema outline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.json_layout import laid_out
from jyplan.reports.outline.plain_data import outline_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.reports.protocol import OutlineOptions, Parsed


def render(results: Sequence[Parsed], options: OutlineOptions) -> bytes:
    """Return a JSON object with all documents, unread documents included."""
    return laid_out(outline_data(results, options))
