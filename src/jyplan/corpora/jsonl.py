"""Corpora of a JSON object a line: {"id": "school-17", "text": "…", "title": "…", "school": "…", "year": 2024}.

`id` and `text` are what a line is for; `title`, `school`, `year` and `date` are taken over where they
stand, anything else is left alone. The file is UTF-8 (RFC 8259, 8.1), with or without byte order mark.

A file is known by its first line: an object that begins with one of these fields, for no plan begins so.
Where the first line is damaged, or begins with a field of the user's own, the suffix decides: in a file
named .jsonl or .ndjson a bad line 1 costs no more than any other.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan.corpora.records import FIELDS, Records
from jyplan.errors import InputError
from jyplan.inputs import sources as inputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, NoReturn

    from jyplan.corpora.protocol import CorpusPlan
    from jyplan.inputs import Source

NAME = "jsonl"

_ESCAPED = 2
"""A Hanzi written as \\uXXXX takes twice the bytes that it takes in UTF-8."""
_FRAME = 64 * 1024
"""Bytes that a line may have besides its text: the other fields, and those of the user's own."""
_PIECE = 1 << 20
"""Bytes that are read at once to find the end of a line that is too long."""
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t]*"(?:%s)"[ \t]*:' % "|".join(FIELDS).encode())
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def recognises(beginning: bytes, name: str) -> bool:
    """Return whether the first line is a record, or the name says so and the bytes can be a text."""
    if _RECORD.match(beginning):
        return True
    is_text = beginning.startswith(_WIDE) or b"\0" not in beginning  # zip archives and compound files have NULs
    return is_text and name.lower().endswith((".jsonl", ".ndjson"))


class Piece(NamedTuple):
    """Some lines of a corpus, to be read by one of several processes."""

    start: int
    """Byte at which the first line begins."""
    end: int
    """Byte at which the line behind the last one begins."""
    first: int
    """Number of the first line, from 1."""


WHOLE = Piece(0, 1 << 62, 1)


def cut(stream: BinaryIO, size: int) -> Iterator[Piece]:
    """Yield pieces of at least `size` bytes, the last one perhaps of fewer."""
    start = at = 0
    first = lines = 1
    while block := stream.read(size):
        rest = b"" if block.endswith(b"\n") else stream.readline()
        at += len(block) + len(rest)
        lines += block.count(b"\n") + rest.count(b"\n")
        yield Piece(start, at, first)
        start, first = at, lines


def read(source: Source, longest: int, piece: Piece = WHOLE) -> Iterator[CorpusPlan | InputError]:
    """Yield the plans line by line, blank lines skipped."""
    records = Records(source.path, longest)
    with inputs.open_stream(source) as stream:
        stream.seek(piece.start)
        for number, line in enumerate(_lines(stream, longest * _ESCAPED + _FRAME, piece.end), piece.first):
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
            "is no JSON from character {place} on",
            where=records.place(number),
            hint="write one object a line",
            place=error.pos + 1,
        )
    except (ValueError, RecursionError):  # NaN, a number of thousands of digits, brackets in brackets
        yield InputError(
            "is JSON that no program writes for a plan", where=records.place(number), hint="write one object a line"
        )
    else:
        if isinstance(values, dict):
            yield from records.read(number, values)
        else:
            yield InputError("is no JSON object", where=records.place(number), hint='write {{"id": …, "text": …}}')


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are no JSON (RFC 8259, 6), though Python takes them for it."""
    raise ValueError(name)


def _lines(stream: BinaryIO, longest: int, end: int) -> Iterator[bytes | None]:
    """Yield the lines up to a byte, None for one that is too long, whose end is looked for without keeping it."""
    while stream.tell() < end and (line := stream.readline(longest + 1)):
        if len(line) <= longest:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
