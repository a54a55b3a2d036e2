"""Files of a batch for review: found, skipped, read and checked; the roster; last year's plans."""

from __future__ import annotations

import csv
import io
import os
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from jyplan import inputs
from jyplan.api.checking import check_many
from jyplan.api.plans import parse, parse_many
from jyplan.api.rules import DEFAULT_RULES, load_rules
from jyplan.api.settings import baseline_file, sieve_of
from jyplan.errors import InputError, ProtectedDocument
from jyplan.inputs import Source, Unreadable
from jyplan.model import BlockKind, Checked, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.checker.settings import Settings
    from jyplan.model import Block, Outline, RosterSchool
    from jyplan.reading.limits import Limits
    from jyplan.reviewing.gather import ReadFile
    from jyplan.rulesets import RuleSet

_LARGEST_ROSTER = 20 << 20
"""Bytes."""


def find_batch(
    paths: Sequence[str], apart: Sequence[str], max_size: int, own_reports: list[str], *, redact: bool
) -> Iterator[Source | Unreadable]:
    """Yield the sources of a batch, without the files and folders `apart`; an empty folder has no source.

    Raises:
        InputError: something that the user named is not there.
    """
    real = [os.path.realpath(path) for path in apart]
    for source in inputs.find_sources(paths, max_size=max_size, redact=redact, own_reports=own_reports):
        if isinstance(source, Unreadable) and source.path in paths:
            if Path(source.path).is_dir():
                continue
            if not os.path.lexists(source.path):
                raise source.error
        place = os.path.realpath(source.file) if isinstance(source, Source) and source.file else None
        if place is None or not any(place == path or place.startswith(path + os.sep) for path in real):
            yield source


def separate_skipped(
    sources: Sequence[Source | Unreadable], patterns: Sequence[str]
) -> tuple[list[Source | Unreadable], list[str]]:
    """Return the sources to read, each file once, and the paths left out by a shell pattern."""
    to_read: list[Source | Unreadable] = []
    skipped: list[str] = []
    seen: set[tuple[str, int | None]] = set()
    for source in sources:
        name = PurePath(source.path).name
        if any(fnmatchcase(name, pattern) or fnmatchcase(source.path, pattern) for pattern in patterns):
            skipped.append(source.path)
            continue
        place = inputs.location(source) if isinstance(source, Source) else None
        if isinstance(source, Source) and place is not None:
            if (place, source.plan) in seen:
                continue
            seen.add((place, source.plan))
        to_read.append(source)
    return to_read, skipped


def read_batch(
    sources: Sequence[Source | Unreadable],
    rules: RuleSet,
    settings: Settings,
    *,
    cache: str | os.PathLike[str] | None,
    limits: Limits,
    watch: Callable[[int, int], None],
) -> list[ReadFile]:
    """Return each source read, with anchors for commented copies, and checked, in order; for an unreadable source the reason."""
    from jyplan.checker.role_rules import part_findings, separate, with_role_rules
    from jyplan.checker.settings import Settings as NoSettings
    from jyplan.reviewing.gather import ReadFile

    sieve = sieve_of(settings, baseline_file(settings))
    extended = with_role_rules(rules, load_rules(DEFAULT_RULES))
    files: list[ReadFile] = []
    checked = check_many(sources, extended, settings=NoSettings(), cache=cache, with_anchors=True, limits=limits)
    for done, result in enumerate(checked, start=1):
        if isinstance(result, Checked):
            reported, own = separate(result)
            outline = result.outline
            parts = tuple(part_findings(plan, outline, own, extended) for plan in outline.plans)
            findings = sieve.sift(reported, extended.ids_by_title).findings
            files.append(ReadFile(outline.document.path, outline, findings, parts))
        else:
            error, advice = _explained(result)
            is_protected = isinstance(result.error, ProtectedDocument)
            files.append(ReadFile(result.path, None, error=error, advice=advice, is_protected=is_protected))
        watch(done, len(sources))
    return files


def read_earlier(
    path: str | None, max_size: int, *, redact: bool, limits: Limits
) -> tuple[list[Outline], list[Message]]:
    """Return the outlines of last year's files, and a sentence for each unreadable file.

    Raises:
        InputError: there is no such file or folder.
    """
    if path is None:
        return [], []
    if path != inputs.STANDARD_INPUT and not os.path.lexists(path):
        raise InputError("there is no such file or folder", where=path)
    outlines: list[Outline] = []
    problems: list[Message] = []
    sources = inputs.find_sources([path], max_size=max_size, redact=redact)
    for result in parse_many(sources, limits=limits):
        if isinstance(result, Unreadable):
            problems.append(Message("{path}: not read, so no plan is compared with it", {"path": result.path}))
        else:
            outlines.append(result)
    return outlines, problems


def load_roster(path: str, near: str | None) -> tuple[RosterSchool, ...]:
    """Return the schools of a roster, a .csv or .xlsx file; days without a year are near an ISO date.

    Raises:
        InputError: the file cannot be read, or names no school.
    """
    from jyplan.reviewing.schools.roster import read_roster
    from jyplan.text.encodings import decode

    data = inputs.find_file(path, max_size=_LARGEST_ROSTER).read()
    if data.startswith(b"PK"):
        outline = parse(path, max_size=_LARGEST_ROSTER)
        rows = _rows_of_grid(outline.document.blocks)
    else:
        decoded = decode(data)
        text = decoded.text if decoded else ""
        rows = list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text and "," not in text else ","))
    schools = read_roster(rows, near)
    if not schools:
        raise InputError(
            "no school was found in it", where=path, hint="name the column of the schools “学校” or “单位名称”"
        )
    return schools


def _rows_of_grid(blocks: Iterable[Block]) -> list[list[str]]:
    """Return a text for each column of the grid: of a merged cell in each of its rows, and in the first of its columns."""
    rows: list[list[str]] = []
    for block in blocks:
        above = rows[-1] if rows else []
        row: list[str] = []
        for cell in block.cells if block.kind is BlockKind.ROW else ():
            continued = above[len(row)] if cell.merged and len(row) < len(above) else ""
            row += [cell.text or continued, *[""] * (cell.span - 1)]
        rows.append(row or [block.text])
    return rows


def _explained(unread: Unreadable) -> tuple[Message, Message | None]:
    """Return the reason why a file could not be read, and the advice."""
    error = unread.error
    return Message(error.template, error.params), Message(error.hint, error.params) if error.hint else None
