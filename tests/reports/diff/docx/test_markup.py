"""The file is what the transitional schema allows: elements, their order, ids, ranges (ECMA-376 part 4, annex A)."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from lxml import etree

from tests.reports.diff.docx.pairs import hostile_pairs, pairs
from tests.reports.diff.docx.test_texts import written
from tests.reports.diff.docx.word_file import W, body, comments, local, part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.model import Plan

# In a sequence the children stand in this order, each at most once; in a choice (a set) as they like.
SEQUENCES = {
    "document": ["body"],
    "pPr": ["pStyle", "keepNext", "spacing", "ind", "jc", "outlineLvl", "rPr"],
    "docDefaults": ["rPrDefault", "pPrDefault"],
    "rPrDefault": ["rPr"],
    "pPrDefault": ["pPr"],
    "style": ["name", "basedOn", "next", "qFormat", "pPr", "rPr"],
    "sectPr": ["footerReference", "pgSz", "pgMar"],
    "settings": [
        "zoom", "defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
    ],
    "font": ["altName", "charset", "family", "pitch"],
    "fldSimple": ["r"],
}  # fmt: skip
RUN_PROPERTIES = ["rStyle", "rFonts", "b", "sz", "szCs", "lang"]
CHANGES = {"ins", "del", "moveFrom", "moveTo"}
RANGES = {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
CHOICES = {
    "body": {"p", "sectPr", *RANGES},
    "p": {"pPr", "r", "commentRangeStart", "commentRangeEnd", "fldSimple", *CHANGES, *RANGES},
    "r": {"rPr", "t", "delText", "tab", "commentReference", "annotationRef"},
    **{change: {"r"} for change in CHANGES},
    "styles": {"docDefaults", "style"},
    "fonts": {"font"},
    "comments": {"comment"},
    "comment": {"p"},
    "ftr": {"p"},
    "compat": {"compatSetting"},
}
FEW = settings(max_examples=25)
"""Every example writes a whole file."""

FIRST = {"p": "pPr", "r": "rPr", "styles": "docDefaults"}
PARTS = ("document", "styles", "settings", "fontTable", "footer", "comments")


def assert_in_order(children: list[str], order: list[str]) -> None:
    places = [order.index(child) for child in children]
    assert all(one < other for one, other in pairwise(places)), children


@FEW
@given(pairs() | hostile_pairs())
def test_elements_are_in_the_order_of_the_schema(pair: tuple[Plan, Plan]) -> None:
    data = written(*pair)
    for name in PARTS:
        for element in part(data, f"word/{name}.xml").iter(etree.Element):
            kind, children = local(element), [local(child) for child in element]
            marks_a_change = kind == "rPr" and local(element.getparent()) == "pPr"  # type: ignore[arg-type]
            if marks_a_change:
                assert len(children) == 1
                assert set(children) <= CHANGES
            elif kind == "rPr":
                assert_in_order(children, RUN_PROPERTIES)
            elif kind in SEQUENCES:
                assert_in_order(children, SEQUENCES[kind])
            elif children:
                assert set(children) <= CHOICES[kind]
                assert FIRST.get(kind) not in children[1:]


@FEW
@given(pairs() | hostile_pairs())
def test_every_change_has_a_unique_id_and_an_author(pair: tuple[Plan, Plan]) -> None:
    changes = [change for change in body(written(*pair)).iter() if local(change) in CHANGES]
    starts = [
        change
        for change in body(written(*pair)).iter()
        if local(change).endswith("RangeStart") and "move" in change.tag
    ]
    ids = Counter(change.get(f"{W}id") for change in [*changes, *starts])
    assert set(ids.values()) <= {1}
    assert all((change.get(f"{W}author") or "").startswith("jyplan") for change in [*changes, *starts])


@FEW
@given(pairs())
def test_moved_ranges_have_two_ends_and_a_counterpart_of_the_same_name(pair: tuple[Plan, Plan]) -> None:
    names: dict[str, list[str | None]] = {"moveFrom": [], "moveTo": []}
    open_ranges: dict[str, str | None] = {}
    for element in body(written(*pair)).iter():
        kind = local(element)
        if kind in {"moveFromRangeStart", "moveToRangeStart"}:
            names[kind.removesuffix("RangeStart")].append(element.get(f"{W}name"))
            assert kind[:-5] not in open_ranges
            open_ranges[kind[:-5]] = element.get(f"{W}id")
        elif kind in {"moveFromRangeEnd", "moveToRangeEnd"}:
            assert open_ranges.pop(kind[:-3]) == element.get(f"{W}id")
        elif kind in {"moveFrom", "moveTo"}:
            assert f"{kind}Range" in open_ranges or local(element.getparent()) == "rPr" or only_a_comment(element)  # type: ignore[arg-type]
    assert open_ranges == {}
    assert sorted(map(str, names["moveFrom"])) == sorted(map(str, names["moveTo"]))
    assert set(Counter(names["moveFrom"]).values()) <= {1}


def only_a_comment(change: etree._Element) -> bool:
    return change.find(f"{W}r/{W}commentReference") is not None


@FEW
@given(pairs() | hostile_pairs())
def test_every_comment_has_one_start_one_end_and_one_anchor(pair: tuple[Plan, Plan]) -> None:
    data = written(*pair)
    numbers = [str(number) for number in range(len(comments(data)))]
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(ids_of(body(data).iter(f"{W}{kind}")), key=int) == numbers
    assert ids_of(part(data, "word/comments.xml")) == numbers


def ids_of(elements: Iterable[etree._Element]) -> list[str]:
    return [element.get(f"{W}id") or "" for element in elements]


@FEW
@given(hostile_pairs())
def test_deleted_text_is_in_elements_for_deleted_text(pair: tuple[Plan, Plan]) -> None:
    for text in body(written(*pair)).iter(f"{W}t", f"{W}delText"):
        deleted = any(local(above) == "del" for above in text.iterancestors())
        assert deleted == (local(text) == "delText")


@FEW
@given(hostile_pairs())
def test_package_lists_its_parts_and_has_no_time(pair: tuple[Plan, Plan]) -> None:
    with zipfile.ZipFile(BytesIO(written(*pair))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            *(f"word/{name}.xml" for name in PARTS[1:]),
            "docProps/core.xml",
        ]
