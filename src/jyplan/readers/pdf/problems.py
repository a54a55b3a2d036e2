"""Problems of a PDF: pages without readable text, pictures, characters invisible on paper."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from jyplan.errors import UnreadableDocument
from jyplan.model import Block, Message, Place, Problem, ProblemKind
from jyplan.readers.shared_problems import MOST_PICTURES, PICTURE_UNREAD, tiny_text, white_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.readers.pdf.glyphs import DrawnPage
    from jyplan.readers.pdf.lines import TextLine

    PlacedBlock = tuple[Block, TextLine]
    """A block with its first line."""

MAX_PAGES = 2_000
UNKNOWN_SHARE = 0.2
"""With a larger share of characters without a Unicode value the text is reported as unreadable."""
MAX_UNSEEN = 50
"""Paragraphs with white or tiny characters that are listed."""
OCR_HINT = "run text recognition (OCR) on it, or ask for the file it was made from"
NO_WORDS_HINT = "save it as .docx in the program it was written with"


def check_text(pages: Sequence[DrawnPage], lines: Sequence[Sequence[TextLine]], path: str) -> None:
    """Return if any page has text.

    Raises:
        UnreadableDocument: all pages are damaged, pictures, or empty.
    """
    if all(page.is_broken for page in pages):
        raise UnreadableDocument(
            "is a damaged PDF document", where=path, hint="ask for the file again, or save it as .docx"
        )
    if any(page_lines and not page.is_scan for page, page_lines in zip(pages, lines, strict=True)):
        return
    if any(page.is_scan for page in pages):
        raise UnreadableDocument("is a scan: its pages are pictures without text", where=path, hint=OCR_HINT)
    raise UnreadableDocument("is a PDF document without text", where=path, hint=NO_WORDS_HINT)


def find_problems(
    pages: Sequence[DrawnPage],
    lines: Sequence[Sequence[TextLine]],
    placed: Sequence[PlacedBlock],
    page_count: int,
) -> tuple[Problem, ...]:
    """Return the problems of a document: of pages, of white and tiny characters, of pictures.

    `page_count` is the number of pages in the file, more than `pages` beyond `MAX_PAGES`.
    """
    return (
        *_page_problems(pages, page_count),
        *_unknown_characters(lines),
        *_unseen(placed),
        *_pictures(pages, placed),
    )


def _page_problems(pages: Sequence[DrawnPage], page_count: int) -> Iterator[Problem]:
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


def _unknown_characters(lines: Sequence[Sequence[TextLine]]) -> Iterator[Problem]:
    """Yield a problem for fonts without a table of Unicode values (private use characters, U+FFFD)."""
    text = "".join(line.text for page_lines in lines for line in page_lines)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if unknown > UNKNOWN_SHARE * len(text):
        yield Problem(
            Message("its fonts do not say which characters they show; much of the text is unreadable"),
            kind=ProblemKind.UNREAD,
        )


def _unseen(placed: Sequence[PlacedBlock]) -> Iterator[Problem]:
    """Yield a problem for each paragraph with tiny characters, or else with white characters."""
    unseen = ((block, line) for block, line in placed if line.tiny or line.white)
    for block, line in islice(unseen, MAX_UNSEEN):
        message = tiny_text(line.tiny) if line.tiny else white_text(line.white)
        yield Problem(message, block.place, ProblemKind.TAMPERING)


def _pictures(pages: Sequence[DrawnPage], placed: Sequence[PlacedBlock]) -> Iterator[Problem]:
    """Yield a problem for each picture among the text, at the paragraph above; a single problem for a place."""
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
    for place in islice(places, MOST_PICTURES):
        yield Problem(PICTURE_UNREAD, place, ProblemKind.UNREAD)
