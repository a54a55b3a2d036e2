"""From the names a user gives to sources of bytes; the only room that opens them."""

from __future__ import annotations

from jyplan.inputs.sources import (
    DEFAULT_MAX_SIZE,
    STANDARD_INPUT,
    Source,
    Unreadable,
    find_file,
    find_sources,
    forbid_repeated_input,
    format_size,
    is_same,
    location,
    names_a_plan,
    open_stream,
    parse_size,
    split_address,
)

__all__ = [
    "DEFAULT_MAX_SIZE",
    "STANDARD_INPUT",
    "Source",
    "Unreadable",
    "find_file",
    "find_sources",
    "forbid_repeated_input",
    "format_size",
    "is_same",
    "location",
    "names_a_plan",
    "open_stream",
    "parse_size",
    "split_address",
]
