"""The examples in docstrings are doctests."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import jyplan

MODULES = [module.name for module in pkgutil.walk_packages(jyplan.__path__, "jyplan.") if "__main__" not in module.name]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_right(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
