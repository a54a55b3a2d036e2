"""One file to its outline: what is to be read, old formats converted together, one plan of several chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import InputError, JyplanError
from jyplan.inputs import Source, Unreadable
from jyplan.readers import FORMATS, format_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Outline, Revisions


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be parsed."""

    source: Source
    revisions: Revisions
    docx: bytes | None = None
    """Of a file in an old format: what LibreOffice made of it."""
    with_anchors: bool = False
    """As in `readers.read`; a file in an old format has none."""


def convert_together(found: Sequence[Source | Unreadable], revisions: Revisions) -> list[Job | Unreadable]:
    """Return the jobs, files in old formats converted by one start of LibreOffice for all of them.

    LibreOffice's start costs more than a file. The suffix only says which files are worth a look before their turn comes.
    """
    jobs: list[Job | Unreadable] = [Job(each, revisions) if isinstance(each, Source) else each for each in found]
    suffixes = tuple(suffix for each in FORMATS if each.is_converted for suffix in each.suffixes)
    old = [i for i, each in enumerate(found) if isinstance(each, Source) and each.path.lower().endswith(suffixes)]
    if len(old) < 2:
        return jobs
    from jyplan.readers import office

    waiting = [(str(i), data) for i in old if (data := _read_old(found[i])) and office.is_old_format(data)]
    for number, result in office.convert_batch(waiting).items():
        each = found[int(number)]
        if isinstance(result, JyplanError):
            result.where = each.path
            jobs[int(number)] = Unreadable(each.path, result)
        elif isinstance(each, Source):
            jobs[int(number)] = Job(each, revisions, result)
    return jobs


def _read_old(source: Source | Unreadable) -> bytes | None:
    """Return a file's content; None if it cannot be read, which its own turn will tell."""
    try:
        return source.read() if isinstance(source, Source) else None
    except InputError:
        return None


def read_content(data: bytes, path: str, revisions: Revisions, *, with_anchors: bool = False) -> Outline:
    """Return the outline of every plan in a file's content; `path` is only its name in the result.

    Raises:
        InputError: there is nothing in it, or it is a corpus.
        UnreadableDocument: no reader understands it.
    """
    from jyplan import outline, readers

    if not data:
        raise InputError("the file is empty", where=path, hint="ask for the file again")
    _forbid_corpus(data, path)
    document = readers.read(data, path, revisions, with_anchors=with_anchors)
    return outline.read_outline(document)


def _forbid_corpus(data: bytes, path: str) -> None:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return
    from jyplan import corpora

    if corpora.choose(data[: corpora.BEGINNING], path):
        raise InputError(
            "holds many plans, a record each, and is no document", where=path, hint="compare them with jyplan dupes"
        )


def outline_of(job: Job) -> Outline:
    """Return the outline of a file, or of the one plan of it that is wanted.

    Raises:
        InputError: it cannot be read, or has no plan of that number.
        UnreadableDocument: no reader understands it.
    """
    source = job.source
    if job.docx is None:
        outline = read_content(source.read(), source.path, job.revisions, with_anchors=job.with_anchors)
    else:
        outline = _read_converted(job, job.docx)
    if source.plan is None:
        return outline
    chosen = tuple(plan for plan in outline.plans if plan.number == source.plan)
    if not chosen:
        raise InputError(
            "there is no plan {number} in this file; the number of its plans is {count}",
            where=source.path,
            number=source.plan,
            count=len(outline.plans),
        )
    return replace(outline, document=replace(outline.document, blocks=chosen[0].blocks), plans=chosen)


def _read_converted(job: Job, docx: bytes) -> Outline:
    from jyplan import outline
    from jyplan.readers import office

    document = office.read_converted(docx, job.source.read(), job.source.path, job.revisions)
    return outline.read_outline(document)


def converter_of(document_format: str) -> str | None:
    """Return what tells one LibreOffice from another, for a format that it takes part in reading; else None."""
    if not format_named(document_format).is_converted:
        return None
    from jyplan.readers import libreoffice

    program = libreoffice.find_program()
    if program is None:
        return ""
    path = Path(program).resolve()
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"
