"""From the bytes of a PDF to a `Document`.

| stage | module | from | to |
|---|---|---|---|
| weigh | `weighing` | bytes | an error for a file that pdfium would take too long for |
| draw | `pdfium` | bytes | glyphs, rulings, pictures and comments of each page |
| footnotes | `footnotes` | glyphs | notes, and the glyphs of the text |
| lines | `page_lines` | glyphs | lines and table rows in reading order |
| furniture | `furniture` | lines | running heads, running feet and page numbers |
| paragraphs | `paragraphs` | lines | blocks; bookmarks make headings |
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import replace
from itertools import count, takewhile
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Document, Place
from jyplan.readers.pdf.footnotes import separate_footnotes
from jyplan.readers.pdf.furniture import find_furniture
from jyplan.readers.pdf.lines import read_lines
from jyplan.readers.pdf.page_lines import PageLineReader
from jyplan.readers.pdf.paragraphs import join_lines, measure, to_block
from jyplan.readers.pdf.pdfium import PdfFile
from jyplan.readers.pdf.problems import MAX_PAGES, check_text, find_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.glyphs import DrawnPage
    from jyplan.readers.pdf.lines import TextLine

NAME = "pdf"


class _ReadPages(NamedTuple):
    """The pages of a file, up to `MAX_PAGES`."""

    pages: list[DrawnPage]
    """Without glyphs, rulings and comments, to save memory."""
    lines: list[list[TextLine]]
    """The lines of each page."""
    notes: list[Block]
    bookmarks: dict[str, int]
    """Levels by title without spaces."""
    page_count: int
    """Pages in the file."""


def read_document(data: bytes, path: str) -> Document:
    """Return the document's paragraphs, page after page.

    Raises:
        MissingExtra: pypdfium2 is not installed.
        UnreadableDocument: the file has a password, is damaged, or has no text, as a scan.
    """
    file = _read_pages(data, path)
    check_text(file.pages, file.lines, path)
    narrowest = min((page.width for page in file.pages), default=0.0)
    placed = list(_blocks(file.lines, file.bookmarks, narrowest))
    return Document(
        path,
        NAME,
        hashlib.sha256(data).hexdigest(),
        tuple(block for block, _ in placed),
        notes=_without_repetition(file.notes),
        problems=find_problems(file.pages, file.lines, placed, file.page_count),
    )


def _read_pages(data: bytes, path: str) -> _ReadPages:
    pages: list[DrawnPage] = []
    lines: list[list[TextLine]] = []
    notes: list[Block] = []
    reader = PageLineReader()
    with PdfFile(data, path) as file:
        for index in range(min(len(file), MAX_PAGES)):
            page = file.read_page(index)
            footnotes, glyphs = separate_footnotes(page.glyphs, page.rulings, page.number)
            lines.append(reader.read(replace(page, glyphs=tuple(glyphs))))
            notes += [Block(note, BlockKind.FOOTNOTE, Place(page=page.number)) for note in footnotes]
            notes += _read_aside(page)
            pages.append(replace(page, glyphs=(), rulings=(), aside=(), comments=()))
        return _ReadPages(pages, lines, notes, file.bookmarks(), len(file))


def _without_repetition(notes: Sequence[Block]) -> tuple[Block, ...]:
    """Return the notes without margin texts repeated from an earlier page; all footnotes and readers' comments stay."""
    first: dict[str, int | None] = {}
    return tuple(
        note
        for note in notes
        if first.setdefault(note.text, note.place.page) == note.place.page or note.kind is not BlockKind.HEADER
    )


def _read_aside(page: DrawnPage) -> Iterator[Block]:
    """Yield text in a minority direction (margins, watermarks) as headers, and readers' comments."""
    for glyphs in page.aside:
        slanting = glyphs[0].look.turn is None
        texts = (
            ["".join(glyph.text for glyph in glyphs)]
            if slanting
            else [line.text for line in read_lines(glyphs, page.number)]
        )
        yield from (Block(text, BlockKind.HEADER, Place(page=page.number)) for text in texts if text.strip())
    for comment in page.comments:
        yield Block(" ".join(comment.split()), BlockKind.COMMENT, Place(page=page.number))


def _blocks(
    pages: Sequence[Sequence[TextLine]], bookmarks: dict[str, int], width: float
) -> Iterator[tuple[Block, TextLine]]:
    """Yield the blocks in reading order, each with its first line; furniture inside a paragraph follows the paragraph.

    `width` is the width of the narrowest page, in points.
    """
    furniture = find_furniture(pages)
    heads = {id(line) for page in pages for line in takewhile(furniture.__contains__, page)}
    lines = [line for page in pages for line in page]
    text = [line for line in lines if line not in furniture]
    margins = {
        False: measure([line for line in text if not line.in_column], width),
        True: measure([line for line in text if line.in_column]),
    }
    waiting = deque(line for line in lines if line in furniture)
    positions = {id(line): n for n, line in enumerate(lines)}
    numbers = count(1)
    for paragraph in join_lines(text, margins):
        while waiting and positions[id(waiting[0])] < positions[id(paragraph[0])]:
            line = waiting.popleft()
            yield _furniture_block(line, next(numbers), heads), line
        block = to_block(paragraph, margins[paragraph[0].in_column], next(numbers))
        level = bookmarks.get("".join(block.text.split()))
        if level is not None and block.style is not None:
            block = replace(block, kind=BlockKind.HEADING, style=replace(block.style, outline_level=level))
        first = paragraph[0]
        white, tiny = (sum(getattr(line, kind) for line in paragraph) for kind in ("white", "tiny"))
        yield block, replace(first, white=white, tiny=tiny)
    for line in waiting:
        yield _furniture_block(line, next(numbers), heads), line


def _furniture_block(line: TextLine, number: int, heads: set[int]) -> Block:
    kind = BlockKind.HEADER if id(line) in heads else BlockKind.FOOTER
    return Block(line.text, kind, Place(paragraph=number, page=line.page))
