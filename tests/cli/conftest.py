"""Runs of the command line as a user sees them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.places import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "数学教研组工作计划\n\n一、工作目标\n每人每学期听课不少于15节。\n二、工作措施\n1、集体备课\n教务处每周三检查。\n"


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


class Jyplan(Protocol):
    """Runs jyplan in a process of its own, in English and in an empty folder."""

    def __call__(self, *arguments: str, data: bytes = b"", stdout: int = ..., **environment: str) -> Run: ...


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in, with one plan."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "plan.txt").write_text(PLAN, "utf-8")
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def jyplan(folder: Path, tmp_path: Path) -> Jyplan:
    def run(*arguments: str, data: bytes = b"", stdout: int = subprocess.PIPE, **environment: str) -> Run:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "JYPLAN"))}
        clean |= {
            "PYTHONPATH": str(SOURCE),
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "JYPLAN_CACHE": str(tmp_path / "cache"),
            "PYTHONUTF8": "1",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            [sys.executable, "-m", "jyplan", *arguments],
            input=data,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=clean | environment,
            cwd=folder,
            check=False,
            timeout=60,
        )
        return Run(done.returncode, done.stdout or b"", done.stderr.decode("utf-8"))

    return run
