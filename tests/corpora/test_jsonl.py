from __future__ import annotations

import codecs
import json
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.corpora import CorpusPlan, find_reader, jsonl, read_corpus
from jyplan.inputs import Source, Unreadable, find_file, find_sources
from jyplan.model import Listing
from tests.corpora.reading import complaints, read_all, texts

if TYPE_CHECKING:
    from pathlib import Path

RECORD = {"id": "17号", "text": "工作计划\n一、目标", "title": "数学组计划", "school": "第一小学", "year": 2024}


def write(folder: Path, *lines: object, name: str = "plans.jsonl") -> Path:
    """Write a corpus; what is no string or bytes is written as JSON."""
    encoded = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    file = folder / name
    file.write_bytes(b"\n".join(encoded) + b"\n")
    return file


def record(name: object = "a", text: object = "甲", **fields: object) -> dict[str, object]:
    return {"id": name, "text": text, **fields}


def test_a_line_is_a_plan_with_its_metadata(tmp_path: Path) -> None:
    file = write(tmp_path, RECORD)
    listing = Listing(str(file), "17号", 1, "数学组计划", chars=9, school="第一小学", date="2024")
    assert read_all(file) == [CorpusPlan(listing, "工作计划\n一、目标")]


def test_first_line_stands_in_for_a_title(tmp_path: Path) -> None:
    results = read_all(
        write(tmp_path, record("a", "\n  校本研修计划  \n一、"), record("b", "长" * 99), record("c", ""))
    )
    assert [result.listing.title for result in results if isinstance(result, CorpusPlan)] == [
        "校本研修计划",
        "长" * 59 + "…",
        "",
    ]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": 2024}, "2024"),
        ({"year": "2024-2025学年"}, "2024"),
        ({"year": 2024, "date": "2024-09-01"}, "2024-09-01"),
        ({"date": "2024-09"}, "2024-09"),
        ({"year": "", "date": ""}, None),
        ({"year": None}, None),
    ],
)
def test_dates_may_lack_day_and_month(tmp_path: Path, fields: dict[str, object], date: str | None) -> None:
    [result] = read_all(write(tmp_path, record(**fields)))
    assert isinstance(result, CorpusPlan)
    assert result.listing.date == date


BAD_LINES = {
    "no JSON": ('{"id": "a", "text": ', ":1: is not JSON from character 22 on; write one object a line"),
    "an array": ("[1]", ':1: is not a JSON object; write {"id": …, "text": …}'),
    "NaN": ('{"id": "a", "text": NaN}', ":1: is JSON too deep or too large for a plan; write one object a line"),
    "endless number": (
        f'{{"id": {"9" * 5000}}}',
        ":1: is JSON too deep or too large for a plan; write one object a line",
    ),
    "deep nesting": ("[" * 60_000, ":1: is JSON too deep or too large for a plan; write one object a line"),
    "GBK": (
        '{"id": "a", "text": "计划"}'.encode("gbk"),
        ":1: is not UTF-8 (byte 22 of the line); save the file as UTF-8",
    ),
    "no text": ({"id": "a"}, ':1: has no “text”; a record is {"id": …, "text": …}'),
    "text null": (record(text=None), ':1: has no “text”; a record is {"id": …, "text": …}'),
    "text a list": (record(text=["甲"]), ":1: its “text” must be a string, not of the type array"),
    "text too long": (record(text="甲" * 400), ":1: its text is longer than the limit; raise it with --max-size"),
    "line too long": (record(more="甲" * 90_000), ":1: the line is longer than the limit; raise it with --max-size"),
}


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_is_reported_and_the_good_lines_are_read(tmp_path: Path, bad: str) -> None:
    line, reason = BAD_LINES[bad]
    file = write(tmp_path, line, "", record("b", "乙"))
    results = read_all(file, longest=1000)
    assert (complaints(results, file), texts(results)) == ([reason], {"b": "乙"})


BAD_FIELDS = {
    "no id": ({"text": "甲"}, "1", "has no “id” that is a string or a whole number; it is listed as 1"),
    "id a boolean": (record(True), "1", "has no “id” that is a string or a whole number; it is listed as 1"),
    "id of spaces": (record(" "), "1", "has no “id” that is a string or a whole number; it is listed as 1"),
    "school a list": (record(school=["甲"]), "a", "its “school” must be a string, not of the type array"),
    "title a number": (record(title=7), "a", "its “title” must be a string, not of the type number"),
    "year a float": (record(year=2024.5), "a", "its “year” is not written as 2024 and is left out"),
    "year of no calendar": (record(year=20245), "a", "its “year” is not written as 2024 and is left out"),
    "date in words": (record(date="九月"), "a", "its “date” is not written as 2024-09-01 and is left out"),
}


@pytest.mark.parametrize("bad", BAD_FIELDS)
def test_a_bad_field_is_reported_and_the_text_is_read(tmp_path: Path, bad: str) -> None:
    line, name, reason = BAD_FIELDS[bad]
    file = write(tmp_path, line)
    results = read_all(file)
    assert (complaints(results, file), texts(results)) == ([f":1: {reason}"], {name: "甲"})


def test_half_a_character_is_replaced_and_reported(tmp_path: Path) -> None:
    file = write(tmp_path, r'{"id": "a", "text": "计\ud800划"}')
    results = read_all(file)
    assert texts(results) == {"a": "计\ufffd划"}
    assert complaints(results, file) == [":1: halves of characters (\\ud800 to \\udfff) were replaced with \ufffd"]


def test_whole_number_is_an_id(tmp_path: Path) -> None:
    assert texts(read_all(write(tmp_path, record(7)))) == {"7": "甲"}


def test_plans_with_the_same_id_are_read_and_reported(tmp_path: Path) -> None:
    file = write(tmp_path, record("a", "甲"), record("b"), record("a", "丙"))
    results = read_all(file)
    assert [result.text for result in results if isinstance(result, CorpusPlan)] == ["甲", "甲", "丙"]
    assert complaints(results, file) == [
        ":3: has the id “a” of record 1; both are compared; give each an id of its own"
    ]


def test_byte_order_marks_are_no_part_of_a_line(tmp_path: Path) -> None:
    mark = codecs.BOM_UTF8
    file = write(tmp_path, mark + json.dumps(record("a")).encode(), mark + json.dumps(record("b")).encode())
    assert texts(read_all(file)) == {"a": "甲", "b": "甲"}


def test_utf_16_is_reported_once(tmp_path: Path) -> None:
    file = write(tmp_path, "\n".join([json.dumps(record())] * 3).encode("utf-16"))
    assert complaints(read_all(file), file) == [": is UTF-16, and a .jsonl is UTF-8; save it as UTF-8"]


def test_a_single_record_can_be_named(tmp_path: Path) -> None:
    file = write(tmp_path, record("a"), record("b"))
    assert texts(read_all(file, "#2")) == {"b": "甲"}
    assert complaints(read_all(file, "#3"), file) == [": this file has no plan 3"]


def test_a_corpus_without_a_plan_is_reported(tmp_path: Path) -> None:
    file = write(tmp_path, "", "")
    assert complaints(read_all(file), file) == [": holds no plan that could be read"]


@pytest.mark.parametrize(
    ("content", "name", "known"),
    [
        (b'{"id": 1, "text": ""}', "plans.txt", True),
        (b'\xef\xbb\xbf\n {"text" : ""}', "plans", True),
        (b'{"url": "", "text": ""}', "plans.jsonl", True),
        (b"{damaged", "plans.NDJSON", True),
        (b'{"url": "", "text": ""}', "plans.txt", False),
        (b"{damaged", "plans.json", False),
        ("一、工作目标".encode(), "plan.txt", False),
        (b"PK\x03\x04\x14\0", "plans.jsonl", False),
    ],
)
def test_corpus_is_known_by_its_first_line_or_else_by_its_suffix(content: bytes, name: str, *, known: bool) -> None:
    assert jsonl.recognises(content, name) is known


def test_corpus_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("plans.jsonl", json.dumps(record()))
    [source] = find_sources([str(tmp_path / "a.zip")])
    assert isinstance(source, Source)
    reader = find_reader(source)
    assert reader
    assert texts(list(read_corpus(source, reader))) == {"a": "甲"}


def test_a_deleted_file_is_reported_when_read(tmp_path: Path) -> None:
    file = write(tmp_path, record())
    [source] = find_sources([str(file)])
    assert isinstance(source, Source)
    reader = find_reader(source)
    assert reader
    file.unlink()
    assert find_reader(source) is None
    [result] = read_corpus(source, reader)
    assert isinstance(result, Unreadable)
    assert "there is no such file" in str(result.error)


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    file = write(tmp_path, *[record(number, "工作计划" * 5000) for number in range(300)], "x" * 20_000_000)
    [source] = find_sources([str(file)])
    assert isinstance(source, Source)
    reader = find_reader(source)
    assert reader
    tracemalloc.start()
    for _ in read_corpus(source, reader, longest=1 << 20):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20  # the file has 56 MB; a line at its limit and a piece of the long one 3


@given(st.lists(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)), max_size=5))
def test_any_bytes_are_read_to_the_end(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    file = write(tmp_path_factory.mktemp("any"), b'{"text": "x"}', *lines, record("last", "乙"))
    assert texts(read_all(file))["last"] == "乙"


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_line_ranges_together_are_the_whole_corpus(tmp_path: Path, size: int) -> None:
    file = write(tmp_path, record("a"), "", "bad", record("b", "乙" * 30), record("c"))
    source = find_file(str(file))
    with file.open("rb") as stream:
        pieces = list(jsonl.cut(stream, size))
    whole = [str(result) for result in jsonl.read(source, 1000)]
    assert [str(result) for lines in pieces for result in jsonl.read(source, 1000, lines)] == whole
    assert len(whole) == 4
