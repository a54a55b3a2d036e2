from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan import drafts
from jyplan.cli.output import write_folder
from jyplan.drafts import draft_folder, write_whole
from jyplan.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes and no SIGKILL")
KILLED = """
import os, signal, sys
from jyplan.drafts import write_whole
fdopen = os.fdopen
def begin(*arguments):
    file = fdopen(*arguments)
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), int(sys.argv[2]))
os.fdopen = begin
write_whole(sys.argv[1], b"whole")
"""


@pytest.fixture(params=["nameless", "named", "no /proc"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways of writing: with a nameless draft, where a system has none, and where it can get no name."""

    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError

    if request.param == "named":
        monkeypatch.setattr(drafts, "_NAMELESS", 0)
    elif request.param == "no /proc":
        monkeypatch.setattr(os, "link", refuse)
    way: str = request.param
    return way


@pytest.mark.usefixtures("way")
def test_file_is_new_or_takes_the_place_of_an_earlier_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    for data in (b"old", b"", b"new" * 100_000):
        write_whole(str(target), data)
        assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


@posix
@pytest.mark.usefixtures("way")
def test_permissions_are_those_asked_for_or_the_users(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_whole(str(tmp_path / "usual"), b"")
        write_whole(str(tmp_path / "private"), b"", permissions=0o600)
        write_whole(str(tmp_path / "open"), b"", permissions=0o666)
    finally:
        os.umask(umask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"usual": 0o640, "private": 0o600, "open": 0o666}


@pytest.mark.usefixtures("way")
def test_relative_name_is_written_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole("out", b"data")
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES])
@pytest.mark.parametrize("step", ["open", "write", "replace"])
def test_write_that_fails_leaves_the_earlier_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, step: str, code: int
) -> None:
    (tmp_path / "out").write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    fdopen = os.fdopen

    def open_full(*arguments: object) -> None:
        fdopen(*arguments).close()  # type: ignore[call-overload]
        fail()

    with monkeypatch.context() as patch:
        if step == "write":
            patch.setattr(os, "fdopen", open_full)
        else:
            patch.setattr(os, step, fail)
        with pytest.raises(OSError, match=os.strerror(code)):
            write_whole(str(tmp_path / "out"), b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out": b"old"}


@pytest.mark.usefixtures("way")
def test_draft_of_another_run_stays_and_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tmp_path / f".jyplan-{os.getpid()}.tmp"
    draft.write_bytes(b"of another run")
    write_whole(str(tmp_path / "out"), b"new")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="error"):
        write_whole(str(tmp_path / "out"), b"newer")
    assert draft.read_bytes() == b"of another run"


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no nameless files")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_run_that_is_killed_while_it_writes_leaves_no_draft(tmp_path: Path, sent: signal.Signals) -> None:
    (tmp_path / "out").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out"), str(int(sent))], check=False)
    assert done.returncode == -sent
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out": b"old"}


def test_folder_is_written_beside_the_draft_of_another_run(tmp_path: Path) -> None:
    (tmp_path / f".jyplan-{os.getpid()}.tmp").mkdir()
    write_folder(str(tmp_path / "out"), [("a/b.docx", b"data")])
    assert (tmp_path / "out" / "a" / "b.docx").read_bytes() == b"data"
    assert len(list(tmp_path.iterdir())) == 2


@posix
def test_folder_draft_of_a_killed_run_is_removed_by_the_next_run(tmp_path: Path) -> None:
    filling = "import os, sys\nfrom jyplan.drafts import draft_folder\nwith draft_folder(sys.argv[1]):\n    os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", filling, str(tmp_path / "out")], check=False)
    assert [path.name[:8] for path in tmp_path.iterdir()] == [".jyplan-"]
    write_folder(str(tmp_path / "out"), [("a.docx", b"data")])
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


@posix
def test_folder_draft_of_a_living_run_stays(tmp_path: Path) -> None:
    with draft_folder(str(tmp_path / "other")) as draft:
        write_folder(str(tmp_path / "out"), [("a.docx", b"data")])
        assert Path(draft).is_dir()


@posix
def test_file_and_link_with_the_name_of_a_draft_stay(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / ".jyplan-0123456789abcdef.tmp").symlink_to(kept)
    (tmp_path / ".jyplan-0123456789abcde0.tmp").write_bytes(b"data")
    write_folder(str(tmp_path / "out"), [("a.docx", b"data")])
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("exists", [True, False])
def test_folder_that_cannot_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool
) -> None:
    target = tmp_path / "out"
    if exists:
        target.mkdir()
    rename, renamed = os.rename, []

    def fill_up(source: str, to: str) -> None:
        renamed.append(to)
        if len(renamed) == (2 if exists else 1):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rename(source, to)

    monkeypatch.setattr(os, "rename", fill_up)
    with pytest.raises(OutputError, match="there is no space left"):
        write_folder(str(target), [("a.docx", b"data"), ("b.docx", b"data")])
    assert [path.name for path in tmp_path.rglob("*")] == (["out"] if exists else [])


def test_files_that_cannot_be_made_leave_no_folder(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.docx", b"data"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(str(tmp_path / "out"), files())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exchanges", [True, False])
def test_folder_takes_the_place_of_an_earlier_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(drafts, "_exchange", lambda *_: False)
    target = tmp_path / "results"
    for content in ("old", "new"):
        with draft_folder(str(target)) as draft:
            Path(draft, "file.txt").write_text(content, "utf-8")
            drafts.replace_folder(draft, str(target))
    assert (target / "file.txt").read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two names in one step")
def test_folder_has_its_name_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, draft = tmp_path / "results", tmp_path / "draft"
    target.mkdir()
    draft.mkdir()

    def refuse(*_: object) -> None:
        raise AssertionError("a run that is killed here leaves no folder of this name")

    monkeypatch.setattr(os, "rename", refuse)
    drafts.replace_folder(str(draft), str(target))
    assert target.is_dir()
