"""Rows and tables of report formats; the tables stand in `jyplan.reports`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

ReportModule = TypeVar("ReportModule")


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """All there is to know of a report's format before its module is imported."""

    name: str
    """The word that `--format` takes."""
    location: str
    """The module."""
    suffixes: tuple[str, ...] = ()
    """Of files after `-o` that are written in this format where no format is named, in lower case."""
    for_terminal: bool = True
    """False for a page, a workbook or a Word file: a program may read it from a pipe, on a screen nobody does."""
    lists_problems: bool = False
    """Whether the report says which documents could not be read, and is worth writing even without any other."""
    is_copy: bool = False
    """Whether the report is a copy of each document (a `CopyingReport`); several need a folder."""
    options: frozenset[str] = frozenset()
    """Options of the command that only some of its formats heed, and this one does."""


class ReportTable(Mapping[str, ReportFormat], Generic[ReportModule]):
    """The formats of one command, by name, the default first."""

    def __init__(self, *rows: ReportFormat) -> None:
        self._rows = {row.name: row for row in rows}

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __getitem__(self, name: str) -> ReportFormat:
        return self._rows[name]

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def default(self) -> ReportFormat:
        """The format without `--format` and without a suffix that says another."""
        return next(iter(self._rows.values()))

    @property
    def by_suffix(self) -> dict[str, ReportFormat]:
        """The formats by the suffixes of files in them."""
        return {suffix: row for row in self._rows.values() for suffix in row.suffixes}

    def load(self, name: str) -> ReportModule:
        """Import one report.

        Raises:
            KeyError: The command has no format of this name.

        >>> from jyplan.reports import PARSE_REPORTS
        >>> PARSE_REPORTS.load("json").__name__
        'jyplan.reports.outline.json'
        """
        return cast("ReportModule", import_module(self._rows[name].location))
