from __future__ import annotations

import copyreg
import pickle
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from jyplan import api, model
from jyplan.model import Message, Revisions, SchoolYear, Wording
from jyplan.reading import transport
from tests.places import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    before = copyreg.dispatch_table.copy()
    transport.register.cache_clear()
    transport.register()
    yield
    copyreg.dispatch_table.clear()
    copyreg.dispatch_table.update(before)
    transport.register.cache_clear()


def test_facts_are_pickled_as_class_and_field_values() -> None:
    assert copyreg.dispatch_table[SchoolYear](SchoolYear(2024, 2025)) == (SchoolYear, (2024, 2025, None))


@pytest.mark.parametrize(
    "fact",
    [Message("{a}", {"a": Wording("甲", params={"b": 1})}), SchoolYear(2024, 2025), Revisions.ORIGINAL],
    ids=["Message", "SchoolYear", "Revisions"],
)
def test_unpickled_fact_equals_the_fact(fact: object) -> None:
    copy = pickle.loads(pickle.dumps(fact))
    assert (copy, type(copy)) == (fact, type(fact))


@pytest.mark.parametrize("name", ["planted-defects.txt", "district-plan-auto-numbering.docx"])
def test_unpickled_result_of_a_check_equals_the_result(name: str) -> None:
    checked = api.check(SAMPLES / name)
    assert pickle.loads(pickle.dumps(checked)) == checked


def test_every_fact_can_be_made_from_its_field_values_in_order() -> None:
    facts = [kind for kind in (getattr(model, name) for name in model.__all__) if is_dataclass(kind)]
    assert len(facts) > 30
    assert [field.name for kind in facts for field in fields(kind) if not field.init or field.kw_only] == []
