"""Options of several commands, with a common wording and type."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

from jyplan import api, inputs
from jyplan.cli.commandline import (
    Argument,
    AtLeast,
    Context,
    NameChoice,
    Option,
    Parameter,
    ParamType,
    complete_from,
)
from jyplan.errors import UsageError
from jyplan.model import Message, Revisions
from jyplan.reports import DUPES_REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_RUN = 4
"""Characters: a shorter run is a word, and words make no passage."""
_FORMAT_HELP = Message("Format of the report. By default the suffix of the file after -o decides, else text.").template


def limits_of(max_time: str) -> api.Limits:
    """Return the limits of a run that begins now and ends after `--max-time`.

    Raises:
        UsageError: `max_time` is no duration.
    """
    return api.Limits(deadline=time.monotonic() + inputs.parse_duration(max_time))


def format_option(formats: Iterable[str], sentence: str = _FORMAT_HELP) -> Any:
    """Return the option `--format` of a command with these formats; `sentence` is its help."""
    return Option("--format", "-f", click_type=NameChoice(formats), help=sentence)


class Share(ParamType):
    """A share from 0 to 1, written as 0.5 or 50%."""

    name = "share"

    def convert(self, value: str, param: Parameter | None, ctx: Context | None) -> float:
        """Return the number.

        Raises:
            UsageError: `value` is no number, or is below 0 or above 1.
        """
        written = value.strip().replace("％", "%")
        with suppress(ValueError):
            share = float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
            if 0 <= share <= 1:
                return share
        where = param.opts[0] if param else ""
        raise UsageError("“{text}” is not a share", where=where, hint="write it as 0.5 or 50%", text=value)


Paths = Annotated[
    list[str],
    Argument(metavar="PATH...", help="Files and folders. page.txt#5 is the fifth plan of a file, - is standard input."),
]
CorpusPaths = Annotated[
    list[str],
    Argument(
        metavar="PATH...",
        help="Files, folders, and .jsonl or Parquet files with a plan in every record. - is standard input.",
    ),
]
CopiesFormat = Annotated[str | None, format_option(DUPES_REPORTS)]
Output = Annotated[
    str | None,
    Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]
RuleSetName = Annotated[
    str | None,
    Option(
        "--rules",
        "-r",
        metavar="NAME|FILE",
        autocompletion=complete_from(api.shipped_rule_sets),
        help="The rule set: a name from “jyplan rules list”, or a file; by default the settings name it, else work-plan.",
    ),
]
ComparedArchive = Annotated[
    str | None,
    Option("--archive", "-a", metavar="FOLDER", help="Also compare the plans with those in this archive."),
]
Boilerplate = Annotated[
    list[str] | None,
    Option(
        "--boilerplate",
        metavar="FILE|FOLDER",
        help="Texts the bureau itself sent out; quoting them does not count as copying. May be repeated.",
    ),
]
MinRun = Annotated[
    int | None,
    Option(
        "--min-run",
        metavar="NUMBER",
        click_type=AtLeast(_SHORTEST_RUN),
        help="Shortest run of shared characters that counts as a passage; the default is 13.",
    ),
]
WordRevisions = Annotated[
    Revisions,
    Option(
        "--revisions",
        click_type=NameChoice(Revisions),
        help="Read Word files with their tracked changes accepted, or as they were before them.",
    ),
]
StdinName = Annotated[str | None, Option("--stdin-name", metavar="NAME", help="Name for standard input in the report.")]
MaxSize = Annotated[str, Option("--max-size", metavar="SIZE", help="Refuse larger files; written as 50MB or 1GB.")]
Redact = Annotated[
    bool,
    Option(
        "--redact",
        help="Mask personal numbers in every output: telephone, identity card, mail, WeChat and QQ.",
    ),
]
LARGEST = inputs.format_size(inputs.DEFAULT_MAX_SIZE)
"""The default of `MaxSize`, as a user writes it."""
LONGEST_RUN = "8h"
"""The default of `MaxTime`: a night. 20,000 hostile members of a zip would take a week."""
MaxTime = Annotated[
    str,
    Option(
        "--max-time",
        metavar="TIME",
        help="End the run by then, and list what was not read; written as 90s, 10min or 2h.",
    ),
]
Rewritten = Annotated[
    bool,
    Option(
        "--rewritten/--no-rewritten",
        help="Also look for plans suspected to be rewritten in other words; they are listed apart and never counted as copied.",
    ),
]
RewrittenOrNot = Annotated[bool | None, *Rewritten.__metadata__]
"""None: the size of the archive decides."""
FailOnRewritten = Annotated[
    bool, Option("--fail-on-rewritten", help="Exit with 1 if a pair of plans is suspected to be rewritten.")
]
FailOn = Annotated[
    float | None,
    Option(
        "--fail-on",
        metavar="SHARE",
        click_type=Share(),
        help="Exit with 1 if at least this share of a plan is found in another; 0.5 or 50% is half.",
    ),
]

SettingsFile = Annotated[
    str | None,
    Option(
        "--settings",
        metavar="FILE",
        help="Settings file; by default the nearest jyplan.toml in or above the working folder.",
    ),
]
NoSettings = Annotated[bool, Option("--no-settings", help="Read no settings file.")]
NoCache = Annotated[bool, Option("--no-cache", help="Read every file again, and do not keep results for the next run.")]
