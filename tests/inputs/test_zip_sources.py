from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.errors import InputError
from jyplan.inputs import Source, Unreadable, find_file, find_sources
from tests.inputs.zip_builder import raw_zip, zip_of

if TYPE_CHECKING:
    from pathlib import Path

DOCX = zip_of({"[Content_Types].xml": b"<Types/>"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(*names: str, max_size: int = 1 << 20) -> list[tuple[str, bytes]]:
    sources = find_sources(names, max_size=max_size)
    return [(source.path, source.read()) for source in sources if isinstance(source, Source)]


def reasons(*names: str, max_size: int = 1 << 20) -> list[str]:
    return [str(source.error) for source in find_sources(names, max_size=max_size) if isinstance(source, Unreadable)]


def test_an_archive_is_walked_like_a_folder_under_any_suffix(folder: Path) -> None:
    (folder / "提交").write_bytes(raw_zip({"二年级/计划.txt".encode("gbk"): b"2", "一年级.txt".encode("gbk"): b"1"}))
    assert contents("提交") == [("提交/一年级.txt", b"1"), ("提交/二年级/计划.txt", b"2")]


def test_an_archive_in_a_folder_is_walked_in_its_place(folder: Path) -> None:
    (folder / "b.zip").write_bytes(zip_of({"x.txt": b"2"}))
    for name, content in (("a.txt", b"1"), ("c.docx", DOCX)):
        (folder / name).write_bytes(content)
    assert contents(".") == [("./a.txt", b"1"), ("./b.zip/x.txt", b"2"), ("./c.docx", DOCX)]


def test_a_path_may_lead_into_an_archive(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_of({"一/甲.txt": b"1", "一/乙.txt": b"2", "丙.txt": b"3"}))
    assert contents("a.zip/一") == [("a.zip/一/乙.txt", b"2"), ("a.zip/一/甲.txt", b"1")]
    source = find_file("a.zip/丙.txt#2")
    assert (source.path, source.plan, source.read()) == ("a.zip/丙.txt", 2, b"3")
    assert reasons("a.zip/丁.txt") == ["a.zip/丁.txt: there is no such file or folder; check the name and the folder"]


def test_an_archive_of_one_file_may_be_named_for_the_file(folder: Path) -> None:
    (folder / "one.zip").write_bytes(zip_of({"a.txt": b"1"}))
    (folder / "two.zip").write_bytes(zip_of({"a.txt": b"1", "b.txt": b"2"}))
    assert find_file("one.zip#3").plan == 3
    with pytest.raises(InputError) as caught:
        find_file("two.zip")
    assert str(caught.value) == "two.zip: is an archive of several files; name one of them, as “two.zip/a.txt”"
    assert reasons("two.zip#1") == ["two.zip: is an archive, and only a file has numbered plans"]


def test_unreadable_file_in_an_archive_is_listed_and_the_others_are_read(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_of({"大.txt": b"1" * 3000, "小.txt": b"2"}))
    (folder / "empty.zip").write_bytes(zip_of({}))
    (folder / "cut.zip").write_bytes(zip_of({"a.txt": b"1" * 100})[:50])
    (folder / "large.zip").write_bytes(raw_zip({b"a.txt": bytes(30_000)}))
    assert contents(".", max_size=2048) == [("./a.zip/小.txt", b"2")]
    assert reasons(".", max_size=2048) == [
        "./a.zip/大.txt: unpacks to more than 0.00195 MB; "
        "if it is meant to be that large, raise the limit with --max-size",
        "./cut.zip: is a zip archive that is cut off or damaged; pack it again, or unpack it and name the folder",
        "./empty.zip: the archive holds no files",
        "./large.zip: is larger than the limit of 20 KB; "
        "if it is meant to be that large, raise the limit with --max-size",
    ]
