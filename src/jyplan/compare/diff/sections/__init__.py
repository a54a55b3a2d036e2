"""Sections of two plans: trees, matched pairs, sections out of order, statuses, numbers.

| step | module |
|---|---|
| sections in reading order, the section of every character | `tree` |
| pairs of sections by shared text, titles, numbers | `matching` |
| matched sections with a new order or parent | `order` |
| numbers of sections: edits of numbering, changed schemes | `renumbering` |
| same, edited, moved, added, removed; split and merged | `status` |
"""
