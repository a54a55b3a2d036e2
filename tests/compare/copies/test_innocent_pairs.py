"""Papers of one genre that share its sentences and nothing else: `innocent_pairs.txt`, two texts each, parted by `---`."""

from __future__ import annotations

from pathlib import Path

import pytest

from jyplan.compare.copies.engine import find_copies

_CASES = Path(__file__).with_name("innocent_pairs.txt").read_text("utf-8").split("=== ")[1:]


@pytest.mark.parametrize("case", _CASES, ids=[case.partition("\n")[0] for case in _CASES])
def test_the_language_of_a_genre_makes_no_pair(case: str) -> None:
    texts = case.partition("\n")[2].split("\n---\n")
    assert len(texts) == 2
    assert find_copies(texts).pairs == ()
