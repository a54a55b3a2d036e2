"""What all stories of one document share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jyplan.model import Message
from jyplan.readers.docx.evidence import Evidence
from jyplan.readers.docx.names import w
from jyplan.readers.docx.numbering import Numbering
from jyplan.readers.docx.package import PartUnreadableError
from jyplan.readers.docx.refusals import is_no_document, main_part_is_damaged
from jyplan.readers.docx.styles import Styles
from jyplan.readers.docx.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from jyplan.model import Block
    from jyplan.readers.docx.notices import Notices
    from jyplan.readers.docx.package import Package, Relationship
    from jyplan.readers.docx.revisions import View

_MAIN = ("document.main+xml", "template.main+xml", "macroenabledtemplate.main+xml")


@dataclass(slots=True)
class Source:
    """An open document: its parts and how to read them."""

    package: Package
    part: str
    """The name of the main part."""
    root: Element
    view: View
    notices: Notices
    related: dict[str, Relationship]
    settings: Element | None
    theme: Theme
    styles: Styles
    numbering: Numbering
    embed: Callable[[Source, str, Element], list[Block]]
    """Reads what a `w:altChunk` or `w:subDoc` of a part points to."""
    evidence: Evidence = field(default_factory=Evidence)

    def embedded(self, part: str, element: Element) -> list[Block]:
        """Return the blocks of a file that is embedded at this place."""
        return self.embed(self, part, element)

    def part_of_kind(self, kind: str) -> str | None:
        """Return the name of the part that the main part relates to in this way."""
        return next((r.target for r in self.related.values() if r.kind == kind and not r.external), None)


def open_source(
    package: Package,
    view: View,
    notices: Notices,
    embed: Callable[[Source, str, Element], list[Block]],
) -> Source:
    """Return the document in a package.

    Raises:
        UnreadableDocument: there is none, or its main part is damaged.
    """
    part, root = _main_part(package)
    related = package.relationships(part)

    def tree(kind: str) -> Element | None:
        name = next((r.target for r in related.values() if r.kind == kind and not r.external), None)
        return None if name is None else optional_tree(package, name, notices)

    settings = tree("settings")
    theme = Theme(tree("theme"), settings)
    styles = Styles(tree("styles"), theme)
    numbering = Numbering(tree("numbering"), styles.list_styles)
    return Source(package, part, root, view, notices, related, settings, theme, styles, numbering, embed)


def optional_tree(package: Package, name: str, notices: Notices) -> Element | None:
    """Return a part that the document can be read without; a damaged one is a problem, not an error."""
    try:
        return package.tree(name)
    except PartUnreadableError:
        notices.add(Message("a part of the file is damaged and was left out: {part}", {"part": name}))
        return None


def _main_part(package: Package) -> tuple[str, Element]:
    """Find the main part by its relationship, else by its type, else by its usual name."""
    candidates = [r.target for r in package.relationships().values() if r.kind == "officeDocument" and not r.external]
    candidates += [*package.parts_of_type(_MAIN), "word/document.xml"]
    name = next((name for name in candidates if package.has(name)), None)
    if name is None:
        raise is_no_document(package.path)
    try:
        root = package.tree(name)
    except PartUnreadableError as error:
        raise main_part_is_damaged(package.path, name) from error
    if root.tag != w("document"):
        raise is_no_document(package.path, root.tag)
    return name, root
