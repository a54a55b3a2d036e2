"""What LibreOffice makes of Word files with tracked changes."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.readers.libreoffice import find_program

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCRIPT = Path(__file__).with_name("settle.py")


@cache
def python_of_office() -> str | None:
    """Return a Python that can talk to LibreOffice, None without either; Debian's is the system's, with python3-uno."""
    program = find_program()
    if program is None:
        return None
    beside = [Path(program).resolve().with_name(name) for name in ("python", "python.exe")]
    for each in ["/usr/bin/python3", *map(str, beside), sys.executable]:
        if Path(each).is_file():
            run = subprocess.run([each, "-c", "import uno"], check=False, capture_output=True)
            if run.returncode == 0:
                return each
    return None


def settle(files: Mapping[str, bytes], folder: Path) -> dict[str, tuple[str, str]]:
    """Return the text of each Word file with all changes accepted, and with all rejected: one start for all."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    # the environment of the tests is not meant for that Python
    run = subprocess.run(
        [python_of_office() or "", "-I", str(_SCRIPT), find_program() or "", str(folder)],
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr.decode()
    return {name: (_text(folder / f"{name}.accepted.txt"), _text(folder / f"{name}.rejected.txt")) for name in files}


def _text(file: Path) -> str:
    text = file.read_text("utf-8-sig")
    assert text.endswith("\n")
    return text[:-1]
