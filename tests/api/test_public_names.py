"""The names of `import jyplan`: for type checkers, for the import at first use, and for `from jyplan import *`."""

from __future__ import annotations

import ast

import jyplan
from tests.places import SOURCE


def test_type_checkers_and_the_import_at_first_use_see_the_same_names() -> None:
    tree = ast.parse((SOURCE / "jyplan" / "__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert seen == jyplan._HOMES
    assert {*jyplan.__all__} == {*seen, "__version__"}
    assert all(getattr(jyplan, name) is not None for name in jyplan.__all__)
