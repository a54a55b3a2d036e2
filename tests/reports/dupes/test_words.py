from __future__ import annotations

import pytest

from jyplan.model import Listing
from jyplan.reports.dupes.words import labelled_names, plan_names
from tests.reports.languages import ENGLISH


def of(path: str, name: str | None = None, number: int = 1, label: str | None = None) -> Listing:
    last = path.replace("\\", "/").rpartition("/")[2]
    return Listing(path, name or last, number, "计划", 9, label=label, archived=label is not None)


@pytest.mark.parametrize(
    ("listings", "names"),
    [
        ([], ()),
        ([of("in/三小/计划.txt"), of("in/四小/计划.txt")], ("三小/计划.txt", "四小/计划.txt")),
        ([of("in/三小.txt"), of("in/三班.txt")], ("三小.txt", "三班.txt")),
        ([of("page.txt", number=1), of("page.txt", number=5)], ("page.txt#1", "page.txt#5")),
        ([of("a.zip/三小/计划.txt"), of("a.zip/四小.txt")], ("三小/计划.txt", "四小.txt")),
        ([of("in\\三小\\a.txt"), of("in\\四小\\a.txt")], ("三小\\a.txt", "四小\\a.txt")),
        ([of("c.jsonl", "s17"), of("c.jsonl", "l", 2)], ("s17", "l")),
        ([of("c.jsonl", "s17"), of("d.jsonl", "s17")], ("c.jsonl: s17#1", "d.jsonl: s17#1")),
        ([of("in/a.txt"), of("in/a.txt", label="2023")], ("a.txt", "in/a.txt")),
        ([of("a.txt"), of("a.txt", label="2023")], ("a.txt#1", "a.txt#1")),
        ([of("in/a\n\x1b.txt")], ("a \\x1b.txt",)),
    ],
)
def test_a_name_is_the_shortest_unique_name(listings: list[Listing], names: tuple[str, ...]) -> None:
    assert plan_names(listings) == names


def test_an_archived_plan_is_named_with_its_label() -> None:
    listings = [of("a.txt"), of("a.txt", label="2023范文"), of("b.txt", label="")]
    assert labelled_names(listings, ENGLISH) == ("a.txt#1", "a.txt#1 [2023范文]", "b.txt [archive]")
