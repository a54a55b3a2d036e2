from __future__ import annotations

import pytest

from jyplan.errors import UsageError
from jyplan.inputs import format_size, parse_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("50MB", 52428800),
        ("1GB", 1073741824),
        ("1.5 KB", 1536),
        ("800k", 819200),
        ("2MiB", 2097152),
        ("7", 7),
        ("7B", 7),
    ],
)
def test_size_is_written_with_a_unit(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "0", "0.0GB", "-1", "50XB", "1e3", "五十"])
def test_text_that_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a size"):
        parse_size(text)


@pytest.mark.parametrize("size", [1, 1023, 1024, 52428800, 1024**4, 1024**5])
def test_formatted_size_is_parsed_to_the_same_number(size: int) -> None:
    assert parse_size(format_size(size)) == size
