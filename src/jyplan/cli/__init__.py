"""The command line: one module a command, and the boundary that ends in an exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jyplan import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments, those of the process."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    from jyplan.cli.boundary import run_guarded

    return run_guarded(_show_version if arguments == ["--version"] else _run_command, arguments)


def _show_version(console: Console, _arguments: Sequence[str]) -> int:
    """Without Typer, whose import would take most of the time."""
    console.show(f"jyplan {__version__}\n")
    return 0


def _run_command(console: Console, arguments: Sequence[str]) -> int:
    from jyplan.cli.app import run_command

    return run_command(console, arguments)
