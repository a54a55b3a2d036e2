"""The manual of rules is complete and up to date."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.checks import CHECKS, load_check
from jyplan.checks.options import options_of
from jyplan.rulesets import shipped_names
from jyplan.rulesets.reference import reference
from jyplan.rulesets.reference_zh import manual_in_chinese, option_in_chinese
from tests.places import ROOT


def test_reference_is_up_to_date() -> None:
    """If not: `jyplan rules docs > docs/rules.md`."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == reference(map(api.load_rules, shipped_names()))


def test_every_rule_set_has_its_origin_explained() -> None:
    page = (ROOT / "rules" / "README.md").read_text("utf-8")
    assert [name for name in shipped_names() if f"| `{name}` |" not in page] == []


def test_chinese_reference_is_up_to_date() -> None:
    """If not: `jyplan rules docs --lang zh > docs/rules.zh.md`."""
    assert (ROOT / "docs" / "rules.zh.md").read_text("utf-8") == api.manual_of_rules("zh")


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_and_option_is_explained_in_chinese(kind: str) -> None:
    assert manual_in_chinese(kind).startswith(f"### {kind}（")
    assert all(option_in_chinese(kind, name).endswith("。") for name in options_of(load_check(kind).Options))
