"""The only module with imports of Typer and of click, the base of Typer.

Typer up to 0.25 needs the package click; from 0.26 on Typer has a copy of click inside, whose errors are English only and
whose classes for choices are gone. The rest of the command line therefore takes every class from this module, choices and
numbers are types of jyplan, and `usage_error` words every error in sentences of jyplan's catalogue, whatever the version.
"""

from __future__ import annotations

import gettext
import os
import re
from typing import TYPE_CHECKING, Any

import typer
import typer.main
from typer import _completion_shared
from typer._completion_classes import completion_init
from typer.completion import shell_complete
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from jyplan import language
from jyplan.errors import closest_name
from jyplan.model import Message, chinese_words, english_name

try:
    from typer._click import Command, Context, HelpFormatter, Parameter, exceptions
    from typer._click.shell_completion import CompletionItem
    from typer._click.types import IntRange, ParamType
except ImportError:  # Typer before 0.26
    from click import Command, Context, HelpFormatter, IntRange, Parameter, ParamType, exceptions  # type: ignore[assignment,no-redef]
    from click.shell_completion import CompletionItem  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "Argument",
    "AtLeast",
    "Command",
    "CommandGroup",
    "Context",
    "Exit",
    "FileCommand",
    "HelpFormatter",
    "NameChoice",
    "Option",
    "ParamType",
    "Parameter",
    "Typer",
    "TyperArgument",
    "TyperGroup",
    "TyperOption",
    "UsageError",
    "WholeNumber",
    "choose_catalogue",
    "complete_from",
    "get_command",
    "usage_error",
]

Argument, Exit, Option, Typer = typer.Argument, typer.Exit, typer.Option, typer.Typer
get_command = typer.main.get_command
UsageError = exceptions.ClickException
"""Typer's error for a command line with a mistake."""
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


class _Refusal(exceptions.UsageError):
    """A usage error found by jyplan, with the reason as a sentence of the catalogue."""

    def __init__(self, reason: Message, context: Context | None) -> None:
        super().__init__(reason.template, context)
        self.reason = reason


class CommandGroup(TyperGroup):
    """A command with subcommands; the error for an unknown subcommand suggests similar names."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the subcommand's name, the subcommand and the remaining arguments."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            reason = Message("No such command {name!r}.", {"name": name})
            guess = closest_name(name, self.list_commands(ctx))
            raise _Refusal(_suggest(reason, [guess] if guess else []), ctx)
        return super().resolve_command(ctx, args)


_PLAN_OF_INPUT = re.compile("-#[0-9]{1,9}")
"""The address of a plan of standard input; it begins like an option."""
_OUTPUT = "output_"
"""The parameter of `-o`."""
_NO_OPTION = "\0"
"""Prefix of an address of a plan while click looks for options; no argument of a program can hold the character."""


STANDARD_OUTPUT = "-"
_NAMES_OF_STANDARD_OUTPUT = frozenset({"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
"""Links to standard output: a pipe has no folder for a draft, a file must not be replaced."""


class FileCommand(TyperCommand):
    """A command that takes `-#2`, the second plan of standard input, for a path and not for an option.

    It takes one output, and `/dev/stdout` for standard output.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments into `ctx.params`."""
        marked = [_NO_OPTION + argument if _PLAN_OF_INPUT.fullmatch(argument) else argument for argument in args]
        self._forbid_two_outputs(ctx, marked)
        unparsed = super().parse_args(ctx, marked)
        ctx.params = {name: _unmarked(value) for name, value in ctx.params.items()}
        if ctx.params.get(_OUTPUT) in _NAMES_OF_STANDARD_OUTPUT:
            ctx.params[_OUTPUT] = STANDARD_OUTPUT
        return unparsed

    def _forbid_two_outputs(self, ctx: Context, args: list[str]) -> None:
        """Refuse a second `-o`: click would silently ignore the first."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        outputs = [parameter for parameter in order if parameter.name == _OUTPUT]
        if len(outputs) > 1:
            reason = Message("Option {name} is given twice; one run writes one result.", {"name": _name_of(outputs[0])})
            raise _Refusal(reason, ctx)


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        return value.removeprefix(_NO_OPTION)
    return type(value)(map(_unmarked, value)) if isinstance(value, (list, tuple)) else value


class NameChoice(ParamType):
    """Parameter type: a name from a fixed list, completed by shells and shown in help as `[text|json]`."""

    name = "choice"

    def __init__(self, names: Iterable[str]) -> None:
        """Store the names, in the order of the help."""
        self.names = tuple(str(name) for name in names)

    def get_metavar(self, param: Parameter, ctx: Context | None = None) -> str:
        """Return the names in the notation of the help, `[text|json]`."""
        return f"[{'|'.join(self.names)}]"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        """Return the name for a value, a name or its Chinese word; an unknown value is refused."""
        if (name := english_name(str(value), self.names)) is not None:
            return name
        params = {"value": value, "choices": ", ".join(map(repr, self.names))}
        if guess := closest_name(str(value), (*self.names, *chinese_words(self.names)), likeness=0.5):
            params["guess"] = guess
            raise _refusal(Message("{value!r} is not one of {choices}; did you mean {guess!r}?", params), param, ctx)
        raise _refusal(Message("{value!r} is not one of {choices}.", params), param, ctx)

    def shell_complete(self, ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names beginning with the unfinished word."""
        return [CompletionItem(name) for name in self.names if name.startswith(incomplete)]


class WholeNumber(ParamType):
    """Parameter type: a whole number."""

    name = "integer"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> int:
        """Return the number."""
        try:
            return int(value)
        except ValueError as error:
            raise _refusal(Message("{value!r} is not a whole number.", {"value": value}), param, ctx) from error


class AtLeast(IntRange):
    """Parameter type: a whole number of at least `least`; help shows the limit as `[x>=4]`."""

    def __init__(self, least: int) -> None:
        super().__init__(min=least)
        self.least = least

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> int:
        """Return the number."""
        number = WholeNumber().convert(value, param, ctx)
        if number < self.least:
            raise _refusal(Message("{value} is below {least}.", {"value": number, "least": self.least}), param, ctx)
        return number


def complete_from(names: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return a function to complete a word from `names()`, for Typer; in a list `a,b,c` the last part is completed.

    >>> complete_from(lambda: ["goal", "guiding"])("task,go")
    ['task,goal']
    """

    def complete(incomplete: str) -> list[str]:
        finished, comma, beginning = incomplete.rpartition(",")
        return [f"{finished}{comma}{name}" for name in names() if name.startswith(beginning)]

    return complete


SHELLS = tuple(shell.value for shell in _completion_shared.Shells)
"""Names of the shells with a completion script in Typer."""


def running_shell() -> str | None:
    """Return the parent shell of this process, else the user's login shell; None if Typer supports neither."""
    own_shell = os.path.basename(os.environ.get("SHELL", ""))  # noqa: PTH119
    return next((shell for shell in (_completion_shared._get_shell_name(), own_shell) if shell in SHELLS), None)


def completion_script(program: str, variable: str, shell: str) -> str:
    """Return the shell script for completing the arguments of a program."""
    return _completion_shared.get_completion_script(prog_name=program, complete_var=variable, shell=shell)


def install_completion(program: str, variable: str, shell: str) -> str:
    """Add the completion script to the shell's configuration and return the script's path."""
    _, path = _completion_shared.install(shell=shell, prog_name=program, complete_var=variable)
    return str(path)


def write_completions(command: Command, program: str, variable: str, request: str) -> int:
    """Write the completions for a shell's request, for instance `complete_zsh`, and return the exit code."""
    completion_init()
    try:
        return shell_complete(command, {}, program, variable, request)
    except SystemExit as end:  # for fish the exit code says whether there are completions
        return int(end.code or 0)


def choose_catalogue(user_language: language.Language) -> None:
    """Direct gettext, Typer's source of the headings of help, to jyplan's catalogue."""
    gettext.bindtextdomain(language.DOMAIN, str(language.CATALOGUES))
    gettext.textdomain(language.DOMAIN)
    os.environ["LANGUAGE"] = user_language.folder  # takes precedence over the locale: gettext(3)


def usage_error(error: UsageError, user_language: language.Language) -> str:
    """Return the text of a usage error: the usage line, a hint at `--help`, and the mistake."""
    if isinstance(error, exceptions.NoArgsIsHelpError):
        return str(error.format_message()).rstrip("\n")
    sentence = user_language.say(Message("Error: {message}", {"message": _sentence(error)}))
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    hint = Message("Try '{command} {option}' for help.", {"command": context.command_path, "option": "--help"})
    return "\n".join([context.get_usage(), user_language.say(hint), "", sentence])


def _sentence(error: UsageError) -> Message | str:
    """Return the mistake as a sentence of the catalogue; an error unknown to jyplan keeps Typer's English text."""
    match error:
        case _Refusal(reason=reason):
            return reason
        case exceptions.MissingParameter(param=parameter) if parameter is not None:
            params = {"name": _name_of(parameter)}
            if isinstance(parameter, TyperArgument):
                return Message("Missing argument {name}.", params)
            return Message("Missing option {name}.", params)
        case exceptions.NoSuchOption(option_name=name, possibilities=similar):
            return _suggest(Message("No such option {name!r}.", {"name": name}), similar or ())
        case exceptions.BadOptionUsage(option_name=name):
            if "requires an argument" in error.message:  # no sentence of the catalogue, therefore never translated
                return Message("Option {name!r} requires an argument.", {"name": name})
            return Message("Option {name!r} does not take a value.", {"name": name})
    if error.message == "Missing command.":
        return Message("Missing command.")
    if extra := _EXTRA_ARGUMENTS.fullmatch(error.message):
        return Message("Got unexpected extra arguments ({args})", {"args": extra[1]})
    return str(error.format_message())


def _name_of(parameter: Parameter) -> str:
    """Return the name of an option or argument for errors, `'--format' / '-f'`."""
    if isinstance(parameter, TyperOption):
        return " / ".join(map(repr, parameter.opts))
    return repr(parameter.metavar or parameter.name)


def _suggest(reason: Message, similar: Sequence[str]) -> Message:
    """Return the reason followed by similar names as a suggestion; without similar names, the reason alone."""
    if not similar:
        return reason
    names = ", ".join(map(repr, sorted(similar)))
    if len(similar) == 1:
        suggestion = Message("Did you mean {possibility}?", {"possibility": names})
    else:
        suggestion = Message("(Did you mean one of: {possibilities}?)", {"possibilities": names})
    return Message("{sentence} {hint}", {"sentence": reason, "hint": suggestion})


def _refusal(reason: Message, parameter: Parameter | None, context: Context | None) -> _Refusal:
    """Return the error for an invalid value of an option or argument."""
    if parameter is not None:
        params = {"param_hint": _name_of(parameter), "message": reason}
        reason = Message("Invalid value for {param_hint}: {message}", params)
    return _Refusal(reason, context)
