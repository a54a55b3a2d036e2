from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from jyplan.corpora import CorpusPlan, parquet
from tests.corpora.reading import complaints, read_all, texts

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, query: str) -> Path:
    """Write what a query gives."""
    with duckdb.connect() as connection:
        connection.sql(query).write_parquet(str(file), compression="zstd")
    return file


def test_a_row_is_a_plan_with_its_metadata(tmp_path: Path) -> None:
    query = """SELECT * FROM (VALUES
        ('a', '甲', '计划甲', '一小', 2023, DATE '2024-09-01', 1.5),
        ('b', '乙', NULL, NULL, 2023, NULL, NULL)) t(id, text, title, school, year, date, other)"""
    results = read_all(write(tmp_path / "p.parquet", query))
    assert [
        (
            result.listing.name,
            result.listing.number,
            result.listing.title,
            result.listing.school,
            result.listing.date,
            result.text,
        )
        for result in results
        if isinstance(result, CorpusPlan)
    ] == [("a", 1, "计划甲", "一小", "2024-09-01", "甲"), ("b", 2, "乙", None, "2023", "乙")]


def test_only_a_text_is_needed(tmp_path: Path) -> None:
    file = write(tmp_path / "p.parquet", "SELECT '甲' AS text")
    results = read_all(file)
    assert (texts(results), complaints(results, file)) == (
        {"1": "甲"},
        [":1: has no “id” that is a string or a whole number; it is listed as 1"],
    )


def test_a_file_without_a_text_column_is_refused_with_its_columns(tmp_path: Path) -> None:
    file = write(tmp_path / "p.parquet", "SELECT 1 AS id, '甲' AS 正文")
    assert complaints(read_all(file), file) == [
        ": has no column “text”; its columns are id, 正文; call one id and one text"
    ]


def test_a_bad_row_is_reported_and_the_good_rows_are_read(tmp_path: Path) -> None:
    file = write(tmp_path / "p.parquet", "SELECT * FROM (VALUES (1, NULL), (2, '乙'), (2, '丙')) t(id, text)")
    results = read_all(file)
    assert [result.text for result in results if isinstance(result, CorpusPlan)] == ["乙", "丙"]
    assert complaints(results, file) == [
        ':1: has no “text”; a record is {"id": …, "text": …}',
        ":3: has the id “2” of record 2; both are compared; give each an id of its own",
    ]


def test_a_damaged_file_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "p.parquet"
    file.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    [complaint] = complaints(read_all(file), file)
    assert complaint.startswith(": cannot be read beyond row 0 (")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        pytest.param("SELECT i AS id, repeat('计划', 20000) AS text FROM range(100) t(i)", 4, id="many long rows"),
        pytest.param("SELECT 1 AS id, repeat('计划', 10000000) AS text", 0, id="a row without end"),
    ],
)
def test_small_file_that_unpacks_to_endless_text_is_read_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, rows: int
) -> None:
    """100 rows of 12 MB in 1.6 KB took 12 GB; here a hundredth of it, under limits that are as much smaller."""
    monkeypatch.setattr(parquet, "_LEAST_TEXT", 160_000)
    monkeypatch.setattr(parquet, "_DENSITY", 0)
    monkeypatch.setattr(parquet, "_MEMORY", "50MB")
    file = write(tmp_path / "p.parquet", query)
    results = read_all(file)
    assert len([result for result in results if isinstance(result, CorpusPlan)]) == rows
    complaint, *rest = complaints(results, file)
    assert rest == ([] if rows else [": holds no plan that could be read"])
    assert "holds more text than a file of" in complaint
    assert complaint.endswith(f"not read beyond row {rows}; check where it comes from, or write it as .jsonl")


@pytest.mark.parametrize("name", ["*.parquet", "[ab].parquet", "?.parquet", "http:", "a'b.parquet"])
def test_name_is_a_name_and_no_pattern(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.parquet", "SELECT 1 AS id, 'other' AS text")
    file = write(tmp_path / "x.parquet", "SELECT 2 AS id, '甲' AS text").rename(tmp_path / name)
    assert texts(read_all(file)) == {"2": "甲"}


def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "p.parquet", "SELECT 1 AS id, '甲' AS text")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert complaints(read_all(file), file) == [
        ": Parquet needs the package DuckDB; install it: pip install 'jyplan[duckdb]'"
    ]
