"""Runs of the command line from a user's view, in the process of the tests or in a new process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from jyplan.cli import main
from tests.places import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "数学教研组工作计划\n\n一、工作目标\n每人每学期听课不少于15节。\n二、工作措施\n1、集体备课\n教务处每周三检查。\n"


@dataclass(frozen=True)
class Run:
    """Exit code and output of a command."""

    code: int
    out: bytes
    err: str


class Jyplan(Protocol):
    """Runs jyplan in the process of the tests, in English and in a folder with a plan: ten times as fast as a new process."""

    def __call__(self, *arguments: str, data: bytes = b"", **environment: str) -> Run: ...


class JyplanProcess(Protocol):
    """Runs jyplan in a new process: for streams, signals and settings of Python itself."""

    def __call__(self, *arguments: str, data: bytes = b"", stdout: int = ..., **environment: str) -> Run: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Working folder of the commands, with a plan."""
    working_folder = tmp_path / "here"
    working_folder.mkdir()
    (working_folder / "plan.txt").write_text(PLAN, "utf-8")
    monkeypatch.chdir(working_folder)
    return working_folder


def _environment(tmp_path: Path, changes: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "JYPLAN"))}
    return {
        **clean,
        "PYTHONPATH": str(SOURCE),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "JYPLAN_CACHE": str(tmp_path / "cache"),
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        **changes,
    }


@pytest.fixture
def jyplan(folder: Path, tmp_path: Path) -> Jyplan:
    def run(*arguments: str, data: bytes = b"", **environment: str) -> Run:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in _environment(tmp_path, environment).items():
                patch.setenv(name, value)
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["jyplan", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main()
        output, errors = (stream.detach().getvalue() for stream in (out, err))
        return Run(code, output, errors.decode("utf-8"))

    return run


@pytest.fixture
def jyplan_process(folder: Path, tmp_path: Path) -> JyplanProcess:
    def run(*arguments: str, data: bytes = b"", stdout: int = subprocess.PIPE, **environment: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "jyplan", *arguments],
            input=data,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=_environment(tmp_path, environment),
            cwd=folder,
            check=False,
            timeout=60,
        )
        return Run(done.returncode, done.stdout or b"", done.stderr.decode("utf-8"))

    return run
