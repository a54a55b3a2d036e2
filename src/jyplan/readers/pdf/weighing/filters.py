"""Decoded streams of a PDF under a budget of bytes (ISO 32000-1, 7.4).

    /Filter[/ASCII85Decode/FlateDecode]   text → compressed bytes → content
    /Filter[/FlateDecode/FlateDecode]     2 KB → 2 MB → 2 GB: each step is counted

Only what can grow is decoded: Flate, LZW and run lengths, and the two text encodings before them.
"""

from __future__ import annotations

import binascii
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.readers.pdf.weighing.values import PdfObject

    Resolve = Callable[[object], list[object]]

CHUNK = 1 << 13
MAX_PIECE = 1 << 20
"""Decoded bytes of a step; `CHUNK` gives at most eight times as many."""
MAX_FILTERS = 4
"""Filters of a stream; honest files have two."""
_BLANKS = b"\0\t\n\f\r "


class TooMuchDataError(Exception):
    """The streams are larger than the budget allows."""


@dataclass(slots=True)
class DecodingBudget:
    """Decoded bytes still allowed for all streams together, each step of a chain of filters counted."""

    left: int
    largest: int
    """Decoded bytes of a single stream."""

    def spend(self, size: int, stream_size: int) -> None:
        """Take `size` bytes for a stream with `stream_size` bytes so far.

        Raises:
            TooMuchDataError: the budget or the limit of a stream is exceeded.
        """
        self.left -= size
        if self.left < 0 or stream_size > self.largest:
            raise TooMuchDataError


def decode(stream: PdfObject, resolved: Resolve, budget: DecodingBudget) -> bytes:
    """Return the decodable content of a stream; a filter of pictures ends the chain, as in pdfium.

    Raises:
        TooMuchDataError: see `DecodingBudget.spend`; also more than `MAX_FILTERS` filters.
    """
    start = stream.stream_start or 0
    names = [
        name
        for value in resolved(stream.fields.get(b"Filter", stream.fields.get(b"F")))
        for name in _names(value, resolved)
    ]
    if len(names) > MAX_FILTERS:
        raise TooMuchDataError
    stored = memoryview(stream.source)[start:]
    if names and FILTERS.get(names[0]) is _flate:  # compressed data know their own end
        data = _flate(stored, budget)
        names = names[1:]
    else:
        # a stream may hold the word that ends it, where Length says so
        end = stream.source.find(b"endstream", start, start + budget.left)
        lengths = [n for n in resolved(stream.fields.get(b"Length")) if isinstance(n, int)]
        data = bytes(stored[: max(end - start if end >= 0 else min(len(stored), budget.left), *lengths, 0)])
        budget.spend(len(data), 0 if names else len(data))
    for name in names:
        step = FILTERS.get(name)
        if step is None:
            return data
        data = step(data, budget)
    return data


def _names(value: object, resolved: Resolve) -> list[bytes]:
    entries = value if isinstance(value, list) else [value]
    return [name for entry in entries[: MAX_FILTERS + 1] for name in resolved(entry) if isinstance(name, bytes)]


def _flate(data: bytes | memoryview, budget: DecodingBudget) -> bytes:
    """Return Flate data decoded, damaged data up to the damage."""
    decoder = zlib.decompressobj()
    content = bytearray()
    position = 0
    while not decoder.eof and position < len(data):
        part = data[position : position + CHUNK]
        before_part = decoder.copy()
        try:
            piece = decoder.decompress(part, MAX_PIECE)
        except zlib.error:
            return bytes(content + _until_damage(before_part, part))
        position += len(part) - len(decoder.unconsumed_tail)
        content += piece
        budget.spend(len(piece), len(content))
        if not piece and not len(part) - len(decoder.unconsumed_tail):
            break
    return bytes(content)


def _until_damage(decoder: zlib._Decompress, part: bytes | memoryview) -> bytes:
    content = bytearray()
    try:
        for position in range(len(part)):
            content += decoder.decompress(part[position : position + 1])
    except zlib.error:
        pass
    return bytes(content)


def _lzw(data: bytes, budget: DecodingBudget) -> bytes:
    """Return LZW data decoded, up to a code outside the table (ISO 32000-1, 7.4.4.2)."""
    content = bytearray()
    table: list[bytes] = [bytes([n]) for n in range(256)] + [b"", b""]
    width, bits, count = 9, 0, 0
    previous = b""
    for byte in data:
        bits = (bits << 8 | byte) & 0xFFFFFF
        count += 8
        if count < width:
            continue
        count -= width
        code = bits >> count & (1 << width) - 1
        if code == 257:
            break
        if code == 256:
            del table[258:]
            width, previous = 9, b""
            continue
        if code < len(table):
            entry = table[code]
        elif previous:
            entry = previous + previous[:1]
        else:
            break
        content += entry
        budget.spend(len(entry), len(content))
        if previous and len(table) < 4096:
            table.append(previous + entry[:1])
        previous = entry
        # with EarlyChange, the default, codes grow a code before the table is full
        width = min(12, max(9, (len(table) + 1).bit_length()))
    return bytes(content)


def _run_length(data: bytes, budget: DecodingBudget) -> bytes:
    content = bytearray()
    position = 0
    while position < len(data) and data[position] != 128:
        length = data[position]
        piece = (
            data[position + 1 : position + 2 + length]
            if length < 128
            else data[position + 1 : position + 2] * (257 - length)
        )
        position += 2 + length if length < 128 else 2
        content += piece
        budget.spend(len(piece), len(content))
    return bytes(content)


def _ascii_hex(data: bytes, budget: DecodingBudget) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">", 1)[0])
    content = binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    budget.spend(len(content), len(content))
    return content


def _ascii_85(data: bytes, budget: DecodingBudget) -> bytes:
    import base64

    text = re.sub(rb"[^!-uz]", b"", data.split(b"~", 1)[0])
    try:
        content = base64.a85decode(text)
    except ValueError:
        return b""
    budget.spend(len(content), len(content))
    return content


FILTERS: dict[bytes, Callable[[bytes, DecodingBudget], bytes]] = {
    b"FlateDecode": _flate,
    b"Fl": _flate,
    b"LZWDecode": _lzw,
    b"LZW": _lzw,
    b"RunLengthDecode": _run_length,
    b"RL": _run_length,
    b"ASCIIHexDecode": _ascii_hex,
    b"AHx": _ascii_hex,
    b"ASCII85Decode": _ascii_85,
    b"A85": _ascii_85,
    b"Crypt": lambda data, _: data,
}
"""Filters by name, with the short names of inline images, which pdfium takes everywhere."""
