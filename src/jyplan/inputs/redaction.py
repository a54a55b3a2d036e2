"""Sources with masked names: personal numbers in the names of files, and in errors that name files."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jyplan.errors import JyplanError
from jyplan.inputs.source import Source, Unreadable
from jyplan.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def redact_sources(sources: Iterable[Source | Unreadable]) -> Iterator[Source | Unreadable]:
    """Yield the sources with masked names, marked to be masked after reading.

    Files with the same masked name get numbers: `138****5678.txt`, `138****5678 (2).txt`.
    """
    names: dict[str, dict[str, str]] = {}
    for source in sources:
        if isinstance(source, Unreadable):
            yield Unreadable(redact(source.path), redact_error(source.error))
            continue
        masked = redact(source.path)
        numbered = names.setdefault(masked, {})
        shown = numbered.setdefault(source.path, _numbered(masked, len(numbered) + 1) if numbered else masked)
        yield replace(
            source,
            path=shown,
            read=partial(_read, source.read),
            redact=True,
            has_masked_name=source.is_on_disk and shown != source.path,
        )


def _numbered(path: str, number: int) -> str:
    """Return a path with a number before its suffix, which readers of corpora look at."""
    name, suffix = os.path.splitext(path)
    return f"{name} ({number}){suffix}"


def redact_error(error: JyplanError) -> JyplanError:
    """Mask the place and the values of an error; return the error."""
    error.where = redact(error.where)
    error.params = {name: redact(value) if isinstance(value, str) else value for name, value in error.params.items()}
    return error


def _read(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except JyplanError as error:
        raise redact_error(error) from None
