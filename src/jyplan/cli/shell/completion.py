"""Shell completion: commands, options and names on Tab in bash, zsh, fish and PowerShell.

The shell runs `jyplan` with the unfinished line in the environment; if `VARIABLE` is set, jyplan writes completions and
nothing else. Scripts and protocol come from Typer, messages from jyplan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.cli import commandline
from jyplan.errors import OutputError, UsageError, reason_of
from jyplan.model import Message

if TYPE_CHECKING:
    from jyplan.cli.console import Console

VARIABLE = "_JYPLAN_COMPLETE"
"""Environment variable with a shell's request; Typer's scripts expect this name for a program `jyplan`."""


def complete(command: commandline.Command, request: str) -> int:
    """Write the completions for a shell and return the exit code; `request` is the value of `VARIABLE`."""
    return commandline.write_completions(command, "jyplan", VARIABLE, request)


def show(console: Console) -> None:
    """Write the completion script for the parent shell to standard output.

    Raises:
        UsageError: Typer has no script for the shell.
    """
    console.show(f"{commandline.completion_script('jyplan', VARIABLE, _shell())}\n")


def install(console: Console) -> None:
    """Add the completion script to the configuration of the parent shell.

    Raises:
        OutputError: the configuration cannot be written.
        UsageError: Typer has no script for the shell.
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
        raise UsageError("the shell is unknown; completion exists for {known}", known=known)
    return shell
