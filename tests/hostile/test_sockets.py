"""No command opens a socket or starts a program other than LibreOffice, whatever it reads.

The commands run in a process of their own under an audit hook (PEP 578), which their forked workers inherit: it writes
down every event of a socket, an address or a program, and refuses it. Native libraries raise no events; lxml's own
network is tested in `test_xml.py`, LibreOffice's in `tests/readers/test_libreoffice_network.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile.corpus import hostile_files
from tests.places import ROOT, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """
import os, sys, json
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
names = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.",
         "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.", "telnetlib.", "webbrowser.", "ctypes.dlopen")
allowed = ("socket.gethostname",)  # asks the system for its own name

def hook(event, arguments):
    if not event.startswith(names) or event in allowed:
        return
    if event == "socket.__new__" and arguments[1] == 1:
        return  # a pair of local sockets, through which processes of one program speak
    if event == "ctypes.dlopen" and not str(arguments[0] or "").startswith(("http", "\\\\\\\\")):
        return  # a library of this machine
    os.write(log, json.dumps([event, repr(arguments)[:300]]).encode() + b"\\n")
    raise PermissionError(event)

sys.addaudithook(hook)
from jyplan.cli import main
for arguments in json.loads(sys.argv[2]):
    code = main(arguments)
    os.write(log, json.dumps(["exit", arguments, code]).encode() + b"\\n")
"""


def run_audited(folder: Path, commands: list[list[str]]) -> tuple[list[list[object]], dict[str, object]]:
    """Return the events that were refused, and the exit code of each command by its words."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONWARNDEFAULTENCODING", "JYPLAN_LANG")
    }
    environment |= {
        "PYTHONPATH": str(ROOT / "src"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "JYPLAN_LANG": "en",
    }
    log = folder / "events.log"
    command = [sys.executable, "-c", _SCRIPT, str(log), json.dumps(commands)]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, timeout=600)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    exits = {" ".join(line[1]): line[2] for line in lines if line[0] == "exit"}
    return [line for line in lines if line[0] != "exit"], exits


def plans() -> list[str]:
    """Return the samples that are read without LibreOffice."""
    return [str(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".docx", ".html", ".zip")]


def test_no_command_opens_a_socket_or_starts_a_program(tmp_path: Path) -> None:
    left, right = str(SAMPLES / "safety-fengqiao-primary.txt"), str(SAMPLES / "safety-xinhe-primary.txt")
    record = {"id": "1", "text": (SAMPLES / "well-made.txt").read_text("utf-8")}
    (tmp_path / "plans.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    commands = [
        *(["parse", *plans(), "-f", name, "-o", f"outline.{name}"] for name in ("json", "yaml", "md", "csv", "xlsx")),
        *(["check", *plans(), "-f", name, "-o", f"report.{name}", "--fail-on", "never"] for name in ("text", "json", "html", "xlsx", "sarif")),
        ["check", str(SAMPLES / "district-plan-auto-numbering.docx"), "-o", "copy.docx", "--fail-on", "never"],
        *(["diff", left, right, "-f", name, "-o", f"diff.{name}"] for name in ("json", "html", "docx")),
        *(["dupes", *plans(), "plans.jsonl", "-f", name, "-o", f"copies.{name}"] for name in ("json", "html", "xlsx")),
        ["archive", "add", left, "plans.jsonl", "-a", "earlier"],
        ["archive", "query", right, "-a", "earlier", "-f", "json", "-o", "query.json"],
        ["archive", "list", "-a", "earlier"],
        ["archive", "verify", "-a", "earlier"],
        ["archive", "remove", "1", "-a", "earlier"],
        ["archive", "compact", "-a", "earlier"],
        ["rules", "list"],
        ["schema", "outline"],
    ]  # fmt: skip
    events, exits = run_audited(tmp_path, commands)
    assert events == []
    assert exits == {" ".join(command): 0 for command in commands}


@pytest.mark.gate
def test_no_hostile_file_opens_a_socket_or_starts_a_program(tmp_path: Path) -> None:
    for number, build in enumerate(hostile_files(10_000).values()):
        name, data = build()
        folder = tmp_path / "files" / f"{number:03}"
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
    events, exits = run_audited(tmp_path, [["parse", "files", "-f", "json", "-o", "outlines.json"]])
    assert [event for event in events if "office" not in str(event).lower()] == []
    assert len(exits) == 1


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_the_hook_notices(tmp_path: Path, code: str) -> None:
    script = _SCRIPT.partition("from jyplan.cli import main")[0] + code
    log = tmp_path / "events.log"
    run = subprocess.run([sys.executable, "-c", script, str(log)], capture_output=True, check=False, timeout=60)
    assert run.returncode == 1
    assert log.read_text("utf-8") != ""
