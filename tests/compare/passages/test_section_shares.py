"""How much of each section of a plan stands in other plans."""

from __future__ import annotations

import numpy as np

from jyplan.compare.passages.section_shares import place_sections, share_sections
from jyplan.compare.passages.shares import copied_text
from jyplan.model import Span, TopSection

TEXT = "计划\n一、目标\n多读书。\n二、措施\n周三读书会，每月两次。"
SECTIONS = [
    TopSection("", Span(0, 3)),
    TopSection("一、目标", Span(3, 13)),
    TopSection("二、措施", Span(13, len(TEXT))),
]


def marked(*parts: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return the mask of the characters of `TEXT` without spaces, marks and numbers that stand in any of the parts."""
    content = "".join(character for character in TEXT if character not in "\n、，。一二")
    mask = np.zeros(len(content), dtype=bool)
    for part in parts:
        start = content.index(part)
        mask[start : start + len(part)] = True
    return mask


def test_a_section_counts_its_characters_without_spaces_marks_and_numbers() -> None:
    placed = place_sections(TEXT, SECTIONS)
    assert [(share.section.heading, share.first, share.chars) for share in placed] == [
        ("", 0, 2),
        ("一、目标", 2, 5),
        ("二、措施", 7, 11),
    ]


def test_a_section_is_copied_as_far_as_any_plan_has_it_and_names_the_one_with_most() -> None:
    in_third, in_fifth = marked("多读书"), marked("周三读书会", "每月")
    _, goals, measures = share_sections(
        place_sections(TEXT, SECTIONS),
        in_third | in_fifth,
        in_third,
        [(3, copied_text(in_third)), (5, copied_text(in_fifth))],
    )
    assert (goals.copied, goals.other_schools, goals.largest, goals.source) == (0.6, 0.6, 0.6, 3)
    assert (measures.copied, measures.other_schools, measures.largest, measures.source) == (7 / 11, 0.0, 7 / 11, 5)


def test_the_shares_of_all_sections_make_the_share_of_the_plan() -> None:
    copied = marked("计划", "书措", "月两次")
    shares = share_sections(place_sections(TEXT, SECTIONS), copied, copied, [(1, copied_text(copied))])
    assert round(sum(share.copied * share.chars for share in shares)) == int(copied.sum())


def test_a_plan_without_sections_has_no_shares_of_sections() -> None:
    assert place_sections(TEXT, []) == ()
