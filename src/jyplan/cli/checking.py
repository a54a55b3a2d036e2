"""What `jyplan check` works with, from the command line and from the settings file above the first input."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jyplan import api
from jyplan.checker import baseline
from jyplan.checker.settings import NAMES, Settings, read_settings
from jyplan.errors import UsageError
from jyplan.inputs import sources as inputs
from jyplan.model import Checked, Level

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from jyplan.cache.checked import Matches
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Finding, Revisions
    from jyplan.reports import CheckResult
    from jyplan.rulesets import RuleSet

_SIMILARITY = "similarity"
"""The type of rules that read what a plan shares with others."""
_WEIGHT = {Level.ERROR: 3, Level.WARNING: 2, Level.INFO: 1}


def find_settings(paths: Sequence[str]) -> Settings:
    """Return the settings of the nearest file at or above the first input; empty ones where there is none.

    Raises:
        InputError: The file cannot be read.
        RuleFileError: There are mistakes in it.
    """
    first = paths[0]
    start = os.curdir if first == inputs.STANDARD_INPUT else first
    folder = os.path.abspath(start)
    while True:
        for name in NAMES:
            file = os.path.join(folder, name)
            if os.path.isfile(file):
                shown = os.path.relpath(file)
                if (settings := read_settings(api.read_small(shown), shown)) is not None:
                    return settings
        above = os.path.dirname(folder)
        if above == folder:
            return Settings()
        folder = above


def beside(settings: Settings, path: str) -> str:
    """Return a path that is written in the settings file, as seen from here."""
    return os.path.normpath(os.path.join(os.path.dirname(settings.file or ""), path))


def choose_rules(named: str | None, settings: Settings, select: Iterable[str], ignore: Iterable[str]) -> RuleSet:
    """Return the rule set with only the rules that are asked for.

    Raises:
        UsageError: There is no such rule set, or it has no rule of a name.
        RuleFileError: There are mistakes in the rule file.
    """
    from jyplan.rulesets import shipped_names

    name = named or settings.rules or api.DEFAULT_RULES
    if not named and settings.rules and settings.rules not in shipped_names():
        name = beside(settings, settings.rules)
    rules = api.load_rules(name)
    select = list(select) or list(settings.select)
    ignore = [*ignore, *settings.ignore]
    exempt = [rule for each in settings.exceptions for rule in each.ignore]
    for rule in (*select, *ignore, *exempt):
        if rule not in rules.rules:
            raise UsageError(
                "there is no rule “{rule}” in {rules}", hint="see {command}", rule=rule, rules=rules.id or name,
                command=f"jyplan rules list {name}",
            )  # fmt: skip
    return rules.select(lambda rule: (not select or rule in select) and rule not in ignore)


def find_matches(
    sources: Sequence[Source | Unreadable], rules: RuleSet, revisions: Revisions, archive: str | None
) -> Matches:
    """Return what the plans share with each other and with an archive, if a rule asks for it; files are read again for that.

    Raises:
        UsageError: There is an archive to look into and no rule that asks for it.
        ArchiveError: It cannot be used.
    """
    if not any(rule.type == _SIMILARITY and rule.level for rule in rules.rules.values()):
        if archive:
            raise UsageError(
                "no rule compares plans with an archive",
                where="--archive",
                hint="switch one of the type similarity on, as {example} in a rule file",
                example="“copied: warning”",
            )
        return {}
    if archive:
        api.require_archive(archive)
    submissions = api.collect(api.read_submissions(sources, revisions=revisions))
    copies = api.find_copies(submissions)
    if archive:
        copies = api.join_copies(copies, api.find_archived(submissions, archive)[0])
    return api.find_matches(copies)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Results without the findings that are known or excepted."""

    results: list[CheckResult]
    held: int
    stale: list[str]


def sift(results: Sequence[CheckResult], settings: Settings, known: tuple[str, Counter[baseline.Key]] | None) -> Sifted:
    """Hold back what the settings except and what a baseline, with its file's name, knows."""
    checked = [each for each in results if isinstance(each, Checked)]
    excepted = [_without_exceptions(each, settings) for each in checked]
    held = sum(len(a.findings) - len(b.findings) for a, b in zip(checked, excepted, strict=True))
    stale: list[str] = []
    if known is not None:
        file, keys = known
        excepted, more, old = baseline.hold_back(excepted, keys, lambda path: relative_to(file, path))
        held += more
        stale = [f"{key.file}: {key.rule}: {key.section}" for key in old]
    kept = iter(excepted)
    return Sifted([next(kept) if isinstance(each, Checked) else each for each in results], held, stale)


def relative_to(file: str, path: str) -> str:
    """Return a document's path as seen from the folder of a file, with `/` on every system."""
    if path == inputs.STANDARD_INPUT:
        return path
    return os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")


def reaches(finding: Finding, level: str) -> bool:
    """Whether a finding weighs at least as much as the level asked for; nothing reaches `never`."""
    return level != "never" and _WEIGHT[finding.level] >= _WEIGHT[Level(level)]


def _without_exceptions(checked: Checked, settings: Settings) -> Checked:
    if not settings.exceptions or settings.file is None:
        return checked
    path = relative_to(settings.file, checked.outline.document.path)
    findings = tuple(
        each for each in checked.findings if not any(one.covers(path, each.rule) for one in settings.exceptions)
    )
    return replace(checked, findings=findings)
