"""Tracked changes accepted, and the text before them (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import pytest

from jyplan import readers
from jyplan.model import Revisions
from tests.readers.docx.builder import abstract, build, lvl, num, p, r, style, table, tc, texts, tr

LIST = abstract(0, lvl(0, "%1.")) + num(1, 0)
DELETED = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
INSERTED = f"<w:ins>{r('新')}</w:ins>"
MOVED_AWAY = f"<w:moveFrom>{r('移')}</w:moveFrom>"
MOVED_HERE = f"<w:moveTo>{r('移')}</w:moveTo>"


def mark(change: str) -> str:
    return f"<w:rPr><w:{change}/></w:rPr>"


CASES = {
    "an insertion": (p(r("甲") + INSERTED), ["甲新"], ["甲"]),
    "a deletion": (p(r("甲") + DELETED), ["甲"], ["甲旧"]),
    "a move": (p(MOVED_AWAY + r("甲")) + p(r("乙") + MOVED_HERE), ["甲", "乙移"], ["移甲", "乙"]),
    "an insertion that was deleted": (p(f"<w:ins>{DELETED}</w:ins>" + r("甲")), ["甲"], ["甲"]),
    "an insertion in a link": (p(f"<w:hyperlink>{INSERTED}{DELETED}</w:hyperlink>"), ["新"], ["旧"]),
    "a deleted paragraph": (p(DELETED, mark("del")) + p("后"), ["后"], ["旧", "后"]),
    "a deleted mark": (p("甲", mark("del")) + p("乙"), ["甲乙"], ["甲", "乙"]),
    "two deleted marks": (p("甲", mark("del")) + p("乙", mark("del")) + p("丙"), ["甲乙丙"], ["甲", "乙", "丙"]),
    "an inserted paragraph": (p(INSERTED, mark("ins")) + p("后"), ["新", "后"], ["后"]),
    "an inserted mark": (p("甲", mark("ins")) + p("乙"), ["甲", "乙"], ["甲乙"]),
    "a paragraph moved away": (p(MOVED_AWAY, mark("moveFrom")) + p("后"), ["后"], ["移", "后"]),
    "a paragraph moved here": (p(MOVED_HERE, mark("moveTo")) + p("后"), ["移", "后"], ["后"]),
    "a deleted mark at the end": (p("甲", mark("del")), ["甲"], ["甲"]),
    "a deleted mark before a table": (p("甲", mark("del")) + table(tr(tc("乙"), tc("丙"))), ["甲", "乙\t丙"], ["甲", "乙\t丙"]),
    "a deleted row": (
        table(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"), properties="<w:del/>")),
        ["甲\t乙"],
        ["甲\t乙", "丙\t丁"],
    ),
    "an inserted row": (
        table(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"), properties="<w:ins/>")),
        ["甲\t乙", "丙\t丁"],
        ["甲\t乙"],
    ),
    "a deleted cell": (table(tr(tc("甲"), tc("乙"), tc("丙", "<w:cellDel/>"))), ["甲\t乙"], ["甲\t乙\t丙"]),
    "an inserted cell": (table(tr(tc("甲"), tc("乙"), tc("丙", "<w:cellIns/>"))), ["甲\t乙\t丙"], ["甲\t乙"]),
    "a deleted paragraph in a cell": (table(tr(tc(p("甲", mark("del")) + p("乙")), tc("丙"))), ["甲乙\t丙"], ["甲\n乙\t丙"]),
    "deleted paragraphs around a break": (p("<w:del><w:r><w:br/></w:r></w:del>" + r("甲")), ["甲"], ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_accepted_or_undone(name: str) -> None:
    body, accepted, original = CASES[name]
    assert texts(body) == accepted
    assert texts(body, Revisions.ORIGINAL) == original


def test_a_joined_paragraph_has_a_single_number_and_the_style_of_the_remaining_mark() -> None:
    body = p("甲", mark("del"), num=1, style="H") + p("乙", num=1) + p("丙", num=1)
    assert texts(body, numbering=LIST, styles=style("H", "heading 1")) == ["1. 甲乙", "2. 丙"]


def test_a_list_membership_that_was_inserted_was_not_there_before() -> None:
    inserted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins/></w:numPr>'
    assert texts(p("甲", inserted), numbering=LIST) == ["1. 甲"]
    assert texts(p("甲", inserted), Revisions.ORIGINAL, numbering=LIST) == ["甲"]


def test_properties_before_a_change_hold_in_the_original() -> None:
    former = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    change = f"<w:pPrChange><w:pPr>{former}</w:pPr></w:pPrChange>"
    assert texts(p("甲", change), numbering=LIST) == ["甲"]
    assert texts(p("甲", change), Revisions.ORIGINAL, numbering=LIST) == ["1. 甲"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(build(p(r("甲") + INSERTED + DELETED)), "甲旧", id="a format that knows them"),
        pytest.param("甲新".encode(), "甲新", id="a format that does not"),
    ],
)
def test_the_original_is_read_from_formats_with_tracked_changes(data: bytes, text: str) -> None:
    assert [block.text for block in readers.read(data, "计划", Revisions.ORIGINAL).blocks] == [text]
