from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jyplan.model import Copies
from jyplan.reports.dupes.text import render
from jyplan.reports.media.columns import width
from jyplan.reports.media.visible import UNSAFE
from tests.reports.dupes.copied import UNREAD, Case, by_hand, from_samples, hostile, many
from tests.reports.languages import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.language import Language
    from tests.conftest import Golden


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=lambda language: language.code)
def test_the_report_equals_the_golden_file(golden: Golden, language: Language) -> None:
    case = by_hand()
    golden(f"text.{language.code}.txt", render(case.copies, case.options(language, unread=(UNREAD,))))


@pytest.mark.parametrize("columns", [60, 80, 132])
@pytest.mark.parametrize("made", [by_hand, from_samples, hostile, lambda: many(90, 60)])
def test_no_line_is_wider_than_the_screen(made: Callable[[], Case], columns: int) -> None:
    case = made()
    for language in (ENGLISH, CHINESE):
        lines = render(case.copies, case.options(language, width=columns, unread=(UNREAD,))).splitlines()
        assert [line for line in lines if width(line) > columns] == []


def test_long_lists_are_cut_with_a_count() -> None:
    case = many(900, 400)
    lines = render(case.copies, case.options()).splitlines()
    assert "  … 385 more: see --format html, xlsx or json" in lines
    assert len(lines) < 160


def test_the_longest_passage_is_quoted_if_the_text_is_available() -> None:
    case = by_hand()
    assert "“每位教师每学期精读" in render(case.copies, case.options())
    assert "“每位教师" not in render(case.copies, case.options(text_of=lambda _: None))


def test_an_archived_plan_has_its_label() -> None:
    case = by_hand()
    assert "范文.txt [2023范文]" in render(case.copies, case.options())
    unlabelled = replace(case.copies.listings[4], label=None)
    copies = replace(case.copies, listings=(*case.copies.listings[:4], unlabelled))
    assert "范文.txt [archive]" in render(copies, case.options())


def test_a_report_without_copies_has_two_lines() -> None:
    case = by_hand()
    nothing = Copies(case.copies.listings[:4], (), (), (), ())
    assert render(nothing, case.options()) == "plans compared: 4\nno copies found\n"


def test_no_control_characters_reach_the_terminal() -> None:
    shown = render(hostile().copies, hostile().options())
    assert not UNSAFE.search(shown)
    assert "\x1b" not in shown


def test_a_terminal_adds_only_colours() -> None:
    case = by_hand()
    painted = render(case.copies, case.options(colour=True))
    assert painted != render(case.copies, case.options())
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == render(case.copies, case.options())


def test_a_console_without_unicode_gets_ascii_signs() -> None:
    case = many(90, 60)
    shown = render(case.copies, case.options(unicode=False))
    assert not set("…→·") & set(shown)
