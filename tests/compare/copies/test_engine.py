"""Copies among many plans, as a reviewer knows them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from benchmarks.copies_corpus import planted

from jyplan.compare.copies.engine import find_copies
from jyplan.compare.copies.options import CopyOptions, Step
from jyplan.compare.copies.templates import TEMPLATE
from jyplan.compare.copies.union import unite
from jyplan.compare.passages.boilerplate import declare
from jyplan.compare.passages.views import view_text
from tests.compare.copies.copied_plans import grammar, hanzi, relations, texts, unrelated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.compare.copies.conclusion import CopyResult
    from jyplan.compare.copies.verdict import Verdict
    from jyplan.model import SharedStretch

UNRELATED = unrelated(12, opening=False)
SOURCE = unrelated(1, seed=1, opening=False)[0]
SECTION = planted.write_shared_section(Random(3), grammar())


def among_unrelated(*plans: str) -> CopyResult:
    """Return the copies among some plans, numbered from 0, and a dozen unrelated plans."""
    return find_copies([*plans, *texts(UNRELATED)])


@cache
def template_of(members: int) -> CopyResult:
    """Return the copies among a dozen unrelated plans and, after them, plans that share one section."""
    return find_copies([*texts(UNRELATED), *with_section(members)])


@cache
def with_section(members: int) -> list[str]:
    """Return unrelated plans with the same section at the end."""
    plans = unrelated(members, seed=4, opening=False)
    return [replace(plan, sections=(*plan.sections, SECTION)).text for plan in plans]


@cache
def family(members: int) -> list[str]:
    return [planted.copy_template(Random(f"member {number}"), grammar(), SOURCE).text for number in range(members)]


class TestPairs:
    """Pairs of copied plans."""

    def test_unrelated_plans_are_not_paired(self) -> None:
        assert relations(find_copies(texts(unrelated(40, seed=2)))) == {}

    def test_same_text_in_another_format_is_identical(self) -> None:
        copy = SOURCE.text.translate(str.maketrans("，。0123456789", "､．０１２３４５６７８９")).replace(
            "\n", "\n\n　　"
        )
        result = among_unrelated(SOURCE.text, copy)
        assert relations(result) == {(0, 1): "identical"}
        assert (result.pairs[0].a_copied, result.pairs[0].b_copied) == (1.0, 1.0)
        passage = result.pairs[0].passages[0]
        assert (passage.left.start, passage.left.end) == (0, len(SOURCE.text))
        assert (passage.right.start, passage.right.end) == (0, len(copy))

    def test_number_that_lost_its_point_is_not_identical(self) -> None:
        text = SOURCE.text.replace("。", "，经费1.5万元。", 1)
        assert relations(among_unrelated(text, text.replace("1.5万", "15万"))) == {(0, 1): "near-identical"}

    def test_names_of_schools_replaced(self) -> None:
        assert relations(among_unrelated(SOURCE.text, SOURCE.renamed("柳堤小学").text)) == {(0, 1): "near-identical"}

    def test_section_pasted(self) -> None:
        copy = planted.copy_section(Random(5), grammar(), SOURCE)
        result = among_unrelated(SOURCE.text, copy.text)
        assert relations(result) == {(0, 1): "partial"}
        passage = max(result.pairs[0].passages, key=lambda passage: passage.chars)
        pasted = view_text(copy.text[passage.right.start : passage.right.end]).plain
        assert view_text(copy.given).plain[:100] in pasted
        assert 0 < result.pairs[0].b_copied < 0.35

    def test_section_pasted_and_edited(self) -> None:
        copies = [planted.copy_section_edited(Random(number), grammar(), SOURCE).text for number in range(4)]
        for copy in copies:
            assert relations(among_unrelated(SOURCE.text, copy)) == {(0, 1): "partial"}

    def test_two_plans_merged(self) -> None:
        left, right = unrelated(2, seed=6, opening=False)
        merged = planted.merge_plans(Random(7), grammar(), left, right).text
        result = among_unrelated(left.text, right.text, merged)
        assert relations(result) == {(0, 2): "partial", (1, 2): "partial"}
        assert result.clusters == ()

    def test_sections_shuffled(self) -> None:
        result = among_unrelated(SOURCE.text, planted.copy_shuffled(Random(8), grammar(), SOURCE).text)
        assert list(relations(result)) == [(0, 1)]
        assert min(result.pairs[0].a_copied, result.pairs[0].b_copied) > 0.95
        assert any(passage.moved for passage in result.pairs[0].passages)

    def test_third_of_the_characters_rewritten(self) -> None:
        result = among_unrelated(SOURCE.text, planted.copy_heavily_edited(Random(9), grammar(), SOURCE).text)
        assert relations(result) == {(0, 1): "partial"}

    def test_most_copied_stand_first(self) -> None:
        result = among_unrelated(SOURCE.text, planted.copy_section(Random(5), grammar(), SOURCE).text, SOURCE.text)
        assert next(iter(relations(result))) == (0, 2)
        shares = [pair.copied for pair in result.pairs]
        assert shares == sorted(shares, reverse=True)

    def test_places_lie_in_the_texts(self) -> None:
        plans = [SOURCE.text, SOURCE.renamed("清荷小学").text]
        for pair in find_copies(plans).pairs:
            for passage in pair.passages:
                assert 0 <= passage.left.start < passage.left.end <= len(plans[pair.a])
                assert 0 <= passage.right.start < passage.right.end <= len(plans[pair.b])

    def test_declared_notice_of_the_bureau_is_not_copied(self) -> None:
        notice = "\n".join(SECTION.paragraphs)
        plans = [f"{plan.text}\n{notice}" for plan in UNRELATED[:2]]
        assert list(relations(find_copies(plans))) == [(0, 1)]
        assert relations(find_copies(plans, CopyOptions(boilerplate=declare([notice])))) == {}


class TestSections:
    """A section of many plans is reported once."""

    @pytest.mark.parametrize("members", [14, 40])
    def test_section_of_many_is_a_template_and_no_pairs(self, members: int) -> None:
        result = template_of(members)
        assert relations(result) == {}
        assert [template.members for template in result.templates] == [
            tuple(range(len(UNRELATED), len(UNRELATED) + members))
        ]
        written = "\n".join(SECTION.paragraphs)
        assert written in result.templates[0].text
        assert len(result.templates[0].text) < len(written) + 12  # its heading, and the signature's first words

    def test_template_has_its_place_in_every_member(self) -> None:
        result = template_of(40)
        for text, place in zip(with_section(40), result.templates[0].places, strict=True):
            assert "\n".join(SECTION.paragraphs) in text[place.start : place.end]

    def test_opening_of_all_plans_is_common(self) -> None:
        plans = unrelated(30, seed=10, opening=True)
        result = find_copies(texts(plans))
        assert (relations(result), result.templates) == ({}, ())
        assert result.common
        assert max(result.common, key=lambda stretch: len(stretch.members)).members == tuple(range(30))
        assert grammar().formulas.opening[20:60] in result.common[0].text
        assert all(stretch.chars < TEMPLATE for stretch in result.common)

    def test_slogans_of_all_plans_are_not_reported(self) -> None:
        slogan = "全面贯彻党的教育方针，落实立德树人根本任务，办好人民满意的教育。"
        plans = [plan.text.replace("\n", f"\n{slogan}", 1) for plan in unrelated(30, seed=11, opening=False)]
        result = find_copies(plans)
        assert (relations(result), result.templates) == ({}, ())

    def test_copy_of_a_member_with_other_spaces_has_its_own_place(self) -> None:
        members = with_section(14)
        spaced = "\n\n" + members[0].replace("\n", "\n　　")
        result = find_copies([*members, spaced])
        template = result.templates[0]
        assert template.members == tuple(range(15))
        place = template.places[-1]
        written = "\n".join(SECTION.paragraphs)
        assert view_text(written).bare[0] in view_text(spaced[place.start : place.end]).bare[0]
        assert place.end - place.start < len(written) + 30


class TestClusters:
    """Plans with mostly the same text form a cluster, with few pairs."""

    def test_family_of_one_template_is_a_cluster(self) -> None:
        result = find_copies([*texts(UNRELATED), *family(30)])
        assert [cluster.members for cluster in result.clusters] == [tuple(range(12, 42))]
        assert result.templates == ()  # the cluster covers the section

    @pytest.mark.parametrize("members", [26, 52])
    def test_pairs_grow_with_the_members_and_not_with_their_square(self, members: int) -> None:
        result = find_copies(family(members))
        assert members - 1 <= len(result.pairs) <= 7 * members

    def test_earliest_follows_from_the_dates(self) -> None:
        plans = [SOURCE.text, SOURCE.renamed("柳堤小学").text]
        assert find_copies(plans, dates=["2024-09", "2023-09"]).clusters[0].earliest == 1
        assert find_copies(plans).clusters[0].earliest is None

    def test_five_thousand_identical_texts_are_one_cluster(self) -> None:
        text = SOURCE.text[:300]
        result = find_copies([text] * 5_000)
        assert len(result.pairs) == 4_999
        assert {pair.a for pair in result.pairs} == {0}
        assert [len(cluster.members) for cluster in result.clusters] == [5_000]


class TestOddTexts:
    """Odd texts end no run and lose no pair."""

    @pytest.mark.parametrize(
        "odd",
        [
            pytest.param([], id="no text"),
            pytest.param(["", " \n", "。，"], id="texts of format only"),
            pytest.param(["教研计划"], id="shorter than a fingerprint"),
            pytest.param(["教研计划", "教研组计划"], id="two of them"),
            pytest.param([hanzi(400), hanzi(100, 1) + hanzi(400)[:20] + hanzi(300, 2)], id="twenty characters shared"),
            pytest.param([hanzi(400), hanzi(400)[:350] + hanzi(40, 1)], id="sure at once"),
        ],
    )
    def test_few_texts_are_no_reason_to_fail(self, odd: list[str]) -> None:
        result = find_copies(odd)
        assert result.empty_texts == tuple(number for number, text in enumerate(odd) if not view_text(text).bare[0])

    def test_short_texts_that_are_the_same_are_found(self) -> None:
        assert relations(find_copies(["教研计划", "教研组计划", "教 研，计划"])) == {(0, 2): "identical"}

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("план работы методического объединения учителей на учебный год " * 12, id="Cyrillic repeated"),
            pytest.param("".join(chr(0xAC00 + (7 * n * n) % 11_000) for n in range(400)), id="Hangul"),
            pytest.param("".join(chr(0x0E01 + (n * n + n // 7) % 46) for n in range(400)), id="Thai"),
            pytest.param("".join(chr(0x20000 + (n * 7_919) % 40_000) for n in range(400)), id="rare Hanzi"),
            pytest.param("".join(chr(0x1F300 + (n * n + n // 5) % 700) for n in range(400)), id="emoji"),
            pytest.param("".join(chr(0xD800 + (n * n + n // 3) % 0x800) for n in range(400)), id="lone surrogates"),
            pytest.param("\x00\u202e\ufeff" + hanzi(400, 3), id="controls"),
        ],
    )
    def test_any_script_is_compared(self, text: str) -> None:
        result = among_unrelated(text, text[:200] + "教" + text[200:])
        assert list(relations(result)) == [(0, 1)]
        assert result.pairs[0].copied > 0.9

    def test_one_character_repeated_is_no_trouble(self) -> None:
        assert among_unrelated("啊" * 50_000, "教研" * 25_000, "啊" * 40_000).empty_texts == ()

    def test_long_text_beside_others_is_looked_at_in_full(self) -> None:
        """The shared part begins far behind character 65,535, where an offset of 16 bits ends."""
        long = "".join(hanzi(100_000, number) for number in range(3)) + SOURCE.text
        result = among_unrelated(long, SOURCE.text)
        assert list(relations(result)) == [(0, 1)]
        assert result.pairs[0].b_copied > 0.99
        assert result.pairs[0].passages[0].left.start >= 299_000


def in_original_numbers(result: CopyResult, order: Sequence[int]) -> tuple[object, ...]:
    """Return a result with the numbers that the texts had before they were shuffled."""

    def stretches(shared: tuple[SharedStretch, ...]) -> set[tuple[int, ...]]:
        return {tuple(sorted(order[member] for member in stretch.members)) for stretch in shared}

    pairs = set()
    for pair in result.pairs:
        a, b = order[pair.a], order[pair.b]
        shares = (pair.a_copied, pair.b_copied) if a < b else (pair.b_copied, pair.a_copied)
        spans = {(p.left, p.right, p.chars) if a < b else (p.right, p.left, p.chars) for p in pair.passages}
        pairs.add((min(a, b), max(a, b), pair.relation, shares, frozenset(spans)))
    clusters = {tuple(sorted(order[member] for member in cluster.members)) for cluster in result.clusters}
    return pairs, clusters, stretches(result.templates), stretches(result.common)


@cache
def mixed() -> list[str]:
    """Return a small corpus with copies of all kinds."""
    random = Random(12)
    left, right = unrelated(2, seed=6, opening=False)
    return [
        *texts(UNRELATED),
        *(
            planted.KINDS[kind](random, grammar(), plan).text
            for kind, plan in zip(planted.KINDS, UNRELATED, strict=False)
        ),
        *with_section(14),
        *(left.text, right.text, planted.merge_plans(random, grammar(), left, right).text),
        replace(SOURCE, school="甲").text,
    ]


class TestSameResult:
    """However the work is done, the result is the same."""

    @pytest.mark.parametrize("seed", range(3))
    def test_order_of_the_texts_changes_numbers_only(self, seed: int) -> None:
        order = list(range(len(mixed())))
        Random(seed).shuffle(order)
        found = find_copies([mixed()[number] for number in order])
        assert in_original_numbers(found, order) == in_original_numbers(find_copies(mixed()), range(len(order)))

    def test_number_of_threads_changes_nothing(self) -> None:
        assert find_copies(mixed(), CopyOptions(threads=4)) == find_copies(mixed())

    def test_disk_changes_nothing(self) -> None:
        assert find_copies(mixed(), CopyOptions(memory=0)) == find_copies(mixed())

    def test_text_that_has_same_content_changes_nothing_else(self) -> None:
        copy = mixed()[0].replace("\n", "\n　　")
        found = in_original_numbers(find_copies([*mixed(), copy]), range(len(mixed()) + 1))
        plain = in_original_numbers(find_copies(mixed()), range(len(mixed())))
        number = len(mixed())
        assert {pair for pair in found[0] if number not in pair[:2]} == plain[0]  # type: ignore[attr-defined]
        assert found[2:] == plain[2:]


class TestRun:
    """Pairs are judged where the caller wants."""

    PLANS = (SOURCE.text, SOURCE.renamed("柳堤小学").text, UNRELATED[0].text, UNRELATED[0].renamed("清荷小学").text)

    def test_pairs_that_cannot_be_judged_together_are_tried_alone(self) -> None:
        def give_up_on_many(
            judge: Callable[[Sequence[object]], list[Verdict | None]], chunks: Sequence[Sequence[object]]
        ) -> Iterator[list[Verdict | None] | None]:
            for chunk in chunks:
                yield judge(chunk) if len(chunk) == 1 else None

        result = find_copies(self.PLANS, run=give_up_on_many)  # type: ignore[arg-type]
        assert result == find_copies(self.PLANS)

    def test_pair_that_cannot_be_judged_is_reported(self) -> None:
        def give_up(_: object, chunks: Sequence[object]) -> Iterator[None]:
            yield from (None for _ in chunks)

        result = find_copies(self.PLANS, run=give_up)
        assert (result.pairs, result.undecided) == ((), ((0, 1), (2, 3)))

    def test_watch_is_called_with_the_progress(self) -> None:
        seen: list[tuple[Step, int, int]] = []
        find_copies(self.PLANS, watch=lambda *step: seen.append(step))
        assert seen == [(Step.FINGERPRINTS, 4, 4), (Step.PAIRS, 2, 2)]


class TestSources:
    """Every source of a plan is found, and what it adds."""

    SOURCES = tuple(hanzi(1_500, 900 + number) for number in range(8))
    STITCHED = "".join(source[200:400] for source in SOURCES) + hanzi(200, 990)

    def test_plan_stitched_from_eight_has_eight_sources_and_their_union(self) -> None:
        result = find_copies([*self.SOURCES, self.STITCHED])
        union = unite(result.pairs, 9)[8]
        assert sorted(source.plan for source in union.sources) == list(range(8))
        assert union.copied == pytest.approx(8 / 9, abs=0.01)
        assert union.largest == pytest.approx(1 / 9, abs=0.01)

    def test_text_of_two_sources_is_counted_once(self) -> None:
        result = find_copies([self.SOURCES[0], self.SOURCES[0] + self.SOURCES[1], self.SOURCES[0][:750]])
        assert [union.copied for union in unite(result.pairs, 3)] == [1.0, pytest.approx(0.5, abs=0.01), 1.0]

    def test_plans_of_the_own_school_are_told_apart(self) -> None:
        result = find_copies([self.SOURCES[0], self.SOURCES[0][:1_000] + self.SOURCES[1][:500], self.SOURCES[1]])
        union = unite(result.pairs, 3, ["一小", "一小", "二小"])[1]
        assert (union.copied, union.other_schools) == pytest.approx((1, 1 / 3), abs=0.01)

    def test_pairs_not_listed_are_counted_with_their_group(self) -> None:
        result = find_copies(family(30))
        listed = len(result.pairs)
        assert [(entry.cluster, entry.pairs) for entry in result.pairs_left_out] == [(0, 30 * 29 // 2 - listed)]

    def test_twins_share_what_the_original_shares(self) -> None:
        section = self.SOURCES[0][:400] + hanzi(900, 991)
        result = find_copies([self.SOURCES[0], section, self.SOURCES[0]])
        assert set(relations(result)) == {(0, 1), (0, 2), (1, 2)}

    @pytest.mark.parametrize("seed", range(2))
    def test_order_changes_no_pair_of_a_large_group(self, seed: int) -> None:
        texts_of_group = family(30)
        order = list(range(30))
        Random(seed).shuffle(order)
        found = find_copies([texts_of_group[number] for number in order])
        assert in_original_numbers(found, order)[0] == in_original_numbers(find_copies(texts_of_group), range(30))[0]
