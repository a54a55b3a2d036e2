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
    assert (verdict.left.copied, verdict.right.copied) == (0.2, 0.2)


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
        pytest.param(LEFT, LEFT + RIGHT[:80], Relation.NEAR_IDENTICAL, id="a tenth more"),
        pytest.param(LEFT, LEFT + RIGHT[:100], Relation.PARTIAL, id="an eighth more"),
        pytest.param(LEFT[:400], LEFT[:400] * 2, Relation.PARTIAL, id="twice the same"),
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
    ("left", "right", "expected", "copied", "edited"),
    [
        ("听课，备课。", "听课 备课", Relation.IDENTICAL, (1.0, 1.0), False),
        ("听课1.5节", "听课15节", Relation.NEAR_IDENTICAL, (5 / 6, 1.0), True),
        ("第1。\n2节", "第1\n2节", Relation.IDENTICAL, (1.0, 1.0), False),
    ],
)
def test_texts_with_the_same_digest_are_compared_with_punctuation(
    left: str, right: str, expected: Relation, copied: tuple[float, float], edited: bool
) -> None:
    verdict = judge_same_digest(left, right)
    assert (verdict.relation, verdict.left.copied, verdict.right.copied) == (expected, *copied)
    assert [passage.edited for passage in verdict.passages] == [edited]


def sentences(count: int, seed: int, size: int = 40) -> list[str]:
    text = hanzi(count * size, seed)
    return [text[start : start + size] for start in range(0, count * size, size)]


def shares_of(left: str, right: str) -> tuple[float, float, float, float]:
    """Return what is copied and edited of the left text, then of the right text."""
    verdict = verdict_on(left, right)
    assert verdict
    return verdict.left.copied, verdict.left.edited, verdict.right.copied, verdict.right.edited


class TestShares:
    """Copied is what stands in the other text, character by character."""

    SOURCE = sentences(30, 50)

    def test_every_second_sentence_copied_is_a_half(self) -> None:
        own = sentences(15, 51)
        copy = [own[number // 2] if number % 2 else self.SOURCE[number] for number in range(30)]
        assert shares_of("。".join(self.SOURCE), "。".join(copy)) == pytest.approx((0.5, 0, 0.5, 0), abs=0.01)

    def test_sentence_put_after_each_is_nobodys(self) -> None:
        copy = [sentence for pair in zip(self.SOURCE, sentences(30, 52), strict=True) for sentence in pair]
        assert shares_of("。".join(self.SOURCE), "。".join(copy)) == pytest.approx((1, 0, 0.5, 0), abs=0.01)

    def test_words_swapped_in_sentences_are_edited_and_not_copied(self) -> None:
        copy = [
            f"{sentence[:20]}{own[:4]}{sentence[24:]}"
            for sentence, own in zip(self.SOURCE, sentences(30, 53), strict=True)
        ]
        assert shares_of("。".join(self.SOURCE), "。".join(copy)) == pytest.approx((0.9, 0.1, 0.9, 0.1), abs=0.01)

    def test_other_half_of_each_sentence_is_nobodys(self) -> None:
        copy = [f"{sentence[:20]}{own[:20]}" for sentence, own in zip(self.SOURCE, sentences(30, 54), strict=True)]
        assert shares_of("。".join(self.SOURCE), "。".join(copy)) == pytest.approx((0.5, 0, 0.5, 0), abs=0.01)

    def test_stretch_used_twice_counts_twice_in_the_copy(self) -> None:
        copy = "".join(self.SOURCE[:10]) + LEFT[:400] + "".join(self.SOURCE[:10])
        assert shares_of("".join(self.SOURCE), copy) == pytest.approx((1 / 3, 0, 2 / 3, 0), abs=0.01)

    def test_text_with_one_character_of_its_own_is_not_copied_whole(self) -> None:
        verdict = verdict_on(LEFT, LEFT + "教")
        assert verdict
        assert (verdict.left.copied, verdict.right.copied) == (1.0, 800 / 801)

    def test_passages_cover_what_is_copied_and_what_stands_between(self) -> None:
        verdict = verdict_on(SHARED, SHARED[:100] + LEFT[:30] + SHARED[100:])
        assert verdict
        assert (verdict.right.copied, verdict.right.edited) == (200 / 230, 0)
        assert verdict.right.passages == 1.0


class TestCommonSentences:
    """Sentences that all write are no copies."""

    def test_sentences_scattered_in_long_reports_are_no_pair(self) -> None:
        common = sentences(10, 60)
        left, right = (
            "".join(own + shared for own, shared in zip(sentences(10, seed, size), common, strict=True))
            for seed, size in ((61, 1500), (62, 1600))
        )
        assert verdict_on(left, right) is None

    def test_the_same_sentences_in_short_plans_are_a_pair(self) -> None:
        common = sentences(10, 60)
        left, right = (
            "".join(own + shared for own, shared in zip(sentences(10, seed, 80), common, strict=True))
            for seed in (61, 62)
        )
        assert verdict_on(left, right) is not None
