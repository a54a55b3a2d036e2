"""LibreOffice, told to accept or reject all changes as a user would tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jyplan import parse
from jyplan.reports.media.visible import visible
from tests.programs import BRIDGE, reason
from tests.reports.diff.docx.office import python_of_office, settle
from tests.reports.diff.docx.pairs import hostile_pairs, pairs
from tests.reports.diff.docx.test_texts import written

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Plan

SAMPLES = {
    "six-1-5": ("page-six-plans.txt#1", "page-six-plans.txt#5"),
    "six-5-1": ("page-six-plans.txt#5", "page-six-plans.txt#1"),
    "six-2-3": ("page-six-plans.txt#2", "page-six-plans.txt#3"),
    "safety": ("safety-fengqiao-primary.txt", "safety-xinhe-primary.txt"),
    "table": ("schedule-table-tabs.txt", "well-made.txt"),
}


def sample(name: str, folder: Path) -> Plan:
    return parse(str(folder / name)).plans[0]


def drawn(strategy: st.SearchStrategy[tuple[Plan, Plan]], number: int) -> list[tuple[Plan, Plan]]:
    """Return the pairs that Hypothesis always draws first."""
    found: list[tuple[Plan, Plan]] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(pair: tuple[Plan, Plan]) -> None:
        found.append(pair)

    draw()
    return found


@pytest.mark.skipif(python_of_office() is None, reason=reason(BRIDGE))
def test_libreoffice_accepts_and_rejects(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = request.config.rootpath / "samples"
    plans = {name: (sample(left, folder), sample(right, folder)) for name, (left, right) in SAMPLES.items()}
    plans |= {f"moved-{number}": pair for number, pair in enumerate(drawn(pairs(), 25))}
    plans |= {f"hostile-{number}": pair for number, pair in enumerate(drawn(hostile_pairs(), 15))}

    results = settle({name: written(*pair) for name, pair in plans.items()}, tmp_path)

    assert results == {name: (visible(right.text), visible(left.text)) for name, (left, right) in plans.items()}
