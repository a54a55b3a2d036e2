"""Reads a corpus from a file as a command does."""

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


def texts(found: list[CorpusPlan | Unreadable]) -> dict[str, str]:
    """Return what could be read: the texts by their names."""
    return {each.listing.name: each.text for each in found if isinstance(each, CorpusPlan)}


def complaints(found: list[CorpusPlan | Unreadable], file: Path) -> list[str]:
    """Return what could not, the file's name left out."""
    return [
        str(each.error).replace(str(file), file.name).removeprefix(file.name)
        for each in found
        if not isinstance(each, CorpusPlan)
    ]
