"""LibreOffice: finding the program, running a separate instance, stopping at a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.readers.workroom import new_workroom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.readers.workroom import Workroom

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
PROCESSOR_SECONDS = 15
"""Limit of processor time, with `FILE_SECONDS` for each file: a start takes one."""
MEMORY = 1 << 30
"""Most bytes of memory of all processes of a run; a start with a file takes 0.2 GB. Measured, since the system's limit of
address space does not suit LibreOffice, which reserves more than it uses."""
LOOK_SECONDS = 0.25
"""Seconds between two measurements of the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
"""Bytes of a page of memory."""
BATCH = 50
"""Files in a run: keeps the command line short, and the loss small when a file hangs."""
UNDONE = b""
"""In place of a Word file: the run ended before the file was converted."""
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


def convert(files: Sequence[tuple[str, bytes]], program: str, *, again: bool = True) -> list[bytes | None]:
    """Return the .docx of each file, in order; None for a file LibreOffice cannot convert.

    Files are (suffix, content). A run converts up to `BATCH` files; the files left undone after a crash
    or a time-out are tried again in a run each or, without `again`, are `UNDONE`.

    Raises:
        OSError: the program does not start.
    """
    results: list[bytes | None] = []
    for first in range(0, len(files), BATCH):
        batch = files[first : first + BATCH]
        done, finished = _run(batch, program)
        if not finished and len(batch) > 1:
            done = [
                docx or (_run([file], program)[0][0] if again else UNDONE)
                for file, docx in zip(batch, done, strict=True)
            ]
        results += done
    return results


def _run(files: Sequence[tuple[str, bytes]], program: str) -> tuple[list[bytes | None], bool]:
    """Convert files in a single run; return the results and whether LibreOffice ended by itself."""
    with new_workroom() as workroom:
        room = workroom.folder
        settings = room / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, "utf-8")
        sources = [room / f"{i}{suffix}" for i, (suffix, _) in enumerate(files)]
        for source, (_, data) in zip(sources, files, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        arguments = [program, profile, *OPTIONS, "--convert-to", FILTER, "--outdir", str(room / "out")]
        finished = _call([*arguments, *map(str, sources)], len(files), workroom)
        outputs = [room / "out" / f"{i}.docx" for i in range(len(files))]
        return [output.read_bytes() if output.is_file() else None for output in outputs], finished


def _call(command: Sequence[str], files: int, workroom: Workroom) -> bool:
    """Run a program without a window on some files; return whether it succeeded within the limits."""
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
        workroom.watch_over(process.pid)
        _limit_processor_time(process.pid, PROCESSOR_SECONDS + FILE_SECONDS * files)
        return _wait(process, START_SECONDS + FILE_SECONDS * files) == 0
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """Return the exit code of a program, None for a program over the limit of time or memory."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(LOOK_SECONDS)
        if _memory_of_group(process.pid) > MEMORY:
            return None
    return None


def _memory_of_group(group: int) -> int:
    """Return the bytes of memory used by the processes of a group; 0 except on Linux."""
    pages = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            # proc(5): the name, which may hold anything, ends with the last “)”; group and pages are fields 5 and 24
            fields = file.read_text("utf-8", "replace").rpartition(")")[2].split()
            pages += int(fields[21]) if int(fields[2]) == group else 0
    return pages * PAGE


def _limit_processor_time(process: int, seconds: int) -> None:
    """Let the system end a program and its child processes after some seconds of work each; on Linux only."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError, ValueError):  # it has ended, or may not have as many
        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds + 1))


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
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
