"""A short fuzz of every target, the same at each run; `make fuzz` runs for as long as it is told."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("resource", reason="the children of a fuzz are forked, and their memory is limited")

from typing import TYPE_CHECKING

from fuzzing.__main__ import cause_of, minimise, start
from fuzzing.children import SECONDS, Child
from fuzzing.mutations import LARGEST, mutate
from fuzzing.targets import TARGETS, Target, prepare
from jyplan.readers import libreoffice

if TYPE_CHECKING:
    from collections.abc import Generator

pytestmark = pytest.mark.gate

_EXECUTIONS = 12


@pytest.fixture(scope="module", autouse=True)
def prepared() -> Generator[None]:
    find_program = libreoffice.find_program
    prepare()
    yield
    libreoffice.find_program = find_program


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_no_mutated_input_crashes_hangs_or_eats_memory(target: Target) -> None:
    [campaign] = start([target], seed=1)
    for _ in range(_EXECUTIONS):
        campaign.run_one()
    campaign.child.close()
    assert {cause: outcome.details for cause, (_, outcome) in campaign.finds.items()} == {}
    assert campaign.executions == _EXECUTIONS


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_mutations_are_the_same_for_the_same_seed_and_bounded(target: Target) -> None:
    seeds = target.seeds()
    runs = [[mutate(chance, seeds[0], target.kind, seeds) for _ in range(20)] for chance in (Random(7), Random(7))]
    assert runs[0] == runs[1]
    assert max(map(len, runs[0])) <= LARGEST


def _misbehave(data: bytes) -> str:
    if b"crash" in data:
        raise KeyError("x")
    if b"eat" in data:
        return str(len(bytearray(1 << 30)))
    while b"hang" in data:
        pass
    return "fine"


def test_crash_hang_and_memory_are_found_and_the_next_input_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzzing.children.SECONDS", SECONDS / 20)
    child = Child(_misbehave)
    kinds = [child.run(data).kind for data in (b"ok", b"a crash", b"ok", b"eat", b"hang", b"ok")]
    child.close()
    assert kinds == ["ok", "crash", "ok", "memory", "hang", "ok"]


def test_find_is_made_small() -> None:
    child = Child(_misbehave)
    data = b"before " * 20 + b"crash" + b" after" * 20
    outcome = child.run(data)
    assert minimise(child, data, outcome) == b"crash"
    assert cause_of(outcome) == "crash KeyError: 'x'"
    child.close()
