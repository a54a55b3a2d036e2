"""Rows and tables of report formats; the tables themselves are in `jyplan.reports`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Generic, NamedTuple, TypeVar, cast

ReportModule = TypeVar("ReportModule")


class ReportFormat(NamedTuple):
    """Everything about a format before the module is imported."""

    name: str
    """The word after `--format`."""
    location: str
    """Dotted name of the module."""
    suffixes: tuple[str, ...] = ()
    """Suffixes of `-o FILE` that choose this format where `--format` is not given, in lower case."""
    for_terminal: bool = True
    """False for a page, a workbook or a Word file: written to files and pipes, refused on a terminal."""
    lists_problems: bool = False
    """Whether the report lists unreadable documents, and is written even if no document could be read."""
    is_copy: bool = False
    """Whether the report is a copy of each document (a `CopyingReport`); several need a folder."""
    options: frozenset[str] = frozenset()
    """The format-specific options of the command that have an effect in this format."""
    schema: str = ""
    """The name of the JSON Schema, for `jyplan schema NAME`: the constant `NAME_SCHEMA` of the module `schema` beside the
    report. Empty for other formats than JSON."""


class ReportTable(Mapping[str, ReportFormat], Generic[ReportModule]):
    """The formats of a command by name; the first is the default."""

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
        """The format without `--format` and without a known suffix."""
        return next(iter(self._rows.values()))

    @property
    def by_suffix(self) -> dict[str, ReportFormat]:
        """The formats by file suffix."""
        return {suffix: row for row in self._rows.values() for suffix in row.suffixes}

    def load(self, name: str) -> ReportModule:
        """Return the report module of a format, imported at first use.

        Raises:
            KeyError: the command has no format of this name.

        >>> from jyplan.reports import PARSE_REPORTS
        >>> PARSE_REPORTS.load("json").__name__
        'jyplan.reports.outline.json'
        """
        return cast("ReportModule", import_module(self._rows[name].location))
