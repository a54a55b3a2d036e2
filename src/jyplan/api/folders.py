"""Two folders of plans: last year's paired with this year's, and every pair compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.api.comparing import compare
from jyplan.api.copies import find_copies
from jyplan.api.submissions import collect, read_submissions
from jyplan.errors import InputError
from jyplan.inputs import Source
from jyplan.model import FolderPairs
from jyplan.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.errors import JyplanError
    from jyplan.inputs import Unreadable
    from jyplan.model import Comparison, FolderPair
    from jyplan.reading.limits import Limits


def pair_folders(
    left: Sequence[Source | Unreadable],
    right: Sequence[Source | Unreadable],
    folders: tuple[str, str],
    *,
    min_run: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[FolderPairs, tuple[Unreadable, ...]]:
    """Return the plans of two folders as pairs, and the unreadable files.

    `folders` are the folders as the user named them. Plans are paired by school, then by title and place in the folder,
    then by what they share.
    """
    from jyplan.compare.years.pairing import pair_plans

    before = collect(read_submissions(left, limits=limits))
    after = collect(read_submissions(right, limits=limits))
    everything = replace(
        before,
        listings=[*before.listings, *after.listings],
        texts=[*before.texts, *after.texts],
        sections=(),
        left_out=(),
        unread=(),
    )
    count = len(before.listings)
    copied = {
        (pair.a, pair.b - count): pair.copied
        for pair in find_copies(everything, min_run=min_run, limits=limits).pairs
        if pair.a < count <= pair.b
    }
    pairs = pair_plans(before.listings, after.listings, folders, copied)
    left_out = (*before.left_out, *after.left_out)
    plans = FolderPairs(tuple(before.listings), tuple(after.listings), pairs, left_out)
    return plans, (*before.unread, *after.unread)


def compare_pairs(
    plans: FolderPairs,
    left: Sequence[Source | Unreadable],
    right: Sequence[Source | Unreadable],
    *,
    boilerplate: Sequence[Source | Unreadable] = (),
    min_run: int | None = None,
    rewritten: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[tuple[FolderPair, Comparison | JyplanError]]:
    """Yield each pair with the comparison, or with the error of an unreadable file; a single pair is held at a time."""
    lefts, rights = (_by_path(sources) for sources in (left, right))
    for pair in plans.pairs:
        before, after = plans.left[pair.left], plans.right[pair.right]
        try:
            yield (
                pair,
                compare(
                    replace(lefts[before.path], plan=before.number),
                    replace(rights[after.path], plan=after.number),
                    boilerplate=boilerplate,
                    min_run=min_run,
                    rewritten=rewritten,
                    limits=limits,
                ),
            )
        except InputError as error:
            yield pair, error


def _by_path(sources: Sequence[Source | Unreadable]) -> dict[str, Source]:
    return {source.path: source for source in sources if isinstance(source, Source)}
