"""Outlines of single files: files in old formats are converted together, numbered plans are picked out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import InputError, JyplanError
from jyplan.inputs import Source, Unreadable
from jyplan.readers import FORMATS, format_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Document, Outline, Revisions


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be parsed."""

    source: Source
    revisions: Revisions
    docx: bytes | None = None
    """The Word file that LibreOffice made of a file in an old format; None before conversion and for other formats."""
    with_anchors: bool = False
    """As in `readers.read`; a file in an old format has no anchors."""


def convert_together(sources: Sequence[Source | Unreadable], revisions: Revisions) -> list[Job | Unreadable]:
    """Return a job for each source; a single start of LibreOffice converts all files in old formats.

    A start of LibreOffice takes longer than the conversion of a file. Suffixes only choose the files to open early; a
    file in an old format under a foreign suffix is converted alone when it is read.
    """
    jobs: list[Job | Unreadable] = [
        Job(source, revisions) if isinstance(source, Source) else source for source in sources
    ]
    suffixes = tuple(suffix for file_format in FORMATS if file_format.is_converted for suffix in file_format.suffixes)
    old = [
        number
        for number, source in enumerate(sources)
        if isinstance(source, Source) and source.path.lower().endswith(suffixes)
    ]
    if len(old) < 2:
        return jobs
    from jyplan.readers import office

    waiting = [
        (str(number), data) for number in old if (data := _read_or_none(sources[number])) and office.is_old_format(data)
    ]
    for number, result in office.convert_batch(waiting).items():
        source = sources[int(number)]
        if isinstance(result, JyplanError):
            result.where = source.path
            jobs[int(number)] = Unreadable(source.path, result)
        elif isinstance(source, Source):
            jobs[int(number)] = Job(source, revisions, result)
    return jobs


def file_suffixes(*formats: str) -> tuple[str, ...]:
    """Return the usual suffixes of files in the named formats, in lower case; without a name those of all formats.

    >>> file_suffixes("html", "rtf")
    ('.html', '.htm', '.xhtml', '.rtf')
    """
    chosen = map(format_named, formats) if formats else FORMATS
    return tuple(suffix for file_format in chosen for suffix in file_format.suffixes)


def _read_or_none(source: Source | Unreadable) -> bytes | None:
    """Return the content of a file; None after an error, which `outline_of` meets and reports again."""
    try:
        return source.read() if isinstance(source, Source) else None
    except InputError:
        return None


def read_content(
    data: bytes, path: str, revisions: Revisions, *, with_anchors: bool = False, redact: bool = False
) -> Outline:
    """Return the outline of every plan in the content of a file; `path` is only the name in the result.

    With `redact` personal numbers are masked before the outline is made, so that nothing later meets them.

    Raises:
        InputError: the content is empty, or is a corpus.
        UnreadableDocument: no reader understands the content.
    """
    from jyplan import outline, readers

    if not data:
        raise InputError("the file is empty", where=path, hint="ask for the file again")
    _forbid_corpus(data, path)
    document = readers.read(data, path, revisions, with_anchors=with_anchors)
    return outline.read_outline(_redacted(document) if redact else document)


def _redacted(document: Document) -> Document:
    from jyplan.readers.redaction import redact_document

    return redact_document(document)


def _forbid_corpus(data: bytes, path: str) -> None:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return
    from jyplan import corpora

    if corpora.choose(data[: corpora.BEGINNING], path):
        raise InputError(
            "is a collection of plans, a record each, not a single document",
            where=path,
            hint="compare them with jyplan dupes",
        )


def outline_of(job: Job) -> Outline:
    """Return the outline of a file, or of the single plan that the source names.

    Raises:
        InputError: the file cannot be read, or has no plan of the number.
        UnreadableDocument: no reader understands the content.
    """
    source = job.source
    if job.docx is None:
        outline = read_content(
            source.read(), source.path, job.revisions, with_anchors=job.with_anchors, redact=source.redact
        )
    else:
        outline = _read_converted(job, job.docx)
    if source.plan is None:
        return outline
    chosen = tuple(plan for plan in outline.plans if plan.number == source.plan)
    if not chosen:
        raise InputError(
            "this file has no plan {number}; it holds {count}",
            where=source.path,
            number=source.plan,
            count=len(outline.plans),
        )
    return replace(outline, document=replace(outline.document, blocks=chosen[0].blocks), plans=chosen)


def _read_converted(job: Job, docx: bytes) -> Outline:
    from jyplan import outline
    from jyplan.readers import office

    document = office.read_converted(docx, job.source.read(), job.source.path, job.revisions)
    return outline.read_outline(_redacted(document) if job.source.redact else document)


def converter_of(document_format: str) -> str | None:
    """Return the identity of LibreOffice (path, size, time) for a format converted by it; None for all other formats.

    Empty where LibreOffice is not installed.
    """
    if not format_named(document_format).is_converted:
        return None
    from jyplan.readers import libreoffice

    program = libreoffice.find_program()
    if program is None:
        return ""
    path = Path(program).resolve()
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"
