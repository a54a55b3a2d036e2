"""Rewritten plans are found among many, with evidence; openings, lists and generated plans are not taken for them."""

import pytest

from jyplan.compare.rewrites.candidates import find_candidates, index_texts
from jyplan.compare.rewrites.engine import find_rewrites
from jyplan.compare.rewrites.verdict import LEAST_STRENGTH
from jyplan.model import Fact, RewrittenPair
from jyplan.reading.sentence_facts import facts_of_sentence
from jyplan.text.words import WordCutter, load_words
from tests.compare.copies.copied_plans import texts, unrelated
from tests.compare.rewrites.plans import ORIGINAL, REWRITTEN, UNRELATED

OPENING = (
    "以党的教育方针为指导，全面落实立德树人根本任务，坚持五育并举，促进学生全面而有个性地发展，办好人民满意的教育。\n"
)


def rewrites(*texts: str) -> tuple[RewrittenPair, ...]:
    return find_rewrites(texts, load_words, facts_of_sentence)


def no_words() -> WordCutter:
    raise AssertionError("no dictionary is needed")


def no_facts(_text: str, _start: int) -> tuple[Fact, ...]:
    return ()


def test_the_same_plan_in_other_words_is_found_and_another_plan_of_its_kind_is_not() -> None:
    assert [(pair.a, pair.b) for pair in rewrites(UNRELATED, ORIGINAL, REWRITTEN)] == [(1, 2)]


def test_two_texts_alone_are_judged_by_the_background() -> None:
    assert [(pair.a, pair.b) for pair in rewrites(ORIGINAL, REWRITTEN)] == [(0, 1)]
    assert rewrites(ORIGINAL, UNRELATED) == ()


def test_the_evidence_names_figures_deliverables_and_rare_words() -> None:
    [pair] = rewrites(ORIGINAL, REWRITTEN)
    facts = {fact.left.text: fact.right.text for item in pair.items for fact in item.facts}
    assert "96%" in "".join(facts)
    assert any("植物观察手册" in ORIGINAL[item.left.start : item.left.end] for item in pair.items)
    assert {"气象站", "萝卜"} <= set(pair.words)
    assert pair.strength > LEAST_STRENGTH
    assert pair.in_order == len(pair.items)


def test_aligned_items_stand_side_by_side() -> None:
    [pair] = rewrites(ORIGINAL, REWRITTEN)
    sides = [
        (ORIGINAL[item.left.start : item.left.end], REWRITTEN[item.right.start : item.right.end]) for item in pair.items
    ]
    assert len(sides) >= 7
    assert [left[:2] for left, _ in sides] == [right[:2] if right[1] == "、" else "编成" for _, right in sides]


def test_a_rewriting_in_a_different_order_is_found_with_items_out_of_order() -> None:
    lines = REWRITTEN.splitlines()
    [pair] = rewrites(ORIGINAL, "\n".join([lines[0], *lines[5:], *lines[1:5]]))
    assert pair.in_order < len(pair.items)


def test_the_same_official_opening_is_no_evidence() -> None:
    assert rewrites(OPENING + ORIGINAL, OPENING + UNRELATED) == ()


def test_one_sentence_in_other_words_proves_nothing() -> None:
    left, right = ORIGINAL.splitlines()[-2], REWRITTEN.splitlines()[-2]
    assert rewrites(UNRELATED + left, UNRELATED[::-1] + right) == ()


def test_a_text_with_itself_is_copied_and_not_rewritten() -> None:
    assert rewrites(ORIGINAL, ORIGINAL) == ()


def test_known_pairs_are_left_out() -> None:
    assert find_rewrites([ORIGINAL, REWRITTEN], no_words, no_facts, [(0, 1)]) == ()


def test_no_dictionary_is_loaded_without_candidates() -> None:
    assert find_rewrites([ORIGINAL, UNRELATED], no_words, no_facts) == ()
    assert find_rewrites([], no_words, no_facts) == ()
    assert find_rewrites(["", "a", "教"], no_words, no_facts) == ()


def test_the_order_of_the_texts_changes_nothing() -> None:
    [forth], [back] = rewrites(ORIGINAL, REWRITTEN), rewrites(REWRITTEN, ORIGINAL)
    assert round(forth.strength, 9) == round(back.strength, 9)
    assert [(i.left, i.right) for i in forth.items] == [(i.right, i.left) for i in back.items]


def test_a_candidate_is_close_by_rare_pairs_of_characters() -> None:
    index = index_texts([ORIGINAL, REWRITTEN, UNRELATED])
    assert [(candidate.left, candidate.right) for candidate in find_candidates(index)] == [(0, 1)]
    assert index.frequency("气象站") == 2


def test_a_small_part_in_common_is_no_rewriting() -> None:
    """A long list that takes up the points of a plan in a tenth of its text is not the same plan in other words."""
    own = "".join(
        f"第{chr(0x4E00 + 37 * number)}册仪器逐件核对，{chr(0x5B00 + 11 * number)}类耗材按柜造表。\n"
        for number in range(120)
    )
    shared = "".join(line + "\n" for line in REWRITTEN.splitlines()[2:12])
    assert rewrites(ORIGINAL, shared + own) == ()


@pytest.mark.parametrize("size", [2, 3])
def test_plans_from_one_generator_of_sentences_are_no_rewriting(size: int) -> None:
    """In so small a folder nothing shows that every plan of the generator has the same rare words."""
    plans = texts(unrelated(12, 9))

    assert [rewrites(*plans[start : start + size]) for start in range(0, 12, size)] == [()] * (12 // size)
