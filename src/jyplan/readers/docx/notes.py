"""The stories beside the body: headers, footers, footnotes, endnotes, comments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jyplan.model import Block, BlockKind, Place, ProblemKind
from jyplan.readers.docx.body import BlockReader
from jyplan.readers.docx.inline.pages import Pages
from jyplan.readers.docx.inline.reader import COMMENT_MARK, ENDNOTE_MARK, FOOTNOTE_MARK
from jyplan.readers.docx.layout import sections
from jyplan.readers.docx.numbering.counters import Counters
from jyplan.readers.docx.values import is_on
from jyplan.readers.docx.word_file import optional_tree
from jyplan.readers.ooxml.names import r, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.word_file import WordFile

_REFERENCES = {w("headerReference"): BlockKind.HEADER, w("footerReference"): BlockKind.FOOTER}


class _NotePart(NamedTuple):
    """A part with notes."""

    relationship: str
    note: str
    """The tag of a note."""
    reference: str
    """The tag of the mark in the body."""
    kind: BlockKind


_NOTE_PARTS = (
    _NotePart("footnotes", w("footnote"), FOOTNOTE_MARK, BlockKind.FOOTNOTE),
    _NotePart("endnotes", w("endnote"), ENDNOTE_MARK, BlockKind.ENDNOTE),
    _NotePart("comments", w("comment"), COMMENT_MARK, BlockKind.COMMENT),
)
_ID = w("id")
ABOVE = Place(paragraph=0)
"""The place of unread pictures in headers and footers: above all plans, since no check must be silent because of a letterhead."""
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_notes(file: WordFile) -> tuple[Block, ...]:
    """Return headers and footers, then footnotes, endnotes and comments, each at the place of its mark in the body.

    The body has been read before, so that the places of the marks are known.
    """
    blocks: list[Block] = []
    for part, kind in _headers_and_footers(file).items():
        root = optional_tree(file.package, part, file.problems)
        if root is not None:
            blocks += _read_story(file, root, [(root, Place())], part, kind)
    for notes in _NOTE_PARTS:
        name = file.part_of_kind(notes.relationship)
        root = None if name is None else optional_tree(file.package, name, file.problems)
        if name is not None and root is not None:
            stories = [
                (note, file.marks.get((notes.reference, note.get(_ID, "")), Place()))
                for note in root.iterfind(notes.note)
                if note.get(w("type")) not in _SEPARATORS
            ]
            blocks += _read_story(file, root, stories, name, notes.kind)
    return tuple(blocks)


def _read_story(
    file: WordFile, root: Element, stories: list[tuple[Element, Place]], part: str, kind: BlockKind
) -> Iterator[Block]:
    # lists count from the beginning in each story
    counters = Counters(file.numbering, file.problems)
    reader = BlockReader(file, root, part, counters=counters, pages=Pages(known=False), kind=kind)
    for story, place in stories:
        for block in reader.read(story):
            yield replace(block, place=place, kind=kind)
        for message in reader.unread:
            file.problems.add(message, place if place != Place() else ABOVE, ProblemKind.UNREAD)
        reader.unread.clear()


def _headers_and_footers(file: WordFile) -> dict[str, BlockKind]:
    """Return the names and kinds of the displayed header and footer parts, in section order, without repetition."""
    even = file.settings is not None and is_on(file.settings.find(w("evenAndOddHeaders")))
    parts: dict[str, BlockKind] = {}
    for section in sections(file.root):
        shown = {"default", "even" if even else "", "first" if is_on(section.find(w("titlePg"))) else ""}
        for reference in section:
            kind = _REFERENCES.get(reference.tag)
            if kind is not None and reference.get(w("type"), "default") in shown:
                target = file.related.get(reference.get(r("id")) or "")
                if target is not None and not target.external:
                    parts[target.target] = kind
    return parts
