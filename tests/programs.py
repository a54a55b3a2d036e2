"""The programs that some tests use and that are no Python packages; without one its tests are skipped."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from jyplan.readers import libreoffice

if TYPE_CHECKING:
    from collections.abc import Sequence


class Program(NamedTuple):
    """A program by the name that the reason of a skipped test gives."""

    name: str
    packages: tuple[str, ...]
    """Of Debian and Ubuntu."""


LIBREOFFICE = Program("LibreOffice", ("libreoffice-writer",))
BRIDGE = Program("LibreOffice's bridge to Python", ("libreoffice-writer", "python3-uno"))
CHROMIUM = Program("Chromium", ("chromium", "fonts-noto-cjk"))
JAVA = Program("Java", ("default-jre-headless",))
PROGRAMS = (LIBREOFFICE, BRIDGE, CHROMIUM, JAVA)


def reason(program: Program) -> str:
    """Return what the report of a skipped test says."""
    return f"needs {program.name}, which this machine has not"


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome, None where this machine has none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


needs_libreoffice = pytest.mark.skipif(libreoffice.find_program() is None, reason=reason(LIBREOFFICE))
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason=reason(JAVA))


def advice(reasons: Sequence[str]) -> list[str]:
    """Return the lines that say, after a run, what to install for the tests that were skipped for these reasons."""
    counts = {program: sum(reason(program) in text for text in reasons) for program in PROGRAMS}
    missing = {program: count for program, count in counts.items() if count}
    if not missing:
        return []
    names = ", ".join(f"{program.name} ({count})" for program, count in missing.items())
    packages = dict.fromkeys(package for program in missing for package in program.packages)
    total = sum(missing.values())
    return [
        f"{total} test{'s were' if total > 1 else ' was'} skipped, as this machine has not: {names}.",
        f"To run {'them' if total > 1 else 'it'} too: apt-get install {' '.join(packages)}",
    ]
