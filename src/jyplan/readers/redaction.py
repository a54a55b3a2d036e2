"""Masking personal numbers in a document, right after reading.

The blocks are masked together, a line end between them: a number that a text file breaks over two lines is found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.model import Block, Cell, Document, Problem


def redact_document(document: Document) -> Document:
    """Return a document with personal numbers masked in all texts; lengths, places and anchors stay right.

    >>> from jyplan.model import Block, Document
    >>> document = Document("plan.txt", "txt", "0", (Block("联系电话：138123"), Block("45678")))
    >>> [block.text for block in redact_document(document).blocks]
    ['联系电话：138***', '*5678']
    """
    return replace(
        document,
        blocks=_redacted_blocks(document.blocks),
        notes=_redacted_blocks(document.notes),
        problems=tuple(map(_redacted_problem, document.problems)),
    )


def _redacted_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    text = redact("\n".join(block.text for block in blocks))
    redacted = []
    start = 0
    for block in blocks:
        end = start + len(block.text)
        redacted.append(_with_text(block, text[start:end]))
        start = end + 1
    return tuple(redacted)


def _with_text(block: Block, text: str) -> Block:
    """Return a block with a text of the same length; the texts of a row's cells are cut from the text if the text is made of them."""
    if text == block.text and not block.cells:
        return block
    texts = [redact(cell.text) for cell in block.cells]
    if "\t".join(cell.text for cell in block.cells) == block.text:
        start = 0
        for number, cell in enumerate(block.cells):
            texts[number] = text[start : start + len(cell.text)]
            start += len(cell.text) + 1
    cells = tuple(_cell_with_text(cell, shown) for cell, shown in zip(block.cells, texts, strict=True))
    return replace(block, text=text, label=text[: len(block.label)], cells=cells)


def _cell_with_text(cell: Cell, text: str) -> Cell:
    """Return a cell with a text of the same length; its paragraphs are cut from the text."""
    paragraphs = []
    start = 0
    for block in cell.paragraphs:
        end = start + len(block.text)
        paragraphs.append(_with_text(block, text[start:end]))
        start = end + 1
    return replace(cell, text=text, paragraphs=tuple(paragraphs))


def _redacted_problem(problem: Problem) -> Problem:
    params = {
        name: redact(value) if isinstance(value, str) else value for name, value in problem.message.params.items()
    }
    return replace(problem, message=Message(problem.message.template, params))
