from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from hypothesis import given

from jyplan.reports.media.csv_table import guarded
from jyplan.reports.outline.csv import render
from jyplan.reports.outline.ledger import ledger_rows
from tests.reports.samples import options, primary_school
from tests.reports.strategies import outlines

if TYPE_CHECKING:
    from jyplan.model import Outline


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline="")))


def test_the_csv_starts_with_a_byte_order_mark() -> None:
    assert render([primary_school()], options()).startswith("\ufeffPlan,".encode())


@given(outlines())
def test_every_cell_survives_the_round_trip(document: Outline) -> None:
    expected = [[guarded(cell) for cell in row.cells()] for row in ledger_rows([document], options())]
    assert read(render([document], options()))[1:] == expected


@given(outlines())
def test_no_cell_is_a_formula(document: Outline) -> None:
    cells = [cell for row in read(render([document], options())) for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} - {""}]
