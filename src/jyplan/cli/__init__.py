"""The command line: one module a command, and the boundary that ends in an exit code."""

from __future__ import annotations

import gc
import os
import sys

from jyplan.version import VERSION

TYPE_CHECKING = False  # as in `typing`, whose import takes a fifth of the time of --version
if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments, those of the process."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments == ["--version"] and _shown(f"jyplan {VERSION}\n"):
        return 0
    # documents are many small objects without cycles: the collector finds nothing and takes a twentieth of the time
    gc.set_threshold(100_000, 20, 50)
    from jyplan.cli.boundary import run_guarded

    return run_guarded(_run_command, arguments)


def _shown(line: str) -> bool:
    """Write a line to standard output; False if that fails, which the boundary then explains.

    The line goes past Python's buffer: what could not be written would stay there and fail again when Python ends.
    """
    try:
        sys.stdout.flush()
        os.write(sys.stdout.fileno(), line.encode("ascii"))
    except (OSError, AttributeError):  # AttributeError: standard output is closed and therefore None
        return False
    return True


def _run_command(console: Console, arguments: Sequence[str]) -> int:
    from jyplan.cli.app import run_command

    return run_command(console, arguments)
