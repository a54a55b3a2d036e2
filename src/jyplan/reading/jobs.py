"""Outlines of single files: files in old formats are converted together, numbered plans are picked out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from jyplan.errors import InputError, JyplanError
from jyplan.inputs import Source, Unreadable
from jyplan.readers import FORMATS, format_named
from jyplan.reading.limits import DEFAULT_LIMITS, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Document, Outline, Revisions
    from jyplan.reading.limits import Limits

_LARGEST_BATCH = 50 << 20
"""Most bytes of files in old formats converted together: a worker holds all of them in memory."""
_LARGEST_BATCHES = 200 << 20
"""Bytes of converted files that wait to be read."""


class Job(NamedTuple):
    """A file to be parsed."""

    source: Source
    revisions: Revisions
    docx: bytes | None = None
    """The Word file made by LibreOffice of a file in an old format; None before conversion and for formats read directly."""
    with_anchors: bool = False
    """As in `readers.read`; a file in an old format has no anchors."""


def convert_together(
    sources: Sequence[Source | Unreadable], revisions: Revisions, limits: Limits = DEFAULT_LIMITS
) -> list[Job | Unreadable]:
    """Return a job for each source; files in old formats are converted together, by few starts of LibreOffice.

    A start of LibreOffice takes longer than the conversion of a file. Suffixes only choose the files to open early.
    Every other file in an old format is converted alone when it is read: under a foreign suffix, not converted with the
    others, or more than `_LARGEST_BATCHES` in all.
    """
    jobs: list[Job | Unreadable] = [
        Job(source, revisions) if isinstance(source, Source) else source for source in sources
    ]
    suffixes = tuple(suffix for file_format in FORMATS if file_format.is_converted for suffix in file_format.suffixes)
    old = [
        (number, source)
        for number, source in enumerate(sources)
        if isinstance(source, Source) and source.path.lower().endswith(suffixes)
    ]
    if len(old) < 2:
        return jobs
    held = 0
    for number, docx in _converted(_batches(old), limits):
        job = cast("Job", jobs[number])
        if isinstance(docx, JyplanError):
            docx.where = job.source.path
            jobs[number] = Unreadable(job.source.path, docx)
            continue
        jobs[number] = job._replace(docx=docx)
        held += len(docx)
        if held > _LARGEST_BATCHES:
            break
    return jobs


def file_suffixes(*formats: str) -> tuple[str, ...]:
    """Return the usual suffixes of files in the named formats, in lower case; without a name the suffixes of all formats.

    >>> file_suffixes("html", "rtf")
    ('.html', '.htm', '.xhtml', '.rtf')
    """
    chosen = map(format_named, formats) if formats else FORMATS
    return tuple(suffix for file_format in chosen for suffix in file_format.suffixes)


def _batches(old: Sequence[tuple[int, Source]]) -> list[list[tuple[int, Source]]]:
    """Return the files in batches, each for a single start of LibreOffice."""
    from jyplan.readers import libreoffice

    batches: list[list[tuple[int, Source]]] = [[]]
    size = 0
    for number, source in old:
        size += source.size
        if len(batches[-1]) == libreoffice.BATCH or (size > _LARGEST_BATCH and batches[-1]):
            batches.append([])
            size = source.size
        batches[-1].append((number, source))
    return batches


def _converted(
    batches: Sequence[list[tuple[int, Source]]], limits: Limits
) -> Iterator[tuple[int, bytes | JyplanError]]:
    """Yield the Word file made by LibreOffice, or the error, for each file; in a separate process if the limits need a process."""
    if not limits.need_process:
        for batch in batches:
            yield from _convert(batch)
        return
    from jyplan.readers import libreoffice
    from jyplan.reading.pool import Ended, map_in_order

    by_clock = libreoffice.START_SECONDS + libreoffice.FILE_SECONDS * libreoffice.BATCH
    long_enough = None if limits.seconds is None else limits.seconds + by_clock / PATIENCE
    results = map_in_order(_convert, batches, 1, limits._replace(seconds=long_enough))
    with closing(results):  # type: ignore[type-var]  # a generator
        for result in results:
            if not isinstance(result, Ended):
                yield from result


def _convert(batch: Sequence[tuple[int, Source]]) -> list[tuple[int, bytes | JyplanError]]:
    """Return the Word files made of a batch, or errors; files left undone by a crash or a time-out are missing."""
    from jyplan.readers import office

    waiting = [
        (str(number), data)
        for number, source in batch
        if (data := _read_or_none(source)) and office.is_old_format(data)
    ]
    results = office.convert_batch(waiting, again=False)
    return [(int(number), result) for number, result in results.items()]


def _read_or_none(source: Source) -> bytes | None:
    """Return the content of a file; None after an error, since `outline_of` meets and reports the error again."""
    try:
        return source.read()
    except JyplanError:
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
    """Return the outline of a file, or of the single plan named by the source.

    Raises:
        InputError: the file cannot be read, or has no plan of the number.
        UnreadableDocument: no reader understands the content.
    """
    return pick_plan(whole_outline(job), job.source)


def whole_outline(job: Job) -> Outline:
    """Return the outline of every plan in a file.

    Raises:
        InputError: the file cannot be read.
        UnreadableDocument: no reader understands the content.
    """
    source = job.source
    if job.docx is not None:
        return _read_converted(job, job.docx)
    return read_content(source.read(), source.path, job.revisions, with_anchors=job.with_anchors, redact=source.redact)


def pick_plan(outline: Outline, source: Source) -> Outline:
    """Return the outline of the single plan named by a source, the whole outline without a number.

    Raises:
        InputError: there is no plan of the number.
    """
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
    """Return the identity of LibreOffice (path, size, time) for a converted format; None for a format read directly.

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
