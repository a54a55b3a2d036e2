"""Plans held against rules, and the small files that people write by hand for it."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from jyplan.api.plans import parse
from jyplan.errors import InputError, TooLarge
from jyplan.inputs import sources as inputs
from jyplan.model import Revisions
from jyplan.reading.jobs import converter_of
from jyplan.reading.many import read_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.cache.checked import Matches
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Checked, Outline
    from jyplan.rulesets import RuleSet

DEFAULT_RULES = "work-plan"
"""The rule set that is used where none is named."""
_SMALL = 1024**2
"""Bytes of a file that people write by hand: a rule of a thousand characters, a thousand times."""
MOST_OF_A_BASELINE = 64 << 20
"""Bytes: 400,000 findings."""


def load_rules(name: str | os.PathLike[str] = DEFAULT_RULES) -> RuleSet:
    """Return a rule set that comes with jyplan, by its name, or the one in a file.

    Raises:
        UsageError: There is neither.
        InputError: The file cannot be read.
        RuleFileError: There are mistakes in it, all of which are told.
    """
    from jyplan.rulesets import load_rule_set

    return load_rule_set(os.fspath(name), read_small)


def read_small(path: str, most: int = _SMALL) -> bytes:
    """Return the content of a file that is no document: a rule file, settings or, with a larger `most`, a baseline.

    Raises:
        InputError: it cannot be read, or is larger than such files are.
    """
    try:
        return inputs.find_file(path, max_size=most).read()
    except TooLarge as error:
        raise InputError(
            "is larger than {limit}, the most that such a file may have",
            where=path,
            hint="see whether it is the right file",
            **error.params,
        ) from error


def check(path: str | os.PathLike[str], rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES) -> Checked:
    """Return what the rules have against every plan in a file; `page.txt#5` is its fifth plan alone.

    Raises:
        InputError: the file, or that of the rules, cannot be opened.
        UnreadableDocument: no reader understands its content.
        RuleFileError: there are mistakes in the rule file.
    """
    from jyplan.rulesets import RuleSet

    return _checked(rules if isinstance(rules, RuleSet) else load_rules(rules), parse(path))


def check_many(
    sources: Iterable[Source | Unreadable],
    rules: RuleSet | str | os.PathLike[str] = DEFAULT_RULES,
    *,
    workers: int | None = None,
    revisions: Revisions = Revisions.ACCEPTED,
    matches: Matches | None = None,
    cache: str | os.PathLike[str] | None = None,
    with_anchors: bool = False,
) -> Iterator[Checked | Unreadable]:
    """Yield what the rules have against the plans of each source, in its order; otherwise as `parse_many`.

    `matches` has what is known of plans elsewhere, by the path and then the number of a plan. `cache` is the folder
    where results are kept, so that a file that is still the same is not read again; without it nothing is kept.
    `with_anchors` is as in `parse_bytes`; then every file is read, and nothing is kept.
    """
    from jyplan.rulesets import RuleSet

    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    known = matches or {}
    check_one = partial(_checked, rule_set, matches=known)
    if cache is None or with_anchors:
        yield from read_many(check_one, sources, workers, revisions, with_anchors=with_anchors)
        return
    from pathlib import Path

    from jyplan.cache.checked import CheckedCache
    from jyplan.cache.store import Store

    kept = CheckedCache(Store(Path(cache) / "checks"), rule_set, revisions, known, converter_of)
    yield from kept.recall_or_read(list(sources), lambda rest: read_many(check_one, rest, workers, revisions))


def _checked(rules: RuleSet, outline: Outline, matches: Matches | None = None) -> Checked:
    from jyplan.checker.run import check_outline

    return check_outline(outline, rules, (matches or {}).get(outline.document.path))
