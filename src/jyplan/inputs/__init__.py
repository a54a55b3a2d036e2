"""From the names a user gives to sources of bytes; no other room opens the user's files."""

from __future__ import annotations

from jyplan.inputs.addresses import STANDARD_INPUT, forbid_repeated_input, names_a_plan, split_address
from jyplan.inputs.durations import parse_duration
from jyplan.inputs.hidden import RESULT_MARK, is_result_folder
from jyplan.inputs.sizes import DEFAULT_MAX_SIZE, format_size, parse_size
from jyplan.inputs.source import Source, Unreadable, is_same, location, open_stream
from jyplan.inputs.sources import find_file, find_sources, reader_of

__all__ = [
    "DEFAULT_MAX_SIZE",
    "RESULT_MARK",
    "STANDARD_INPUT",
    "Source",
    "Unreadable",
    "find_file",
    "find_sources",
    "forbid_repeated_input",
    "format_size",
    "is_result_folder",
    "is_same",
    "location",
    "names_a_plan",
    "open_stream",
    "parse_duration",
    "parse_size",
    "reader_of",
    "split_address",
]
