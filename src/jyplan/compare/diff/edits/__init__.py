"""Edits from the left to the right text: a shortest script between anchors, snapped to readable borders, moves cut out.

| step | module |
|---|---|
| moved stretches become placeholders | `placeholders` |
| a shortest edit script, cut at anchors | `alignment` |
| borders of edits at words, clauses and lines | `snapping` |
| edits of the displayed texts, format apart from content | `script` |
"""
