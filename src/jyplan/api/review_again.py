"""A second review of the same files: whether its input has changed, and the changes of its result."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from jyplan import inputs
from jyplan.errors import JyplanError
from jyplan.inputs import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.api.reviewing import ReviewRequest
    from jyplan.inputs import Unreadable
    from jyplan.model import SinceLastRun

_NO_PART = frozenset({"limits", "watch", "cache"})
"""Fields of a request that change no result."""


def review_key(request: ReviewRequest, sources: Sequence[Source | Unreadable], *further: object) -> str:
    """Return a hash of everything a review depends on: request, files, rules, program; empty for a review with an archive, whose content is not hashed."""
    from jyplan.cache.keys import fingerprint, surroundings

    if request.archive is not None:
        return ""
    asked = [(entry.name, getattr(request, entry.name)) for entry in fields(request) if entry.name not in _NO_PART]
    apart = list(inputs.find_sources(request.apart, max_size=request.max_size))
    try:
        return fingerprint(surroundings(), asked, _digests(sources), _digests(apart), *further)
    except TypeError:
        return ""


def compare_results(before: Mapping[str, Any], now: Mapping[str, Any]) -> SinceLastRun | None:
    """Return the changes between two results, both as the JSON of the contract; None without an earlier result."""
    from jyplan.reviewing.since import since_last_run

    return since_last_run(before, now)


def _digests(sources: Iterable[Source | Unreadable]) -> list[tuple[str, str]]:
    digests: list[tuple[str, str]] = []
    for source in sources:
        try:
            digest = hashlib.sha256(source.read()).hexdigest() if isinstance(source, Source) else str(source.error)
        except (JyplanError, MemoryError) as error:
            digest = str(error)
        digests.append((source.path, digest))
    return digests
