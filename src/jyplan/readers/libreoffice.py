"""LibreOffice: finding the program, running a separate instance, stopping at a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

VARIABLE = "JYPLAN_SOFFICE"
"""Environment variable with the path of the program, for unusual places."""
NAMES = ("soffice", "libreoffice")
USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
START_SECONDS = 45
"""Time limit for a cold start on a slow disk; a warm start with a file takes 1.2 s (benchmarks/formats.md)."""
FILE_SECONDS = 5
"""Further seconds for each file."""
BATCH = 50
"""Files in a run: keeps the command line short, and the loss small when a file hangs."""
OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
FILTER = "docx:MS Word 2007 XML"
# No macros, no linked files, no network: the proxy is a port without a listener.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def find_program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of LibreOffice's program, None where this machine has none."""
    named = environment.get(VARIABLE)
    if named:
        return shutil.which(named)
    for name in NAMES:
        if program := shutil.which(name, path=environment.get("PATH")):
            return program
    return next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def convert(files: Sequence[tuple[str, bytes]], program: str) -> list[bytes | None]:
    """Return the .docx of each file, in order; None for a file that LibreOffice cannot convert.

    Files are (suffix, content). A run converts up to `BATCH` files; the files left undone after a crash
    or a time-out are tried again in a run each.

    Raises:
        OSError: the program does not start.
    """
    results: list[bytes | None] = []
    for first in range(0, len(files), BATCH):
        batch = files[first : first + BATCH]
        done, finished = _run(batch, program)
        if not finished and len(batch) > 1:
            done = [
                _run([file], program)[0][0] if docx is None else docx for file, docx in zip(batch, done, strict=True)
            ]
        results += done
    return results


def _run(files: Sequence[tuple[str, bytes]], program: str) -> tuple[list[bytes | None], bool]:
    """Convert files in a single run; return the results and whether LibreOffice ended by itself."""
    with tempfile.TemporaryDirectory(prefix="jyplan-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        settings = room / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, "utf-8")
        sources = [room / f"{i}{suffix}" for i, (suffix, _) in enumerate(files)]
        for source, (_, data) in zip(sources, files, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        arguments = [program, profile, *OPTIONS, "--convert-to", FILTER, "--outdir", str(room / "out")]
        finished = _call([*arguments, *map(str, sources)], START_SECONDS + FILE_SECONDS * len(files))
        outputs = [room / "out" / f"{i}.docx" for i in range(len(files))]
        return [output.read_bytes() if output.is_file() else None for output in outputs], finished


def _call(command: Sequence[str], seconds: float) -> bool:
    """Run a program without a window; return whether it succeeded within the time limit."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with _own_memory_limit_lifted():
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=flags,
        )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _stop(process)


@contextmanager
def _own_memory_limit_lifted() -> Iterator[None]:
    """Lift the memory limit of this process for child processes: LibreOffice reserves GBs without using them."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and its child processes: LibreOffice's launcher leaves a worker process behind."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
