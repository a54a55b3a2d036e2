"""Run by LibreOffice's own Python: accept and reject all changes of Word files, and save what is left as text.

settle.py SOFFICE FOLDER writes `a.accepted.txt` and `a.rejected.txt` beside every `a.docx`. It is
the user's command that is dispatched, not a method of the document.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COMMANDS = {"AcceptAllTrackedChanges": ".accepted.txt", "RejectAllTrackedChanges": ".rejected.txt"}
START_SECONDS = 45
"""A cold start on a slow disk."""

uno: Any = importlib.import_module("uno")


def settle(program: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="settle-", ignore_cleanup_errors=True) as profile:
        pipe = Path(profile).name
        arguments = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
        office = subprocess.Popen(
            [
                program,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                *arguments,
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
        )
        context = connected(pipe)
        desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
        for file in sorted(folder.glob("*.docx")):
            for command, suffix in COMMANDS.items():
                save_settled(desktop, dispatcher, file, command, suffix)
        desktop.terminate()
        office.wait(START_SECONDS)


def connected(pipe: str) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def save_settled(desktop: Any, dispatcher: Any, file: Path, command: str, suffix: str) -> None:
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (named("Hidden", True),))
    if document is None:
        raise SystemExit(f"{file.name} cannot be opened")
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    plain = (named("FilterName", "Text (encoded)"), named("FilterOptions", "UTF8,LF"))
    document.storeToURL(file.with_suffix(suffix).as_uri(), plain)
    document.close(True)


def named(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    settle(sys.argv[1], Path(sys.argv[2]))
