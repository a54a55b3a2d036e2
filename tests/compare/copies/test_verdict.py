"""Judging a pair: evidence, relation, shares."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.copies.verdict import EVIDENCE, Common, Judgement, judge, judge_same, lay_ready
from jyplan.compare.passages.boilerplate import declare
from jyplan.model import Relation, Span
from tests.compare.copies.copied_plans import hanzi

NOTHING = Common(np.zeros(0, dtype=np.int64))
SHARED = hanzi(200, 40)
ONE, OTHER = hanzi(800, 41), hanzi(800, 42)


def judged(left: str, right: str, common: Common = NOTHING, quoted: str = "") -> Judgement | None:
    boilerplate = declare([quoted]) if quoted else None
    return judge(lay_ready(left, common, boilerplate), lay_ready(right, common, boilerplate))


def relation(left: str, right: str) -> Relation | None:
    found = judged(left, right)
    return found.relation if found else None


def test_unrelated_texts_are_no_pair() -> None:
    assert judged(ONE, OTHER) is None


@pytest.mark.parametrize(("chars", "is_pair"), [(EVIDENCE - 10, False), (EVIDENCE + 10, True)])
def test_stretch_must_be_long_enough(chars: int, is_pair: bool) -> None:
    assert (judged(ONE + SHARED[:chars], SHARED[:chars] + OTHER) is not None) is is_pair


def test_what_is_shared_has_its_place_and_its_share() -> None:
    found = judged(ONE + SHARED, SHARED + OTHER)
    assert found
    assert found.relation is Relation.PARTIAL
    assert [(passage.left, passage.right) for passage in found.passages] == [(Span(800, 1000), Span(0, 200))]
    assert (found.left_copied, found.right_copied) == (0.2, 0.2)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            ONE, "，\n".join(ONE[at : at + 40] for at in range(0, 800, 40)), Relation.IDENTICAL, id="punctuation"
        ),
        pytest.param(ONE + "1.5", ONE + "15", Relation.NEAR_IDENTICAL, id="a number"),
        pytest.param(ONE, ONE + OTHER[:100], Relation.NEAR_IDENTICAL, id="an eighth more"),
        pytest.param(ONE, ONE + OTHER, Relation.PARTIAL, id="twice as long"),
        pytest.param(ONE, OTHER[:400] + ONE[:400], Relation.PARTIAL, id="half"),
    ],
)
def test_relation(left: str, right: str, expected: Relation) -> None:
    assert relation(left, right) is expected
    assert relation(right, left) is expected


def test_what_many_have_is_no_evidence() -> None:
    everywhere = Common(np.arange(800, 1000 - 8))
    one, other = ONE + SHARED, OTHER + SHARED
    assert judged(one, other) is not None
    assert judged(one, other, everywhere) is None


def test_same_plan_is_a_pair_whoever_else_has_it() -> None:
    everywhere = Common(np.arange(len(ONE) - 8), (Span(0, len(ONE)),))
    found = judged(ONE, ONE + "听课", everywhere)
    assert found
    assert found.relation is Relation.NEAR_IDENTICAL


def test_declared_boilerplate_is_neither_evidence_nor_copied() -> None:
    assert judged(ONE + SHARED, OTHER + SHARED, quoted=SHARED) is None


@pytest.mark.parametrize("text", ["", "。", "教"])
def test_text_of_nothing_is_no_pair(text: str) -> None:
    assert judged(text, ONE) is None
    assert judged(text, text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected", "edited"),
    [
        ("听课，备课。", "听课 备课", Relation.IDENTICAL, False),
        ("听课1.5节", "听课15节", Relation.NEAR_IDENTICAL, True),
        ("第1。\n2节", "第1\n2节", Relation.IDENTICAL, False),
    ],
)
def test_texts_of_one_digest_are_looked_at_once_more(left: str, right: str, expected: Relation, edited: bool) -> None:
    found = judge_same(left, right)
    assert (found.relation, found.left_copied, found.right_copied) == (expected, 1.0, 1.0)
    assert [passage.edited for passage in found.passages] == [edited]
