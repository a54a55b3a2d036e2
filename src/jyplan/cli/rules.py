"""`jyplan rules`: lists of rule sets and rules, manuals, and tests of rule files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from jyplan import api
from jyplan.cli import output
from jyplan.cli.commandline import Argument, Context, Option, complete_from
from jyplan.cli.options import Output  # noqa: TC001  # Typer reads the annotations
from jyplan.errors import OutputError
from jyplan.model import CHINESE_NAMES, Message
from jyplan.reports.media.columns import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.cli.console import Console
    from jyplan.language import Language
    from jyplan.model import Wording

NAME = "rules"
HELP = "Show rule sets, test their examples, check your own rule file."
FAILED = 1
_TITLE = 20
"""Columns for the title of a rule."""

_Named = Annotated[
    str | None,
    Argument(
        metavar="NAME|FILE",
        autocompletion=complete_from(api.shipped_rule_sets),
        help="A rule set by its name, or a rule file.",
    ),
]
_Rules = Annotated[
    str,
    Option(
        "--rules",
        "-r",
        metavar="NAME|FILE",
        autocompletion=complete_from(api.shipped_rule_sets),
        help="The rule set, by name or file.",
    ),
]


def list_(context: Context, named: _Named = None) -> int:
    """List all rule sets, or the rules of a named set."""
    console: Console = context.obj
    if named is None:
        lines = [f"{name:24}{api.load_rules(name).title}" for name in api.shipped_rule_sets()]
    else:
        lines = list(_rows(api.load_rules(named), console.language))
    console.show("".join(f"{line}\n" for line in lines))
    return 0


def show(
    context: Context,
    rule_id: Annotated[str, Argument(metavar="RULE", help="The id of a rule.")],
    rules: _Rules = api.DEFAULT_RULES,
) -> int:
    """Show the message and source of a rule, and the manual of the rule's type."""
    console: Console = context.obj
    console.show(api.manual_of_rule(api.rule_named(api.load_rules(rules), rule_id, rules), console.language.code))
    return 0


def test(context: Context, named: _Named = None) -> int:
    """Run the examples in a rule set; exit with 1 if a rule contradicts an example."""
    console: Console = context.obj
    rules = api.load_rules(named or api.DEFAULT_RULES)
    outcomes = list(api.try_examples(rules))
    failed = [outcome for outcome in outcomes if outcome.complaint]
    for outcome in failed:
        params = {
            "rule": outcome.rule,
            "expected": outcome.expected,
            "number": outcome.number,
            "complaint": outcome.complaint,
        }
        console.show(f"{console.language.say(Message('{rule}: {expected} {number}: {complaint}', params))}\n")
    on = [rule for rule in rules.rules.values() if rule.level]
    without = [rule.id for rule in on if not (rule.passing and rule.failing)]
    if without:
        console.note(Message("rules without an example of each kind: {rules}", {"rules": ", ".join(without)}))
    sentence = Message("examples: {count}, failed: {failed}", {"count": len(outcomes), "failed": len(failed)})
    console.show(f"{console.language.say(sentence)}\n")
    return FAILED if failed else 0


def check(context: Context, file: Annotated[str, Argument(metavar="FILE", help="A rule file.")]) -> int:
    """Check a rule file for mistakes; exit with 2 on a mistake."""
    console: Console = context.obj
    rules = api.load_rules(file)
    active = sum(rule.level is not None for rule in rules.rules.values())
    sentence = Message(
        "{file}: no mistakes; rules: {count}, of them on: {active}",
        {"file": file, "count": len(rules.rules), "active": active},
    )
    console.show(f"{console.language.say(sentence)}\n")
    return 0


def docs(context: Context) -> int:
    """Print the reference of all rule types and rule sets, as Markdown."""
    console: Console = context.obj
    console.show(api.manual_of_rules(console.language.code).encode())
    return 0


def schema(context: Context) -> int:
    """Print the JSON Schema of rule files, for completion in editors."""
    console: Console = context.obj
    console.show(_schema())
    return 0


def new(
    context: Context,
    rule_set: Annotated[str, Argument(metavar="ID", help="The id of the new rule set.")],
    output_: Output = None,
) -> int:
    """Print a small rule file to start from, or write it with -o, and beside it the JSON Schema for editors."""
    console: Console = context.obj
    content = api.new_rule_file(rule_set)
    if output_ is not None and output_ != output.STANDARD_OUTPUT:
        if Path(output_).exists():
            raise OutputError("is there already", where=output_, hint="choose another name")
        schema_file = Path(output_).parent / api.SCHEMA_FILE
        output.write(console, str(schema_file), _schema())
    output.write(console, output_, content)
    return 0


def _schema() -> bytes:
    import json

    return f"{json.dumps(api.rule_file_schema(), ensure_ascii=False, indent=2)}\n".encode()


SUBCOMMANDS = (
    ("list", "List the rule sets, or the rules of one.", list_),
    ("show", "Show one rule: its message, its source and the manual of its type.", show),
    ("test", "Run the examples in a rule set; exit with 1 if a rule does not behave as its examples say.", test),
    ("check", "Look for mistakes in a rule file; exit with 2 if there are any.", check),
    ("docs", "Print the reference of all rule types and rule sets, as Markdown.", docs),
    ("schema", "Print the JSON Schema of rule files, for completion in editors.", schema),
    ("new", "Print a small rule file to start from, or write it with -o.", new),
)
"""Name, help and function of each subcommand, in the order of the help."""


def _rows(rules: api.RuleSet, language: Language) -> Iterator[str]:
    """Yield a line for each rule: id, title (in Chinese), level, type, message."""
    for rule in rules.rules.values():
        message = _text_of(rule.message, language)
        if language.code == "en":
            yield f"{rule.id:26}{rule.level or 'off':9}{rule.type:18}{message}"
        else:
            title = f"{rule.title}{' ' * max(_TITLE - width(rule.title), 2)}"
            yield f"{rule.id:26}{title}{CHINESE_NAMES[rule.level or 'off'][0]}  {rule.type:18}{message}"


def _text_of(wording: Wording, language: Language) -> str:
    return (wording.english if language.code == "en" else "") or wording.chinese
