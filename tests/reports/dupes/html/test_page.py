"""The content of the page, read without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from jyplan.model import Copies
from jyplan.reports.dupes.html import clusters, page_data, render
from jyplan.reports.dupes.html.order import map_order
from jyplan.reports.media.visible import UNSAFE
from tests.reports.dupes.copied import UNREAD, Case, by_hand, from_samples, hostile, many, suspected
from tests.reports.languages import CHINESE, ENGLISH


def page(case: Case, language: Any = ENGLISH, **details: object) -> str:
    return render(case.copies, case.options(language, **details)).decode()


def block(shown: str, name: str) -> Any:
    match = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', shown, flags=re.DOTALL)
    assert match is not None
    return json.loads(match[1])


def rows(shown: str) -> list[str]:
    return re.findall(r'<tr id="p\d+".*?</tr>', shown)


def test_every_pair_has_a_row_most_copied_first() -> None:
    shown_rows = rows(page(by_hand()))
    assert len(shown_rows) == 9
    assert "identical" in shown_rows[0]
    assert "100.0%" in shown_rows[0]
    assert "范文.txt [2023范文]" in shown_rows[3]


def test_every_text_is_in_the_page_once() -> None:
    case = by_hand()
    shown = page(case)
    assert [block(shown, f"t{plan}") for plan in range(5)] == list(case.texts)
    assert shown.count('id="t0"') == 1


def test_passages_of_the_script_are_those_of_the_pairs() -> None:
    case = by_hand()
    pairs = block(page(case), "data")["pairs"]
    assert [pair[:2] for pair in pairs] == [[pair.a, pair.b] for pair in case.copies.pairs]
    first = case.copies.pairs[0].passages[0]
    assert pairs[0][5] == [[first.left.start, first.left.end, first.right.start, first.right.end, first.chars, 0, 0]]


def test_the_policy_allows_only_the_hashes_of_style_and_script() -> None:
    shown = page(by_hand())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert policy is not None
    for element in ("style", "script"):
        content = re.search(rf"<{element}>(.*?)</{element}>", shown, flags=re.DOTALL)
        assert content is not None
        assert content[1].strip()
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]


def test_the_page_refers_to_no_outside_address() -> None:
    shown = page(hostile(), unread=(UNREAD,))
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", shown, flags=re.DOTALL)
    tags = re.findall(r"<[a-z][^>]*>", markup)
    assert not [tag for tag in tags if re.search(r'\s(src|style|on\w+)=|href="[^#]', tag)]


def test_markup_in_words_is_escaped() -> None:
    shown = page(hostile(), unread=(UNREAD,))
    assert not UNSAFE.search(shown)
    assert shown.count("<script>") == 1
    assert len(re.findall(r"<script\b", shown)) == 1 + len(re.findall(r'<script type="application/json"', shown))
    assert "<img" not in shown
    assert "<!--" not in shown
    assert "</title><script>" not in shown


def test_a_text_missing_from_the_archive_is_missing_from_the_page() -> None:
    case = by_hand()
    without = Case(case.copies, (*case.texts[:4], None))
    shown = page(without)
    assert 'id="t4"' not in shown
    assert block(shown, "data")["unkept"] == [4]
    assert "The texts of 6 of these pairs are on this page" in shown


def test_the_page_has_the_texts_of_the_most_copied_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    case = by_hand()
    monkeypatch.setattr(page_data, "TEXTS", 2 * len(case.texts[0] or ""))
    shown = page(case)
    assert re.findall(r'id="(t\d)"', shown) == ["t0", "t1"]
    assert block(shown, "data")["unkept"] == []
    assert "The texts of 1 of these pairs are on this page" in shown


def test_a_very_long_text_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_data, "LONGEST", 100)
    assert re.findall(r'id="(t\d)"', page(by_hand())) == ["t4", "t3"]


def test_pairs_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_data, "PAIRS", 4)
    shown = page(by_hand())
    assert len(rows(shown)) == 4
    assert "The 4 most copied pairs; 5 more: see --format xlsx, csv or json" in shown


def test_clusters_and_members_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_SHOWN_CLUSTERS", 1)
    monkeypatch.setattr(clusters, "_SHOWN_MEMBERS", 2)
    case = many(60, 40)
    shown = page(case)
    assert shown.count("<article") == 1
    assert f"{len(case.copies.clusters) - 1} more groups" in shown
    assert f"{len(case.copies.clusters[0].members) - 2} more plans in this group" in shown


def test_a_cluster_names_its_earliest_and_links_to_the_closest_pair() -> None:
    member = re.search(r'<tr id="g1m3">.*?</tr>', page(by_hand()))
    assert member is not None
    assert "二小/计划.docx <strong>earliest</strong>" in member[0]
    assert '<a href="#p2">97.9%</a>' in member[0]


def test_a_template_has_its_text_and_members() -> None:
    shown = page(by_hand())
    assert "<blockquote>汛期前检查围墙" in shown
    assert "<li>三小/德育.txt</li></ul>" in shown


def test_a_page_without_pairs_has_no_script() -> None:
    case = by_hand()
    nothing = Case(Copies(case.copies.listings[:4], (), (), (), ()), case.texts)
    shown = page(nothing)
    assert "no copies found" in shown
    assert "<script" not in shown
    assert "script-src 'none'" in shown


def test_clusters_are_contiguous_on_the_map() -> None:
    case = many(200, 150)
    order = map_order(case.copies.pairs, case.copies.clusters)
    assert sorted(order) == sorted({plan for pair in case.copies.pairs for plan in (pair.a, pair.b)})
    place = {plan: index for index, plan in enumerate(order)}
    for cluster in case.copies.clusters:
        places = [place[member] for member in cluster.members if member in place]
        assert max(places) - min(places) == len(places) - 1


def test_the_most_copied_pair_is_adjacent_on_the_map() -> None:
    first = from_samples().copies.pairs[0]
    order = map_order(from_samples().copies.pairs, ())
    assert abs(order.index(first.a) - order.index(first.b)) == 1


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_every_link_has_a_target(language: Any) -> None:
    shown = page(many(90, 60), language)
    ids = set(re.findall(r' id="([^"]+)"', shown))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= ids


def test_the_same_copies_give_the_same_page() -> None:
    assert page(many(60, 40)) == page(many(60, 40))


def test_the_page_of_thousands_of_plans_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_data, "TEXTS", 0)
    case = many(3_000, 1_500, sentences=3)
    assert len(page(case).encode()) < 1_600_000


def test_plans_by_union_come_first_then_groups_then_pairs_then_suspected_ones() -> None:
    shown = page(suspected())
    assert re.findall(r'<section id="(\w+)">', shown)[:5] == ["plans", "groups", "pairs", "rewritten", "map"]
    assert re.search(r"<dt>Most copied</dt><dd><strong>90.0%</strong>", shown)
    assert shown.index("Most copied") < shown.index("Plans compared")


def test_a_plan_names_its_sources_with_what_each_adds() -> None:
    shown = page(suspected())
    assert re.search(r"<li><span class=.n.>\+60.0%</span> [^<]+</li><li><span class=.n.>\+30.0%</span>", shown)


def test_pairs_left_out_are_told_with_their_group() -> None:
    assert "closer ones show the same text: 7 (groups 1)" in page(suspected())


def test_a_suspected_pair_shows_its_sentences_and_what_both_have() -> None:
    case = suspected()
    shown = page(case)
    left, right = case.texts[0] or "", case.texts[4] or ""
    assert f"<td>{left[:4]}</td><td>{right[:4]}</td><td>实验箱</td>" in shown


def test_squares_of_a_group_without_a_listed_pair_are_no_gaps() -> None:
    case = suspected()
    copies = replace(case.copies, pairs=case.copies.pairs[1:])
    shown = page(replace(case, copies=copies))
    assert ('class="gap"' in shown, "one group, pair not listed" in shown) == (True, True)


def test_the_sections_of_a_plan_are_told_with_their_shares_and_sources() -> None:
    shown = page(suspected())
    assert '<span class="n h0">0.0%</span> opening</li>' in shown
    assert '<span class="n h4">96.0%</span> 二、&lt;工作&gt;措施 <small>' in shown
    assert "with declared text: 95.0%" in shown
