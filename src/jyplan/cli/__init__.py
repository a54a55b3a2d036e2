"""The command line: a module for each command, and `boundary`, which maps errors to exit codes."""

from __future__ import annotations

import gc
import os
import sys

from jyplan.version import VERSION

TYPE_CHECKING = False  # as in `typing`, whose import takes a fifth of the time of --version
if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console

_INTERRUPTED = 130
"""128 and the number of SIGINT, as of `boundary`, which is not imported yet."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; `arguments` default to `sys.argv[1:]`."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments == ["--version"] and _write_line(f"jyplan {VERSION}\n"):
        return 0
    # documents are many small objects without cycles: the collector finds nothing and takes a twentieth of the time
    gc.set_threshold(100_000, 20, 50)
    # nothing here multiplies large matrices, and starting threads for it is a quarter of what numpy's import costs, or more
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from jyplan.cli.boundary import run_guarded

        return run_guarded(_run_command, arguments)
    except KeyboardInterrupt:  # Ctrl-C while the boundary itself is imported
        return _INTERRUPTED


def _write_line(line: str) -> bool:
    """Write a line to standard output and return True; return False on failure, for the boundary to report.

    The line bypasses Python's buffer: unwritten text would stay in the buffer and fail again when Python ends.
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
