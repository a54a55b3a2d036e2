"""Corpora: files of thousands of plans, a record each, read record by record.

A corpus is no `Document`: the texts come without blocks, styles and places, and the file is never wholly
in memory. To add a format, write a module with the members of `protocol.CorpusReader` and give it a row in `FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from jyplan import inputs
from jyplan.corpora.protocol import CorpusPlan
from jyplan.corpora.records import Names
from jyplan.errors import InputError, JyplanError
from jyplan.inputs import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.corpora.protocol import CorpusReader
    from jyplan.inputs import Source

__all__ = ["CorpusPlan", "choose", "find_reader", "read_corpus"]


@dataclass(frozen=True, slots=True)
class CorpusFormat:
    """Everything about a corpus format before the reader is imported."""

    name: str
    location: str
    """Dotted name of the reader module."""
    suffixes: tuple[str, ...]
    """Suffixes of files in this format, in lower case."""


FORMATS = (
    CorpusFormat("parquet", "jyplan.corpora.parquet", (".parquet",)),
    CorpusFormat("jsonl", "jyplan.corpora.jsonl", (".jsonl", ".ndjson")),
)
"""Every format; where several readers recognise a file, the first reads it."""
BEGINNING = 512
"""Number of first bytes of a file that a reader needs to recognise a corpus."""


def choose(beginning: bytes, name: str) -> CorpusReader | None:
    """Return the reader for a corpus, by first bytes and file name; None for a file that is no corpus.

    >>> choose(b'{"id": "1", "text": "..."}', "plans.txt").NAME
    'jsonl'
    >>> choose("一、工作目标".encode(), "plan.txt") is None
    True
    """
    readers = (cast("CorpusReader", import_module(corpus_format.location)) for corpus_format in FORMATS)
    return next((reader for reader in readers if reader.recognises(beginning, name)), None)


def is_named_as_corpus(path: str) -> bool:
    """Return whether the suffix of a file says that it is a corpus."""
    return path.lower().endswith(tuple(suffix for corpus_format in FORMATS for suffix in corpus_format.suffixes))


def find_reader(source: Source) -> CorpusReader | None:
    """Return the corpus reader for a source; None for a source that is no corpus or cannot be opened.

    The later reading of the source reports why it cannot be opened.
    """
    try:
        with inputs.open_stream(source) as stream:
            return choose(stream.read(BEGINNING), source.path)
    except (InputError, OSError):
        return None


def read_corpus(
    source: Source, reader: CorpusReader, *, longest: int = inputs.DEFAULT_MAX_SIZE
) -> Iterator[CorpusPlan | Unreadable]:
    """Yield the plans of a corpus and the errors of its records, in file order; for `plans.jsonl#5` record 5 alone.

    `longest` is the limit of a text in bytes. An error that ends the reading is yielded last.
    """
    is_empty = True
    names = Names()
    try:
        for plan in reader.read(source, longest):
            if isinstance(plan, InputError):
                yield Unreadable(source.path, plan)
            elif source.plan in (None, plan.listing.number):
                is_empty = False
                if repeated := names.repeated(plan.listing):
                    yield Unreadable(source.path, repeated)
                yield plan
        if is_empty:
            yield Unreadable(source.path, _nothing(source))
    except JyplanError as error:
        yield Unreadable(source.path, error)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Unreadable(source.path, InputError("cannot be read ({reason})", where=source.path, reason=reason))


def _nothing(source: Source) -> InputError:
    if source.plan is None:
        return InputError("holds no plan that could be read", where=source.path)
    return InputError("this file has no plan {number}", where=source.path, number=source.plan)
