"""What formats share: the screen, columns, text made safe to show, workbooks, pages, Word files, JSON."""
