"""The two languages of reports."""

from __future__ import annotations

from jyplan.language import Language

ENGLISH = Language("en")
CHINESE = Language("zh")
