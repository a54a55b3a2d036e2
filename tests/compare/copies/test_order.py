"""The order of files, and whether plans lie in one folder or partly in an archive, change nothing about what is found."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from jyplan.archive.lookup import open_archive
from jyplan.archive.matching import find_archived
from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.options import CopyOptions
from jyplan.compare.copies.union import unite
from tests.archive.build import add, plan
from tests.compare.copies.copied_plans import texts, unrelated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.compare.copies.conclusion import CopyResult

Shares = tuple[float, float, float]


def mixed_texts() -> list[str]:
    """Return plans of which most share something: copies, every second paragraph taken, texts stitched from many."""
    sources = texts(unrelated(10, 5))
    random = Random(5)
    lines = [text.split("\n") for text in sources]
    halves = [
        "\n".join(pair[number % 2] for number, pair in enumerate(zip(*lines[at : at + 2], strict=False)))
        for at in range(6)
    ]
    stitched = ["\n".join(random.choice(lines)[number] for number in range(20)) for _ in range(14)]
    return [*sources, *halves, *stitched, sources[0].replace("，", "、"), sources[1].replace("教师", "老师")]


def shares_of(result: CopyResult, numbers: Sequence[int]) -> dict[tuple[int, int], tuple[str, Shares, Shares]]:
    """Return relation and shares of each pair, by the numbers that the texts have whatever their order."""
    found = {}
    for pair in result.pairs:
        sides = {
            numbers[pair.a]: (pair.a_copied, pair.a_edited, pair.a_passages),
            numbers[pair.b]: (pair.b_copied, pair.b_edited, pair.b_passages),
        }
        left, right = sorted(sides)
        found[left, right] = (pair.relation.value, sides[left], sides[right])
    return found


@pytest.mark.parametrize("seed", range(4))
def test_order_of_files_changes_nothing(seed: int) -> None:
    every = mixed_texts()
    order = Random(seed).sample(range(len(every)), len(every))
    expected, shuffled = find_copies(every), find_copies([every[number] for number in order])

    assert len(expected.pairs) > 40
    assert shares_of(shuffled, order) == shares_of(expected, range(len(every)))
    unions = {number: union.copied for number, union in zip(order, unite(shuffled.pairs, len(every)), strict=True)}
    assert unions == {number: union.copied for number, union in enumerate(unite(expected.pairs, len(every)))}
    assert sorted(sorted(order[member] for member in cluster.members) for cluster in shuffled.clusters) == sorted(
        sorted(cluster.members) for cluster in expected.clusters
    )


@pytest.mark.parametrize("seed", range(3))
def test_archive_and_new_files_give_what_one_folder_gives(seed: int, tmp_path: Path) -> None:
    every = mixed_texts()[4:17]  # no more than a dozen others for each, all of which are compared
    order = Random(seed).sample(range(len(every)), len(every))
    new, old = order[:6], order[6:]
    add(tmp_path / "archive", (plan(number, text=every[number], path=str(number)) for number in old))
    archived = find_archived(open_archive(tmp_path / "archive"), [every[number] for number in new], CopyOptions())
    numbers = [*new, *(int(entry.listing.path) for entry in archived.plans)]
    among = find_copies([every[number] for number in new])
    together = find_copies(every)

    found = shares_of(among, new) | shares_of(among._replace(pairs=archived.pairs), numbers)
    expected = shares_of(together, range(len(every)))
    assert found == {pair: shares for pair, shares in expected.items() if not {*pair} <= {*old}}
    unions = unite((*among.pairs, *archived.pairs), len(new))
    whole = unite(together.pairs, len(every))
    assert [union.copied for union in unions] == [whole[number].copied for number in new]
