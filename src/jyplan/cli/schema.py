"""`jyplan schema`: the JSON Schema of each JSON output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jyplan.cli.commandline import Argument, Context, complete_from
from jyplan.errors import UsageError, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.cli.console import Console

NAME = "schema"
HELP = "Print the JSON Schema of a JSON output: outline (of parse), diff, folders (of diff), dupes, check, review or archive."


def run(
    context: Context,
    name: Annotated[
        str, Argument(metavar="NAME", autocompletion=complete_from(_names), help="The schema's name, such as outline.")
    ],
) -> int:
    """Print a schema."""
    import json

    from jyplan.reports.schemas import SCHEMAS

    console: Console = context.obj
    if name not in SCHEMAS:
        raise UsageError("there is no schema “{name}”", hint=suggestion(name, sorted(SCHEMAS)), name=name)
    console.show(f"{json.dumps(SCHEMAS[name], ensure_ascii=False, indent=2)}\n".encode())
    return 0


def _names() -> Iterable[str]:
    from jyplan.reports.schemas import SCHEMAS

    return SCHEMAS
