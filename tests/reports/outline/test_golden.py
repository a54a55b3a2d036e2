"""Every text format of a folder of documents, compared with golden files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jyplan.model import Role
from jyplan.reports import PARSE_REPORTS, Parsed
from tests.reports.languages import CHINESE, ENGLISH
from tests.reports.samples import nothing_found, options, primary_school, unreadable

if TYPE_CHECKING:
    from jyplan.language import Language
    from tests.conftest import Golden

SUFFIXES = {"tree": "txt", "text": "txt"}


@pytest.mark.parametrize("language", [pytest.param(ENGLISH, id="en"), pytest.param(CHINESE, id="zh")])
@pytest.mark.parametrize("name", [name for name in PARSE_REPORTS if name != "xlsx"])
def test_a_folder_of_documents(name: str, language: Language, golden: Golden) -> None:
    results: list[Parsed] = [primary_school(), nothing_found(), unreadable()]
    code = "en" if language is ENGLISH else "zh"
    report = PARSE_REPORTS.load(name).render(results, options(language))
    golden(f"{name}-{code}.{SUFFIXES.get(name, name)}", report)


def test_a_tree_in_ascii(golden: Golden) -> None:
    golden("tree-ascii.txt", PARSE_REPORTS.load("tree").render([primary_school()], options(unicode=False)))


def test_a_tree_in_colours(golden: Golden) -> None:
    report = PARSE_REPORTS.load("tree").render([primary_school()], options(CHINESE, colour=True))
    assert isinstance(report, str)
    golden("tree-colour.txt", report.replace("\x1b", "␛"))


@pytest.mark.parametrize("name", ["tree", "json", "md", "text", "csv"])
def test_only_the_goals_and_measures(name: str, golden: Golden) -> None:
    chosen = options(CHINESE, roles=frozenset({Role.GOAL, Role.MEASURE}))
    report = PARSE_REPORTS.load(name).render([primary_school()], chosen)
    golden(f"{name}-goals-and-measures.{SUFFIXES.get(name, name)}", report)
