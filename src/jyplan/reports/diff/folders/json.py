"""`jyplan diff A B --format json` for two folders: the contract `jyplan/folders@1`, described by `jyplan schema folders`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import Change
from jyplan.reports.diff.folders.summary import sections_of
from jyplan.reports.media.file_names import shown_name
from jyplan.reports.media.json_layout import OneLine, laid_out
from jyplan.reports.media.labels import reason, rounded_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import ComparedFolders, ComparedPair, Listing
    from jyplan.reports.protocol import FolderOptions

SCHEMA = "jyplan/folders@1"
_DIGITS = 6
_SHARES = ("left_copied", "right_copied", "left_edited", "right_edited", "left_passages", "right_passages")


def render(folders: ComparedFolders, options: FolderOptions) -> bytes:
    """Return a JSON object."""
    plans = folders.plans
    return laid_out(
        {
            "schema": SCHEMA,
            "left": shown_name(options.left_path),
            "right": shown_name(options.right_path),
            "pairs": [_pair(pair, folders) for pair in folders.pairs],
            "left_alone": [_plan(plans.left[index]) for index in plans.left_alone],
            "right_alone": [_plan(plans.right[index]) for index in plans.right_alone],
            "problems": list(_problems(folders, options)),
        }
    )


def _pair(pair: ComparedPair, folders: ComparedFolders) -> dict[str, object]:
    figures = pair.similarity
    similarity: dict[str, object] | None = None
    if figures:
        shares = {name: rounded_down(getattr(figures, name), _DIGITS) for name in _SHARES}
        similarity = {"ratio": round(figures.ratio, _DIGITS), **shares}
    return {
        "left": _plan(folders.plans.left[pair.pair.left]),
        "right": _plan(folders.plans.right[pair.pair.right]),
        "paired_by": pair.pair.by.value,
        "similarity": similarity,
        "sections": OneLine({change.value: sections_of(pair, change) for change in Change}),
        "facts": pair.changed_facts,
        "moves": pair.moves,
        "rewritten": pair.is_rewritten,
        "page": pair.page,
    }


def _plan(listing: Listing) -> OneLine:
    return OneLine(
        {
            "path": shown_name(listing.path),
            "number": listing.number,
            "title": listing.title or None,
            "school": listing.school,
        }
    )


def _problems(folders: ComparedFolders, options: FolderOptions) -> Iterator[dict[str, object]]:
    for unread in options.unread:
        yield {"path": shown_name(unread.path), "message": reason(unread, options.language)}
    for entry in folders.plans.left_out:
        yield {"path": shown_name(entry.path), "message": options.language.say(entry.reason)}
    for pair in folders.pairs:
        if pair.problem:
            path = folders.plans.right[pair.pair.right].path
            yield {"path": shown_name(path), "message": options.language.say(pair.problem)}
