"""From sources to outlines: one file (`jobs`), many at once in worker processes (`many`)."""
