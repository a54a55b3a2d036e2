from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from jyplan import api, model
from jyplan.cache.codec import TYPES, DamagedError, NotStorableError, decode, encode
from jyplan.model import Genre, Message
from tests.places import SAMPLES

FILES = ["planted-defects.txt", "page-six-plans.txt", "schedule-table-tabs.txt", "district-plan-auto-numbering.docx",
         "plan-page.html", "young-pioneers-gb18030.txt"]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_decoded_result_of_a_check_equals_the_result(name: str) -> None:
    checked = api.check(SAMPLES / name)
    assert decode(encode(checked)) == checked


def test_block_of_a_plan_stays_the_same_object_as_in_the_document() -> None:
    checked = api.check(SAMPLES / "well-made.txt")
    copy = decode(encode(checked))
    assert isinstance(copy, model.Checked)
    outline = copy.outline
    assert outline.plans[0].blocks[0] is outline.document.blocks[0]


@pytest.mark.parametrize(
    "value",
    [None, True, 0, 1.5, "", "半\ud800个", "\0\x1b[31m", (), ((),), {"a": 1, "b": (2,)}, Genre.PLAN, ("plan",),
     Message("{a}", {"a": Message("b")})],
)  # fmt: skip
def test_value_keeps_its_type(value: object) -> None:
    copy = decode(encode(value))
    assert (copy, type(copy)) == (value, type(value))


@pytest.mark.parametrize("value", [object(), Path("a"), [1], {1}, Message("{a}", {"a": b""})])
def test_value_that_is_no_fact_is_refused(value: object) -> None:
    with pytest.raises(NotStorableError):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[", b"[]", b"[99]", b'["a"]', b"[2,0]", b"[1,2]", b"[7]", b'[8,"no such kind"]',
     b"[1,[0,[1]],3]", b"[" * 100_000],
)  # fmt: skip
def test_bytes_not_written_by_encode_are_damaged(data: bytes) -> None:
    with pytest.raises(DamagedError):
        decode(data)


def test_every_type_reachable_from_a_result_has_a_number() -> None:
    names = {"Mapping": Mapping, "Iterator": Iterator}
    reached: set[type] = set()
    waiting: list[object] = [model.Checked, model.Message]  # parameters of findings are typed as anything
    while waiting:
        kind = waiting.pop()
        waiting += typing.get_args(kind)
        if isinstance(kind, type) and kind.__module__.startswith("jyplan.model.") and kind not in reached:
            reached.add(kind)
            kinds: list[type] = kind.__subclasses__()  # dataclass(slots=True) makes each class twice
            waiting += (
                [subclass for subclass in kinds if getattr(model, subclass.__name__) is subclass]
                if is_dataclass(kind)
                else []
            )
            waiting += typing.get_type_hints(kind, localns=names).values() if not issubclass(kind, Enum) else []
    assert reached - {model.Fact} == set(TYPES)
