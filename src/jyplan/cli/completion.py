"""Shell completion: what Tab offers in bash, zsh, fish and PowerShell.

The shell runs `jyplan` with the variable `VARIABLE` and the line so far; nothing but its answer is written then. Scripts and
protocol are Typer's, the sentences are jyplan's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.cli import commandline
from jyplan.errors import OutputError, UsageError, reason_of
from jyplan.model import Message

if TYPE_CHECKING:
    from jyplan.cli.console import Console

VARIABLE = "_JYPLAN_COMPLETE"
"""The environment variable by which a shell asks; Typer's scripts expect this name for a program `jyplan`."""


def answer(command: commandline.Command, request: str) -> int:
    """Write what the shell may offer and return the exit code; `request` is the value of the variable."""
    return commandline.answer_shell(command, "jyplan", VARIABLE, request)


def show(console: Console) -> None:
    """Write the script for the shell that jyplan was started from.

    Raises:
        UsageError: it is none that Typer has a script for.
    """
    console.show(f"{commandline.completion_script('jyplan', VARIABLE, _shell())}\n")


def install(console: Console) -> None:
    """Add the script to the settings of the shell that jyplan was started from.

    Raises:
        OutputError: they cannot be written.
        UsageError: it is a shell that Typer has no script for.
    """
    shell = _shell()
    try:
        path = commandline.install_completion("jyplan", VARIABLE, shell)
    except OSError as error:
        where = str(error.filename or "--install-completion")
        raise OutputError("cannot be written ({reason})", where=where, reason=reason_of(error)) from error
    console.note(
        Message("{file}: completion for {shell} is installed; open a new terminal", {"file": path, "shell": shell})
    )


def _shell() -> str:
    shell = commandline.running_shell()
    if shell is None:
        known = ", ".join(commandline.SHELLS)
        raise UsageError(
            "jyplan was started from no shell that it can complete in", hint="these are {known}", known=known
        )
    return shell
