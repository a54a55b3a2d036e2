"""Matches for checks: the passages shared with further submitted plans and with an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.api.archived_copies import find_archived, join_copies
from jyplan.api.archives import require_archive
from jyplan.api.copies import find_copies
from jyplan.api.submissions import collect, read_submissions
from jyplan.errors import UsageError
from jyplan.model import Match, Revisions
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cache.checked import Matches
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Copies
    from jyplan.reading.limits import Limits
    from jyplan.rulesets import RuleSet


def find_matches_for(
    rules: RuleSet,
    sources: Sequence[Source | Unreadable],
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    archive: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Matches:
    """Return the matches among plans and in an archive, in the shape for `check_many`.

    Empty, and no file is read, where neither an active rule nor the rubric reads matches.

    Raises:
        UsageError: an archive is named and no rule reads matches.
        ArchiveError: the archive cannot be used.
    """
    from jyplan.checks import CHECKS

    scores_copies = rules.rubric is not None and rules.rubric.reads_matches
    if not scores_copies and not any(CHECKS[rule.type].reads_matches and rule.level for rule in rules.rules.values()):
        if archive:
            raise UsageError(
                "no active rule compares plans with an archive",
                where="--archive",
                hint="switch one of the type similarity on, as {example} in a rule file",
                example="“copied: warning”",
            )
        return {}
    if archive:
        require_archive(archive)
    submissions = collect(read_submissions(sources, revisions=revisions, limits=limits))
    copies = find_copies(submissions, limits=limits)
    if archive:
        copies = join_copies(copies, find_archived(submissions, archive, limits=limits)[0])
    return find_matches(copies)


def find_matches(copies: Copies) -> dict[str, dict[int, tuple[Match, ...]]]:
    """Return the matches of each plan, by path and then number of the plan, in the shape for `check_many`."""
    matches: dict[str, dict[int, list[Match]]] = {}
    for pair in copies.pairs:
        a, b = copies.listings[pair.a], copies.listings[pair.b]
        for plan, source, copied, spans, text in (
            (a, b, pair.a_copied, tuple(passage.left for passage in pair.passages), pair.a_text),
            (b, a, pair.b_copied, tuple(passage.right for passage in pair.passages), pair.b_text),
        ):
            match = Match(source.path, source.number, copied, spans, source.archived, text)
            matches.setdefault(plan.path, {}).setdefault(plan.number, []).append(match)
    return {
        path: {number: tuple(of_plan) for number, of_plan in by_number.items()} for path, by_number in matches.items()
    }
