from __future__ import annotations

import random

import pytest

from jyplan.readers.ole import list_streams
from tests.readers.ole_builder import ole_of


def test_streams_are_listed_with_their_first_sector() -> None:
    data = ole_of({"WordDocument": b"\xec\xa5text", "1Table": b"t", "数据": b"x" * 5000, "d": b"", "e": b"5"})
    streams = list_streams(data)
    assert list(streams) == ["WordDocument", "1Table", "数据", "d", "e"]
    assert streams["WordDocument"] == b"\xec\xa5text".ljust(512, b"\0")
    assert streams["e"][:1] == b"5"


def test_a_stream_without_sectors_of_its_own_comes_without_bytes() -> None:
    data = bytearray(ole_of({"small": b"x"}))
    data[1024 + 128 + 120 : 1024 + 128 + 124] = (100).to_bytes(4, "little")
    assert list_streams(bytes(data)) == {"small": b""}


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04" * 200])
def test_a_file_without_the_ole_signature_has_no_streams(data: bytes) -> None:
    assert list_streams(data) == {}


def test_a_directory_that_loops_ends() -> None:
    data = bytearray(ole_of({"a": b""}))
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    assert list(list_streams(bytes(data))) == ["a"]


def test_mutated_and_truncated_files_never_raise() -> None:
    whole = ole_of({"WordDocument": b"\xec\xa5", "1Table": b""})
    random_source = random.Random(20240901)
    for _ in range(500):
        data = bytearray(whole[: random_source.choice([len(whole), random_source.randrange(len(whole))])])
        for _ in range(random_source.randrange(8)):
            if data:
                data[random_source.randrange(min(len(data), 1600))] = random_source.randrange(256)
        list_streams(bytes(data))
