from __future__ import annotations

import pytest

from jyplan.reports.media.csv_table import guarded


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_formula_is_stored_as_text(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "1、听课", "1-2节", "（一）=", "'"])
def test_text_that_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell
