"""Hidden elements of a page, and hidden elements shown later by a script.

Style sheets hide junk between sentences, and menus. A page may also hide all of its text until a script has run, as
public accounts do (`<div id="js_content" style="visibility: hidden">`): an element that holds most of what a page hides, and
more than the page shows, is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from jyplan.readers.html import css

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENT = frozenset({"script", "style", "template", "noscript", "title", "head"})
"""Elements whose text is never displayed."""
MOST = 0.5
"""Share of the hidden characters that a hidden text has."""
LEAST = 30
"""Characters: a shorter hidden text is no text of a page."""


class Visibility:
    """The hidden elements of a page, by their attributes and the style sheets."""

    def __init__(self, names: frozenset[str] = frozenset(), *, sheets_set_backgrounds: bool = False) -> None:
        """Take the classes and ids (`.x`, `#y`) hidden by the style sheets, and whether the sheets may set backgrounds."""
        self._names = names
        self._sheets_set_backgrounds = sheets_set_backgrounds
        self._revealed: frozenset[etree._Element] = frozenset()

    def hides(self, element: etree._Element) -> bool:
        """Return whether an element is hidden by its attributes or a style sheet."""
        return self._is_named_hidden(element) and element not in self._revealed

    def may_have_background(self, element: etree._Element) -> bool:
        """Return whether a style sheet may give an element a background other than white."""
        return self._sheets_set_backgrounds and _is_styled(element)

    def _is_named_hidden(self, element: etree._Element) -> bool:
        if element.get("hidden") is not None or css.hides(css.style_of(element)):
            return True
        if not self._names:
            return False
        names = [f".{name}" for name in (element.get("class") or "").split()]
        return not self._names.isdisjoint([*names, f"#{element.get('id')}"])

    def reveal(self, root: etree._Element, shown: int) -> bool:
        """Reveal the hidden elements with most of the hidden text, if longer than `shown` characters; return whether any."""
        sizes = list(self._hidden_sizes(root))
        most = max((size for _, size in sizes), default=0)
        if most < max(LEAST, shown):
            return False
        self._revealed = frozenset(element for element, size in sizes if size >= MOST * most)
        return True

    def _hidden_sizes(self, root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """Yield each hidden element, nested or not, with the number of characters inside."""
        open_sizes = [0]
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                open_sizes.append(_length(element.text) if element.tag not in SILENT else 0)
                continue
            size = open_sizes.pop()
            if size and self._is_named_hidden(element):
                yield element, size
            if element.tag not in SILENT:
                open_sizes[-1] += size
            open_sizes[-1] += _length(element.tail)


def _is_styled(element: etree._Element) -> bool:
    """Return whether a style sheet has a name for an element; Word's names colour no background."""
    names = (element.get("class") or "").split()
    return bool(element.get("id")) or any(not name.startswith(("Mso", "Word")) for name in names)


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
