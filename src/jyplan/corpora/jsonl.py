"""Corpora of a JSON object a line: {"id": "school-17", "text": "…", "title": "…", "school": "…", "year": 2024}.

`id` and `text` are expected; `title`, `school`, `year` and `date` are optional, other fields are ignored.
The file is UTF-8 (RFC 8259, 8.1), with or without byte order mark.

A file is recognised by its first line, an object beginning with a known field: no plan begins so. If the
first line is damaged or begins with an unknown field, the suffix decides: in a file named .jsonl or
.ndjson a bad first line is an error like a bad line further down.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan import inputs
from jyplan.corpora import is_named_as_corpus
from jyplan.corpora.records import FIELDS, Records
from jyplan.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, NoReturn

    from jyplan.corpora.protocol import CorpusPlan
    from jyplan.inputs import Source

NAME = "jsonl"

_ESCAPED = 2
"""A Hanzi written as \\uXXXX takes twice as many bytes as in UTF-8."""
_FRAME = 64 * 1024
"""Bytes allowed in a line besides the text: for all further fields."""
_SKIPPED_AT_ONCE = 1 << 20
"""Bytes read in a step while the end of an overlong line is searched."""
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t]*"(?:%s)"[ \t]*:' % "|".join(FIELDS).encode())
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def recognises(beginning: bytes, name: str) -> bool:
    """Return whether the first line is a record, or the name ends in .jsonl or .ndjson and the bytes may be text."""
    if _RECORD.match(beginning):
        return True
    is_text = beginning.startswith(_WIDE) or b"\0" not in beginning  # zip archives and compound files have NULs
    return is_text and is_named_as_corpus(name)


class LineRange(NamedTuple):
    """A range of consecutive lines of a corpus, the share of a worker process."""

    start: int
    """Byte offset of the first line."""
    end: int
    """Byte offset after the last line."""
    first: int
    """Number of the first line, from 1."""


WHOLE = LineRange(0, 1 << 62, 1)


def cut(stream: BinaryIO, size: int) -> Iterator[LineRange]:
    """Yield consecutive line ranges of at least `size` bytes; the last range may be shorter."""
    start = end = 0
    first = lines = 1
    while block := stream.read(size):
        line_end = b"" if block.endswith(b"\n") else stream.readline()
        end += len(block) + len(line_end)
        lines += block.count(b"\n") + line_end.count(b"\n")
        yield LineRange(start, end, first)
        start, first = end, lines


def read(source: Source, longest: int, lines: LineRange = WHOLE) -> Iterator[CorpusPlan | InputError]:
    """Yield the plans of a range of lines, blank lines skipped; see `CorpusReader.read`."""
    records = Records(source.path, longest, source.redact)
    with inputs.open_stream(source) as stream:
        stream.seek(lines.start)
        for number, line in enumerate(_lines(stream, longest * _ESCAPED + _FRAME, lines.end), lines.first):
            if number == 1 and line and line.startswith(_WIDE):
                raise InputError("is UTF-16, and a .jsonl is UTF-8", where=source.path, hint="save it as UTF-8")
            if line is None:
                yield InputError(
                    "the line is longer than the limit", where=records.place(number), hint="raise it with --max-size"
                )
            elif line.strip():
                yield from _read_line(records, number, line)


def _read_line(records: Records, number: int, line: bytes) -> Iterator[CorpusPlan | InputError]:
    try:
        values = json.loads(line.decode("utf-8").removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        yield InputError(
            "is not UTF-8 (byte {place} of the line)",
            where=records.place(number),
            hint="save the file as UTF-8",
            place=error.start + 1,
        )
    except json.JSONDecodeError as error:
        yield InputError(
            "is not JSON from character {place} on",
            where=records.place(number),
            hint="write one object a line",
            place=error.pos + 1,
        )
    except (ValueError, RecursionError):  # NaN, a number of thousands of digits, brackets in brackets
        yield InputError(
            "is JSON too deep or too large for a plan", where=records.place(number), hint="write one object a line"
        )
    else:
        if isinstance(values, dict):
            yield from records.read(number, values)
        else:
            yield InputError("is not a JSON object", where=records.place(number), hint='write {{"id": …, "text": …}}')


def _refuse_constant(name: str) -> NoReturn:
    """Raise for NaN and Infinity: Python accepts both, RFC 8259, 6 forbids both."""
    raise ValueError(name)


def _lines(stream: BinaryIO, longest: int, end: int) -> Iterator[bytes | None]:
    """Yield the lines before the byte offset `end`, None for a line of more than `longest` bytes."""
    while stream.tell() < end and (line := stream.readline(longest + 1)):
        if len(line) <= longest:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED_AT_ONCE)
