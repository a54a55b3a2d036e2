"""An open Word document: the parts and definitions shared by all its stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from jyplan.model import Message, ProblemKind
from jyplan.readers.docx.evidence import Evidence
from jyplan.readers.docx.formatting.styles import Styles
from jyplan.readers.docx.formatting.theme import Theme
from jyplan.readers.docx.inline.charts import chart_words
from jyplan.readers.docx.inline.smartart import diagram_lines
from jyplan.readers.docx.numbering.definitions import Numbering
from jyplan.readers.ooxml.errors import damaged_main_part_error, no_document_error
from jyplan.readers.ooxml.names import w
from jyplan.readers.ooxml.package import PartUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from jyplan.model import Block, Place
    from jyplan.readers.docx.revisions import RevisionView
    from jyplan.readers.ooxml.package import OfficePackage, Relationship
    from jyplan.readers.ooxml.problems import ProblemList

_TEMPLATES = 4
"""Themes and sets of styles kept for the next document."""
_MAIN = ("document.main+xml", "template.main+xml", "macroenabledtemplate.main+xml")


class EmbeddedReader(Protocol):
    """Reads the files embedded in a Word document."""

    def read_chunk(self, file: WordFile, part: str, element: Element, place: Place) -> list[Block]:
        """Return the blocks of the file named by a `w:altChunk` or `w:subDoc` of a part."""
        ...

    def read_object(self, file: WordFile, data: bytes, place: Place) -> list[Block]:
        """Return the blocks of an embedded document or sheet, given by its bytes."""
        ...


@dataclass(slots=True)
class WordFile:
    """An open Word document: its main part, definitions shared by all stories, and the problems met so far."""

    package: OfficePackage
    part: str
    """The name of the main part."""
    root: Element
    view: RevisionView
    problems: ProblemList
    related: dict[str, Relationship]
    settings: Element | None
    theme: Theme
    styles: Styles
    numbering: Numbering
    embedded: EmbeddedReader
    evidence: Evidence = field(default_factory=Evidence)
    marks: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Places of the marks of notes in the body, by tag and id of the note; filled while the body is read."""

    def target(self, part: str, relationship: str) -> str | None:
        """Return the name of the part that a relationship of `part` points to; None for a missing or external part."""
        related = self.related if part == self.part else self.package.relationships(part)
        pointer = related.get(relationship)
        return None if pointer is None or pointer.external else pointer.target

    def shown_object(self, part: str, relationship: str, place: Place) -> list[Block]:
        """Return the blocks of an embedded document or sheet shown on the page; none for an unreadable one."""
        target = self.target(part, relationship)
        try:
            return [] if target is None else self.embedded.read_object(self, self.package.read(target), place)
        except PartUnreadableError:
            return []

    def diagram(self, part: str, relationship: str) -> list[str]:
        """Return the lines of a diagram by its relationship; none for a missing or damaged diagram."""
        data = self._drawn_part(part, relationship)
        return [] if data is None else diagram_lines(data)

    def chart(self, part: str, relationship: str) -> str:
        """Return the words of a chart by its relationship; empty for a missing or damaged chart."""
        chart = self._drawn_part(part, relationship)
        return "" if chart is None else chart_words(chart)

    def _drawn_part(self, part: str, relationship: str) -> Element | None:
        target = self.target(part, relationship)
        try:
            return None if target is None else self.package.tree(target)
        except PartUnreadableError:
            return None

    def part_of_kind(self, kind: str) -> str | None:
        """Return the name of the first part related to the main part by `kind`, None without one."""
        return next((r.target for r in self.related.values() if r.kind == kind and not r.external), None)


def open_word_file(
    package: OfficePackage,
    view: RevisionView,
    problems: ProblemList,
    embedded: EmbeddedReader,
) -> WordFile:
    """Return the Word document in a package.

    Raises:
        UnreadableDocument: the package holds no Word document, or the main part is damaged.
    """
    part, root = _main_part(package)
    related = package.relationships(part)

    def tree(kind: str) -> Element | None:
        name = next((r.target for r in related.values() if r.kind == kind and not r.external), None)
        return None if name is None else _shared_tree(package, name, problems)

    settings = tree("settings")
    theme = _theme(tree("theme"), settings)
    styles = _styles(tree("styles"), theme)
    numbering = Numbering(tree("numbering"), styles.list_styles)
    return WordFile(package, part, root, view, problems, related, settings, theme, styles, numbering, embedded)


_theme = lru_cache(_TEMPLATES)(Theme)
_styles = lru_cache(_TEMPLATES)(Styles)
"""Cached by tree: documents made from the same template share the trees of styles and theme."""


def optional_tree(package: OfficePackage, name: str, problems: ProblemList) -> Element | None:
    """Return the root of a secondary part; a damaged part gives None and a problem."""
    return _optional(package.tree, name, problems)


def _shared_tree(package: OfficePackage, name: str, problems: ProblemList) -> Element | None:
    """Return the root of a part with definitions, to be read only: later documents share it."""
    return _optional(package.shared_tree, name, problems)


def _optional(tree: Callable[[str], Element], name: str, problems: ProblemList) -> Element | None:
    try:
        return tree(name)
    except PartUnreadableError:
        problems.add(
            Message("a part of the file is damaged and was left out: {part}", {"part": name}), kind=ProblemKind.DAMAGED
        )
        return None


def _main_part(package: OfficePackage) -> tuple[str, Element]:
    """Return name and root of the main part, found by relationship, content type or usual name."""
    candidates = [r.target for r in package.relationships().values() if r.kind == "officeDocument" and not r.external]
    candidates += [*package.parts_of_type(_MAIN), "word/document.xml"]
    name = next((name for name in candidates if package.has(name)), None)
    if name is None:
        raise no_document_error(package.path)
    try:
        root = package.tree(name)
    except PartUnreadableError as error:
        raise damaged_main_part_error(package.path, name) from error
    if root.tag != w("document"):
        raise no_document_error(package.path, root.tag)
    return name, root
