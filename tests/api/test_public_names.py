"""Names of packages: for type checkers, for the import at first use, and for `from jyplan import *`."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import jyplan

PACKAGES = ("jyplan", "jyplan.model", "jyplan.api", "jyplan.reports", "jyplan.reports.protocol")


def names_for_type_checkers(package: str) -> dict[str, str]:
    """Return the module of each name that a package imports from jyplan for type checkers alone."""
    tree = ast.parse(Path(str(import_module(package).__file__)).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("jyplan")
        for alias in node.names
    }


@pytest.mark.parametrize("name", PACKAGES)
def test_type_checkers_and_the_import_at_first_use_see_the_same_names(name: str) -> None:
    package = import_module(name)
    seen = names_for_type_checkers(name)
    assert {*seen} <= {*package.__all__}
    assert {
        each for each, module in seen.items() if getattr(package, each) is not getattr(import_module(module), each)
    } == set()


@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_of_all_is_there(name: str) -> None:
    package = import_module(name)
    assert [each for each in package.__all__ if not hasattr(package, each)] == []


def test_the_package_names_all_that_programs_need() -> None:
    assert {*jyplan.__all__} == {*names_for_type_checkers("jyplan"), "__version__"}
