from __future__ import annotations

import io
import os
import pickle
import socket
import subprocess
from pathlib import Path

import pytest

from jyplan.errors import InputError, UsageError
from jyplan.inputs import Source, Unreadable, find_file, find_sources, format_size, parse_size, split_address


def paths(*names: str | Path) -> list[str]:
    return [each.path for each in find_sources([str(name) for name in names])]


def reasons(*names: str | Path, max_size: int = 1000) -> list[str]:
    """Return why sources cannot be read, found out while looking for them or while reading them."""
    found = []
    for each in find_sources([str(name) for name in names], max_size=max_size):
        if isinstance(each, Unreadable):
            found.append(str(each.error))
        else:
            with pytest.raises(InputError) as caught:
                each.read()
            found.append(str(caught.value))
    return found


def write(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


def test_file_is_one_source_with_its_content(tmp_path: Path) -> None:
    file = write(tmp_path / "计划.txt", b"abc")
    [source] = find_sources([str(file)])
    assert isinstance(source, Source)
    assert (source.path, source.plan, source.file, source.size, source.read()) == (
        str(file),
        None,
        str(file),
        3,
        b"abc",
    )


def test_source_can_be_sent_to_another_process(tmp_path: Path) -> None:
    [source] = find_sources([str(write(tmp_path / "a.txt", b"abc"))])
    assert isinstance(source, Source)
    assert pickle.loads(pickle.dumps(source)).read() == b"abc"


def test_number_after_hash_is_a_plan_of_the_file(tmp_path: Path) -> None:
    file = write(tmp_path / "page.txt")
    assert split_address(f"{file}#5") == (str(file), 5)


def test_file_whose_name_holds_a_hash_is_opened_as_it_is(tmp_path: Path) -> None:
    file = write(tmp_path / "page.txt#5")
    assert split_address(str(file)) == (str(file), None)
    assert split_address(f"{file}#2") == (str(file), 2)


@pytest.mark.parametrize("name", ["page#", "page#x", "page#-1", "page#１"])
def test_hash_without_a_number_belongs_to_the_name(name: str) -> None:
    assert split_address(name) == (name, None)


def test_plans_are_counted_from_one(tmp_path: Path) -> None:
    file = write(tmp_path / "page.txt")
    assert reasons(f"{file}#0") == [f"{file}#0: plans are counted from 1"]


def test_folder_is_walked_in_sorted_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.txt", ".git/config", "~$b.docx", ".hidden", "Thumbs.db", "c.txt"):
        write(tmp_path / name)
    expected = ["a/b/y.txt", "a/z.txt", "b.txt", "c.txt"]
    assert paths(tmp_path) == [str(tmp_path / name) for name in expected]


def test_paths_in_a_folder_begin_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "plans" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert paths("./plans") == [f".{os.sep}plans{os.sep}a.txt"]


def test_links_that_lead_back_are_walked_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "plan.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    assert paths(tmp_path) == [str(tmp_path / "a" / "plan.txt")]


def test_folders_nest_deeper_than_python_recurses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):  # one by one, as the whole path is longer than mkdir may be given
        Path("d").mkdir()
        os.chdir("d")
    Path("plan.txt").touch()
    os.chdir(tmp_path)
    found = paths(".")
    subprocess.run(["rm", "-r", "d"], check=True)  # pytest's own cleaning recurses
    assert len(found) == 1


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda path: None, "there is no such file or folder; check the name and the folder"),
        (lambda path: path.mkdir(), "the folder holds no files; hidden files do not count"),
        (lambda path: write(path, b"x" * 1001), "is larger than the limit of 1000 B"),
        (lambda path: os.truncate(write(path), 200 * 1024**2), "is larger than the limit of 1000 B"),
        (os.mkfifo, "is not a regular file but a pipe, socket or device"),
        (lambda path: path.symlink_to(path), "is a link that leads back to itself"),
        (lambda path: path.symlink_to(path / "nowhere"), "is a link that leads back to itself"),
        (lambda path: path.symlink_to("nowhere"), "there is no such file or folder; check the name and the folder"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, prepare: object, reason: str) -> None:
    path = tmp_path / "page"
    prepare(path)  # type: ignore[operator]
    assert reasons(path)[0].startswith(f"{path}: {reason}")


def test_socket_and_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("door")
        assert "cannot be read" in reasons("door")[0]
    assert "is not a regular file" in reasons("/dev/null")[0]


def test_name_with_a_nul_is_no_file() -> None:
    assert reasons("a\0b") == ["a\0b: cannot be read (embedded null byte)"]


def test_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    file = write(tmp_path / "计划2024.txt")
    assert reasons(tmp_path / "计划2025.txt")[0].endswith(f"did you mean “{file}”?")


def test_no_permission_is_a_reason_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> object:
        raise PermissionError(13, "Permission denied")

    write(tmp_path / "closed" / "a.txt")
    write(tmp_path / "open.txt")
    monkeypatch.setattr("os.scandir", refuse_only(str(tmp_path / "closed"), os.scandir, refuse))
    first, second = find_sources([str(tmp_path)])
    assert isinstance(first, Unreadable)
    assert str(first.error) == f"{tmp_path / 'closed'}: you have no permission to read it"
    assert second.path == str(tmp_path / "open.txt")


def refuse_only(closed: str, usual: object, refuse: object) -> object:
    return lambda path: refuse(path) if path == closed else usual(path)  # type: ignore[operator]


def test_folder_has_no_numbered_plans(tmp_path: Path) -> None:
    assert reasons(f"{tmp_path}#1") == [f"{tmp_path}: is a folder, and only a file has numbered plans"]


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"abc")
    [source] = find_sources(["-#2"], stdin_name="plan.txt")
    assert isinstance(source, Source)
    assert (source.path, source.plan, source.file, source.read()) == ("plan.txt", 2, None, b"abc")


def test_standard_input_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"x" * 1001)
    assert reasons("-")[0].startswith("-: is larger than the limit")


def test_standard_input_cannot_be_read_twice() -> None:
    with pytest.raises(UsageError, match="can be read only once"):
        list(find_sources(["-", "a.txt", "-#2"]))


def test_closed_standard_input_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert reasons("-") == ["-: standard input is closed"]


def test_find_file_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, not a file"):
        find_file(str(tmp_path))


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
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a size"):
        parse_size(text)


@pytest.mark.parametrize("size", [1, 1023, 1024, 52428800, 1024**4, 1024**5])
def test_size_reads_back_as_it_is_shown(size: int) -> None:
    assert parse_size(format_size(size)) == size
