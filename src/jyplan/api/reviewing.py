"""A batch of submissions reviewed: read once, checked, compared among themselves, with last year's and archived plans."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.archives import require_archive
from jyplan.api.comparing import declared_texts
from jyplan.api.review_comparing import compare_years, find_batch_copies, judge_with_matches
from jyplan.api.review_reading import find_batch, load_roster, read_batch, read_earlier, separate_skipped
from jyplan.api.rules import rule_set_of
from jyplan.api.settings import find_settings
from jyplan.model import Message, ReviewBatch
from jyplan.reading.limits import DEFAULT_LIMITS
from jyplan.reading.many import run_in_processes
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.checker.settings import Settings
    from jyplan.inputs import Source, Unreadable
    from jyplan.model import Review
    from jyplan.reading.limits import Limits
    from jyplan.rulesets import RuleSet


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """The paths and options of a review; paths as named by the user."""

    paths: tuple[str, ...]
    rules: RuleSet | str | None = None
    settings: Settings | None = None
    """None for those of the nearest `jyplan.toml`."""
    last: str | None = None
    """File or folder with the plans of last year."""
    archive: str | None = None
    templates: tuple[str, ...] = ()
    """What the office sent out: quoting it is no copying."""
    roster: str | None = None
    skip: tuple[str, ...] = ()
    """Patterns as of a shell, for names and paths of files to leave out."""
    by: str = ""
    due: str | None = None
    """ISO date."""
    date: str = ""
    """Day of the run, ISO."""
    cache: str | os.PathLike[str] | None = None
    """Folder for results of unchanged files, None for none."""
    max_size: int = inputs.DEFAULT_MAX_SIZE
    redact: bool = False
    own_reports: tuple[str, ...] = ()
    """Reports of jyplan found among the files, which are left out."""
    limits: Limits = DEFAULT_LIMITS
    watch: Callable[[str, int, int], None] = field(default=lambda *_: None, compare=False)
    """Called with the name of a step, the steps done and the steps in all: files, fingerprints, pairs."""

    @property
    def apart(self) -> tuple[str, ...]:
        """What may lie among the submissions and is none: the roster, last year's plans, the templates."""
        return tuple(path for path in (self.roster, self.last, *self.templates) if path)


def review(
    paths: Iterable[str | os.PathLike[str]],
    rules: RuleSet | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    last: str | os.PathLike[str] | None = None,
    archive: str | os.PathLike[str] | None = None,
    templates: Iterable[str | os.PathLike[str]] = (),
    schools: str | os.PathLike[str] | None = None,
    skip: Iterable[str] = (),
    by: str = "",
    due: str | None = None,
    date: str | None = None,
    cache: str | os.PathLike[str] | None = None,
    max_size: int = inputs.DEFAULT_MAX_SIZE,
    redact: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Review:
    """Review a batch of submissions, as `jyplan review` does.

    `schools` is the roster, a .csv or .xlsx file with a school in each row; `templates` are texts the office itself sent out;
    `skip` are patterns of files to leave out; `date` is the day of the run, today by default, `due` the day by which plans were
    to be handed in. Otherwise as `check` and `dupes`.

    Raises:
        InputError: the roster, a template, the rules or the settings cannot be read.
        RuleFileError: there are mistakes in the rule file or the settings.
        ArchiveError: the archive cannot be used.
    """
    from datetime import date as calendar

    request = ReviewRequest(
        paths=tuple(os.fspath(path) for path in paths),
        rules=rules if rules is None or not isinstance(rules, os.PathLike) else os.fspath(rules),
        settings=settings,
        last=os.fspath(last) if last is not None else None,
        archive=os.fspath(archive) if archive is not None else None,
        templates=tuple(os.fspath(path) for path in templates),
        roster=os.fspath(schools) if schools is not None else None,
        skip=tuple(skip),
        by=by,
        due=due,
        date=date or calendar.today().isoformat(),
        cache=cache,
        max_size=max_size,
        redact=redact,
        limits=limits,
    )
    return review_batch(request)


def find_submissions(request: ReviewRequest, own_reports: list[str]) -> list[Source | Unreadable]:
    """Return the files of a batch, without the roster, last year's plans and the templates.

    Reports of jyplan in folders are added to `own_reports`.

    Raises:
        InputError: something that the user named is not there.
    """
    return list(find_batch(request.paths, request.apart, request.max_size, own_reports, redact=request.redact))


def copy_each(limits: Limits, copy: Callable[[str], bytes | None], paths: Sequence[str]) -> Iterator[bytes | None]:
    """Yield the result of a function on each path, in worker processes; None where that fails or takes too much.

    Where processes cannot fork, the function runs in this process: it holds the whole batch, which is not sent to another one.
    """
    from jyplan.reading.forked import can_fork

    if not can_fork():
        return (_copied_or_none(copy, path) for path in paths)
    workers = min(os.cpu_count() or 1, len(paths))
    return run_in_processes(partial(_copied_or_none, copy), paths, workers=workers, limits=limits)


def _copied_or_none(copy: Callable[[str], bytes | None], path: str) -> bytes | None:
    try:
        return copy(path)
    except MemoryError:
        raise
    except Exception:  # a file that a copy cannot be made of must not end the run
        return None


def review_batch(request: ReviewRequest, sources: Sequence[Source | Unreadable] | None = None) -> Review:
    """Return the review of a request; `sources` are the files, if found before."""
    from jyplan.reviewing.conclude import conclude
    from jyplan.reviewing.facts import BatchFacts
    from jyplan.reviewing.gather import gather

    settings = find_settings() if request.settings is None else request.settings
    rules = rule_set_of(request.rules, settings)
    roster = load_roster(request.roster, request.due or request.date or None) if request.roster else ()
    if request.archive:
        require_archive(request.archive)
    templates = list(inputs.find_sources(request.templates, max_size=request.max_size))
    declared = declared_texts(templates, request.limits)
    own_reports = list(request.own_reports)
    all_sources = find_submissions(request, own_reports) if sources is None else list(sources)
    to_read, skipped = separate_skipped(all_sources, request.skip)
    read = read_batch(
        to_read,
        rules,
        settings,
        cache=request.cache,
        limits=request.limits,
        watch=lambda *step: request.watch("files", *step),
    )
    earlier, unread_earlier = read_earlier(request.last, request.max_size, redact=request.redact, limits=request.limits)
    gathered = gather(read, earlier, roster, declared)
    copies, earlier_texts = find_batch_copies(
        gathered, templates, archive=request.archive, redact=request.redact, limits=request.limits, watch=request.watch
    )
    batch = replace(_batch_of(request, rules), skipped=tuple(skipped), own_reports=tuple(own_reports))
    last_years, given_up = compare_years(gathered, copies, declared, batch.thresholds, request.limits)
    not_compared = [
        Message("{path}: {reason}", {"path": entry.path, "reason": entry.reason}) for entry in copies.left_out
    ]
    problems = (*unread_earlier, *not_compared, *given_up)
    plans = judge_with_matches(gathered.plans, copies, rules)
    facts = BatchFacts(gathered.files, plans, roster, copies, last_years, earlier_texts, problems)
    return conclude(batch, facts)


def _batch_of(request: ReviewRequest, rules: RuleSet) -> ReviewBatch:
    return ReviewBatch(
        inputs=request.paths,
        rules=rules.id,
        rules_title=rules.title,
        date=request.date,
        version=VERSION,
        by=request.by,
        due=request.due,
        last=request.last,
        archive=request.archive,
        templates=request.templates,
        roster=request.roster,
    )
