"""Plans held against rules."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan.api.archives import require_archive
from jyplan.api.copies import collect, find_archived, find_copies, find_matches, join_copies, read_submissions
from jyplan.api.plans import parse
from jyplan.api.rules import choose_rules
from jyplan.api.settings import baseline_file, find_settings, sieve_of
from jyplan.errors import UsageError
from jyplan.model import Checked, Level, Revisions
from jyplan.reading.jobs import converter_of
from jyplan.reading.many import read_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.cache.checked import Matches
    from jyplan.checker.settings import Settings
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Finding, Outline
    from jyplan.rulesets import RuleSet

_WEIGHT = {Level.ERROR: 3, Level.WARNING: 2, Level.INFO: 1}


def check(
    path: str | os.PathLike[str],
    rules: RuleSet | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
) -> Checked:
    """Return what the rules find in every plan of a file, as `jyplan check` does; `page.txt#5` is its fifth plan alone.

    `settings` are those of the `jyplan.toml` in the working folder or above it (`find_settings`) if None, and none with
    `Settings()`: the rule set where `rules` is None, rules that are left out, exceptions, a baseline.

    Raises:
        InputError: the file, or that of the rules, the settings or the baseline, cannot be opened.
        UnreadableDocument: no reader understands its content.
        RuleFileError: there are mistakes in the rule file or the settings.
    """
    heeded = find_settings() if settings is None else settings
    rule_set = _rule_set(rules, heeded)
    return sieve_of(heeded, baseline_file(heeded)).sift(_checked(rule_set, parse(path)))


def check_many(
    sources: Iterable[Source | Unreadable],
    rules: RuleSet | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    matches: Matches | None = None,
    cache: str | os.PathLike[str] | None = None,
    with_anchors: bool = False,
) -> Iterator[Checked | Unreadable]:
    """Yield what the rules find in the plans of each source, in its order; otherwise as `check` and `parse_many`.

    `matches` has what is known of plans elsewhere, by the path and then the number of a plan. `cache` is the folder
    where results are kept, so that a file that is still the same is not read again; without it nothing is kept.
    `with_anchors` is as in `parse_bytes`; then every file is read, and nothing is kept.
    """
    named = list(sources)
    heeded = find_settings() if settings is None else settings
    sieve = sieve_of(heeded, baseline_file(heeded))
    rule_set = _rule_set(rules, heeded)
    check_one = partial(_checked, rule_set, matches=matches or {})
    if cache is None or with_anchors:
        results = read_many(check_one, named, workers, revisions, with_anchors=with_anchors)
    else:
        from pathlib import Path

        from jyplan.cache.checked import CheckedCache
        from jyplan.cache.store import Store

        store = Store(Path(cache) / "checks")
        kept = CheckedCache(store, rule_set, revisions, matches or {}, converter_of)
        results = kept.recall_or_read(named, lambda rest: read_many(check_one, rest, workers, revisions))
    for result in results:
        yield sieve.sift(result) if isinstance(result, Checked) else result


def cache_folder() -> Path | None:
    """Return the user's folder for kept results, None where the system knows of no home."""
    from jyplan.cache.folders import user_folder

    return user_folder(os.environ)


def reaches(finding: Finding, level: str) -> bool:
    """Return whether a finding weighs at least as much as a level; nothing reaches `never`."""
    return level != "never" and _WEIGHT[finding.level] >= _WEIGHT[Level(level)]


def find_matches_for(
    rules: RuleSet,
    sources: Sequence[Source | Unreadable],
    *,
    revisions: Revisions = Revisions.ACCEPTED,
    archive: str | None = None,
) -> Matches:
    """Return what the plans share with each other and with an archive, if a rule reads that; files are read for it.

    Raises:
        UsageError: There is an archive to look into and no rule that asks for it.
        ArchiveError: The archive cannot be used.
    """
    from jyplan.checks import CHECKS

    if not any(CHECKS[rule.type].reads_matches and rule.level for rule in rules.rules.values()):
        if archive:
            raise UsageError(
                "no rule compares plans with an archive",
                where="--archive",
                hint="switch one of the type similarity on, as {example} in a rule file",
                example="“copied: warning”",
            )
        return {}
    if archive:
        require_archive(archive)
    submissions = collect(read_submissions(sources, revisions=revisions))
    copies = find_copies(submissions)
    if archive:
        copies = join_copies(copies, find_archived(submissions, archive)[0])
    return find_matches(copies)


def _rule_set(rules: RuleSet | str | os.PathLike[str] | None, settings: Settings) -> RuleSet:
    from jyplan.rulesets import RuleSet

    return rules if isinstance(rules, RuleSet) else choose_rules(rules, settings)


def _checked(rules: RuleSet, outline: Outline, matches: Matches | None = None) -> Checked:
    from jyplan.checker.run import check_outline

    return check_outline(outline, rules, (matches or {}).get(outline.document.path))
