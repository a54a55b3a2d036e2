"""Options that several commands share: one wording, one type."""

from __future__ import annotations

from typing import Annotated

import typer

from jyplan import inputs
from jyplan.model import Revisions

_SHORTEST_RUN = 4
"""Characters: a shorter run is a word, and words make no passage."""

Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]
Boilerplate = Annotated[
    list[str] | None,
    typer.Option(
        "--boilerplate",
        metavar="FILE|FOLDER",
        help="What the bureau itself sent out: its text may be quoted and makes no passage. May be repeated.",
    ),
]
MinRun = Annotated[
    int | None,
    typer.Option(
        "--min-run",
        metavar="NUMBER",
        min=_SHORTEST_RUN,
        help="Consecutive shared characters that make a passage, 13 if not given.",
    ),
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
FailOn = Annotated[
    float | None,
    typer.Option(
        "--fail-on",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Exit with 1 if at least this share of a plan stands in another one; from 0 to 1.",
    ),
]
