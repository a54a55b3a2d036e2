"""Cases as readable text: title, input and expected blocks, parted by lines with a single dot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.model import Block, Document

LETTERS = {
    BlockKind.PARAGRAPH: "P",
    BlockKind.HEADING: "H",
    BlockKind.ROW: "R",
    BlockKind.CONTENTS: "C",
    BlockKind.FURNITURE: "F",
    BlockKind.HEADER: "^",
    BlockKind.FOOTER: "_",
    BlockKind.FOOTNOTE: "n",
    BlockKind.ENDNOTE: "e",
    BlockKind.COMMENT: "c",
}


class Case(NamedTuple):
    """One case of a file."""

    title: str
    source: str
    expected: str


def load_cases(path: Path) -> list[Case]:
    """Return the cases of a file: title, `.`, input, `.`, expected, `.`, and so on."""
    fields = [[""]]
    for line in path.read_text("utf-8").splitlines():
        if line == ".":
            fields.append([])
        else:
            fields[-1].append(line)
    texts = ["\n".join(field).strip("\n") for field in fields]
    return [Case(*texts[i : i + 3]) for i in range(0, len(texts) - 2, 3)]


def show(document: Document) -> str:
    """Return a document's blocks, a line each: kind and heading level, ‹automatic number›, text.

    A tab is shown as ` | `, a line break in a cell as ` / `, a cell that continues one above as ^.
    """
    return "\n".join(map(_show_block, document.blocks))


def _show_block(block: Block) -> str:
    level = block.style.outline_level if block.style and block.kind is BlockKind.HEADING else None
    kind = LETTERS[block.kind] + ("" if level is None else str(level + 1))
    if block.cells:
        text = " | ".join("^" if c.merged else f"{c.text}{{{c.span}}}" if c.span > 1 else c.text for c in block.cells)
    else:
        text = f"‹{block.label}›{block.text[len(block.label) :]}" if block.label else block.text
    return f"{kind} {text}".replace("\n", " / ").replace("\t", "→")
