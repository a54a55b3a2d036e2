"""Accepting all changes gives the right plan's text, rejecting all the left one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.compare.diff.comparison import compare_plans
from jyplan.language import Language
from jyplan.model import Revisions
from jyplan.readers import docx
from jyplan.reports import DIFF_REPORTS, DiffOptions
from jyplan.reports.diff.docx.stream import Fate, TrackedPiece, weave
from jyplan.reports.media.visible import visible
from jyplan.text.invisible import drop_invisible
from tests.reports.diff.docx.pairs import hostile_pairs, pairs
from tests.reports.diff.docx.word_file import DELETED, INSERTED, settled

if TYPE_CHECKING:
    from jyplan.model import Plan

FEW = settings(max_examples=50)
"""Every example writes a whole file."""

some_pairs = pairs() | hostile_pairs()


def written(left: Plan, right: Plan) -> bytes:
    report = DIFF_REPORTS.load("docx").render(compare_plans(left, right), DiffOptions(Language("en")))
    assert isinstance(report, bytes)
    return report


@given(some_pairs)
def test_woven_text_holds_both_texts(pair: tuple[Plan, Plan]) -> None:
    left, right = pair
    woven = [token for token in weave(compare_plans(left, right)) if isinstance(token, TrackedPiece)]
    assert "".join(p.text for p in woven if p.fate not in {Fate.INSERTED, Fate.MOVED_HERE}) == left.text
    assert "".join(p.text for p in woven if p.fate not in {Fate.DELETED, Fate.MOVED_AWAY}) == right.text


@given(some_pairs)
def test_a_piece_has_the_offset_of_its_text(pair: tuple[Plan, Plan]) -> None:
    left, right = pair
    for piece in weave(compare_plans(left, right)):
        if isinstance(piece, TrackedPiece):
            text = left.text if piece.fate.on_left else right.text
            assert text[piece.start :].startswith(piece.text)


@FEW
@given(some_pairs)
def test_accepting_gives_the_right_text_and_rejecting_the_left_text(pair: tuple[Plan, Plan]) -> None:
    left, right = pair
    data = written(left, right)
    assert settled(data, DELETED) == visible(right.text)
    assert settled(data, INSERTED) == visible(left.text)


@FEW
@given(some_pairs)
def test_the_reader_of_word_files_gives_back_both_texts(pair: tuple[Plan, Plan]) -> None:
    left, right = pair
    data = written(left, right)
    assert [block.text for block in docx.read(data, "diff.docx").blocks] == displayed(right)
    assert [block.text for block in docx.read(data, "diff.docx", Revisions.ORIGINAL).blocks] == displayed(left)


@FEW
@given(pair=some_pairs, language=st.sampled_from(["zh", "en"]))
def test_same_comparison_gives_the_same_bytes(pair: tuple[Plan, Plan], language: str) -> None:
    comparison = compare_plans(*pair)
    report, options = (
        DIFF_REPORTS.load("docx"),
        DiffOptions(Language(language), left_path="甲.txt", right_path="乙\x00.txt"),
    )
    assert report.render(comparison, options) == report.render(comparison, options)


def displayed(plan: Plan) -> list[str]:
    """Return the lines that the reader of Word files gives: stripped, without empty lines and invisible characters."""
    text = drop_invisible(visible(plan.text))
    return [line.rstrip() for line in text.split("\n") if line.rstrip()]
