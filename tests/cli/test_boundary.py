"""Every error ends in a sentence and the exit code documented in the guide."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.cli import boundary, main
from tests.places import SAMPLES, SOURCE

if TYPE_CHECKING:
    from tests.cli.conftest import Jyplan, JyplanProcess

FULL = "/dev/full"
SAMPLE = SAMPLES / "well-made.txt"
COMMANDS = [
    ["--version"],
    ["--help"],
    ["parse", "--help"],
    ["parse", "plan.txt"],
    ["diff", "plan.txt", str(SAMPLE)],
    ["schema", "outline"],
    ["check", str(SAMPLES / "planted-defects.txt")],
    ["dupes", str(SAMPLE), str(SAMPLES / "page-six-plans.txt"), "-f", "xlsx", "-o", "-"],
    ["rules", "show", "placeholder"],
    ["rules", "docs"],
    ["archive", "--help"],
]


def first_words(arguments: list[str]) -> str:
    return " ".join(arguments[:2])


UNBUFFERED = [["--version"], ["parse", "plan.txt"]]
BUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
"""With buffering, Python writes unwritten output once more at exit, after the failure of a command."""
EVERY_OUTPUT = pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [
        *(pytest.param(arguments, "", id=first_words(arguments)) for arguments in COMMANDS),
        *(pytest.param(arguments, "1", id=f"{first_words(arguments)} unbuffered") for arguments in UNBUFFERED),
    ],
)
"""Every way to write, with buffering, where a failure may come late; and the two ways without."""


@EVERY_OUTPUT
def test_full_disk_is_reported_in_a_sentence(
    jyplan_process: JyplanProcess, arguments: list[str], unbuffered: str
) -> None:
    with Path(FULL).open("wb") as full:
        run = jyplan_process(*arguments, stdout=full.fileno(), PYTHONUNBUFFERED=unbuffered)
    assert (run.code, run.err) == (2, "jyplan: standard output cannot be written (there is no space left)\n")


@pytest.mark.parametrize("arguments", [*UNBUFFERED, ["rules", "docs"], ["archive", "--help"]], ids=first_words)
def test_closed_standard_output_is_reported_in_a_sentence(folder: Path, arguments: list[str]) -> None:
    command = f"JYPLAN_LANG=en PYTHONPATH={SOURCE} {sys.executable} -m jyplan {' '.join(arguments)} >&-"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=folder, check=False)
    assert (done.returncode, done.stderr) == (2, b"jyplan: standard output is closed\n")


@EVERY_OUTPUT
def test_closed_pipe_gives_no_message(jyplan_process: JyplanProcess, arguments: list[str], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = jyplan_process(*arguments, stdout=writing, PYTHONUNBUFFERED=unbuffered)
    os.close(writing)
    assert (run.code, run.err) == (boundary.PIPE_CLOSED, "")


@BUFFERED
@pytest.mark.parametrize("kind", ["full", "closed"])
@pytest.mark.parametrize("arguments", [["parse", "nothing.txt"], ["prse"], ["parse"]], ids=" ".join)
def test_exit_code_is_the_same_without_a_standard_error(
    folder: Path, arguments: list[str], kind: str, unbuffered: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with Path(FULL).open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jyplan", *arguments],
            stdout=subprocess.PIPE,
            stderr=full.fileno() if kind == "full" else writing,
            env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": unbuffered},
            cwd=folder,
            check=False,
        )
    os.close(writing)
    assert (done.returncode, done.stdout) == (2, b"")


def test_interrupt_gives_no_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], folder: Path
) -> None:
    this_process = os.getpid()

    def interrupt(*_: object, **_named: object) -> None:
        os.kill(this_process, signal.SIGINT)
        time.sleep(60)

    monkeypatch.setattr("jyplan.readers.read", interrupt)
    assert main(["parse", "plan.txt"]) == boundary.INTERRUPTED
    assert tuple(capfd.readouterr()) == ("", "")


def test_interrupt_while_the_boundary_is_imported_gives_no_message(folder: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'jyplan.cli.boundary':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from jyplan.cli import main\n"
        "sys.exit(main(['parse', 'plan.txt']))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=folder, env=environment, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (boundary.INTERRUPTED, b"", b"")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path) -> Path:
    """A bug planted in the reports; gives the folder for logs."""

    def fail(*_: object) -> None:
        raise KeyError("of ours")

    monkeypatch.setattr("jyplan.reports.outline.tree.render", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "jyplan"


def test_bug_writes_a_log_and_reports_its_path(broken: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "plan.txt", "--lang", "en"]) == boundary.BUG
    [log] = broken.glob("bug-*.log")
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err == f"jyplan: a mistake in jyplan itself (KeyError); please report it with the file {log}\n"
    assert "KeyError: 'of ours'" in log.read_text("utf-8")
    assert "['parse', 'plan.txt', '--lang', 'en']" in log.read_text("utf-8")


def test_traceback_goes_to_the_screen_if_no_log_can_be_written(broken: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken.parent.write_bytes(b"no folder")
    assert main(["parse", "plan.txt", "--lang", "en"]) == boundary.BUG
    errors = capfd.readouterr().err
    assert "KeyError: 'of ours'" in errors
    assert errors.endswith("please report it with the lines above\n")


def test_bug_in_one_file_does_not_stop_the_other_files(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, folder: Path
) -> None:
    from jyplan import readers

    usual = readers.read
    monkeypatch.setattr(
        "jyplan.readers.read",
        lambda data, path, revisions, **_: usual(data, path, revisions) if path == "plan.txt" else 1 / 0,
    )
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (folder / "odd.txt").write_bytes(b"odd")
    assert main(["parse", "odd.txt", "plan.txt", "-f", "text", "--lang", "en"]) == boundary.BUG
    captured = capfd.readouterr()
    assert "数学教研组工作计划" in captured.out
    assert captured.err.startswith("odd.txt: a mistake in jyplan itself (ZeroDivisionError) keeps it from being read\n")
    [log] = (tmp_path / "state" / "jyplan").glob("bug-*.log")
    assert "ZeroDivisionError: division by zero" in log.read_text("utf-8")


def test_console_without_chinese_characters_gets_english_messages(jyplan_process: JyplanProcess) -> None:
    run = jyplan_process("parse", "nothing.txt", LANG="zh_CN.UTF-8", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.err == "nothing.txt: there is no such file or folder; check the name and the folder\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gb18030", "utf-16"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_console_encoding_ends_in_a_traceback(jyplan_process: JyplanProcess, encoding: str, language: str) -> None:
    run = jyplan_process("parse", "plan.txt", "--lang", language, PYTHONIOENCODING=encoding)
    assert (run.code, run.err) == (0, "")


def test_escape_sequences_in_a_file_name_do_not_reach_the_terminal(jyplan: Jyplan) -> None:
    run = jyplan("parse", "\x1b[2J\x07[bold]计划\udcff.txt")
    assert run.code == 2
    assert (
        run.err
        == "\\x1b[2J\\x07[bold]计划\\udcff.txt: there is no such file or folder; check the name and the folder\n"
    )


def test_escape_sequences_in_a_usage_error_do_not_reach_the_terminal(jyplan: Jyplan) -> None:
    run = jyplan("\x1b[2J")
    assert run.code == 2
    assert "\x1b" not in run.err


@pytest.mark.parametrize(
    ("arguments", "last_line"),
    [
        (["prse"], "错误：没有命令 'prse'。 是否想输入 'parse'？"),
        (["parse", "--formatt", "json"], "错误：没有选项 '--formatt'。 是否想输入 '--format'？"),
        (
            ["parse", "plan.txt", "--format", "pdf"],
            "错误：'--format' / '-f' 的值无效：'pdf' 不在可选值之中：'tree', 'json', 'yaml', 'md', 'text', 'csv', 'xlsx'。",
        ),
        (["parse", "--stdin-name"], "错误：选项 '--stdin-name' 后面要写一个值。"),
        (["parse", "-f", "json"], "错误：缺少参数 '路径...'。"),
        (["schema", "outline", "more"], "错误：多余的参数（more）"),
        (["parse", "plan.txt", "--role", "gaol"], "jyplan: 没有“gaol”这种内容；是否想输入“goal”？"),
        (["parse", "plan.txt", "--max-size", "much"], "jyplan: “much”不是文件大小；请写作 50MB 或 1GB"),
        (
            ["schema", "nothing"],
            "jyplan: 没有名为“nothing”的 Schema；可以写：archive, check, diff, dupes, folders, outline, review",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_error_is_in_chinese(jyplan: Jyplan, arguments: list[str], last_line: str) -> None:
    run = jyplan("--lang", "zh", *arguments)
    assert (run.code, run.err.splitlines()[-1]) == (2, last_line)
