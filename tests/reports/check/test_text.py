"""The report of findings on narrow screens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jyplan.reports.check import text
from tests.reports.check.checked import options, results


@pytest.mark.parametrize("width", [20, 32, 40, 41, 60])
@pytest.mark.parametrize("unicode", [True, False])
def test_hint_never_leaves_its_arrow_alone(width: int, *, unicode: bool) -> None:
    report = text.render(results(), replace(options("zh"), width=width, unicode=unicode))
    lines = [line.strip() for line in report.splitlines()]
    assert any(line.startswith(("→ ", "-> ")) for line in lines)
    assert not {"→", "->"} & {*lines}
