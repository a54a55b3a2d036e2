"""Which page a paragraph begins on, as far as the file tells."""

from __future__ import annotations


class Pages:
    """Counts page breaks: those the author set and those Word noted when it last laid the text out.

    A file without either (WPS notes none) gives no page numbers at all.
    """

    def __init__(self, *, known: bool) -> None:
        self._known = known
        self._page = 1
        self._empty = True
        """No text yet on this page: a noted break right after one that was set is the same break."""

    def break_set(self) -> None:
        """Go on to the next page, because the author says so."""
        self._page += 1
        self._empty = True

    def break_before(self) -> None:
        """Go on to the next page unless this one is still empty."""
        if not self._empty:
            self.break_set()

    def break_noted(self) -> None:
        """Go on to the next page, because Word did when it laid the text out (17.3.3.13)."""
        self.break_before()

    def here(self) -> int | None:
        """Return the page that text now stands on."""
        self._empty = False
        return self._page if self._known else None
