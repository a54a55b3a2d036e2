"""Workbooks made to harm: read within the limits or refused."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from jyplan.errors import UnreadableDocument
from jyplan.model import ProblemKind
from jyplan.readers import xlsx
from jyplan.readers.xlsx import document as workbook_document
from tests.readers.xlsx.builder import MAIN, build, read, relationships, row, sheet, texts, zipped


def test_a_long_text_shared_by_many_cells_is_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_document, "_MOST_TEXT", 1000)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100))
    document = read({"Sheet1": sheet(cells)}, shared=f"<si><t>{'教' * 100}</t></si>")
    assert len(document.blocks) == 10
    assert [problem.kind for problem in document.problems] == [ProblemKind.LIMIT]


def test_a_range_over_the_whole_sheet_repeats_its_text_in_rows_with_text_only() -> None:
    rows = [row(1, "甲"), row(2, "", "乙"), row(9, "", "丙")]
    document = read({"Sheet1": sheet(*rows, '<row r="1048576"><c r="XFD1048576"/></row>', merged=("A1:A1048576",))})
    assert texts(document) == ["甲", "甲|乙", "甲|丙"]


def test_repeated_texts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.readers.xlsx.rows._REPEATED", 100)
    rows = [row(1, "甲" * 40, "一"), *(row(n, None, "乙") for n in range(2, 9))]
    document = read({"Sheet1": sheet(*rows, merged=("A1:A9",))})
    assert sum("甲" in block.text for block in document.blocks) == 3


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c>',
        "",
        "\0",
    ],
)
def test_a_damaged_sheet_is_a_problem_and_the_others_are_read(part: str) -> None:
    document = read({"坏": part, "好": sheet(row(1, "甲", "乙"))})
    assert texts(document) == ["好", "甲|乙"]
    assert [(str(problem.message), problem.kind) for problem in document.problems] == [
        ("the sheet “坏” is damaged and was left out", ProblemKind.DAMAGED)
    ]


def test_links_to_other_files_are_not_followed() -> None:
    link = '<Relationship Id="s1" Type="worksheet" Target="file:///etc/hostname" TargetMode="External"/>'
    extra = {"xl/_rels/workbook.xml.rels": f"<Relationships>{link}</Relationships>"}
    assert read({"Sheet1": sheet(row(1, "甲"))}, extra=extra).blocks == ()


def test_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="unpacks to more than 300 MB"):
        read({"Sheet1": sheet(row(1, "甲"))}, extra={"xl/worksheets/sheet1.xml": " " * 100_000_001})


def test_a_binary_workbook_is_named() -> None:
    data = zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relationships({"m": ("officeDocument", "xl/workbook.bin")}).encode(),
            "xl/workbook.bin": b"\x83\x01\0",
        }
    )
    with pytest.raises(UnreadableDocument, match=r"binary Excel workbook \(\.xlsb\)"):
        xlsx.read(data, "a.xlsb")


def test_a_workbook_without_a_main_part_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"its main part xl/workbook\.xml cannot be read"):
        read({"Sheet1": sheet()}, extra={"xl/workbook.xml": "<"})


@pytest.mark.parametrize("seed", range(20))
def test_changed_markup_never_crashes_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    part = sheet(
        row(1, "行事历"), row(2, "周次", "内容"), row(3, 1.5, "会议"), merged=("A1:B1", "A2:A3"), before='<cols><col min="1" max="2" hidden="1"/></cols>'
    )  # fmt: skip
    for _ in range(30):
        start = chance.randrange(len(part))
        changed = part[:start] + chance.choice(["", "9", '"', "A", "<", "-1"]) + part[start + chance.randrange(4) :]
        data = build({"Sheet1": changed}, formats=(chance.choice(["0", '"', "[", "yyyy\\", "E+", ";;", "#,#,#"]),))
        with suppress(UnreadableDocument):
            xlsx.read(data, "a.xlsx")
