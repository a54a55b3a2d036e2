"""Personal numbers masked in the listings of archived plans, as an archive keeps numbers unmasked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.model import Archived, Filed, Listing


def redact_listing(listing: Listing) -> Listing:
    """Return a listing with numbers masked in path, name, title, school and label."""
    from jyplan.text.redaction import redact

    return replace(
        listing,
        path=redact(listing.path),
        name=redact(listing.name),
        title=redact(listing.title),
        school=listing.school and redact(listing.school),
        label=listing.label and redact(listing.label),
    )


def redact_archived(plan: Archived) -> Archived:
    """Return an archived plan with the listing masked."""
    return replace(plan, listing=redact_listing(plan.listing))


def redact_filed(plan: Filed) -> Filed:
    """Return a filed plan with both listings masked: as submitted and as archived."""
    return replace(plan, listing=redact_listing(plan.listing), plan=redact_archived(plan.plan))
