"""Numbers of persons masked in what an archive keeps unmasked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.text.redaction import redact

if TYPE_CHECKING:
    from jyplan.model import Archived, Filed, Listing


def redact_listing(listing: Listing) -> Listing:
    """Return a listing with numbers masked in name, title, school and label; the path stays, to find the file by."""
    return replace(
        listing,
        name=listing.name if listing.path.endswith(listing.name) else redact(listing.name),
        title=redact(listing.title),
        school=listing.school and redact(listing.school),
        label=listing.label and redact(listing.label),
    )


def redact_archived(plan: Archived) -> Archived:
    """Return an archived plan with its listing masked."""
    return replace(plan, listing=redact_listing(plan.listing))


def redact_filed(plan: Filed) -> Filed:
    """Return a filed plan with its listing and that of the archived plan masked."""
    return replace(plan, listing=redact_listing(plan.listing), plan=redact_archived(plan.plan))
