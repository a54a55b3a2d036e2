"""`jyplan archive list --format json`: the contract `jyplan/archive@1`, described by `jyplan schema archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Archived
    from jyplan.reports.protocol import ArchiveOptions

SCHEMA = "jyplan/archive@1"


def render(plans: Sequence[Archived], _options: ArchiveOptions) -> bytes:
    """Return a JSON object with all plans of the archive."""
    return laid_out({"schema": SCHEMA, "plans": [_plan(plan) for plan in plans]})


def _plan(plan: Archived) -> dict[str, object]:
    listing = plan.listing
    return {
        "id": plan.id,
        "path": shown_name(listing.path),
        "name": listing.name,
        "number": listing.number,
        "title": listing.title,
        "chars": listing.chars,
        "school": listing.school,
        "date": listing.date,
        "label": listing.label,
        "sha256": plan.sha256,
        "added": plan.added,
        "fingerprints": plan.fingerprints,
        "has_text": plan.has_text,
    }
