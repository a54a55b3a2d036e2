"""Plans checked against rules."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.rules import rule_set_of
from jyplan.api.settings import baseline_file, find_settings, sieve_of
from jyplan.model import Checked, Level, Revisions
from jyplan.reading.jobs import converter_of
from jyplan.reading.limits import DEFAULT_LIMITS
from jyplan.reading.many import read_many, read_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jyplan.cache.checked import Matches
    from jyplan.checker.settings import Settings
    from jyplan.checker.suppression import Sieve
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Finding, Outline
    from jyplan.reading.limits import Limits
    from jyplan.rulesets import RuleSet

_WEIGHT = {Level.ERROR: 3, Level.WARNING: 2, Level.INFO: 1}


def check(
    path: str | os.PathLike[str],
    rules: RuleSet | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    redact: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Checked:
    """Return the findings in every plan of a file, as `jyplan check` does; for `page.txt#5` in the fifth plan alone.

    `settings` give the rule set where `rules` is None, ignored rules, exceptions and a baseline. With None the settings
    come from the nearest `jyplan.toml` in or above the working folder (`find_settings`); with `Settings()` there are none.
    With `redact` rules see, and findings quote, texts with personal numbers masked. The limits, as in `parse`, are for
    reading and checking together.

    Raises:
        InputError: the file, the rule file, the settings or the baseline cannot be opened.
        UnreadableDocument: no reader understands the content of the file.
        RuleFileError: there are mistakes in the rule file or the settings.
    """
    active_settings = find_settings() if settings is None else settings
    rule_set = rule_set_of(rules, active_settings)
    sieve = sieve_of(active_settings, baseline_file(active_settings))
    _preload()
    source = inputs.find_file(os.fspath(path), redact=redact)
    checked = read_one(partial(_checked, rule_set), source, Revisions.ACCEPTED, limits)
    return _scored(sieve.sift(checked, rule_set.ids_by_title), rule_set)


def check_many(
    sources: Iterable[Source | Unreadable],
    rules: RuleSet | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    sieve: Sieve | None = None,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    matches: Matches | None = None,
    cache: str | os.PathLike[str] | None = None,
    with_anchors: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Checked | Unreadable]:
    """Yield the findings in the plans of each source, in the order of the sources; otherwise as `check` and `parse_many`.

    `sieve` suppresses findings, and counts them; with None the settings and their baseline do.
    `matches` are the passages a plan shares with further plans, by path and then number of the plan (`find_matches_for`).
    `cache` is the folder for results, so that an unchanged file is not read again; with None nothing is cached.
    `with_anchors` is as in `parse_bytes`.
    """
    named = list(sources)
    active_settings = find_settings() if settings is None else settings
    active_sieve = sieve or sieve_of(active_settings, baseline_file(active_settings))
    rule_set = rule_set_of(rules, active_settings)
    check_one = partial(_checked, rule_set, matches=matches or {})

    def read(unread: Sequence[Source | Unreadable]) -> Iterator[Checked | Unreadable]:
        _preload()
        return read_many(check_one, unread, workers, revisions, with_anchors=with_anchors, limits=limits)

    if cache is None:
        results = read(named)
    else:
        from pathlib import Path

        from jyplan.cache.checked import CheckedCache
        from jyplan.cache.folders import key_file
        from jyplan.cache.store import Store
        from jyplan.cache.user_key import read_or_make_key

        key = key_file(os.environ)
        store = Store(Path(cache) / "checks", read_or_make_key(key) if key else None)
        cached = CheckedCache(store, rule_set, revisions, matches or {}, converter_of, with_anchors=with_anchors)
        results = cached.recall_or_read(named, read)
    for result in results:
        if isinstance(result, Checked):
            yield _scored(active_sieve.sift(result, rule_set.ids_by_title), rule_set, matches)
        else:
            yield result


def cache_folder() -> Path | None:
    """Return the user's folder for cached results, None on a system without a home folder."""
    from jyplan.cache.folders import user_folder

    return user_folder(os.environ)


def reaches(finding: Finding, level: str) -> bool:
    """Return whether a finding has at least a level; no finding reaches `never`."""
    return level != "never" and _WEIGHT[finding.level] >= _WEIGHT[Level(level)]


def _preload() -> None:
    """Import the checker before workers are forked, so that no worker has to import the checker again."""
    from jyplan.checker import run  # noqa: F401


def _checked(rules: RuleSet, outline: Outline, matches: Matches | None = None) -> Checked:
    from jyplan.checker.run import check_outline

    return check_outline(outline, rules, (matches or {}).get(outline.document.path))


def _scored(checked: Checked, rules: RuleSet, matches: Matches | None = None) -> Checked:
    """Return a checked document with its points, if the rule set gives points."""
    if rules.rubric is None:
        return checked
    from jyplan.checker.scoring import add_scores

    return add_scores(checked, rules, (matches or {}).get(checked.outline.document.path))
