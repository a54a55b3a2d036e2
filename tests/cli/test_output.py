"""The suffix of the file after -o: it chooses the format, or is refused."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.cli.output import format_for
from jyplan.errors import OutputError
from jyplan.reports import DIFF_REPORTS, REPORT_TABLES

EVERY_SUFFIX = {suffix for table in REPORT_TABLES.values() for suffix in table.by_suffix} | {*api.file_suffixes()}


@pytest.mark.parametrize("suffix", sorted(EVERY_SUFFIX - {".txt"} - {*DIFF_REPORTS.by_suffix} | {".et", ".xls"}))
def test_suffix_of_a_format_that_the_command_does_not_write_is_refused(suffix: str) -> None:
    with pytest.raises(OutputError):
        format_for(None, f"out{suffix}", DIFF_REPORTS)


@pytest.mark.parametrize("name", ["out.txt", "out", "out.log", "-", None])
def test_name_without_the_suffix_of_a_format_gets_the_default(name: str | None) -> None:
    assert format_for(None, name, DIFF_REPORTS) is DIFF_REPORTS.default
