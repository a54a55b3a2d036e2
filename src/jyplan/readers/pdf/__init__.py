"""PDF documents with a text layer; scanned pages are reported as problems.

Needs pypdfium2, the extra `pdf`. Stages: glyphs → lines (and rows of ruled tables) → furniture (running
heads, page numbers) marked → paragraphs by layout → headings by bookmarks.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import replace
from itertools import count, islice, takewhile
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, BlockKind, Document, Message, Place, Problem, ProblemKind
from jyplan.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.glyphs import DrawnPage
    from jyplan.readers.pdf.lines import TextLine

NAME = "pdf"
HEADER = lazy_pattern(rb"%PDF-[0-9]\.[0-9]")
HEADER_RANGE = 1024
"""Bytes within which the header may begin: ISO 32000-1, annex H.3.4.1."""
MAX_PAGES = 2_000
MAX_PICTURES = 200
"""Pictures of a document that are listed."""
UNKNOWN_SHARE = 0.2
"""With a larger share of characters without a Unicode value the text is reported as unreadable."""
MAX_UNSEEN = 50
"""Paragraphs with characters that nobody sees that are listed."""
_TINY = Message("{count} characters of at most 2 points, which nobody can read on paper")
_WHITE = Message("{count} characters in white, which nobody sees on paper")
OCR_HINT = "run text recognition (OCR) on it, or ask for the file it was made from"
NO_WORDS_HINT = "save it as .docx in the program it was written with"

_Edges = tuple[float, ...]
"""Edges of the columns of a table, left to right, in points."""


def recognises(data: bytes) -> bool:
    r"""Return whether a file is a PDF; headers of a mail or web server may stand before the PDF header.

    >>> recognises(b"%PDF-1.7"), recognises(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj"), recognises(b"a %PDF-1.4")
    (True, True, False)
    """
    header = HEADER.search(data[:HEADER_RANGE])
    return header is not None and (not data[: header.start()].strip(b"\xef\xbb\xbf \t\r\n\0") or b" obj" in data)


def read(data: bytes, path: str) -> Document:
    """Return the document's paragraphs, page after page.

    Raises:
        MissingExtra: pypdfium2 is not installed.
        UnreadableDocument: the file has a password, is damaged, or has no text, as a scan.
    """
    from jyplan.readers.pdf.footnotes import part_footnotes
    from jyplan.readers.pdf.glyphs import PdfFile

    pages: list[DrawnPage] = []
    lines: list[list[TextLine]] = []
    margins: list[Block] = []
    tables = 0
    columns: _Edges = ()
    with PdfFile(data, path) as file:
        page_count = len(file)
        for index in range(min(page_count, MAX_PAGES)):
            page = file.read_page(index)
            notes, glyphs = part_footnotes(page.glyphs, page.rulings, page.number)
            page = replace(page, glyphs=tuple(glyphs))
            margins += [Block(note, BlockKind.FOOTNOTE, Place(page=page.number)) for note in notes]
            page_lines, columns = _read_lines(page, tables, columns)
            lines.append(page_lines)
            tables = max((line.table or 0 for line in lines[-1]), default=0) or tables
            margins += _read_aside(page)
            pages.append(replace(page, glyphs=(), rulings=(), aside=(), comments=()))
        bookmarks = file.bookmarks()
    _check_text(pages, lines, path)
    placed = list(_blocks(lines, bookmarks, min((page.width for page in pages), default=0.0)))
    return Document(
        path,
        NAME,
        hashlib.sha256(data).hexdigest(),
        tuple(block for block, _ in placed),
        notes=_without_repetition(margins),
        problems=(*_find_problems(pages, lines, page_count), *_find_unseen(placed), *_find_pictures(pages, placed)),
    )


def _without_repetition(notes: Sequence[Block]) -> tuple[Block, ...]:
    """Return the notes without those on margins that an earlier page has, too; footnotes and readers' comments stay."""
    first: dict[str, int | None] = {}
    return tuple(
        note
        for note in notes
        if first.setdefault(note.text, note.place.page) == note.place.page or note.kind is not BlockKind.HEADER
    )


def _read_aside(page: DrawnPage) -> Iterator[Block]:
    """Yield the text of a page that runs in another direction than most (margins, watermarks), and readers' comments."""
    from jyplan.readers.pdf.lines import read_lines

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


def _find_unseen(placed: Sequence[tuple[Block, TextLine]]) -> Iterator[Problem]:
    """Yield a problem for each paragraph with characters that nobody sees on paper, tiny or white ones."""
    found = 0
    for block, line in placed:
        for sentence, count_of in ((_TINY, line.tiny), (_WHITE, line.white if not line.tiny else 0)):
            if count_of and found < MAX_UNSEEN:
                found += 1
                yield Problem(Message(sentence.template, {"count": count_of}), block.place, ProblemKind.TAMPERING)


def _find_pictures(pages: Sequence[DrawnPage], placed: Sequence[tuple[Block, TextLine]]) -> Iterator[Problem]:
    """Yield a problem for each picture among the text, at the paragraph above it, one a place."""
    message = Message("a picture; what is written in it was not read")
    places: dict[Place, None] = {}
    on_page: dict[int, list[tuple[float, int]]] = {}
    for block, line in placed:
        on_page.setdefault(line.page, []).append((line.top, block.place.paragraph or 0))
    for page in pages:
        own = on_page.get(page.number, [])
        for top in page.pictures:
            above = [paragraph for line_top, paragraph in own if line_top > top]
            before = max(own[0][1] - 1, 1) if own else None
            places[Place(paragraph=max(above, default=before), page=page.number)] = None
    for place in islice(places, MAX_PICTURES):
        yield Problem(message, place, ProblemKind.UNREAD)


def _read_lines(page: DrawnPage, tables: int, columns: _Edges) -> tuple[list[TextLine], _Edges]:
    """Return the lines and table rows of a page, top to bottom, and the edges of the columns of its last table.

    `tables` is the number of tables on earlier pages, `columns` the edges of the last table of the page before.
    """
    from jyplan.readers.pdf.borderless import find_borderless
    from jyplan.readers.pdf.columns import read_in_columns
    from jyplan.readers.pdf.lines import read_lines
    from jyplan.readers.pdf.tables import are_near, find_grids, read_rows

    rows: list[TextLine] = []
    free = list(page.glyphs)
    grids = find_grids(page.rulings, columns)
    for number, grid in enumerate(grids):
        inside = [glyph for glyph in free if grid.holds(glyph)]
        if inside:
            tables += not (number == 0 and are_near(grid.xs, columns))  # a table goes on behind the end of a page
            rows += [replace(row, table=tables) for row in read_rows(grid, inside, page.number)]
            free = [glyph for glyph in free if not grid.holds(glyph)]
    lines = read_in_columns(free, page.number)
    if not any(line.in_column for line in lines):
        found = find_borderless(free, page.rulings, page.number)
        for table in found:
            tables += 1
            rows += [replace(row, table=tables) for row in table.rows]
        if found:
            taken = frozenset().union(*(table.glyphs for table in found))
            lines = read_lines([glyph for position, glyph in enumerate(free) if position not in taken], page.number)
    return _with_rows(lines, rows), grids[-1].xs if grids else ()


def _with_rows(lines: Sequence[TextLine], rows: Sequence[TextLine]) -> list[TextLine]:
    """Return lines in reading order with the rows of tables, each before the first line below it."""
    if not any(line.in_column for line in lines):
        return sorted([*lines, *rows], key=lambda line: -line.top)
    merged: list[TextLine] = []
    waiting = deque(sorted(rows, key=lambda row: -row.top))
    for line in lines:
        while waiting and waiting[0].top > line.top:
            merged.append(waiting.popleft())
        merged.append(line)
    return [*merged, *waiting]


def _check_text(pages: Sequence[DrawnPage], lines: Sequence[Sequence[TextLine]], path: str) -> None:
    if all(page.is_broken for page in pages):
        raise UnreadableDocument(
            "is a damaged PDF document", where=path, hint="ask for the file again, or save it as .docx"
        )
    if any(page_lines and not page.is_scan for page, page_lines in zip(pages, lines, strict=True)):
        return
    if any(page.is_scan for page in pages):
        raise UnreadableDocument("is a scan: its pages are pictures without text", where=path, hint=OCR_HINT)
    raise UnreadableDocument("is a PDF document without text", where=path, hint=NO_WORDS_HINT)


def _find_problems(
    pages: Sequence[DrawnPage], lines: Sequence[Sequence[TextLine]], page_count: int
) -> Iterator[Problem]:
    for page in pages:
        if page.is_scan:
            message = Message("page {page} is a picture; its text is missing", {"page": page.number})
            yield Problem(message, Place(page=page.number), ProblemKind.UNREAD)
        elif page.is_broken:
            message = Message("page {page} is damaged; its text is missing", {"page": page.number})
            yield Problem(message, Place(page=page.number), ProblemKind.UNREAD)
    if page_count > MAX_PAGES:
        message = Message(
            "only the first {limit} of {count} pages were read", {"limit": MAX_PAGES, "count": page_count}
        )
        yield Problem(message, Place(page=MAX_PAGES), ProblemKind.LIMIT)
    text = "".join(line.text for page_lines in lines for line in page_lines)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if unknown > UNKNOWN_SHARE * len(text):
        yield Problem(
            Message("its fonts do not say which characters they show; much of the text is unreadable"),
            kind=ProblemKind.UNREAD,
        )


def _blocks(
    pages: Sequence[Sequence[TextLine]], bookmarks: dict[str, int], width: float
) -> Iterator[tuple[Block, TextLine]]:
    """Yield the blocks in reading order, each with its first line; furniture inside a paragraph follows the paragraph.

    `width` is that of the narrowest page.
    """
    from jyplan.readers.pdf.furniture import find_furniture
    from jyplan.readers.pdf.paragraphs import join_lines, measure, to_block

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
