"""Two plans compared: edits, sections, moves, changed facts.

`comparison` runs the steps; `edits/`, `sections/` and `facts/` are rooms of their own. `moves` and `coverage` tell moved text
from text in order, `role_summary` sums up the year, `mirror` turns a comparison round, `offsets` are pairs of positions.
"""
