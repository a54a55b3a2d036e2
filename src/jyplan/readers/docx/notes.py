"""The stories beside the body: headers, footers, footnotes, endnotes, comments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyplan.model import Block, BlockKind, Place
from jyplan.readers.docx.body import BlockReader
from jyplan.readers.docx.counters import Counters
from jyplan.readers.docx.layout import sections
from jyplan.readers.docx.names import r, w
from jyplan.readers.docx.pages import Pages
from jyplan.readers.docx.source import optional_tree
from jyplan.readers.docx.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from jyplan.readers.docx.source import WordFile

_REFERENCES = frozenset({w("headerReference"), w("footerReference")})
_NOTE_PARTS = {"footnotes": w("footnote"), "endnotes": w("endnote"), "comments": w("comment")}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_notes(source: WordFile) -> tuple[Block, ...]:
    """Return headers and footers (as page furniture), then footnotes, endnotes and comments."""
    blocks: list[Block] = []
    for part in _headers_and_footers(source):
        root = optional_tree(source.package, part, source.notices)
        if root is not None:
            blocks += _read_story(source, root, [root], part, BlockKind.FURNITURE)
    for kind, tag in _NOTE_PARTS.items():
        name = source.part_of_kind(kind)
        root = None if name is None else optional_tree(source.package, name, source.notices)
        if name is not None and root is not None:
            notes = [note for note in root.iterfind(tag) if note.get(w("type")) not in _SEPARATORS]
            blocks += _read_story(source, root, notes, name, BlockKind.PARAGRAPH)
    return tuple(blocks)


def _read_story(source: WordFile, root: Element, notes: list[Element], part: str, kind: BlockKind) -> Iterator[Block]:
    # lists count from the beginning in each story
    counters = Counters(source.numbering, source.notices)
    reader = BlockReader(source, root, part, counters=counters, pages=Pages(known=False), kind=kind)
    for note in notes:
        for block in reader.read(note):
            yield replace(block, place=Place())


def _headers_and_footers(source: WordFile) -> list[str]:
    """Return the names of the displayed header and footer parts, in section order, without repetition."""
    even = source.settings is not None and is_on(source.settings.find(w("evenAndOddHeaders")))
    parts: dict[str, None] = {}
    for section in sections(source.root):
        shown = {"default", "even" if even else "", "first" if is_on(section.find(w("titlePg"))) else ""}
        for reference in section:
            if reference.tag in _REFERENCES and reference.get(w("type"), "default") in shown:
                target = source.related.get(reference.get(r("id")) or "")
                if target is not None and not target.external:
                    parts[target.target] = None
    return list(parts)
