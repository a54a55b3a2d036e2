"""The boundary: every error becomes a sentence in the user's language and an exit code.

0 nothing found, 1 findings, 2 usage or an unreadable input, 3 a mistake of ours with
its log, 130 Ctrl-C, 143 SIGTERM, 129 SIGHUP and 141 a closed pipe (128 plus the signal's number, as shells count).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan import language
from jyplan.cli.console import Console, can_show_chinese, prepare_streams, redirect_to_null
from jyplan.cli.shell.signals import EndedBySignalError, signals_raised
from jyplan.errors import Bug, JyplanError
from jyplan.model import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.inputs import Unreadable

FOUND = 1
"""Exit code for a finding of the level of --fail-on, a reached share, or a difference with --exit-code."""
INTERRUPTED = 130
PIPE_CLOSED = 141
BUG = 3


def run_guarded(command: Callable[[Console, Sequence[str]], int], arguments: Sequence[str]) -> int:
    """Run a command and return the exit code; every exception is reported and mapped to a code."""
    prepare_streams()
    console = Console(choose_language(arguments))
    try:
        with signals_raised():
            return command(console, arguments)
    except JyplanError as error:
        console.report_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except EndedBySignalError as end:
        return end.exit_code
    except BrokenPipeError:
        redirect_to_null(sys.stdout)
        return PIPE_CLOSED
    except Exception as error:
        return report_bug(console, type(error).__name__, _traceback(error), arguments)


def choose_language(arguments: Sequence[str]) -> language.Language:
    """Return the language of messages and reports, before the command line is parsed.

    `--lang` comes before JYPLAN_LANG and the locale. A Chinese locale gives English on a console that cannot encode
    Chinese: escapes would be unreadable.
    """
    chosen = language.choose(_option(arguments, "--lang"), os.environ)
    wanted = _option(arguments, "--lang") or os.environ.get("JYPLAN_LANG")
    return chosen if wanted or can_show_chinese() else language.Language("en")


def report_bug(console: Console, kind: str, details: str, arguments: Sequence[str]) -> int:
    """Write the log of a bug, report the log's path and return `BUG`; without a log, `details` go to the screen."""
    try:
        log = _write_log(details, arguments)
    except OSError:
        console.write(details)
        console.note(
            Message(
                "jyplan: a mistake in jyplan itself ({kind}); please report it with the lines above", {"kind": kind}
            )
        )
    else:
        console.note(
            Message(
                "jyplan: a mistake in jyplan itself ({kind}); please report it with the file {log}",
                {"kind": kind, "log": str(log)},
            )
        )
    return BUG


def report_unread(console: Console, unread: Sequence[Unreadable], *, shown: bool = False) -> int:
    """Report the unreadable inputs and return the highest exit code among the errors, 0 without errors.

    With `shown` a report on the same screen lists them already.
    """
    for failure in () if shown else unread:
        console.report_error(failure.error)
    bugs = [failure.error for failure in unread if isinstance(failure.error, Bug)]
    if bugs:
        return report_bug(console, str(bugs[0].params["kind"]), "\n".join(bug.details for bug in bugs), sys.argv[1:])
    return max((failure.error.exit_code for failure in unread), default=0)


def state_folder() -> Path:
    """Return where logs belong on this system: XDG Base Directory 0.8, else the platform's folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Logs"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "jyplan"


def _option(arguments: Sequence[str], name: str) -> str | None:
    for position, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == name:
            return arguments[position + 1] if position + 1 < len(arguments) else None
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return None


def _traceback(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


def _write_log(details: str, arguments: Sequence[str]) -> Path:
    import datetime
    import platform

    from jyplan.version import VERSION

    now = datetime.datetime.now().astimezone()
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = folder / f"bug-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    head = f"jyplan {VERSION}, Python {platform.python_version()}, {platform.platform()}\n{now:%Y-%m-%d %H:%M:%S %z}\n"
    log.write_text(f"{head}arguments: {list(arguments)!r}\n\n{details}", "utf-8", errors="backslashreplace")
    return log
