"""The words of `data/review.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).parents[1] / "data" / "review.toml"


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """Words that identify schools, columns of rosters, and files to set aside."""

    kinds: Mapping[str, str]
    """Short form of a kind of school by the ending of names, longest ending first: 小学 → 小."""
    filler: tuple[str, ...]
    """Characters that abbreviations leave out: 第."""
    common: frozenset[str]
    """Names without their kind that many schools have: 实验."""
    districts: tuple[str, ...]
    """Endings of districts; a district has a single 实验小学."""
    places: tuple[str, ...]
    """Endings of all places that stand before a school's name, districts included."""
    beside: tuple[str, ...]
    """Words beside the name of a partner."""
    partners: tuple[str, ...]
    """Words in a sentence about a partner."""
    columns: Mapping[str, tuple[str, ...]]
    """Heads of the columns of a roster, by kind of column: name, alias, group, submitted."""
    total: tuple[str, ...]
    """Words of rows of a roster that name no school."""
    register: tuple[str, ...]
    form: tuple[str, ...]
    """How the names of forms end that are no plans."""
    template: tuple[str, ...]
    plan: tuple[str, ...]
    to_fill_in: tuple[str, ...]
    """Words and signs of a place to fill in."""
    versions: tuple[tuple[str, ...], ...]
    """Words of earlier and later drafts, the earliest first."""
    pictures: tuple[str, ...]
    """Suffixes."""
    workbooks: tuple[str, ...]
    """Suffixes of workbooks, old ones included."""
    no_papers: tuple[str, ...]
    """Suffixes of films, sounds and programs."""
    tables: tuple[str, ...]
    """Names of formats."""


@cache
def review_words() -> ReviewWords:
    """Return the words, read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    names, roster, aside = data["names"], data["roster"], data["aside"]
    return ReviewWords(
        kinds=dict(sorted(data["kinds"].items(), key=lambda entry: -len(entry[0]))),
        filler=tuple(names["filler"]),
        common=frozenset(names["common"]),
        districts=tuple(names["districts"]),
        places=tuple(names["places"]),
        beside=tuple(names["beside"]),
        partners=tuple(names["partners"]),
        columns={kind: tuple(roster[kind]) for kind in ("name", "alias", "group", "submitted")},
        total=tuple(roster["total"]),
        register=tuple(aside["register"]),
        form=tuple(aside["form"]),
        template=tuple(aside["template"]),
        plan=tuple(aside["plan"]),
        to_fill_in=tuple(aside["to_fill_in"]),
        versions=tuple(map(tuple, aside["versions"])),
        pictures=tuple(aside["pictures"]),
        workbooks=tuple(aside["workbooks"]),
        no_papers=tuple(aside["no_papers"]),
        tables=tuple(aside["tables"]),
    )
