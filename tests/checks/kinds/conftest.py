"""What tests of rules share."""

from __future__ import annotations

import pytest

from jyplan import api
from jyplan.rulesets import RuleSet  # noqa: TC001


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return api.load_rules()
