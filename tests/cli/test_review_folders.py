"""`jyplan review` in a world that is not tidy: odd names, files that vanish, links among the results, signals."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from jyplan import api
from tests.reviewing.batch import GOALS, GUIDING, SAFEGUARDS, SCHEDULE, SHARED, TASKS, plan_of, write_batch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Jyplan

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders and no such names")
TASKS_SHARED = f"三、主要工作\n{SHARED}"


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def verdicts(results: Path) -> dict[str, str]:
    data = json.loads((results / "结果.json").read_text("utf-8"))
    return {entry["path"].rpartition("/")[2]: entry["verdict"] for entry in data["files"]}


@pytest.fixture
def batch(folder: Path) -> Path:
    """A folder with two plans that share text, in the working folder."""
    (folder / "plan.txt").unlink()
    parts = (GUIDING, GOALS, TASKS_SHARED, SAFEGUARDS, SCHEDULE)
    return write_batch(folder, {f"交/{name}.txt": plan_of(name, *parts) for name in ("东风小学", "向阳小学")})


@pytest.mark.parametrize(
    "name", ["东风/../../../逃逸小学", "../../逃逸小学", "东风\\..\\..\\逃逸小学", "/逃逸小学", "东\t风\x1b[31m小学"]
)
def test_no_name_of_a_school_leads_out_of_the_results(jyplan: Jyplan, batch: Path, name: str) -> None:
    write_batch(batch, {"名单.csv": f'学校,简称\n"{name}",东风小学\n'})
    before = files_of(batch)
    assert jyplan("review", "交", "-o", "里/结果", "--schools", "名单.csv").code == 0
    added = files_of(batch) - before
    assert all(path.startswith("里/结果/") for path in added)
    assert all(path.count("/") == 3 for path in added if path.startswith("里/结果/反馈单/"))
    assert not any("\\" in path or "\x1b" in path for path in added)


@posix
@pytest.mark.parametrize(
    "name", ["a\nb计划.txt", "\"引'号<>|*?.txt", f"{'长' * 80}.txt", "=1+1.txt", "\u202excod.txt", "CON.txt", " .txt", os.fsdecode(b"\xff\xfe.txt")]
)  # fmt: skip
def test_odd_name_is_a_row_like_others(jyplan: Jyplan, batch: Path, name: str) -> None:
    (batch / "交" / name).write_text(plan_of("文昌路小学"), "utf-8")
    assert jyplan("review", "交", "-o", "结果").code == 0
    assert jyplan("review", "交", "-o", "结果").code == 0
    assert len(verdicts(batch / "结果")) == 3


def vanish_after(monkeypatch: pytest.MonkeyPatch, step: str, change: Callable[[], object]) -> None:
    """Let a change happen to the files right after a step of the review."""
    original = getattr(api, step)

    def then(*arguments: object) -> object:
        result = original(*arguments)
        change()
        return result

    monkeypatch.setattr(api, step, then)


def test_file_that_vanishes_before_it_is_read_is_a_row(
    jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanish_after(monkeypatch, "find_submissions", (batch / "交/东风小学.txt").unlink)
    run = jyplan("review", "交", "-o", "结果")
    assert run.code == 0
    assert verdicts(batch / "结果") == {"东风小学.txt": "return", "向阳小学.txt": "pass"}


@pytest.mark.parametrize("content", [None, b"PK\x03\x04 other"])
def test_word_file_that_vanishes_before_its_copy_is_laid_out_anew(
    jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    import docx

    file = batch / "交/文昌路小学.docx"
    document = docx.Document()
    for line in plan_of("文昌路小学", GUIDING, TASKS).splitlines():
        document.add_paragraph(line)
    document.save(str(file))
    vanish_after(monkeypatch, "review_batch", file.unlink if content is None else lambda: file.write_bytes(content))
    assert jyplan("review", "交", "-o", "结果").code == 0
    with ZipFile(batch / "结果/批注/文昌路小学/文昌路小学.docx") as package:
        assert b"w:comment " in package.read("word/comments.xml")


def test_copies_are_written_where_processes_cannot_fork(
    jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: the batch is not picklable."""
    import docx

    document = docx.Document()
    for line in plan_of("文昌路小学", GUIDING, TASKS).splitlines():
        document.add_paragraph(line)
    document.save(str(batch / "交/文昌路小学.docx"))
    monkeypatch.setattr("jyplan.reading.forked.can_fork", lambda: False)
    monkeypatch.setattr("jyplan.reading.pool.can_fork", lambda: False)
    assert jyplan("review", "交", "-o", "结果").code == 0
    with ZipFile(batch / "结果/批注/文昌路小学/文昌路小学.docx") as package:
        assert b"w:comment " in package.read("word/comments.xml")
        assert "Made from" not in package.read("word/comments.xml").decode()


def test_zip_in_a_zip_is_read(jyplan: Jyplan, batch: Path) -> None:
    with ZipFile(batch / "内.zip", "w") as inner:
        for path in (batch / "交").iterdir():
            inner.write(path, path.name)
            path.unlink()
    with ZipFile(batch / "交/外.zip", "w") as outer:
        outer.write(batch / "内.zip", "内.zip")
    assert jyplan("review", "交", "-o", "结果").code == 0
    assert verdicts(batch / "结果") == {"东风小学.txt": "explain", "向阳小学.txt": "explain"}


@posix
def test_links_and_pipes_among_the_results_stop_no_run(jyplan: Jyplan, batch: Path) -> None:
    results = batch / "结果"
    jyplan("review", "交", "-o", "结果")
    (results / "断").symlink_to("/nowhere")
    (results / "夹").symlink_to(batch / "交")
    os.mkfifo(results / "管")
    (batch / "交/新校.txt").write_text(plan_of("新校小学"), "utf-8")
    assert jyplan("review", "交", "-o", "结果").code == 0
    assert str((results / "断").readlink()) == "/nowhere"
    assert (results / "夹").readlink() == batch / "交"


@pytest.mark.parametrize("damage", ["结果.json", ".jyplan-review"])
def test_damaged_results_are_replaced(jyplan: Jyplan, batch: Path, damage: str) -> None:
    jyplan("review", "交", "-o", "结果")
    (batch / "结果" / damage).write_text("[1", "utf-8")
    assert jyplan("review", "交", "-o", "结果").code == 0
    assert json.loads((batch / "结果" / damage).read_text("utf-8"))


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("step", ["_write_in_folder", "replace_folder", "_digest"])
def test_signal_leaves_the_results_as_they_were_and_nothing_beside(
    jyplan: Jyplan, batch: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, step: str
) -> None:
    jyplan("review", "交", "-o", "结果")
    before = {name: (batch / "结果" / name).read_bytes() for name in files_of(batch / "结果")}
    (batch / "交/新校.txt").write_text(plan_of("新校小学"), "utf-8")

    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr(f"jyplan.cli.output.{step}", interrupted)
    assert jyplan("review", "交", "-o", "结果", "--no-cache").code == 128 + number
    assert {name: (batch / "结果" / name).read_bytes() for name in files_of(batch / "结果")} == before
    assert sorted(path.name for path in batch.iterdir()) == ["交", "结果"]
