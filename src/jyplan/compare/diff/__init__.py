"""Two plans compared: edits, sections, moves, changed facts."""
