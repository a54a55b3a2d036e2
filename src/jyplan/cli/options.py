"""Options that several commands share: one wording, one type."""

from __future__ import annotations

from typing import Annotated

import typer

from jyplan import inputs
from jyplan.model import Revisions

Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]
WordRevisions = Annotated[
    Revisions,
    typer.Option(
        "--revisions",
        help="Read Word files with their tracked changes accepted, or as they were before them.",
    ),
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="NAME", help="What to call standard input in the result.")
]
MaxSize = Annotated[
    str, typer.Option("--max-size", metavar="SIZE", help="Refuse larger files; written as 50MB or 1GB.")
]
LARGEST = inputs.format_size(inputs.DEFAULT_MAX_SIZE)
"""The default of `MaxSize`, as a user writes it."""
