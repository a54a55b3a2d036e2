import subprocess
import sys

import pytest

from jyplan import readers
from jyplan.errors import UnreadableDocument
from jyplan.readers.office import OFFICE_READERS
from jyplan.readers.protocol import RevisionReader

HEAVY = ("lxml", "docx", "jieba", "pypdfium2", "markdown_it", "rich", "importlib.resources", "zipfile")


@pytest.mark.parametrize("file_format", readers.FORMATS, ids=lambda file_format: file_format.name)
def test_every_format_has_a_reader_of_its_name(file_format: readers.FileFormat) -> None:
    reader = readers.load(file_format)
    assert file_format.name == reader.NAME
    assert callable(reader.recognises)
    assert callable(reader.read)


def test_readers_whose_formats_keep_tracked_changes_say_so() -> None:
    names = {row.name for row in readers.FORMATS if isinstance(readers.load(row), RevisionReader)}
    assert names == {"docx", "doc", "odt", "rtf", "flatopc", "wordxml"}


def test_formats_read_through_libreoffice_are_those_of_the_office_readers() -> None:
    assert {row.name for row in readers.FORMATS if row.is_converted} == {reader.NAME for reader in OFFICE_READERS}


def test_the_last_reader_is_asked_about_everything() -> None:
    assert readers.choose(b"\0\xff").NAME == "txt"
    assert readers.FORMATS[-1].beginnings == ()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param("一、目标\n".encode(), id="UTF-8"),
        pytest.param("一、目标\n".encode("gb18030"), id="GB18030"),
    ],
)
def test_reading_text_imports_nothing_heavy(data: bytes) -> None:
    code = (
        f"import sys; from jyplan import readers; assert readers.read({data!r}, 'a.txt').format == 'txt'; "
        f"print(sorted(set({HEAVY!r}) & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=_path())
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("data", "asked"),
    [
        pytest.param(b"<html>", True, id="at once"),
        pytest.param("\ufeff\r\n <html>".encode(), True, id="after a mark and white space"),
        pytest.param("\ufeff<html>".encode("utf-16-le"), True, id="in UTF-16"),
        pytest.param(b"a < b", False, id="not at the beginning"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_asks_a_reader_only_about_its_beginnings(data: bytes, asked: bool) -> None:
    assert readers.FileFormat("html", "none", (b"<",)).may_read(data) is asked


def test_refuses_what_no_reader_understands() -> None:
    with pytest.raises(UnreadableDocument, match=r"^a\.txt: is a RAR archive, not a text; unpack it"):
        readers.read(b"Rar!\x1a\x07\x01\0", "a.txt")


def _path() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
