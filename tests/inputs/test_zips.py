from __future__ import annotations

import pickle
import random
import stat

import pytest

from jyplan.errors import InputError, UnreadableDocument
from jyplan.inputs.zip_names import guess_encoding
from jyplan.inputs.zips import ZipEntry, ZipLimits, is_archive, walk
from tests.inputs.zip_builder import raw_zip, unicode_path, zip_of


def entries(data: bytes, limits: ZipLimits | None = None) -> list[tuple[str, bytes]]:
    files = [e for e in walk(data, "包.zip", limits) if isinstance(e, ZipEntry)]
    return [(e.where.removeprefix("包.zip/"), e.read()) for e in files]


def errors(data: bytes, limits: ZipLimits | None = None) -> list[str]:
    return [str(e) for e in walk(data, "包.zip", limits) if isinstance(e, InputError)]


def read_error(data: bytes) -> str:
    [entry] = walk(data, "包.zip")
    assert isinstance(entry, ZipEntry)
    with pytest.raises(UnreadableDocument) as caught:
        entry.read()
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("三年级/教研计划.docx", "gb18030"),
        ("2024年春季教學計劃.docx", "big5"),
        ("语文组/工作总结.doc", "utf-8"),
        ("Müller.txt", "cp437"),
        ("昞昞小学工作计划.txt", "gb18030"),  # 昞 ends in the byte of a backslash
    ],
)
def test_a_name_is_read_in_the_encoding_it_was_written_in(name: str, encoding: str) -> None:
    assert entries(raw_zip({name.encode(encoding): b"x"})) == [(name, b"x")]


def test_encoding_is_guessed_from_all_names_together() -> None:
    names = ["甲.doc", "乙.doc", "一年级工作计划.doc"]
    assert [n for n, _ in entries(raw_zip({n.encode("gbk"): b"" for n in names}))] == sorted(names)


def test_empty_names_are_ascii() -> None:
    assert guess_encoding(b"") == "ascii"


def test_the_unicode_path_field_wins_over_the_raw_name() -> None:
    raw = b"?? 2024.txt"
    assert entries(raw_zip({raw: b"x"}, extra=unicode_path("计划 2024.txt", raw))) == [("计划 2024.txt", b"x")]


def test_a_unicode_path_field_of_an_earlier_name_is_ignored() -> None:
    assert entries(raw_zip({b"new.txt": b"x"}, extra=unicode_path("旧.txt", b"old.txt"))) == [("new.txt", b"x")]


def test_backslashes_separate_folders() -> None:
    assert entries(raw_zip({"一年级\\计划.txt".encode("gbk"): b"x"})) == [("一年级/计划.txt", b"x")]


def test_files_come_in_the_order_of_their_names() -> None:
    assert entries(zip_of({"b.txt": b"2", "a/z.txt": b"1", "c.txt": b"3"})) == [
        ("a/z.txt", b"1"),
        ("b.txt", b"2"),
        ("c.txt", b"3"),
    ]


def test_hidden_files_lock_files_and_macos_folders_are_skipped() -> None:
    names = ["__MACOSX/._计划.docx", ".DS_Store", "a/.git/x", "~$计划.docx", "a/~$b.docx", "空/", "留.txt"]
    assert entries(zip_of(dict.fromkeys(names, b""))) == [("留.txt", b"")]


def test_links_are_skipped() -> None:
    assert entries(raw_zip({b"link": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777)) == []


def test_names_with_parent_folders_are_only_displayed() -> None:
    assert entries(zip_of({"../../etc/x.txt": b"x", "/abs.txt": b"y"})) == [
        ("../../etc/x.txt", b"x"),
        ("/abs.txt", b"y"),
    ]


def test_control_and_direction_characters_in_names_are_replaced() -> None:
    assert entries(zip_of({"a\x1b[31m\u202e.txt": b""})) == [("a\ufffd[31m\ufffd.txt", b"")]


def test_an_archive_in_an_archive_is_opened_once() -> None:
    innermost = zip_of({"深.txt": b"x"})
    inner = zip_of({"中.txt": b"y", "更深.zip": innermost})
    outer = zip_of({"内.zip": inner, "外.txt": b"z"})
    assert entries(outer) == [("内.zip/中.txt", b"y"), ("外.txt", b"z")]
    assert errors(outer) == [
        "包.zip/内.zip/更深.zip: is an archive inside an archive inside an archive; "
        "unpack the archive and name the folder"
    ]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype"])
def test_a_document_packed_as_a_zip_is_a_file_and_no_archive(part: str) -> None:
    document = zip_of({part: b"", "word/document.xml": b"<x/>"})
    assert not is_archive(document)
    assert not is_archive(document[:-40])
    assert entries(zip_of({"计划.docx": document})) == [("计划.docx", document)]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (ZipLimits(entries=2), "包.zip: holds 3 files, more than 2; unpack the archive and name the folder"),
        (
            ZipLimits(entry_bytes=2 << 20),
            "包.zip/b.txt: unpacks to more than 2 MB; if it is meant to be that large, raise the limit with --max-size",
        ),
        (
            ZipLimits(total_bytes=3 << 20),
            "包.zip/b.txt: would make the unpacked archive larger than 3 MB; unpack the archive and name the folder",
        ),
    ],
)
def test_limits_are_absolute_and_named(limits: ZipLimits, message: str) -> None:
    data = zip_of({"a.txt": b"1" * (1 << 20), "b.txt": b"2" * (5 << 20), "c.txt": b"3"})
    assert errors(data, limits) == [message]


def test_a_repetitive_honest_file_is_read() -> None:
    content = "工作计划\n".encode() * 1_000_000  # 13 MB, packed 300:1
    assert entries(zip_of({"a.txt": content})) == [("a.txt", content)]


def test_nested_archives_count_towards_the_limits() -> None:
    inner = zip_of({f"{i}.txt": b"" for i in range(6)})
    assert errors(zip_of({"a.zip": inner, "b.zip": inner}), ZipLimits(entries=10)) == [
        "包.zip/b.zip: holds 6 files, more than 10; unpack the archive and name the folder"
    ]


def test_an_encrypted_file_is_named_and_the_others_are_read() -> None:
    both = zip_of({"内.zip": raw_zip({b"a.txt": b"x"}, flags=1), "好.txt": b"x"})
    assert entries(both) == [("好.txt", b"x")]
    assert errors(both) == ["包.zip/内.zip/a.txt: is encrypted with a password; unpack the archive and name the folder"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            raw_zip({b"a.txt": b"x"}, method=9),
            "is packed by method 9, which cannot be read; unpack the archive and name the folder",
        ),
        (
            raw_zip({b"a.txt": b"xyz"}).replace(b"xyz", b"abc"),
            "is damaged in the archive (its checksum does not match); pack it again",
        ),
        (
            zip_of({"a.txt": b"x" * 5000}).replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")),
            "is damaged in the archive (its size differs from the one in the archive); pack it again",
        ),
    ],
)
def test_a_file_that_cannot_be_unpacked_has_a_reason(data: bytes, message: str) -> None:
    assert read_error(data) == f"包.zip/a.txt: {message}"


def test_an_entry_can_be_sent_to_another_process() -> None:
    [entry] = walk(zip_of({"a.txt": b"x" * 1000}), "包.zip")
    again = pickle.loads(pickle.dumps(entry))
    assert again.read() == b"x" * 1000


def test_a_damaged_archive_is_refused_with_a_reason() -> None:
    assert errors(zip_of({"a.txt": b"x" * 100})[:60]) == [
        "包.zip: is a zip archive that is cut off or damaged; pack it again, or unpack it and name the folder"
    ]


def test_mutated_and_truncated_archives_never_raise() -> None:
    whole = zip_of({"计划.txt": b"abc" * 50, "内.zip": zip_of({"a.txt": b"x"})})
    random_source = random.Random(20240901)
    for _ in range(400):
        data = bytearray(whole[: random_source.randrange(len(whole) + 1)])
        for _ in range(random_source.randrange(6)):
            if data:
                data[random_source.randrange(len(data))] = random_source.randrange(256)
        is_archive(bytes(data))
        for entry in walk(bytes(data), "包.zip"):
            if isinstance(entry, ZipEntry):
                try:
                    entry.read()
                except UnreadableDocument:
                    continue


def test_a_name_under_the_utf8_flag_that_is_no_utf8_costs_no_other_file() -> None:
    data = raw_zip({"甲.txt".encode(): b"1", "计划.txt".encode("gbk"): b"2", "乙.txt".encode(): b"3"}, flags=0x800)
    assert sorted(entries(data)) == [("乙.txt", b"3"), ("甲.txt", b"1"), ("计划.txt", b"2")]
    assert errors(data) == []
