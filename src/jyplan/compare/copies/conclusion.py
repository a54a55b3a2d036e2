"""The conclusion from judged pairs and shared sections: pairs in order, clusters, templates and common stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.compare.copies.candidates import RARE
from jyplan.compare.copies.clustering import cluster_plans, count_left_out
from jyplan.compare.copies.placing import place_copies
from jyplan.compare.copies.repeated_stretches import take_out_repeated
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.model import CopiedPair, CopyCluster, PairsLeftOut, Relation, SharedStretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jyplan.compare.arrays import Ints
    from jyplan.compare.copies.placing import TextsByIndex

_COVERED_BY_CLUSTERS = 0.9
"""A shared section is not reported when at least this share of its plans is already in reported clusters."""


class CopyResult(NamedTuple):
    """The copies among many texts, by index; `Copies` describes the fields of the same names."""

    pairs: tuple[CopiedPair, ...]
    clusters: tuple[CopyCluster, ...]
    templates: tuple[SharedStretch, ...]
    common: tuple[SharedStretch, ...]
    pairs_left_out: tuple[PairsLeftOut, ...] = ()
    empty_texts: tuple[int, ...] = ()
    """Texts with nothing to compare."""
    odd_texts: tuple[int, ...] = ()
    """Texts with characters strewn in, or with many that a reader does not see."""
    lonely_texts: tuple[int, ...] = ()
    """Texts that share next to nothing with any other, not even what all plans share."""
    undecided: tuple[tuple[int, int], ...] = ()
    """Pairs that could not be judged: they took too long or too much memory."""

    def with_places_in_copies(self, originals: Ints, texts: TextsByIndex) -> CopyResult:
        """Return the result with the shared stretches of every copy placed in the copy's own text."""
        return self._replace(
            templates=tuple(place_copies(stretch, originals, texts) for stretch in self.templates),
            common=tuple(place_copies(stretch, originals, texts) for stretch in self.common),
        )


def conclude(
    pairs: Iterable[CopiedPair],
    stretches: Iterable[SharedStretch],
    originals: Ints,
    dates: Sequence[str | None],
    *,
    not_compared: Iterable[tuple[int, int]] = (),
    text_of: Callable[[int], str] | None = None,
) -> CopyResult:
    """Return the result of judged pairs and stretches shared by originals; copies become members of the stretches.

    `not_compared` are candidate pairs that show the same text as the judged ones. `text_of` gives the text of a plan; without it
    a stretch that several plans repeat stays in pairs.
    """
    repeated: list[SharedStretch] = []
    if text_of is not None:
        pairs, repeated = take_out_repeated(pairs, text_of)
    ordered = in_order(pairs)
    clusters = cluster_plans(ordered, dates)
    completed = (_with_copies(stretch, originals) for stretch in stretches)
    reported = [stretch for stretch in completed if not _is_covered_by_clusters(stretch, clusters)]
    templates = (*(stretch for stretch in reported if stretch.chars >= TEMPLATE), *repeated)
    common = tuple(stretch for stretch in reported if stretch.chars < TEMPLATE)
    return CopyResult(ordered, clusters, templates, common, count_left_out(ordered, clusters, not_compared))


def in_order(pairs: Iterable[CopiedPair]) -> tuple[CopiedPair, ...]:
    """Return the pairs in the order of reports: most copied first, of equals the identical, then by index."""
    return tuple(sorted(pairs, key=_rank))


def _rank(pair: CopiedPair) -> tuple[float, float, bool, int, int]:
    is_identical = pair.relation is Relation.IDENTICAL
    return (-pair.copied, -min(pair.a_copied, pair.b_copied), not is_identical, pair.a, pair.b)


def _with_copies(stretch: SharedStretch, originals: Ints) -> SharedStretch:
    """Return a stretch with copies of the members as further members, at the places of the originals."""
    place_of = dict(zip(stretch.members, stretch.places, strict=True))
    members = np.flatnonzero(np.isin(originals, stretch.members)).tolist()
    return SharedStretch(tuple(members), tuple(place_of[int(originals[member])] for member in members), stretch.text)


def _is_covered_by_clusters(stretch: SharedStretch, clusters: Sequence[CopyCluster]) -> bool:
    """Whether nearly all members are in large clusters, each of more than `RARE` plans and with several members."""
    members = set(stretch.members)
    counts = (len(members.intersection(cluster.members)) for cluster in clusters if len(cluster.members) > RARE)
    return sum(count for count in counts if count > RARE // 2) >= _COVERED_BY_CLUSTERS * len(members)
