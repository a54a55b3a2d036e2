"""Helpers to read a corpus from a file, as the commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.corpora import CorpusPlan, find_reader, read_corpus
from jyplan.inputs import DEFAULT_MAX_SIZE, find_file

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.inputs import Unreadable


def read_all(file: Path, address: str = "", longest: int = DEFAULT_MAX_SIZE) -> list[CorpusPlan | Unreadable]:
    source = find_file(f"{file}{address}")
    reader = find_reader(source)
    assert reader
    return list(read_corpus(source, reader, longest=longest))


def texts(results: list[CorpusPlan | Unreadable]) -> dict[str, str]:
    """Return the text of each readable record by its name."""
    return {result.listing.name: result.text for result in results if isinstance(result, CorpusPlan)}


def complaints(results: list[CorpusPlan | Unreadable], file: Path) -> list[str]:
    """Return the errors as text, without the name of the file."""
    return [
        str(result.error).replace(str(file), file.name).removeprefix(file.name)
        for result in results
        if not isinstance(result, CorpusPlan)
    ]
