"""Page numbers, as far as a Word file gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.readers.ooxml.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Pages:
    """Counts page breaks: breaks set by the author, and breaks Word recorded at its last layout.

    A file without page breaks (WPS records none) gives no page numbers.
    """

    def __init__(self, *, known: bool) -> None:
        self._known = known
        self._page = 1
        self._empty = True

    def begin_page(self) -> None:
        """Begin a new page at a break set by the author."""
        self._page += 1
        self._empty = True

    def begin_page_unless_empty(self) -> None:
        """Begin a new page if the current page has text.

        A break recorded by Word (17.3.3.13) right after a break of the author is the same break.
        """
        if not self._empty:
            self.begin_page()

    def current(self) -> int | None:
        """Return the number of the page for the next text, None where the file has no page breaks."""
        self._empty = False
        return self._page if self._known else None


def has_page_breaks(body: Element) -> bool:
    """Return whether a body has page breaks, set by the author or recorded by Word."""
    if next(body.iter(w("lastRenderedPageBreak")), None) is not None:
        return True
    return any(element.get(w("type")) == "page" for element in body.iter(w("br")))
