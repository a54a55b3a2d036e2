"""From sources to outlines: a single file (`jobs`), or many files in worker processes (`many`)."""
