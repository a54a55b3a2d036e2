from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from jyplan.reports.outline.csv import guarded, render
from jyplan.reports.outline.ledger import ledger_rows
from tests.reports.samples import options, primary_school
from tests.reports.strategies import outlines

if TYPE_CHECKING:
    from jyplan.model import Outline


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline="")))


def test_excel_knows_it_for_utf_8() -> None:
    assert render([primary_school()], options()).startswith("\ufeffPlan,".encode())


@given(outlines())
def test_every_cell_comes_back(document: Outline) -> None:
    expected = [[guarded(cell) for cell in row.cells()] for row in ledger_rows([document], options())]
    assert read(render([document], options()))[1:] == expected


@given(outlines())
def test_no_cell_is_a_formula(document: Outline) -> None:
    cells = [cell for row in read(render([document], options())) for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} - {""}]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_would_be_calculated_is_text(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "1、听课", "1-2节", "（一）=", "'"])
def test_other_text_stays(cell: str) -> None:
    assert guarded(cell) == cell
