"""Corpora: thousands of plans in one file, a record each, read one after the other.

A corpus is no `Document`: its texts come without blocks, styles and places, and it is never wholly in
memory. To add a format, write a module as `protocol.CorpusReader` says and give it a line in `READERS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from jyplan.corpora.protocol import CorpusPlan
from jyplan.corpora.records import Names
from jyplan.errors import InputError, JyplanError
from jyplan.inputs import Unreadable
from jyplan.inputs import sources as inputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.corpora.protocol import CorpusReader
    from jyplan.inputs import Source

__all__ = ["CorpusPlan", "choose", "find_reader", "read_corpus"]

READERS = ("jyplan.corpora.parquet", "jyplan.corpora.jsonl")
"""Every format; where several recognise a file, the first reads it."""
BEGINNING = 512
"""Bytes of a file that are enough to know a corpus by."""


def choose(beginning: bytes, name: str) -> CorpusReader | None:
    """Return what reads the corpus with these first bytes, None for a file that is no corpus.

    >>> choose(b'{"id": "1", "text": "..."}', "plans.txt").NAME
    'jsonl'
    >>> choose("一、工作目标".encode(), "plan.txt") is None
    True
    """
    readers = (cast("CorpusReader", import_module(location)) for location in READERS)
    return next((reader for reader in readers if reader.recognises(beginning, name)), None)


def find_reader(source: Source) -> CorpusReader | None:
    """Return what reads a source as a corpus; None if it is none or cannot be opened, which reading it will tell."""
    try:
        with inputs.open_stream(source) as stream:
            return choose(stream.read(BEGINNING), source.path)
    except (InputError, OSError):
        return None


def read_corpus(
    source: Source, reader: CorpusReader, *, longest: int = inputs.DEFAULT_MAX_SIZE
) -> Iterator[CorpusPlan | Unreadable]:
    """Yield the plans of a corpus in their order and what is wrong with any; of `plans.jsonl#5` record 5 alone.

    `longest` is the limit of one text in bytes. What ends the reading is the last that is yielded.
    """
    found = False
    names = Names()
    try:
        for each in reader.read(source, longest):
            if isinstance(each, InputError):
                yield Unreadable(source.path, each)
            elif source.plan in (None, each.listing.number):
                found = True
                if repeated := names.repeated(each.listing):
                    yield Unreadable(source.path, repeated)
                yield each
        if not found:
            yield Unreadable(source.path, _nothing(source))
    except JyplanError as error:
        yield Unreadable(source.path, error)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Unreadable(source.path, InputError("cannot be read ({reason})", where=source.path, reason=reason))


def _nothing(source: Source) -> InputError:
    if source.plan is None:
        return InputError("holds no plan that could be read", where=source.path)
    return InputError("there is no plan {number} in this file", where=source.path, number=source.plan)
