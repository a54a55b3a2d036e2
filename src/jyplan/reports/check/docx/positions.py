"""Positions for marks of comments in a Word file, between runs; runs are split to make room for a mark.

Word does not allow a mark inside a text box, a formula or the base of a pinyin guide: the position is then before or
after that whole element, and not exact. The package docstring (`check.docx`) shows the splitting of a run.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from jyplan.reports.check.docx.package import UnfitPackageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element as Element

    from jyplan.reports.check.docx.extents import CharacterEdge

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_REPEATED_MARKUP = 20_000_000
"""Limit, in characters, of the markup repeated when runs are split: 10 for each split of a bold run, hundreds for
a run with fonts and colours."""
_AFTER_ALL = 1 << 62
"""Offset of the position after a whole element, larger than the offset of any character."""
_MARKABLE = ("hyperlink", "ins", "del", "moveTo", "moveFrom", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
         "dir", "bdo")  # fmt: skip
"""Elements besides paragraphs that may contain ranges of comments: EG_PContent, ECMA-376 part 1, A.1."""


class FileOrder(NamedTuple):
    """Sorts positions in the order of the file."""

    element: int
    """Number of the position's element in the main part."""
    offset: int
    """Offset in the element's text: 0 before the element, `_AFTER_ALL` after it."""


@dataclass(frozen=True, slots=True)
class MarkPosition:
    """A position between runs, or inside a run to be split."""

    element: Element
    """The element before, after or inside which the mark is placed: a child of a run, a sibling of runs, or a
    paragraph for a mark at its beginning."""
    order: FileOrder
    """Equal positions have equal orders."""
    exact: bool
    """True if the position is at the very character, False if before or after a larger element."""


@dataclass(slots=True)
class _DisplayedText:
    """The displayed text of an element, cached because lxml copies the text on every access."""

    shown: str
    skipped: int
    """Number of hidden blanks before `shown`."""
    end: int
    """Length of the text left in the element after the cuts made so far."""


class MarkPositions:
    """Finds positions in one main part and inserts marks at them, splitting texts and runs."""

    def __init__(self, root: Element) -> None:
        self._elements = list(root.iter("*"))
        self._numbers = {element: number for number, element in enumerate(self._elements)}
        self._namespace = etree.QName(root).namespace or ""
        self._keeps_space = root.get(_SPACE) == "preserve"
        self._paragraph, self._run = self._w("p"), self._w("r")
        self._texts = {self._w("t"), self._w("delText")}
        self._markable = {self._w(name) for name in _MARKABLE}
        self._budget = _REPEATED_MARKUP
        self._displayed: dict[Element, _DisplayedText] = {}
        self._field_begins = _begins_of_fields_without_result(root, self._w)

    def _w(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def find(self, edge: CharacterEdge) -> MarkPosition:
        """Return the position for a mark at the edge of a character; the main part is not changed yet."""
        element = self._elements[edge.element]
        if not edge.after:
            element = self._field_begins.get(element, element)
        path = self._path(element)
        if len(path) == 1:
            return MarkPosition(element, FileOrder(self._numbers[element], 0), exact=True)
        # go down as far as marks are allowed
        depth = next(i for i, inner in enumerate(path) if i and (inner.tag not in self._markable or inner is element))
        if path[depth].tag == self._run and depth + 1 < len(path):
            depth += 1
        neighbour = path[depth]
        offset = _AFTER_ALL if edge.after else 0
        if neighbour is element and element.tag in self._texts and edge.offset is not None:
            offset = self._offset(element, edge.offset)
        return MarkPosition(neighbour, FileOrder(self._numbers[neighbour], offset), exact=neighbour is element)

    def _path(self, element: Element) -> list[Element]:
        """Return the elements from the outermost paragraph down to an element, both included."""
        path = [element, *element.iterancestors()]
        outermost = max(i for i, ancestor in enumerate(path) if ancestor.tag == self._paragraph)
        return path[outermost::-1]

    def _offset(self, element: Element, raw_offset: int) -> int:
        """Return an offset into the displayed text, given an offset into the text with all its blanks."""
        text = self._text(element)
        offset = raw_offset - text.skipped
        return _AFTER_ALL if offset >= len(text.shown) else max(offset, 0)

    def _text(self, element: Element) -> _DisplayedText:
        """Return the displayed text of an element: without hidden blanks at its ends."""
        if element not in self._displayed:
            whole = element.text or ""
            keeps_ends = self._keeps_space or element.get(_SPACE) == "preserve"
            shown = whole if keeps_ends else whole.strip(_BLANKS)
            skipped = 0 if keeps_ends else len(whole) - len(whole.lstrip(_BLANKS))
            self._displayed[element] = _DisplayedText(shown, skipped, len(shown))
        return self._displayed[element]

    def insert(self, position: MarkPosition, marks: Sequence[Element]) -> None:
        """Insert marks at a position; positions must come from the end of the file backwards, then call `finish`.

        Raises:
            UnfitPackageError: Splitting runs would repeat more than `_REPEATED_MARKUP` characters of markup.
        """
        element, offset = position.element, position.order.offset
        if element.tag == self._paragraph:
            _insert_first(element, self._w("pPr"), marks)
            return
        if 0 < offset < _AFTER_ALL:
            element = self._split_text(element, offset)
            offset = 0
        parent = element.getparent()
        if parent is not None and parent.tag == self._run:
            element = self._split_run(parent, element, after=offset > 0)
        if offset:
            for mark in reversed(marks):
                element.addnext(mark)
        else:
            for mark in marks:
                element.addprevious(mark)

    def _split_text(self, element: Element, offset: int) -> Element:
        """Cut a text in two and return the element of the second half; `finish` shortens the first."""
        text = self._text(element)
        element.set(_SPACE, "preserve")
        second = self._like(element)
        second.text = text.shown[offset : text.end]
        text.end = offset
        element.addnext(second)
        return second

    def finish(self) -> None:
        """Shorten each cut text to the part before its first cut."""
        for element, text in self._displayed.items():
            if text.end < len(text.shown):
                element.text = text.shown[: text.end]

    def _split_run(self, run: Element, child: Element, *, after: bool) -> Element:
        """Cut a run before or after a child, unless one half would be empty; return the run on the child's side."""
        moved = [*([] if after else [child]), *child.itersiblings()]
        before = child if after else child.getprevious()
        properties = (
            run[0] if run[0].tag == self._w("rPr") else None
        )  # rPr is the first child: CT_R, ECMA-376 part 1, A.1
        if not moved or before is None or before is properties:
            return run
        second = self._like(run)
        if properties is not None:
            self._spend(len(etree.tostring(properties)))
            second.append(copy(properties))
        second.extend(moved)
        run.addnext(second)
        return run if after else second

    def _like(self, element: Element) -> Element:
        """Return an empty element with the name and the attributes of `element`."""
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        self._spend(sum(len(name) + len(value) for name, value in attributes.items()))
        return element.makeelement(element.tag, attributes)

    def _spend(self, length: int) -> None:
        """Count repeated markup against the limit."""
        self._budget -= length
        if self._budget < 0:
            raise UnfitPackageError("splitting runs repeats too much")


def _insert_first(paragraph: Element, properties: str, marks: Iterable[Element]) -> None:
    """Insert marks at the beginning of a paragraph, after its properties."""
    first = 1 if len(paragraph) and paragraph[0].tag == properties else 0
    for index, mark in enumerate(marks, first):
        paragraph.insert(index, mark)


def _begins_of_fields_without_result(root: Element, w: Callable[[str], str]) -> dict[Element, Element]:
    """Return the begin mark of each field without a result, by the end mark.

    The reader anchors the text of such a field (a circled number, computed by Word) to its end mark.
    """
    begins: dict[Element, Element] = {}
    opened: list[tuple[Element, bool]] = []
    for element in root.iter(w("fldChar")):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            opened.append((element, False))
        elif kind == "separate" and opened:
            opened[-1] = opened[-1][0], True
        elif kind == "end" and opened:
            begin, has_result = opened.pop()
            if not has_result:
                begins[element] = begin
    return begins
