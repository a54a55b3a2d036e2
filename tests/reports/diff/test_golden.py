"""Golden files of a comparison in every readable format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.reports.diff import markdown as diff_markdown
from jyplan.reports.diff import text as diff_text
from tests.reports.diff.pairs import options, two_years
from tests.reports.languages import CHINESE, ENGLISH

if TYPE_CHECKING:
    from jyplan.language import Language
    from tests.conftest import Golden

LANGUAGES = [pytest.param(ENGLISH, id="en"), pytest.param(CHINESE, id="zh")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [80, 140])
def test_two_years_on_a_screen(language: Language, columns: int, golden: Golden) -> None:
    golden(f"{columns}-{language.code}.txt", diff_text.render(two_years(), options(language, width=columns)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_years_as_markdown(language: Language, golden: Golden) -> None:
    golden(f"{language.code}.md", diff_markdown.render(two_years(), options(language)))


@pytest.mark.parametrize("columns", [80, 140])
def test_two_years_in_colours(columns: int, golden: Golden) -> None:
    shown = diff_text.render(two_years(), options(CHINESE, width=columns, colour=True))
    golden(f"colour-{columns}.txt", shown.replace("\x1b", "␛"))


def test_two_years_in_ascii(golden: Golden) -> None:
    golden("ascii.txt", diff_text.render(two_years(), options(unicode=False)))


@pytest.mark.parametrize("part", ["roles", "sections", "passages", "edits"])
def test_one_part_alone(part: str, golden: Golden) -> None:
    golden(f"{part}.txt", diff_text.render(two_years(), options(CHINESE, only=part)))
