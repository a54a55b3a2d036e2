from __future__ import annotations

from jyplan import api
from jyplan.rulesets import shipped_names
from jyplan.rulesets.reference import reference
from tests.places import ROOT


def test_reference_is_up_to_date() -> None:
    """If not: `jyplan rules docs > docs/rules.md`."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == reference(map(api.load_rules, shipped_names()))


def test_every_rule_set_has_its_origin_explained() -> None:
    page = (ROOT / "rules" / "README.md").read_text("utf-8")
    assert [name for name in shipped_names() if f"| `{name}` |" not in page] == []
