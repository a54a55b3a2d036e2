"""From the fields of a record to a `CorpusPlan`; an error in a field never costs the text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.corpora.protocol import CorpusPlan
from jyplan.errors import InputError
from jyplan.model import Listing, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELDS = ("id", "text", "title", "school", "year", "date")
"""The fields read from a record; further fields are ignored."""
LONGEST_NAME = 500
"""Characters of an id, a title or a school; longer values are cut. Real names are far shorter."""
_TITLE = 60
"""Characters of a first line used as the title: the longest titles of plans have 50."""
_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, not encodable in a file
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?![0-9])")  # 2024, 2024-2025, 2024学年


@dataclass(frozen=True)
class Records:
    """Turns the records of a corpus into plans."""

    path: str
    longest: int
    """Largest text, in bytes of UTF-8."""
    redact: bool = False
    """Whether personal numbers are masked in all fields."""

    def read(self, number: int, values: Mapping[str, object]) -> Iterator[CorpusPlan | InputError]:
        """Yield the errors of a record and then, if the record has a text, its plan."""
        if self.redact:
            from jyplan.text.redaction import redact

            values = {key: redact(value) if isinstance(value, str) else value for key, value in values.items()}
        record = _Record(self.place(number), number, values)
        text = record.text(self.longest)
        plan = CorpusPlan(self._listing(record, text), text) if text is not None else None
        yield from record.errors
        if plan:
            yield plan

    def place(self, number: int) -> str:
        """Return the place of a record: the path and the number of its line or row."""
        return place_of(self.path, number)

    def _listing(self, record: _Record, text: str) -> Listing:
        return Listing(
            path=self.path,
            name=record.name(),
            number=record.number,
            title=record.words("title") or _first_line(text),
            chars=len(text),
            school=record.words("school") or None,
            date=record.date() or record.year(),
        )


@dataclass(frozen=True)
class _Record:
    """A record; each method returns a field, and adds to `errors` if the value is invalid."""

    place: str
    number: int
    values: Mapping[str, object]
    errors: list[InputError] = field(default_factory=list)

    def complain(self, what: Message, hint: Message | None = None) -> None:
        self.errors.append(
            InputError(what.template, where=self.place, hint=hint.template if hint else "", **what.params)
        )

    def text(self, longest: int) -> str | None:
        """Return the text, None for a missing, overlong or non-string text."""
        text = self.values.get("text")
        if text is None:
            self.complain(Message("has no “text”"), Message('a record is {{"id": …, "text": …}}'))
        elif not isinstance(text, str):
            self._complain_of_type("text", text)
        elif len(text) * 3 > longest and len(text.encode("utf-8", "surrogatepass")) > longest:
            self.complain(Message("its text is longer than the limit"), Message("raise it with --max-size"))
        else:
            return self._clean(text)
        return None

    def name(self) -> str:
        """Return the id, or the record's number if the id is missing."""
        value = self.values.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return self._clean(value[:LONGEST_NAME])
        self.complain(
            Message("has no “id” that is a string or a whole number", {"number": self.number}),
            Message("it is listed as {number}"),
        )
        return str(self.number)

    def words(self, name: str) -> str:
        """Return the value of a text field (title, school), empty if missing."""
        value = self.values.get(name)
        if isinstance(value, str):
            return self._clean(value[:LONGEST_NAME].strip())
        if value is not None:
            self._complain_of_type(name, value)
        return ""

    def date(self) -> str | None:
        """Return the date in ISO form, complete or only year and month, or None."""
        value = self.values.get("date")
        if isinstance(value, datetime.date):
            return value.strftime("%Y-%m-%d")
        if isinstance(value, str) and _DATE.fullmatch(value.strip()):
            return value.strip()
        if value not in (None, ""):
            self.complain(Message("its “date” is not written as 2024-09-01 and is left out"))
        return None

    def year(self) -> str | None:
        """Return the year, of a school year the first year, or None."""
        value = self.values.get("year")
        match = _YEAR.match(str(value).strip()) if isinstance(value, int | str) else None
        if not match and value not in (None, ""):
            self.complain(Message("its “year” is not written as 2024 and is left out"))
        return match[1] if match else None

    def _clean(self, text: str) -> str:
        """Return a string with surrogates (halves of characters) replaced by U+FFFD."""
        clean = _SURROGATE.sub("\ufffd", text)
        if clean != text:
            self.complain(Message("halves of characters (\\ud800 to \\udfff) were replaced with \ufffd"))
        return clean

    def _complain_of_type(self, name: str, value: object) -> None:
        params = {"name": name, "kind": _kind(value)}
        self.complain(Message("its “{name}” must be a string, not of the type {kind}", params))


class Names:
    """The ids of a corpus seen so far, to detect repeated ids."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def repeated(self, listing: Listing) -> InputError | None:
        """Return an error if an earlier record has the same id, else None."""
        first = self._first.setdefault(listing.name, listing.number)
        if first == listing.number:
            return None
        return InputError(
            "has the id “{id}” of record {first}",
            where=place_of(listing.path, listing.number),
            hint="both are compared; give each an id of its own",
            id=listing.name,
            first=first,
        )


def place_of(path: str, number: int) -> str:
    """Return the place of a record as `path:number`, the notation of editors and compilers."""
    return f"{path}:{number}"


def _kind(value: object) -> str:
    """Return the JSON type of a value that is no string.

    >>> _kind(True), _kind([]), _kind(1.5)
    ('boolean', 'array', 'number')
    """
    kinds = {bool: "boolean", int: "number", float: "number", list: "array", tuple: "array", dict: "object"}
    return kinds.get(type(value), type(value).__name__)


def _first_line(text: str) -> str:
    r"""Return the first non-blank line, shortened to `_TITLE` characters.

    >>> _first_line("\n 数学教研组工作计划 \n一、目标")
    '数学教研组工作计划'
    """
    start = text[: 100 * _TITLE].lstrip()
    line = start.splitlines()[0].rstrip() if start else ""
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
