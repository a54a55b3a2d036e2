"""Two plans and what the comparison says of them: tests/cases/diff, each case with both texts and the expected lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from jyplan.api.comparing import diff
from jyplan.model import Change, EditKind, SectionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.model import Comparison, Edit

FOLDER = Path(__file__).parents[2] / "cases" / "diff"


class DiffCase(NamedTuple):
    name: str
    left: str
    right: str
    expected: str


def read_cases() -> Iterator[DiffCase]:
    for file in sorted(FOLDER.glob("*.txt")):
        for entry in file.read_text("utf-8").split("=== ")[1:]:
            name, _, rest = entry.partition("\n")
            left, right, expected = rest.split("\n---\n")
            yield DiffCase(f"{file.stem}: {name}", left, right, expected.strip())


def lines_of(comparison: Comparison) -> Iterator[str]:
    for change in comparison.facts:
        if change.change is Change.CHANGED:
            left, right = (fact.text for fact in (change.left, change.right) if fact)
            yield f"fact {left} → {right}"
    for edit in (*comparison.edits, *(edit for move in comparison.moves for edit in move.edits)):
        yield from edit_lines(edit)
    for move in comparison.moves:
        moved = comparison.left.text[move.left.start : move.left.end].strip()
        yield f"move {move.left_section or moved[:8]} → {move.right_section or moved[:8]}"
    for match in comparison.sections:
        if match.status is not SectionStatus.SAME:
            note = " split" if match.split_from else " merged" if match.merged_into else ""
            yield f"section {match.status} {match.left or '∅'} → {match.right or '∅'}{note}"
    for scheme in comparison.schemes:
        yield f"numbering {scheme.left} → {scheme.right} ({scheme.sections})"
    yield from ("moved passage" for passage in comparison.passages if passage.moved)


def edit_lines(edit: Edit) -> Iterator[str]:
    if edit.kind in {EditKind.TEXT, EditKind.NUMBERING}:
        left, right = (text.replace("\n", "⏎") or "∅" for text in (edit.left_text, edit.right_text))
        marks = f" [{', '.join(edit.marks)}]" if edit.marks else ""
        yield f"{'edit' if edit.kind is EditKind.TEXT else 'number'} {left} → {right}{marks}"


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case.name)
def test_case(case: DiffCase, tmp_path: Path) -> None:
    for name, text in (("left", case.left), ("right", case.right)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")

    comparison = diff(tmp_path / "left.txt#1", tmp_path / "right.txt#1")

    assert "\n".join(lines_of(comparison)) == case.expected
