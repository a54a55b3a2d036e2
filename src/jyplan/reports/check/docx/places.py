"""Places in a Word file where a mark may stand, and the splitting of runs that makes them.

A mark stands between runs. Where its character is inside something that Word lets nobody comment
in, a text box, a formula, the base of a pinyin guide, it stands beside the whole of that.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from jyplan.reports.check.docx.package import UnfitPackageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element as Element

    from jyplan.reports.check.docx.extents import Point

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_REPEATED = 20_000_000
"""Characters of markup that splitting runs may write again: 10 for a bold run, some hundreds for a colourful one."""
_BEHIND = 1 << 62
"""Stands for the offset behind all of an element."""
_OPEN = ("hyperlink", "ins", "del", "moveTo", "moveFrom", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
         "dir", "bdo")  # fmt: skip
"""What may hold ranges of comments besides paragraphs: EG_PContent, ECMA-376 part 1, A.1."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between runs, or one that splitting a run will make."""

    element: Element
    """A child of a run, something beside runs, or a paragraph for its beginning."""
    order: tuple[int, int]
    """Its place among all spots of the file, an offset in the element's text the second; equal for equal places."""
    exact: bool
    """Whether it is at the character itself."""


@dataclass(slots=True)
class _Text:
    """What an element displays of its text: read once, since lxml copies it for everyone who asks."""

    shown: str
    skipped: int
    """Blanks before it."""
    end: int
    """Where the part begins that was cut off already."""


class Places:
    """Finds and makes the places of one main part."""

    def __init__(self, root: Element) -> None:
        self._elements = list(root.iter("*"))
        self._numbers = {element: number for number, element in enumerate(self._elements)}
        self._namespace = etree.QName(root).namespace or ""
        self._keeps_space = root.get(_SPACE) == "preserve"
        self._paragraph, self._run = self._w("p"), self._w("r")
        self._texts = {self._w("t"), self._w("delText")}
        self._open = {self._w(name) for name in _OPEN}
        self._budget = _REPEATED
        self._read: dict[Element, _Text] = {}
        self._begins = _begins_without_result(root, self._w)

    def _w(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def find(self, point: Point) -> Spot:
        """Return the place of a point; nothing is changed yet."""
        element = self._elements[point.element]
        if not point.after:
            element = self._begins.get(element, element)
        path = self._path(element)
        if len(path) == 1:
            return Spot(element, (self._numbers[element], 0), exact=True)
        # the last thing that may hold a mark holds what the mark stands beside
        depth = next(i for i, each in enumerate(path) if i and (each.tag not in self._open or each is element))
        if path[depth].tag == self._run and depth + 1 < len(path):
            depth += 1
        beside = path[depth]
        offset = _BEHIND if point.after else 0
        if beside is element and element.tag in self._texts and point.at is not None:
            offset = self._offset(element, point.at)
        return Spot(beside, (self._numbers[beside], offset), exact=beside is element)

    def _path(self, element: Element) -> list[Element]:
        """Return an element and what it is in, from the outermost paragraph on."""
        path = [element, *element.iterancestors()]
        outermost = max(i for i, each in enumerate(path) if each.tag == self._paragraph)
        return path[outermost::-1]

    def _offset(self, element: Element, at: int) -> int:
        text = self._text(element)
        at -= text.skipped
        return _BEHIND if at >= len(text.shown) else max(at, 0)

    def _text(self, element: Element) -> _Text:
        """Return a text without blank ends that are not displayed."""
        if element not in self._read:
            whole = element.text or ""
            keeps_ends = self._keeps_space or element.get(_SPACE) == "preserve"
            shown = whole if keeps_ends else whole.strip(_BLANKS)
            skipped = 0 if keeps_ends else len(whole) - len(whole.lstrip(_BLANKS))
            self._read[element] = _Text(shown, skipped, len(shown))
        return self._read[element]

    def put(self, spot: Spot, marks: Sequence[Element]) -> None:
        """Put marks at a place; of several places, those further back come first, and `finish` at last.

        Raises:
            UnfitPackageError: the properties of the runs that have to be split are too much to be repeated.
        """
        element, offset = spot.element, spot.order[1]
        if element.tag == self._paragraph:
            _put_first(element, self._w("pPr"), marks)
            return
        if 0 < offset < _BEHIND:
            element = self._split_text(element, offset)
            offset = 0
        parent = element.getparent()
        if parent is not None and parent.tag == self._run:
            element = self._split_run(parent, element, behind=offset > 0)
        if offset:
            for mark in reversed(marks):
                element.addnext(mark)
        else:
            for mark in marks:
                element.addprevious(mark)

    def _split_text(self, element: Element, offset: int) -> Element:
        """Cut a text in two and return the second half; `finish` takes it from the first."""
        text = self._text(element)
        element.set(_SPACE, "preserve")
        second = self._like(element)
        second.text = text.shown[offset : text.end]
        text.end = offset
        element.addnext(second)
        return second

    def finish(self) -> None:
        """Leave in each text that was cut only what stands before the first cut."""
        for element, text in self._read.items():
            if text.end < len(text.shown):
                element.text = text.shown[: text.end]

    def _split_run(self, run: Element, child: Element, *, behind: bool) -> Element:
        """Cut a run before or behind a child, if there is anything to cut off; return the run beside the cut."""
        moved = [*([] if behind else [child]), *child.itersiblings()]
        before = child if behind else child.getprevious()
        properties = run[0] if run[0].tag == self._w("rPr") else None  # it comes first, by the schema
        if not moved or before is None or before is properties:
            return run
        second = self._like(run)
        if properties is not None:
            self._spend(len(etree.tostring(properties)))
            second.append(deepcopy(properties))
        second.extend(moved)
        run.addnext(second)
        return run if behind else second

    def _like(self, element: Element) -> Element:
        """Return an empty element with the same name and attributes."""
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        self._spend(sum(len(name) + len(value) for name, value in attributes.items()))
        return element.makeelement(element.tag, attributes)

    def _spend(self, length: int) -> None:
        self._budget -= length
        if self._budget < 0:
            raise UnfitPackageError("splitting runs repeats too much")


def _put_first(paragraph: Element, properties: str, marks: Iterable[Element]) -> None:
    at = 1 if len(paragraph) and paragraph[0].tag == properties else 0
    for number, mark in enumerate(marks, at):
        paragraph.insert(number, mark)


def _begins_without_result(root: Element, w: Callable[[str], str]) -> dict[Element, Element]:
    """Return the beginning of each field that has no result, by its end, which then stands for what is displayed."""
    found: dict[Element, Element] = {}
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
                found[element] = begin
    return found
