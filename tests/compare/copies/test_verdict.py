"""The verdict on a pair: evidence, relation, shares."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.compare.copies.verdict import EVIDENCE, FrequentText, Verdict, judge_pair, judge_same_digest, prepare_side
from jyplan.compare.passages.boilerplate import declare
from jyplan.model import Relation, Span
from tests.compare.copies.copied_plans import hanzi

NOTHING_FREQUENT = FrequentText(np.zeros(0, dtype=np.int64))
SHARED = hanzi(200, 40)
LEFT, RIGHT = hanzi(800, 41), hanzi(800, 42)


def verdict_on(left: str, right: str, frequent: FrequentText = NOTHING_FREQUENT, quoted: str = "") -> Verdict | None:
    boilerplate = declare([quoted]) if quoted else None
    return judge_pair(prepare_side(left, frequent, boilerplate), prepare_side(right, frequent, boilerplate))


def relation(left: str, right: str) -> Relation | None:
    verdict = verdict_on(left, right)
    return verdict.relation if verdict else None


def test_unrelated_texts_are_no_pair() -> None:
    assert verdict_on(LEFT, RIGHT) is None


@pytest.mark.parametrize(("chars", "is_pair"), [(EVIDENCE - 10, False), (EVIDENCE + 10, True)])
def test_stretch_must_be_long_enough(chars: int, is_pair: bool) -> None:
    assert (verdict_on(LEFT + SHARED[:chars], SHARED[:chars] + RIGHT) is not None) is is_pair


def test_passage_has_its_spans_and_its_shares() -> None:
    verdict = verdict_on(LEFT + SHARED, SHARED + RIGHT)
    assert verdict
    assert verdict.relation is Relation.PARTIAL
    assert [(passage.left, passage.right) for passage in verdict.passages] == [(Span(800, 1000), Span(0, 200))]
    assert (verdict.left_copied, verdict.right_copied) == (0.2, 0.2)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            LEFT,
            "，\n".join(LEFT[start : start + 40] for start in range(0, 800, 40)),
            Relation.IDENTICAL,
            id="punctuation",
        ),
        pytest.param(LEFT + "1.5", LEFT + "15", Relation.NEAR_IDENTICAL, id="a number"),
        pytest.param(LEFT, LEFT + RIGHT[:100], Relation.NEAR_IDENTICAL, id="an eighth more"),
        pytest.param(LEFT, LEFT + RIGHT, Relation.PARTIAL, id="twice as long"),
        pytest.param(LEFT, RIGHT[:400] + LEFT[:400], Relation.PARTIAL, id="half"),
    ],
)
def test_relation(left: str, right: str, expected: Relation) -> None:
    assert relation(left, right) is expected
    assert relation(right, left) is expected


def test_frequent_text_is_no_evidence() -> None:
    everywhere = FrequentText(np.arange(800, 1000 - 8))
    left, right = LEFT + SHARED, RIGHT + SHARED
    assert verdict_on(left, right) is not None
    assert verdict_on(left, right, everywhere) is None


def test_plan_of_many_texts_is_a_pair_as_a_whole() -> None:
    everywhere = FrequentText(np.arange(len(LEFT) - 8), (Span(0, len(LEFT)),))
    verdict = verdict_on(LEFT, LEFT + "听课", everywhere)
    assert verdict
    assert verdict.relation is Relation.NEAR_IDENTICAL


def test_declared_boilerplate_is_neither_evidence_nor_copied() -> None:
    assert verdict_on(LEFT + SHARED, RIGHT + SHARED, quoted=SHARED) is None


@pytest.mark.parametrize("text", ["", "。", "教"])
def test_empty_text_is_no_pair(text: str) -> None:
    assert verdict_on(text, LEFT) is None
    assert verdict_on(text, text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected", "edited"),
    [
        ("听课，备课。", "听课 备课", Relation.IDENTICAL, False),
        ("听课1.5节", "听课15节", Relation.NEAR_IDENTICAL, True),
        ("第1。\n2节", "第1\n2节", Relation.IDENTICAL, False),
    ],
)
def test_texts_with_the_same_digest_are_compared_with_punctuation(
    left: str, right: str, expected: Relation, edited: bool
) -> None:
    verdict = judge_same_digest(left, right)
    assert (verdict.relation, verdict.left_copied, verdict.right_copied) == (expected, 1.0, 1.0)
    assert [passage.edited for passage in verdict.passages] == [edited]
