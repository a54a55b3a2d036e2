"""An archive of earlier plans: adding plans, listing, removing, verifying and compacting."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.api.redaction import redact_archived, redact_filed
from jyplan.errors import OutputError, UsageError, reason_of
from jyplan.inputs import Unreadable
from jyplan.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.archive.plans import Incoming, Selection
    from jyplan.archive.verifying import Inspection
    from jyplan.model import Archived, Filed
    from jyplan.reading.submissions import Submitted

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Addition:
    """The result of adding files to an archive."""

    filed: tuple[Filed, ...]
    """Every plan that could be read, and whether the archive had it already."""
    left_out: tuple[LeftOut, ...]
    unread: tuple[Unreadable, ...]


def add_to_archive(
    archive: str | os.PathLike[str],
    results: Iterable[list[Submitted | LeftOut] | Unreadable],
    *,
    label: str | None = None,
    school: str | None = None,
    date: str | None = None,
    keep_texts: bool = True,
    redact: bool = False,
) -> Addition:
    """Add all plans of `read_submissions` to an archive or, if the run is cut off, none; a missing archive is made.

    `label`, `school` and `date` (2024, 2024-09 or 2024-09-01) replace those found in each plan. Without
    `keep_texts` later copies of the plans can be found, but the plans not shown. With
    `redact` personal numbers are masked in the result; the texts are kept as the sources give them (`find_sources`).

    Raises:
        UsageError: the date is none.
        ArchiveError: the archive is damaged, foreign or of another version, or another run is writing.
        OutputError: the archive cannot be written; it is as it was before.
    """
    from jyplan.archive.adding import add_plans
    from jyplan.archive.catalogue import is_archive

    checked_date = _checked_date(date)
    left_out: list[LeftOut] = []
    unread: list[Unreadable] = []

    def incoming() -> Iterator[Incoming]:
        from jyplan.archive.plans import Incoming

        for result in results:
            if isinstance(result, Unreadable):
                unread.append(result)
                continue
            for plan in result:
                if isinstance(plan, LeftOut):
                    left_out.append(plan)
                    continue
                listing = replace(
                    plan.listing,
                    school=school or plan.listing.school,
                    date=checked_date or plan.listing.date,
                    label=label or plan.listing.label,
                    archived=True,
                )
                yield Incoming(listing, plan.text, plan.sha256)

    folder = Path(archive)
    is_archive(folder)  # before plans are read, which may take minutes
    with _unwritable_explained(folder):
        filed = add_plans(folder, incoming(), datetime.now(UTC), keep_texts=keep_texts)
    return Addition(tuple(map(redact_filed, filed) if redact else filed), tuple(left_out), tuple(unread))


def select_archived(
    *,
    ids: Iterable[int] = (),
    label: str | None = None,
    school: str | None = None,
    date: str | None = None,
    path: str | None = None,
) -> Selection:
    """Return a selection of the archived plans meeting all given conditions; without conditions all plans.

    `date` is a year, month or day, and selects all dates within; `path` is a file or folder the plans came from.

    Raises:
        UsageError: the date is none.
    """
    from jyplan.archive.plans import Selection

    return Selection(tuple(ids), label, school, _checked_date(date), path)


def list_archive(
    archive: str | os.PathLike[str], selection: Selection | None = None, *, redact: bool = False
) -> list[Archived]:
    """Return the selected plans of an archive in the order of their numbers; without a selection all plans.

    With `redact` personal numbers are masked in titles, names, schools and labels.

    Raises:
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    from jyplan.archive.lookup import list_plans

    plans = list_plans(Path(archive), selection or select_archived())
    return list(map(redact_archived, plans)) if redact else plans


def remove_from_archive(
    archive: str | os.PathLike[str], selection: Selection, *, dry_run: bool = False, redact: bool = False
) -> list[Archived]:
    """Remove the selected plans, with texts and fingerprints, and return the removed plans; with `dry_run` remove nothing.

    `redact` is as in `list_archive`.

    Raises:
        UsageError: the selection is empty, which would remove every plan, or has the number of a plan that does not exist or fails the other conditions.
        ArchiveError: there is no archive, it is damaged, foreign or of another version, or another run is writing.
        OutputError: the archive cannot be written; it is as it was.
    """
    from jyplan.archive.removing import remove_plans

    if not selection:
        raise UsageError("say which plans to remove", hint="by number, --label, --school, --year or --path")
    plans = list_archive(archive, selection)
    if missing := sorted(set(selection.ids) - {plan.id for plan in plans}):
        raise UsageError(
            "no plan {numbers} in the archive meets all conditions; nothing was removed",
            hint="see {command}",
            numbers=", ".join(map(str, missing)),
            command=f"jyplan archive list --archive {os.fspath(archive)}",
        )
    if not dry_run:
        folder = Path(archive)
        with _unwritable_explained(folder):
            plans = remove_plans(folder, selection)
    return list(map(redact_archived, plans)) if redact else plans


def verify_archive(archive: str | os.PathLike[str]) -> Inspection:
    """Return the counts and all damage of an archive; the archive is locked meanwhile.

    Raises:
        ArchiveError: there is no archive, it is foreign or of another version, or too damaged to be read at all.
    """
    from jyplan.archive.verifying import inspect

    return inspect(Path(archive))


def compact_archive(archive: str | os.PathLike[str]) -> None:
    """Rewrite an archive as few large files in the newest format.

    Raises:
        ArchiveError: there is no archive, it is damaged or foreign, or another run is writing.
        OutputError: the archive cannot be written; it is as it was.
    """
    from jyplan.archive.compacting import compact

    folder = Path(archive)
    with _unwritable_explained(folder):
        compact(folder)


def require_archive(archive: str | os.PathLike[str]) -> None:
    """Check that an archive can be queried, before plans are read for minutes.

    Raises:
        ArchiveError: there is no archive, or it is damaged, foreign or of another version.
    """
    from jyplan.archive.lookup import open_archive

    open_archive(Path(archive))


def _checked_date(date: str | None) -> str | None:
    if date is not None and not _DATE.fullmatch(date):
        raise UsageError("“{text}” is not a year or date", hint="write it as 2023, 2023-09 or 2023-09-01", text=date)
    return date


@contextmanager
def _unwritable_explained(folder: Path) -> Iterator[None]:
    """Turn an error of the system while the archive is written into an error of jyplan.

    Raises:
        OutputError: the archive cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(
            "the archive cannot be written and was not changed ({reason})", where=str(folder), reason=reason_of(error)
        ) from error
