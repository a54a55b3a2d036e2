"""The Typer application: all commands, with help in the user's language."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

from jyplan import api, language
from jyplan.cli import commandline
from jyplan.cli.commandline import (
    Command,
    CommandGroup,
    Context,
    FileCommand,
    NameChoice,
    Option,
    Parameter,
    TyperArgument,
    TyperOption,
)
from jyplan.cli.help import ColumnFormatter
from jyplan.cli.shell import completion
from jyplan.model import Message
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from jyplan.cli.console import Console

COMMANDS = ("parse", "diff", "dupes", "check", "review", "schema")
"""Modules of this room, one for each command, in the order of the help: NAME, HELP and `run`."""

GROUPS = ("archive", "rules")
"""Modules with subcommands: NAME, HELP and SUBCOMMANDS."""

HELP = "Parse, compare and check Chinese education work plans."
OPTIONS = Message("[OPTIONS]").template
SUBCOMMAND = Message("COMMAND [ARGS]...").template


def run_command(console: Console, arguments: Sequence[str]) -> int:
    """Run the command named in `arguments` and return its exit code."""
    commandline.choose_catalogue(console.language)
    if request := os.environ.get(completion.VARIABLE):
        return completion.complete(build(console.language), request)
    command = build(console.language, arguments[0] if arguments else "")
    patterns_kept = api.patterns_kept(writing="--no-cache" not in arguments)
    try:
        with command.make_context("jyplan", list(arguments), obj=console) as context, patterns_kept:
            return command.invoke(context) or 0
    except commandline.Exit as end:
        return end.exit_code
    except commandline.UsageError as error:
        console.write(commandline.usage_error(error, console.language))
        return error.exit_code


def build(user_language: language.Language, first_argument: str = "") -> Command:
    """Return the command line with all texts in the user's language.

    Where the first argument names a command, no other command is imported and built.
    """
    app = commandline.Typer(
        cls=CommandGroup,
        help=HELP,
        add_completion=False,  # `completion` has the same options in the user's language
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # help comes from `ColumnFormatter`, and rich is loaded only for a long run
        suggest_commands=False,  # `CommandGroup` does, in the user's language
    )
    app.callback()(_global_options)
    for module in _chosen(COMMANDS, first_argument):
        app.command(module.NAME, cls=FileCommand, help=module.HELP, no_args_is_help=True)(module.run)
    for group in _chosen(GROUPS, first_argument):
        commands = commandline.Typer(
            cls=CommandGroup, help=group.HELP, no_args_is_help=True, rich_markup_mode=None, suggest_commands=False
        )
        for name, about, function in group.SUBCOMMANDS:
            commands.command(name, cls=FileCommand, help=about)(function)
        app.add_typer(commands, name=group.NAME)
    command = commandline.get_command(app)
    _finish(command, user_language)
    return command


def _chosen(names: tuple[str, ...], first_argument: str) -> list[ModuleType]:
    """Return the modules of the given commands; only the module of the command named first in the arguments, if any is named."""
    chosen = names if first_argument not in {*COMMANDS, *GROUPS} else [name for name in names if name == first_argument]
    return [import_module(f"jyplan.cli.{name}") for name in chosen]


def _show_version(context: Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        context.obj.show(f"jyplan {VERSION}\n")
        raise commandline.Exit


def _install_completion(context: Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        completion.install(context.obj)
        raise commandline.Exit


def _show_completion(context: Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        completion.show(context.obj)
        raise commandline.Exit


def _global_options(
    _version: Annotated[
        bool, Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
    _install_completion: Annotated[
        bool,
        Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help="Let the shell complete commands, options and names, and exit.",
        ),
    ] = False,
    _show_completion: Annotated[
        bool,
        Option(
            "--show-completion",
            is_eager=True,
            callback=_show_completion,
            help="Show what --install-completion would write, and exit.",
        ),
    ] = False,
) -> None:
    """Declare the options before the command's name, as in `jyplan --version`."""


class _Context(Context):
    formatter_class = ColumnFormatter


def _finish(command: Command, user_language: language.Language) -> None:
    """Translate the texts of a command and its subcommands, and add `--lang` and `--help` to each."""
    command.context_class = _Context
    command.add_help_option = False  # click's own fails with a traceback where the output is full
    command.params += [_language_option(), _help_option()]
    command.options_metavar = user_language.gettext(OPTIONS)
    command.help = command.short_help = user_language.gettext(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, (TyperOption, TyperArgument)):
            parameter.help = user_language.gettext(parameter.help or "")
            parameter.metavar = user_language.gettext(parameter.metavar or "") or None
    if isinstance(command, CommandGroup):
        command.subcommand_metavar = user_language.gettext(SUBCOMMAND)
        for child in command.commands.values():
            _finish(child, user_language)


def _language_option() -> TyperOption:
    """Return the option `--lang`, only for help and validation: the boundary has already chosen the language."""
    return TyperOption(
        param_decls=["--lang"],
        type=NameChoice(language.CODES),
        expose_value=False,
        help="Language of messages and reports; by default JYPLAN_LANG, else the locale.",
    )


def _help_option() -> TyperOption:
    def show(context: Context, _parameter: Parameter, asked: bool) -> None:
        if asked and not context.resilient_parsing:
            context.obj.show(f"{context.get_help()}\n")
            context.exit()

    return TyperOption(
        param_decls=["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show this message and exit.",
    )
