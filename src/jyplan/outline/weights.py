"""The type of the weights in decisions of the outline.

A constant declared as `Weight` is found by `benchmarks/outline_weights.py`, which moves the constant up and
down, sets it to zero and counts the annotated documents whose outline changes. The table in
`benchmarks/outline_weights.md` is the evidence for every weight; the first line of the string below a
constant is its description there.

Weights of `levels`, `markers`, `inline`, `families` and `heading_shapes` share one currency: the next item of an
open sequence is worth 3. Positive weights speak for a reading, negative ones against it; a constant that is
used as `against` (see `families.MarkerReading`) is a cost and positive. Weights of `genres.genre` and of
`titles.fused_title` are each in a currency of their own.
"""

from __future__ import annotations

Weight = float
