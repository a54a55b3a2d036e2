"""JSON is laid out the same whether its rows are in memory together or not."""

from __future__ import annotations

from jyplan.reports.media.json_layout import OneLine, RowByRow, laid_out


def test_rows_made_one_by_one_are_laid_out_like_a_list() -> None:
    rows = [{"a": 1, "b": [1, 2]}, {"a": 2, "c": {"d": "二"}}, OneLine({"e": [3]})]

    assert laid_out({"rows": RowByRow(iter(rows)), "more": 1}) == laid_out({"rows": rows, "more": 1})


def test_no_rows_are_an_empty_list() -> None:
    assert laid_out({"rows": RowByRow(iter([])), "more": {"a": {}}}) == laid_out({"rows": [], "more": {"a": {}}})
