"""Folders of the repository, wherever a test stands."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
SAMPLES = ROOT / "samples"
CASES = ROOT / "tests" / "cases"
