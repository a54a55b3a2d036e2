from __future__ import annotations

import io
import os
import pickle
import socket
import subprocess
from pathlib import Path

import pytest

from jyplan.errors import InputError, UsageError
from jyplan.inputs import RESULT_MARK, Source, Unreadable, find_file, find_sources, split_address


def paths(*names: str | Path) -> list[str]:
    return [source.path for source in find_sources([str(name) for name in names])]


def reasons(*names: str | Path, max_size: int = 1000) -> list[str]:
    """Return the errors of finding or else of reading each source."""
    errors = []
    for source in find_sources([str(name) for name in names], max_size=max_size):
        if isinstance(source, Unreadable):
            errors.append(str(source.error))
        else:
            with pytest.raises(InputError) as caught:
                source.read()
            errors.append(str(caught.value))
    return errors


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


def test_existing_file_with_a_hash_in_its_name_is_opened_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "page.txt#5")
    assert split_address(str(file)) == (str(file), None)
    assert split_address(f"{file}#2") == (str(file), 2)


@pytest.mark.parametrize("name", ["page#", "page#x", "page#-1", "page#１"])
def test_hash_without_a_number_belongs_to_the_name(name: str) -> None:
    assert split_address(name) == (name, None)


def test_plans_are_counted_from_one(tmp_path: Path) -> None:
    file = write(tmp_path / "page.txt")
    assert reasons(f"{file}#0") == [f"{file}#0: plans are counted from 1"]


def test_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.txt", ".git/config", "~$b.docx", ".hidden", "Thumbs.db", "c.txt"):
        write(tmp_path / name)
    expected = ["a/b/y.txt", "a/z.txt", "b.txt", "c.txt"]
    assert paths(tmp_path) == [str(tmp_path / name) for name in expected]


def test_paths_in_a_folder_begin_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "plans" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert paths("./plans") == [f".{os.sep}plans{os.sep}a.txt"]


def test_folder_reached_again_through_a_link_is_walked_once(tmp_path: Path) -> None:
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
    files = paths(".")
    subprocess.run(["rm", "-r", "d"], check=True)  # pytest's own cleaning recurses
    assert len(files) == 1


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda path: None, "there is no such file or folder; check the name and the folder"),
        (lambda path: path.mkdir(), "the folder holds no files; hidden files do not count"),
        (
            lambda path: write(path / ".jyplan-review"),
            "is a folder of results of jyplan, which are never read; name the folder with the submissions",
        ),
        (lambda path: write(path, b"x" * 1001), "is larger than the limit of 1000 B"),
        (lambda path: os.truncate(write(path), 200 * 1024**2), "is larger than the limit of 1000 B"),
        (os.mkfifo, "is not a regular file but a pipe, socket or device"),
        (lambda path: path.symlink_to(path), "is a link that leads back to itself"),
        (lambda path: path.symlink_to(path / "nowhere"), "is a link that leads back to itself"),
        (lambda path: path.symlink_to("nowhere"), "there is no such file or folder; check the name and the folder"),
    ],
)
def test_unreadable_path_has_a_reason(tmp_path: Path, prepare: object, reason: str) -> None:
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


def test_error_of_a_missing_file_suggests_a_similar_name(tmp_path: Path) -> None:
    file = write(tmp_path / "计划2024.txt")
    assert reasons(tmp_path / "计划2025.txt")[0].endswith(f"did you mean “{file}”?")


def test_folder_without_permission_is_listed_and_the_walk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert reasons("-") == ["-: standard input is closed"]


def test_find_file_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, not a file"):
        find_file(str(tmp_path))


def test_a_folder_inside_results_is_no_input_either(tmp_path: Path) -> None:
    write(tmp_path / "results" / RESULT_MARK)
    write(tmp_path / "results" / "feedback" / "school.txt")
    assert reasons(tmp_path / "results" / "feedback") == [
        f"{tmp_path / 'results' / 'feedback'}: is a folder of results of jyplan, which are never read; name the folder with the submissions"
    ]
