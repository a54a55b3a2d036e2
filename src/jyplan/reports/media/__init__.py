"""Building blocks of several report rooms: terminal screen, columns, visible text, CSV, workbooks, pages, Word, JSON."""
