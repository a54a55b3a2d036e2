"""Page numbers, as far as a Word file gives them."""

from __future__ import annotations


class Pages:
    """Counts page breaks: breaks set by the author, and breaks Word recorded at its last layout.

    A file without page breaks (WPS records none) gives no page numbers.
    """

    def __init__(self, *, known: bool) -> None:
        self._known = known
        self._page = 1
        self._empty = True
        """Whether the page has no text yet: a recorded break right after an author's break is the same break."""

    def break_set(self) -> None:
        """Begin a new page at a break set by the author."""
        self._page += 1
        self._empty = True

    def break_before(self) -> None:
        """Begin a new page unless the current page is still empty."""
        if not self._empty:
            self.break_set()

    def break_noted(self) -> None:
        """Begin a new page at a break recorded by Word (17.3.3.13), unless the current page is still empty."""
        self.break_before()

    def current(self) -> int | None:
        """Return the number of the page for the next text, None where the file has no page breaks."""
        self._empty = False
        return self._page if self._known else None
