from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def key_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may make a key among the state of whoever runs it."""
    monkeypatch.setenv("JYPLAN_CACHE_KEY", str(tmp_path / "cache.key"))
