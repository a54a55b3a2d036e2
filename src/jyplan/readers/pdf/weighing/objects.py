"""Objects of a PDF file, found without the file's own directory (ISO 32000-1, 7.3 and 7.5).

A hostile file may have two directories, or one that points into the middle of a stream. Every place with the form
of an object, `12 0 obj`, is therefore a candidate for the object with the number; `PdfObjects.candidates` gives all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.readers.pdf.weighing.filters import decode
from jyplan.readers.pdf.weighing.values import PdfObject, Reference
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.readers.pdf.weighing.filters import DecodingBudget

MAX_TOKENS = 3_000_000
"""Tokens of all objects together; 2,000 pages from Word have about 600,000. They take 3 s."""
MAX_DEPTH = 64
"""Nesting of arrays and dictionaries; pdfium stops at 64 as well."""

_BLANK = rb"[\0\t\n\f\r ]"
_GAP = rb"(?:" + _BLANK + rb"|%[^\r\n]{0,200}[\r\n])+"
_OBJECT = lazy_pattern(rb"(\d{1,10})" + _GAP + rb"\d{1,10}" + _GAP + rb"obj")
_TOKEN = lazy_pattern(
    rb"(?:" + _BLANK + rb"|%[^\r\n]*+)*+"
    rb"(?:(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<hex><[^<>]*+>)|(?P<string>\()"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)|(?P<other>.))",
    re.DOTALL,
)
_STRING_MARK = lazy_pattern(rb"\\.|[()]", re.DOTALL)
_ENDS = frozenset({b"endobj", b"stream", b"obj", b"xref", b"startxref"})
"""Words after which an object has no further values."""
_ESCAPE = lazy_pattern(rb"#([0-9A-Fa-f]{2})")
_STREAM_START = lazy_pattern(rb"(?:[\0\t\n\f\r ]|%[^\r\n]{0,200}+)*+stream(?:\r\n|\n|\r)?")


class TooManyTokensError(Exception):
    """The objects have more tokens than `MAX_TOKENS`, or are nested deeper than `MAX_DEPTH`."""


class PdfObjects:
    """All objects of a file, including objects in object streams."""

    def __init__(self, data: bytes, budget: DecodingBudget) -> None:
        """Find the objects.

        Raises:
            TooManyTokensError: see the class.
            TooMuchDataError: object streams are larger than `budget` allows.
        """
        self.candidates: dict[int, list[PdfObject]] = {}
        """By number; the trailers and other dictionaries without a number have 0."""
        self._tokens = MAX_TOKENS
        streams = []
        for match in _OBJECT.finditer(data):
            candidate = self._parse(data, match.end())
            self.candidates.setdefault(int(match[1]), []).append(candidate)
            if candidate.stream_start is not None and candidate.fields.get(b"Type") == b"ObjStm":
                streams.append(candidate)
        for start in re.finditer(rb"trailer", data):
            self.candidates.setdefault(0, []).append(self._parse(data, start.end()))
        for stream in streams:
            self._unpack(stream, budget)

    def __iter__(self) -> Iterator[tuple[int, PdfObject]]:
        for number, objects in self.candidates.items():
            for candidate in objects:
                yield number, candidate

    def resolved(self, value: object) -> list[object]:
        """Return the value itself, or for a reference the values of all candidates."""
        if isinstance(value, Reference):
            return [candidate.value for candidate in self.candidates.get(value.number, ())]
        return [value]

    def dictionaries(self, value: object) -> list[dict[bytes, object]]:
        """Return the dictionaries among the `resolved` values."""
        return [entry for entry in self.resolved(value) if isinstance(entry, dict)]

    def _unpack(self, stream: PdfObject, budget: DecodingBudget) -> None:
        content = decode(stream, self.resolved, budget)
        first = next((n for n in self.resolved(stream.fields.get(b"First")) if isinstance(n, int)), 0)
        pairs = [int(word) for word in content[: max(first, 0)].split() if word.isdigit() and len(word) <= 10]
        for number, offset in zip(pairs[::2], pairs[1::2], strict=False):
            inner = self._parse(content, first + offset)
            self.candidates.setdefault(number, []).append(PdfObject(inner.value, content))

    def _spend(self, size: int) -> None:
        """Count a token of `size` bytes; long tokens count more, since candidates overlap."""
        self._tokens -= 1 + size // 16
        if self._tokens < 0:
            raise TooManyTokensError

    def _string_end(self, data: bytes, position: int) -> int:
        """Return the offset after a string; `position` is the offset after the opening bracket."""
        depth = 1
        while depth:
            match = _STRING_MARK.search(data, position)
            if match is None:
                self._spend(len(data) - position)
                return len(data)
            self._spend(match.end() - position)
            position = match.end()
            depth += (match[0] == b"(") - (match[0] == b")")
        return position

    def _parse(self, data: bytes, position: int) -> PdfObject:
        """Return the object at a position; of a damaged object the readable part."""
        stack: list[list[object]] = [[]]
        while match := _TOKEN.match(data, position):
            self._spend(match.end() - position)
            position = match.end()
            kind = match.lastgroup
            if kind == "open":
                if len(stack) > MAX_DEPTH:
                    raise TooManyTokensError
                stack.append([])
                continue
            if (kind == "close" and len(stack) == 1) or match["word"] in _ENDS:
                break
            if kind == "close":
                values = stack.pop()
                stack[-1].append(_dictionary(values) if match["close"] == b">>" else values)
            elif kind == "string":
                position = self._string_end(data, position)
                stack[-1].append(None)
            else:
                _append_value(stack[-1], match)
            if len(stack) == 1 and isinstance(stack[0][-1], dict | list):
                break
        while len(stack) > 1:
            values = stack.pop()
            stack[-1].append(_dictionary(values))
        value = _main_value(stack[0])
        start = _STREAM_START.match(data, position) if isinstance(value, dict) else None
        return PdfObject(value, data, start.end() if start else None)


def _append_value(values: list[object], token: re.Match[bytes]) -> None:
    """Append a name, number or reference to the values of an array or dictionary; None for other tokens."""
    word = token["word"]
    if token["name"] is not None:
        values.append(unescaped_name(token["name"]))
    elif word == b"R" and len(values) > 1 and isinstance(values[-2], int):
        values[-2:] = [Reference(values[-2])]
    else:
        values.append(int(word) if word and word.isdigit() and len(word) <= 10 else None)


def _main_value(values: list[object]) -> object:
    """Return the last reference, dictionary or array of an object, else the first value."""
    composite = (value for value in reversed(values) if isinstance(value, Reference | dict | list))
    return next(composite, values[0] if values else None)


def _dictionary(values: list[object]) -> dict[bytes, object]:
    return {key: value for key, value in zip(values[::2], values[1::2], strict=False) if isinstance(key, bytes)}


def unescaped_name(raw: bytes) -> bytes:
    """Return a name with its `#xx` as characters: ISO 32000-1, 7.3.5."""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), raw) if b"#" in raw else raw
