"""Zip archives whose files overlap are refused: packed bytes would be copied for each of them."""

from __future__ import annotations

import io
import struct
import zipfile

from jyplan.errors import InputError
from jyplan.inputs.zips import walk


def overlapping(files: int, content: bytes) -> bytes:
    """Return an archive with one stored file that stands in the directory `files` times, stated to unpack to a byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("plan.txt"), content)
    data = buffer.getvalue()
    end = data.rindex(b"PK\x05\x06")
    start = data.index(b"PK\x01\x02")
    record = data[start:end]
    record = record[:24] + struct.pack("<L", 1) + record[28:]
    directory = record * files
    return (
        data[:start] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, files, files, len(directory), start, 0)
    )


def test_files_that_overlap_are_refused_with_a_sentence() -> None:
    found = list(walk(overlapping(10_000, b"x" * 2_000_000), "plans.zip"))
    assert [str(error) for error in found if isinstance(error, InputError)] == [
        "plans.zip: holds files that overlap in the archive; unpack the archive and name the folder"
    ]
    assert len(found) == 1


def test_one_file_named_once_is_read() -> None:
    assert [
        entry.where for entry in walk(overlapping(1, b"plan"), "plans.zip") if not isinstance(entry, InputError)
    ] == ["plans.zip/plan.txt"]
