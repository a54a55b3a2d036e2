"""A section that many plans have counts in the union of each, whether or not pairs are listed for it."""

from __future__ import annotations

import pytest

from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.union import locate_template, unite
from tests.compare.copies.copied_plans import texts, unrelated


@pytest.mark.parametrize("count", [12, 13, 16])
def test_share_of_a_section_does_not_depend_on_how_many_plans_have_it(count: int) -> None:
    section = texts(unrelated(1, 99))[0][800:1500]
    plans = [f"{text[:2000]}\n{section}\n{text[2000:]}" for text in texts(unrelated(count, 77, opening=False))]
    result = find_copies(plans)
    templates = [locate_template(template, plans.__getitem__) for template in result.templates]
    unions = unite(result.pairs, count, (), templates)

    for text, union in zip(plans, unions, strict=True):
        share = len(section) / len(text)
        assert share - 0.02 < union.copied < share + 0.08  # official sentences that a dozen share count, too
        assert union.sources
