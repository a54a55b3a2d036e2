"""`jyplan parse --format text`: the text as displayed, automatic numbers included, a paragraph per line.

The report has no line for an unread document; the command names unread documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.model import BlockKind, Node, Outline, Role
from jyplan.reports.media.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.model import Document
    from jyplan.reports.protocol import OutlineOptions, Parsed


def render(results: Sequence[Parsed], options: OutlineOptions) -> str:
    """Return the text of each document; with several documents, each after a `==> path <==` line, as in `tail`."""
    read = [result for result in results if isinstance(result, Outline)]
    texts = [_text(outline, options) for outline in read]
    if len(results) > 1:
        texts = [f"==> {visible(outline.document.path)} <==\n{text}" for outline, text in zip(read, texts, strict=True)]
    return "\n".join(texts)


def _text(outline: Outline, options: OutlineOptions) -> str:
    paragraphs = _whole(outline.document, options) if options.roles is None else _paragraphs(outline, options.roles)
    return "".join(f"{visible(' '.join(paragraph.splitlines()))}\n" for paragraph in paragraphs)


def _whole(document: Document, options: OutlineOptions) -> Iterator[str]:
    """Yield the paragraphs of the body; with `everything` headers before, and footers and notes behind."""
    notes = document.notes if options.everything else ()
    yield from (note.text for note in notes if note.kind is BlockKind.HEADER)
    yield from (block.text for block in document.blocks)
    yield from (note.text for note in notes if note.kind is not BlockKind.HEADER)


def _paragraphs(outline: Outline, roles: frozenset[Role]) -> Iterator[str]:
    """Yield the paragraphs of nodes with one of the roles, without the text of children."""
    for plan in outline.plans:
        text = plan.text
        for node in plan.walk():
            if node.role in roles:
                yield from text[node.span.start : _own_end(node)].strip("\n").split("\n")


def _own_end(node: Node) -> int:
    return node.children[0].span.start if node.children else node.span.end
