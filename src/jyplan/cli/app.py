"""The commands, their help in the user's language, and the run of one of them."""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING, Annotated

import click
import typer

from jyplan import language
from jyplan.cli import archive, check, diff, dupes, parse, rules, schema
from jyplan.cli.help import HelpFormatter
from jyplan.model import Message
from jyplan.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.console import Console

COMMANDS = (parse, diff, dupes, check, schema)
"""One module a command, in the order in which help lists them: NAME, HELP and `run`."""

GROUPS = (archive, rules)
"""Commands that have commands of their own: NAME, HELP and SUBCOMMANDS."""

HELP = "Parse, compare and check Chinese education work plans."
OPTIONS = Message("[OPTIONS]").template
SUBCOMMAND = Message("COMMAND [ARGS]...").template


def run_command(console: Console, arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code."""
    _speak(console.language)
    command = build(console.language)
    try:
        with command.make_context("jyplan", list(arguments), obj=console) as context:
            return command.invoke(context) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        console.write(_usage(error))
        return error.exit_code


def build(spoken: language.Language) -> click.Command:
    """Return the command line with all its texts in one language."""
    app = typer.Typer(
        help=HELP,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich tables cost 0.2 s
        suggest_commands=False,  # click does, in the user's language
    )
    app.callback()(_options_of_jyplan)
    for module in COMMANDS:
        app.command(module.NAME, help=module.HELP, no_args_is_help=True)(module.run)
    for group in GROUPS:
        commands = typer.Typer(help=group.HELP, no_args_is_help=True, rich_markup_mode=None, suggest_commands=False)
        for name, about, function in group.SUBCOMMANDS:
            commands.command(name, help=about)(function)
        app.add_typer(commands, name=group.NAME)
    command = typer.main.get_command(app)
    _finish(command, spoken)
    return command


def _show_version(context: typer.Context, asked: bool) -> None:
    if asked:
        context.obj.show(f"jyplan {VERSION}\n")
        raise typer.Exit


def _options_of_jyplan(
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Declare what stands before the command's name."""


class _Context(click.Context):
    formatter_class = HelpFormatter


def _finish(command: click.Command, spoken: language.Language) -> None:
    """Translate a command's texts, and those below it, and give each `--lang` and `--help`."""
    command.context_class = _Context
    command.add_help_option = False  # click's own fails with a traceback where the output is full
    command.params += [_language_option(), _help_option()]
    command.options_metavar = spoken.gettext(OPTIONS)
    command.help = command.short_help = spoken.gettext(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, (click.Option, typer.core.TyperArgument)):
            parameter.help = spoken.gettext(parameter.help or "")
            parameter.metavar = spoken.gettext(parameter.metavar or "") or None
    if isinstance(command, click.Group):
        command.subcommand_metavar = spoken.gettext(SUBCOMMAND)
        for child in command.commands.values():
            _finish(child, spoken)


def _language_option() -> click.Option:
    """Return the option that is only checked here: the boundary has acted on it long before."""
    return click.Option(
        ["--lang"],
        type=click.Choice(language.CODES),
        expose_value=False,
        help="Language of messages and reports; by default JYPLAN_LANG, else the locale.",
    )


def _help_option() -> click.Option:
    def show(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if asked:
            context.obj.show(f"{context.get_help()}\n")
            context.exit()

    return click.Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show this message and exit.",
    )


def _speak(spoken: language.Language) -> None:
    """Let the sentences of click and Typer, which look them up with gettext, come from our catalogue."""
    gettext.bindtextdomain(language.DOMAIN, str(language.CATALOGUES))
    gettext.textdomain(language.DOMAIN)
    os.environ["LANGUAGE"] = spoken.folder  # gettext(3): it comes before the locale


def _usage(error: click.ClickException) -> str:
    """Return the error as click would print it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message().rstrip("\n")
    message = gettext.gettext("Error: {message}").format(message=error.format_message())
    context = getattr(error, "ctx", None)
    if context is None:
        return message
    hint = gettext.gettext("Try '{command} {option}' for help.").format(command=context.command_path, option="--help")
    return "\n".join([context.get_usage(), hint, "", message])
