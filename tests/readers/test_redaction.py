"""Masking reaches every text of a document."""

from __future__ import annotations

from jyplan.model import Block, BlockKind, Cell, Document
from jyplan.readers.redaction import redact_document


def test_the_paragraphs_of_a_cell_are_masked_with_the_cell() -> None:
    paragraphs = (Block("王老师"), Block("电话13812345678"))
    row = Block(
        "联系人\t王老师\n电话13812345678",
        BlockKind.ROW,
        cells=(Cell("联系人"), Cell("王老师\n电话13812345678", paragraphs=paragraphs)),
    )
    masked = redact_document(Document("plan.docx", "docx", "0", (row,))).blocks[0].cells[1]
    assert "12345678" not in masked.text
    assert "\n".join(block.text for block in masked.paragraphs) == masked.text
